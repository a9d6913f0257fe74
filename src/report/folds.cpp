#include "report/folds.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

namespace reltrack::report {
namespace {

// Whether something is found about the claim that its line must say.
bool stands_out(const Ledger& ledger, const Findings& findings, const ByClaim& found, Index claim) {
  const Claim& c = ledger.claims[claim];
  return c.repeats || c.corrects || !c.disputes.empty() || !findings.claims[claim].disputed_by.empty() ||
         found.problem(claim) != nullptr;
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

}  // namespace

Folds::Folds(const Words& words, const Selection& selection, const Findings& findings, const ByClaim& found,
             bool fold) {
  const Ledger& ledger = words.ledger();
  leaders_.resize(ledger.claims.size());
  followers_.resize(ledger.claims.size());
  std::iota(leaders_.begin(), leaders_.end(), Index{0});
  if (!fold) return;
  std::map<std::tuple<Index, std::string, Index, Index, std::string>, std::vector<Index>> alike;
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    const Claim& claim = ledger.claims[c];
    const std::string said = words.said(c);
    if (!selection.active(c) || said.empty() || !counts_one_thing(claim) || stands_out(ledger, findings, found, c))
      continue;
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

}  // namespace reltrack::report
