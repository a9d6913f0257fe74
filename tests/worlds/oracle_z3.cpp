// Time has no least step, so an uncertain moment is a real number, and only the order of moments counts: the fixed
// minutes of the ledger become 0, 1, 2, ... and everything uncertain lies somewhere on that line.
//
// A world's events are the cumulative counts N(measure, population, moment). For every ordered pair of moments p, q:
// where p is not after q, what happened from p to q obeys the rules; where they are the same moment, the counts are
// the same. Neighbouring moments would do; all pairs are as right and need no notion of a neighbour.
//
// A claim's demands hang on literals of its own, so that one solver answers for every subset of the claims:
// present(c) that it is not set aside, ordered(c) that its period runs forwards and lies in its base's, figure(c) that
// its figure binds, and reading(c, i) for the reading that a world picks.
#include <z3++.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "oracle.hpp"

namespace reltrack::judge {
namespace {

// A moment of the world. `low` and `high` are the least and the greatest position it can have.
struct Moment {
  z3::expr at;
  int low = 0, high = 0;
};

struct Ends {
  std::size_t start = 0, end = 0;
};

// Greater than any finite range of the small ledgers that this judge is for.
constexpr Count kEndless = 1'000'000'000'000'000;

class Worlds {
 public:
  Worlds(const Case& what, const System& system, bool relaxed)
      : what_(what),
        ledger_(*what.ledger),
        system_(system),
        relaxed_(relaxed),
        solver_(context_, z3::solver::simple()) {
    place_moments();
    choose_readings();
    name_counts();
    for (std::size_t p = 0; p < moments_.size(); ++p) {
      for (std::size_t q = 0; q < moments_.size(); ++q) rule_stretch(p, q);
      rule_levels(p);
    }
    for (const Index c : list(system_.members)) {
      for (Index r = 0; r < claim(c).readings.size(); ++r) demand_of(c, r);
    }
  }

  z3::context& context() { return context_; }
  z3::solver& solver() { return solver_; }

  z3::expr_vector assumptions(const Query& query) {
    z3::expr_vector out(context_);
    for (const Index c : list(system_.involved)) {
      if (holds(query.present, c)) out.push_back(present(c));
      if (holds(query.ordered, c)) out.push_back(ordered(c));
      if (holds(query.figures, c)) out.push_back(figure(c));
    }
    if (query.pinned_claim) out.push_back(picks(*query.pinned_claim, query.pinned_reading));
    for (const auto& [claim, reading] : query.also_pinned) out.push_back(picks(claim, reading));
    return out;
  }

  z3::expr count(Index c, Index r) {
    const Reading& reading = what_.reading(c, r);
    const Ends& ends = ends_.at({c, r});
    if (ledger_.measures[reading.measure].type == MeasureType::stock) {
      return level(reading.measure, reading.population, ends.end);
    }
    return events(reading.measure, reading.population, ends.start, ends.end);
  }

  z3::expr runs_forwards(Index c, Index r) {
    const Ends& ends = ends_.at({c, r});
    return not_after(ends.start, ends.end);
  }

  // All by which figures are relaxed. Requires: built relaxed.
  z3::expr relaxed_by() {
    z3::expr sum = number(0);
    for (const z3::expr& s : slack_) sum = sum + s;
    return sum;
  }

  // What a and b both count, least (a + b - whole) or greatest (the lesser).
  z3::expr shared(Index a, Index b, bool least) {
    const Reading& x = what_.reading(a, 0);
    const Reading& y = what_.reading(b, 0);
    const Ends& e = ends_.at({a, 0});
    const Ends& f = ends_.at({b, 0});
    const z3::expr meet = not_after(e.start, f.end) && not_after(f.start, e.end);
    const auto inside = [&](Index population) {
      const auto at = [&](std::size_t p) { return cumulative(x.measure, population, p); };
      const z3::expr from = z3::ite(not_after(e.start, f.start), at(f.start), at(e.start));
      const z3::expr to = z3::ite(not_after(e.end, f.end), at(e.end), at(f.end));
      return z3::ite(meet, to - from, number(0));
    };
    z3::expr in_a = inside(x.population);
    z3::expr in_b = inside(y.population);
    switch (*sharing(ledger_, x.measure, x.population, y.population)) {
      case Sharing::same:
      case Sharing::lesser_is_a:
        return in_a;
      case Sharing::lesser_is_b:
        return in_b;
      case Sharing::may_share:
        break;
    }
    if (!least) return z3::ite(in_a <= in_b, in_a, in_b);
    z3::expr most = number(0);
    for (const Index w : common_wholes(ledger_, x.measure, x.population, y.population)) {
      const z3::expr common = in_a + in_b - inside(w);
      most = z3::ite(common > most, common, most);
    }
    return most;
  }

