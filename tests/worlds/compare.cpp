#include "compare.hpp"

#include <algorithm>
#include <tuple>

#include "reltrack/reconcile.hpp"

namespace reltrack::judge {
namespace {

std::string names(const Ledger& ledger, const std::vector<Index>& claims) {
  std::vector<std::string> ids;
  for (const Index c : claims) ids.push_back(ledger.claims[c].id);
  std::sort(ids.begin(), ids.end());
  std::string out = "{";
  for (const std::string& id : ids) out += (out.size() > 1 ? ", " : "") + id;
  return out + "}";
}

std::string range_text(const std::optional<CountRange>& range) {
  if (!range) return "no world";
  const auto end = [](const std::optional<Count>& n) { return n ? std::to_string(*n) : std::string("unbounded"); };
  return end(range->min) + " to " + end(range->max);
}

std::string shortfall_text(const std::optional<Count>& n) {
  return n ? "short by " + std::to_string(*n) : std::string("no shortfall");
}

std::string reading_name(const Ledger& ledger, Index claim, Index reading) {
  return ledger.claims[claim].id + "#" + std::to_string(reading);
}

std::string pair_name(const Ledger& ledger, Index a, Index reading_of_a, Index b, Index reading_of_b) {
  return "pair " + reading_name(ledger, a, reading_of_a) + " " + reading_name(ledger, b, reading_of_b);
}

std::string problem_name(const Ledger& ledger, const std::string& scope, const std::vector<Index>& contested,
                         std::vector<std::string> repairs) {
  std::sort(repairs.begin(), repairs.end());
  std::string out = "problem " + scope + " " + names(ledger, contested) + " repairs";
  for (const std::string& repair : repairs) out += " " + repair;
  return out;
}

bool binds_at_all(const Case& what, Index claim) {
  const auto count = static_cast<Index>(what.ledger->claims[claim].readings.size());
  for (Index r = 0; r < count; ++r) {
    if (binds(what, claim, r)) return true;
  }
  return false;
}

bool judged_overlap(const Case& what, Index a, Index b) {
  const std::vector<Claim>& claims = what.ledger->claims;
  return what.keeps(Rule::never_falls) && binds_at_all(what, a) && binds_at_all(what, b) && !claims[a].has_readings &&
         !claims[b].has_readings;
}

void range_facts(const Case& what, const ClaimFinding& finding, Index claim, Facts& out) {
  for (const ReadingRanges& r : finding.ranges) {
    if (!binds(what, claim, r.reading)) continue;
    const std::string name = reading_name(*what.ledger, claim, r.reading);
    out["implied " + name] = range_text(r.implied ? std::optional(r.implied->range) : std::nullopt);
    out["own " + name] = range_text(r.own ? std::optional(r.own->range) : std::nullopt);
  }
}

std::string status_text(const Case& what, Index claim, bool contested) {
  if (!what.selection->active(claim)) return "inactive";
  if (!binds_at_all(what, claim)) return "unbound";
  return contested ? "contested" : "uncontested";
}

std::string status_text(Status status) {
  switch (status) {
    case Status::inactive:
      return "inactive";
    case Status::unbound:
      return "unbound";
    case Status::contested:
      return "contested";
    default:
      return "uncontested";
  }
}

bool shares_a_claim(const std::vector<Index>& a, const std::vector<Index>& b) {
  return std::any_of(a.begin(), a.end(), [&](Index c) { return std::find(b.begin(), b.end(), c) != b.end(); });
}

std::vector<std::string> ids_of(const Ledger& ledger, const std::vector<Index>& claims) {
  std::vector<std::string> out;
  for (const Index c : claims) out.push_back(ledger.claims[c].id);
  return out;
}

void problem_disorders(const Ledger& ledger, const Findings& findings, const Problem& problem,
                       std::vector<std::string>& out) {
  const std::string where = " in problem " + problem.scope + " " + names(ledger, problem.contested);
  for (std::size_t i = 0; i + 1 < problem.conflicts.size(); ++i) {
    const Conflict& a = findings.conflicts[problem.conflicts[i]];
    const Conflict& b = findings.conflicts[problem.conflicts[i + 1]];
    const bool right = a.claims.size() != b.claims.size() ? a.claims.size() < b.claims.size()
                                                          : a.shortfall.value_or(-1) >= b.shortfall.value_or(-1);
    // Where a conflict has no shortfall the specification does not say where it stands.
    if (!right && a.shortfall && b.shortfall) out.push_back("the clearest conflict does not come first" + where);
  }
  for (std::size_t i = 0; i < findings.conflicts.size(); ++i) {
    const Conflict& conflict = findings.conflicts[i];
    const auto& listed = problem.conflicts;
    const bool has = std::find(listed.begin(), listed.end(), i) != listed.end();
    const bool should = shares_a_claim(conflict.claims, problem.contested);
    if (conflict.scope == problem.scope && has != should) {
      out.push_back((should ? "missing" : "needless") + (" conflict " + names(ledger, conflict.claims)) + where);
    }
    if (has && !should) out.push_back("conflict without a contested claim" + where);
  }
}

// The sum of the nearest case, over its divisor, rounded up, and whether it tells how many are too many: not where
// figures are taken several times, or shares, and there is no divisor. Absent where no figure is at fault.
std::optional<std::pair<Count, bool>> nearest_sum(const Proof& proof) {
  std::optional<std::pair<Count, bool>> nearest;
  for (const ProofCase& c : proof.cases) {
    const auto sum = nearest_sum(c.proof);
    if (sum && (!nearest || sum->first < nearest->first)) nearest = sum;
  }
  const auto any = [&](const auto& is) {
    return std::any_of(proof.at_least.begin(), proof.at_least.end(), is) ||
           std::any_of(proof.at_most.begin(), proof.at_most.end(), is);
  };
  if (!any([](const ProofTerm& t) { return !t.share && !t.assumed; })) return nearest;
  const bool tells = proof.divisor > 1 || !any([](const ProofTerm& t) { return t.share || t.times != 1; });
  return std::pair((proof.total_at_least - proof.total_at_most + proof.divisor - 1) / proof.divisor, tells);
}

void sum_disorder(const Ledger& ledger, const Conflict& conflict, std::vector<std::string>& out) {
  const auto sum = nearest_sum(conflict.proof);
  if (!conflict.shortfall || !sum || !sum->second || sum->first == *conflict.shortfall) return;
  out.push_back("the sum is not the shortfall of " + names(ledger, conflict.claims));
}

bool is_unfinished(const std::string& fact, const std::vector<std::string>& unfinished) {
  return std::any_of(unfinished.begin(), unfinished.end(), [&](const std::string& u) { return fact.starts_with(u); });
}

}  // namespace

Facts facts(const Case& what, const Expected& expected) {
  const Ledger& ledger = *what.ledger;
  Facts out;
  if (expected.trust_broken) return {{"trust", "broken"}};
  out["verdict"] = expected.conflicts.empty() ? "consistent" : "conflicting";
  for (const ExpectedConflict& c : expected.conflicts) {
    out["conflict " + c.scope + " " + names(ledger, list(c.claims))] = shortfall_text(c.shortfall);
  }
  for (const ExpectedProblem& p : expected.problems) {
    std::vector<std::string> repairs;
    for (const ClaimSet repair : p.repairs) repairs.push_back(names(ledger, list(repair)));
    out[problem_name(ledger, p.scope, list(p.contested), repairs)] = "";
  }
  for (const ExpectedReading& r : expected.readings) {
    const std::string name = reading_name(ledger, r.claim, r.reading);
    const bool several = ledger.claims[r.claim].has_readings;
    if (several) out["reading " + name] = r.holds ? "holds" : "does not hold";
    if ((several && !r.holds) || !binds(what, r.claim, r.reading)) continue;
    out["implied " + name] = range_text(r.implied);
    out["own " + name] = range_text(r.own);
  }
  for (const ExpectedPair& p : expected.pairs) {
    out[pair_name(ledger, p.a, p.reading_of_a, p.b, p.reading_of_b)] = "does not hold";
  }
  for (const ExpectedOverlap& o : expected.overlaps) {
    out["overlap " + ledger.claims[o.a].id + " " + ledger.claims[o.b].id] = range_text(o.shared);
  }
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    out["status " + ledger.claims[c].id] = status_text(what, c, holds(expected.contested, c));
  }
  return out;
}

