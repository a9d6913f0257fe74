// Where the simplex begins: each network's lowest numbering above one of its nodes, a tree of shortest ways in which
// each node is so many above the one that keeps it from being lower. What a node has beyond that is an unknown, zero or
// more; so the start satisfies every row within a network, and violates shares and the rules of wholes only.
#pragma once

#include <optional>
#include <vector>

#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

// A node: what the one it stands on has (none: -1), a number and an unknown.
struct Stand {
  Node on = -1;
  Count number = 0;
  int unknown = 0;
};

struct Start {
  std::vector<std::optional<RowRef>> unknowns;  // the rule or row because of which it is zero or more; absent: free
  std::vector<Stand> stands;                    // by node
  std::vector<Node> order;                      // all nodes, each after the one it stands on
};

// Where readings are open, the start is that nothing ever happened: worlds of few events satisfy more readings.
// Throws: CountOverflow.
Start start_of(const Relaxation& relaxation);

}  // namespace reltrack::worlds
