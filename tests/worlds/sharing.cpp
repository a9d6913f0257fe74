// Which populations may count the same people.
#include <algorithm>

#include "judge.hpp"

namespace reltrack::judge {

bool within(const Ledger& ledger, Index part, Index whole) {
  if (part == whole) return true;
  const std::vector<Index>& up = ledger.populations[part].within;
  return std::any_of(up.begin(), up.end(), [&](Index w) { return within(ledger, w, whole); });
}

bool raises_a_stock(const Ledger& ledger, Index flow) {
  return std::any_of(ledger.measures.begin(), ledger.measures.end(), [&](const Measure& m) {
    return m.type == MeasureType::stock && std::find(m.in.begin(), m.in.end(), flow) != m.in.end();
  });
}

namespace {

std::vector<Index> wholes_of_both(const Ledger& ledger, Index a, Index b) {
  std::vector<Index> out;
  for (Index w = 0; w < ledger.populations.size(); ++w) {
    if (within(ledger, a, w) && within(ledger, b, w)) out.push_back(w);
  }
  return out;
}

}  // namespace

std::vector<Index> common_wholes(const Ledger& ledger, Index flow, Index a, Index b) {
  return raises_a_stock(ledger, flow) ? std::vector<Index>() : wholes_of_both(ledger, a, b);
}

std::optional<Sharing> sharing(const Ledger& ledger, Index flow, Index a, Index b) {
  if (a == b) return Sharing::same;
  const bool nests = !raises_a_stock(ledger, flow);
  if (nests && within(ledger, a, b)) return Sharing::lesser_is_a;
  if (nests && within(ledger, b, a)) return Sharing::lesser_is_b;
  const std::vector<Index> wholes = wholes_of_both(ledger, a, b);
  if (wholes.empty()) return std::nullopt;
  for (const Index w : wholes) {
    if (!ledger.populations[w].disjoint) continue;
    for (Index x = 0; x < ledger.populations.size(); ++x) {
      for (Index y = 0; y < ledger.populations.size(); ++y) {
        const auto part = [&](Index p) {
          const std::vector<Index>& up = ledger.populations[p].within;
          return std::find(up.begin(), up.end(), w) != up.end();
        };
        if (x != y && part(x) && part(y) && within(ledger, a, x) && within(ledger, b, y)) return std::nullopt;
      }
    }
  }
  return Sharing::may_share;
}

}  // namespace reltrack::judge
