// How far a conflict is from holding: by how many people its figures would have to move.
#pragma once

#include <optional>
#include <vector>

#include "reconcile/conflicts.hpp"

namespace reltrack {

// How far a conflict is from holding. `total`: the least total by which the ends of its figures must move for a world
// to exist; absent where no moving helps, or where the search bound was hit. `why`: a proof whose totals differ by just
// that, over its divisor, in the nearest of its cases; the clash's own where none was found.
struct Shortfall {
  std::optional<Count> total;
  worlds::Certificate why;
  bool searched = true;  // false: the search bound was hit
};
Shortfall shortfall(const Encoding& encoding, const Clash& clash, const std::vector<worlds::Split>& given,
                    worlds::Effort& effort);

}  // namespace reltrack
