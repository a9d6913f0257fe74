// Figures that may count the same people: two flows of one measure whose periods meet and whose populations can.
//
// What both count is what the narrower population had from the later start to the earlier cut-off. Where an end is
// uncertain it is a moment of the model here, since both the claim's own figure and the shared count speak of it; where
// it is open which end comes first, each order is a case, and the range is the hull of the cases.
#include <algorithm>
#include <map>
#include <memory>

#include "reconcile/overlap_bounds.hpp"
#include "reconcile/record.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Form;
using worlds::Place;
using worlds::Split;
using worlds::System;

struct Span {
  Minutes from = 0, to = 0;
};

class Overlaps {
 public:
  Overlaps(const Record& record, Findings& findings)
      : record_(record),
        ledger_(record.ledger),
        findings_(findings),
        uncontested_(record.uncontested_joint("")),
        effort_(record.effort()),
        all_(record.joint.model, members_of(record.joint, uncontested_), regions(), effort_) {}

  void run() {
    if (record_.options.progress) record_.options.progress("overlaps");
    all_.strengthen();
    for (Index a : record_.binding) {
      for (Index b : record_.binding) {
        if (a < b) compare(a, b);
      }
      for (auto& [reading, system] : by_reading_) system->rest();
    }
    findings_.overlap_count = findings_.overlaps.size();
    std::ranges::stable_sort(findings_.overlaps, [](const Overlap& x, const Overlap& y) {
      const auto least = [](const Overlap& o) { return o.shared && o.shared->min ? *o.shared->min : Count{-1}; };
      return least(x) > least(y);
    });
    const std::size_t rows = record_.options.overlap_rows;
    if (rows > 0 && findings_.overlaps.size() > rows) findings_.overlaps.resize(rows);
  }

 private:
  // Two figures, each in one of its readings.
  struct Pair {
    Index a, ra, b, rb;
    PopulationRelation people;
  };

  std::vector<Form> regions() const {
    std::vector<Form> out;
    for (Index c : record_.binding) {
      for (const ReadingRanges& r : findings_.claims[c].ranges) {
        out.push_back(record_.joint.regions[c][r.reading].widest);
        out.push_back(record_.joint.regions[c][r.reading].narrowest);
      }
    }
    return out;
  }

  // The figure as one bound between two ends; absent where it is a share.
  std::optional<FlowFigure> plain(Index c, Index r) const {
    const Reading& of_c = reading(c, r);
    if (of_c.figure->percent) return std::nullopt;
    FlowFigure out{record_.joint.regions[c][r], record_.joint.counter(of_c.measure, of_c.population), {}, {}};
    out.at_least = of_c.figure->people.min;
    if (of_c.basis == Basis::asserted || record_.selection.trusted[c]) out.at_most = of_c.figure->people.max;
    return out;
  }

  std::vector<Split> given(const Encoding& encoding, const Pair& p) const {
    std::vector<Split> out;
    for (auto [c, r] : {std::pair{p.a, p.ra}, std::pair{p.b, p.rb}}) {
      if (encoding.choice[c] >= 0) out.push_back(encoding.meant(c, r));
    }
    return out;
  }

  // The system of all uncontested claims and these two, whichever readings are meant.
  System& base_for(Index a, Index b) {
    std::vector<Index> contested;
    for (Index c : {a, b}) {
      if (record_.contested_joint[c]) contested.push_back(c);
    }
    return contested.empty() ? all_ : with_contested(contested);
  }

  // The same in these readings; `scratch` keeps one that is not for others.
  System& system_for(const Pair& p, std::unique_ptr<System>& scratch) {
    System& base = base_for(p.a, p.b);
    const std::vector<Split> readings = given(record_.joint, p);
    if (readings.empty()) return base;
    if (readings.size() > 1 || &base != &all_) {
      scratch = std::make_unique<System>(base, readings);
      return *scratch;
    }
    auto& known = by_reading_[{readings.front().choice, readings.front().option}];
    if (!known) known = std::make_unique<System>(base, readings);
    return *known;
  }

