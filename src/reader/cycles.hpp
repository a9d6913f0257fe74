// References that run in a circle: a population within itself, a claim that corrects what corrects it.
#pragma once

#include <vector>

#include "reader/draft.hpp"

namespace reltrack {

// The circles of a graph, each as its nodes in order, found by following edges once: every circle leaves at least one
// of its nodes in an answer, and no node is in two. `edges[i]` are the nodes that i points to.
std::vector<std::vector<Index>> find_cycles(const std::vector<std::vector<Index>>& edges);

void check_within_cycles(Draft& draft);

// Of `part_of`, `corrects` and `repeats`.
void check_claim_cycles(Draft& draft);

}  // namespace reltrack
