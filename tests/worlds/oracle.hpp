// The worlds of a system in Z3: the semantics written down once more, without any of the kernel's tricks.
#pragma once

#include <stdexcept>

#include "judge.hpp"

namespace reltrack::judge {

// Thrown where Z3 has no answer within twenty seconds: now and then a ledger of seven claims is too much for it.
class GaveUp : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Every moment is a real number of its own, every cumulative count at every moment an integer of its own, and each
// rule an implication for every pair of moments. Ranges are found by asking for more until there is no more.
std::unique_ptr<WorldJudge> make_oracle(const Case& what, const System& system);

}  // namespace reltrack::judge