  // The narrower population's counter, one of the two figures'.
  static int narrower(const Pair& p, const FlowFigure& x, const FlowFigure& y) {
    return p.people == PopulationRelation::contains ? y.counter : x.counter;
  }

  bool nest(const Pair& p) const {
    return p.people != PopulationRelation::may_share && record_.options.dropped.empty();
  }

  // What they share in these readings, as far as the system of all readings tells: bounds, and what worlds at hand
  // attain.
  CountRange glance(const Pair& p, std::optional<CountRange>& met) {
    const auto x = plain(p.a, p.ra), y = plain(p.b, p.rb);
    if (!nest(p) || !x || !y) return {0, std::nullopt};
    const std::vector<Split> readings = given(record_.joint, p);
    effort_.used = 0;
    System& system = base_for(p.a, p.b);
    if (system.possible() != Answer::yes) return {0, std::nullopt};
    SharedBounds bounds(system, record_.joint, *x, *y, narrower(p, *x, *y), readings);
    if (!bounds.applies()) return {0, std::nullopt};
    const auto known = bounds.attains() ? bounds.at_once() : std::nullopt;
    if (known) {
      widen(met, known);
      return *known;
    }
    bounds.bound();
    const CountRange outer = bounds.outer().value_or(CountRange{0, 0});
    for (const auto& world : system.worlds()) {
      if (!bounds.attains() || (met && within(outer, *met))) break;
      bounds.meet(*world, met);
    }
    return outer;
  }

  static bool within(const CountRange& inner, const CountRange& outer) {
    return inner.min.value_or(0) >= outer.min.value_or(0) && (!outer.max || (inner.max && *inner.max <= *outer.max));
  }

  System& with_contested(const std::vector<Index>& contested) {
    auto& known = by_contested_[contested];
    if (!known) {
      std::vector<Index> claims = uncontested_;
      for (Index c : contested) claims.insert(std::ranges::lower_bound(claims, c), c);
      known = std::make_unique<System>(record_.joint.model, members_of(record_.joint, claims), regions(), effort_);
    }
    return *known;
  }

  // From one closed system: its bounds, where worlds met attain both.
  std::optional<std::optional<CountRange>> quick(const Pair& p) {
    if (!nest(p)) return std::nullopt;
    const auto x = plain(p.a, p.ra), y = plain(p.b, p.rb);
    if (!x || !y) return std::nullopt;
    std::unique_ptr<System> scratch;
    effort_.used = 0;
    System& system = system_for(p, scratch);
    const Answer possible = system.possible();
    if (possible == Answer::no) return std::optional<CountRange>();
    if (possible == Answer::unknown) return std::nullopt;
    SharedBounds bounds(system, record_.joint, *x, *y, narrower(p, *x, *y));
    if (!bounds.attains()) return std::nullopt;
    if (const auto known = bounds.at_once()) return std::optional(known);
    bounds.bound();
    if (!bounds.outer()) return std::optional<CountRange>();
    if (attain(bounds, system)) return bounds.outer();
    return std::nullopt;
  }

  // Whether worlds attain both bounds: those met before; then worlds made for it; then the extremes of the stretches
  // themselves, over all readings, which give tighter bounds, and worlds that serve later pairs too.
  bool attain(SharedBounds& bounds, const System& system) {
    std::optional<CountRange> met;
    std::size_t seen = 0;
    const auto attained = [&] {
      for (; seen < system.worlds().size() && met != bounds.outer(); ++seen) bounds.meet(*system.worlds()[seen], met);
      return met == bounds.outer();
    };
    const auto missing = [&](bool most) {
      return !met || (most ? met->max != bounds.outer()->max : met->min != bounds.outer()->min);
    };
    for (const bool tighter : {false, true}) {
      for (const bool most : {false, true}) {
        if (attained()) return true;
        effort_.used = 0;
        if (tighter && missing(most)) bounds.tighten(most);
        if (missing(most)) bounds.seek(most, met);
      }
    }
    return attained();
  }

