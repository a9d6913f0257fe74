// The implied ranges of a ledger as linear programs: what someone without this project would hand to a solver.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reltrack/count.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack::bench {

// What the unknowns are: the events of a population in each stretch between two neighbouring times of the ledger, or
// its events up to each such time. The second has two terms in a claim's row instead of one a stretch.
enum class Unknowns { stretches, sums };

using Terms = std::vector<std::pair<int, int>>;  // unknown and its coefficient

struct ProgramRow {
  Terms terms;
  std::optional<Count> min, max;
};

// A count asked for: least over the claim's narrowest period, greatest over its widest.
struct Goal {
  Index claim = 0;
  Terms least, greatest;
};

// All claims of one side, asked of the verified and asserted figures of all the others.
struct LinearProgram {
  int unknowns = 0;
  bool may_be_negative = false;  // the unknowns; otherwise each is 0 or more
  std::vector<ProgramRow> rows;  // rows that speak of the same are one
  std::vector<Goal> goals;
};

// One program a side. Throws std::invalid_argument for a ledger that is not as make_ledger writes them (moments,
// readings, shares, levels, other measures).
std::vector<LinearProgram> implied_range_programs(const Ledger& ledger, Unknowns unknowns);

// A solver that keeps its last basis (or what it has learnt) from one question to the next.
class Solver {
 public:
  Solver() = default;
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;
  virtual ~Solver() = default;
  // The least or greatest value of the terms; absent where nothing bounds it.
  // Throws std::runtime_error where the solver finds no answer.
  virtual std::optional<double> extreme(const Terms& terms, bool greatest) = 0;
};

struct Peer {
  std::string name;
  bool installed = false;                                                   // when this was built
  std::unique_ptr<Solver> (*open)(const LinearProgram& program) = nullptr;  // null where not installed
};

Peer glpk_peer();
Peer clp_peer();
Peer z3_peer();

}  // namespace reltrack::bench
