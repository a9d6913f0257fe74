// A text is taken apart into numbers, words and what stands between them, and compared with the pictures of dates that
// spreadsheets show in English and Spanish.
#include "sheet/rewritten_date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <variant>

#include "base/ascii.hpp"
#include "base/date.hpp"
#include "sheet/table.hpp"

namespace reltrack::sheet {
namespace {

constexpr Minutes kFirstDay = -25'569 * kDay;  // of spreadsheets: 1899-12-30 is day 0

// The names of months, long and short, in English and in Spanish. Nothing else is one: moments have names such as
// "decree" and "marcha".
constexpr std::array<std::string_view, 12> kMonths = {"jan january ene enero",
                                                      "feb february febrero",
                                                      "mar march marzo",
                                                      "apr april abr abril",
                                                      "may mayo",
                                                      "jun june junio",
                                                      "jul july julio",
                                                      "aug august ago agosto",
                                                      "sep sept september septiembre",
                                                      "oct october octubre",
                                                      "nov november noviembre",
                                                      "dec december dic diciembre"};

// The number of the month with that name; 0 where there is none.
int month_number(std::string_view word) {
  std::string name = " ";
  for (const char c : word) name += lower(c);
  name += ' ';
  for (std::size_t month = 0; month < kMonths.size(); ++month) {
    const std::string names = " " + std::string(kMonths[month]) + " ";
    if (names.find(name) != std::string::npos) return static_cast<int>(month) + 1;
  }
  return 0;
}

// A text as its numbers and words, and a picture of it: "12-Jan-26" is 12, "Jan", 26 and "9a9". Blanks, hyphens, dots,
// slashes and commas part the pieces; `separators` has one of each run.
struct Pieces {
  std::vector<std::string_view> words;
  std::string picture, separators;
};

Pieces take_apart(std::string_view text) {
  Pieces out;
  while (!text.empty()) {
    const bool digits = is_digit(text.front());
    const bool letters = is_letter(text.front());
    const auto other = [&](char c) {
      return digits ? !is_digit(c) : letters ? !is_letter(c) : is_digit(c) || is_letter(c);
    };
    const auto length = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), other) - text.begin());
    if (digits || letters) {
      out.words.push_back(text.substr(0, length));
      out.picture += digits ? '9' : 'a';
    } else {
      out.separators += text.front();
    }
    text.remove_prefix(length);
  }
  return out;
}

// Of digits; too many for a date come out as a number that no part of a date can be.
int number(std::string_view digits) {
  int out = 0;
  for (const char c : digits.substr(0, 6)) out = out * 10 + (c - '0');
  return out;
}

// As spreadsheets complete two digits: up to 29 they are of this century.
int full_year(std::string_view digits) {
  const int year = number(digits);
  return digits.size() > 2 ? year : year < 30 ? 2000 + year : 1900 + year;
}

using Dates = std::vector<PossibleDate>;

void add(int year, int month, int day, std::string_view time, std::optional<DateOrder> order, Dates& out) {
  std::string iso = fmt::format("{:04}-{:02}-{:02}", year, month, day) + std::string(time);
  const auto same = [&](const PossibleDate& date) { return date.iso == iso; };
  if (!std::holds_alternative<Date>(parse_date(iso)) || std::any_of(out.begin(), out.end(), same)) return;
  out.push_back({std::move(iso), order});
}

// Numbers and words in the order of a date, of which three: year first, or day and month in either order.
Dates of_three_numbers(const std::vector<std::string_view>& w, std::string_view time) {
  Dates out;
  if (w[0].size() == 4) {
    add(number(w[0]), number(w[1]), number(w[2]), time, std::nullopt, out);
  } else {
    const int year = full_year(w[2]), first = number(w[0]), second = number(w[1]);
    const auto order = [&](DateOrder o) { return first == second ? std::nullopt : std::optional(o); };
    add(year, second, first, time, order(DateOrder::day_first), out);
    add(year, first, second, time, order(DateOrder::month_first), out);
  }
  return out;
}

Dates of_month(int year, int month) {
  Dates out;
  if (month >= 1 && month <= 12 && year > 0 && year < 10'000) {
    out.push_back({fmt::format("{:04}-{:02}", year, month), std::nullopt});
  }
  return out;
}

// The day of that number, with the hour that its fraction is of a day.
Dates of_serial(std::string_view digits, std::string_view fraction) {
  Minutes at = kFirstDay + number(digits) * kDay;
  std::int64_t part = 0, whole = 1;
  for (const char c : fraction.substr(0, 9)) {
    part = part * 10 + (c - '0');
    whole *= 10;
  }
  at += (part * kDay + whole / 2) / whole;
  const CivilTime t = civil_time(at);
  Dates out;
  add(t.year, t.month, t.day, fraction.empty() ? "" : fmt::format("T{:02}:{:02}", t.hour, t.minute), std::nullopt, out);
  return out;
}

// "T20:00" of " 20:00", " 8:00:00 PM", "T20:00:00Z"; empty where `text` is no time. The seconds are dropped.
std::string time_of(std::string_view text) {
  const Pieces p = take_apart(text);
  std::vector<std::string_view> w = p.words;
  std::string_view marks = p.picture;
  if (marks.starts_with('a') && w.front().size() == 1 && lower(w.front()[0]) == 't') {
    w.erase(w.begin());
    marks.remove_prefix(1);
  }
  if (!marks.starts_with("99") || p.separators.find(':') == std::string::npos) return {};
  int hour = number(w[0]);
  const auto half = std::find_if(w.begin(), w.end(), [](std::string_view x) { return is_letter(x[0]); });
  if (half != w.end() && lower((*half)[0]) == 'p' && hour < 12) hour += 12;
  if (half != w.end() && lower((*half)[0]) == 'a' && hour == 12) hour = 0;
  return fmt::format("T{:02}:{:02}", hour, number(w[1]));
}

