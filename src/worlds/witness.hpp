// A world made to order: the cheap half of an exact answer. A bound that a witness attains needs no further search.
#pragma once

#include <optional>
#include <vector>

#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

// y(plus) - y(minus) <= most.
struct Wish {
  Node plus = 0, minus = 0;
  Count most = 0;
};

// Numbers by node that satisfy every difference row of the relaxation, and the wish where one is given; wholes are
// respected where the attempt succeeds in fitting one network to the next, which the caller checks. Absent where the
// attempt fails (that proves nothing).
//
// Each network is solved by shortest paths from a source before everything (Bellman 1958, Ford 1956), the wish's first;
// then every network that meets a solved one in a whole, held to what that one left it.
std::optional<std::vector<Count>> make_witness(const Relaxation& relaxation, const std::optional<Wish>& wish,
                                               bool wholes_first);

}  // namespace reltrack::worlds
