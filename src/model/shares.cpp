#include "model/shares.hpp"

#include <algorithm>
#include <vector>

namespace reltrack {

// Requires: of a share, the base is known.
CountRange Shares::people_now(const Reading& reading) const {
  if (!reading.figure) return {0, std::nullopt};
  if (!reading.figure->percent) return reading.figure->people;
  const CountRange& base = known_.at(*reading.part_of);
  CountRange out{0, base.max};
  if (reading.figure->share_min) out.min = least_of(*reading.figure->share_min, *base.min);
  if (reading.figure->share_max && base.max)
    out.max = std::max<Count>(0, most_of(*reading.figure->share_max, *base.max));
  return out;
}

CountRange Shares::people(const Reading& reading) {
  if (reading.figure && reading.figure->percent) people(*reading.part_of);
  return people_now(reading);
}

CountRange Shares::people(Index claim) {
  // A base before what is a share of it: chains of shares are of any length.
  std::vector<Index> open{claim};
  while (!open.empty()) {
    const Index at = open.back();
    const std::vector<Reading>& readings = ledger_.claims[at].readings;
    const auto base = std::ranges::find_if(
        readings, [&](const Reading& r) { return r.figure && r.figure->percent && !known_.contains(*r.part_of); });
    if (base != readings.end()) {
      open.push_back(*base->part_of);
      continue;
    }
    CountRange out{std::nullopt, Count{0}};
    for (const Reading& meant : readings) {
      const CountRange one = people_now(meant);
      out.min = std::min(out.min.value_or(*one.min), *one.min);
      out.max = out.max && one.max ? std::optional(std::max(*out.max, *one.max)) : std::nullopt;
    }
    known_[at] = out;
    open.pop_back();
  }
  return known_.at(claim);
}

}  // namespace reltrack
