// The unknowns are what each node has beyond a start (simplex_start.hpp), zero or more. Each step exchanges one unknown
// of the dictionary with one row:
//   1. while some row is violated, take one and raise it by the unknown that raises the form least for it (none: that
//   row is the refutation);
//   2. while some unknown would lower the form, raise it until the first row stops it (none: the form has no least
//   value).
// Most rows never bind. A row waits outside the dictionary until the nodes as they stand violate it, or until it is the
// first to stop what moves; so the dictionary stays small. It is kept: the next form starts from where the last one
// ended, where all rows hold already. What the form's last line says of the rows is the proof: how often each is to be
// added.
#include "worlds/simplex.hpp"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <numeric>

#include "worlds/dictionary.hpp"
#include "worlds/simplex_start.hpp"

namespace reltrack::worlds {

namespace {

// Violated rows that are taken into the dictionary at a time.
constexpr std::size_t kAtOnce = 8;

// By node, numbers over one denominator: nearly always 1.
struct Fractions {
  std::vector<Count> numerators;
  Count denominator = 1;
};

// Of the row's terms, over the fractions' denominator.
Count sum_of(const NodeRow& row, const Fractions& nodes) {
  Count out = 0;
  for (auto [node, times] : row.terms) out = checked_add(out, checked_mul(times, nodes.numerators[ix(node)]));
  return out;
}

// By how much the row holds, likewise.
Count beyond(const NodeRow& row, const Fractions& nodes) {
  return checked_sub(sum_of(row, nodes), checked_mul(row.at_least, nodes.denominator));
}

// The least that both the denominator so far and the fraction's divide.
Count common_denominator(Count so_far, const Rational& fraction) {
  if (fraction.whole()) return so_far;
  return checked_mul(so_far, Rational(fraction.denominator(), so_far).numerator());
}

Count common_denominator(const std::vector<Rational>& fractions) {
  return std::accumulate(fractions.begin(), fractions.end(), Count{1},
                         [](Count so_far, const Rational& r) { return common_denominator(so_far, r); });
}

// The numerator over a multiple of the fraction's denominator.
Count over(const Rational& fraction, Count denominator) {
  if (fraction.denominator() == denominator) return fraction.numerator();
  return checked_mul(fraction.numerator(), denominator / fraction.denominator());
}

std::vector<bool> free_of(const Start& start) {
  std::vector<bool> out;
  for (const auto& rule : start.unknowns) out.push_back(!rule);
  return out;
}

}  // namespace

class Simplex::Program {
 public:
  Program(const Relaxation& relaxation, std::uint64_t& steps) : Program(relaxation, start_of(relaxation), steps) {}

  // Whether these rows can hold as well; then nodes() satisfies them.
  bool satisfy(std::span<const NodeRow> rows, std::uint64_t& steps) {
    steps_ = &steps;
    if (stuck_ >= 0) return false;
    for (const NodeRow& row : rows) take(row);
    stuck_ = make_feasible();
    return stuck_ < 0;
  }

  // The rows and orders that cannot hold together. Requires: satisfy() said no.
  std::vector<RowRef> stuck_on() const {
    Certificate used;
    const auto use = [&](int variable) { relaxation_->use(*rules_[ix(variable)], 1, used); };
    use(dictionary_.basic(stuck_));
    for (int j = 0; ix(j) < dictionary_.columns(); ++j) {
      if (dictionary_.line(stuck_).sign(ix(j)) != 0) use(dictionary_.nonbasic(j));
    }
    return rows_of(used);
  }

  // By node, where the dictionary stands.
  std::vector<Rational> nodes() const {
    const Fractions stand = standing();
    std::vector<Rational> out;
    out.reserve(stand.numerators.size());
    for (const Count n : stand.numerators) out.emplace_back(n, stand.denominator);
    return out;
  }

  // Goes on from where the program of another relaxation stands: what held there holds here.
  void tighten(const Relaxation& relaxation, std::uint64_t& steps) {
    relaxation_ = &relaxation;
    steps_ = &steps;
    if (stuck_ >= 0) return;
    line_up();
    stuck_ = make_feasible();
  }

