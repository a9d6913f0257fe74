#include "reconcile/says.hpp"

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

bool implies(const Ledger& ledger, const Reading& d, const Reading& c) {
  if (d.measure != c.measure || d.period.at_moment != c.period.at_moment) return false;
  if (d.figure->percent || c.figure->percent) return d.figure == c.figure && d.part_of == c.part_of;
  const CountRange stronger = compared(d), said = compared(c);
  const bool same = d.period.start == c.period.start && d.period.end == c.period.end;
  const bool low = !said.min || *said.min == 0 ||
                   (stronger.min && *stronger.min >= *said.min && is_within(ledger, d.population, c.population) &&
                    (same || inside(d.period, c.period)));
  const bool high =
      !said.max || (stronger.max && *stronger.max <= *said.max && is_within(ledger, c.population, d.population) &&
                    (same || inside(c.period, d.period)));
  return low && high;
}

bool says(const Ledger& ledger, const Reading& d, const Reading& asked) {
  if (!d.figure || d.basis == Basis::announced || d.figure->percent || asked.figure->percent) return false;
  const CountRange &said = d.figure->people, &wanted = asked.figure->people;
  const bool within =
      said.min.value_or(0) >= wanted.min.value_or(0) && (!wanted.max || (said.max && *said.max <= *wanted.max));
  if (d.measure == asked.measure && d.population == asked.population && fits(d.period, asked.period) && within)
    return true;
  return implies(ledger, d, asked);
}

}  // namespace reltrack
