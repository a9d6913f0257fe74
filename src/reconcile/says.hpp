// What a figure says, and what another says that follows from it.
#pragma once

#include <span>
#include <string_view>

#include "reconcile/record.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack {

// The people that a reading speaks of, as other figures are compared with it: a verified one is "at least". A share
// says nothing of people.
CountRange compared(const Reading& reading);

// The counts of people for which the reading surely holds: of a share, whatever its base is, within the base's figure.
// Absent where none does, since nothing bounds the base.
std::optional<CountRange> surely(const Ledger& ledger, const Reading& reading);

// The inner period lies within the outer, wherever their uncertain ends fall.
bool inside(const Period& inner, const Period& outer);

// Both count from one start, however it is written.
bool starts_alike(const Period& a, const Period& b);

// A moment lies in the day that is written so; its first midnight, only where it is written as that day's.
bool is_of_day(const PeriodEnd& moment, const TimeSpan& day, std::string_view text);

// A claim's period is one that the asked one may mean: each end written alike, or somewhere within the asked end's
// limits (a moment of that day, an hour of it; not the midnight that ends the day before).
bool fits(const Period& of_claim, const Period& asked);

// A reading, with what tells most others apart at hand: thousands of them are compared, each with each. Requires: it
// has a figure, and outlives this.
struct Stated {
  explicit Stated(const Reading& r)
      : measure(r.measure), at_moment(r.period.at_moment), share(r.figure->percent), people(compared(r)), reading(&r) {}
  explicit Stated(const Reading&&) = delete;
  Index measure;
  bool at_moment, share;
  CountRange people;
  const Reading* reading;
};

// Whatever makes `d` hold makes `c` hold, by rules that are not `dropped`.
bool implies(const Ledger& ledger, std::span<const Rule> dropped, const Stated& d, const Stated& c);

// The people that the figure of a claim's reading tells. Of a share ("40%", no "more than half") of one exact number
// that the same side gives in whatever reading of it, and that is not contested, so many as that comes to; absent of
// another. Requires: find_problems; the reading has a figure.
std::optional<CountRange> people_told(const Record& record, Index claim, Index reading);

// A claim's reading gives the figure that `asked` asks about, of the same people and at its own ends: what it tells, as
// it is compared, lies within, or is that one. What only follows from it, of other people or days, it does not say.
// `exact`: a verified figure is compared as it stands, as in its side's account. Requires: find_problems.
bool says(const Record& record, Index claim, Index reading, const Reading& asked, bool exact);

}  // namespace reltrack
