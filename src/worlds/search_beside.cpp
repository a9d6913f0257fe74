// Whether some world of a system satisfies rows besides its own. Fractions are asked in one state after another: with
// the readings that they leave open made as a world at hand has them, then one by one. Each refusal says which readings
// it rests on, so no state is asked that has made all of those, and a reading that none of them names is not split at
// all (conflict-directed backjumping: Prosser 1993, on the conflict sets of Dechter 1990).
#include <algorithm>
#include <array>

#include "worlds/search_state.hpp"

namespace reltrack::worlds {

namespace {

// States in which fractions are asked.
constexpr int kTries = 48;

bool includes(const std::vector<Split>& picks, const Split& pick) {
  return std::ranges::find(picks, pick) != picks.end();
}

}  // namespace

// What is asked, and what it has met so far.
struct System::Beside {
  std::vector<NodeRow> rows;
  int tries = kTries;
  std::vector<std::vector<Split>> refused;  // readings that do not hold together with the rows

  Verdict refuse(std::vector<Split> because);
};

// Of one state: where the answer is no, the readings made since the root that it rests on.
struct System::Verdict {
  Found found;
  std::vector<Split> because;
};

System::Verdict System::Beside::refuse(std::vector<Split> because) {
  refused.push_back(because);
  return {{Answer::no, nullptr}, std::move(because)};
}

System::Found System::with(std::span<const Row> rows) {
  Beside asked;
  for (const Row& row : rows) {
    asked.rows.push_back({on_nodes({row.terms, row.level}, 1), row.at_least, {RowRef::Kind::assumed, -1, 1, {}, {}}});
  }
  try {
    const Found closed = layout_.choices.empty() ? closed_with(asked.rows) : Found{};
    return closed.answer != Answer::unknown ? closed : with(*root_, asked).found;
  } catch (const CountOverflow&) {
    return {};
  }
}

// Before fractions are asked: closing beside the rows says no, or a world at hand is brought to what it leaves. Of a
// system with readings that would mostly be in vain.
System::Found System::closed_with(const std::vector<NodeRow>& rows) {
  Relaxation supposed = root_->relaxation;
  supposed.suppose(rows);
  if (!supposed.possible()) return {Answer::no, nullptr};
  const Bending bends(supposed);
  const auto take = [&](const World& found) {
    const auto fits = [&](const NodeRow& row) { return value_at(row.terms, found) >= row.at_least; };
    if (!std::ranges::all_of(rows, fits) || !is_world(*root_, found)) return false;
    keep(*root_, std::make_shared<const World>(found));
    return true;
  };
  const std::array bases{worlds().back(), worlds().front()};
  for (const auto& base : bases) {
    if (bends.near(*base, take)) return {Answer::yes, worlds().back()};
  }
  return {};
}

System::Verdict System::with(State& state, Beside& asked) {
  const auto made = [&](const Split& pick) { return state.relaxation.option(pick.choice) == pick.option; };
  for (const std::vector<Split>& refused : asked.refused) {
    if (std::ranges::all_of(refused, made)) return {{Answer::no, nullptr}, refused};
  }
  if (!state.relaxation.possible()) {
    const auto& why = state.relaxation.refutation();
    return asked.refuse(why ? readings_in(rows_of(*why)) : picks_of(state));
  }
  if (asked.tries-- <= 0 || effort_.spent()) return {};
  const auto some = &state == root_.get()
                        ? state.fractions().some(asked.rows, effort_.used)
                        : Simplex(state.relaxation, &root_->fractions()).some(asked.rows, effort_.used);
  if (!some.nodes) return asked.refuse(readings_in(some.against));
  std::optional<World> world = whole(*some.nodes);
  if (!world) return {};
  std::vector<int> open;
  for (const Split& pick : read(state, *world, {})) {
    if (pick.option < 0) open.push_back(pick.choice);
  }
  if (!open.empty()) return with_read(state, *world, open, asked);
  if (!is_world(*root_, *world)) return {};
  Found out{Answer::yes, std::make_shared<const World>(std::move(*world))};
  keep(*root_, out.world);
  return {std::move(out), {}};
}

// `open`: choices none of whose options this relaxed world satisfies.
System::Verdict System::with_read(State& state, const World& torn, const std::vector<int>& open, Beside& asked) {
  Verdict at_once = with(*as_read(state, torn), asked);
  if (at_once.found.answer == Answer::yes) return at_once;
  const auto blamed = std::ranges::find_if(
      open, [&](int c) { return std::ranges::find(at_once.because, c, &Split::choice) != at_once.because.end(); });
  const int choice = blamed == open.end() ? open.front() : *blamed;
  std::vector<Split> because;
  bool all_refused = true;
  for (const auto& child : children_of(state, options_of(choice))) {
    Verdict of_child = with(*child, asked);
    if (of_child.found.answer == Answer::yes) return of_child;
    if (of_child.found.answer == Answer::unknown) {
      all_refused = false;
      continue;
    }
    const bool whatever_is_chosen =
        std::erase_if(of_child.because, [&](const Split& pick) { return pick.choice == choice; }) == 0;
    if (whatever_is_chosen) return of_child;
    for (const Split& pick : of_child.because) {
      if (!includes(because, pick)) because.push_back(pick);
    }
  }
  return all_refused ? asked.refuse(std::move(because)) : Verdict{};
}

// The readings made since the root, of a state of choices alone.
std::vector<Split> System::picks_of(const State& state) const {
  std::vector<Split> out;
  for (const Split& split : state.given) {
    if (split.kind == Split::Kind::choice && root_->relaxation.option(split.choice) < 0) out.push_back(split);
  }
  return out;
}

// Those that the rows and orders depend on.
std::vector<Split> System::readings_in(const std::vector<RowRef>& rows) const {
  std::vector<Split> out;
  for (const RowRef& row : rows) {
    if (!row.of_bundle()) continue;
    for (auto [choice, option] : model_.bundles[ix(row.index)].when) {
      Split pick;
      pick.choice = choice;
      pick.option = option;
      if (root_->relaxation.option(choice) < 0 && !includes(out, pick)) out.push_back(pick);
    }
  }
  return out;
}

}  // namespace reltrack::worlds
