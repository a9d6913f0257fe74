#include "model/nesting.hpp"

#include <algorithm>
#include <vector>

#include "base/add_new.hpp"

namespace reltrack {

namespace {

// The population and all that it lies within, at any depth.
std::vector<Index> with_wholes(const Ledger& ledger, Index population) {
  std::vector<Index> out{population};
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const Index up : ledger.populations[out[i]].within) {
      add_new(out, up);
    }
  }
  return out;
}

// Whether they are two parts of a population whose parts share nobody.
bool are_disjoint_parts(const Ledger& ledger, Index p, Index q) {
  const std::vector<Index>& wholes = ledger.populations[q].within;
  return p != q && std::ranges::any_of(ledger.populations[p].within, [&](Index whole) {
           return ledger.populations[whole].disjoint && std::ranges::find(wholes, whole) != wholes.end();
         });
}

}  // namespace

bool is_within(const Ledger& ledger, Index part, Index whole) {
  if (part == whole) return true;
  const std::vector<Index>& up = ledger.populations[part].within;
  if (up.empty() || std::ranges::find(up, whole) != up.end()) return !up.empty();
  if (up.size() == 1 && ledger.populations[up.front()].within.empty()) return false;
  const std::vector<Index> wholes = with_wholes(ledger, part);
  return std::ranges::find(wholes, whole) != wholes.end();
}

std::ptrdiff_t populations_between(const Ledger& ledger, Index part, Index whole) {
  return std::ranges::count_if(with_wholes(ledger, part),
                               [&](Index p) { return p != part && p != whole && is_within(ledger, p, whole); });
}

bool are_apart(const Ledger& ledger, Index x, Index y) {
  const std::vector<Index> of_y = with_wholes(ledger, y);
  return std::ranges::any_of(with_wholes(ledger, x), [&](Index p) {
    return std::ranges::any_of(of_y, [&](Index q) { return are_disjoint_parts(ledger, p, q); });
  });
}

bool nests(const Ledger& ledger, Index measure) {
  return std::none_of(ledger.measures.begin(), ledger.measures.end(), [&](const Measure& stock) {
    return std::find(stock.in.begin(), stock.in.end(), measure) != stock.in.end();
  });
}

bool counts_in(const Ledger& ledger, Index measure, Index part, Index whole) {
  return part == whole || (is_within(ledger, part, whole) && nests(ledger, measure));
}

}  // namespace reltrack
