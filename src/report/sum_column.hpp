// A sum as a column that a reader re-adds: one line a figure, then what it comes to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reltrack/findings.hpp"
#include "report/share_sum.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// "at least", "401", ">400 people, 23 Dec - 13 Jan (Jorge Rodríguez, 13 Jan)". A line without a value is a remark.
struct SumLine {
  std::string lead, value, what;
};

// Of what only cases settle, one is shown and their number told: of a conflict the nearest to holding, else that which
// gives the range's `end`. `self`: the claim called "this claim".
std::vector<SumLine> sum_column(const Words& words, const Proof& proof, SumOf of, std::optional<Index> self, Count end);

}  // namespace reltrack::report