  std::vector<Index> held(Index c) const {
    std::vector<Index> out;
    for (const ReadingRanges& r : findings_.claims[c].ranges) out.push_back(r.reading);
    return out;
  }

  const Reading& reading(Index c, Index r) const { return ledger_.claims[c].readings[r]; }

  void compare(Index a, Index b) {
    std::optional<Overlap> out;
    std::vector<Pair> pairs;
    bool apart_in_some_reading = false;
    for (Index ra : held(a)) {
      for (Index rb : held(b)) {
        const Reading &x = reading(a, ra), &y = reading(b, rb);
        const bool flows = x.measure == y.measure && !x.period.at_moment && !y.period.at_moment;
        const auto people = flows ? relation(x.population, y.population) : std::nullopt;
        const auto time = flows ? relation(widest(x), widest(y)) : std::nullopt;
        if (!people || !time) {
          apart_in_some_reading = true;
          continue;
        }
        if (!out) out = Overlap{a, b, *time, *people, std::nullopt};
        pairs.push_back({a, ra, b, rb, *people});
      }
    }
    if (!out) return;
    if (apart_in_some_reading) out->shared = CountRange{0, 0};
    share(pairs, out->shared);
    findings_.overlaps.push_back(*out);
  }

  // Widens the range by what they share in each pair of readings; those that cannot widen it need no exact answer.
  void share(const std::vector<Pair>& pairs, std::optional<CountRange>& range) {
    std::vector<CountRange> outer(pairs.size(), {0, std::nullopt});
    if (pairs.size() > 1 || range) {
      for (std::size_t i = 0; i < pairs.size(); ++i) outer[i] = glance(pairs[i], range);
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (!range || !within(outer[i], *range)) widen(range, shared(pairs[i]));
    }
  }

  static Span widest(const Reading& r) { return {r.period.start.limits.from, r.period.end.limits.to}; }

  static std::optional<TimeRelation> relation(Span x, Span y) {
    if (std::max(x.from, y.from) >= std::min(x.to, y.to)) return std::nullopt;
    if (x.from == y.from && x.to == y.to) return TimeRelation::same;
    if (x.from <= y.from && x.to >= y.to) return TimeRelation::contains;
    if (y.from <= x.from && y.to >= x.to) return TimeRelation::within;
    return TimeRelation::crosses;
  }

  std::optional<PopulationRelation> relation(Index x, Index y) const {
    if (x == y) return PopulationRelation::same;
    if (is_within(ledger_, y, x)) return PopulationRelation::contains;
    if (is_within(ledger_, x, y)) return PopulationRelation::within;
    if (common_wholes(x, y).empty() || apart(x, y)) return std::nullopt;
    return PopulationRelation::may_share;
  }

  // The wholes of both that have no smaller whole of both within them.
  std::vector<Index> common_wholes(Index x, Index y) const {
    std::vector<Index> all, out;
    for (Index w = 0; w < ledger_.populations.size(); ++w) {
      if (is_within(ledger_, x, w) && is_within(ledger_, y, w)) all.push_back(w);
    }
    for (Index w : all) {
      const bool smallest = std::ranges::none_of(all, [&](Index v) { return v != w && is_within(ledger_, v, w); });
      if (smallest) out.push_back(w);
    }
    return out;
  }

  // In different parts of one disjoint population.
  bool apart(Index x, Index y) const {
    for (Index w = 0; w < ledger_.populations.size(); ++w) {
      if (!ledger_.populations[w].disjoint) continue;
      for (Index p = 0; p < ledger_.populations.size(); ++p) {
        for (Index q = 0; q < ledger_.populations.size(); ++q) {
          const auto part = [&](Index part_of_w) {
            const auto& within = ledger_.populations[part_of_w].within;
            return std::ranges::find(within, w) != within.end();
          };
          if (p != q && part(p) && part(q) && is_within(ledger_, x, p) && is_within(ledger_, y, q)) return true;
        }
      }
    }
    return false;
  }

