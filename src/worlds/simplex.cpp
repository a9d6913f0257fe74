// The simplex method on a dictionary of exact fractions, each line over one denominator.
//
// The unknowns are what each node has beyond a start (simplex_start.hpp), zero or more. Each step exchanges one unknown
// of the dictionary with one row:
//   1. while some row is violated, take one and raise it by the unknown that raises the form least for it (Lemke 1954;
//   none: that row is the refutation);
//   2. while some unknown would lower the form, raise it until the first row stops it (none: the form has no least
//   value).
// Rows and unknowns are taken by least number after a while (Bland 1977), so it stops. The dictionary is kept: the next
// form starts from where the last one ended, where all rows hold already. What the form's last line says
// of the rows is the proof: how often each is to be added.
#include "worlds/simplex.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include "worlds/line.hpp"
#include "worlds/simplex_start.hpp"

namespace reltrack::worlds {

namespace {

// Less than zero where a / b is less than c / d; zero where they are the same. Requires: b and d are positive.
int compare(Count a, Count b, Count c, Count d) {
  __extension__ using Product = __int128;
  const Product left = Product{a} * d, right = Product{c} * b;
  return left < right ? -1 : left > right ? 1 : 0;
}

}  // namespace

class Simplex::Program {
 public:
  Program(const Relaxation& relaxation, std::uint64_t& steps) : relaxation_(&relaxation), steps_(&steps) {
    Start start = start_of(relaxation);
    unknowns_ = std::move(start.unknowns);
    sums_ = std::make_shared<const std::vector<NodeSum>>(std::move(start.sums));
    for (const Unknown& unknown : unknowns_) {
      if (!unknown.free) bounds_.push_back(unknown.rule);
    }
    std::ranges::sort(bounds_);
    columns_ = unknowns_.size();
    for (std::size_t u = 0; u < columns_; ++u) nonbasic_.push_back(static_cast<int>(u));
    add_rows();
    seek_little();
    seat_free_unknowns();
    stuck_ = make_feasible();
  }

  // Whether these rows can hold as well; then nodes() satisfies them.
  bool satisfy(std::span<const NodeRow> rows, std::uint64_t& steps) {
    steps_ = &steps;
    if (stuck_ >= 0) return false;
    add_rows(rows);
    stuck_ = make_feasible();
    return stuck_ < 0;
  }

  // By node, where the dictionary stands.
  std::vector<Rational> nodes() const {
    std::vector<Rational> value(unknowns_.size()), out;
    for (std::size_t i = 0; i < basic_.size(); ++i) {
      if (ix(basic_[i]) < unknowns_.size()) value[ix(basic_[i])] = lines_[i][columns_];
    }
    for (const NodeSum& sum : *sums_) {
      Rational node(sum.number);
      for (int u : sum.unknowns) node = node + value[ix(u)];
      out.push_back(node);
    }
    return out;
  }

  // Goes on from where the program of another relaxation stands: what held there holds here.
  void tighten(const Relaxation& relaxation, std::uint64_t& steps) {
    relaxation_ = &relaxation;
    steps_ = &steps;
    if (stuck_ >= 0) return;
    add_rows();
    stuck_ = make_feasible();
  }

  // Goes on from where the program of a relaxation with more rows stands, which some fractions satisfy.
  void loosen(const Relaxation& relaxation, std::uint64_t& steps) {
    relaxation_ = &relaxation;
    steps_ = &steps;
    lines_.back() = Line(columns_ + 1);
    add_rows();
    std::vector<RowRef> left;
    for (const NodeRow* row : relaxation.rows()) left.push_back(row->ref);
    std::ranges::sort(left);
    const auto gone = [&](const RowRef& ref) {
      return ref.kind == RowRef::Kind::member && !std::ranges::binary_search(left, ref);
    };
    for (std::size_t u = 0; u < unknowns_.size(); ++u) {
      if (!unknowns_[u].free && gone(unknowns_[u].rule)) set_free(static_cast<int>(u));
    }
    for (std::size_t r = 0; r < refs_.size(); ++r) {
      if (gone(refs_[r])) set_free(static_cast<int>(unknowns_.size() + r));
    }
    stuck_ = make_feasible();
  }

  Optimum minimise(const std::vector<std::pair<Node, Count>>& form, std::uint64_t& steps) {
    steps_ = &steps;
    Optimum out;
    if (stuck_ >= 0) {
      out.why = refutation(stuck_);
      return out;
    }
    set_goal(form);
    const int endless = descend();
    out.kind = endless < 0 ? Optimum::Kind::optimal : Optimum::Kind::unbounded;
    if (endless < 0) {
      read(out);
    } else {
      read_ray(ix(endless), out);
      lines_.back() = Line(columns_ + 1);  // rows added later have nothing to keep to
    }
    return out;
  }

