// Where no world at hand attains what fractions allow, the truth lies between the two. Suppose the form to be no more
// than some number between them, and close again: where that is refuted, the number is too low, and the refutation is
// the proof; where it is not, the tighter networks often show a world. Numbers are tried from the bound upwards at
// growing steps, then by halves, so few are needed.
#include <algorithm>

#include "worlds/search_state.hpp"

namespace reltrack::worlds {

namespace {

// Suppositions tried before the question is split.
constexpr int kSuppositions = 80;

}  // namespace

// Returns whether the state is settled, or, by `branch`, to be split. `low`: no number below it is possible.
bool System::narrow(State& state, Question& question, Difference asked, Count low, std::vector<Split>& branch) {
  Count& known = state.narrowed.try_emplace({asked.plus, asked.minus}, low).first->second;
  low = known = std::max(low, known);
  if (!question.best) return false;
  Count high = *question.best;  // from there on nothing is left to find out
  for (Count step = 0, tries = 0; tries < kSuppositions; ++tries) {
    if (low >= *question.best) return true;
    const Count most = low + step < high ? low + step : low + (high - low) / 2;
    Relaxation supposed = state.relaxation;
    supposed.suppose(asked, most, false);
    if (!supposed.possible()) {
      low = known = most + 1;
      step = 2 * step + 1;
      continue;
    }
    if (try_supposed(state, supposed, question, branch)) {
      high = std::min(high, *question.best);
    } else {
      if (!branch.empty()) return true;
      if (most == low) return false;
      high = most;
    }
    step = 0;
  }
  return false;
}

// Before fractions are asked: some world, or one that attains the bound, where closing anew shows one. Open readings
// would spoil nearly all of those.
bool System::try_closed_again(State& state, Question& question, std::optional<Count> floor,
                              std::vector<Split>& branch) {
  if (!layout_.choices.empty()) return false;
  if (question.form == nullptr) return try_fixed(state, state.relaxation, question, branch);
  const std::optional<Difference> asked = difference(*question.form);
  if (!asked || !floor) return false;
  Relaxation supposed = state.relaxation;
  supposed.suppose(*asked, *floor, false);
  return supposed.possible() && try_world(state, question, Bending(supposed).any(), false, branch);
}

// Half way everywhere; or one network after the other.
bool System::try_supposed(State& state, const Relaxation& supposed, Question& question, std::vector<Split>& branch) {
  return try_world(state, question, Bending(supposed).any(), false, branch) ||
         try_fixed(state, supposed, question, branch);
}

// One network after the other is put half way, each time with what that leaves the others: parts mostly come after
// their wholes, so wholes come last.
bool System::try_fixed(State& state, const Relaxation& supposed, Question& question, std::vector<Split>& branch) {
  Relaxation fixed = supposed;
  World world(static_cast<std::size_t>(layout_.nodes), 0);
  for (int network = static_cast<int>(layout_.networks.size()) - 1; network >= 0 && fixed.possible(); --network) {
    Bending::halve(fixed, network, world);
    fixed.fix(network, world);
  }
  return fixed.possible() && try_world(state, question, world, false, branch);
}

}  // namespace reltrack::worlds
