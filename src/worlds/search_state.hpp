// What a search keeps between questions, and of one question: shared by the two sources of System alone.
#pragma once

#include "worlds/search.hpp"

namespace reltrack::worlds {

// A relaxation, the rules' rows once they were wanted, and the splits made of it so far.
struct System::State {
  explicit State(Relaxation r) : relaxation(std::move(r)) {}
  Relaxation relaxation;
  mutable std::optional<std::vector<NodeRow>> rules;
  std::vector<std::pair<std::vector<Split>, std::vector<std::shared_ptr<State>>>> children;

  const std::vector<NodeRow>& rule_rows() const {
    if (!rules) rules = relaxation.rule_rows();
    return *rules;
  }
};

// How a state was settled for one question.
struct System::Outcome {
  State* state = nullptr;
  std::optional<Certificate> exact;  // by the simplex, where the relaxation's own bound did not do
  std::vector<Split> splits;
  std::vector<Outcome> children;
};

// What is asked (no form: is there any world), and the best world met so far.
struct System::Question {
  const NodeForm* form = nullptr;
  std::optional<Count> best;
  bool found = false;      // a world, of any value
  bool endless = false;    // worlds of every value downwards
  bool abandoned = false;  // the search bound was hit
  bool done(std::optional<Count> bound) const {
    return form == nullptr ? found : endless || (best && bound && *best <= *bound);
  }
};

}  // namespace reltrack::worlds