Facts facts(const Case& what, const Findings& findings, std::vector<std::string>& unfinished) {
  const Ledger& ledger = *what.ledger;
  Facts out;
  if (!findings.search.conflicts) unfinished.insert(unfinished.end(), {"conflict", "verdict"});
  if (!findings.search.repairs) {
    unfinished.insert(unfinished.end(), {"problem", "status", "implied", "own", "reading", "pair", "overlap"});
  }
  if (!findings.search.ranges) unfinished.insert(unfinished.end(), {"implied", "own", "pair", "overlap"});
  out["verdict"] = findings.verdict == Verdict::consistent    ? "consistent"
                   : findings.verdict == Verdict::conflicting ? "conflicting"
                                                              : "undecided";
  for (const Conflict& c : findings.conflicts) {
    out["conflict " + c.scope + " " + names(ledger, c.claims)] = shortfall_text(c.shortfall);
  }
  for (const Problem& p : findings.problems) {
    std::vector<std::string> repairs;
    for (const std::vector<Index>& repair : p.repairs) repairs.push_back(names(ledger, repair));
    out[problem_name(ledger, p.scope, p.contested, repairs)] = "";
  }
  for (const ReadingFinding& r : findings.readings) {
    out["reading " + reading_name(ledger, r.claim, r.reading)] = r.holds ? "holds" : "does not hold";
  }
  for (const ReadingPair& p : findings.reading_pairs) {
    out[pair_name(ledger, p.a, p.reading_of_a, p.b, p.reading_of_b)] = "does not hold";
  }
  for (const Overlap& o : findings.overlaps) {
    if (!judged_overlap(what, o.a, o.b)) continue;
    out["overlap " + ledger.claims[o.a].id + " " + ledger.claims[o.b].id] = range_text(o.shared);
  }
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    range_facts(what, findings.claims[c], c, out);
    out["status " + ledger.claims[c].id] = status_text(findings.claims[c].status);
  }
  return out;
}

