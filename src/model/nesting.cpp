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

bool nests(const Ledger& ledger, Index measure) {
  return std::none_of(ledger.measures.begin(), ledger.measures.end(), [&](const Measure& stock) {
    return std::find(stock.in.begin(), stock.in.end(), measure) != stock.in.end();
  });
}

}  // namespace reltrack