bool is_short(std::string_view digits) { return digits.size() <= 2; }
bool is_year(std::string_view digits) { return digits.size() == 4; }

// "12/1/2026", "2026-1-5".
std::optional<Dates> of_three(const Pieces& p, std::string_view time) {
  const auto& w = p.words;
  const bool day =
      is_short(w[1]) && (is_short(w[2]) ? is_short(w[0]) || is_year(w[0]) : is_short(w[0]) && is_year(w[2]));
  const bool as_ledgers_have_it = is_year(w[0]) && w[1].size() == 2 && w[2].size() == 2 && p.separators == "--";
  if (!day || as_ledgers_have_it) return std::nullopt;  // of "2026-02-30" the reader says what is wrong with it
  return of_three_numbers(w, time);
}

// "46034.75", "1/2026", "2026/1".
std::optional<Dates> of_two(const Pieces& p) {
  const auto& w = p.words;
  if (w[0].size() == 5 && (p.separators == "." || p.separators == ",")) return of_serial(w[0], w[1]);
  if (is_short(w[0]) && is_year(w[1])) return of_month(number(w[1]), number(w[0]));
  if (is_year(w[0]) && is_short(w[1])) return of_month(number(w[0]), number(w[1]));
  return std::nullopt;
}

// "20260112", "46034".
std::optional<Dates> of_one(std::string_view digits, std::string_view time) {
  if (digits.size() == 5) return of_serial(digits, {});
  if (digits.size() != 8) return std::nullopt;
  return of_three_numbers({digits.substr(0, 4), digits.substr(4, 2), digits.substr(6)}, time);
}

// "12-Jan-26", "Jan 12, 2026", "12 de enero de 2026", "2026-Jan-12"; "Jan-26" is a month, and what has no year no date.
std::optional<Dates> of_name(const Pieces& p, std::string_view time) {
  struct Picture {
    std::string_view picture;
    std::size_t day, month, year;
  };
  static constexpr Picture kPictures[] = {{"9a9", 0, 1, 2}, {"a99", 1, 0, 2}, {"9aaa9", 0, 2, 4}};
  const auto& w = p.words;
  Dates out;
  for (const auto& [picture, day, month, year] : kPictures) {
    if (p.picture != picture || month_number(w[month]) == 0) continue;
    const bool turned = is_year(w[day]);
    add(full_year(w[turned ? day : year]), month_number(w[month]), number(w[turned ? year : day]), time, {}, out);
    return out;
  }
  if (p.picture == "a9" && month_number(w[0]) > 0) return of_month(full_year(w[1]), month_number(w[0]));
  const bool no_year = (p.picture == "9a" || p.picture == "a") && month_number(w.back()) > 0;
  return no_year ? std::optional(out) : std::nullopt;
}

// A date of days, without a time; `time` is put behind it.
std::optional<Dates> of_day(std::string_view text, std::string_view time) {
  const Pieces p = take_apart(text);
  if (p.separators.find_first_not_of("/.- ,") != std::string::npos) return std::nullopt;
  if (p.picture == "999") return of_three(p, time);
  if (p.picture == "99") return of_two(p);
  if (p.picture == "9") return of_one(p.words[0], time);
  return of_name(p, time);
}

}  // namespace

std::string offered(const std::vector<PossibleDate>& dates) {
  std::string out;
  for (const PossibleDate& date : dates) out += (out.empty() ? "" : " or ") + date.iso;
  return out;
}

std::optional<std::vector<PossibleDate>> possible_dates(std::string_view text) {
  constexpr std::size_t kLongest = 40;
  if (text.size() > kLongest || std::holds_alternative<Date>(parse_date(text))) return std::nullopt;
  if (auto day = of_day(text, {})) return day;
  // A date and a time: the time begins at the blank or T before its hour.
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const std::size_t before = text.find_last_of(" T", colon);
  if (before == std::string_view::npos || before == 0) return std::nullopt;
  const std::string time = time_of(text.substr(before));
  const std::string_view day = text.substr(0, before);
  if (time.empty()) return std::nullopt;
  if (std::holds_alternative<Date>(parse_date(day)) && day.size() == 10) {
    Dates out;
    if (std::holds_alternative<Date>(parse_date(std::string(day) + time))) out.push_back({std::string(day) + time, {}});
    return out;
  }
  return of_day(day, time);
}

std::vector<std::string_view> loose_ends(std::string_view text) {
  for (const std::string_view between : {" - ", "\u2013", "\u2014", " to ", " al ", " a "}) {
    const std::size_t at = text.find(between);
    if (at != std::string_view::npos) return {trimmed(text.substr(0, at)), trimmed(text.substr(at + between.size()))};
  }
  const auto slashes = std::count(text.begin(), text.end(), '/');
  std::size_t at = text.find('/');
  const bool slashes_in_first = slashes == 5 || (slashes == 3 && possible_dates(text.substr(0, text.rfind('/'))));
  if (slashes_in_first) at = text.find('/', text.find('/', at + 1) + 1);
  if (slashes == 1 || slashes == 3 || slashes == 5) return {trimmed(text.substr(0, at)), trimmed(text.substr(at + 1))};
  return {text};
}

}  // namespace reltrack::sheet
