// The worlds of a system, one after the other: for ledgers of a few days, a few claims and figures of a few people.
#pragma once

#include "judge.hpp"

namespace reltrack::judge {

// Thrown where a ledger has more worlds than it is worth going through.
struct TooManyWorlds {};

// Requires: shares of half or more; figures small. Throws: TooManyWorlds, from any of its questions.
std::unique_ptr<WorldJudge> make_brute(const Case& what, const System& system);

}  // namespace reltrack::judge
