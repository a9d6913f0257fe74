// Gaps that are about who counted when, not about sums.
#pragma once

#include <vector>

#include "reconcile/stories.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

// Adds to findings.gaps where a side is silent between its dates, and its newest figures that are incomparable with
// those of another. A ledger of a few stories is looked at as a whole, since one event may have been coded as two; of
// more stories each is by itself: what is told of one event is not missing from another. Requires: findings.claims.
void find_side_gaps(const Ledger& ledger, const Selection& selection, const std::vector<Story>& stories,
                    Findings& findings);

}  // namespace reltrack
