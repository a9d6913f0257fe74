// Exact linear programming over a relaxation's rows, for what passing bounds between networks cannot settle.
#pragma once

#include <optional>
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

// The least value of the form over the fractions that satisfy the relaxation's rows and rules. Work is counted in
// `steps`, one a pivot. Throws: CountOverflow.
Optimum least(const Relaxation& relaxation, const std::vector<std::pair<Node, Count>>& form, std::uint64_t& steps);

}  // namespace reltrack::worlds