 private:
  // An edge that others imply by more than itself is on no shortest way, and bounds nothing.
  bool matters(const NodeRow& row) const {
    const auto edge = relaxation_->layout().edge_of(row);
    return !edge || !relaxation_->possible() || relaxation_->closure(edge->network).at(edge->u, edge->v) == edge->w;
  }

  // Rows that are not there yet.
  void add_rows() {
    std::vector<RowRef> known = refs_;
    std::ranges::sort(known);
    std::vector<NodeRow> rows;
    const auto add = [&](const NodeRow& row) {
      if (!is_bound(row) && !std::ranges::binary_search(known, row.ref)) rows.push_back(row);
    };
    for (const NodeRow* row : relaxation_->rows()) {
      if (matters(*row)) add(*row);
    }
    for (const NodeRow& row : relaxation_->rule_rows()) add(row);
    add_rows(rows);
  }

  void add_rows(std::span<const NodeRow> rows) {
    std::vector<int> seat(unknowns_.size(), -1);
    for (std::size_t i = 0; i < basic_.size(); ++i) {
      if (ix(basic_[i]) < unknowns_.size()) seat[ix(basic_[i])] = static_cast<int>(i);
    }
    std::vector<std::size_t> column(unknowns_.size(), 0);
    for (std::size_t j = 0; j < columns_; ++j) {
      if (ix(nonbasic_[j]) < unknowns_.size()) column[ix(nonbasic_[j])] = j;
    }
    Line goal;
    if (!lines_.empty()) {
      goal = std::move(lines_.back());
      lines_.pop_back();
    }
    for (const NodeRow& row : rows) add_row(row, seat, column);
    lines_.push_back(std::move(goal));
  }

  // Until a form is asked about: as little beyond the start as may be, which nothing lowers to start with.
  void seek_little() {
    Line& goal = lines_.back();
    goal = Line(columns_ + 1);
    for (std::size_t j = 0; j < columns_; ++j) {
      if (!is_free(nonbasic_[j])) goal.increase(j, 1);
    }
  }

  // The form in terms of what is nonbasic now.
  void set_goal(const std::vector<std::pair<Node, Count>>& form) {
    std::vector<Count> times(unknowns_.size(), 0);
    Line goal(columns_ + 1);
    for (auto [node, t] : form) {
      const NodeSum& sum = (*sums_)[ix(node)];
      goal.increase(columns_, checked_mul(t, sum.number));
      for (int u : sum.unknowns) times[ix(u)] = checked_add(times[ix(u)], t);
    }
    for (std::size_t j = 0; j < columns_; ++j) {
      if (ix(nonbasic_[j]) < times.size()) goal.increase(j, times[ix(nonbasic_[j])]);
    }
    for (std::size_t i = 0; i < basic_.size(); ++i) {
      if (ix(basic_[i]) < times.size() && times[ix(basic_[i])] != 0) goal.add(times[ix(basic_[i])], lines_[i]);
    }
    lines_.back() = std::move(goal);
  }

  bool is_bound(const NodeRow& row) const { return std::ranges::binary_search(bounds_, row.ref); }

  // `seat`, `column`: by unknown, its line where it is basic (else -1), and its column where it is not.
  void add_row(const NodeRow& row, const std::vector<int>& seat, const std::vector<std::size_t>& column) {
    Line line(columns_ + 1);
    line.increase(columns_, -row.at_least);
    for (auto [node, times] : row.terms) {
      const NodeSum& sum = (*sums_)[ix(node)];
      line.increase(columns_, checked_mul(times, sum.number));
      for (int u : sum.unknowns) {
        if (seat[ix(u)] < 0) line.increase(column[ix(u)], times);
      }
    }
    for (auto [node, times] : row.terms) {
      for (int u : (*sums_)[ix(node)].unknowns) {
        if (seat[ix(u)] >= 0) line.add(times, lines_[ix(seat[ix(u)])]);
      }
    }
    basic_.push_back(static_cast<int>(unknowns_.size()) + static_cast<int>(refs_.size()));
    refs_.push_back(row.ref);
    lines_.push_back(std::move(line));
  }

  bool is_free(int variable) const { return ix(variable) < unknowns_.size() && unknowns_[ix(variable)].free; }

  // A free unknown that some row reads is exchanged with that row; it never leaves the basis again.
  void seat_free_unknowns() {
    for (std::size_t j = 0; j < columns_; ++j) {
      if (!is_free(nonbasic_[j])) continue;
      for (std::size_t i = 0; i < basic_.size(); ++i) {
        if (lines_[i].sign(j) == 0 || is_free(basic_[i])) continue;
        exchange(i, j);
        break;
      }
    }
  }

