// The half of Words that speaks of time.
#include <fmt/compile.h>

#include <algorithm>
#include <variant>

#include "base/add_new.hpp"
#include "base/ascii.hpp"
#include "base/date.hpp"
#include "report/wording.hpp"

namespace reltrack::report {
namespace {

constexpr std::string_view kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};

// A date without a year is understood as the nearest one to when the figures were said: up to eleven months before,
// or one month after.
constexpr Minutes kYearUnderstoodBefore = 334 * kDay;
constexpr Minutes kYearUnderstoodAfter = 31 * kDay;

// A moment less certain than this is better known by its label, cut to what a column holds.
constexpr Minutes kMomentAsDates = 31 * kDay;
constexpr std::size_t kMomentColumns = 32;

int number_in(std::string_view text, std::size_t at, std::size_t length) {
  int value = 0;
  for (const char c : text.substr(at, length)) value = value * 10 + (c - '0');
  return value;
}

WrittenDate day_of_minutes(Minutes at) {
  const CivilTime t = civil_time(at);
  return {t.year, t.month, t.day, -1, 0};
}

WrittenDate minute_of(Minutes at) {
  const CivilTime t = civil_time(at);
  return {t.year, t.month, t.day, t.hour, t.minute};
}

bool is_midnight(Minutes at) { return day_of(at) == at; }

// What a ledger writes of a period before its slash and behind it: a date, a moment's id, or nothing.
std::string_view before_slash(std::string_view text) { return text.substr(0, text.find('/')); }
std::string_view after_slash(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash == std::string_view::npos ? text : text.substr(slash + 1);
}

// "11-12 Jan" and "8-12 Jan" as "11-12 or 8-12 Jan", "23 Dec 2024" and "23 Dec 2025" as "23 Dec 2024 or 2025".
std::string either(const std::string& a, const std::string& b) {
  std::size_t head = 0, tail = 0;
  for (std::size_t i = 0; i < a.size() && i < b.size() && a[i] == b[i]; ++i) {
    if (a[i] == ' ') head = i + 1;
  }
  for (std::size_t i = 0; i < a.size() - head && i < b.size() - head; ++i) {
    if (a[a.size() - 1 - i] != b[b.size() - 1 - i]) break;
    if (a[a.size() - 1 - i] == ' ') tail = i + 1;
  }
  if (head > 0) return a + " or " + b.substr(head);
  if (a.find(" - ") != std::string::npos || b.find(" - ") != std::string::npos) tail = 0;
  return a.substr(0, a.size() - tail) + " or " + b;
}

}  // namespace

bool has_year(const std::string& words) {
  std::size_t digits = 0;
  return std::any_of(words.begin(), words.end(), [&](char c) {
    digits = is_digit(c) ? digits + 1 : 0;
    return digits == 4;
  });
}

std::optional<WrittenDate> written_date(std::string_view text) {
  const auto parsed = parse_date(text);
  const Date* date = std::get_if<Date>(&parsed);
  if (date == nullptr) return std::nullopt;
  WrittenDate out{number_in(text, 0, 4), 0, 0, -1, 0};
  if (text.size() >= 7) out.month = number_in(text, 5, 2);
  if (text.size() >= 10) out.day = number_in(text, 8, 2);
  if (text.size() >= 16) {
    out.hour = number_in(text, 11, 2);
    out.minute = number_in(text, 14, 2);
  }
  return out;
}

void Words::find_years() {
  const auto note = [](const std::string& text, std::array<MonthYears, 13>& years) {
    const auto date = written_date(text);
    if (!date || date->month == 0) return;
    MonthYears& of = years[static_cast<std::size_t>(date->month)];
    of.several = of.several || (of.year != 0 && of.year != date->year);
    of.year = date->year;
  };
  for (Index c = 0; c < ledger_.claims.size(); ++c) {
    const Minutes at = said_at(c);
    if (at != kAfterAll) {
      first_said_ = std::min(first_said_, at);
      last_said_ = std::max(last_said_, at);
    }
    for (const Reading& reading : ledger_.claims[c].readings) {
      for (const std::string* text : {&reading.period.start.text, &reading.period.end.text}) {
        note(*text, years_meant_);
        if (ledger_.claims[c].readings.size() == 1) note(*text, years_);
      }
      const Minutes end = reading.period.end.limits.to;
      if (at == kAfterAll && end > kBeforeAll && end < kAfterAll) last_said_ = std::max(last_said_, end);
    }
  }
}

