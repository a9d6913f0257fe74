// A period is read in two steps: its ends as written, then its cut-off limited by the day on which it was said.
//
// "since 8 January, as of the 12th" is an interval whose cut-off is some moment of the 12th; said on the 12th at 17:00
// the cut-off is at 17:00 at the latest, and said on the 11th it is some moment of the 11th.
#include "reader/period_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/date.hpp"
#include "reader/codes.hpp"
#include "reader/fields.hpp"

namespace reltrack {
namespace {

constexpr std::string_view kPeriodForms =
    "a period is written 2026-01-12 (that day), 2026-01 or 2026, or 2026-01-08/2026-01-12 (until some hour of the last "
    "day)";

// One end as written: open, a moment of the ledger, or a date.
struct WrittenEnd {
  std::string_view text;
  bool open = false;
  std::optional<Index> moment;
  Date date;
  bool is_unit(DateUnit unit) const { return !open && !moment && date.unit == unit; }
};

struct Interval {
  std::string_view start, end;
};

// The two ends of "a/b"; absent where there is no slash. More than one slash: the second end holds the rest.
std::optional<Interval> split_interval(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  return Interval{text.substr(0, slash), text.substr(slash + 1)};
}

void error_at(const Value& value, std::string_view part, std::string_view code, std::string message, std::string hint,
              Problems& problems) {
  problems.error(code, value, std::move(message), std::move(hint)).span = value.span_of(part);
}

void no_date(const Value& value, std::string_view text, std::string_view why, Problems& problems) {
  error_at(value, text, codes::kDate, fmt::format("\"{}\" is no date: {}", text, why), "", problems);
}

std::optional<Date> read_date(const Value& value, std::string_view text, Problems& problems) {
  const auto parsed = parse_date(text);
  if (const Date* date = std::get_if<Date>(&parsed)) return *date;
  no_date(value, text, std::get<std::string>(parsed), problems);
  return std::nullopt;
}

std::optional<WrittenEnd> read_end(const Value& value, std::string_view text, const Draft& draft, Problems& problems) {
  WrittenEnd end{.text = text, .open = text.empty() || text == "..", .moment = draft.moments.find(text), .date = {}};
  if (end.open || end.moment) return end;
  const auto parsed = parse_date(text);
  if (const Date* date = std::get_if<Date>(&parsed)) {
    end.date = *date;
    return end;
  }
  const bool names_a_moment = text.find_first_not_of("0123456789-:TZ+./ ") != std::string_view::npos;
  if (names_a_moment && !looks_like_date(text.substr(0, 7))) {
    std::string hint = draft.moments.suggestion(text, problems);
    if (hint.empty()) hint = kPeriodForms;
    error_at(value, text, codes::kUnknownId, fmt::format("\"{}\" is neither a date nor the id of a moment", text),
             std::move(hint), problems);
    return std::nullopt;
  }
  no_date(value, text, std::get<std::string>(parsed), problems);
  return std::nullopt;
}

TimeSpan hull(const Moment& moment) {
  TimeSpan out = moment.between.front();
  for (const TimeSpan& span : moment.between) {
    out.from = std::min(out.from, span.from);
    out.to = std::max(out.to, span.to);
  }
  return out;
}

// The moment of a stock, or an end of a flow that stands as written.
PeriodEnd at_moment(const WrittenEnd& end, const Draft& draft) {
  PeriodEnd out;
  out.text = end.text;
  out.moment = end.moment;
  out.limits = end.moment ? hull(draft.ledger.moments[*end.moment]) : TimeSpan{end.date.span.to, end.date.span.to};
  return out;
}

PeriodEnd start_of(const WrittenEnd& start, const Draft& draft) {
  if (start.moment) return at_moment(start, draft);
  PeriodEnd out;
  out.text = start.text;
  const bool month_or_year = start.is_unit(DateUnit::month) || start.is_unit(DateUnit::year);
  const Minutes first = start.date.span.from;
  out.limits = month_or_year ? start.date.span : TimeSpan{first, first};
  if (start.open) out.limits = {kBeforeAll, kBeforeAll};  // until the end is known
  return out;
}

// The cut-off of an interval: some moment of its last day, month or year; a minute or moment as written.
PeriodEnd end_of(const WrittenEnd& end, const Draft& draft) {
  PeriodEnd out = at_moment(end, draft);
  if (!end.moment) out.limits = end.date.span;
  return out;
}

// The last midnight of a day, a month or a year is its own, though the next begins there; an hour may be both ends.
bool ends_before(const Date& end, Minutes start) {
  return end.unit == DateUnit::minute ? end.span.to < start : end.span.to <= start;
}

// As moments it may only meet at midnight, they leave that to the worlds.
bool ends_before_start(const WrittenEnd& start, const WrittenEnd& end, const Period& period) {
  const Minutes first = period.start.limits.from;
  return start.moment || end.moment ? period.end.limits.to < first : ends_before(end.date, first);
}

// --- What was said, and when -----------------------------------------------------------------------------------------

struct SaidLimit {
  Minutes day;   // the midnight at which the day begins
  Minutes last;  // its end, or the hour
  bool has_hour;
};

SaidLimit limit_of(const DateTime& said) { return {day_of(said.span.from), said.span.to, said.has_hour}; }

// Whether the end, as written, lies behind the moment, or on a day behind the one, on which it was said.
bool said_before_end(const Period& period, const WrittenEnd& end, const SaidLimit& said) {
  if (end.moment || end.is_unit(DateUnit::minute)) return said.last < period.end.limits.from;
  if (period.at_moment) return said.last < end.date.span.to;
  const Minutes end_of_said_day = said.has_hour ? said.day + kDay : said.last;
  return period.stands_alone ? end_of_said_day < end.date.span.to : end_of_said_day <= end.date.span.from;
}

void warn_said_before_end(const Value& value, const Period& period, const Minutes written_end, const SaidLimit& said,
                          Problems& problems) {
  const Minutes start = period.start.limits.from;
  const bool mostly_left_out = !period.at_moment && start != kBeforeAll && written_end != kAfterAll &&
                               2 * (written_end - said.last) > written_end - start;
  const std::string day = format_minutes(said.day);
  if (period.at_moment && said.has_hour && period.end.limits.to == said.day + kDay) {
    const std::string hour = format_date_time({{said.last, said.last}, true});
    problems.warning(codes::kSaidBeforeEnd, value,
                     fmt::format("said at {}, and this is the end of that day", hour.substr(hour.size() - 5)),
                     fmt::format("write the hour, \"{}\"; else check `said`", hour));
  } else if (mostly_left_out) {
    problems.warning(
        codes::kMostlyLeftOut, value,
        fmt::format("said on {}, this leaves out most of the period: nothing is counted after it was said", day),
        "check the dates; a plan for the time to come has \"basis\": \"announced\"");
  } else {
    problems.warning(codes::kSaidBeforeEnd, value, fmt::format("said on {}, before this ends", day),
                     "check `said`, `published` and the end of the period");
  }
}

// False where the period starts after it was said (an error).
bool apply_said(const Value& value, const PeriodContext& context, const WrittenEnd& end, Period& period,
                Problems& problems) {
  if (!context.said || !context.binding) return true;
  const SaidLimit said = limit_of(*context.said);
  if (!period.at_moment && starts_after(period, *context.said)) {
    problems.error(codes::kStartsAfterSaid, value,
                   fmt::format("this period starts after it was said, on {}", format_minutes(said.day)),
                   "a promise or a plan has \"basis\": \"announced\"; else check the dates");
    return false;
  }
  if (said_before_end(period, end, said)) {
    warn_said_before_end(value, period, period.end.limits.to, said, problems);
  }
  if (!period.at_moment) cut_off(period, *context.said);
  return true;
}

// A day to write as an example of a start.
std::string a_start_before(const WrittenEnd& end) {
  return end.moment ? "2026-01-08" : format_minutes(day_of(end.date.span.from) - 7 * kDay);
}

// --- Flows and stocks ------------------------------------------------------------------------------------------------

std::optional<Period> read_alone(const Value& value, std::string_view text, const PeriodContext& context,
                                 const Draft& draft, Problems& problems) {
  const auto written = read_end(value, text, draft, problems);
  if (!written) return std::nullopt;
  if (written->open) {
    problems.error(codes::kDate, value, "this period has no dates", std::string(kPeriodForms));
    return std::nullopt;
  }
  if (written->moment || written->is_unit(DateUnit::minute)) {
    problems.error(codes::kNoStart, value, fmt::format("\"{}\" has no start: since when was it counted?", text),
                   fmt::format("write the start before it, \"{0}/{1}\", or \"../{1}\" where it is not "
                               "known; a number held at one moment has \"measure\": \"held\"",
                               a_start_before(*written), text));
    return std::nullopt;
  }
  Period period;
  period.text = text;
  period.stands_alone = true;
  period.start = start_of(*written, draft);
  period.start.limits.to = period.start.limits.from;
  period.end = at_moment(*written, draft);
  if (!apply_said(value, context, *written, period, problems)) return std::nullopt;
  return period;
}

std::optional<Period> read_interval(const Value& value, const Interval& interval, const PeriodContext& context,
                                    const Draft& draft, Problems& problems) {
  if (interval.end.find('/') != std::string_view::npos) {
    problems.error(codes::kDate, value, fmt::format("\"{}\" has more than one slash", value.node->text()),
                   "dates are written with hyphens, year first: 2026-01-12; a slash stands between two of them");
    return std::nullopt;
  }
  const auto start = read_end(value, interval.start, draft, problems);
  const auto end = read_end(value, interval.end, draft, problems);
  if (end && end->open) {
    problems.error(codes::kOpenEnd, value, "this period has no end: until when was it counted?",
                   "write the date on which the source counted; often that is the day on which it spoke");
    return std::nullopt;
  }
  if (!start || !end) return std::nullopt;

  Period period;
  period.text = value.node->text();
  period.start = start_of(*start, draft);
  period.end = end_of(*end, draft);
  if (ends_before_start(*start, *end, period)) {
    problems.error(codes::kEndBeforeStart, value, "this period ends before it starts",
                   start->moment || end->moment ? "check the `between` of its moments"
                                                : "write the earlier date first, and check the years");
    return std::nullopt;
  }
  if (!apply_said(value, context, *end, period, problems)) return std::nullopt;
  if (start->open) period.start.limits = {kBeforeAll, period.end.limits.to};
  return period;
}

std::optional<Period> read_stock(const Value& value, std::string_view text, const PeriodContext& context,
                                 const Draft& draft, Problems& problems) {
  if (split_interval(text)) {
    problems.error(codes::kStockPeriod, value, "a level is counted at one moment, not over a period",
                   "write the day or the minute: 2026-01-12, 2026-01-12T20:00");
    return std::nullopt;
  }
  const auto written = read_end(value, text, draft, problems);
  if (!written) return std::nullopt;
  if (written->open || written->is_unit(DateUnit::month) || written->is_unit(DateUnit::year)) {
    problems.error(codes::kStockPeriod, value, "a level needs a day, or a minute",
                   "2026-01-12 means the end of that day; a day not known is a moment with `between`");
    return std::nullopt;
  }
  Period period;
  period.text = text;
  period.at_moment = true;
  period.end = at_moment(*written, draft);
  period.start = period.end;
  if (!apply_said(value, context, *written, period, problems)) return std::nullopt;
  return period;
}

}  // namespace

std::optional<Period> read_period(const Value& value, const PeriodContext& context, const Draft& draft,
                                  Problems& problems) {
  const auto text = read_text(value, problems);
  if (!text) return std::nullopt;
  if (context.type == MeasureType::stock) return read_stock(value, *text, context, draft, problems);
  const auto interval = split_interval(*text);
  return interval ? read_interval(value, *interval, context, draft, problems)
                  : read_alone(value, *text, context, draft, problems);
}

std::optional<TimeSpan> read_between(const Value& value, Problems& problems) {
  const std::string_view text = value.node->text();
  const auto interval = split_interval(text);
  if (!interval) {
    const auto date = read_date(value, text, problems);
    return date ? std::optional(date->span) : std::nullopt;
  }
  const bool open_start = interval->start.empty() || interval->start == "..";
  const bool open_end = interval->end.empty() || interval->end == "..";
  if (open_end) {
    problems.error(codes::kOpenEnd, value, "this has no end", "write the last day on which the moment can have been");
    return std::nullopt;
  }
  const auto start = open_start ? std::optional(Date{DateUnit::minute, {kBeforeAll, kBeforeAll}})
                                : read_date(value, interval->start, problems);
  const auto end = read_date(value, interval->end, problems);
  if (!start || !end) return std::nullopt;
  if (ends_before(*end, start->span.from)) {
    problems.error(codes::kEndBeforeStart, value, "this ends before it starts", "write the earlier date first");
    return std::nullopt;
  }
  return TimeSpan{start->span.from, end->span.to};
}

std::optional<DateTime> read_date_time(const Value& value, Problems& problems) {
  const auto text = read_text(value, problems);
  if (!text) return std::nullopt;
  const auto date = read_date(value, *text, problems);
  if (!date) return std::nullopt;
  if (date->unit == DateUnit::year || date->unit == DateUnit::month) {
    problems.error(codes::kDate, value, fmt::format("\"{}\" is no day", *text),
                   "write a day or a minute: 2026-01-12, 2026-01-12T20:00");
    return std::nullopt;
  }
  return DateTime{date->span, date->unit == DateUnit::minute};
}

}  // namespace reltrack
