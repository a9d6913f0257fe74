// The people that two figures share whose populations are neither nested nor apart, from one closed system: at least
// what the two have beyond their whole, at most the lesser. Worlds that attain both answer at little cost.
#pragma once

#include <optional>
#include <vector>

#include "reconcile/overlap_bounds.hpp"

namespace reltrack {

// The range, where worlds of the system show it; absent where that takes more work. `wholes`: the counters of their
// smallest common populations. Requires: the system has a world, holds both figures, and no rule is dropped.
std::optional<CountRange> common_at_once(worlds::System& system, const Encoding& encoding, const FlowFigure& x,
                                         const FlowFigure& y, const std::vector<int>& wholes);

}  // namespace reltrack