bool Words::year_shown(const WrittenDate& date, Years years) const {
  if (years == Years::always || date.month == 0) return true;
  const auto& spoken_of = years == Years::needed ? years_meant_ : years_;
  if (spoken_of[static_cast<std::size_t>(date.month)].several || last_said_ == kBeforeAll) return true;
  // A year before, figures were said already.
  const CivilTime first = civil_time(first_said_ == kAfterAll ? last_said_ : first_said_);
  if ((date.year - 1 - first.year) * 12 + date.month >= first.month) return true;
  const auto text = fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), date.year, date.month, std::max(date.day, 1));
  const auto day = parse_date_time(text);
  return !day || day->span.from < last_said_ - kYearUnderstoodBefore ||
         day->span.from > last_said_ + kYearUnderstoodAfter;
}

std::string Words::date_words(const WrittenDate& date, bool year, bool long_month) const {
  if (date.month == 0) return fmt::format(FMT_COMPILE("{}"), date.year);
  const std::string_view month = kMonths[static_cast<std::size_t>(date.month - 1)];
  std::string out = date.day > 0 ? fmt::format(FMT_COMPILE("{} "), date.day) : std::string();
  out += long_month && date.day == 0 ? month : month.substr(0, 3);
  if (year) out += fmt::format(" {}", date.year);
  if (date.hour >= 0) out += fmt::format(" {:02}:{:02}", date.hour, date.minute);
  return out;
}

std::string Words::range_of_dates(const WrittenDate& from, const WrittenDate& to, Years years) const {
  const bool year = year_shown(to, years);
  const bool same_month = from.year == to.year && from.month == to.month;
  const bool plain_days = from.day > 0 && to.day > 0 && from.hour < 0;
  if (same_month && plain_days && (from.day != to.day || to.hour >= 0)) {
    if (from.day == to.day) return date_words(to, year, false);
    return fmt::format("{}-{}", from.day, date_words(to, year, false));
  }
  if (same_month && from.day == to.day && from.hour == to.hour && from.minute == to.minute) {
    return date_words(to, year, true);
  }
  if (same_month && from.day == to.day && from.hour >= 0 && to.hour >= 0)
    return date_words(from, year, false) + fmt::format("-{:02}:{:02}", to.hour, to.minute);
  const bool first_year = from.year == to.year ? false : year_shown(from, years);
  const bool far_apart = (to.year - from.year) * 12 + to.month - from.month > 3;
  const bool last_year = year || (year_shown(from, years) && (from.year == to.year || far_apart));
  return date_words(from, first_year, false) + " - " + date_words(to, last_year, false);
}

std::string Words::between_ends(const End& from, const End& to, Years years) const {
  if (from.date && to.date) {
    WrittenDate first = *from.date, last = *to.date;
    if (first.hour == 0 && first.minute == 0 && !(last.hour == 0 && last.minute == 0)) first.hour = -1;
    if (last.hour == 24) {  // the end of a day is the day
      if (from.date == to.date) first.hour = -1;
      last.hour = -1;
    }
    return range_of_dates(first, last, years);
  }
  const auto words = [&](const End& end) {
    return end.date ? date_words(*end.date, year_shown(*end.date, years), false) : end.words;
  };
  const std::string first = words(from), last = words(to);
  if (first.empty()) return last.empty() ? "any time" : "to " + last;
  if (last.empty() || first == last) return (last.empty() ? "from " : "") + first;
  return from.within_days ? fmt::format("from some time in {} to {}", first, last) : first + " - " + last;
}

// A moment that is known to within a month, or to be one of a few such, is written as its dates; else by its label.
Words::End Words::moment_end(Index moment, Years years) const {
  const Moment& m = ledger_.moments[moment];
  const auto known = [](const TimeSpan& s) { return s.from > kBeforeAll && s.to - s.from <= kMomentAsDates; };
  if (m.between.empty() || m.between.size() > 3 || !std::all_of(m.between.begin(), m.between.end(), known)) {
    return {std::nullopt, cut(one_line(m.label), kMomentColumns), false};
  }
  const auto last_day = [](const TimeSpan& s) { return day_of_minutes(s.to > s.from ? s.to - 1 : s.to); };
  const TimeSpan& first = m.between.front();
  if (m.between.size() == 1 && first.to - first.from <= kDay) return {day_of_minutes(first.from), {}, false};
  std::vector<std::string> parts;
  for (const TimeSpan& s : m.between) {
    parts.push_back(range_of_dates(day_of_minutes(s.from), last_day(s), m.between.size() > 1 ? Years::needed : years));
  }
  return {std::nullopt, parts.size() == 2 ? either(parts[0], parts[1]) : listed(parts, "or"), parts.size() == 1};
}

Words::End Words::end_of(const PeriodEnd& end, Years years) const {
  if (end.moment) return moment_end(*end.moment, years);
  return {written_date(end.text), {}, false};
}

