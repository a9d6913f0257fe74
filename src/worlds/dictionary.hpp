// The dictionary of the simplex method, on exact fractions: each basic variable is a sum of nonbasic ones and a number
// (Dantzig's tableau, as Chvátal 1983 writes it). Nonbasic variables stand at zero, so the numbers are where it stands.
// A variable is zero or more, or free. The goal, a form to be made as little as may be, is one more line.
#pragma once

#include <cstdint>
#include <vector>

#include "worlds/line.hpp"

namespace reltrack::worlds {

class Dictionary {
 public:
  // These variables, all nonbasic. `free`: by variable.
  explicit Dictionary(std::vector<bool> free);

  std::size_t variables() const { return free_.size(); }
  std::size_t rows() const { return basic_.size(); }
  std::size_t columns() const { return nonbasic_.size(); }
  bool is_free(int variable) const { return free_[static_cast<std::size_t>(variable)]; }
  int basic(int row) const { return basic_[static_cast<std::size_t>(row)]; }
  int nonbasic(int column) const { return nonbasic_[static_cast<std::size_t>(column)]; }
  // The last entry is the number.
  const Line& line(int row) const { return lines_[static_cast<std::size_t>(row)]; }
  const Line& goal() const { return goal_; }
  Rational number(const Line& line) const { return line[columns()]; }
  // Where the first so many variables stand.
  std::vector<Rational> stand(std::size_t first) const;
  // How they move with the column's rise (`way`: 1) or fall (-1).
  std::vector<Rational> ray(int column, int way, std::size_t first) const;

  // The number and so many times each variable, `times` by variable, as a line. Throws: CountOverflow.
  Line sum(Count number, const std::vector<Count>& times) const;
  // A new variable, zero or more, that is basic: it is this line. Returns its row.
  int add(Line line);
  void set_goal(Line goal) { goal_ = std::move(goal); }

  // Each exchange is counted in `steps`. Throws: CountOverflow, which leaves it half way.
  void exchange(int row, int column, std::uint64_t& steps);
  // The variable is free from now on.
  void release(int variable, std::uint64_t& steps);
  // Exchanges until no basic variable is less than it may be, the goal rising by least (Lemke 1954). Returns -1, or a
  // row that nothing can raise.
  int make_feasible(std::uint64_t& steps);

  // A column that lowers the goal: the one that lowers it most, or the first by number; -1: none does.
  int lowering(bool most) const;
  // Which way a column lowers the goal: 1 as it rises, -1 as it falls.
  int way_down(int column) const { return goal_.sign(static_cast<std::size_t>(column)) < 0 ? 1 : -1; }
  // The row that is the first to reach zero as the column moves; -1: none does.
  int first_to_stop(int column, int way) const;

  // Choices are made by what gains most this often; then by number, which cannot go round in circles (Bland 1977).
  static constexpr std::uint64_t kPatience = 500;

 private:
  int violated(bool most) const;
  int raising(const Line& line) const;

  std::vector<bool> free_;             // by variable
  std::vector<int> where_;             // by variable: its row, or the complement of its column
  std::vector<int> basic_, nonbasic_;  // variables
  std::vector<Line> lines_;            // by row
  Line goal_;
};

}  // namespace reltrack::worlds