 private:
  const Claim& claim(Index c) const { return ledger_.claims[c]; }
  z3::expr number(Count n) { return context_.int_val(n); }
  z3::expr literal(const char* what, Index c) { return context_.bool_const((what + std::to_string(c)).c_str()); }
  z3::expr present(Index c) { return literal("present", c); }
  z3::expr ordered(Index c) { return literal("ordered", c); }
  z3::expr figure(Index c) { return literal("figure", c); }
  z3::expr picks(Index c, Index r) { return context_.bool_const(("reads" + name(c) + name(r)).c_str()); }
  static std::string name(std::size_t n) { return "_" + std::to_string(n); }

  // ---- moments

  void place_moments() {
    for (const Index c : list(system_.involved)) {
      for (const Reading& reading : claim(c).readings) {
        for (const PeriodEnd* end : {&reading.period.start, &reading.period.end}) note_minutes(*end);
      }
    }
    int next = 0;
    for (auto& [minute, position] : position_) position = next++;
    for (const Index c : list(system_.involved)) {
      for (Index r = 0; r < claim(c).readings.size(); ++r) {
        const Period& period = claim(c).readings[r].period;
        const std::size_t end = moment_of(period.end);
        ends_[{c, r}] = {period.at_moment ? end : moment_of(period.start), end};
      }
    }
  }

  std::vector<TimeSpan> spans(const PeriodEnd& end) const {
    if (end.moment) return ledger_.moments[*end.moment].between;
    return {end.limits};
  }

  void note_minutes(const PeriodEnd& end) {
    for (const TimeSpan& span : spans(end)) {
      position_[span.from] = 0;
      position_[span.to] = 0;
    }
  }

  std::size_t moment_of(const PeriodEnd& end) {
    if (end.moment) {
      if (const auto named = named_.find(*end.moment); named != named_.end()) return named->second;
      return named_[*end.moment] = uncertain(spans(end));
    }
    if (!end.limits.certain()) return uncertain({end.limits});
    if (const auto fixed = fixed_.find(end.limits.from); fixed != fixed_.end()) return fixed->second;
    const int position = position_.at(end.limits.from);
    moments_.push_back({context_.real_val(position), position, position});
    return fixed_[end.limits.from] = moments_.size() - 1;
  }

  std::size_t uncertain(const std::vector<TimeSpan>& limits) {
    const z3::expr at = context_.real_const(("t" + name(moments_.size())).c_str());
    z3::expr inside = context_.bool_val(false);
    Moment moment{at, position_.at(limits[0].from), position_.at(limits[0].to)};
    for (const TimeSpan& span : limits) {
      const int low = position_.at(span.from);
      const int high = position_.at(span.to);
      moment.low = std::min(moment.low, low);
      moment.high = std::max(moment.high, high);
      inside = inside || (at >= context_.real_val(low) && at <= context_.real_val(high));
    }
    solver_.add(inside);
    moments_.push_back(moment);
    return moments_.size() - 1;
  }

  z3::expr not_after(std::size_t p, std::size_t q) {
    const Moment& a = moments_[p];
    const Moment& b = moments_[q];
    if (p == q || a.high <= b.low) return context_.bool_val(true);
    if (a.low > b.high) return context_.bool_val(false);
    return a.at <= b.at;
  }

  // ---- what happened

