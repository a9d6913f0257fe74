// All minimal conflicts, by hitting them: whatever set of claims is removed, either the rest holds together, or it has
// a minimal conflict; the next removal then takes one of that conflict's claims. A claim tried before at the same place
// is kept from then on, so no removal is met twice (Reiter 1987, with the pruning of Greiner et al. 1989). When no
// removal is left to try, every minimal conflict has come up: one that had not would have survived the removal of all
// claims outside it. Conflicts fall into groups that share no claim; where worlds show that whatever is removed of one
// goes with whatever is of the others (mixtures.hpp), each group is gone through by itself.
#include "reconcile/conflicts.hpp"

#include <algorithm>
#include <iterator>
#include <set>

#include "worlds/mixtures.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Certificate;

// Sets whose removal leaves no conflict, of conflicts that share claims; where there are more, all are tried in turn.
constexpr std::size_t kMostWays = 500;

// Steps of search that each further conflict counts for: one wrong figure of a long series is in very many.
constexpr std::uint64_t kStepsOfAConflict = 60;

// The same of a conflict of two claims that no search is needed for.
constexpr std::uint64_t kStepsOfAPair = 4;

// Entries of closed networks for which a system counts as one more step.
constexpr std::size_t kEntriesOfAStep = 1U << 15U;

// The claims that a proof uses, of those that can be set aside: a base of another side has no place in an account.
void collect(const Encoding& encoding, const std::vector<Index>& among, const Certificate& why, std::set<Index>& into) {
  const auto add = [&](int member) {
    if (member >= 0 && std::ranges::binary_search(among, Members::claim(member))) into.insert(Members::claim(member));
  };
  for (const worlds::Used& used : why.rows) {
    if (!used.ref.of_bundle()) continue;
    for (int m : encoding.model.bundles[static_cast<std::size_t>(used.ref.index)].members) add(m);
  }
  for (const worlds::Case& c : why.cases) {
    if (c.split.kind == worlds::Split::Kind::choice) {
      add(encoding.model.choices[static_cast<std::size_t>(c.split.choice)].member);
    }
    collect(encoding, among, c.proof, into);
  }
}

// The members of the model that stand for these claims (sorted), sorted.
std::vector<int> member_numbers(const std::vector<Index>& claims) {
  std::vector<int> out;
  for (Index c : claims) out.insert(out.end(), {Members::presence(c), Members::order(c), Members::figure(c)});
  std::ranges::sort(out);
  return out;
}

}  // namespace

std::vector<bool> members_of(const Encoding& encoding, const std::vector<Index>& claims) {
  std::vector<bool> out(static_cast<std::size_t>(encoding.model.members), false);
  for (int m : member_numbers(claims)) out[static_cast<std::size_t>(m)] = true;
  return out;
}

Scope::Scope(const Encoding& encoding, std::vector<Index> claims, std::vector<Index> kept, worlds::Effort& effort,
             std::vector<worlds::Split> given)
    : encoding_(encoding),
      claims_(std::move(claims)),
      kept_(std::move(kept)),
      effort_(effort),
      given_(std::move(given)) {}

// Large sets share one layout; for small ones, one of their own is less work.
std::unique_ptr<worlds::System> Scope::system(const std::vector<Index>& claims, std::span<const worlds::Split> given) {
  const std::vector<bool> members = members_of(encoding_, claims);
  if (2 * claims.size() < claims_.size()) {
    return std::make_unique<worlds::System>(encoding_.model, members, std::span<const worlds::Form>{}, effort_, given);
  }
  if (!frame_) {
    frame_ = std::make_unique<worlds::Frame>(encoding_.model, members_of(encoding_, claims_),
                                             std::span<const worlds::Form>{});
  }
  auto out = frame_->system(members, effort_, given);
  effort_.used += out->layout().entries() / kEntriesOfAStep;
  return out;
}

Answer Scope::consistent(const std::vector<Index>& claims) { return ask(*system(claims)); }

Answer Scope::ask(worlds::System& those) {
  those.learn(sample_);
  const Answer answer = those.possible();
  if (answer == Answer::yes) sample_ = those.sample();
  return answer;
}

std::optional<Clash> Scope::shrink(const std::vector<Index>& claims) {
  const auto whole = system(claims);
  return whole->possible() == Answer::no ? shrink(*whole) : std::nullopt;
}

