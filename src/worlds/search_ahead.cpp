// Which open choice to split: the one that says most. Each option of a choice is closed once for all questions, so what
// a choice says of a form is the weakest of a few bounds already known. A choice that says nothing would only be split
// for every other one to be split below each of its options. And where a relaxed world leaves choices open, the options
// that it satisfies are often those of a world: all are made at once before they are split one by one.
#include <algorithm>
#include <iterator>

#include "worlds/search_state.hpp"

namespace reltrack::worlds {

namespace {

// Options are closed beforehand while they are few and cheap: so many entries of networks in all.
constexpr std::size_t kEntries = 30'000'000;

// Splits above which it is not done: states multiply.
constexpr int kDeepestAhead = 2;

// Splits above which the simplex is not asked whether the readings that a relaxed world satisfies hold together.
constexpr int kDeepestDive = 1;

// How often each choice is weighed: what one tells is known to the others the second time.
constexpr int kWeighings = 2;

}  // namespace

bool System::can_look_ahead() const {
  std::size_t options = 0;
  for (int c : layout_.choices)
    options += static_cast<std::size_t>(model_.choices[static_cast<std::size_t>(c)].options);
  return layout_.entries() * options <= kEntries;
}

void System::strengthen() {
  if (!root_->relaxation.possible() || layout_.choices.empty() || !can_look_ahead()) return;
  root_->hull = root_->relaxation;
  for (int round = 0; round < kWeighings; ++round) {
    for (int c : layout_.choices) {
      if (root_->relaxation.option(c) < 0 && root_->hull->possible()) weigh(c, round > 0);
    }
  }
}

// Bounds the hull by the weakest of the choice's options; `again`: with what the hull has told of each since.
void System::weigh(int choice, bool again) {
  Relaxation& hull = *root_->hull;
  const std::vector<Split> options = options_of(choice);
  const std::vector<std::shared_ptr<State>>& children = children_of(*root_, options);
  std::vector<Relaxation> made;
  std::vector<const Relaxation*> cases;
  made.reserve(options.size());
  for (std::size_t o = 0; o < options.size(); ++o) {
    const Relaxation* option = &children[o]->relaxation;
    if (again && option->possible()) {
      made.push_back(hull);
      made.back().assume({&options[o], 1});
      option = &made.back();
    }
    if (option->possible()) cases.push_back(option);
  }
  if (!cases.empty()) hull.allow(cases);
}

// What a search has found of the difference, no question need search for again.
void System::note(Difference least, Count value) {
  auto& hull = root_->hull;
  if (!hull || !hull->possible() || hull->most({least.minus, least.plus}) <= -value) return;
  hull->suppose({least.minus, least.plus}, -value);
}

// The open choices that can say more of the form than the state itself. Where a relaxed world attains the state's
// bound, a choice one of whose options that world satisfies says no more.
std::vector<int> System::telling(const State& state, const Question& question, std::optional<Count> floor) const {
  std::vector<int> out;
  if (floor && question.torn && value_at(*question.form, *question.torn) <= *floor) {
    for (const Split& pick : read(state, *question.torn, {})) {
      if (pick.option < 0) out.push_back(pick.choice);
    }
    return out;
  }
  std::ranges::copy_if(layout_.choices, std::back_inserter(out), [&](int c) { return state.relaxation.option(c) < 0; });
  return out;
}

// Its options; absent where no open choice says more of the form than the state itself.
std::optional<std::vector<Split>> System::look_ahead(State& state, const Question& question,
                                                     std::optional<Count> floor) {
  if (question.form == nullptr || question.depth > kDeepestAhead || !difference(*question.form)) return std::nullopt;
  if (!can_look_ahead()) return std::nullopt;
  std::optional<std::vector<Split>> out;
  Count most = floor.value_or(-Closure::kNone);
  for (int c : telling(state, question, floor)) {
    const std::vector<Split> branch = options_of(c);
    Count weakest = Closure::kNone;
    for (const auto& child : children_of(state, branch)) {
      if (!child->relaxation.possible()) continue;
      weakest = std::min(weakest, bound(*child, *question.form).value_or(-Closure::kNone));
    }
    if (weakest <= most) continue;
    most = weakest;
    out = branch;
  }
  return out;
}

// The state in which the options that a relaxed world satisfies are made, and of each other choice the one that the
// last world satisfied.
std::shared_ptr<System::State> System::as_read(const State& state, const World& torn) {
  std::vector<Split> picks = read(state, torn, {});
  const Met::Worlds& met = worlds().empty() ? tree_->worlds.all() : worlds();
  const std::vector<Split> before = met.empty() ? std::vector<Split>() : read(*root_, *met.back(), {});
  for (Split& pick : picks) {
    if (pick.option >= 0) continue;
    const auto known = std::ranges::find(before, pick.choice, &Split::choice);
    pick.option = known != before.end() ? known->option : 0;
  }
  return tree_->after(state, picks);
}

// Returns whether a world was found there that settles the state: by bending, or (any world will do) by the simplex.
bool System::dive(State& state, Question& question, std::optional<Count> floor) {
  const std::shared_ptr<State> deep = as_read(state, *question.torn);
  question.torn.reset();
  if (!deep->relaxation.possible()) return false;
  std::vector<Split> open;
  if (question.form != nullptr) {
    return try_witness(*deep, question, bound(*deep, *question.form), open) && question.done(floor);
  }
  if (try_witness(*deep, question, std::nullopt, open)) return true;
  if (question.depth > kDeepestDive) return false;
  Question any;
  Outcome unused;
  open.clear();
  const std::uint64_t used = effort_.used;
  try {
    settle(*deep, any, unused, open);
  } catch (const CountOverflow&) {
    any.found = false;
  }
  effort_.used = used + 1;  // in place of many splits
  deep->simplex.reset();
  question.found = any.found;
  return any.found;
}

}  // namespace reltrack::worlds
