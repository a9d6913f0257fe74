// Dates that are no longer written as ledgers write them, because a spreadsheet took them for dates of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reltrack/sheet.hpp"

namespace reltrack::sheet {

struct PossibleDate {
  std::string iso;                 // "2026-01-12", "2026-01-12T20:00", "2026-01"
  std::optional<DateOrder> order;  // the order of day and month under which it is meant, where that matters
};

// What the text may have been: "12/1/2026" is 12 January or 1 December; "46034" the number of a day, counted from 1899;
// "Jan-26", "12-ene-26", "2026-1-5", "20260112". Absent where it does not look like a spreadsheet's date; empty where
// it does and is none, or has lost its year ("12-Jan").
std::optional<std::vector<PossibleDate>> possible_dates(std::string_view text);

// "2026-01-12 or 2026-12-01".
std::string offered(const std::vector<PossibleDate>& dates);

// The ends of a period that may not be written as a period is: "8.1.2026/12.1.2026", "8/1/2026/12/1/2026", "8/1/2026 -
// 12/1/2026". One or two.
std::vector<std::string_view> loose_ends(std::string_view text);

}  // namespace reltrack::sheet
