// The worlds that a search has met, and how it makes one that answers a question.
#include <algorithm>
#include <array>
#include <span>

#include "worlds/search_state.hpp"
#include "worlds/witness.hpp"

namespace reltrack::worlds {

namespace {

// Worlds looked at for a state that has none.
constexpr std::size_t kInherited = 10;

// States tried first for later questions.
constexpr std::size_t kLeavesKept = 6;

// The world of one layout at the nodes of another: where the first has none, as many as at its last place before.
World carried(const Layout& from, const World& world, const Model& model, const Layout& to) {
  World out(ix(to.nodes), 0);
  for (int c : to.counters) {
    if (!from.has(c)) continue;
    const std::vector<Node>& known = from.at[ix(c)];
    const std::vector<int>& places = from.places_of[ix(c)];
    const auto value = [&](Place place) {
      if (places.empty()) return known.front() < 0 ? 0 : world[ix(known.front())];
      const int same = from.index(place);
      if (same >= 0 && known[ix(same)] >= 0) return world[ix(known[ix(same)])];
      const auto later = std::ranges::find_if(
          places, [&](int p) { return p >= from.fixed || from.places[ix(p)].at > model.limits(place).from; });
      return world[ix(known[ix(later == places.begin() ? places.front() : *(later - 1))])];
    };
    if (to.places_of[ix(c)].empty()) {
      if (to.at[ix(c)].front() >= 0) out[ix(to.at[ix(c)].front())] = value({});
      continue;
    }
    for (int p : to.places_of[ix(c)]) out[ix(to.at[ix(c)][ix(p)])] = value(to.places[ix(p)]);
  }
  return out;
}

}  // namespace

// Takes in what worlds of the root were met elsewhere in the tree.
void System::review() {
  if (!root_->relaxation.possible()) return;
  for (const auto& world : tree_->worlds.since(root_->reviewed)) {
    if (std::ranges::find(root_->worlds.all(), world) != root_->worlds.all().end()) continue;
    const bool here = root_->reads_only() ? reads(*tree_->first, *world, root_->given) : is_world(*root_, *world);
    if (here) root_->worlds.add(world);
  }
}

void System::learn(const Sample& sample) {
  if (!sample.world || !worlds().empty() || !root_->relaxation.possible()) return;
  auto world = sample.layout == shared_layout_
                   ? sample.world
                   : std::make_shared<const World>(carried(*sample.layout, *sample.world, model_, layout_));
  if (is_world(*root_, *world)) keep(*root_, std::move(world));
}

void System::learn_none() { learn({shared_layout_, std::make_shared<const World>(ix(layout_.nodes), 0)}); }

void System::lean_on(System& all, std::span<const Split> given) {
  for (const auto& world : all.worlds()) {
    if (given.empty() || all.reads(*world, given)) keep(*root_, world);
  }
  root_->simplex.emplace(root_->relaxation, all.root_->fractions());
}

Sample System::sample() const { return worlds().empty() ? Sample{} : Sample{shared_layout_, worlds().back()}; }

const Met::Worlds& System::worlds() const { return root_->worlds.all(); }

std::span<const std::shared_ptr<const World>> System::worlds_since(std::size_t& known) const {
  return root_->worlds.since(known);
}

const World* System::corner(int counter, Place from, bool most) {
  const Node node = layout_.node(counter, from);
  const auto [known, fresh] = corners_.try_emplace({node, most});
  std::optional<World>& found = known->second;
  if (!fresh || worlds().empty()) return found ? &*found : nullptr;
  const std::array bases{worlds().back(), worlds().front()};
  for (const auto& base : bases) {
    for (const bool raising : {true, false}) {
      found = root_->bends().cornered(*base, node, most, beyond_all(), raising);
      if (found && is_world(*root_, *found)) return &*found;
    }
  }
  found.reset();
  return nullptr;
}

std::shared_ptr<const World> System::raised(const World& world, int counter, Place from, Place to, Count at_least) {
  const std::shared_ptr<State> deep = as_read(*root_, world);
  const Wish wish{layout_.node(counter, to), layout_.node(counter, from), at_least};
  if (!deep->relaxation.possible()) return nullptr;
  for (const bool raising : {true, false}) {
    auto found = deep->bends().bent(world, wish, raising);
    if (!found || !is_world(*root_, *found)) continue;
    auto kept = std::make_shared<const World>(std::move(*found));
    keep(*root_, kept);
    return kept;
  }
  return nullptr;
}

std::shared_ptr<const World> System::near(const World& world) {
  if (!root_->relaxation.possible()) return nullptr;
  const bool found = root_->bends().near(world, [&](const World& other) {
    const bool holds = is_world(*root_, other);
    if (holds) keep(*root_, std::make_shared<const World>(other));
    return holds;
  });
  return found ? worlds().back() : nullptr;
}

// A state that had worlds before, with all its choices made, may have one that attains the bound of all.
bool System::try_leaves(Question& question, std::optional<Count> floor) {
  if (question.form == nullptr || !floor) return false;
  for (const auto& leaf : leaves_) {
    std::vector<Split> none;
    if (bound(*leaf, *question.form) == floor && try_witness(*leaf, question, floor, none)) return true;
  }
  return false;
}

// Looks for a world of the state among the last that were met elsewhere.
void System::inherit(State& state) {
  std::size_t tries = 0;
  for (auto world = worlds().rbegin(); world != worlds().rend() && tries < kInherited; ++world, ++tries) {
    if (!is_world(state, **world)) continue;
    state.worlds.add(*world);
    return;
  }
}

// Returns whether a world was found that settles this state. Where none is at hand to be bent, one that leaves choices
// open does: then it tells which of them matter. `branch`: what a relaxed world leaves to decide.
bool System::try_witness(State& state, Question& question, std::optional<Count> target, std::vector<Split>& branch) {
  std::shared_ptr<const World> relaxed;
  if (state.worlds.all().empty()) inherit(state);
  if (state.worlds.all().empty()) {
    if (auto any = state.bends().any()) relaxed = std::make_shared<const World>(std::move(*any));
    if (relaxed && try_world(state, question, *relaxed, false, branch) && question.form == nullptr) return true;
  }
  if (question.form == nullptr) return false;
  if (target && question.best && *question.best <= *target) return true;
  const std::optional<Difference> asked = difference(*question.form);
  if (!asked || (!relaxed && state.worlds.all().empty())) return false;
  // Where nothing bounds the form, a value below every sum of figures shows that nothing does.
  const Wish wish{asked->minus, asked->plus, target ? -*target : beyond_all()};
  const Met::Worlds bases = state.worlds.all().empty() ? Met::Worlds(1, relaxed) : likely(state, *question.form);
  for (const auto& base : bases) {
    for (const bool raising : {true, false}) {
      if (try_world(state, question, state.bends().bent(*base, wish, raising), !target, branch)) return true;
    }
  }
  return false;
}

// Of the state's worlds those that are tried first: the one that comes nearest, the last and the very first.
Met::Worlds System::likely(const State& state, const NodeForm& form) const {
  const Met::Worlds& all = state.worlds.all();
  const auto nearest = std::ranges::min_element(all, {}, [&](const auto& world) { return value_at(form, *world); });
  Met::Worlds out;
  for (const auto& world : {nearest, all.end() - 1, all.begin()}) {
    if (std::ranges::find(out, *world) == out.end()) out.push_back(*world);
  }
  return out;
}

// Before fractions are asked: some world, or one that attains the bound, where closing anew shows one. Open readings
// would spoil nearly all of those.
bool System::try_closed_again(State& state, Question& question, std::optional<Count> floor,
                              std::vector<Split>& branch) {
  if (!layout_.choices.empty()) return false;
  if (question.form == nullptr) return try_fixed(state, question, branch);
  const std::optional<Difference> asked = difference(*question.form);
  if (!asked || !floor) return false;
  Relaxation supposed = state.relaxation;
  supposed.suppose(*asked, *floor);
  if (!supposed.possible()) return false;
  const Bending bends(supposed);
  const Met::Worlds bases = state.worlds.all().empty() ? Met::Worlds() : likely(state, *question.form);
  const bool found = std::ranges::any_of(bases, [&](const auto& base) {
    return bends.near(*base, [&](const World& near) { return try_world(state, question, near, false, branch); });
  });
  return found || try_world(state, question, bends.any(), false, branch);
}

// One network after the other is put half way, each time with what that leaves the others: parts mostly come after
// their wholes, so wholes come last.
bool System::try_fixed(State& state, Question& question, std::vector<Split>& branch) {
  Relaxation fixed = state.relaxation;
  World world(static_cast<std::size_t>(layout_.nodes), 0);
  for (int network = static_cast<int>(layout_.networks.size()) - 1; network >= 0 && fixed.possible(); --network) {
    Bending::halve(fixed, network, world);
    fixed.fix(network, world);
  }
  return fixed.possible() && try_world(state, question, world, false, branch);
}

// Returns whether this is a world of the state; then it is kept.
bool System::try_world(State& state, Question& question, const std::optional<World>& world, bool endless,
                       std::vector<Split>& branch) {
  if (!world || !holds_loose(state, *world)) return false;
  std::vector<Split> open = undecided(state, *world);
  if (!open.empty()) {
    if (open.front().kind == Split::Kind::choice) question.torn = *world;
    branch = std::move(open);
    return false;
  }
  branch.clear();
  question.endless = endless;
  if (question.form != nullptr && !endless) {
    const Count value = value_at(*question.form, *world);
    if (!question.best || value < *question.best) question.best = value;
  }
  question.found = true;
  keep(state, std::make_shared<const World>(*world));
  return true;
}

void System::keep(State& state, std::shared_ptr<const World> world) {
  state.worlds.add(world);
  if (&state != root_.get()) root_->worlds.add(world);
  tree_->worlds.add(std::move(world));
  const bool known =
      &state == root_.get() || std::ranges::find(leaves_, &state, &std::shared_ptr<State>::get) != leaves_.end();
  if (!known && leaves_.size() < kLeavesKept) leaves_.push_back(state.shared_from_this());
}

// Whether it is a world of the state, as far as 64 bits tell: one made to show that nothing bounds a count may be too
// large to be added up here.
bool System::is_world(const State& state, const World& world) const {
  try {
    return respects(state, world) && undecided(state, world).empty();
  } catch (const CountOverflow&) {
    return false;
  }
}

bool System::respects(const State& state, const World& world) const {
  const auto fits = [&](const NodeRow& row) { return value_at(row.terms, world) >= row.at_least; };
  return std::ranges::all_of(state.relaxation.rows(), [&](const NodeRow* row) { return fits(*row); }) &&
         std::ranges::all_of(state.relaxation.rule_rows(), fits);
}

// Whether the rows hold that closing does not see.
bool System::holds_loose(const State& state, const World& world) const {
  const auto fits = [&](const NodeRow& row) { return value_at(row.terms, world) >= row.at_least; };
  const Relaxation& relaxation = state.relaxation;
  return std::ranges::all_of(relaxation.loose_rows(), [&](int r) { return fits(layout_.rows[ix(r)]); }) &&
         std::ranges::all_of(relaxation.loose_assumed(), fits) && std::ranges::all_of(relaxation.level_rows(), fits);
}

}  // namespace reltrack::worlds
