#include "worlds/search.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "worlds/search_state.hpp"
#include "worlds/witness.hpp"

namespace reltrack::worlds {

namespace {

// Splits below one another that are followed: each is a call within a call, and proofs are read so too.
constexpr int kDeepest = 500;

// States of a tree kept from one system to the next.
constexpr std::size_t kStatesKept = 40;

// Entries of closed networks kept from one question to the next, and within one whose proof is not wanted; most are
// shared.
constexpr std::size_t kEntriesKept = 40'000'000;

std::vector<Place> places_of(std::span<const Split> given) {
  std::vector<Place> out;
  for (const Split& split : given) {
    if (split.kind == Split::Kind::choice) continue;
    out.push_back(split.from);
    out.push_back(split.to);
  }
  return out;
}

}  // namespace

System::System(const Model& model, const std::vector<bool>& members, std::span<const Form> asked, Effort& effort,
               std::span<const Split> given)
    : model_(model),
      shared_layout_(std::make_shared<Layout>(lay_out(model, members, asked, places_of(given)))),
      layout_(*shared_layout_),
      effort_(effort) {
  std::vector<int> all(layout_.bundles.size());
  std::iota(all.begin(), all.end(), 0);
  plant(Relaxation(model_, layout_, all), given);
}

System::System(std::shared_ptr<const Layout> layout, Relaxation relaxation, Effort& effort,
               std::span<const Split> given)
    : model_(relaxation.model()), shared_layout_(std::move(layout)), layout_(*shared_layout_), effort_(effort) {
  plant(std::move(relaxation), given);
}

System::System(const System& base, std::span<const Split> given)
    : model_(base.model_),
      shared_layout_(base.shared_layout_),
      layout_(*shared_layout_),
      effort_(base.effort_),
      tree_(base.tree_),
      root_(tree_->after(*base.root_, given)) {
  review();
}

// What outlives the system is kept small: no dictionary, and states only while they are few.
System::~System() {
  root_->simplex.reset();
  if (tree_->states.size() <= kStatesKept) return;
  tree_->states.clear();
  tree_->first->children.clear();
  root_->children.clear();
}

void System::rest() {
  leaves_.clear();
  root_->children.clear();
  root_->simplex.reset();
  root_->bending.reset();
  tree_->forget();
}

bool System::crowded() const { return tree_->states.size() * layout_.entries() >= kEntriesKept; }

// Between questions: of too many states, those two splits or more below the root are forgotten.
void System::thin() {
  if (!crowded()) return;
  for (auto& [split, children] : root_->children) {
    for (const auto& child : children) child->children.clear();
  }
  tree_->forget();
}

void System::plant(Relaxation relaxation, std::span<const Split> given) {
  if (relaxation.possible()) relaxation.assume(given);
  tree_ = std::make_shared<Tree>();
  root_ = tree_->first = std::make_shared<State>(std::move(relaxation), std::vector<Split>());
}

Answer System::possible() {
  if (!possible_ && !worlds().empty()) possible_ = Answer::yes;
  if (possible_) return *possible_;
  Question question;
  Outcome outcome;
  explore(*root_, question, outcome);
  Answer answer = question.found ? Answer::yes : question.abandoned ? Answer::unknown : Answer::no;
  try {
    if (answer == Answer::no) refutation_ = certify(outcome, {}, std::nullopt);
  } catch (const CountOverflow&) {
    answer = Answer::unknown;  // what cannot be shown is not said
  }
  possible_ = answer;
  return answer;
}

Certificate System::refutation() { return *refutation_; }

End System::least(const Form& form, std::optional<Count> enough) { return extreme(on_nodes(form, 1), enough, nullptr); }

End System::greatest(const Form& form, std::optional<Count> enough) {
  End end = extreme(on_nodes(form, -1), enough ? std::optional(-*enough) : std::nullopt, nullptr);
  if (end.value) end.value = -*end.value;
  return end;
}

std::optional<Count> System::quick_least(const Form& form) const { return bound(*root_, on_nodes(form, 1)); }

std::optional<Count> System::quick_most(int counter, Place from, Place to) const {
  const Count known = most(*root_, {layout_.node(counter, to), layout_.node(counter, from)});
  return Closure::finite(known) ? std::optional(known) : std::nullopt;
}

std::vector<Count> System::quick_mosts(int counter, std::span<const Place> places) const {
  std::vector<Node> nodes;
  for (const Place& place : places) nodes.push_back(layout_.node(counter, place));
  std::vector<Count> out;
  out.reserve(nodes.size() * nodes.size());
  for (Node from : nodes) {
    for (Node to : nodes) out.push_back(most(*root_, {to, from}));
  }
  return out;
}

bool System::ordered(Place before, Place after) const {
  if (model_.never_after(before, after)) return true;
  if (before.moment < 0 && after.moment < 0) return false;
  const int a = layout_.index(before), b = layout_.index(after);
  return a >= 0 && b >= 0 && root_->relaxation.ordered(a, b);
}

const std::vector<NodeRow>& System::rules() const { return root_->relaxation.rule_rows(); }

Count System::value(const Form& form, const World& world) const { return value_at(on_nodes(form, 1), world); }

bool System::has_met(const Form& form, Count at_most) const {
  const NodeForm asked = on_nodes(form, 1);
  return std::ranges::any_of(worlds(), [&](const auto& world) { return value_at(asked, *world) <= at_most; });
}

System::NodeForm System::on_nodes(const Form& form, Count sign) const {
  NodeForm out;
  out.reserve(form.terms.size());
  for (const Term& t : form.terms) {
    const Node node = layout_.node(t.counter, t.at);
    assert(node >= 0 && "a form may speak only of what was asked at the start");
    const auto same = std::ranges::find(out, node, [](const auto& term) { return term.first; });
    if (same != out.end()) {
      same->second += sign * t.times;
    } else {
      out.emplace_back(node, sign * t.times);
    }
  }
  std::erase_if(out, [](const auto& t) { return t.second == 0; });
  return out;
}

Count System::value_at(const NodeForm& form, const World& world) const {
  Count sum = 0;
  for (auto [node, times] : form) sum = checked_add(sum, checked_mul(times, world[ix(node)]));
  return sum;
}

// More than any bound that the figures can put on a count: their sum, with room for shares of shares.
Count System::beyond_all() {
  if (beyond_) return *beyond_;
  constexpr Count kRoom = 1'000'000;
  constexpr Count kMost = Closure::kNone / 256;
  Count sum = 1;
  for (const NodeRow* row : root_->relaxation.rows()) sum = checked_add(sum, std::abs(row->at_least));
  beyond_ = std::max(sum > kMost / kRoom ? kMost : sum * kRoom, 2 * kBeyondFigures);
  return *beyond_;
}

// What is known of the greatest value at no cost.
Count System::most(const State& state, Difference d) const {
  const Count own = state.relaxation.most(d);
  const auto& hull = tree_->first->hull;
  return hull && hull->possible() ? std::min(own, hull->most(d)) : own;
}

// What is known of the least value; absent where nothing bounds it, or the form is no difference.
std::optional<Count> System::bound(const State& state, const NodeForm& form) const {
  const std::optional<Difference> asked = difference(form);
  if (!asked) return closed_bound(state, form);
  const Count least = most(state, {asked->minus, asked->plus});
  return Closure::finite(least) ? std::optional(-least) : std::nullopt;
}

// What closing says of it.
std::optional<Count> System::closed_bound(const State& state, const NodeForm& form) const {
  if (form.empty()) return 0;
  const std::optional<Difference> asked = difference(form);
  if (!asked) return std::nullopt;
  const Count most = state.relaxation.most({asked->minus, asked->plus});
  if (!Closure::finite(most)) return std::nullopt;
  return -most;
}

// The form as a difference of two nodes of one network, if it is one.
std::optional<Difference> System::difference(const NodeForm& form) const {
  if (form.size() != 2 || form[0].second + form[1].second != 0 || std::abs(form[0].second) != 1) return std::nullopt;
  const bool first_plus = form[0].second > 0;
  const Difference out{form[first_plus ? 0U : 1U].first, form[first_plus ? 1U : 0U].first};
  if (layout_.network_of[ix(out.plus)] != layout_.network_of[ix(out.minus)]) return std::nullopt;
  return out;
}

End System::extreme(const NodeForm& form, std::optional<Count> enough, Certificate* why) {
  const std::optional<Difference> asked = difference(form);
  const auto known = asked ? known_.find({asked->plus, asked->minus}) : known_.end();
  if (known != known_.end() && (why == nullptr || known->second.why)) {
    if (why != nullptr) *why = *known->second.why;
    End end = known->second.end;
    if (enough && end.value) end.value = std::min(*end.value, *enough);
    return end;
  }
  End end;
  try {
    end = find_extreme(form, enough, why);
    if (why != nullptr && end.tight && !why->cases.empty()) explain_anew(form, *why);
  } catch (const CountOverflow&) {
    if (why != nullptr) *why = {};
    return {why == nullptr ? bound(*root_, form) : std::nullopt, false};
  }
  if (!asked || !end.tight || enough) return end;
  const bool hard_won = why != nullptr && !why->cases.empty();
  known_[{asked->plus, asked->minus}] = {end, hard_won ? std::optional(*why) : std::nullopt};
  if (end.value) note(*asked, *end.value);
  return end;
}

End System::find_extreme(const NodeForm& form, std::optional<Count> enough, Certificate* why) {
  thin();
  Question question;
  question.form = &form;
  question.best = enough;
  question.explained = why != nullptr;
  for (const auto& world : worlds()) {
    const Count value = value_at(form, *world);
    if (!question.best || value < *question.best) question.best = value;
  }
  Outcome outcome;
  explore(*root_, question, outcome);
  if (question.endless) return {std::nullopt, true};
  if (question.abandoned) {
    const std::optional<Count> floor = bound(*root_, form);
    if (why != nullptr && floor) *why = certify({root_.get(), {}, {}, {}}, form, floor);
    return {floor, false};
  }
  if (why != nullptr) *why = certify(outcome, form, question.best);
  return {question.best, true};
}

// Settles the state: leaves question.best the least over the worlds of this state and all met before.
void System::explore(State& state, Question& question, Outcome& outcome) {
  outcome.state = &state;
  if (question.endless || (question.form == nullptr && question.found)) return;
  ++effort_.used;
  if (effort_.spent() || question.depth > kDeepest) {
    question.abandoned = true;
    return;
  }
  if (!state.relaxation.possible()) return;
  const std::optional<Count> floor = question.form ? bound(state, *question.form) : std::nullopt;
  // A world far below every sum of figures shows that nothing bounds the form.
  if (question.form != nullptr && !floor && question.best && *question.best <= -beyond_all() / 2)
    question.endless = true;
  if (question.done(floor)) return;
  std::vector<Split> branch;
  question.torn.reset();
  try {
    if (try_witness(state, question, floor, branch)) return;
    if (&state == root_.get() && try_leaves(question, floor)) return;
    if (auto ahead = look_ahead(state, question, floor)) {
      branch = std::move(*ahead);
    } else {
      if (branch.empty() && question.depth == 0 && try_closed_again(state, question, floor, branch)) return;
      if (branch.empty()) settle(state, question, outcome, branch);
      if (question.torn && !branch.empty() && dive(state, question, floor)) return;
    }
  } catch (const CountOverflow&) {
    question.abandoned = true;
    return;
  }
  if (!branch.empty()) descend(state, question, outcome, sooner(state, question, branch));
}

// What settled the last case is likely to settle this one, too, whatever else is open here (the last conflict of
// Lecoutre, Saïs, Tabary & Vidal 2009).
std::vector<Split> System::sooner(const State& state, const Question& question,
                                  const std::vector<Split>& branch) const {
  return !question.last.empty() && is_open(state, question.last.front()) ? question.last : branch;
}

const std::vector<std::shared_ptr<System::State>>& System::children_of(State& state, const std::vector<Split>& branch) {
  auto known = std::ranges::find_if(state.children, [&](const auto& c) { return c.first == branch; });
  if (known == state.children.end()) {
    std::vector<std::shared_ptr<State>> made;
    for (const Split& split : branch) made.push_back(tree_->after(state, {&split, 1}));
    effort_.used += made.size();
    state.children.emplace_back(branch, std::move(made));
    known = state.children.end() - 1;
  }
  return known->second;
}

void System::descend(State& state, Question& question, Outcome& outcome, const std::vector<Split>& branch) {
  outcome.splits = branch;
  outcome.children.resize(branch.size());
  ++question.depth;
  const std::uint64_t splits = ++question.splits;
  const Simplex* const above = question.above;
  if (state.simplex) question.above = &*state.simplex;
  // Dictionaries are large: only the root's, and those on the way down, are kept.
  const auto visit = [&](State& child, Outcome& result) {
    explore(child, question, result);
    child.simplex.reset();
    if (question.form == nullptr || question.explained || child.children.empty() || !crowded()) return;
    result = {};
    child.children.clear();
    tree_->forget();
  };
  if (question.form == nullptr) {
    for (std::size_t i = 0; i < branch.size() && !question.found; ++i) {
      visit(*tree_->after(state, {&branch[i], 1}), outcome.children[i]);
    }
  } else {
    const std::vector<std::shared_ptr<State>> children = children_of(state, branch);
    std::vector<std::size_t> order(children.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [&](std::size_t i) {
      return children[i]->relaxation.possible() ? bound(*children[i], *question.form).value_or(-Closure::kNone)
                                                : Closure::kNone;
    });
    for (std::size_t i : order) visit(*children[i], outcome.children[i]);
  }
  question.above = above;
  --question.depth;
  if (question.splits == splits) question.last = branch;
}

}  // namespace reltrack::worlds
