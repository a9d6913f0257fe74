#include "reltrack/period.hpp"

#include <fmt/compile.h>

#include <algorithm>
#include <chrono>
#include <variant>

#include "base/ascii.hpp"
#include "base/date.hpp"

namespace reltrack {
namespace {

namespace chrono = std::chrono;

constexpr std::string_view kMonthNames[] = {"January", "February", "March",     "April",   "May",      "June",
                                            "July",    "August",   "September", "October", "November", "December"};

// Compares with a picture in which 0 stands for any digit and every other character for itself.
bool has_shape(std::string_view text, std::string_view picture) {
  return text.size() == picture.size() &&
         std::equal(text.begin(), text.end(), picture.begin(),
                    [](char c, char expected) { return expected == '0' ? is_digit(c) : c == expected; });
}

// Requires: digits stand there.
int number_at(std::string_view text, std::size_t first, std::size_t length) {
  int value = 0;
  for (const char* c = text.data() + first; c != text.data() + first + length; ++c) value = value * 10 + (*c - '0');
  return value;
}

Minutes midnight(chrono::sys_days day) { return Minutes{day.time_since_epoch().count()} * kDay; }

// What to write instead of a text that has no date's shape.
std::string shape_problem(std::string_view text) {
  if (has_shape(text, "0000-0-00") || has_shape(text, "0000-0-0") || has_shape(text, "0000-00-0")) {
    return "months and days are written with two digits: 2026-01-08";
  }
  if (has_shape(text, "00000000")) return "a date is written with hyphens: 2026-01-12";
  if (has_shape(text, "00-00-0000") || has_shape(text, "0-00-0000") || has_shape(text, "00-0-0000")) {
    return "a date is written year first: 2026-01-12";
  }
  if (text.size() > 16 && has_shape(text.substr(0, 16), "0000-00-00T00:00")) {
    return "a time is written to the minute, on the clock of the ledger's `timezone`, without seconds or offset: "
           "2026-01-12T20:00";
  }
  if (text.size() > 10 && has_shape(text.substr(0, 10), "0000-00-00")) {
    const std::size_t next = text.find_first_of("0123456789", 10);
    if (next != std::string_view::npos && has_shape(text.substr(next).substr(0, 10), "0000-00-00"))
      return "an interval is written with a slash alone between its dates: 2026-01-08/2026-01-12";
    return "a time is written with T and two digits each for hour and minute: 2026-01-12T20:00";
  }
  return "a date is written 2026-01-12, a time 2026-01-12T20:00, a month 2026-01, a year 2026";
}

std::variant<Date, std::string> parse_year_or_month(std::string_view text, chrono::year year) {
  if (text.size() == 4) {
    return Date{DateUnit::year, {midnight(year / 1 / 1), midnight((year + chrono::years{1}) / 1 / 1)}};
  }
  const chrono::year_month month = year / number_at(text, 5, 2);
  return Date{DateUnit::month, {midnight(month / 1), midnight((month + chrono::months{1}) / 1)}};
}

std::variant<Date, std::string> parse_minute(std::string_view text, Minutes day) {
  const int hour = number_at(text, 11, 2);
  const int minute = number_at(text, 14, 2);
  const bool end_of_day = hour == 24 && minute == 0;
  if ((hour > 23 || minute > 59) && !end_of_day) {
    return fmt::format("no day has a {}; its last minute is 23:59, and 24:00 is its end", text.substr(11, 5));
  }
  const Minutes at = day + hour * 60 + minute;
  return Date{DateUnit::minute, {at, at}};
}

}  // namespace

std::variant<Date, std::string> parse_date(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00T00:00";
  const bool has_minute = text.size() == 16;
  const bool has_day = has_minute || text.size() == 10;
  const bool has_month = has_day || text.size() == 7;
  if ((!has_month && text.size() != 4) || !has_shape(text, kShape.substr(0, text.size()))) return shape_problem(text);

  const chrono::year year{number_at(text, 0, 4)};
  if (int{year} == 0) return "there is no year 0";
  if (has_month) {
    const int month = number_at(text, 5, 2);
    if (month < 1 || month > 12) return fmt::format("there is no month {:02}", month);
  }
  if (!has_day) return parse_year_or_month(text, year);

  const chrono::year_month_day date = year / number_at(text, 5, 2) / number_at(text, 8, 2);
  if (!date.ok()) {
    const auto last = (date.year() / date.month() / chrono::last).day();
    return fmt::format("{} {} has {} days", kMonthNames[unsigned{date.month()} - 1], int{date.year()}, unsigned{last});
  }
  const Minutes day = midnight(date);
  if (!has_minute) return Date{DateUnit::day, {day, day + kDay}};
  return parse_minute(text, day);
}

bool looks_like_date(std::string_view text) {
  const auto leading = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  const bool date_characters_only = text.find_first_not_of("0123456789-:TZ+.") == std::string_view::npos;
  return leading > 0 && date_characters_only && (leading >= 4 || text.find('-') != std::string_view::npos);
}

Minutes day_of(Minutes at) {
  const Minutes past_midnight = ((at % kDay) + kDay) % kDay;
  return at - past_midnight;
}

namespace {

bool has_open_start(const Period& period) { return period.start.limits.from == kBeforeAll && !period.start.moment; }

}  // namespace

bool starts_after(const Period& period, const DateTime& said) {
  const Minutes earliest = period.start.limits.from;
  return earliest > said.span.to || (earliest == said.span.to && !said.has_hour);
}

void cut_off(Period& period, const DateTime& said) {
  if (period.end.moment) return;
  const DateUnit unit = std::get<Date>(parse_date(period.end.text)).unit;
  if (unit == DateUnit::minute) return;
  TimeSpan& limits = period.end.limits;
  const Minutes day = day_of(said.span.from), last = said.span.to;
  const Minutes earliest = std::max(day, period.start.limits.from);
  if (period.stands_alone) {
    if (unit != DateUnit::day && last < limits.to) limits = {earliest, last};
  } else if (day < limits.from) {
    limits = {earliest, last};
  } else {
    limits.to = std::min(limits.to, last);
  }
  if (has_open_start(period)) period.start.limits.to = limits.to;
}

Period as_written(Period period) {
  if (period.end.moment) return period;
  const TimeSpan span = std::get<Date>(parse_date(period.end.text)).span;
  const bool ends_there = period.stands_alone || period.at_moment;
  period.end.limits = ends_there ? TimeSpan{span.to, span.to} : span;
  if (has_open_start(period)) period.start.limits.to = period.end.limits.to;
  if (period.at_moment) period.start = period.end;
  return period;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  const auto parsed = parse_date(text);
  const Date* date = std::get_if<Date>(&parsed);
  if (date == nullptr || date->unit == DateUnit::year || date->unit == DateUnit::month) return std::nullopt;
  return DateTime{date->span, date->unit == DateUnit::minute};
}

CivilTime civil_time(Minutes at) {
  const Minutes day = day_of(at);
  const chrono::year_month_day date{chrono::sys_days{chrono::days{day / kDay}}};
  const int minutes = static_cast<int>(at - day);
  return {int{date.year()}, static_cast<int>(unsigned{date.month()}), static_cast<int>(unsigned{date.day()}),
          minutes / 60, minutes % 60};
}

std::string format_minutes(Minutes at) {
  const CivilTime t = civil_time(at);
  std::string text = fmt::format(FMT_COMPILE("{:04}-{:02}-{:02}"), t.year, t.month, t.day);
  if (t.hour != 0 || t.minute != 0) text += fmt::format(FMT_COMPILE("T{:02}:{:02}"), t.hour, t.minute);
  return text;
}

std::string format_date_time(const DateTime& at) {
  const bool midnight = at.has_hour && day_of(at.span.from) == at.span.from;
  return format_minutes(at.span.from) + (midnight ? "T00:00" : "");
}

}  // namespace reltrack
