// Periods of claims and moments.
#pragma once

#include <optional>

#include "reader/draft.hpp"
#include "reltrack/period.hpp"

namespace reltrack {

// What a period's limits depend on beside its text.
struct PeriodContext {
  MeasureType type = MeasureType::flow;
  bool binding = true;           // says what happened: not `announced`
  std::optional<DateTime> said;  // or published
};

// The period that a text of the ledger gives, its cut-off limited by "nothing is counted after it was said". Nothing,
// and an error, where the text is none. Requires: the ledger's moments are read.
std::optional<Period> read_period(const Value& value, const PeriodContext& context, const Draft& draft,
                                  Problems& problems);

// One `between` of a moment: some moment of a day, month or year, or from the start of an interval to its end.
std::optional<TimeSpan> read_between(const Value& value, Problems& problems);

// A date or time in `said`, `published` or `withdrawn`.
std::optional<DateTime> read_date_time(const Value& value, Problems& problems);

}  // namespace reltrack
