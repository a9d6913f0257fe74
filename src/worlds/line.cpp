#include "worlds/line.hpp"

#include <algorithm>
#include <cstdlib>
#include <numeric>

namespace reltrack::worlds {

namespace {

__extension__ using Wide = __int128;

// Sums of numbers no farther from zero than this fit.
constexpr Count kSafe = Count{1} << 61;

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
  for (std::size_t k = 0; k < n_.size(); ++k) {
    if (n_[k] != 0) out.push_back(k);
  }
  return out;
}

void Line::increase(std::size_t k, Count by) {
  n_[k] = checked_add(n_[k], by);
  most_ = std::max(most_, std::abs(n_[k]));
}

void Line::add(Count times, const Line& other) {
  const Count shared = std::gcd(d_, other.d_);
  const Count own = other.d_ / shared;
  mix({own, checked_mul(times, d_ / shared), checked_mul(d_, own)}, other, other.filled());
}

void Line::solve_for(std::size_t k) {
  const Count pivot = n_[k];
  const bool negative = pivot < 0;
  if (!negative) {
    for (Count& n : n_) n = -n;
  }
  n_[k] = negative ? -d_ : d_;
  d_ = std::abs(pivot);
  reduce();
  measure();
}

void Line::replace(std::size_t k, const Line& other, std::span<const std::size_t> filled) {
  const Count times = n_[k], shared = std::gcd(times, other.d_);
  n_[k] = 0;
  const Count own = other.d_ / shared;
  mix({own, times / shared, checked_mul(d_, own)}, other, filled);
}

void Line::mix(const Mix& by, const Line& other, std::span<const std::size_t> filled) {
  if (!grow(by, other)) return mix_wide(by, other);
  if (by.own != 1) {
    for (Count& n : n_) n *= by.own;
  }
  for (const std::size_t k : filled) n_[k] += by.times * other.n_[k];
  d_ = by.denominator;
  reduce();
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
  for (const Count n : n_) most_ = std::max(most_, std::abs(n));
}

void Line::mix_wide(const Mix& by, const Line& other) {
  std::vector<Wide> wide(n_.size());
  Wide divisor = by.denominator;
  for (std::size_t k = 0; k < n_.size(); ++k) {
    wide[k] = Wide{by.own} * n_[k] + Wide{by.times} * other.n_[k];
    divisor = gcd(wide[k], divisor);
  }
  most_ = 0;
  for (std::size_t k = 0; k < n_.size(); ++k) {
    n_[k] = static_cast<Count>(wide[k] / divisor);
    if (n_[k] != wide[k] / divisor) throw CountOverflow();
    most_ = std::max(most_, std::abs(n_[k]));
  }
  d_ = static_cast<Count>(by.denominator / divisor);
}

void Line::reduce() {
  Count divisor = d_;
  for (std::size_t k = 0; divisor != 1 && k < n_.size(); ++k) divisor = std::gcd(n_[k], divisor);
  if (divisor == 1) return;
  for (Count& n : n_) n /= divisor;
  d_ /= divisor;
  most_ /= divisor;
}

}  // namespace reltrack::worlds