  void name_counts() {
    for (const Index c : list(system_.involved)) {
      for (const Reading& reading : claim(c).readings) use_measure(reading.measure);
    }
  }

  void use_measure(Index m) {
    const Measure& measure = ledger_.measures[m];
    if (measure.type == MeasureType::flow) {
      flows_.insert(m);
      return;
    }
    // A stock that no claim speaks of binds nothing: its level at the start may be as high as need be.
    stocks_.insert(m);
    flows_.insert(measure.in.begin(), measure.in.end());
    flows_.insert(measure.out.begin(), measure.out.end());
  }

  z3::expr cumulative(Index m, Index population, std::size_t p) {
    return context_.int_const(("n" + name(m) + name(population) + name(p)).c_str());
  }

  z3::expr events(Index m, Index population, std::size_t p, std::size_t q) {
    return cumulative(m, population, q) - cumulative(m, population, p);
  }

  z3::expr level(Index m, Index population, std::size_t p) {
    if (!what_.keeps(Rule::balance)) {
      return context_.int_const(("level" + name(m) + name(population) + name(p)).c_str());
    }
    z3::expr sum = context_.int_const(("start" + name(m) + name(population)).c_str());
    for (const Index in : ledger_.measures[m].in) sum = sum + cumulative(in, population, p);
    for (const Index out : ledger_.measures[m].out) sum = sum - cumulative(out, population, p);
    return sum;
  }

  std::vector<Index> direct_parts(Index whole) const {
    std::vector<Index> out;
    for (Index p = 0; p < ledger_.populations.size(); ++p) {
      const std::vector<Index>& up = ledger_.populations[p].within;
      if (std::find(up.begin(), up.end(), whole) != up.end()) out.push_back(p);
    }
    return out;
  }

  // `amount(population)` of the parts against that of their whole.
  template <typename Amount>
  void nest(const z3::expr& where, const Amount& amount) {
    for (Index whole = 0; whole < ledger_.populations.size(); ++whole) {
      const std::vector<Index> parts = direct_parts(whole);
      if (parts.empty()) continue;
      z3::expr sum = number(0);
      for (const Index part : parts) {
        if (what_.keeps(Rule::part_of_whole)) solver_.add(z3::implies(where, amount(part) <= amount(whole)));
        sum = sum + amount(part);
      }
      if (ledger_.populations[whole].disjoint && what_.keeps(Rule::disjoint_parts)) {
        solver_.add(z3::implies(where, sum <= amount(whole)));
      }
    }
  }

  void rule_stretch(std::size_t p, std::size_t q) {
    const z3::expr where = not_after(p, q);
    if (p == q || where.is_false()) return;
    const z3::expr same = where && not_after(q, p);
    for (const Index m : flows_) {
      for (Index population = 0; population < ledger_.populations.size(); ++population) {
        const z3::expr amount = events(m, population, p, q);
        if (what_.keeps(Rule::never_falls)) solver_.add(z3::implies(where, amount >= number(0)));
        solver_.add(z3::implies(same, amount == number(0)));
      }
      if (!raises_a_stock(ledger_, m)) nest(where, [&](Index population) { return events(m, population, p, q); });
    }
    for (const Index m : stocks_) {
      for (Index population = 0; population < ledger_.populations.size(); ++population) {
        solver_.add(z3::implies(same, level(m, population, p) == level(m, population, q)));
      }
    }
  }

  void rule_levels(std::size_t p) {
    for (const Index m : stocks_) {
      for (Index population = 0; population < ledger_.populations.size(); ++population) {
        if (what_.keeps(Rule::no_negative)) solver_.add(level(m, population, p) >= number(0));
      }
      nest(context_.bool_val(true), [&](Index population) { return level(m, population, p); });
    }
  }

  // ---- what claims demand

  void choose_readings() {
    for (const Index c : list(system_.involved)) {
      z3::expr_vector choice(context_);
      for (Index r = 0; r < claim(c).readings.size(); ++r) choice.push_back(picks(c, r));
      solver_.add(z3::mk_or(choice));
      solver_.add(z3::atmost(choice, 1));
    }
  }

