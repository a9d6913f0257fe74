// A line of the simplex's dictionary: whole numbers over one denominator, in lowest terms only once they have grown.
// Most lines are whole and stay so, and adding one to another is then plain arithmetic, whose size is known beforehand.
// Copies share their numbers until one changes.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "reltrack/count.hpp"
#include "worlds/rational.hpp"

namespace reltrack::worlds {

class Line {
 public:
  explicit Line(std::size_t size = 0) : n_(std::make_shared<Counts>(size, 0)) {}

  std::size_t size() const { return n_->size(); }
  Rational operator[](std::size_t k) const { return {numerator(k), d_}; }
  int sign(std::size_t k) const { return numerator(k) > 0 ? 1 : numerator(k) < 0 ? -1 : 0; }
  // The value but for the denominator, which all of the line share.
  Count numerator(std::size_t k) const { return (*n_)[k]; }
  Count denominator() const { return d_; }  // positive
  std::vector<std::size_t> filled() const;  // columns that are not zero

  // Adds to one column, of a line that is whole. Throws: CountOverflow.
  void increase(std::size_t k, Count by);
  // Adds `times` the other line. Throws: CountOverflow.
  void add(Count times, const Line& other);
  // Of "row = sum of unknowns": the same with unknown k on the left and the row in its place. Requires: sign(k) is not
  // 0.
  void solve_for(std::size_t k);
  // Puts the other line, zero but in the columns `filled`, in the place of unknown k. Throws: CountOverflow.
  void replace(std::size_t k, const Line& other, std::span<const std::size_t> filled);

 private:
  using Counts = std::vector<Count>;
  Counts& own();  // no other line's
  // own * this + times * other, over the denominator.
  struct Mix {
    Count own, times, denominator;
  };
  void mix(const Mix& by, const Line& other, std::span<const std::size_t> filled);
  void mix_wide(const Mix& by, const Line& other);
  bool grow(const Mix& by, const Line& other);
  void measure();
  void reduce();

  std::shared_ptr<Counts> n_;
  Count d_ = 1;
  Count most_ = 0;  // no number of the line is farther from zero
};

}  // namespace reltrack::worlds
