// When something happened, in sentences to print.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "report/facts.hpp"

namespace reltrack::report {
namespace {

constexpr std::array<std::string_view, 12> kMonthsInEnglish = {"January",   "February", "March",    "April",
                                                               "May",       "June",     "July",     "August",
                                                               "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 12> kMeses = {"enero",      "febrero", "marzo",     "abril",
                                                     "mayo",       "junio",   "julio",     "agosto",
                                                     "septiembre", "octubre", "noviembre", "diciembre"};

CivilTime day_of(Minutes at, bool closes) { return civil_time(closes && at % kDay == 0 ? at - 1 : at); }

// The days on which a period can start, or a cut-off can fall.
struct Days {
  CivilTime first, last;
};

bool same_month(const CivilTime& a, const CivilTime& b) { return a.year == b.year && a.month == b.month; }
bool same_day(const CivilTime& a, const CivilTime& b) { return same_month(a, b) && a.day == b.day; }

class Dates {
 public:
  Dates(const Words& words, Language language) : words_(words), en_(language == Language::english) {}

  std::string of(const Period& period) const {
    if (period.stands_alone && period.text.size() == std::string_view("2025-12").size()) {
      return in_month(day_of(period.start.limits.from, false));
    }
    if (period.at_moment) return at(period.end);
    const std::string last = end_words(period.end, true);
    const bool open = !period.start.moment && period.start.limits.from <= kBeforeAll;
    if (open) return (!en_ ? "hasta " : certain(period.end) ? "by " : "until ") + last;
    if (certain(period.start) && certain(period.end)) return by_day(period);
    return fmt::format("{} {} {} {}", en_ ? "from" : "desde", end_words(period.start, false), en_ ? "to" : "hasta",
                       last);
  }

 private:
  static bool certain(const PeriodEnd& end) {
    return end.limits.to - end.limits.from <= kDay && end.limits.from > kBeforeAll && end.limits.to < kAfterAll;
  }

  std::string in_month(const CivilTime& month) const {
    const auto index = static_cast<std::size_t>(month.month - 1);
    return en_ ? fmt::format("in {} {}", kMonthsInEnglish[index], month.year)
               : fmt::format("en {} de {}", kMeses[index], month.year);
  }

  std::string at(const PeriodEnd& moment) const {
    const std::string when = end_words(moment, true);
    if (!certain(moment) && named(moment)) return "(" + when + ")";
    return en_ ? "on " + when : when;
  }

  // From one known day to another, or on it.
  std::string by_day(const Period& period) const {
    const CivilTime from = day_of(period.start.limits.from, false), to = day_of(period.end.limits.to, true);
    const std::string last = date(to, true, true);
    if (same_day(from, to)) return (en_ ? "on " : "el ") + last + hours(period);
    return fmt::format("{} {} {} {}{}", en_ ? "from" : "del", date(from, !same_month(from, to), from.year != to.year),
                       en_ ? "to" : "al", last, hours_of_days(period));
  }

  // Of one day: " from 18:00 to 20:00", where the period is not all of it.
  std::string hours(const Period& period) const {
    std::string out;
    if (has_hour(period.start)) out += fmt::format(" {} {}", en_ ? "from" : "desde", clock(period.start));
    if (!has_hour(period.end)) return out;
    return out + fmt::format(" {} {}", !en_ ? "hasta" : out.empty() ? "up to" : "to", clock(period.end));
  }

  // Of several days: " (as of 11:20)", where the last is not over.
  std::string hours_of_days(const Period& period) const {
    const bool starts = has_hour(period.start), ends = has_hour(period.end);
    if (starts && ends) {
      const std::string first = clock(period.start), last = clock(period.end);
      return en_ ? fmt::format(" (from {} on the first day to {} on the last)", first, last)
                 : fmt::format(" (desde {} del primer día hasta {} del último)", first, last);
    }
    if (starts) {
      return fmt::format(" ({} {} {})", en_ ? "from" : "desde", clock(period.start),
                         en_ ? "on the first day" : "del primer día");
    }
    return ends ? fmt::format(" ({} {})", en_ ? "as of" : "hasta", clock(period.end)) : "";
  }

  // Known to the minute, which is no midnight.
  static bool has_hour(const PeriodEnd& end) {
    return !end.moment && end.limits.certain() && end.limits.from > kBeforeAll && end.limits.from % kDay != 0;
  }

  // "18:00", "las 18:00"
  std::string clock(const PeriodEnd& end) const {
    const CivilTime at = civil_time(end.limits.from);
    return fmt::format("{}{:02}:{:02}", en_ ? "" : at.hour == 1 ? "la " : "las ", at.hour, at.minute);
  }

