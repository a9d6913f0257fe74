// How a search shows its work: the sums of its states, as cases where it had to split.
#include <algorithm>
#include <numeric>
#include <utility>

#include "worlds/search_state.hpp"

namespace reltrack::worlds {

namespace {

// Whether the row holds only where this was decided.
bool stands_under(const Model& model, const RowRef& row, const Split& split) {
  switch (split.kind) {
    case Split::Kind::choice: {
      if (!row.of_bundle()) return false;
      const auto& when = model.bundles[ix(row.index)].when;
      return std::ranges::find(when, std::pair(split.choice, split.option)) != when.end();
    }
    case Split::Kind::order:
      return row.kind == RowRef::Kind::order && !row.of_bundle() && row.from == split.from && row.to == split.to;
    case Split::Kind::at_most:
    case Split::Kind::at_least:
      return row.kind == (split.of_level ? RowRef::Kind::assumed_level : RowRef::Kind::assumed) &&
             row.index == split.counter && row.from == split.from && row.to == split.to && row.bound == split.bound;
  }
  return true;
}

bool rests_on(const Model& model, const Certificate& why, const Split& split) {
  return std::ranges::any_of(why.rows, [&](const Used& used) { return stands_under(model, used.ref, split); }) ||
         std::ranges::any_of(why.cases, [&](const Case& one) { return rests_on(model, one.proof, split); });
}

std::size_t sums_of(const Certificate& why) {
  return std::accumulate(why.cases.begin(), why.cases.end(), std::size_t{why.cases.empty()},
                         [](std::size_t so_far, const Case& one) { return so_far + sums_of(one.proof); });
}

}  // namespace

System::Explained System::explained_least(const Form& form) {
  Explained out;
  out.end = extreme(on_nodes(form, 1), std::nullopt, &out.why);
  return out;
}

System::Explained System::explained_greatest(const Form& form) {
  Explained out;
  out.end = extreme(on_nodes(form, -1), std::nullopt, &out.why);
  if (out.end.value) out.end.value = -*out.end.value;
  return out;
}

std::optional<System::Shown> System::least_without(const Form& form, std::span<const int> positions) const {
  return shown_without(on_nodes(form, 1), positions);
}

std::optional<System::Shown> System::greatest_without(const Form& form, std::span<const int> positions) const {
  std::optional<Shown> out = shown_without(on_nodes(form, -1), positions);
  if (out) out->value = -out->value;
  return out;
}

// The search that found an end is its proof. Once the end is known, another mostly needs fewer cases; but it may split
// otherwise, and into more than the search bound lets it see through.
void System::explain_anew(const NodeForm& form, Certificate& why) {
  const std::uint64_t used = std::exchange(effort_.used, 0);
  Certificate again;
  try {
    if (find_extreme(form, std::nullopt, &again).tight && sums_of(again) < sums_of(why)) why = std::move(again);
  } catch (const CountOverflow&) {  // the first stands
  }
  effort_.used = used;
}

// Of the least value of the form. A world of the system is one without these bundles, too.
std::optional<System::Shown> System::shown_without(const NodeForm& form, std::span<const int> positions) const {
  const std::optional<Difference> asked = difference(form);
  const std::optional<Count> closed = closed_bound(*root_, form);
  if (!asked || !closed) return std::nullopt;
  const bool attained =
      std::ranges::any_of(worlds(), [&](const auto& world) { return value_at(form, *world) == *closed; });
  if (!attained) return std::nullopt;
  auto why = root_->relaxation.why_most_without({asked->minus, asked->plus}, positions);
  return why ? std::optional(Shown{*closed, std::move(*why)}) : std::nullopt;
}

// Where one case needs nothing of what makes it one, it does for all.
Certificate System::certify(const Outcome& outcome, const NodeForm& form, std::optional<Count> floor) const {
  const Relaxation& relaxation = outcome.state->relaxation;
  if (!relaxation.possible()) {
    if (relaxation.refutation()) return *relaxation.refutation();
    std::uint64_t steps = 0;
    return outcome.state->fractions().least({}, steps).why;
  }
  const std::optional<Difference> asked = difference(form);
  const std::optional<Count> closed = floor ? closed_bound(*outcome.state, form) : std::nullopt;
  if (closed && *closed >= *floor) {
    if (form.empty()) return {};
    if (auto why = relaxation.why_most({asked->minus, asked->plus})) return *why;
    std::uint64_t steps = 0;
    return outcome.state->fractions().least(form, steps).why;
  }
  if (outcome.children.empty()) return outcome.exact.value_or(Certificate{});
  Certificate out;
  for (std::size_t i = 0; i < outcome.children.size(); ++i) {
    Certificate why = certify(outcome.children[i], form, floor);
    if (!rests_on(model_, why, outcome.splits[i])) return why;
    out.cases.push_back({outcome.splits[i], std::move(why)});
  }
  return out;
}

}  // namespace reltrack::worlds
