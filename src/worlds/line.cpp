#include "worlds/line.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace reltrack::worlds {

namespace {

__extension__ using Wide = __int128;

// Sums of numbers no farther from zero than this fit.
constexpr Count kSafe = Count{1} << 61;

// Lines are reduced to lowest terms where they have grown beyond this: two of them still mix without a measure.
constexpr Count kGrown = Count{1} << 30;

Wide gcd(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

}  // namespace

std::vector<std::size_t> Line::filled() const {
  std::vector<std::size_t> out;
  out.reserve(size());
  for (std::size_t k = 0; k < size(); ++k) {
    if (numerator(k) != 0) out.push_back(k);
  }
  return out;
}

Line::Counts& Line::own() {
  if (n_.use_count() > 1) n_ = std::make_shared<Counts>(*n_);
  return *n_;
}

void Line::increase(std::size_t k, Count by) {
  Count& n = own()[k];
  n = checked_add(n, by);
  most_ = std::max(most_, std::abs(n));
}

void Line::add(Count times, const Line& other) {
  if (other.d_ > kGrown) reduce();
  const Count shared = std::gcd(d_, other.d_);
  const Count own = other.d_ / shared;
  mix({own, checked_mul(times, d_ / shared), checked_mul(d_, own)}, other, other.filled());
}

void Line::solve_for(std::size_t k) {
  Counts& counts = own();
  const Count pivot = counts[k];
  const bool negative = pivot < 0;
  if (!negative) {
    for (Count& n : counts) n = -n;
  }
  counts[k] = negative ? -d_ : d_;
  d_ = std::abs(pivot);
  reduce();
  measure();
}

void Line::replace(std::size_t k, const Line& other, std::span<const std::size_t> filled) {
  if (other.d_ > kGrown) reduce();
  const Count times = numerator(k), shared = std::gcd(times, other.d_);
  own()[k] = 0;
  const Count own = other.d_ / shared;
  mix({own, times / shared, checked_mul(d_, own)}, other, filled);
}

void Line::mix(const Mix& by, const Line& other, std::span<const std::size_t> filled) {
  if (!grow(by, other)) return mix_wide(by, other);
  Counts& counts = own();
  if (by.own != 1) {
    for (Count& n : counts) n *= by.own;
  }
  const Counts& added = *other.n_;
  for (const std::size_t k : filled) counts[k] += by.times * added[k];
  d_ = by.denominator;
  if (std::max(d_, most_) > kGrown) reduce();
}

// Whether the mix fits for certain. Sizes are kept as a bound, and measured where the bound is too large.
bool Line::grow(const Mix& by, const Line& other) {
  const auto bound = [&] { return Wide{by.own} * most_ + Wide{std::abs(by.times)} * other.most_; };
  if (bound() > kSafe) {
    measure();
    if (bound() > kSafe) return false;
  }
  most_ = static_cast<Count>(bound());
  return true;
}

void Line::measure() {
  most_ = 0;
  for (const Count n : *n_) most_ = std::max(most_, std::abs(n));
}

void Line::mix_wide(const Mix& by, const Line& other) {
  Counts& counts = own();
  std::vector<Wide> wide(counts.size());
  Wide divisor = by.denominator;
  for (std::size_t k = 0; k < wide.size(); ++k) {
    wide[k] = Wide{by.own} * counts[k] + Wide{by.times} * other.numerator(k);
    divisor = gcd(wide[k], divisor);
  }
  most_ = 0;
  for (std::size_t k = 0; k < wide.size(); ++k) {
    counts[k] = static_cast<Count>(wide[k] / divisor);
    if (counts[k] != wide[k] / divisor) throw CountOverflow();
    most_ = std::max(most_, std::abs(counts[k]));
  }
  d_ = static_cast<Count>(by.denominator / divisor);
}

void Line::reduce() {
  Count divisor = d_;
  for (std::size_t k = 0; divisor != 1 && k < size(); ++k) {
    const Count n = numerator(k);
    if (n != 0 && n % divisor != 0) divisor = std::gcd(n, divisor);
  }
  if (divisor == 1) return;
  for (Count& n : own()) {
    if (n != 0) n /= divisor;
  }
  d_ /= divisor;
  most_ /= divisor;
}

}  // namespace reltrack::worlds
