// GLPK's simplex: the dual method to a first feasible basis, the primal from there for each question.
#include "questions.hpp"

#ifdef RELTRACK_GLPK
#include <glpk.h>

#include <stdexcept>

namespace reltrack::bench {
namespace {

int kind_of(const ProgramRow& row) {
  if (row.min && row.max) return *row.min == *row.max ? GLP_FX : GLP_DB;
  return row.min ? GLP_LO : GLP_UP;
}

class Glpk : public Solver {
 public:
  explicit Glpk(const LinearProgram& program) : problem_(glp_create_prob()) {
    glp_add_cols(problem_, program.unknowns);
    for (int u = 0; u < program.unknowns; ++u) {
      glp_set_col_bnds(problem_, u + 1, program.may_be_negative ? GLP_FR : GLP_LO, 0, 0);
    }
    glp_add_rows(problem_, static_cast<int>(program.rows.size()));
    for (std::size_t r = 0; r < program.rows.size(); ++r) add(static_cast<int>(r) + 1, program.rows[r]);
    glp_init_smcp(&options_);
    options_.msg_lev = GLP_MSG_OFF;
    options_.meth = GLP_DUALP;
    solve();
    options_.meth = GLP_PRIMAL;
  }
  ~Glpk() override { glp_delete_prob(problem_); }

  std::optional<double> extreme(const Terms& terms, bool greatest) override {
    for (const auto& [u, times] : terms) glp_set_obj_coef(problem_, u + 1, times);
    glp_set_obj_dir(problem_, greatest ? GLP_MAX : GLP_MIN);
    solve();
    const int status = glp_get_status(problem_);
    const double value = glp_get_obj_val(problem_);
    for (const auto& term : terms) glp_set_obj_coef(problem_, term.first + 1, 0);
    if (status == GLP_UNBND) return std::nullopt;
    if (status != GLP_OPT) throw std::runtime_error("GLPK found no answer");
    return value;
  }

 private:
  void add(int number, const ProgramRow& row) {
    std::vector<int> unknowns = {0};  // GLPK counts from 1
    std::vector<double> times = {0};
    for (const auto& [u, coefficient] : row.terms) {
      unknowns.push_back(u + 1);
      times.push_back(coefficient);
    }
    glp_set_mat_row(problem_, number, static_cast<int>(row.terms.size()), unknowns.data(), times.data());
    glp_set_row_bnds(problem_, number, kind_of(row), static_cast<double>(row.min.value_or(0)),
                     static_cast<double>(row.max.value_or(0)));
  }
  void solve() {
    if (glp_simplex(problem_, &options_) != 0) throw std::runtime_error("GLPK gave up");
  }

  glp_prob* problem_;
  glp_smcp options_{};
};

std::unique_ptr<Solver> open_glpk(const LinearProgram& program) { return std::make_unique<Glpk>(program); }

}  // namespace

Peer glpk_peer() { return {"GLPK", true, open_glpk}; }

}  // namespace reltrack::bench
#else
namespace reltrack::bench {
Peer glpk_peer() { return {"GLPK", false, nullptr}; }
}  // namespace reltrack::bench
#endif
