// Stretches of time between two instants, in minutes.
#pragma once

#include <vector>

#include "reltrack/ledger.hpp"

namespace reltrack {

struct Span {
  Minutes from = 0, to = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

// From the earliest that a reading's period can start to the latest that it can end; and the other way round.
inline Span widest(const Reading& r) { return {r.period.start.limits.from, r.period.end.limits.to}; }
inline Span narrowest(const Reading& r) { return {r.period.start.limits.to, r.period.end.limits.from}; }

// Whether it is one instant, or a named moment: no end that a world may put elsewhere for this claim alone.
inline bool is_certain(const PeriodEnd& end) { return end.moment || end.limits.certain(); }

// Whether some world may have time that both periods count: not where one starts at the very moment the other ends,
// whenever that was.
bool may_meet(const Reading& a, const Reading& b);

// Sorted, apart, none empty.
std::vector<Span> merged(std::vector<Span> spans);

// What of `whole` the merged spans leave.
std::vector<Span> left_over(Span whole, const std::vector<Span>& spans);

}  // namespace reltrack
