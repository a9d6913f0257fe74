// Smallest hitting sets: the fewest elements that touch every set.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "worlds/search.hpp"

namespace reltrack {

// A group of sets that share elements, and all its smallest hitting sets (each sorted, in order).
struct HittingPart {
  std::vector<int> elements;  // in some smallest hitting set
  std::vector<std::vector<int>> smallest;
};

// One of them. Where that spends the effort, it touches some of the sets alone. Requires: no set is empty.
std::set<int> smallest_hitting_set(const std::vector<std::vector<int>>& sets, worlds::Effort& effort);

// Splits the sets into independent parts, the finest way: any choice of one smallest hitting set from each part is a
// smallest hitting set of all, and there are no others. At most `most` are listed for one part; a group of sets that
// share elements and has as many is one part, perhaps not the finest. Where it spends the effort, parts have fewer than
// there are, or none, and then all elements of their sets. Requires: no set is empty; most > 0.
std::vector<HittingPart> smallest_hitting_sets(const std::vector<std::vector<int>>& sets, std::size_t most,
                                               worlds::Effort& effort);

// All minimal hitting sets of each group of sets that share elements: whatever hits all sets has one of each group.
// Absent where more than `most` of a group are found on the way, minimal or not, or too many looked at. Requires: no
// set is empty.
std::optional<std::vector<std::vector<std::vector<int>>>> minimal_hitting_sets(
    const std::vector<std::vector<int>>& sets, std::size_t most);

}  // namespace reltrack
