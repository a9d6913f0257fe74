// Proofs spoilt on purpose, for the checker of proofs to refuse.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "random_ledger.hpp"
#include "worlds/certificate.hpp"

namespace reltrack::worlds {

// One answer of the kernel and why. Without a form: that there is no world.
struct Proof {
  std::string what;
  const Model* model = nullptr;
  std::vector<bool> members;
  std::vector<Split> given;
  std::optional<Form> form;
  Count bound = 0;
  Certificate why;
};

enum class Spoil {
  bound,      // one more than a world attains
  times,      // a row once more
  row,        // a row left out
  order,      // an order left out
  place,      // a rule somewhere else
  bundle,     // a row of another bundle
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
