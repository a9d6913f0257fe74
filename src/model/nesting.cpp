#include "model/nesting.hpp"

#include <algorithm>

namespace reltrack {

bool is_within(const Ledger& ledger, Index part, Index whole) {
  if (part == whole || ledger.populations[part].within.empty()) return part == whole;
  std::vector<Index> reached{part};
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i] == whole) return true;
    for (const Index up : ledger.populations[reached[i]].within) {
      if (std::find(reached.begin(), reached.end(), up) == reached.end()) reached.push_back(up);
    }
  }
  return false;
}

bool are_apart(const Ledger& ledger, Index x, Index y) {
  const auto count = static_cast<Index>(ledger.populations.size());
  for (Index w = 0; w < count; ++w) {
    if (!ledger.populations[w].disjoint) continue;
    const auto is_part = [&](Index p) {
      const std::vector<Index>& within = ledger.populations[p].within;
      return std::find(within.begin(), within.end(), w) != within.end();
    };
    for (Index p = 0; p < count; ++p) {
      if (!is_part(p) || !is_within(ledger, x, p)) continue;
      for (Index q = 0; q < count; ++q) {
        if (p != q && is_part(q) && is_within(ledger, y, q)) return true;
      }
    }
  }
  return false;
}

bool nests(const Ledger& ledger, Index measure) {
  return std::none_of(ledger.measures.begin(), ledger.measures.end(), [&](const Measure& stock) {
    return std::find(stock.in.begin(), stock.in.end(), measure) != stock.in.end();
  });
}

}  // namespace reltrack
