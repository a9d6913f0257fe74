// What a search keeps between questions, and of one question: shared by the sources of System alone.
#pragma once

#include <algorithm>

#include "worlds/search.hpp"
#include "worlds/simplex.hpp"
#include "worlds/witness.hpp"

namespace reltrack::worlds {

// A relaxation, and the splits made of it so far.
struct System::State : std::enable_shared_from_this<State> {
  State(Relaxation r, std::vector<Split> g) : relaxation(std::move(r)), given(std::move(g)) {}
  Relaxation relaxation;
  std::vector<Split> given;  // what was decided since the first state, sorted
  std::vector<std::pair<std::vector<Split>, std::vector<std::shared_ptr<State>>>> children;

  mutable std::optional<Bending> bending;
  std::optional<Simplex> simplex;
  Met worlds;                // in this state
  std::size_t reviewed = 0;  // of the tree's worlds, if it is a root
  bool reads_only() const {  // nothing but choices was decided
    return std::ranges::all_of(given, [](const Split& split) { return split.kind == Split::Kind::choice; });
  }

  std::optional<Relaxation> hull;  // what holds whatever is chosen: tighter, and without proofs

  const Bending& bends() const {
    if (!bending) bending.emplace(relaxation);
    return *bending;
  }
  Simplex& fractions(const Simplex* before = nullptr) {
    if (!simplex) simplex.emplace(relaxation, before);
    return *simplex;
  }
};

// All states of one system, by what was decided in each: one that is reached in two ways is closed once.
struct System::Tree {
  std::shared_ptr<State> first;
  std::map<std::vector<Split>, std::shared_ptr<State>> states;
  Met worlds;  // in any of them

  // Gives up states that nothing else leads to.
  void forget() {
    std::erase_if(states, [](const auto& known) { return known.second.use_count() == 1; });
  }

  // The state with these decided as well.
  std::shared_ptr<State> after(const State& state, std::span<const Split> more) {
    std::vector<Split> given = state.given;
    given.insert(given.end(), more.begin(), more.end());
    std::ranges::sort(given);
    std::shared_ptr<State>& known = states[given];
    if (!known) {
      Relaxation relaxation = state.relaxation;
      if (relaxation.possible()) relaxation.assume(more);
      known = std::make_shared<State>(std::move(relaxation), std::move(given));
    }
    return known;
  }
};

// How a state was settled for one question.
struct System::Outcome {
  State* state = nullptr;            // while nothing is forgotten
  std::optional<Certificate> exact;  // by the simplex, where the relaxation's own bound did not do
  std::vector<Split> splits;
  std::vector<Outcome> children;
};

// What is asked (no form: is there any world), and the best world met so far.
struct System::Question {
  const NodeForm* form = nullptr;
  std::optional<Count> best;
  bool found = false;              // a world, of any value
  bool endless = false;            // worlds of every value downwards
  bool abandoned = false;          // the search bound was hit
  bool explained = false;          // its proof is wanted, too: it needs all states that the answer took
  int depth = 0;                   // splits above the state at hand
  std::uint64_t splits = 0;        // made so far
  std::vector<Split> last;         // the last split whose cases were settled without another
  const Simplex* above = nullptr;  // of the last state above it that has one
  std::optional<World> torn;       // the last one that satisfied all but some choice's options
  bool done(std::optional<Count> bound) const {
    return form == nullptr ? found : endless || (best && bound && *best <= *bound);
  }
};

}  // namespace reltrack::worlds