  // The unknown, or what the row has beyond its bound, may be less than zero from now on.
  void set_free(int variable) {
    const auto column = std::ranges::find(nonbasic_, variable);
    if (column != nonbasic_.end()) {
      const std::size_t j = static_cast<std::size_t>(column - nonbasic_.begin());
      int leave = first_to_stop(j, -1);
      if (leave < 0) leave = first_to_stop(j, 1);
      for (std::size_t i = 0; leave < 0 && i < basic_.size(); ++i) {
        if (lines_[i].sign(j) != 0) leave = static_cast<int>(i);
      }
      if (leave >= 0) exchange(ix(leave), j);
    }
    if (ix(variable) < unknowns_.size()) {
      unknowns_[ix(variable)].free = true;
      return;
    }
    const auto row = std::ranges::find(basic_, variable);
    if (row == basic_.end()) return;  // nothing reads it
    lines_.erase(lines_.begin() + (row - basic_.begin()));
    basic_.erase(row);
  }

  void exchange(std::size_t i, std::size_t j) {
    ++*steps_;
    Line& line = lines_[i];
    line.solve_for(j);
    const std::vector<std::size_t> filled = line.filled();
    for (std::size_t r = 0; r < lines_.size(); ++r) {
      if (r != i && lines_[r].sign(j) != 0) lines_[r].replace(j, line, filled);
    }
    std::swap(basic_[i], nonbasic_[j]);
  }

  // The row that is violated most, or the first by number; -1: none is.
  int violated_row(bool most) const {
    int out = -1;
    for (std::size_t i = 0; i < basic_.size(); ++i) {
      if (is_free(basic_[i]) || lines_[i].sign(columns_) >= 0) continue;
      const bool before =
          out < 0 || (most ? lines_[i][columns_] < lines_[ix(out)][columns_] : basic_[i] < basic_[ix(out)]);
      if (before) out = static_cast<int>(i);
    }
    return out;
  }

  // Returns -1, or a row that cannot be satisfied.
  int make_feasible() {
    for (std::uint64_t turn = 0;; ++turn) {
      const int worst = violated_row(turn < kPatience);
      if (worst < 0) return -1;
      const int enter = raising(lines_[ix(worst)]);
      if (enter < 0) return worst;
      exchange(ix(worst), ix(enter));
    }
  }

  // A column that raises the row, and the form by least for it; of several the first by number. -1: none does.
  int raising(const Line& line) const {
    const Line& goal = lines_.back();
    int out = -1;
    for (std::size_t j = 0; j < columns_; ++j) {
      const int sign = line.sign(j);
      if (sign == 0) continue;
      if (is_free(nonbasic_[j])) return static_cast<int>(j);
      if (sign < 0) continue;
      const int dearer =
          out < 0 ? -1
                  : compare(goal.numerator(j), line.numerator(j), goal.numerator(ix(out)), line.numerator(ix(out)));
      if (dearer < 0 || (dearer == 0 && nonbasic_[j] < nonbasic_[ix(out)])) out = static_cast<int>(j);
    }
    return out;
  }

  // A column that lowers the form: a free one, or the one that lowers it most, or the first by number; -1: none does.
  int entering(bool most) const {
    const Line& goal = lines_.back();
    int out = -1;
    for (std::size_t j = 0; j < columns_; ++j) {
      const int sign = goal.sign(j);
      if (sign != 0 && is_free(nonbasic_[j])) return static_cast<int>(j);
      if (sign >= 0) continue;
      const bool before =
          out < 0 || (most ? goal.numerator(j) < goal.numerator(ix(out)) : nonbasic_[j] < nonbasic_[ix(out)]);
      if (before) out = static_cast<int>(j);
    }
    return out;
  }

  // Returns -1, or a column that lowers the form without end.
  int descend() {
    for (std::uint64_t turn = 0;; ++turn) {
      const int enter = entering(turn < kPatience);
      if (enter < 0) return -1;
      if (is_free(nonbasic_[ix(enter)])) return enter;  // no row reads it: nothing stops it
      const int leave = first_to_stop(ix(enter), -1);
      if (leave < 0) return enter;
      exchange(ix(leave), ix(enter));
    }
  }

  // The row that reaches zero first where the unknown rises (`falling`: -1) or falls (1); -1: none does.
  int first_to_stop(std::size_t enter, int falling) const {
    int out = -1;
    for (std::size_t i = 0; i < basic_.size(); ++i) {
      const Line& line = lines_[i];
      if (is_free(basic_[i]) || line.sign(enter) != falling) continue;
      const auto pace = [&](const Line& of) { return std::abs(of.numerator(enter)); };
      const int farther = out < 0 ? -1
                                  : compare(line.numerator(columns_), pace(line), lines_[ix(out)].numerator(columns_),
                                            pace(lines_[ix(out)]));
      if (farther < 0 || (farther == 0 && basic_[i] < basic_[ix(out)])) out = static_cast<int>(i);
    }
    return out;
  }

