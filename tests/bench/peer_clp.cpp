// Clp's simplex: the dual method to a first feasible basis, the primal from there for each question.
#include "questions.hpp"

#ifdef RELTRACK_CLP
#include <ClpSimplex.hpp>
#include <CoinPackedMatrix.hpp>
#include <stdexcept>

namespace reltrack::bench {
namespace {

class Clp : public Solver {
 public:
  explicit Clp(const LinearProgram& program) {
    std::vector<int> rows, unknowns;
    std::vector<double> times, least, most;
    for (const ProgramRow& row : program.rows) {
      for (const auto& [u, coefficient] : row.terms) {
        rows.push_back(static_cast<int>(least.size()));
        unknowns.push_back(u);
        times.push_back(coefficient);
      }
      least.push_back(row.min ? static_cast<double>(*row.min) : -COIN_DBL_MAX);
      most.push_back(row.max ? static_cast<double>(*row.max) : COIN_DBL_MAX);
    }
    CoinPackedMatrix matrix(false, rows.data(), unknowns.data(), times.data(), static_cast<CoinBigIndex>(times.size()));
    matrix.setDimensions(static_cast<int>(least.size()), program.unknowns);
    const auto columns = static_cast<std::size_t>(program.unknowns);
    const std::vector<double> zero(columns, 0), above(columns, COIN_DBL_MAX), below(columns, -COIN_DBL_MAX);
    model_.setLogLevel(0);
    model_.loadProblem(matrix, program.may_be_negative ? below.data() : zero.data(), above.data(), zero.data(),
                       least.data(), most.data());
    model_.dual();
  }

  std::optional<double> extreme(const Terms& terms, bool greatest) override {
    constexpr int kKeepFactors = 1 | 2 | 4;  // from one call to the next
    for (const auto& [u, times] : terms) model_.setObjectiveCoefficient(u, times);
    model_.setOptimizationDirection(greatest ? -1 : 1);
    model_.primal(0, kKeepFactors);
    const bool unbounded = model_.isProvenDualInfeasible();
    const bool optimal = model_.isProvenOptimal();
    const double value = model_.objectiveValue();
    for (const auto& term : terms) model_.setObjectiveCoefficient(term.first, 0);
    if (unbounded) return std::nullopt;
    if (!optimal) throw std::runtime_error("Clp found no answer");
    return value;
  }

 private:
  ClpSimplex model_;
};

std::unique_ptr<Solver> open_clp(const LinearProgram& program) { return std::make_unique<Clp>(program); }

}  // namespace

Peer clp_peer() { return {"Clp", true, open_clp}; }

}  // namespace reltrack::bench
#else
namespace reltrack::bench {
Peer clp_peer() { return {"Clp", false, nullptr}; }
}  // namespace reltrack::bench
#endif
