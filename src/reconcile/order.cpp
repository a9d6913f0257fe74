#include "reconcile/order.hpp"

#include <tuple>

namespace reltrack {

namespace {

Count weight(const Problem& problem, const std::vector<Conflict>& conflicts) {
  if (problem.conflicts.empty()) return 0;
  return -conflicts[problem.conflicts.front()].shortfall.value_or(0);
}

// Before all that is zero or more, where it is not known.
Count least(const std::optional<CountRange>& range) { return range && range->min ? *range->min : Count{-1}; }

}  // namespace

bool told_before(const Conflict& a, const Conflict& b) {
  return std::tuple(a.claims.size(), a.claims, a.scope) < std::tuple(b.claims.size(), b.claims, b.scope);
}

bool told_before(const Problem& a, const Problem& b, const std::vector<Conflict>& conflicts) {
  return std::tuple(a.conflicts.empty(), weight(a, conflicts), a.id) <
         std::tuple(b.conflicts.empty(), weight(b, conflicts), b.id);
}

bool told_before(const Condition& a, const Condition& b) {
  return std::tuple(a.from.at, a.to.at, a.id) < std::tuple(b.from.at, b.to.at, b.id);
}

bool told_before(const Overlap& a, const Overlap& b) {
  return std::tuple(-least(a.shared), a.a, a.b) < std::tuple(-least(b.shared), b.a, b.b);
}

bool told_before(const Gap& a, const Gap& b) {
  const Count of_a = -least(a.amount), of_b = -least(b.amount);
  return std::tie(a.kind, of_a, a.claim, a.side) < std::tie(b.kind, of_b, b.claim, b.side);
}

bool told_before(const OneMoreCount& a, const OneMoreCount& b) {
  const auto rank = [](const OneMoreCount& c) {
    const auto settled = static_cast<Count>(c.problems.size() + c.readings.size());
    return std::tuple(-settled, -static_cast<Count>(c.narrowed.size()), c.to.at - c.from.at, c.from.at, c.measure,
                      c.population);
  };
  return rank(a) < rank(b);
}

}  // namespace reltrack
