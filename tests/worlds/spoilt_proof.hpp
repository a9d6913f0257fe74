// Proofs spoilt on purpose, for the checker of proofs to refuse.
#pragma once

#include <optional>

#include "proofs_of.hpp"
#include "random_ledger.hpp"

namespace reltrack::worlds {

enum class Spoil {
  bound,      // one more than a world attains
  times,      // a row once more
  negative,   // a row taken away instead of added
  row,        // a row left out
  order,      // an order left out
  rule,       // another rule at the same place
  counter,    // the rule of another population, measure or whole
  place,      // a rule from somewhere else
  stretch,    // a rule to somewhere else
  bundle,     // a row of another bundle: of another claim
  other_row,  // another row of the bundle: the figure's other end
  value,      // another number than the case assumes, or its other side
  divisor,    // one more
  drop_case,  // a case left out
  split,      // two cases that leave a third
  member,     // a claim that is used is not in the system
  last,
};

// Changes one thing of a sound and tight proof, drawn by the dice. Returns whether what is left is no proof, by adding
// it up anew: a twin of a row may stand in for it. Absent where there was nothing to change.
std::optional<bool> spoil(Proof& proof, Spoil how, judge::Dice& dice);

}  // namespace reltrack::worlds
