// Every certificate that a ledger leads to, of conflicts and of both ends of ranges, and the checker's word on each.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "judge.hpp"
#include "reconcile/conflicts.hpp"
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

// What the checker of proofs says against it; absent where it is sound.
std::optional<std::string> flaw_of(const Proof& proof);

// The proofs of every account, of the joint system, and of the joint system with every uncertain end a moment of the
// model, in which orders matter more. They refer to the models in here.
class Proofs {
 public:
  explicit Proofs(const judge::Case& what);
  Proofs(const Proofs&) = delete;
  Proofs& operator=(const Proofs&) = delete;

  const std::vector<Proof>& list() const { return list_; }

 private:
  void take(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims);
  void pairs(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims);
  void ask(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims,
           const std::vector<Index>& kept, Index c);
  void refuted(System& system, Proof proof);
  void ask_ends(System& system, const Form& form, Proof proof, Effort& effort);

  const judge::Case& what_;
  Encoding account_, joint_, placed_;
  std::vector<Index> all_;
  std::vector<Proof> list_;
};

}  // namespace reltrack::worlds
