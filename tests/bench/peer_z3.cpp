// Z3's optimizer over whole numbers: exact as the program is.
#include "questions.hpp"

#ifdef RELTRACK_Z3
#include <z3++.h>

#include <stdexcept>

namespace reltrack::bench {
namespace {

class Z3 : public Solver {
 public:
  explicit Z3(const LinearProgram& program) : optimizer_(context_), unknowns_(context_) {
    for (int u = 0; u < program.unknowns; ++u) {
      unknowns_.push_back(context_.int_const(("u" + std::to_string(u)).c_str()));
      if (!program.may_be_negative) optimizer_.add(unknowns_.back() >= 0);
    }
    for (const ProgramRow& row : program.rows) {
      const z3::expr sum = sum_of(row.terms);
      if (row.min) optimizer_.add(sum >= context_.int_val(*row.min));
      if (row.max) optimizer_.add(sum <= context_.int_val(*row.max));
    }
  }

  std::optional<double> extreme(const Terms& terms, bool greatest) override {
    if (terms.empty()) return 0;
    optimizer_.push();
    const z3::expr sum = sum_of(terms);
    const auto handle = greatest ? optimizer_.maximize(sum) : optimizer_.minimize(sum);
    if (optimizer_.check() != z3::sat) throw std::runtime_error("Z3 found no answer");
    const z3::expr value = greatest ? optimizer_.upper(handle) : optimizer_.lower(handle);
    std::int64_t number = 0;
    const bool finite = value.is_numeral_i64(number);  // "oo" is none
    optimizer_.pop();
    if (!finite) return std::nullopt;
    return static_cast<double>(number);
  }

 private:
  z3::expr sum_of(const Terms& terms) {
    z3::expr_vector parts(context_);
    for (const auto& [u, times] : terms) {
      const z3::expr unknown = unknowns_[u];
      parts.push_back(times == 1 ? unknown : context_.int_val(times) * unknown);
    }
    return parts.empty() ? context_.int_val(0) : z3::sum(parts);
  }

  z3::context context_;
  z3::optimize optimizer_;
  z3::expr_vector unknowns_;
};

std::unique_ptr<Solver> open_z3(const LinearProgram& program) { return std::make_unique<Z3>(program); }

}  // namespace

Peer z3_peer() { return {"Z3", true, open_z3}; }

}  // namespace reltrack::bench
#else
namespace reltrack::bench {
Peer z3_peer() { return {"Z3", false, nullptr}; }
}  // namespace reltrack::bench
#endif