std::optional<Clash> Scope::shrink(worlds::System& whole) {
  Certificate why = whole.refutation();
  std::set<Index> needed;
  collect(encoding_, claims_, why, needed);
  std::vector<Index> core(needed.begin(), needed.end());
  for (std::size_t i = 0; i < core.size();) {
    std::vector<Index> rest = core;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const auto without_it = system(rest);
    const Answer answer = without_it->possible();
    if (answer == Answer::unknown) return std::nullopt;
    if (answer == Answer::yes) {
      ++i;
      continue;
    }
    why = without_it->refutation();
    needed.clear();
    collect(encoding_, claims_, why, needed);
    // Claims before i were each needed by all that held then, so they are needed still.
    core.assign(needed.begin(), needed.end());
  }
  // The proof is asked of the minimal set itself, so that it does not depend on how the set was come by.
  worlds::System minimal(encoding_.model, members_of(encoding_, core), {}, effort_, given_);
  if (minimal.possible() != Answer::no) return std::nullopt;
  return Clash{std::move(core), minimal.refutation()};
}

std::vector<Index> Scope::without(const std::vector<char>& removed) const {
  std::vector<Index> out;
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    if (!removed[i]) out.push_back(claims_[i]);
  }
  return out;
}

bool Scope::known_to_hold(const std::vector<char>& removed) const {
  return std::ranges::any_of(harmless_, [&](const std::vector<Index>& set) {
    return std::ranges::all_of(set, [&](Index i) { return removed[i] != 0; });
  });
}

bool Scope::touches(const std::vector<char>& removed, const Clash& clash) const {
  return std::ranges::any_of(clash.claims, [&](Index c) { return removed[position(c)] != 0; });
}

// Of the conflicts that are not touched, one with the fewest claims that may be; none where all are touched.
const Clash* Scope::untouched(const std::vector<char>& removed, const std::vector<char>& kept) const {
  const Clash* out = nullptr;
  std::ptrdiff_t fewest = 0;
  for (const Clash& clash : clashes_) {
    if (touches(removed, clash)) continue;
    const auto left = std::ranges::count_if(clash.claims, [&](Index c) { return kept[position(c)] == 0; });
    if (out == nullptr || left < fewest) out = &clash, fewest = left;
  }
  return out;
}

Index Scope::position(Index claim) const {
  return static_cast<Index>(std::ranges::lower_bound(claims_, claim) - claims_.begin());
}

bool Scope::is_kept(Index claim) const { return std::ranges::binary_search(kept_, claim); }

// Adds a minimal conflict of a system without a world; false where the search bound was hit.
bool Scope::add_clash(worlds::System& whole) {
  std::optional<Clash> clash = shrink(whole);
  if (!clash) return false;
  clashes_.push_back(std::move(*clash));
  return true;
}

bool Scope::find_all() {
  if (!compare_alike()) return false;
  while (const auto ways = ways_to_remove()) {
    const std::size_t known = clashes_.size();
    if (!try_each(*ways, kStepsOfAConflict)) return false;
    if (clashes_.size() > known) continue;
    if (lie_apart(*ways)) return true;
    break;
  }
  std::vector<char> removed(claims_.size(), 0);
  branch(removed, std::vector<char>(claims_.size(), 0));
  return complete_;
}

// By group of conflicts that have claims in common, the minimal sets whose removal touches all of it; absent where
// there is one group alone, or too many sets.
std::optional<Scope::Ways> Scope::ways_to_remove() const {
  std::vector<std::vector<int>> sets;
  for (const Clash& clash : clashes_) sets.emplace_back(clash.claims.begin(), clash.claims.end());
  const auto minimal = minimal_hitting_sets(sets, kMostWays);
  if (!minimal) return std::nullopt;
  Ways out;
  for (const auto& group : *minimal) {
    std::vector<std::vector<Index>>& ways = out.emplace_back();
    for (const std::vector<int>& set : group) ways.emplace_back(set.begin(), set.end());
  }
  return are_many(out) ? std::optional(out) : std::nullopt;
}

// Tries each, with the first of all other groups, unless a conflict found since is left whole; false where the search
// bound was hit.
bool Scope::try_each(const Ways& ways, std::uint64_t steps_of_a_conflict) {
  for (std::size_t p = 0; p < ways.size(); ++p) {
    Picked picked(ways.size(), 0);
    for (picked[p] = 0; picked[p] < ways[p].size(); ++picked[p]) {
      const std::vector<char> removed = removed_by(ways, picked);
      if (!std::ranges::all_of(clashes_, [&](const Clash& c) { return touches(removed, c); })) continue;
      ++effort_.used;
      const std::size_t known = clashes_.size();
      if (try_removing(removed) == Answer::unknown) return false;
      effort_.used += steps_of_a_conflict * (clashes_.size() - known);
    }
  }
  return true;
}

