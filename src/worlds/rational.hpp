// Exact fractions for the simplex: 64-bit numerator and denominator, refused (CountOverflow) where they do not fit.
#pragma once

#include <cassert>
#include <limits>
#include <numeric>

#include "reltrack/count.hpp"

namespace reltrack::worlds {

class Rational {
 public:
  Rational(Count n = 0) : n_(n) {}  // NOLINT(google-explicit-constructor): a whole number is a fraction
  Rational(Count n, Count d) : Rational(d == 1 ? Rational(n) : make(n, d)) {}

  Count numerator() const { return n_; }
  Count denominator() const { return d_; }  // positive
  bool whole() const { return d_ == 1; }
  int sign() const { return n_ > 0 ? 1 : n_ < 0 ? -1 : 0; }
  Count floor() const {
    assert(d_ > 0);
    return n_ / d_ - (n_ % d_ < 0 ? 1 : 0);
  }
  Count ceil() const { return n_ / d_ + (n_ % d_ > 0 ? 1 : 0); }

  friend Rational operator+(const Rational& a, const Rational& b) {
    if (a.d_ == 1 && b.d_ == 1) return {checked_add(a.n_, b.n_)};
    return make(Wide{a.n_} * b.d_ + Wide{b.n_} * a.d_, Wide{a.d_} * b.d_);
  }
  friend Rational operator-(const Rational& a) { return a.negated(); }
  friend Rational operator-(const Rational& a, const Rational& b) { return a + b.negated(); }
  friend Rational operator*(const Rational& a, const Rational& b) {
    if (a.d_ == 1 && b.d_ == 1) return {checked_mul(a.n_, b.n_)};
    return make(Wide{a.n_} * b.n_, Wide{a.d_} * b.d_);
  }
  // Requires: b is not zero.
  friend Rational operator/(const Rational& a, const Rational& b) {
    if (a.d_ == 1 && b.d_ == 1 && (b.n_ == 1 || b.n_ == -1)) return {checked_mul(a.n_, b.n_)};
    return make(Wide{a.n_} * b.d_, Wide{a.d_} * b.n_);
  }
  friend bool operator==(const Rational& a, const Rational& b) = default;
  friend bool operator<(const Rational& a, const Rational& b) {
    return a.d_ == b.d_ ? a.n_ < b.n_ : Wide{a.n_} * b.d_ < Wide{b.n_} * a.d_;
  }

 private:
  __extension__ using Wide = __int128;

  Rational negated() const {
    Rational out;
    out.n_ = checked_sub(0, n_);
    out.d_ = d_;
    return out;
  }
  static Rational make(Wide n, Wide d) {
    if (d < 0) {
      n = -n;
      d = -d;
    }
    Rational out;
    out.n_ = static_cast<Count>(n);
    out.d_ = static_cast<Count>(d);
    // Nearly always: dividing 64 bits is several times quicker.
    if (out.n_ == n && out.d_ == d && out.n_ != std::numeric_limits<Count>::min()) {
      const Count by = d == 1 ? 1 : std::gcd(out.n_, out.d_);
      if (by > 1) out.n_ /= by, out.d_ /= by;
      return out;
    }
    Wide a = n < 0 ? -n : n, b = d;
    while (b != 0) {
      const Wide rest = a % b;
      a = b;
      b = rest;
    }
    out.n_ = static_cast<Count>(n / a);
    out.d_ = static_cast<Count>(d / a);
    if (out.n_ != n / a || out.d_ != d / a) throw CountOverflow();
    return out;
  }

  Count n_ = 0;
  Count d_ = 1;
};

// Less than zero where a / b is less than c / d; zero where they are the same. Requires: b and d are positive.
inline int compare(Count a, Count b, Count c, Count d) {
  __extension__ using Product = __int128;
  const Product left = Product{a} * d, right = Product{c} * b;
  return left < right ? -1 : left > right ? 1 : 0;
}

}  // namespace reltrack::worlds
