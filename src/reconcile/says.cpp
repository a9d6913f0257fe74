#include "reconcile/says.hpp"

#include <algorithm>
#include <string_view>

#include "model/nesting.hpp"
#include "model/shares.hpp"
#include "reconcile/encode.hpp"

namespace reltrack {

namespace {

// However they are written. Two of one day that are not known are not the same.
bool same(const PeriodEnd& a, const PeriodEnd& b) { return a.limits.certain() && a.limits == b.limits; }

}  // namespace

CountRange compared(const Reading& reading) {
  if (reading.figure->percent) return {0, std::nullopt};
  if (reading.basis == Basis::verified) return {reading.figure->people.min, std::nullopt};
  return reading.figure->people;
}

bool inside(const Period& inner, const Period& outer) {
  if (inner.at_moment || outer.at_moment) return false;
  return outer.start.limits.to <= inner.start.limits.from && inner.end.limits.to <= outer.end.limits.from;
}

bool starts_alike(const Period& a, const Period& b) {
  return a.start.text == b.start.text || (!a.start.moment && !b.start.moment && a.start.limits == b.start.limits);
}

bool is_of_day(const PeriodEnd& moment, const TimeSpan& day, std::string_view text) {
  return day.from <= moment.limits.from && moment.limits.to <= day.to &&
         (moment.limits.to > day.from || moment.text.starts_with(text));
}

bool fits(const Period& of_claim, const Period& asked) {
  const bool alike = same(of_claim.start, asked.start) && same(of_claim.end, asked.end);
  if (alike && of_claim.at_moment == asked.at_moment) return true;
  const auto end_fits = [&](const PeriodEnd& end, const PeriodEnd& wanted) {
    if (end.text == wanted.text) return true;
    if (wanted.moment) return false;  // a named moment is no other, unless both are known
    const bool is_day = wanted.text.size() == std::string_view("2026-01-12").size();
    // A level asked of a day may be that of any moment of it.
    if (asked.at_moment && is_day) return is_of_day(end, {wanted.limits.to - kDay, wanted.limits.to}, wanted.text);
    return end.limits == wanted.limits || is_of_day(end, wanted.limits, wanted.text);
  };
  return of_claim.at_moment == asked.at_moment && end_fits(of_claim.start, asked.start) &&
         end_fits(of_claim.end, asked.end) &&
         (of_claim.stands_alone == asked.stands_alone || of_claim.text == asked.text || !asked.stands_alone ||
          asked.at_moment);
}

namespace {

// Of two shares of one base, whether the stronger lies within the weaker; a verified one says "at least" alone.
bool lies_within(const Reading& stronger, const Reading& weaker) {
  const auto as_far = [](const std::optional<ShareEnd>& inner, const std::optional<ShareEnd>& outer, int sign) {
    if (!outer) return true;
    if (!inner) return false;
    const int beyond = sign * (inner->two_hundredths - outer->two_hundredths);
    return beyond > 0 || (beyond == 0 && (inner->strict || !outer->strict));
  };
  const auto most = [](const Reading& r) { return r.basis == Basis::verified ? std::nullopt : r.figure->share_max; };
  return as_far(stronger.figure->share_min, weaker.figure->share_min, 1) && as_far(most(stronger), most(weaker), -1);
}

}  // namespace

std::optional<CountRange> surely(const Ledger& ledger, const Reading& reading) {
  if (!reading.figure->percent) return compared(reading);
  const CountRange base = Shares(ledger).people(*reading.part_of);
  CountRange out{0, std::nullopt};
  if (reading.figure->share_min) {
    if (!base.max) return std::nullopt;
    out.min = least_of(*reading.figure->share_min, *base.max);
  }
  if (reading.figure->share_max && reading.basis != Basis::verified) {
    out.max = most_of(*reading.figure->share_max, *base.min);
  }
  return out;
}

bool implies(const Ledger& ledger, std::span<const Rule> dropped, const Stated& d, const Stated& c) {
  if (d.measure != c.measure || d.at_moment != c.at_moment || d.share != c.share) return false;
  const Reading &stronger = *d.reading, &weaker = *c.reading;
  if (c.share) {
    return stronger.part_of == weaker.part_of && stronger.population == weaker.population &&
           stronger.period.start == weaker.period.start && stronger.period.end == weaker.period.end &&
           lies_within(stronger, weaker);
  }
  const bool low = c.people.min.value_or(0) != 0, high = c.people.max.has_value();  // what c needs
  if (low && d.people.min.value_or(0) < *c.people.min) return false;
  if (high && (!d.people.max || *d.people.max > *c.people.max)) return false;
  const auto by = [&](Rule rule) { return std::ranges::find(dropped, rule) == dropped.end(); };
  const auto within = [&](Index part, Index whole) {
    return part == whole || (by(Rule::part_of_whole) && counts_in(ledger, c.measure, part, whole));
  };
  const auto alike = [](const PeriodEnd& a, const PeriodEnd& b) { return a == b || same(a, b); };
  const auto covers = [&](const Reading& outer, const Reading& inner) {
    return within(inner.population, outer.population) &&
           ((by(Rule::never_falls) && inside(inner.period, outer.period)) ||
            (alike(inner.period.start, outer.period.start) && alike(inner.period.end, outer.period.end)));
  };
  return (!low || covers(weaker, stronger)) && (!high || covers(stronger, weaker));
}

std::optional<CountRange> people_told(const Record& record, Index claim, Index reading) {
  const Reading& told = record.ledger.claims[claim].readings[reading];
  if (!told.figure->percent) return told.figure->people;
  const Index base = *told.part_of;
  const auto is_count = [](const Reading& r) {
    return r.figure && !r.figure->percent && r.basis == Basis::asserted && r.figure->people.min == r.figure->people.max;
  };
  if (!told.figure->share_min || !told.figure->share_max || !record.joint.binds[base] || record.contested(base) ||
      record.side(base) != record.side(claim) || !std::ranges::all_of(record.ledger.claims[base].readings, is_count))
    return std::nullopt;
  Shares shares(record.ledger);
  const CountRange whole = shares.people(base);
  return whole.min == whole.max ? std::optional(shares.people(told)) : std::nullopt;
}

bool says(const Record& record, Index claim, Index reading, const Reading& asked, bool exact) {
  const Reading& d = record.ledger.claims[claim].readings[reading];
  if (!d.figure || d.basis == Basis::announced || asked.figure->percent) return false;
  if (d.measure != asked.measure || d.population != asked.population || !fits(d.period, asked.period)) return false;
  const std::optional<CountRange> told = people_told(record, claim, reading);
  if (!told) return false;
  const CountRange& wanted = asked.figure->people;
  // What a monitor verified are that many at least, unless exactly that is asked for.
  const bool open = !told->max || (!exact && d.basis == Basis::verified);
  const bool within =
      told->min.value_or(0) >= wanted.min.value_or(0) && (!wanted.max || (!open && *told->max <= *wanted.max));
  return within || told == wanted;
}

}  // namespace reltrack