  void demand_of(Index c, Index r) {
    if (!binds(what_, c, r)) return;
    const z3::expr chosen = picks(c, r);
    solver_.add(z3::implies(chosen && ordered(c), runs_forwards(c, r)));
    if (const std::optional<Index> base = base_of(what_, c, r)) rest_on_base(c, r, *base);
    const Demand wanted = demand(what_, system_, c, r);
    if (wanted.percent) return;
    const z3::expr bound = chosen && figure(c);
    if (wanted.people.min) solver_.add(z3::implies(bound, count(c, r) >= relax(*wanted.people.min, true)));
    if (wanted.people.max) solver_.add(z3::implies(bound, count(c, r) <= relax(*wanted.people.max, false)));
  }

  void rest_on_base(Index c, Index r, Index base) {
    z3::expr chosen = picks(c, r);
    if (!beyond_repair(system_, base)) chosen = chosen && present(base);
    for (Index s = 0; s < claim(base).readings.size(); ++s) {
      solver_.add(z3::implies(chosen && ordered(c) && picks(base, s), lies_inside(c, r, base, s)));
      if (!within(ledger_, what_.reading(c, r).population, what_.reading(base, s).population))
        solver_.add(!(chosen && ordered(c) && picks(base, s)));
      solver_.add(z3::implies(chosen && figure(c) && picks(base, s), share_of(c, r, base, s)));
    }
  }

  z3::expr relax(Count end, bool lower) {
    if (!relaxed_) return number(end);
    const z3::expr slack = context_.int_const(("slack" + name(slack_.size())).c_str());
    solver_.add(slack >= number(0));
    slack_.push_back(slack);
    return lower ? number(end) - slack : number(end) + slack;
  }

  z3::expr lies_inside(Index c, Index r, Index base, Index s) {
    const Ends& in = ends_.at({c, r});
    const Ends& out = ends_.at({base, s});
    z3::expr inside = not_after(out.start, in.start) && not_after(in.end, out.end);
    const Period& part = what_.reading(c, r).period;
    const Period& whole = what_.reading(base, s).period;
    if (alike_ends(part, whole, true)) inside = inside && not_after(in.start, out.start);
    if (alike_ends(part, whole, false)) inside = inside && not_after(out.end, in.end);
    return inside;
  }

  // A percentage of the base's count; of nothing, in no world.
  z3::expr share_of(Index c, Index r, Index base, Index s) {
    const Demand wanted = demand(what_, system_, c, r);
    if (!wanted.percent) return context_.bool_val(true);
    const z3::expr part = number(200) * count(c, r);
    const z3::expr whole = count(base, s);
    z3::expr right = whole >= number(1);
    if (wanted.share_min) {
      const z3::expr least = number(wanted.share_min->two_hundredths) * whole;
      right = right && (wanted.share_min->strict ? part > least : part >= least);
    }
    if (wanted.share_max) {
      const z3::expr most = number(wanted.share_max->two_hundredths) * whole;
      right = right && (wanted.share_max->strict ? part < most : part <= most);
    }
    return right;
  }

  const Case& what_;
  const Ledger& ledger_;
  const System& system_;
  bool relaxed_;
  z3::context context_;
  z3::solver solver_;
  std::map<Minutes, int> position_;
  std::map<Minutes, std::size_t> fixed_;
  std::map<Index, std::size_t> named_;
  std::vector<Moment> moments_;
  std::map<std::tuple<Index, Index>, Ends> ends_;
  std::set<Index> flows_, stocks_;
  std::vector<z3::expr> slack_;
};

constexpr unsigned kMilliseconds = 20'000;

class Oracle : public WorldJudge {
 public:
  Oracle(const Case& what, const System& system) : what_(what), system_(system) {}

  bool satisfiable(const Query& query) override {
    z3::expr_vector assumptions = worlds().assumptions(query);
    return check(worlds(), assumptions);
  }