  // Goes on from where the program of a relaxation with more rows stands, which some fractions satisfy.
  void loosen(const Relaxation& relaxation, std::uint64_t& steps) {
    relaxation_ = &relaxation;
    steps_ = &steps;
    dictionary_.set_goal(Line(dictionary_.columns() + 1));
    line_up();
    std::vector<RowRef> left;
    for (const NodeRow* row : relaxation.rows()) left.push_back(row->ref);
    std::ranges::sort(left);
    for (int v = 0; ix(v) < dictionary_.variables(); ++v) {
      if (dictionary_.is_free(v)) continue;
      const RowRef& ref = *rules_[ix(v)];
      if (ref.kind == RowRef::Kind::member && !std::ranges::binary_search(left, ref)) dictionary_.release(v, *steps_);
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
    dictionary_.set_goal(line_of(form, 0));
    const int endless = descend();
    out.kind = endless < 0 ? Optimum::Kind::optimal : Optimum::Kind::unbounded;
    if (endless < 0) {
      read(out);
    } else {
      read_ray(endless, out);
      dictionary_.set_goal(Line(dictionary_.columns() + 1));  // rows taken later have nothing to keep to
    }
    return out;
  }

 private:
  Program(const Relaxation& relaxation, Start start, std::uint64_t& steps)
      : relaxation_(&relaxation), steps_(&steps), dictionary_(free_of(start)), unknowns_(start.unknowns.size()) {
    rules_ = start.unknowns;
    start_ = std::make_shared<const Start>(std::move(start));
    line_up();
    seek_little();
    stuck_ = make_feasible();
  }

  // An edge that others imply by more than itself is on no shortest way, and bounds nothing.
  bool matters(const NodeRow& row) const {
    const auto edge = relaxation_->layout().edge_of(row);
    return !edge || !relaxation_->possible() || relaxation_->closure(edge->network).at(edge->u, edge->v) == edge->w;
  }

  // All rows wait that are not in the dictionary, as rows or as bounds of unknowns.
  void line_up() {
    std::vector<RowRef> known;
    for (const auto& rule : rules_) {
      if (rule) known.push_back(*rule);
    }
    std::ranges::sort(known);
    const auto add = [&](const NodeRow& row) {
      if (!std::ranges::binary_search(known, row.ref)) waiting_.push_back(&row);
    };
    waiting_.clear();
    for (const NodeRow* row : relaxation_->rows()) {
      if (matters(*row)) add(*row);
    }
    for (const NodeRow& row : relaxation_->rule_rows()) add(row);
  }

  // Until a form is asked about: as little beyond the start as may be, which nothing lowers to start with.
  void seek_little() {
    Line goal(dictionary_.columns() + 1);
    for (std::size_t u = 0; u < unknowns_; ++u) {
      if (!dictionary_.is_free(static_cast<int>(u))) goal.increase(u, 1);
    }
    dictionary_.set_goal(std::move(goal));
  }

  // The form less a number, in terms of what is nonbasic now.
  Line line_of(const std::vector<std::pair<Node, Count>>& form, Count less) const {
    std::vector<Count> times(unknowns_, 0);
    Count number = checked_sub(0, less);
    for (auto [node, t] : form) {
      for (Node n = node; n >= 0; n = start_->stands[ix(n)].on) {
        const Stand& stand = start_->stands[ix(n)];
        number = checked_add(number, checked_mul(t, stand.number));
        times[ix(stand.unknown)] = checked_add(times[ix(stand.unknown)], t);
      }
    }
    return dictionary_.sum(number, times);
  }

  int take(const NodeRow& row) {
    const int out = dictionary_.add(line_of(row.terms, row.at_least));
    rules_.emplace_back(row.ref);
    return out;
  }

  int take_waiting(std::size_t position) {
    const NodeRow& row = *waiting_[position];
    waiting_[position] = waiting_.back();
    waiting_.pop_back();
    return take(row);
  }

  // Of the waiting rows takes those that are violated most. Returns whether any is.
  bool take_violated() {
    const Fractions stand = standing();
    std::vector<std::pair<Count, std::size_t>> violated;  // by how much, and where it waits
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const Count holds_by = beyond(*waiting_[i], stand);
      if (holds_by < 0) violated.emplace_back(holds_by, i);
    }
    std::ranges::sort(violated);
    if (violated.size() > kAtOnce) violated.resize(kAtOnce);
    std::ranges::sort(violated, std::ranges::greater(), [](const auto& row) { return row.second; });
    for (const auto& row : violated) take_waiting(row.second);
    return !violated.empty();
  }

  // Returns -1, or a row that cannot be satisfied.
  int make_feasible() {
    do {
      const int stuck = dictionary_.make_feasible(*steps_);
      if (stuck >= 0) return stuck;
    } while (take_violated());
    return -1;
  }

