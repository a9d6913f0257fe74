// Figures as overlaps see them: bounds between two ends, an uncertain one no wider than the record leaves it.
#pragma once

#include <optional>

#include "reconcile/record.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// One reading of a flow claim, as the joint system binds it.
struct FlowFigure {
  Region region;
  int counter = 0;
  std::optional<Count> at_least, at_most;
};

// Absent where the figure is a share and an end of its own is uncertain: then the share tells where. `system`: of
// claims that hold in any case; it says between which of its places an end of the claim's own ("626 since a day not
// given, to 23 January") leaves room for so many, and for no more.
std::optional<FlowFigure> flow_figure(const Record& record, worlds::System& system, Index claim, Index reading);

}  // namespace reltrack
