// How populations lie in each other.
#pragma once

#include "reltrack/ledger.hpp"

namespace reltrack {

// Whether population `part` is `whole` or lies within it, at any depth. Takes a ledger whose `within` runs in circles.
bool is_within(const Ledger& ledger, Index part, Index whole);

}  // namespace reltrack
