#include "report/by_claim.hpp"

#include <algorithm>
#include <numeric>

#include "base/add_new.hpp"
#include "model/shares.hpp"

namespace reltrack::report {
namespace {

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

}  // namespace

ByClaim::ByClaim(const Words& words, const Findings& findings)
    : words_(words),
      problems_(words.ledger().claims.size(), nullptr),
      holding_(problems_.size()),
      least_(problems_.size()),
      sizes_(problems_.size()) {
  for (const Problem& problem : findings.problems) {
    for (const Index c : problem.contested) {
      if (problems_[c] == nullptr) problems_[c] = &problem;
    }
  }
  for (const Conflict& conflict : findings.conflicts) {
    if (conflict.claims.size() <= 2) clashes_.insert(std::minmax(conflict.claims.front(), conflict.claims.back()));
  }
  for (const ReadingFinding& found : findings.readings) {
    if (found.holds) holding_[found.claim].push_back(found.reading);
  }
  Shares shares(words.ledger());
  for (Index c = 0; c < holding_.size(); ++c) {
    const std::vector<Reading>& readings = words.ledger().claims[c].readings;
    if (holding_[c].empty()) {
      holding_[c].resize(readings.size());
      std::iota(holding_[c].begin(), holding_[c].end(), Index{0});
    }
    for (const Reading& reading : readings) least_[c].push_back(*shares.people(reading).min);
    for (const Index r : holding_[c]) sizes_[c] = std::max(sizes_[c], least_[c][r]);
  }
}

std::string ByClaim::figure(Index claim) const {
  std::vector<std::string> parts;
  for (const Index r : holding_[claim]) add_new(parts, words_.figure(words_.ledger().claims[claim].readings[r]));
  return listed(parts, "or");
}

bool ByClaim::is_part(Index claim, Index whole) const {
  const std::vector<Reading>& readings = words_.ledger().claims[claim].readings;
  return std::ranges::all_of(holding_[claim], [&](Index r) { return readings[r].part_of == whole; });
}

bool ByClaim::shares_all(const Overlap& overlap, Index claim) const {
  const Ledger& ledger = words_.ledger();
  const Count shared = overlap.shared ? overlap.shared->min.value_or(0) : 0;
  const std::vector<Reading>& mine = ledger.claims[claim].readings;
  const auto can_be_less = [&](Index r) { return least_[claim][r] <= shared; };
  if (std::ranges::none_of(holding_[claim], can_be_less)) return false;
  const Index other = claim == overlap.a ? overlap.b : overlap.a;
  return std::ranges::all_of(holding_[claim], [&](Index r) {
    return counts_no_more_than(mine[r], shared) || std::ranges::all_of(holding_[other], [&](Index s) {
             return surely_inside(mine[r].period, ledger.claims[other].readings[s].period);
           });
  });
}

bool ByClaim::clash_alone(const Overlap& overlap) const {
  return clashes_.contains(std::minmax(overlap.a, overlap.b)) || clashes_.contains({overlap.a, overlap.a}) ||
         clashes_.contains({overlap.b, overlap.b});
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

}  // namespace reltrack::report