  // Returns -1, or a column that lowers the form without end. Requires: no row is violated, and leaves it so.
  int descend() {
    for (std::uint64_t turn = 0;; ++turn) {
      const int column = dictionary_.lowering(turn < Dictionary::kPatience);
      if (column < 0) return -1;
      const int way = dictionary_.way_down(column);
      int row = dictionary_.first_to_stop(column, way);
      const bool moves = row < 0 || dictionary_.line(row).sign(dictionary_.columns()) != 0;
      if (const auto waiting = moves ? first_waiting(column, way, row) : std::nullopt) row = take_waiting(*waiting);
      if (row < 0) return column;
      dictionary_.exchange(row, column, *steps_);
    }
  }

  // The waiting row that stops what moves before `row` does (-1: nothing does).
  std::optional<std::size_t> first_waiting(int column, int way, int row) const {
    const Fractions stand = standing(), ray = at_nodes(dictionary_.ray(column, way, unknowns_), false);
    std::optional<Rational> least;  // in steps, but for the two denominators
    if (row >= 0) {
      const Line& line = dictionary_.line(row);
      least = Rational(line.numerator(dictionary_.columns()), std::abs(line.numerator(ix(column)))) *
              Rational(stand.denominator, ray.denominator);
    }
    std::optional<std::size_t> out;
    for (std::size_t i = 0; i < waiting_.size(); ++i) {
      const Count pace = sum_of(*waiting_[i], ray);
      if (pace >= 0) continue;
      const Count far = beyond(*waiting_[i], stand);
      if (least && compare(far, -pace, least->numerator(), least->denominator()) >= 0) continue;
      least = Rational(far, -pace);
      out = i;
    }
    return out;
  }

  Fractions standing() const { return at_nodes(dictionary_.stand(unknowns_), true); }

  // By node, of these values of the unknowns; `placed`: with what each node has at the start.
  Fractions at_nodes(const std::vector<Rational>& of, bool placed) const {
    Fractions out{std::vector<Count>(start_->stands.size()), common_denominator(of)};
    const Count each = placed ? out.denominator : 0;
    for (const Node node : start_->order) {
      const Stand& stand = start_->stands[ix(node)];
      const Count below = stand.on < 0 ? 0 : out.numerators[ix(stand.on)];
      const Count here = checked_add(over(of[ix(stand.unknown)], out.denominator), checked_mul(stand.number, each));
      out.numerators[ix(node)] = checked_add(below, here);
    }
    return out;
  }

  // The violated row, and whatever else would have to rise.
  Certificate refutation(int row) const {
    std::vector<std::pair<int, Rational>> used{{dictionary_.basic(row), Rational(1)}};
    for (int j = 0; ix(j) < dictionary_.columns(); ++j) {
      used.emplace_back(dictionary_.nonbasic(j), -dictionary_.line(row)[ix(j)]);
    }
    return certificate(used);
  }

  Certificate certificate(const std::vector<std::pair<int, Rational>>& used) const {
    Certificate out;
    for (const auto& [variable, times] : used) out.divisor = common_denominator(out.divisor, times);
    for (const auto& [variable, times] : used) {
      if (times.sign() != 0) relaxation_->use(*rules_[ix(variable)], over(times, out.divisor), out);
    }
    Relaxation::merge(out);
    return out;
  }

  // By node, how much it moves for each step of the column, in whole numbers.
  void read_ray(int column, Optimum& out) const {
    out.ray = at_nodes(dictionary_.ray(column, dictionary_.way_down(column), unknowns_), false).numerators;
  }

  void read(Optimum& out) const {
    out.nodes = nodes();
    out.value = dictionary_.number(dictionary_.goal());
    std::vector<std::pair<int, Rational>> used;
    for (int j = 0; ix(j) < dictionary_.columns(); ++j) {
      used.emplace_back(dictionary_.nonbasic(j), dictionary_.goal()[ix(j)]);
    }
    out.why = certificate(used);
  }

  const Relaxation* relaxation_;
  std::uint64_t* steps_;
  std::shared_ptr<const Start> start_;  // of all copies
  Dictionary dictionary_;               // its variables are the unknowns, then rows as they were taken in
  std::size_t unknowns_;
  std::vector<std::optional<RowRef>> rules_;  // by variable, as the start has them
  std::vector<const NodeRow*> waiting_;       // the relaxation's
  int stuck_ = -1;                            // a row that cannot be satisfied
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

Simplex::Some Simplex::some(std::span<const NodeRow> also, std::uint64_t& steps) {
  Program with = program(steps);
  if (with.satisfy(also, steps)) return {with.nodes(), {}};
  return {std::nullopt, with.stuck_on()};
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
