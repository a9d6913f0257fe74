// What the simplex settles of a state: its relaxation's own optimum, exactly, and the worlds that lie near it.
#include <algorithm>
#include <cassert>

#include "worlds/search_state.hpp"
#include "worlds/simplex.hpp"

namespace reltrack::worlds {

namespace {

// Ways to round that are tried.
constexpr std::size_t kRoundings = 6;

// What brings each number up to a whole one, each part of one that does so for some.
std::vector<Rational> lifts_of(const std::vector<Rational>& nodes) {
  std::vector<Rational> out;
  for (const Rational& y : nodes) {
    const Rational lift = Rational(y.ceil()) - y;
    if (std::ranges::find(out, lift) == out.end()) out.push_back(lift);
    if (out.size() == kRoundings) break;
  }
  return out;
}

}  // namespace

std::optional<World> System::whole(const std::vector<Rational>& nodes) {
  if (!std::ranges::all_of(nodes, &Rational::whole)) return std::nullopt;
  World out;
  for (const Rational& y : nodes) out.push_back(y.numerator());
  return out;
}

// Numbers rounded down, once all are raised by the same part of one, keep every difference that a whole number bounds:
// so only wholes and shares are left to be fitted. Returns whether the state is settled, or, by `branch`, to be split.
bool System::try_rounded(State& state, Question& question, const Optimum& optimum, std::vector<Split>& branch) try {
  const Count floor = optimum.value.ceil();
  const int first = question.form == nullptr || question.form->empty()
                        ? static_cast<int>(layout_.networks.size()) - 1
                        : layout_.network_of[ix(question.form->front().first)];
  for (const Rational& lift : lifts_of(optimum.nodes)) {
    World rounded;
    for (const Rational& y : optimum.nodes) rounded.push_back((y + lift).floor());
    if (question.form != nullptr && value_at(*question.form, rounded) > floor) continue;
    for (const bool raising : {true, false}) {
      const std::optional<World> fitted = state.bends().fitted(rounded, first, raising);
      if (try_world(state, question, fitted, false, branch) && question.done(floor)) return true;
      if (!branch.empty()) return true;
    }
  }
  return false;
} catch (const CountOverflow&) {
  return false;
}

// The relaxation's own optimum, exactly; then what is left to decide.
void System::settle(State& state, Question& question, Outcome& outcome, std::vector<Split>& branch) {
  static const NodeForm kNothing;
  const Optimum optimum =
      state.fractions(question.above).least(question.form != nullptr ? *question.form : kNothing, effort_.used);
  if (optimum.kind == Optimum::Kind::infeasible) {
    outcome.exact = optimum.why;
    return;
  }
  if (optimum.kind == Optimum::Kind::unbounded) return follow(optimum.ray, state, question, outcome, branch);
  outcome.exact = optimum.why;
  if (question.form != nullptr && question.done(optimum.value.ceil())) return;
  std::optional<World> world = whole(optimum.nodes);
  if (!world) {
    if (try_rounded(state, question, optimum, branch)) return;
    const std::optional<Difference> asked = question.form ? difference(*question.form) : std::nullopt;
    branch = asked ? around(state, *asked, optimum.value) : std::vector<Split>();
    if (branch.empty()) branch = fractional(state, optimum.nodes);
    question.abandoned = question.abandoned || branch.empty();
    return;
  }
  branch = undecided(state, *world);
  if (!branch.empty()) return;
  if (question.form != nullptr) question.best = value_at(*question.form, *world);
  question.found = true;
  keep(state, std::make_shared<const World>(std::move(*world)));
}

// Fractions lower the form without end along the ray, so whole numbers do from any world there is (Meyer 1974).
void System::follow(const std::vector<Count>& ray, State& state, Question& question, Outcome& outcome,
                    std::vector<Split>& branch) {
  assert(question.form != nullptr && "what asks for no number has none without end");
  const auto here = [&](const auto& world) { return respects(state, *world); };
  auto start = std::ranges::find_if(worlds(), here);
  if (start == worlds().end()) {
    Question any;
    Outcome found;
    explore(state, any, found);
    question.abandoned = question.abandoned || any.abandoned;
    if (!any.found) outcome = std::move(found);
    start = std::ranges::find_if(worlds(), here);
    if (!any.found || start == worlds().end()) return;
  }
  World world = **start;
  const Count step = -value_at(*question.form, ray);
  const Count steps =
      step > 0 ? checked_add(checked_add(beyond_all(), std::abs(value_at(*question.form, world))) / step, 1) : 0;
  for (std::size_t n = 0; n < world.size(); ++n) world[n] = checked_add(world[n], checked_mul(steps, ray[n]));
  branch = undecided(state, world);
  if (!branch.empty()) return;
  question.endless = true;
  question.found = true;
  keep(state, std::make_shared<const World>(std::move(world)));
}

}  // namespace reltrack::worlds
