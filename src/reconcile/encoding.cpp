// What is asked of an encoding, and of claims before there is one.
#include <algorithm>

#include "reconcile/encode.hpp"

namespace reltrack {

Instant Encoding::instant(worlds::Place place) const {
  if (place.moment >= 0) return moments[static_cast<std::size_t>(place.moment)];
  return {Instant::Kind::at, place.at, 0};
}

worlds::Split Encoding::meant(Index claim, Index reading) const {
  worlds::Split out;
  out.choice = choice[claim];
  out.option = static_cast<int>(reading);
  return out;
}

bool can_bind(const Claim& claim, const Selection& selection) {
  if (claim.repeats) return false;
  return std::ranges::any_of(claim.readings, [&](const Reading& r) {
    return r.figure && r.basis != Basis::announced &&
           (!r.figure->percent || (r.part_of && selection.active(*r.part_of)));
  });
}

}  // namespace reltrack