  // The claims' own ends as moments, and both claims among the others in these readings.
  struct Setting {
    Encoding encoding;
    std::vector<Index> claims;
    std::vector<Split> given;
    std::vector<std::pair<Place, std::vector<Split>>> starts, ends;  // that may be the later, or the earlier, one
    worlds::Effort effort;
    std::unique_ptr<System> system;
  };

  void set_up(const Pair& p, Setting& out) const {
    const std::vector<Index> placed{p.a, p.b};
    out.encoding = encode(ledger_, record_.selection, Bindingness::joint, record_.options.dropped, placed);
    out.claims = uncontested_;
    for (Index c : placed) {
      if (!std::ranges::binary_search(out.claims, c)) out.claims.insert(std::ranges::lower_bound(out.claims, c), c);
    }
    out.given = given(out.encoding, p);
    const Region& x = out.encoding.regions[p.a][p.ra];
    const Region& y = out.encoding.regions[p.b][p.rb];
    out.starts = orders(out, x.earliest_start, y.earliest_start, true);
    out.ends = orders(out, x.latest_end, y.latest_end, false);
    if (p.people == PopulationRelation::may_share) return;
    std::vector<Form> asked;
    for (const auto& [start, before] : out.starts) {
      for (const auto& [end, after] : out.ends) asked.push_back(in_both(out, p, start, end));
    }
    out.effort = record_.effort();
    out.system = std::make_unique<System>(out.encoding.model, members_of(out.encoding, out.claims), asked, out.effort,
                                          out.given);
  }

  std::optional<CountRange> shared(const Pair& p) {
    if (const auto known = quick(p)) return *known;
    Setting s;
    set_up(p, s);
    std::optional<CountRange> out;
    for (const auto& [start, start_order] : s.starts) {
      for (const auto& [end, end_order] : s.ends) {
        std::vector<Split> orders = start_order;
        orders.insert(orders.end(), end_order.begin(), end_order.end());
        widen(out, between(s, p, start, end, orders));
      }
    }
    return out;
  }

  // Which of two places is the later (or the earlier) one, with what has to be assumed for it.
  std::vector<std::pair<Place, std::vector<Split>>> orders(const Setting& s, Place x, Place y, bool later) const {
    const Span of_x = limits(s, x), of_y = limits(s, y);
    if (x == y) return {{x, {}}};
    if (of_x.to <= of_y.from) return {{later ? y : x, {}}};
    if (of_y.to <= of_x.from) return {{later ? x : y, {}}};
    return {{later ? y : x, {order(x, y)}}, {later ? x : y, {order(y, x)}}};
  }

  static Split order(Place before, Place after) {
    Split out;
    out.kind = Split::Kind::order;
    out.from = before;
    out.to = after;
    return out;
  }

  static Span limits(const Setting& s, Place p) {
    if (p.moment < 0) return {p.at, p.at};
    const worlds::Limits& l = s.encoding.model.moments[static_cast<std::size_t>(p.moment)];
    return {l.from, l.to};
  }

  // Where the start may come after the end, worlds in which it does share nobody.
  std::optional<CountRange> between(Setting& s, const Pair& p, Place start, Place end, std::vector<Split> orders) {
    const Span from = limits(s, start), to = limits(s, end);
    std::optional<CountRange> out;
    if (to.from < from.to || (from.to == to.from && start.moment >= 0 && end.moment >= 0)) {
      std::vector<Split> empty = orders;
      empty.push_back(order(end, start));
      if (system_of(s, empty)->possible() == Answer::yes) out = CountRange{0, 0};
      if (to.to <= from.from) return out;
      orders.push_back(order(start, end));
    }
    widen(out, count(s, p, start, end, orders));
    return out;
  }

  // The setting's system in this order.
  std::unique_ptr<System> system_of(Setting& s, const std::vector<Split>& orders) const {
    s.effort = record_.effort();
    if (s.system) return std::make_unique<System>(*s.system, orders);
    std::vector<Split> all = s.given;
    all.insert(all.end(), orders.begin(), orders.end());
    return std::make_unique<System>(s.encoding.model, members_of(s.encoding, s.claims), std::span<const Form>(),
                                    s.effort, all);
  }

