// Random systems of the kernel, without a ledger: bounds on stretches of three populations, each within the one before.
#pragma once

#include <random>
#include <vector>

#include "worlds/model.hpp"

namespace reltrack::worlds {

inline constexpr int kPopulations = 3;
inline constexpr int kPlaces = 7;
inline constexpr int kMembers = 9;

// As somebody saw them who missed nothing, so some world holds them all. `readings`: each can be meant of another
// stretch as well, where it may be wrong.
Model nested(std::mt19937& dice, bool readings = false);

Form stretch(int counter, int from, int to);
std::vector<Form> all_stretches();

}  // namespace reltrack::worlds
