// All minimal conflicts, by hitting them: whatever set of claims is removed, either the rest holds together, or it has a
// minimal conflict; the next removal then takes one of that conflict's claims. A claim tried before at the same place is
// kept from then on, so no removal is met twice (Reiter 1987, with the pruning of Greiner et al. 1989). When no removal
// is left to try, every minimal conflict has come up: one that had not would have survived the removal of all claims
// outside it. Smallest repairs are the smallest hitting sets of the conflicts, each tried; one that leaves a conflict
// teaches it, and the next are found from more.
#include "reconcile/conflicts.hpp"

#include <algorithm>
#include <set>

#include "reconcile/hitting.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Certificate;

// Repairs tried of one system; more than these are not listed, and the search says so.
constexpr std::size_t kMostRepairs = 4000;

// The claims that a proof uses, of those that can be set aside: a base of another side has no place in an account.
void collect(const Encoding& encoding, const std::vector<Index>& among, const Certificate& why, std::set<Index>& into) {
  const auto add = [&](int member) {
    if (member >= 0 && std::ranges::binary_search(among, Members::claim(member))) into.insert(Members::claim(member));
  };
  for (const worlds::Used& used : why.rows) {
    const bool bundle = used.ref.kind == worlds::RowRef::Kind::member ||
                        (used.ref.kind == worlds::RowRef::Kind::order && used.ref.row >= 0);
    if (!bundle) continue;
    for (int m : encoding.model.bundles[static_cast<std::size_t>(used.ref.index)].members) add(m);
  }
  for (const worlds::Case& c : why.cases) {
    if (c.split.kind == worlds::Split::Kind::choice) {
      add(encoding.model.choices[static_cast<std::size_t>(c.split.choice)].member);
    }
    collect(encoding, among, c.proof, into);
  }
}

std::vector<Index> joined(const std::vector<std::vector<Index>>& sets) {
  std::set<Index> out;
  for (const auto& set : sets) out.insert(set.begin(), set.end());
  return {out.begin(), out.end()};
}

}  // namespace

std::vector<bool> members_of(const Encoding& encoding, const std::vector<Index>& claims) {
  std::vector<bool> out(static_cast<std::size_t>(encoding.model.members), false);
  for (Index c : claims) {
    for (int m : {Members::presence(c), Members::order(c), Members::figure(c)}) out[static_cast<std::size_t>(m)] = true;
  }
  return out;
}

Scope::Scope(const Encoding& encoding, std::vector<Index> claims, std::vector<Index> kept, worlds::Effort& effort,
             std::vector<worlds::Split> given)
    : encoding_(encoding),
      claims_(std::move(claims)),
      kept_(std::move(kept)),
      effort_(effort),
      given_(std::move(given)) {}

Answer Scope::consistent(const std::vector<Index>& claims) {
  return worlds::System(encoding_.model, members_of(encoding_, claims), {}, effort_, given_).possible();
}