  std::optional<CountRange> range(const Query& query) override {
    Worlds& w = worlds();
    z3::expr_vector assumptions = w.assumptions(query);
    assumptions.push_back(w.runs_forwards(*query.pinned_claim, query.pinned_reading));
    const z3::expr count = w.count(*query.pinned_claim, query.pinned_reading);
    return ends_of(w, assumptions, count, count);
  }

  std::optional<Count> shortfall(ClaimSet conflict) override {
    Worlds w(what_, system_, true);
    z3::expr_vector assumptions = w.assumptions(Query::all_of(conflict));
    if (!check(w, assumptions)) return std::nullopt;
    return *least(w, assumptions, w.relaxed_by());
  }

  std::optional<CountRange> shared(const Query& query, Index a, Index b) override {
    Worlds& w = worlds();
    z3::expr_vector assumptions = w.assumptions(query);
    assumptions.push_back(w.runs_forwards(a, 0));
    assumptions.push_back(w.runs_forwards(b, 0));
    return ends_of(w, assumptions, w.shared(a, b, true), w.shared(a, b, false));
  }

 private:
  Worlds& worlds() {
    if (!worlds_) worlds_ = std::make_unique<Worlds>(what_, system_, false);
    return *worlds_;
  }

  static bool check(Worlds& w, z3::expr_vector& assumptions) {
    w.solver().set("timeout", kMilliseconds);
    const z3::check_result result = w.solver().check(assumptions);
    if (result == z3::unknown) throw GaveUp("Z3 gave up: " + w.solver().reason_unknown());
    return result == z3::sat;
  }

  std::optional<CountRange> ends_of(Worlds& w, z3::expr_vector& assumptions, const z3::expr& low,
                                    const z3::expr& high) {
    // Assumptions may be no more than literals in Z3, so the rest is asserted for as long as the question lasts.
    if (!check_all(w, assumptions)) return std::nullopt;
    CountRange out;
    out.min = least(w, assumptions, low);
    out.max = least(w, assumptions, -high);
    if (out.max) out.max = -*out.max;
    return out;
  }

  static bool check_all(Worlds& w, const z3::expr_vector& formulas) {
    w.solver().push();
    for (const z3::expr f : formulas) w.solver().add(f);
    z3::expr_vector none(w.context());
    const bool sat = check(w, none);
    w.solver().pop();
    return sat;
  }

  // The least value of `what`, absent where it has none. Requires: the formulas are satisfiable.
  static std::optional<Count> least(Worlds& w, const z3::expr_vector& formulas, const z3::expr& what) {
    z3::solver& solver = w.solver();
    solver.push();
    for (const z3::expr f : formulas) solver.add(f);
    std::optional<Count> out = descend(w, what);
    solver.pop();
    return out;
  }

  static std::optional<Count> descend(Worlds& w, const z3::expr& what) {
    const auto at_most = [&](Count n) -> std::optional<Count> {
      w.solver().push();
      w.solver().add(what <= w.context().int_val(n));
      z3::expr_vector none(w.context());
      std::optional<Count> found;
      if (check(w, none)) found = w.solver().get_model().eval(what, true).get_numeral_int64();
      w.solver().pop();
      return found;
    };
    if (at_most(-kEndless)) return std::nullopt;
    // Z3 4.8.12 has been seen to err among numbers of a million million million, so it is asked for small ones first.
    std::optional<Count> first = at_most(1'000'000);
    if (!first) first = at_most(1000 * kEndless);
    Count attained = *first;
    Count below = -kEndless;  // not attained
    for (Count step = 1; attained - below > 1; step *= 2) {
      const Count aim = step < (attained - below) / 2 ? attained - step : below + (attained - below) / 2;
      if (const std::optional<Count> found = at_most(aim)) {
        attained = *found;
      } else {
        below = aim;
        step = 1;
      }
    }
    return attained;
  }

  const Case what_;
  const System system_;
  std::unique_ptr<Worlds> worlds_;
};

}  // namespace

std::unique_ptr<WorldJudge> make_oracle(const Case& what, const System& system) {
  return std::make_unique<Oracle>(what, system);
}

}  // namespace reltrack::judge