void Scope::branch(std::vector<char>& removed, std::vector<char> kept) {
  ++effort_.used;
  if (effort_.spent()) complete_ = false;
  if (!complete_) return;
  const Clash* clash = untouched(removed, kept);
  if (clash == nullptr) {
    const Answer answer = try_removing(removed);
    if (answer == Answer::unknown) complete_ = false;
    if (answer != Answer::no) return;
    effort_.used += kStepsOfAConflict;
    clash = &clashes_.back();
  }
  const std::vector<Index> claims = clash->claims;
  for (Index c : claims) {
    const Index i = position(c);
    if (kept[i]) continue;
    removed[i] = 1;
    branch(removed, kept);
    removed[i] = 0;
    kept[i] = 1;
  }
}

std::vector<char> Scope::removed_by(const Ways& ways, const Picked& picked) const {
  std::vector<char> removed(claims_.size(), 0);
  for (std::size_t p = 0; p < ways.size(); ++p) {
    for (Index c : ways[p][picked[p]]) removed[position(c)] = 1;
  }
  return removed;
}

// Whether these leave claims that hold together; where they do not, that adds a conflict.
Answer Scope::try_removing(const std::vector<char>& removed) {
  if (known_to_hold(removed)) return Answer::yes;  // with a world that was kept
  if (effort_.spent()) return Answer::unknown;
  const auto rest = system(without(removed));
  const Answer answer = ask(*rest);
  if (answer == Answer::yes) {
    std::vector<Index>& set = harmless_.emplace_back();
    for (Index i = 0; i < removed.size(); ++i) {
      if (removed[i]) set.push_back(i);
    }
  }
  return answer != Answer::no || add_clash(*rest) ? answer : Answer::unknown;
}

bool Scope::are_many(const Ways& ways) {
  return std::ranges::count_if(ways, [](const auto& of_part) { return of_part.size() > 1; }) > 1;
}

// Whether worlds of each way, the first being picked of all other parts, show that any can be picked together.
bool Scope::lie_apart(const Ways& ways) {
  const Picked first(ways.size(), 0);
  const auto all = system(without(removed_by(ways, first)));
  if (ask(*all) != Answer::yes) return false;
  const auto base = all->worlds().back();
  // Met under other readings, it may be one of these only as they were picked there.
  const std::vector<worlds::Split> picks = all->picks_in(*base);
  if (std::ranges::any_of(picks, [](const worlds::Split& pick) { return pick.option < 0; })) return false;
  std::vector<std::vector<worlds::Way>> parts;
  for (std::size_t p = 0; p < ways.size(); ++p) {
    std::vector<worlds::Way>& of_part = parts.emplace_back();
    Picked picked = first;
    for (const std::vector<Index>& left_out : ways[p]) {
      auto world = base;
      if (picked[p] > 0) {
        ++effort_.used;
        const auto rest = system(without(removed_by(ways, picked)), picks);
        if (&rest->layout() != &all->layout()) return false;
        world = rest->near(*base);
      }
      if (!world || effort_.spent()) return false;
      of_part.push_back({member_numbers(left_out), std::move(world)});
      ++picked[p];
    }
  }
  try {
    return worlds::any_mixture_holds(encoding_.model, all->layout(), all->rules(), picks, parts);
  } catch (const CountOverflow&) {
    return false;
  }
}

// Claims alike in all that matters, of which repairs need one, are in conflicts of their own.
bool Scope::compare_alike() {
  if (in_pairs_.empty()) return true;
  for (Index c : claims_) {
    if (!units_in_pairs_.contains(unit_of_[c]) || std::ranges::find(in_pairs_, c) != in_pairs_.end()) continue;
    const std::size_t known = clashes_.size();
    compare(c);
    effort_.used += kStepsOfAPair * (clashes_.size() - known);
    if (effort_.spent()) return false;
  }
  return true;
}

void Scope::compare(Index claim) {
  std::set<Index> known;  // to be in conflict with it
  for (const Clash& clash : clashes_) {
    if (clash.claims.size() != 2) continue;
    if (clash.claims.front() == claim) known.insert(clash.claims.back());
    if (clash.claims.back() == claim) known.insert(clash.claims.front());
  }
  for (const Index other : in_pairs_) {
    if (known.contains(other)) continue;
    std::vector<Index> both = {std::min(claim, other), std::max(claim, other)};
    const auto two = system(both);
    if (two->possible() == Answer::no) clashes_.push_back({std::move(both), two->refutation()});
  }
  in_pairs_.push_back(claim);
}

}  // namespace reltrack