  // A moment less certain than a day is told by its name, in the ledger's language; in Spanish by its days.
  bool named(const PeriodEnd& end) const {
    return end.moment && (en_ || end.limits.from <= kBeforeAll || end.limits.to >= kAfterAll);
  }

  // "8 January 2026", "some day between 1 and 31 December 2025"; "el 8 de enero de 2026", "algún día entre ...".
  std::string end_words(const PeriodEnd& end, bool closes) const {
    if (certain(end)) {
      const std::string day = date(day_of(closes ? end.limits.to : end.limits.from, closes), true, true);
      return (en_ ? "" : "el ") + day + (has_hour(end) ? (en_ ? " at " : " a ") + clock(end) : "");
    }
    if (named(end)) return name(one_line(words_.ledger().moments[*end.moment].label));
    std::vector<std::string> choices;
    if (end.moment) {
      for (const TimeSpan& span : words_.ledger().moments[*end.moment].between) choices.push_back(some_day(span));
    } else {
      choices.push_back(some_day(end.limits));
    }
    return listed(choices, en_ ? "or" : "o");
  }

  // In quotes, in the ledger's words; in English without them where it reads as a part of the sentence: "the
  // first releases", with an article unless it begins with a number or a word that takes none.
  std::string name(const std::string& label) const {
    constexpr std::array<std::string_view, 16> kTakeNone = {"a",    "an",    "the",      "some",  "any",  "one",
                                                            "his",  "her",   "its",      "their", "this", "that",
                                                            "noon", "early", "midnight", "late"};
    if (!en_) return "«" + label + "»";
    const std::string_view first = std::string_view(label).substr(0, label.find(' '));
    const bool number = !first.empty() && first.front() >= '0' && first.front() <= '9';
    if (!is_noun(label)) return "the moment \"" + label + '"';
    return number || std::ranges::find(kTakeNone, first) != kTakeNone.end() ? label : "the " + label;
  }

  // "first release of the amnesty"; not "before the decree", "the law is signed", "law passes", nor what may be a name
  // or goes on behind a comma.
  static bool is_noun(const std::string& label) {
    constexpr std::array<std::string_view, 11> kBeginNone = {"before", "after", "around", "about", "when", "until",
                                                             "he",     "she",   "it",     "they",  "we"};
    constexpr std::array<std::string_view, 22> kVerbsOfLabels = {
        "is",     "are",   "was",  "were",   "has",    "have",   "had",   "will",      "passes", "passed", "begins",
        "starts", "opens", "ends", "closes", "speaks", "leaves", "signs", "announces", "enters", "takes",  "comes"};
    const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
    if (label.empty() || !(is_lower(label.front()) || is_digit(label.front()))) return false;
    if (label.find_first_of(",:;") != std::string::npos) return false;
    const auto has = [&](std::string_view word) { return (' ' + label + ' ').find(fmt::format(" {} ", word)); };
    return std::ranges::none_of(kBeginNone, [&](std::string_view word) { return has(word) == 0; }) &&
           std::ranges::none_of(kVerbsOfLabels, [&](std::string_view word) { return has(word) != std::string::npos; });
  }

  std::string some_day(const TimeSpan& span) const {
    const CivilTime from = day_of(span.from, false), to = day_of(span.to, true);
    const std::string_view article = en_ ? "" : "el ";
    std::string last = fmt::format("{}{}", article, date(to, true, true));
    if (same_day(from, to)) return last;
    const std::string first = fmt::format("{}{}", article, date(from, !same_month(from, to), from.year != to.year));
    if (span.to - span.from <= 2 * kDay) return fmt::format("{} {} {}", first, en_ ? "or" : "o", last);
    return fmt::format("{} {} {} {}", en_ ? "some day between" : "algún día entre", first, en_ ? "and" : "y", last);
  }

  std::string date(const CivilTime& at, bool month, bool year) const {
    const auto index = static_cast<std::size_t>(at.month - 1);
    std::string out = fmt::format("{}", at.day);
    if (month) out += en_ ? fmt::format(" {}", kMonthsInEnglish[index]) : fmt::format(" de {}", kMeses[index]);
    if (year) out += en_ ? fmt::format(" {}", at.year) : fmt::format(" de {}", at.year);
    return out;
  }

  const Words& words_;
  bool en_;
};

}  // namespace

std::string when_in_prose(const Words& words, const Reading& reading, Language language) {
  return Dates(words, language).of(reading.period);
}

}  // namespace reltrack::report
