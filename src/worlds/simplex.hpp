// Exact linear programming over a relaxation's rows, for what passing bounds between networks cannot settle.
#pragma once

#include <memory>
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
  // The relaxation must outlive this.
  explicit Simplex(const Relaxation& relaxation);
  ~Simplex();

  // The least value of the form over the fractions that satisfy the relaxation's rows and rules. Work is counted in
  // `steps`, one a pivot. Throws: CountOverflow.
  Optimum least(const std::vector<std::pair<Node, Count>>& form, std::uint64_t& steps);

 private:
  class Program;
  const Relaxation& relaxation_;
  std::unique_ptr<Program> program_;
};

}  // namespace reltrack::worlds
