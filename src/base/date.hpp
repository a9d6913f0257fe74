// Dates as ledgers write them, at the precision they are written in.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "reltrack/period.hpp"

namespace reltrack {

enum class DateUnit { year, month, day, minute };

// `span` runs from the first to the last midnight of a year, a month or a day; a minute is itself twice.
struct Date {
  DateUnit unit = DateUnit::day;
  TimeSpan span;
};

// "2026", "2026-01", "2026-01-12" or "2026-01-12T20:00" ("T24:00" is the end of that day), or a sentence for the user
// that says why the text is none of these.
std::variant<Date, std::string> parse_date(std::string_view text);

// Whether a reader would take the text for a date, right or wrong: such names are not for moments.
bool looks_like_date(std::string_view text);

// The midnight at which the day of `at` begins.
Minutes day_of(Minutes at);

// Whether a flow's period starts after it was said, which no count of what happened does.
bool starts_after(const Period& period, const DateTime& said);
// Limits the end of a flow's period, which is as it is written, since nothing is counted after it was said.
void cut_off(Period& period, const DateTime& said);
// The period as it is written: its end without what when it was said made of it.
Period as_written(Period period);

}  // namespace reltrack
