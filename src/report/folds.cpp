#include "report/folds.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

#include "base/add_new.hpp"

namespace reltrack::report {
namespace {

// Whether something is found about the claim that its line must say.
bool stands_out(const Ledger& ledger, const Findings& findings, Index claim) {
  const Claim& c = ledger.claims[claim];
  return c.repeats || c.corrects || !c.disputes.empty() || !findings.claims[claim].disputed_by.empty() ||
         problem_of(findings, claim) != nullptr;
}

// Whether every reading counts the same thing in the same period, in people.
bool counts_one_thing(const Claim& claim) {
  const Reading& first = claim.readings.front();
  return std::all_of(claim.readings.begin(), claim.readings.end(), [&](const Reading& r) {
    return r.figure && !r.figure->percent && !r.part_of && r.measure == first.measure &&
           r.population == first.population && r.period == first.period;
  });
}

// Whether some number of people fits both figures, read the way that suits.
bool agree(const Claim& a, const Claim& b) {
  for (const Reading& r : a.readings) {
    for (const Reading& s : b.readings) {
      if (!apart(r.figure->people, s.figure->people)) return true;
    }
  }
  return false;
}

// The people that a reading counts at least: a share, of the least that its base may be.
Count least_people(const Ledger& ledger, const Reading& reading) {
  if (!reading.figure) return 0;
  if (!reading.figure->percent) return reading.figure->people.min.value_or(0);
  Count base = kLargestFigure;
  for (const Reading& r : ledger.claims[*reading.part_of].readings) base = std::min(base, least_people(ledger, r));
  return reading.figure->share_min ? least_of(*reading.figure->share_min, base) : 0;
}

// Of a tally, or of "more than", there may be others, and these the ones that are shared.
bool counts_no_more_than(const Reading& reading, Count people) {
  return reading.basis == Basis::asserted && reading.figure && !reading.figure->percent && reading.figure->people.max &&
         *reading.figure->people.max <= people;
}

// Wherever their ends fall within their limits.
bool surely_inside(const Period& inner, const Period& outer) {
  const auto not_after = [](const PeriodEnd& a, const PeriodEnd& b) {
    return (a.moment && a.moment == b.moment) || a.limits.to <= b.limits.from;
  };
  return not_after(outer.start, inner.start) && not_after(inner.end, outer.end);
}

// By each reading that holds.
std::vector<Count> least_that_hold(const Ledger& ledger, const Findings& findings, Index claim) {
  std::vector<Count> out;
  for (const Index r : readings_that_hold(ledger, findings, claim))
    out.push_back(least_people(ledger, ledger.claims[claim].readings[r]));
  return out;
}

}  // namespace

Folds::Folds(const Words& words, const Selection& selection, const Findings& findings, bool fold) {
  const Ledger& ledger = words.ledger();
  leaders_.resize(ledger.claims.size());
  followers_.resize(ledger.claims.size());
  std::iota(leaders_.begin(), leaders_.end(), Index{0});
  if (!fold) return;
  std::map<std::tuple<Index, std::string, Index, Index, std::string>, std::vector<Index>> alike;
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    const Claim& claim = ledger.claims[c];
    const std::string said = words.said(c);
    if (!selection.active(c) || said.empty() || !counts_one_thing(claim) || stands_out(ledger, findings, c)) continue;
    const Reading& r = claim.readings.front();
    alike[{claim.source, said, r.measure, r.population, r.period.text}].push_back(c);
  }
  for (auto& [key, claims] : alike) {
    // The one said without a doubt leads.
    std::stable_partition(claims.begin(), claims.end(), [&](Index c) { return !ledger.claims[c].has_readings; });
    const Index leader = claims.front();
    for (const Index c : claims) {
      if (c == leader || !agree(ledger.claims[leader], ledger.claims[c])) continue;
      leaders_[c] = leader;
      followers_[leader].push_back(c);
    }
  }
}

bool one_count_said_twice(const Words& words, Index a, Index b) {
  const Claim &x = words.ledger().claims[a], &y = words.ledger().claims[b];
  const Reading &r = x.readings.front(), &s = y.readings.front();
  const std::string said = words.said(a);
  return x.source == y.source && !said.empty() && said == words.said(b) && counts_one_thing(x) && counts_one_thing(y) &&
         r.measure == s.measure && r.population == s.population && r.period == s.period && agree(x, y);
}

const Problem* problem_of(const Findings& findings, Index claim) {
  for (const Problem& problem : findings.problems) {
    const auto& contested = problem.contested;
    if (std::find(contested.begin(), contested.end(), claim) != contested.end()) return &problem;
  }
  return nullptr;
}

std::vector<Index> readings_that_hold(const Ledger& ledger, const Findings& findings, Index claim) {
  std::vector<Index> out, all(ledger.claims[claim].readings.size());
  std::iota(all.begin(), all.end(), Index{0});
  for (const ReadingFinding& found : findings.readings) {
    if (found.claim == claim && found.holds) out.push_back(found.reading);
  }
  return out.empty() ? all : out;
}

std::string figure_that_holds(const Words& words, const Findings& findings, Index claim) {
  std::vector<std::string> parts;
  for (const Index r : readings_that_hold(words.ledger(), findings, claim)) {
    std::string figure = words.figure(words.ledger().claims[claim].readings[r]);
    add_new(parts, std::move(figure));
  }
  return listed(parts, "or");
}

Count size_that_holds(const Words& words, const Findings& findings, Index claim) {
  return std::ranges::max(least_that_hold(words.ledger(), findings, claim));
}

bool may_count_twice(const Ledger& ledger, const Overlap& overlap) {
  const auto says_nobody = [&](Index claim) {
    return std::ranges::all_of(ledger.claims[claim].readings, [](const Reading& r) {
      return r.figure && !r.figure->percent && r.figure->people.max == Count{0};
    });
  };
  const bool none_shared = overlap.shared && overlap.shared->max == Count{0};
  return !none_shared && !says_nobody(overlap.a) && !says_nobody(overlap.b);
}

bool shares_all(const Ledger& ledger, const Findings& findings, const Overlap& overlap, Index claim) {
  const Count shared = overlap.shared ? overlap.shared->min.value_or(0) : 0;
  if (shared < std::ranges::min(least_that_hold(ledger, findings, claim))) return false;
  const Index other = claim == overlap.a ? overlap.b : overlap.a;
  const std::vector<Index> mine = readings_that_hold(ledger, findings, claim);
  const std::vector<Index> its = readings_that_hold(ledger, findings, other);
  return std::ranges::all_of(mine, [&](Index r) {
    const Reading& inner = ledger.claims[claim].readings[r];
    return counts_no_more_than(inner, shared) || std::ranges::all_of(its, [&](Index s) {
             return surely_inside(inner.period, ledger.claims[other].readings[s].period);
           });
  });
}

}  // namespace reltrack::report
