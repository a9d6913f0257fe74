#include "reconcile/shortfall.hpp"

#include <algorithm>
#include <limits>

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Certificate;

// The figure's own row that is used, which relaxing may move; null where it is a share, a rule or an assumption.
const worlds::Row* figure_row(const Encoding& encoding, const worlds::Used& used) {
  if (used.ref.kind != worlds::RowRef::Kind::member) return nullptr;
  const worlds::Row& row =
      encoding.model.bundles[static_cast<std::size_t>(used.ref.index)].rows[static_cast<std::size_t>(used.ref.row)];
  return encoding.rows[static_cast<std::size_t>(row.tag)].kind == RowMeaning::Kind::share ? nullptr : &row;
}

// What figures alone, each taken once, come to too many in the nearest case; absent where a case takes more than that.
// Cases that no relaxing helps have no figures.
std::optional<Count> plain_excess(const Encoding& encoding, const Certificate& why) {
  std::optional<Count> nearest;
  for (const worlds::Case& c : why.cases) {
    const std::optional<Count> here = plain_excess(encoding, c.proof);
    if (!here) return std::nullopt;
    nearest = std::min(nearest.value_or(*here), *here);
  }
  if (!why.cases.empty()) return nearest;
  Count excess = 0;
  bool any = false;
  for (const worlds::Used& used : why.rows) {
    const worlds::Row* row = figure_row(encoding, used);
    any = any || row != nullptr;
    const bool rule = used.ref.kind != worlds::RowRef::Kind::member && !used.ref.by_a_count();
    if (rule) continue;
    if (row == nullptr || used.times != 1) return std::nullopt;
    excess = checked_add(excess, row->at_least);
  }
  return any ? excess : std::numeric_limits<Count>::max();
}

// Of a refutation the divisor says nothing.
Certificate undivided(Certificate why) {
  why.divisor = 1;
  for (worlds::Case& c : why.cases) c.proof = undivided(std::move(c.proof));
  return why;
}

// Makes a proof that slacks (the counters from this one on) add up to so much one that without them there is no world.
// False where that cannot be told without them. A case with no figures has no world however they are relaxed.
bool drop_slacks(const Encoding& encoding, int slacks, Certificate& why) {
  const auto of_slack = [&](const worlds::Used& used, worlds::RowRef::Kind kind) {
    return used.ref.kind == kind && used.ref.index >= slacks;
  };
  std::erase_if(why.rows, [&](const auto& used) { return of_slack(used, worlds::RowRef::Kind::never_falls); });
  if (std::ranges::none_of(why.rows, [&](const auto& used) { return figure_row(encoding, used) != nullptr; })) {
    why.divisor = 1;
  }
  return std::ranges::none_of(why.rows,
                              [&](const auto& used) { return of_slack(used, worlds::RowRef::Kind::assumed); }) &&
         std::ranges::all_of(why.cases, [&](worlds::Case& c) {
           return (c.split.of_level || c.split.counter < slacks) && drop_slacks(encoding, slacks, c.proof);
         });
}

// The model with the bundles of these members alone, and those without any; the places of others stand empty.
worlds::Model with_bundles_of(const worlds::Model& all, const std::vector<bool>& members) {
  worlds::Model out{all, std::vector<worlds::Bundle>(all.bundles.size()),
                    std::vector<std::vector<int>>(all.bundles_of.size()), all.free_bundles, all.members};
  const auto keep = [&](const std::vector<int>& bundles) {
    for (int b : bundles) out.bundles[worlds::ix(b)] = all.bundles[worlds::ix(b)];
  };
  keep(all.free_bundles);
  for (std::size_t m = 0; m < members.size(); ++m) {
    if (members[m]) keep(out.bundles_of[m] = all.bundles_of[m]);
  }
  return out;
}

}  // namespace

Shortfall shortfall(const Encoding& encoding, const Clash& clash, const std::vector<worlds::Split>& given,
                    worlds::Effort& effort) {
  // Each end gets a slack: the rise of a counter of its own between two places of its own.
  const std::vector<bool> members = members_of(encoding, clash.claims);
  worlds::Model model = with_bundles_of(encoding.model, members);
  worlds::Form total;
  for (Index c : clash.claims) {
    for (int b : model.bundles_of[static_cast<std::size_t>(Members::figure(c))]) {
      for (worlds::Row& row : model.bundles[static_cast<std::size_t>(b)].rows) {
        if (encoding.rows[static_cast<std::size_t>(row.tag)].kind == RowMeaning::Kind::share) continue;
        const int slack = static_cast<int>(model.counters.size());
        model.counters.push_back({worlds::Counter::Kind::rising});
        for (auto* terms : {&row.terms, &total.terms}) {
          terms->push_back({slack, {1, -1}, 1});
          terms->push_back({slack, {0, -1}, -1});
        }
      }
    }
  }
  const std::vector<worlds::Form> asked{total};
  worlds::System system(model, members, asked, effort, given);
  Shortfall out{std::nullopt, undivided(clash.why), true};
  const Answer possible = system.possible();
  out.searched = possible != Answer::unknown;
  if (possible != Answer::yes) return out;
  const worlds::End least = system.least(total);
  out.searched = least.tight;
  if (!least.tight || !least.value) return out;
  out.total = least.value;
  if (plain_excess(encoding, clash.why) == *least.value) return out;
  effort.used = 0;
  auto [again, why] = system.explained_least(total);
  if (again.tight && drop_slacks(encoding, static_cast<int>(encoding.model.counters.size()), why))
    out.why = std::move(why);
  return out;
}

}  // namespace reltrack