  // The count in question, of the narrower population.
  Form in_both(const Setting& s, const Pair& p, Place start, Place end) const {
    const Reading &x = reading(p.a, p.ra), &y = reading(p.b, p.rb);
    const Index narrower = p.people == PopulationRelation::contains ? y.population : x.population;
    return form(s.encoding, x.measure, narrower, start, end);
  }

  Form form(const Encoding& encoding, Index measure, Index population, Place start, Place end) const {
    const int counter = encoding.counter(measure, population);
    return {{{counter, end, 1}, {counter, start, -1}}, -1};
  }

  std::optional<CountRange> count(Setting& s, const Pair& p, Place start, Place end, const std::vector<Split>& orders) {
    if (p.people == PopulationRelation::may_share) {
      std::vector<Split> all = s.given;
      all.insert(all.end(), orders.begin(), orders.end());
      return may_share(s, reading(p.a, p.ra), reading(p.b, p.rb), start, end, all);
    }
    const auto system = system_of(s, orders);
    if (system->possible() == Answer::no) return std::nullopt;
    const Form asked = in_both(s, p, start, end);
    return range(*system, asked, asked);
  }

  CountRange range(System& system, const Form& below, const Form& above) {
    const worlds::End least = system.least(below), greatest = system.greatest(above);
    if (!least.tight || !greatest.tight) findings_.search.ranges = false;
    CountRange out{least.value, greatest.value};
    const auto& dropped = record_.options.dropped;
    const bool may_fall = std::ranges::find(dropped, Rule::never_falls) != dropped.end();
    if (!may_fall && out.min.value_or(-1) < 0) out.min = 0;
    return out;
  }

  // At least what the two have beyond their whole; at most the lesser: a counter of its own, within both.
  std::optional<CountRange> may_share(const Setting& s, const Reading& x, const Reading& y, Place start, Place end,
                                      const std::vector<Split>& given) {
    worlds::Model model = s.encoding.model;
    const int both = static_cast<int>(model.counters.size());
    model.counters.push_back({worlds::Counter::Kind::rising});
    const Form common{{{both, end, 1}, {both, start, -1}}, -1};
    const Form of_x = form(s.encoding, x.measure, x.population, start, end);
    const Form of_y = form(s.encoding, x.measure, y.population, start, end);
    worlds::Bundle within;
    within.members = {Members::figure(static_cast<Index>(s.claims.front()))};
    const auto no_more_than = [&](const Form& f) {
      worlds::Row row{f.terms, 0, -1, -1};
      for (worlds::Term t : common.terms) row.terms.push_back({t.counter, t.at, -t.times});
      within.rows.push_back(std::move(row));
    };
    no_more_than(of_x);
    no_more_than(of_y);
    model.bundles_of[static_cast<std::size_t>(within.members.front())].push_back(
        static_cast<int>(model.bundles.size()));
    model.bundles.push_back(within);
    CountRange out{0, std::nullopt};
    for (Index w : common_wholes(x.population, y.population)) {
      Form beyond = of_x;
      beyond.terms.insert(beyond.terms.end(), of_y.terms.begin(), of_y.terms.end());
      for (worlds::Term t : form(s.encoding, x.measure, w, start, end).terms) {
        beyond.terms.push_back({t.counter, t.at, -t.times});
      }
      const std::vector<Form> asked{common, beyond};
      worlds::Effort effort = record_.effort();
      System system(model, members_of(s.encoding, s.claims), asked, effort, given);
      if (system.possible() == Answer::no) return std::nullopt;
      const CountRange more = range(system, beyond, common);
      out.min = std::max(*out.min, more.min.value_or(0));
      out.max = more.max;
    }
    return out;
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
  std::vector<Index> uncontested_;
  worlds::Effort effort_;
  System all_;
  std::map<std::pair<int, int>, std::unique_ptr<System>> by_reading_;
  std::map<std::vector<Index>, std::unique_ptr<System>> by_contested_;
};

}  // namespace

void find_overlaps(const Record& record, Findings& findings) { Overlaps(record, findings).run(); }

}  // namespace reltrack