  // The violated row, and whatever else would have to rise.
  Certificate refutation(int row) {
    std::vector<std::pair<int, Rational>> used{{basic_[ix(row)], Rational(1)}};
    for (std::size_t j = 0; j < columns_; ++j) used.emplace_back(nonbasic_[j], -lines_[ix(row)][j]);
    return certificate(used);
  }

  Certificate certificate(const std::vector<std::pair<int, Rational>>& used) const {
    Certificate out;
    for (const auto& [variable, times] : used) {
      if (times.sign() != 0)
        out.divisor = checked_mul(out.divisor, (Rational(times.denominator(), out.divisor)).numerator());
    }
    for (const auto& [variable, times] : used) {
      if (times.sign() == 0) continue;
      const Count whole = checked_mul(times.numerator(), out.divisor / times.denominator());
      const bool unknown = ix(variable) < unknowns_.size();
      relaxation_->use(unknown ? unknowns_[ix(variable)].rule : refs_[ix(variable) - unknowns_.size()], whole, out);
    }
    Relaxation::merge(out);
    return out;
  }

  // By node, how much it moves for each step of the column, in whole numbers.
  void read_ray(std::size_t column, Optimum& out) const {
    std::vector<Rational> step(unknowns_.size());
    const Rational way(is_free(nonbasic_[column]) && lines_.back().sign(column) > 0 ? -1 : 1);
    if (ix(nonbasic_[column]) < unknowns_.size()) step[ix(nonbasic_[column])] = way;
    for (std::size_t i = 0; i < basic_.size(); ++i) {
      if (ix(basic_[i]) < unknowns_.size()) step[ix(basic_[i])] = way * lines_[i][column];
    }
    Count scale = 1;
    for (const Rational& s : step) scale = checked_mul(scale, Rational(s.denominator(), scale).numerator());
    for (const NodeSum& sum : *sums_) {
      Rational node;
      for (int u : sum.unknowns) node = node + step[ix(u)] * Rational(scale);
      out.ray.push_back(node.numerator());
    }
  }

  void read(Optimum& out) const {
    out.nodes = nodes();
    out.value = lines_.back()[columns_];
    std::vector<std::pair<int, Rational>> used;
    for (std::size_t j = 0; j < columns_; ++j) used.emplace_back(nonbasic_[j], lines_.back()[j]);
    out.why = certificate(used);
  }

  // Rows are taken by how badly they are violated this often; then by number, which cannot go round in circles.
  static constexpr std::uint64_t kPatience = 500;

  const Relaxation* relaxation_;
  std::uint64_t* steps_;
  std::vector<Unknown> unknowns_;
  std::shared_ptr<const std::vector<NodeSum>> sums_;  // by node, of all copies
  std::vector<RowRef> bounds_;                        // rows that are bounds of unknowns
  std::vector<RowRef> refs_;                          // by row
  std::vector<Line> lines_;                           // row = sum of nonbasic + last column; the form comes last
  std::vector<int> basic_, nonbasic_;                 // unknowns first, then rows
  std::size_t columns_ = 0;
  int stuck_ = -1;  // a row that cannot be satisfied
};

Simplex::Simplex(const Relaxation& relaxation, const Simplex* before) : relaxation_(relaxation) {
  if (before != nullptr && before->program_) before_ = std::make_unique<Program>(*before->program_);
}
Simplex::Simplex(const Relaxation& relaxation, Simplex& all) : relaxation_(relaxation), all_(&all) {}
Simplex::~Simplex() = default;

Simplex::Program& Simplex::program(std::uint64_t& steps) {
  if (before_) {
    auto next = std::move(before_);  // dropped where it stops half way
    next->tighten(relaxation_, steps);
    program_ = std::move(next);
  }
  if (!program_ && all_ != nullptr) {
    auto next = std::make_unique<Program>(all_->program(steps));
    next->loosen(relaxation_, steps);
    program_ = std::move(next);
  }
  if (!program_) program_ = std::make_unique<Program>(relaxation_, steps);
  return *program_;
}

std::optional<std::vector<Rational>> Simplex::some(std::span<const NodeRow> also, std::uint64_t& steps) {
  Program with = program(steps);
  return with.satisfy(also, steps) ? std::optional(with.nodes()) : std::nullopt;
}

Optimum Simplex::least(const std::vector<std::pair<Node, Count>>& form, std::uint64_t& steps) {
  try {
    return program(steps).minimise(form, steps);
  } catch (const CountOverflow&) {
    program_.reset();  // it stopped half way through an exchange
    throw;
  }
}

}  // namespace reltrack::worlds
