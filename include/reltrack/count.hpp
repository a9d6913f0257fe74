// Whole numbers of people, and ranges of them.
#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>

namespace reltrack {

// A number of people (or of events, one a person). Figures go to 10^12, so sums of a million claims fit.
using Count = std::int64_t;

inline constexpr Count kLargestFigure = 1'000'000'000'000;

// Thrown where a sum would leave 64 bits. Nothing is rounded: the part of the work that met it is reported unfinished.
class CountOverflow : public std::overflow_error {
 public:
  CountOverflow() : std::overflow_error("a count does not fit 64 bits") {}
};

// Each returns the exact result. Throws: CountOverflow.
inline Count checked_add(Count a, Count b) {
  Count out = 0;
  if (__builtin_add_overflow(a, b, &out)) throw CountOverflow();
  return out;
}
inline Count checked_sub(Count a, Count b) {
  Count out = 0;
  if (__builtin_sub_overflow(a, b, &out)) throw CountOverflow();
  return out;
}
inline Count checked_mul(Count a, Count b) {
  Count out = 0;
  if (__builtin_mul_overflow(a, b, &out)) throw CountOverflow();
  return out;
}

// A range of people, both ends inside it; an absent end is unbounded.
struct CountRange {
  std::optional<Count> min;
  std::optional<Count> max;
  friend bool operator==(const CountRange&, const CountRange&) = default;
};

// The smallest range that holds both; an absent range holds nothing.
inline void widen(std::optional<CountRange>& range, const std::optional<CountRange>& more) {
  if (!more) return;
  if (!range) {
    range = more;
    return;
  }
  if (range->min && (!more->min || *more->min < *range->min)) range->min = more->min;
  if (range->max && (!more->max || *more->max > *range->max)) range->max = more->max;
}

// Whether no number lies in both.
inline bool apart(const CountRange& a, const CountRange& b) {
  return (a.max && b.min && *a.max < *b.min) || (b.max && a.min && *b.max < *a.min);
}

}  // namespace reltrack
