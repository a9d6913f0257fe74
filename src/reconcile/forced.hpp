// Stretches in which more must have happened than any one figure inside them says.
#pragma once

#include <vector>

#include "reconcile/record.hpp"
#include "worlds/search.hpp"

namespace reltrack {

struct ForcedStretch {
  int counter = 0;  // of a flow
  worlds::Place from, to;
  Count least = 0;
  std::vector<Index> claims;  // a minimal set that forces it, sorted
  Proof proof;                // of them alone
};

// Of the system of these claims: the stretches, from where some period may start to where one may end, whose least
// count several claims force between them, more than the lower bound of each claim inside; none inside another of the
// same counter. Of populations that no claim speaks of, only where a level or a whole needs them. `all`: false where
// --effort left some unsettled, which are not among them. `sample`: a world of the system.
struct ForcedStretches {
  std::vector<ForcedStretch> found;
  bool all = true;
};
ForcedStretches forced_stretches(const Record& record, const Encoding& encoding, const std::vector<Index>& claims,
                                 const worlds::Sample& sample);

}  // namespace reltrack