std::optional<Clash> Scope::shrink(const std::vector<Index>& claims) {
  worlds::System whole(encoding_.model, members_of(encoding_, claims), {}, effort_, given_);
  if (whole.possible() != Answer::no) return std::nullopt;
  Certificate why = whole.refutation();
  std::set<Index> needed;
  collect(encoding_, claims_, why, needed);
  std::vector<Index> core(needed.begin(), needed.end());
  for (std::size_t i = 0; i < core.size();) {
    std::vector<Index> rest = core;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    worlds::System system(encoding_.model, members_of(encoding_, rest), {}, effort_, given_);
    const Answer answer = system.possible();
    if (answer == Answer::unknown) return std::nullopt;
    if (answer == Answer::yes) {
      ++i;
      continue;
    }
    why = system.refutation();
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

const Clash* Scope::untouched(const std::vector<char>& removed) const {
  for (const Clash& clash : clashes_) {
    const bool touched = std::ranges::any_of(clash.claims, [&](Index c) {
      return removed[static_cast<std::size_t>(std::ranges::lower_bound(claims_, c) - claims_.begin())] != 0;
    });
    if (!touched) return &clash;
  }
  return nullptr;
}

// Returns false where the search bound was hit.
bool Scope::add_clash(const std::vector<Index>& claims) {
  std::optional<Clash> clash = shrink(claims);
  if (!clash) return false;
  clashes_.push_back(std::move(*clash));
  return true;
}

bool Scope::find_all() {
  std::vector<char> removed(claims_.size(), 0);
  branch(removed, std::vector<char>(claims_.size(), 0));
  return complete_;
}

void Scope::branch(std::vector<char>& removed, std::vector<char> kept) {
  ++effort_.used;
  if (effort_.spent()) complete_ = false;
  if (!complete_) return;
  const Clash* clash = untouched(removed);
  if (clash == nullptr) {
    if (known_to_hold(removed)) return;
    const std::vector<Index> rest = without(removed);
    const Answer answer = consistent(rest);
    if (answer == Answer::yes) {
      std::vector<Index> set;
      for (Index i = 0; i < removed.size(); ++i) {
        if (removed[i]) set.push_back(i);
      }
      harmless_.push_back(std::move(set));
      return;
    }
    if (answer == Answer::unknown || !add_clash(rest)) {
      complete_ = false;
      return;
    }
    clash = &clashes_.back();
  }
  const std::vector<Index> claims = clash->claims;
  for (Index c : claims) {
    const auto i = static_cast<std::size_t>(std::ranges::lower_bound(claims_, c) - claims_.begin());
    if (kept[i]) continue;
    removed[i] = 1;
    branch(removed, kept);
    removed[i] = 0;
    kept[i] = 1;
  }
}

// Of alike claims that count as one, those that are needed: every claim of a repair is the only one of it in some
// conflict.
std::vector<Index> Scope::pared(std::vector<Index> repair) const {
  for (std::size_t i = repair.size(); i-- > 0;) {
    std::vector<Index> rest = repair;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    const auto in = [](const std::vector<Index>& set) {
      return [&set](Index c) { return std::ranges::binary_search(set, c); };
    };
    const bool needed = std::ranges::any_of(clashes_, [&](const Clash& clash) {
      return std::ranges::any_of(clash.claims, in(repair)) && std::ranges::none_of(clash.claims, in(rest));
    });
    if (!needed) repair = std::move(rest);
  }
  return repair;
}

bool Scope::find_repairs(const std::vector<int>& unit_of) {
  const auto unit = [&](Index c) { return unit_of[c]; };
  const auto is_kept = [&](Index c) { return std::ranges::binary_search(kept_, c); };
  for (;;) {
    std::vector<std::vector<int>> sets;
    for (const Clash& clash : clashes_) {
      std::set<int> units;
      for (Index c : clash.claims) {
        if (!is_kept(c)) units.insert(unit(c));
      }
      if (units.empty()) {
        broken_ = clash;
        return true;
      }
      sets.emplace_back(units.begin(), units.end());
    }
    const std::vector<HittingPart> parts = smallest_hitting_sets(sets, kMostRepairs);
    parts_.clear();
    std::size_t combinations = 1;
    for (const HittingPart& part : parts) {
      Part out;
      for (Index c : claims_) {
        if (!is_kept(c) && std::ranges::binary_search(part.elements, unit(c))) out.contested.push_back(c);
      }
      for (const auto& units : part.smallest) {
        std::vector<Index> repair;
        for (Index c : out.contested) {
          if (std::ranges::binary_search(units, unit(c))) repair.push_back(c);
        }
        out.repairs.push_back(pared(std::move(repair)));
      }
      combinations = std::min(combinations * out.repairs.size(), kMostRepairs + 1);
      out.contested = joined(out.repairs);
      parts_.push_back(std::move(out));
    }
    if (combinations > kMostRepairs) return false;
    bool learnt = false;
    for (std::size_t n = 0; n < combinations && !learnt; ++n) {
      std::vector<char> removed(claims_.size(), 0);
      std::size_t pick = n;
      for (const Part& part : parts_) {
        for (Index c : part.repairs[pick % part.repairs.size()]) {
          removed[static_cast<std::size_t>(std::ranges::lower_bound(claims_, c) - claims_.begin())] = 1;
        }
        pick /= part.repairs.size();
      }
      if (known_to_hold(removed)) continue;
      const std::vector<Index> rest = without(removed);
      const Answer answer = consistent(rest);
      if (answer == Answer::unknown || (answer == Answer::no && !add_clash(rest))) return false;
      learnt = answer == Answer::no;
    }
    if (!learnt) return true;
  }
}

std::optional<Count> shortfall(const Encoding& encoding, const Clash& clash, const std::vector<worlds::Split>& given,
                               worlds::Effort& effort) {
  // Each end gets a slack: the rise of a counter of its own between two places of its own.
  worlds::Model model = encoding.model;
  worlds::Form total;
  const std::vector<bool> members = members_of(encoding, clash.claims);
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
  if (system.possible() != Answer::yes) return std::nullopt;
  const worlds::End least = system.least(total);
  return least.tight ? least.value : std::nullopt;
}

}  // namespace reltrack
