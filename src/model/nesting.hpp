// How populations lie in each other, and whether what is counted of them does.
#pragma once

#include <cstddef>

#include "reltrack/ledger.hpp"

namespace reltrack {

// Whether population `part` is `whole` or lies within it, at any depth. Takes a ledger whose `within` runs in circles.
bool is_within(const Ledger& ledger, Index part, Index whole);

// How many populations lie between the part and what it is within: none where it is not.
std::ptrdiff_t populations_between(const Ledger& ledger, Index part, Index whole);

// Whether they are in different parts of one population whose parts share nobody.
bool are_apart(const Ledger& ledger, Index x, Index y);

// Whether counts of the measure nest as its populations do. Those of a flow into a stock do not: people held all along
// may be newly counted in a part.
bool nests(const Ledger& ledger, Index measure);

// Whether a count of the measure of `part` is part of that of `whole`, or they are the same.
bool counts_in(const Ledger& ledger, Index measure, Index part, Index whole);

}  // namespace reltrack
