// Figures that may count the same people: two flows of one measure whose periods meet and whose populations can.
//
// What both count is what the narrower population had from the later start to the earlier cut-off. Bounds of one closed
// system that worlds attain answer nearly always (overlap_bounds.hpp); else it is worked out (overlap_exact.hpp).
#include <algorithm>
#include <map>
#include <memory>

#include "reconcile/overlap_bounds.hpp"
#include "reconcile/overlap_common.hpp"
#include "reconcile/overlap_exact.hpp"
#include "reconcile/record.hpp"
#include "reconcile/spans.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Form;
using worlds::Place;
using worlds::Split;
using worlds::System;

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
      forget(a);
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
  using Pair = FigurePair;

  // What only pairs with this claim asked for, and what only makes further questions quicker.
  void forget(Index a) {
    std::erase_if(by_contested_, [&](const auto& known) { return known.first.size() > 1 || known.first.front() == a; });
    for (auto& [contested, system] : by_contested_) system->rest();
    for (auto& [reading, system] : by_reading_) system->rest();
  }

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

  const std::optional<FlowFigure>& figure(Index c, Index r) {
    auto& known = figures_[{c, r}];
    if (!known) known = flow_figure(record_, all_, c, r);
    return *known;
  }

  std::vector<Index> contested(Index a, Index b) const {
    std::vector<Index> out;
    for (Index c : {a, b}) {
      if (record_.contested_joint[c]) out.push_back(c);
    }
    return out;
  }

  // The system of all uncontested claims and these two, whichever readings are meant.
  System& base_for(Index a, Index b) {
    const std::vector<Index> added = contested(a, b);
    return added.empty() ? all_ : with_contested(added);
  }

  // The same in these readings; `scratch` keeps one that is not for others.
  System& system_for(const Pair& p, std::unique_ptr<System>& scratch) {
    System& base = base_for(p.a, p.b);
    const std::vector<Split> readings = p.meant(record_.joint);
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
  int narrower_counter(const Pair& p) const {
    const bool second = p.people == PopulationRelation::contains;
    const Reading& narrow = second ? reading(p.b, p.rb) : reading(p.a, p.ra);
    return record_.joint.counter(narrow.measure, narrow.population);
  }

  bool nest(const Pair& p) const {
    return p.people != PopulationRelation::may_share && record_.options.dropped.empty();
  }

  // What they share in these readings, as far as the system of all readings tells: bounds, and what worlds at hand
  // attain.
  CountRange glance(const Pair& p, std::optional<CountRange>& met) {
    const auto &x = figure(p.a, p.ra), &y = figure(p.b, p.rb);
    if (!nest(p) || !x || !y) return {0, std::nullopt};
    const std::vector<Split> readings = p.meant(record_.joint);
    effort_.used = 0;
    System& system = base_for(p.a, p.b);
    if (system.possible() != Answer::yes) return {0, std::nullopt};
    SharedBounds bounds(system, record_.joint, *x, *y, narrower_counter(p), readings);
    if (!bounds.applies()) return {0, std::nullopt};
    const auto known = bounds.at_once();
    if (known) {
      widen(met, known);
      return *known;
    }
    bounds.bound();
    const CountRange outer = bounds.outer().value_or(CountRange{0, 0});
    for (const auto& world : system.worlds()) {
      if (met && within(outer, *met)) break;
      bounds.meet(*world, met);
    }
    return outer;
  }

  static bool within(const CountRange& inner, const CountRange& outer) {
    return inner.min.value_or(0) >= outer.min.value_or(0) && (!outer.max || (inner.max && *inner.max <= *outer.max));
  }

  // One end of a figure. Where it is uncertain and the claim's own, no other claim knows where it falls, so it is that
  // claim's in that reading.
  struct End {
    Place from, to;
    Index claim = 0, reading = 0;
    friend auto operator<=>(const End&, const End&) = default;
  };

  // All that the count in common depends on: pairs that are alike in it share as many.
  struct Stretch {
    std::vector<End> start, end;  // one of them, as the world has it
    int counter = 0;
    std::vector<Split> meant;
    std::vector<Index> contested;
    friend auto operator<=>(const Stretch&, const Stretch&) = default;
  };

  static End end_of(Place from, Place to, Index claim, Index reading) {
    return from == to ? End{from, to} : End{from, to, claim, reading};
  }

  // The later of two starts, or the earlier of two ends; both where that depends on the world.
  std::vector<End> inner(const End& x, const End& y, bool later) const {
    const worlds::Model& model = record_.joint.model;
    if (model.never_after(x.to, y.from)) return {later ? y : x};
    if (model.never_after(y.to, x.from)) return {later ? x : y};
    return {std::min(x, y), std::max(x, y)};
  }

  std::optional<Stretch> in_common(const Pair& p) {
    const auto &of_a = figure(p.a, p.ra), &of_b = figure(p.b, p.rb);
    if (!of_a || !of_b) return std::nullopt;
    const Region &x = of_a->region, &y = of_b->region;
    return Stretch{
        inner(end_of(x.earliest_start, x.latest_start, p.a, p.ra), end_of(y.earliest_start, y.latest_start, p.b, p.rb),
              true),
        inner(end_of(x.earliest_end, x.latest_end, p.a, p.ra), end_of(y.earliest_end, y.latest_end, p.b, p.rb), false),
        narrower_counter(p), p.meant(record_.joint), contested(p.a, p.b)};
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

  // What one closed system told of a pair: every world's count lies within the bounds, and worlds attain what was met.
  struct Seen {
    std::optional<CountRange> bounds, met;
  };

  // From one closed system: its bounds, where worlds met attain both.
  std::optional<std::optional<CountRange>> quick(const Pair& p, Seen& seen) {
    if (!nest(p)) return std::nullopt;
    const auto &x = figure(p.a, p.ra), &y = figure(p.b, p.rb);
    if (!x || !y) return std::nullopt;
    std::unique_ptr<System> scratch;
    effort_.used = 0;
    System& system = system_for(p, scratch);
    const Answer possible = system.possible();
    if (possible == Answer::no) return std::optional<CountRange>();
    if (possible == Answer::unknown) return std::nullopt;
    SharedBounds bounds(system, record_.joint, *x, *y, narrower_counter(p));
    if (!bounds.applies()) return std::nullopt;
    if (const auto known = bounds.at_once()) return std::optional(known);
    bounds.bound();
    if (!bounds.outer()) return std::optional<CountRange>();
    if (attain(bounds, system, seen.met)) return bounds.outer();
    seen.bounds = bounds.outer();
    return std::nullopt;
  }

  // Whether worlds attain both bounds: those met before; then worlds made for it; then the extremes of the stretches
  // themselves, over all readings, which give tighter bounds, and worlds that serve later pairs too.
  bool attain(SharedBounds& bounds, const System& system, std::optional<CountRange>& met) {
    std::size_t looked_at = 0;
    const auto attained = [&] {
      for (const auto& world : system.worlds_since(looked_at)) {
        if (met != bounds.outer()) bounds.meet(*world, met);
      }
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
    if (common_wholes(ledger_, x, y).empty() || apart(x, y)) return std::nullopt;
    return PopulationRelation::may_share;
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

  // Of populations that are neither nested nor apart.
  std::optional<CountRange> common(const Pair& p) {
    const auto &x = figure(p.a, p.ra), &y = figure(p.b, p.rb);
    if (!x || !y || !record_.options.dropped.empty()) return std::nullopt;
    std::unique_ptr<System> scratch;
    effort_.used = 0;
    System& system = system_for(p, scratch);
    if (system.possible() != Answer::yes) return std::nullopt;
    const Reading& of_a = reading(p.a, p.ra);
    std::vector<int> wholes;
    for (Index w : common_wholes(ledger_, of_a.population, reading(p.b, p.rb).population))
      wholes.push_back(record_.joint.counter(of_a.measure, w));
    return common_at_once(system, record_.joint, *x, *y, wholes);
  }

  std::optional<CountRange> shared(const Pair& p) {
    const auto common = nest(p) ? in_common(p) : std::nullopt;
    if (!common) return work_out(p);
    const auto [known, fresh] = known_.try_emplace(*common);
    if (fresh) known->second = work_out(p);
    return known->second;
  }

  std::optional<CountRange> work_out(const Pair& p) {
    Seen seen;
    if (p.people == PopulationRelation::may_share) {
      if (const auto known = common(p)) return known;
    } else if (const auto known = quick(p, seen)) {
      return *known;
    }
    ExactOverlap exact(record_, uncontested_, p);
    std::optional<CountRange> range = exact.range();
    if (exact.tight() || !range) return range;
    if (seen.bounds) range = narrower(*range, *seen.bounds);
    if (!seen.met || !within(*range, *seen.met)) findings_.search.ranges = false;
    return range;
  }

  static CountRange narrower(CountRange range, const CountRange& bounds) {
    range.min = std::max(range.min.value_or(0), bounds.min.value_or(0));
    if (bounds.max) range.max = std::min(range.max.value_or(*bounds.max), *bounds.max);
    return range;
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
  std::vector<Index> uncontested_;
  worlds::Effort effort_;
  System all_;
  std::map<std::pair<int, int>, std::unique_ptr<System>> by_reading_;
  std::map<std::vector<Index>, std::unique_ptr<System>> by_contested_;
  std::map<std::pair<Index, Index>, std::optional<std::optional<FlowFigure>>> figures_;
  std::map<Stretch, std::optional<CountRange>> known_;
};

}  // namespace

void find_overlaps(const Record& record, Findings& findings) { Overlaps(record, findings).run(); }

}  // namespace reltrack
