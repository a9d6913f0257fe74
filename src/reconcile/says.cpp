#include "reconcile/says.hpp"

#include "model/nesting.hpp"
#include "reconcile/encode.hpp"

namespace reltrack {

Minutes said_at(const Claim& claim, Minutes unknown) {
  const auto& at = claim.said ? claim.said : claim.published;
  return at ? at->span.to : unknown;
}

CountRange compared(const Reading& reading) {
  if (reading.figure->percent) return {0, std::nullopt};
  if (reading.basis == Basis::verified) return {reading.figure->people.min, std::nullopt};
  return reading.figure->people;
}

bool inside(const Period& inner, const Period& outer) {
  if (inner.at_moment || outer.at_moment) return false;
  return outer.start.limits.to <= inner.start.limits.from && inner.end.limits.to <= outer.end.limits.from;
}

bool fits(const Period& of_claim, const Period& asked) {
  const auto end_fits = [](const PeriodEnd& end, const PeriodEnd& wanted) {
    return end.text == wanted.text || (wanted.limits.from <= end.limits.from && end.limits.to <= wanted.limits.to);
  };
  return of_claim.at_moment == asked.at_moment && end_fits(of_claim.start, asked.start) &&
         end_fits(of_claim.end, asked.end) &&
         (of_claim.stands_alone == asked.stands_alone || of_claim.text == asked.text || !asked.stands_alone);
}

namespace {

// So many two-hundredths of the base, in whole people: at least, or at most.
Count least_of(const ShareEnd& share, Count base) {
  const Count parts = checked_mul(share.two_hundredths, base);
  return share.strict ? parts / kShareScale + 1 : (parts + kShareScale - 1) / kShareScale;
}
Count most_of(const ShareEnd& share, Count base) {
  const Count parts = checked_mul(share.two_hundredths, base);
  return share.strict ? (parts + kShareScale - 1) / kShareScale - 1 : parts / kShareScale;
}

// Of two shares of one base, whether the stronger lies within the weaker.
bool lies_within(const Figure& stronger, const Figure& weaker) {
  const auto as_far = [](const std::optional<ShareEnd>& inner, const std::optional<ShareEnd>& outer, int sign) {
    if (!outer) return true;
    if (!inner) return false;
    const int beyond = sign * (inner->two_hundredths - outer->two_hundredths);
    return beyond > 0 || (beyond == 0 && (inner->strict || !outer->strict));
  };
  return as_far(stronger.share_min, weaker.share_min, 1) && as_far(stronger.share_max, weaker.share_max, -1);
}

}  // namespace

CountRange people_of(const Ledger& ledger, const Reading& reading) {
  if (!reading.figure) return {0, std::nullopt};
  if (!reading.figure->percent) return compared(reading);
  CountRange base{std::nullopt, Count{0}};
  for (const Reading& meant : ledger.claims[*reading.part_of].readings) {
    const CountRange one = meant.figure && !meant.figure->percent ? meant.figure->people : people_of(ledger, meant);
    base.min = std::min(base.min.value_or(*one.min), *one.min);
    base.max = base.max && one.max ? std::optional(std::max(*base.max, *one.max)) : std::nullopt;
  }
  CountRange out{0, base.max};
  if (reading.figure->share_min) out.min = std::max<Count>(0, least_of(*reading.figure->share_min, *base.min));
  if (reading.figure->share_max && base.max) out.max = most_of(*reading.figure->share_max, *base.max);
  if (reading.basis == Basis::verified) out.max.reset();
  return out;
}

bool implies(const Ledger& ledger, const Stated& d, const Stated& c) {
  if (d.measure != c.measure || d.at_moment != c.at_moment || d.share != c.share) return false;
  const Reading &stronger = *d.reading, &weaker = *c.reading;
  if (c.share) {
    return stronger.part_of == weaker.part_of && stronger.population == weaker.population &&
           stronger.period.start == weaker.period.start && stronger.period.end == weaker.period.end &&
           lies_within(*stronger.figure, *weaker.figure);
  }
  const bool low = c.people.min.value_or(0) != 0, high = c.people.max.has_value();  // what c needs
  if (low && d.people.min.value_or(0) < *c.people.min) return false;
  if (high && (!d.people.max || *d.people.max > *c.people.max)) return false;
  const auto within = [&](Index part, Index whole) {
    return part == whole || (is_within(ledger, part, whole) && nests(ledger, c.measure));
  };
  const auto covers = [&](const Reading& outer, const Reading& inner) {
    return within(inner.population, outer.population) &&
           (inside(inner.period, outer.period) ||
            (inner.period.start == outer.period.start && inner.period.end == outer.period.end));
  };
  return (!low || covers(weaker, stronger)) && (!high || covers(stronger, weaker));
}

bool says(const Ledger& ledger, const Reading& d, const Reading& asked) {
  if (!d.figure || d.basis == Basis::announced || d.figure->percent || asked.figure->percent) return false;
  const CountRange &said = d.figure->people, &wanted = asked.figure->people;
  const bool within =
      said.min.value_or(0) >= wanted.min.value_or(0) && (!wanted.max || (said.max && *said.max <= *wanted.max));
  if (d.measure == asked.measure && d.population == asked.population && fits(d.period, asked.period) && within)
    return true;
  return implies(ledger, Stated(d), Stated(asked));
}

}  // namespace reltrack
