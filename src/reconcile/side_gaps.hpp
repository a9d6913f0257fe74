// Gaps that are about who counted when, not about sums.
#pragma once

#include <vector>

#include "reconcile/stories.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

// Adds to findings.gaps where in one of the stories a side is silent between its dates, and its newest figures that are
// incomparable with those of another. Keeps the first `rows` gaps (0: all), and sorts them. Requires: findings.claims.
void find_side_gaps(const Ledger& ledger, const Selection& selection, const std::vector<Story>& stories,
                    std::size_t rows, Findings& findings);

}  // namespace reltrack
