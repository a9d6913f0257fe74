// Where the simplex begins: each network's lowest numbering above one of its nodes, a tree of shortest ways in which
// each node is so many above the one that keeps it from being lower. What a node has beyond that is an unknown, zero or
// more; so the start satisfies every row within a network, and violates shares and the rules of wholes only.
#pragma once

#include <vector>

#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

// Zero or more because of `rule` (a rule, or a row), or free.
struct Unknown {
  bool free = false;
  RowRef rule;
};

// A node: a number, and the unknowns that are added to it.
struct NodeSum {
  Count number = 0;
  std::vector<int> unknowns;
};

struct Start {
  std::vector<Unknown> unknowns;
  std::vector<NodeSum> sums;  // by node
};

// Where readings are open, the start is that nothing ever happened: worlds of few events satisfy more readings.
// Throws: CountOverflow.
Start start_of(const Relaxation& relaxation);

}  // namespace reltrack::worlds
