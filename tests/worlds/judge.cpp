#include "judge.hpp"

#include <algorithm>
#include <bit>
#include <map>

namespace reltrack::judge {
namespace {

bool is_subset(ClaimSet inner, ClaimSet outer) { return (inner & ~outer) == 0; }

bool alike_readings(const Reading& a, const Reading& b) {
  if (a.measure != b.measure || a.population != b.population || a.basis != b.basis) return false;
  if (a.period.text != b.period.text || a.figure.has_value() != b.figure.has_value()) return false;
  if (!a.figure) return true;
  const Figure& f = *a.figure;
  const Figure& g = *b.figure;
  if (f.percent != g.percent) return false;
  if (f.percent) return f.share_min == g.share_min && f.share_max == g.share_max && a.part_of == b.part_of;
  return f.people == g.people;
}

bool alike(const Ledger& ledger, const Claim& a, const Claim& b) {
  if (ledger.side_of(a) != ledger.side_of(b) || a.readings.size() != b.readings.size()) return false;
  return std::equal(a.readings.begin(), a.readings.end(), b.readings.begin(), alike_readings);
}

// For each claim, the first claim that it is alike with: the name of its unit.
std::vector<Index> units(const Ledger& ledger) {
  std::vector<Index> unit(ledger.claims.size());
  for (Index c = 0; c < unit.size(); ++c) {
    unit[c] = c;
    for (Index d = 0; d < c; ++d) {
      if (unit[d] == d && alike(ledger, ledger.claims[c], ledger.claims[d])) {
        unit[c] = d;
        break;
      }
    }
  }
  return unit;
}

// The claims of the ledger, unit by unit, limited to `within`.
std::vector<ClaimSet> unit_sets(const Ledger& ledger, ClaimSet within) {
  std::map<Index, ClaimSet> sets;
  const std::vector<Index> unit = units(ledger);
  for (const Index c : list(within)) sets[unit[c]] |= only(c);
  std::vector<ClaimSet> out;
  for (const auto& [name, set] : sets) out.push_back(set);
  return out;
}

bool hits_all(ClaimSet set, const std::vector<ClaimSet>& conflicts) {
  return std::all_of(conflicts.begin(), conflicts.end(), [&](ClaimSet c) { return (c & set) != 0; });
}

// Subsets of `pool` that hit all conflicts and hold no smaller set that does.
void minimal_hitting(ClaimSet pool, const std::vector<ClaimSet>& conflicts, std::set<ClaimSet>& out) {
  for (ClaimSet set = pool;; set = (set - 1) & pool) {
    if (hits_all(set, conflicts)) {
      const std::vector<Index> members = list(set);
      const bool minimal =
          std::none_of(members.begin(), members.end(), [&](Index c) { return hits_all(set & ~only(c), conflicts); });
      if (minimal) out.insert(set);
    }
    if (set == 0) return;
  }
}

std::set<ClaimSet> project(const std::set<ClaimSet>& family, ClaimSet onto) {
  std::set<ClaimSet> out;
  for (const ClaimSet set : family) out.insert(set & onto);
  return out;
}

ClaimSet union_of(const std::set<ClaimSet>& family) {
  ClaimSet all = 0;
  for (const ClaimSet set : family) all |= set;
  return all;
}

struct Solved {
  System system;
  std::unique_ptr<WorldJudge> judge;
  std::vector<ClaimSet> conflicts;
  ClaimSet contested = 0;
  ClaimSet uncontested() const { return system.members & ~contested; }
};

Query with_claim(ClaimSet uncontested, Index claim, Index reading) {
  Query query = Query::all_of(uncontested | only(claim));
  query.pinned_claim = claim;
  query.pinned_reading = reading;
  return query;
}

ClaimSet side_set(const Case& what, const std::string& side) {
  ClaimSet set = 0;
  for (Index c = 0; c < what.ledger->claims.size(); ++c) {
    if (what.ledger->side_of(what.ledger->claims[c]) == side) set |= only(c);
  }
  return set;
}

ExpectedReading expect_reading(const Case& what, Solved& joint, Solved& account, Index claim, Index reading) {
  ExpectedReading out{claim, reading, false, std::nullopt, std::nullopt};
  const ClaimSet own_side = side_set(what, account.system.scope);
  const Query in_joint = with_claim(joint.uncontested(), claim, reading);
  const Query in_account = with_claim(account.uncontested(), claim, reading);
  out.holds = joint.judge->satisfiable(in_joint) && account.judge->satisfiable(in_account);
  if (!out.holds && what.ledger->claims[claim].has_readings) return out;
  Query implied = in_joint;
  implied.figures = joint.uncontested() & ~own_side;
  implied.ordered = implied.figures | only(claim);
  out.implied = joint.judge->range(implied);
  Query own = in_account;
  own.figures = account.uncontested() & ~only(claim);
  out.own = account.judge->range(own);
  return out;
}

// Announced readings bind nothing, and are in no pair.
bool meets_others(const Case& what, const ExpectedReading& r) {
  return r.holds && what.ledger->claims[r.claim].readings.size() > 1 &&
         what.reading(r.claim, r.reading).basis != Basis::announced;
}

void expect_pairs(const Case& what, std::map<std::string, Solved>& solved, Expected& out) {
  for (const ExpectedReading& a : out.readings) {
    for (const ExpectedReading& b : out.readings) {
      if (a.claim >= b.claim || !meets_others(what, a) || !meets_others(what, b)) continue;
      const auto hold_in = [&](Solved& s) {
        Query query = with_claim(s.uncontested() | only(b.claim), a.claim, a.reading);
        query.also_pinned.emplace_back(b.claim, b.reading);
        return s.judge->satisfiable(query);
      };
      const std::string& side = what.ledger->side_of(what.ledger->claims[a.claim]);
      const bool one_side = what.ledger->side_of(what.ledger->claims[b.claim]) == side;
      if (hold_in(solved.at("")) && (!one_side || hold_in(solved.at(side)))) continue;
      out.pairs.push_back({a.claim, a.reading, b.claim, b.reading});
    }
  }
}

bool widest_periods_meet(const Period& a, const Period& b) {
  // In more than a point: at a moment nothing happens.
  return std::max(a.start.limits.from, b.start.limits.from) < std::min(a.end.limits.to, b.end.limits.to);
}

void expect_overlaps(const Case& what, Solved& joint, Expected& out) {
  const Ledger& ledger = *what.ledger;
  if (!what.keeps(Rule::never_falls)) return;  // what do two figures share of fewer than no events?
  for (const Index c : list(joint.system.members)) {
    for (const Index d : list(joint.system.members)) {
      if (ledger.claims[c].id >= ledger.claims[d].id) continue;
      if (ledger.claims[c].has_readings || ledger.claims[d].has_readings) continue;
      const Reading& a = what.reading(c, 0);
      const Reading& b = what.reading(d, 0);
      if (a.measure != b.measure || ledger.measures[a.measure].type != MeasureType::flow) continue;
      if (!widest_periods_meet(a.period, b.period) || !sharing(ledger, a.measure, a.population, b.population)) continue;
      const Query query = Query::all_of(joint.uncontested() | only(c) | only(d));
      out.overlaps.push_back({c, d, joint.judge->shared(query, c, d)});
    }
  }
}

void list_conflicts(Solved& solved, const std::vector<ClaimSet>& already, Expected& out) {
  for (const ClaimSet conflict : solved.conflicts) {
    const bool again = std::any_of(already.begin(), already.end(), [&](ClaimSet a) { return is_subset(a, conflict); });
    if (!again) out.conflicts.push_back({conflict, solved.system.scope, solved.judge->shortfall(conflict)});
  }
}

void list_problems(const std::vector<ExpectedProblem>& found, Expected& out) {
  for (const ExpectedProblem& problem : found) {
    const bool again = std::any_of(out.problems.begin(), out.problems.end(), [&](const ExpectedProblem& p) {
      return p.contested == problem.contested && p.repairs == problem.repairs;
    });
    if (!again) out.problems.push_back(problem);
  }
}

}  // namespace

std::vector<Index> list(ClaimSet set) {
  std::vector<Index> out;
  for (Index c = 0; c < 32; ++c) {
    if (holds(set, c)) out.push_back(c);
  }
  return out;
}

bool Case::keeps(Rule rule) const { return std::find(dropped.begin(), dropped.end(), rule) == dropped.end(); }

bool binds(const Case& what, Index claim, Index reading) {
  const Claim& c = what.ledger->claims[claim];
  const Reading& r = c.readings[reading];
  if (!what.selection->active(claim) || c.repeats || !r.figure || r.basis == Basis::announced) return false;
  return !r.figure->percent || base_of(what, claim, reading).has_value();
}

std::optional<Index> base_of(const Case& what, Index claim, Index reading) {
  const std::optional<Index>& base = what.reading(claim, reading).part_of;
  if (!base || !what.selection->active(*base)) return std::nullopt;
  return base;
}

std::vector<System> systems(const Case& what) {
  std::map<std::string, System> accounts;
  System joint{"joint", true, 0, 0};
  for (Index c = 0; c < what.ledger->claims.size(); ++c) {
    const Claim& claim = what.ledger->claims[c];
    System& account = accounts[what.ledger->side_of(claim)];
    for (Index r = 0; r < claim.readings.size(); ++r) {
      if (!binds(what, c, r)) continue;
      account.members |= only(c);
      account.involved |= only(c);
      if (const std::optional<Index> base = base_of(what, c, r)) account.involved |= only(*base);
    }
    joint.members |= account.members;
    joint.involved |= account.involved;
  }
  std::vector<System> out;
  for (auto& [side, account] : accounts) {
    account.scope = side;
    if (account.members != 0) out.push_back(account);
  }
  out.push_back(joint);
  return out;
}

Demand demand(const Case& what, const System& system, Index claim, Index reading) {
  const Reading& r = what.reading(claim, reading);
  const Figure& figure = *r.figure;
  Demand out{figure.people, figure.percent, figure.share_min, figure.share_max};
  if (r.basis == Basis::verified && system.joint && !what.selection->trusted[claim]) {
    out.people.max.reset();
    out.share_max.reset();
  }
  return out;
}

bool alike_ends(const Period& part, const Period& base, bool starts) {
  if (part.stands_alone != base.stands_alone || part.at_moment != base.at_moment) return false;
  const std::string& a = starts ? part.start.text : part.end.text;
  const std::string& b = starts ? base.start.text : base.end.text;
  const auto open = [](const std::string& text) { return text.empty() || text == ".."; };
  return a == b || (open(a) && open(b));
}

// Decides subsets one by one, the smallest first, skipping those that a found conflict or a satisfiable set settles.
std::vector<ClaimSet> minimal_conflicts(const System& system, WorldJudge& judge) {
  std::vector<ClaimSet> conflicts, satisfied;
  if (judge.satisfiable(Query::all_of(system.members))) return conflicts;
  std::vector<ClaimSet> subsets;
  for (ClaimSet set = system.members; set != 0; set = (set - 1) & system.members) subsets.push_back(set);
  std::stable_sort(subsets.begin(), subsets.end(),
                   [](ClaimSet a, ClaimSet b) { return std::popcount(a) < std::popcount(b); });
  for (const ClaimSet set : subsets) {
    if (std::any_of(conflicts.begin(), conflicts.end(), [&](ClaimSet c) { return is_subset(c, set); })) continue;
    if (std::any_of(satisfied.begin(), satisfied.end(), [&](ClaimSet s) { return is_subset(set, s); })) continue;
    if (!judge.satisfiable(Query::all_of(set))) {
      conflicts.push_back(set);  // every smaller subset was satisfiable, or this one would have been skipped
      continue;
    }
    ClaimSet grown = set;
    for (const Index c : list(system.members & ~set)) {
      if (judge.satisfiable(Query::all_of(grown | only(c)))) grown |= only(c);
    }
    satisfied.push_back(grown);
  }
  return conflicts;
}

std::set<ClaimSet> smallest_repairs(const Case& what, const std::vector<ClaimSet>& conflicts, ClaimSet untouchable) {
  std::set<ClaimSet> out;
  if (conflicts.empty()) return {0};
  ClaimSet candidates = 0;
  for (const ClaimSet conflict : conflicts) candidates |= conflict;
  const std::vector<ClaimSet> choice = unit_sets(*what.ledger, candidates & ~untouchable);
  for (int size = 1; size <= static_cast<int>(choice.size()) && out.empty(); ++size) {
    for (std::uint32_t pick = 0; pick < (std::uint32_t{1} << choice.size()); ++pick) {
      if (std::popcount(pick) != size) continue;
      ClaimSet pool = 0;
      for (std::size_t u = 0; u < choice.size(); ++u) {
        if ((pick >> u & 1U) != 0) pool |= choice[u];
      }
      minimal_hitting(pool, conflicts, out);
    }
  }
  return out;
}

std::vector<ExpectedProblem> problems_of(const Case& what, const std::string& scope,
                                         const std::set<ClaimSet>& repairs) {
  std::vector<ExpectedProblem> out;
  std::vector<ClaimSet> left = unit_sets(*what.ledger, union_of(repairs));
  std::set<ClaimSet> family = repairs;
  while (!left.empty()) {
    // The smallest block that holds the first unit left and splits off.
    std::vector<std::uint32_t> picks;
    for (std::uint32_t pick = 1; pick < (std::uint32_t{1} << left.size()); pick += 2) picks.push_back(pick);
    std::stable_sort(picks.begin(), picks.end(),
                     [](std::uint32_t a, std::uint32_t b) { return std::popcount(a) < std::popcount(b); });
    for (const std::uint32_t pick : picks) {
      ClaimSet block = 0, rest = 0;
      std::vector<ClaimSet> others;
      for (std::size_t u = 0; u < left.size(); ++u) {
        const bool in = (pick >> u & 1U) != 0;
        (in ? block : rest) |= left[u];
        if (!in) others.push_back(left[u]);
      }
      const std::set<ClaimSet> mine = project(family, block);
      const std::set<ClaimSet> theirs = project(family, rest);
      if (mine.size() * theirs.size() != family.size()) continue;
      out.push_back({scope, union_of(mine), mine});
      family = theirs;
      left = others;
      break;
    }
  }
  return out;
}

Expected expect(const Case& what, const JudgeMaker& make) {
  Expected out;
  ClaimSet trusted = 0;
  for (Index c = 0; c < what.ledger->claims.size(); ++c) {
    if (what.selection->trusted[c]) trusted |= only(c);
  }
  std::map<std::string, Solved> solved;
  for (const System& system : systems(what)) {
    Solved& s = solved[system.joint ? "" : system.scope];
    s.system = system;
    s.judge = make(what, system);
    if (!s.judge->satisfiable(Query::all_of(system.members & trusted))) out.trust_broken = true;
  }
  if (out.trust_broken) return out;
  std::vector<ClaimSet> in_accounts;
  Solved& joint = solved[""];
  for (auto& [side, s] : solved) {
    s.conflicts = minimal_conflicts(s.system, *s.judge);
    const std::set<ClaimSet> repairs = smallest_repairs(what, s.conflicts, trusted);
    s.contested = union_of(repairs);
    out.contested |= s.contested;
    if (s.system.joint) continue;  // the first in the map: its findings are listed after the accounts'
    list_conflicts(s, {}, out);
    in_accounts.insert(in_accounts.end(), s.conflicts.begin(), s.conflicts.end());
    list_problems(problems_of(what, side, repairs), out);
  }
  list_conflicts(joint, in_accounts, out);
  list_problems(problems_of(what, "joint", smallest_repairs(what, joint.conflicts, trusted)), out);
  for (const Index c : list(joint.system.members)) {
    const std::string& side = what.ledger->side_of(what.ledger->claims[c]);
    for (Index r = 0; r < what.ledger->claims[c].readings.size(); ++r) {
      out.readings.push_back(expect_reading(what, joint, solved.at(side), c, r));
    }
  }
  expect_pairs(what, solved, out);
  expect_overlaps(what, joint, out);
  return out;
}

}  // namespace reltrack::judge