Words::End Words::end_of(const Instant& instant, bool closes) const {
  switch (instant.kind) {
    case Instant::Kind::moment:
      return moment_end(instant.index, Years::needed);
    case Instant::Kind::claim_start:
      return {std::nullopt, fmt::format("the start of {}", named(instant.index)), false};
    case Instant::Kind::claim_end:
      return {std::nullopt, fmt::format("the cut-off of {}", named(instant.index)), false};
    case Instant::Kind::at:
      break;
  }
  if (instant.at <= kBeforeAll || instant.at >= kAfterAll) return {};
  if (!is_midnight(instant.at)) return {minute_of(instant.at), {}, false};
  return {day_of_minutes(closes ? instant.at - 1 : instant.at), {}, false};
}

std::string Words::period(const Reading& reading, Years years) const {
  const Period& period = reading.period;
  if (period.at_moment) return between_ends(end_of(period.end, years), end_of(period.end, years), years);
  return between_ends(end_of(period.start, years), end_of(period.end, years), years);
}

std::string Words::periods(const std::vector<Index>& readings, Index claim, Years years) const {
  const auto all = [&](Years shown) {
    std::vector<std::string> parts;
    for (const Index r : readings) {
      std::string words = period(ledger_.claims[claim].readings[r], shown);
      add_new(parts, std::move(words));
    }
    return parts;
  };
  std::vector<std::string> parts = all(years);
  if (parts.size() == 1) return parts[0];
  if (years == Years::outside && std::any_of(parts.begin(), parts.end(), has_year))
    parts = all(Years::needed);  // "23 Dec 2024 or 2025"
  return parts.size() == 2 ? either(parts[0], parts[1]) : listed(parts, "or");
}

std::string Words::period_text(std::string_view written, Years years) const {
  const auto end = [&](std::string_view text) -> End {
    for (Index m = 0; m < ledger_.moments.size(); ++m) {
      if (ledger_.moments[m].id == text) return moment_end(m, years);
    }
    return {written_date(text), {}, false};
  };
  return between_ends(end(before_slash(written)), end(after_slash(written)), years);
}

std::string Words::stretch(const Instant& from, const Instant& to, Years years) const {
  const End first = end_of(from, from == to), last = end_of(to, true);
  if (from == to || (first.date && last.date)) {
    std::string words = between_ends(first, last, years);
    const bool one_day = first.date && last.date && first.date->day == last.date->day &&
                         first.date->month == last.date->month && first.date->year == last.date->year;
    if (from != to && one_day && (first.date->hour < 0) != (last.date->hour < 0)) {  // one is the day's own end
      const bool starts = first.date->hour >= 0;
      const WrittenDate& clock = starts ? *first.date : *last.date;
      const WrittenDate day{clock.year, clock.month, clock.day};
      return fmt::format("on {} {} {:02}:{:02}", date_words(day, year_shown(day, years), false),
                         starts ? "from" : "up to", clock.hour, clock.minute);
    }
    return from == to || one_day ? "on " + words : words;
  }
  const std::string start = between_ends(first, first, years), end = between_ends(last, last, years);
  if (first.words.empty() && !first.date) return "up to " + end;
  return fmt::format("from {} to {}", start, end);
}

Minutes Words::length(const Instant& from, const Instant& to) const {
  const auto limits = [&](const Instant& instant) -> TimeSpan {
    const auto span_of = [&](bool closes) {
      TimeSpan widest{instant.at, instant.at};
      for (const Reading& reading : ledger_.claims[instant.index].readings) {
        const TimeSpan& l = closes ? reading.period.end.limits : reading.period.start.limits;
        widest.to = std::max(widest.to, l.to);
      }
      return widest;
    };
    if (instant.kind == Instant::Kind::at) return {instant.at, instant.at};
    if (instant.kind != Instant::Kind::moment) return span_of(instant.kind == Instant::Kind::claim_end);
    TimeSpan widest{kAfterAll, kBeforeAll};
    for (const TimeSpan& span : ledger_.moments[instant.index].between) {
      widest = {std::min(widest.from, span.from), std::max(widest.to, span.to)};
    }
    return widest;
  };
  return limits(to).to - limits(from).from;
}

std::string Words::said(Index claim, Years years) const {
  const std::optional<DateTime>& at = ledger_.claims[claim].when_said();
  if (!at) return {};
  const WrittenDate date = at->has_hour ? minute_of(at->span.from) : day_of_minutes(at->span.from);
  return date_words(date, year_shown(date, years), false);
}

std::vector<Index> Words::by_said(std::vector<Index> claims) const {
  std::sort(claims.begin(), claims.end(), [&](Index a, Index b) {
    const Minutes x = said_at(a), y = said_at(b);
    return x != y ? x < y : ledger_.claims[a].id < ledger_.claims[b].id;
  });
  return claims;
}

std::string Words::said_range() const {
  if (first_said_ == kAfterAll) return {};
  return range_of_dates(day_of_minutes(first_said_), day_of_minutes(last_said_), Years::always);
}

}  // namespace reltrack::report
