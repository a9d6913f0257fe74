// Exact linear programming over a relaxation's rows, for what passing bounds between networks cannot settle.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "worlds/rational.hpp"
#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

struct Optimum {
  enum class Kind { optimal, infeasible, unbounded };
  Kind kind = Kind::infeasible;
  Rational value;               // of an optimal one
  std::vector<Rational> nodes;  // by node: where it is attained
  std::vector<Count> ray;       // by node, of an unbounded one: what can be added to any solution, again and again
  Certificate why;  // infeasible: a refutation; optimal: rows that add up to divisor * form >= divisor * value
};

class Simplex {
 public:
  // The relaxation must outlive this and stay as it is: its rows are pointed to. `before`: of a relaxation of which
  // this one has decided more, and has all rows; if given, what was worked out there is not worked out again.
  explicit Simplex(const Relaxation& relaxation, const Simplex* before = nullptr);
  // `all`: of a relaxation of the same layout that has all rows of this one, and others, that some fractions satisfy;
  // it must outlive this. What is worked out there is taken from it when first wanted.
  Simplex(const Relaxation& relaxation, Simplex& all);
  ~Simplex();

  // The least value of the form over the fractions that satisfy the relaxation's rows and rules. Work is counted in
  // `steps`, one a pivot. Throws: CountOverflow.
  Optimum least(const std::vector<std::pair<Node, Count>>& form, std::uint64_t& steps);

  // By node, fractions that satisfy these rows as well; where none do, which rows and orders leave none, these among
  // them: no proof, which would have to say how often each is taken. Throws: CountOverflow.
  struct Some {
    std::optional<std::vector<Rational>> nodes;
    std::vector<RowRef> against;
  };
  Some some(std::span<const NodeRow> also, std::uint64_t& steps);

 private:
  class Program;
  Program& program(std::uint64_t& steps);
  const Relaxation& relaxation_;
  Simplex* all_ = nullptr;
  std::unique_ptr<Program> program_, before_;
};

}  // namespace reltrack::worlds