std::vector<std::string> differences(const Facts& expected, const Facts& found,
                                     const std::vector<std::string>& skipped) {
  const auto line = [](char side, const Facts::value_type& fact) {
    return std::string{side, ' '} + fact.first + ": " + fact.second;
  };
  std::vector<std::string> out;
  for (const auto& fact : expected) {
    const auto& [name, value] = fact;
    const auto other = found.find(name);
    if (is_unfinished(name, skipped) || (other != found.end() && other->second == value)) continue;
    out.push_back(line('-', fact));
    if (other != found.end()) out.push_back(line('+', *other));
  }
  for (const auto& fact : found) {
    if (!is_unfinished(fact.first, skipped) && !expected.contains(fact.first)) out.push_back(line('+', fact));
  }
  return out;
}

std::vector<std::string> disorders(const Case& what, const Findings& findings) {
  const Ledger& ledger = *what.ledger;
  std::vector<std::string> out;
  for (std::size_t i = 0; i < findings.conflicts.size(); ++i) {
    const std::vector<std::string> mine = ids_of(ledger, findings.conflicts[i].claims);
    if (!std::is_sorted(mine.begin(), mine.end())) out.emplace_back("a conflict's claims are not sorted by id");
    sum_disorder(ledger, findings.conflicts[i], out);
    if (i == 0) continue;
    const std::vector<std::string> before = ids_of(ledger, findings.conflicts[i - 1].claims);
    if (std::tuple(before.size(), before) > std::tuple(mine.size(), mine)) out.emplace_back("conflicts are not sorted");
  }
  for (const Problem& problem : findings.problems) problem_disorders(ledger, findings, problem, out);
  for (const ReadingFinding& r : findings.readings) {
    if (r.conflict) sum_disorder(ledger, *r.conflict, out);
    if (!r.holds && !r.conflict) out.push_back("no conflict rules out " + reading_name(ledger, r.claim, r.reading));
    if (!r.holds && r.conflict && !shares_a_claim(r.conflict->claims, {r.claim})) {
      out.push_back("what rules out " + reading_name(ledger, r.claim, r.reading) + " does not hold its claim");
    }
  }
  for (const ReadingPair& p : findings.reading_pairs) {
    const std::string name = pair_name(ledger, p.a, p.reading_of_a, p.b, p.reading_of_b);
    if (p.conflict) sum_disorder(ledger, *p.conflict, out);
    if (!p.conflict) {
      out.push_back("no conflict rules out " + name);
    } else if (!shares_a_claim(p.conflict->claims, {p.a}) || !shares_a_claim(p.conflict->claims, {p.b})) {
      out.push_back("what rules out " + name + " does not hold both claims");
    }
  }
  return out;
}

Comparison compare_with_reconcile(const Case& what, const JudgeMaker& make, const std::vector<std::string>& skipped) {
  return compare_with_reconcile(what, facts(what, expect(what, make)), skipped);
}

Comparison compare_with_reconcile(const Case& what, const Facts& expected, const std::vector<std::string>& skipped) {
  Comparison out;
  ReconcileOptions options;
  options.dropped = what.dropped;
  try {
    const Findings findings = reconcile(*what.ledger, *what.selection, options);
    const Facts found = facts(what, findings, out.unfinished);
    std::vector<std::string> passed_over = skipped;
    passed_over.insert(passed_over.end(), out.unfinished.begin(), out.unfinished.end());
    out.lines = differences(expected, found, passed_over);
    for (const std::string& line : disorders(what, findings)) out.lines.push_back(line);
  } catch (const TrustBroken&) {
    out.lines = differences(expected, {{"trust", "broken"}});
  }
  return out;
}

}  // namespace reltrack::judge
