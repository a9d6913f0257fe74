// Findings, by id.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "compare/parts.hpp"

namespace reltrack {
namespace {

std::vector<std::string> ids(const Ledger& ledger, const std::vector<Index>& claims) {
  std::vector<std::string> out;
  for (const Index c : claims) out.push_back(ledger.claims[c].id);
  return out;
}

void collect(const Proof& proof, std::set<Index>& into) {
  for (const auto* terms : {&proof.at_least, &proof.at_most}) {
    for (const ProofTerm& term : *terms) {
      if (!term.assumed) into.insert(term.claim);
    }
  }
  for (const ProofCase& split : proof.cases) collect(split.proof, into);
}

// All that tells one problem from another of the same claims.
auto content(const RecordState& state, const Problem& problem) {
  std::vector<std::vector<std::string>> repairs;
  for (const auto& repair : problem.repairs) repairs.push_back(ids(state.ledger, repair));
  std::vector<std::tuple<std::string, std::optional<Count>>> conflicts;
  for (const std::size_t at : problem.conflicts) {
    conflicts.emplace_back(state.findings.conflicts[at].id, state.findings.conflicts[at].shortfall);
  }
  std::vector<std::tuple<std::string, std::string, std::string>> mends;
  for (const Mend& mend : problem.mends) mends.emplace_back(state.ledger.claims[mend.claim].id, mend.field, mend.value);
  return std::tuple(repairs, conflicts, mends);
}

// An instant that is the same in both ledgers.
std::string name_of(const Ledger& ledger, const Instant& at) {
  switch (at.kind) {
    case Instant::Kind::at:
      return std::to_string(at.at);
    case Instant::Kind::moment:
      return "moment " + ledger.moments[at.index].id;
    case Instant::Kind::claim_start:
      return "start " + ledger.claims[at.index].id;
    case Instant::Kind::claim_end:
      return "end " + ledger.claims[at.index].id;
  }
  return {};
}

// What a condition is about, whatever forces it.
auto subject(const Ledger& ledger, const Condition& c) {
  return std::tuple(c.scope, ledger.measures[c.measure].id, ledger.populations[c.population].id,
                    name_of(ledger, c.from), name_of(ledger, c.to), c.count.min.has_value());
}

// The claims that a finding is made of.
std::set<Index> claims_of(const RecordState& state, const Problem& problem) {
  std::set<Index> out(problem.contested.begin(), problem.contested.end());
  for (const std::size_t at : problem.conflicts) {
    const auto& claims = state.findings.conflicts[at].claims;
    out.insert(claims.begin(), claims.end());
  }
  return out;
}
std::set<Index> claims_of(const RecordState&, const Conflict& conflict) {
  return {conflict.claims.begin(), conflict.claims.end()};
}
std::set<Index> claims_of(const RecordState&, const Condition& condition) {
  return {condition.claims.begin(), condition.claims.end()};
}
std::set<Index> claims_of(const RecordState&, const ReadingFinding& reading) {
  std::set<Index> out{reading.claim};
  if (reading.conflict) out.insert(reading.conflict->claims.begin(), reading.conflict->claims.end());
  return out;
}

class Comparison {
 public:
  Comparison(const RecordState& before, const RecordState& after, const std::set<std::string>& changed,
             Changes& changes)
      : before_(before), after_(after), changed_(changed), changes_(changes) {}

  void run() {
    const Findings &b = before_.findings, &a = after_.findings;
    changes_.problems = by_id(b.problems, a.problems, [&](const Problem& x, const Problem& y) {
      return content(before_, x) == content(after_, y);
    });
    pair_problems();
    changes_.conflicts = by_id(b.conflicts, a.conflicts,
                               [](const Conflict& x, const Conflict& y) { return x.shortfall == y.shortfall; });
    changes_.conditions =
        by_id(b.conditions, a.conditions, [](const Condition& x, const Condition& y) { return x.count == y.count; });
    pair_conditions();
    readings();
    for (Index claim = 0; claim < after_.ledger.claims.size(); ++claim) {
      const auto was = on_file(before_, after_.ledger.claims[claim].id);
      if (!was || !on_file(after_, after_.ledger.claims[claim].id)) continue;
      if (b.claims[*was].status != a.claims[claim].status) changes_.statuses.push_back({*was, claim});
      ranges(*was, claim);
    }
  }

 private:
  std::vector<std::string> reasons(const Ledger& ledger, const std::set<Index>& claims) const {
    std::vector<std::string> out;
    for (const Index c : claims) {
      if (changed_.count(ledger.claims[c].id) > 0) out.push_back(ledger.claims[c].id);
    }
    return out;
  }

  // Of a finding that is in both, the claims of the later one; of one that went, its own.
  template <typename Rows>
  void give_reasons(FindingChange& change, const Rows& before, const Rows& after) const {
    const RecordState& state = change.after ? after_ : before_;
    const auto& row = change.after ? after[*change.after] : before[*change.before];
    change.because = reasons(state.ledger, claims_of(state, row));
  }

  template <typename Rows, typename Same>
  std::vector<FindingChange> by_id(const Rows& before, const Rows& after, Same same) const {
    std::map<std::string_view, std::size_t> left;
    for (std::size_t i = 0; i < before.size(); ++i) left.emplace(before[i].id, i);
    std::vector<FindingChange> out;
    for (std::size_t i = 0; i < after.size(); ++i) {
      FindingChange change{std::nullopt, i, {}};
      if (const auto at = left.find(after[i].id); at != left.end()) {
        change.before = at->second;
        left.erase(at);
        if (same(before[*change.before], after[i])) continue;
      }
      out.push_back(std::move(change));
    }
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (left.count(before[i].id) > 0) out.push_back({i, std::nullopt, {}});
    }
    for (FindingChange& change : out) give_reasons(change, before, after);
    return out;
  }

