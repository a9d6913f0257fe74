#include "worlds/dictionary.hpp"

#include <cstdlib>
#include <numeric>
#include <utility>

#include "worlds/model.hpp"

namespace reltrack::worlds {

Dictionary::Dictionary(std::vector<bool> free) : free_(std::move(free)), nonbasic_(free_.size()) {
  std::iota(nonbasic_.begin(), nonbasic_.end(), 0);
  for (int column : nonbasic_) where_.push_back(~column);
  goal_ = Line(columns() + 1);
}

std::vector<Rational> Dictionary::stand(std::size_t first) const {
  std::vector<Rational> out(first);
  for (std::size_t i = 0; i < rows(); ++i) {
    if (ix(basic_[i]) < first) out[ix(basic_[i])] = number(lines_[i]);
  }
  return out;
}

std::vector<Rational> Dictionary::ray(int column, int way, std::size_t first) const {
  std::vector<Rational> out(first);
  if (ix(nonbasic(column)) < first) out[ix(nonbasic(column))] = way;
  for (std::size_t i = 0; i < rows(); ++i) {
    if (ix(basic_[i]) < first) out[ix(basic_[i])] = Rational(way) * lines_[i][ix(column)];
  }
  return out;
}

Line Dictionary::sum(Count number, const std::vector<Count>& times) const {
  Line out(columns() + 1);
  out.increase(columns(), number);
  for (std::size_t v = 0; v < times.size(); ++v) {
    if (times[v] != 0 && where_[v] < 0) out.increase(ix(~where_[v]), times[v]);
  }
  for (std::size_t v = 0; v < times.size(); ++v) {
    if (times[v] != 0 && where_[v] >= 0) out.add(times[v], lines_[ix(where_[v])]);
  }
  return out;
}

int Dictionary::add(Line line) {
  where_.push_back(static_cast<int>(rows()));
  basic_.push_back(static_cast<int>(variables()));
  free_.push_back(false);
  lines_.push_back(std::move(line));
  return where_.back();
}

void Dictionary::exchange(int row, int column, std::uint64_t& steps) {
  ++steps;
  const std::size_t j = ix(column);
  Line& line = lines_[ix(row)];
  line.solve_for(j);
  const std::vector<std::size_t> filled = line.filled();
  for (Line& other : lines_) {
    if (&other != &line && other.sign(j) != 0) other.replace(j, line, filled);
  }
  if (goal_.sign(j) != 0) goal_.replace(j, line, filled);
  std::swap(basic_[ix(row)], nonbasic_[j]);
  where_[ix(basic_[ix(row)])] = row;
  where_[ix(nonbasic_[j])] = ~column;
}

// A free variable is best basic, where it is in nobody's way; if none but free ones read it, it may stay where it is.
void Dictionary::release(int variable, std::uint64_t& steps) {
  free_[ix(variable)] = true;
  if (where_[ix(variable)] >= 0) return;
  const int column = ~where_[ix(variable)];
  int row = first_to_stop(column, 1);
  if (row < 0) row = first_to_stop(column, -1);
  if (row >= 0) exchange(row, column, steps);
}

int Dictionary::make_feasible(std::uint64_t& steps) {
  for (std::uint64_t turn = 0;; ++turn) {
    const int row = violated(turn < kPatience);
    if (row < 0) return -1;
    const int column = raising(line(row));
    if (column < 0) return row;
    exchange(row, column, steps);
  }
}

// The row that is violated most, or the first by number; -1: none is.
int Dictionary::violated(bool most) const {
  int out = -1;
  for (int i = 0; ix(i) < rows(); ++i) {
    if (is_free(basic(i)) || line(i).sign(columns()) >= 0) continue;
    const bool before = out < 0 || (most ? number(line(i)) < number(line(out)) : basic(i) < basic(out));
    if (before) out = i;
  }
  return out;
}

// A column that raises the line, and the goal by least for it; of several the first by number. -1: none does.
int Dictionary::raising(const Line& line) const {
  int out = -1;
  for (std::size_t j = 0; j < columns(); ++j) {
    const int sign = line.sign(j);
    if (sign == 0) continue;
    if (is_free(nonbasic_[j])) return static_cast<int>(j);
    if (sign < 0) continue;
    const int dearer =
        out < 0 ? -1
                : compare(goal_.numerator(j), line.numerator(j), goal_.numerator(ix(out)), line.numerator(ix(out)));
    if (dearer < 0 || (dearer == 0 && nonbasic_[j] < nonbasic(out))) out = static_cast<int>(j);
  }
  return out;
}

int Dictionary::lowering(bool most) const {
  int out = -1;
  for (std::size_t j = 0; j < columns(); ++j) {
    const int sign = goal_.sign(j);
    if (sign != 0 && is_free(nonbasic_[j])) return static_cast<int>(j);
    if (sign >= 0) continue;
    const bool before =
        out < 0 || (most ? goal_.numerator(j) < goal_.numerator(ix(out)) : nonbasic_[j] < nonbasic(out));
    if (before) out = static_cast<int>(j);
  }
  return out;
}

int Dictionary::first_to_stop(int column, int way) const {
  const auto pace = [&](const Line& line) { return std::abs(line.numerator(ix(column))); };
  int out = -1;
  for (int i = 0; ix(i) < rows(); ++i) {
    if (is_free(basic(i)) || line(i).sign(ix(column)) != -way) continue;
    const int farther =
        out < 0 ? -1
                : compare(line(i).numerator(columns()), pace(line(i)), line(out).numerator(columns()), pace(line(out)));
    if (farther < 0 || (farther == 0 && basic(i) < basic(out))) out = i;
  }
  return out;
}

}  // namespace reltrack::worlds