  // A problem that gains or loses a claim gets another id: it is the one that it shares most claims with.
  void pair_problems() {
    auto& all = changes_.problems;
    std::map<std::pair<std::string_view, std::string_view>, std::vector<std::size_t>> gone;  // by scope and claim
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i].after || !all[i].before) continue;
      const Problem& was = before_.findings.problems[*all[i].before];
      for (const Index c : was.contested) gone[{was.scope, before_.ledger.claims[c].id}].push_back(i);
    }
    for (FindingChange& appeared : all) {
      if (appeared.before || !appeared.after) continue;
      const Problem& is = after_.findings.problems[*appeared.after];
      std::map<std::size_t, std::size_t> shared;  // how many claims, by what went
      for (const Index c : is.contested) {
        const auto found = gone.find({is.scope, after_.ledger.claims[c].id});
        if (found == gone.end()) continue;
        for (const std::size_t i : found->second) shared[i] += all[i].before ? 1U : 0U;
      }
      const auto best = std::ranges::max_element(shared, {}, [](const auto& one) { return one.second; });
      if (best == shared.end() || best->second == 0) continue;
      appeared.before = std::exchange(all[best->first].before, std::nullopt);
    }
    drop_paired(all);
  }

  // A condition that other figures force now is another of the same stretch: what it says may have changed.
  void pair_conditions() {
    auto& all = changes_.conditions;
    std::map<decltype(subject(before_.ledger, Condition())), FindingChange*> gone;
    for (FindingChange& change : all) {
      if (change.after) continue;
      gone.emplace(subject(before_.ledger, before_.findings.conditions[*change.before]), &change);
    }
    for (FindingChange& appeared : all) {
      if (appeared.before || !appeared.after) continue;
      const auto was = gone.find(subject(after_.ledger, after_.findings.conditions[*appeared.after]));
      if (was == gone.end()) continue;
      appeared.before = was->second->before;
      was->second->before.reset();
      gone.erase(was);
    }
    drop_paired(all);
  }

  static void drop_paired(std::vector<FindingChange>& all) {
    all.erase(std::remove_if(all.begin(), all.end(), [](const FindingChange& c) { return !c.before && !c.after; }),
              all.end());
  }

  void readings() {
    const auto &b = before_.findings.readings, &a = after_.findings.readings;
    const auto key = [](const RecordState& state, const ReadingFinding& r) {
      const Claim& claim = state.ledger.claims[r.claim];
      return std::pair<std::string_view, std::string_view>(claim.id, claim.readings[r.reading].label);
    };
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> was;
    for (std::size_t i = 0; i < b.size(); ++i) was.emplace(key(before_, b[i]), i);
    for (std::size_t i = 0; i < a.size(); ++i) {
      const auto at = was.find(key(after_, a[i]));
      const bool held = at == was.end() || b[at->second].holds;
      if (held == a[i].holds) continue;
      FindingChange change{at == was.end() ? std::nullopt : std::optional(at->second), i, {}};
      const bool stopped = !a[i].holds;
      const RecordState& state = stopped ? after_ : before_;
      change.because = reasons(state.ledger, claims_of(state, stopped ? a[i] : b[at->second]));
      changes_.readings.push_back(std::move(change));
    }
  }

  void ranges(Index was, Index is) {
    const Claim &x = before_.ledger.claims[was], &y = after_.ledger.claims[is];
    for (const ReadingRanges& now : after_.findings.claims[is].ranges) {
      for (const ReadingRanges& then : before_.findings.claims[was].ranges) {
        if (x.readings[then.reading].label != y.readings[now.reading].label) continue;
        RangeChange change{was, is, now.reading, false, {}, {}, true, {}};
        compare_range(change, then.implied, now.implied);
        change.own = true;
        compare_range(change, then.own, now.own);
      }
    }
  }

  void compare_range(RangeChange change, const std::optional<RangeFinding>& then,
                     const std::optional<RangeFinding>& now) {
    if (!then || !now || then->range == now->range) return;
    change.was = then->range;
    change.is = now->range;
    change.tight = then->min_tight && then->max_tight && now->min_tight && now->max_tight;
    std::set<std::string> because;
    // What narrowed it stands in the new proof, what widened it in the old one.
    const auto moved = [&](const std::optional<Proof>& old_proof, const std::optional<Proof>& new_proof,
                           bool narrower) {
      const auto& proof = narrower ? new_proof : old_proof;
      std::set<Index> claims{narrower ? change.after : change.before};
      if (proof) collect(*proof, claims);
      for (std::string& id : reasons((narrower ? after_ : before_).ledger, claims)) because.insert(std::move(id));
    };
    const CountRange &was = change.was, &is = change.is;
    if (was.min != is.min) moved(then->min_proof, now->min_proof, is.min && (!was.min || *is.min > *was.min));
    if (was.max != is.max) moved(then->max_proof, now->max_proof, is.max && (!was.max || *is.max < *was.max));
    change.because.assign(because.begin(), because.end());
    changes_.ranges.push_back(std::move(change));
  }

  const RecordState &before_, &after_;
  const std::set<std::string>& changed_;
  Changes& changes_;
};

}  // namespace

void compare_findings(const RecordState& before, const RecordState& after, const std::set<std::string>& changed,
                      Changes& changes) {
  Comparison(before, after, changed, changes).run();
}

}  // namespace reltrack
