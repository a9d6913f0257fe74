#include "reconcile/encode.hpp"

#include <algorithm>
#include <array>

#include "model/nesting.hpp"

namespace reltrack {

namespace {

using worlds::Bundle;
using worlds::Counter;
using worlds::Form;
using worlds::Level;
using worlds::Place;
using worlds::Term;
using worlds::Whole;

// One end of a reading's period as the model has it: a place, or limits that are its own affair.
struct End {
  std::optional<Place> place;
  TimeSpan limits;
  Place earliest() const { return place.value_or(Place{limits.from, -1}); }
  Place latest() const { return place.value_or(Place{limits.to, -1}); }
};

struct Ends {
  End start, end;
};

class Encoder {
 public:
  Encoder(const Ledger& ledger, const Selection& selection, Bindingness how, std::span<const Rule> dropped,
          std::span<const ClaimEnd> placed)
      : ledger_(ledger), selection_(selection), how_(how), placed_(placed) {
    for (Rule rule : dropped) dropped_[static_cast<std::size_t>(rule)] = true;
  }

  Encoding encode() {
    out_.populations = static_cast<Index>(ledger_.populations.size());
    out_.part_of_whole = !dropped(Rule::part_of_whole);
    out_.model.members = static_cast<int>(ledger_.claims.size()) * Members::kEach;
    out_.model.bundles_of.resize(ledger_.claims.size() * Members::kEach);
    add_counters();
    add_levels();
    add_moments();
    add_choices();
    out_.regions.resize(ledger_.claims.size());
    ends_.resize(ledger_.claims.size());
    mark_explicit();
    for (Index c = 0; c < ledger_.claims.size(); ++c) resolve(c);
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (selection_.active(c)) add_claim(c);
    }
    return std::move(out_);
  }

 private:
  bool dropped(Rule rule) const { return dropped_[static_cast<std::size_t>(rule)]; }
  bool is_flow(Index measure) const { return ledger_.measures[measure].type == MeasureType::flow; }

  void add_counters() {
    const auto kind = dropped(Rule::never_falls) ? Counter::Kind::loose : Counter::Kind::rising;
    for (Index m = 0; m < ledger_.measures.size(); ++m) {
      for (Index p = 0; p < ledger_.populations.size(); ++p) {
        out_.model.counters.push_back({kind});
        out_.counter_of.emplace_back(m, p);
      }
    }
    for (Index m = 0; m < ledger_.measures.size(); ++m) {
      if (is_flow(m) && nests(ledger_, m)) add_wholes(out_.model.wholes, [&](Index p) { return out_.counter(m, p); });
    }
  }

  template <class NumberOf>
  void add_wholes(std::vector<Whole>& wholes, NumberOf&& number_of) {
    std::vector<std::vector<Index>> parts(ledger_.populations.size());
    for (Index p = 0; p < ledger_.populations.size(); ++p) {
      for (Index whole : ledger_.populations[p].within) parts[whole].push_back(p);
    }
    for (Index w = 0; w < parts.size(); ++w) {
      // Of one part alone the other rule says the same, where it is in force.
      const bool says_more = parts[w].size() > 1 || (parts[w].size() == 1 && dropped(Rule::part_of_whole));
      if (ledger_.populations[w].disjoint && says_more && !dropped(Rule::disjoint_parts)) {
        Whole together{number_of(w), {}};
        for (Index p : parts[w]) together.parts.push_back(number_of(p));
        wholes.push_back(std::move(together));
      }
      if (dropped(Rule::part_of_whole)) continue;
      for (Index p : parts[w]) wholes.push_back({number_of(w), {number_of(p)}});
    }
  }

  int add_counter(Counter::Kind kind, Index measure, Index population) {
    out_.model.counters.push_back({kind});
    out_.counter_of.emplace_back(measure, population);
    return static_cast<int>(out_.model.counters.size()) - 1;
  }

  void add_levels() {
    level_.assign(ledger_.measures.size() * ledger_.populations.size(), -1);
    for (Index m = 0; m < ledger_.measures.size(); ++m) {
      if (is_flow(m)) continue;
      for (Index p = 0; p < ledger_.populations.size(); ++p) {
        level_[m * ledger_.populations.size() + p] = static_cast<int>(out_.model.levels.size());
        out_.model.levels.push_back(level(m, p));
        out_.level_of.emplace_back(m, p);
      }
      add_wholes(out_.model.level_wholes, [&](Index p) { return level_[m * ledger_.populations.size() + p]; });
    }
  }

  // Every counter's zero is free, so one of a level's counters can carry the level at the start; but each zero only
  // once.
  Level level(Index m, Index p) {
    Level out;
    out.never_negative = !dropped(Rule::no_negative);
    const Measure& stock = ledger_.measures[m];
    if (dropped(Rule::balance)) {
      out.of = {{add_counter(Counter::Kind::loose, m, p), 1}, {add_counter(Counter::Kind::constant, m, p), -1}};
      return out;
    }
    bool free_zero = false, plus = false, minus = false;
    for (Index flow : stock.in) out.of.emplace_back(out_.counter(flow, p), 1), plus = true;
    for (Index flow : stock.out) out.of.emplace_back(out_.counter(flow, p), -1), minus = true;
    for (auto [counter, sign] : out.of) {
      if (carried_.size() <= static_cast<std::size_t>(counter)) carried_.resize(static_cast<std::size_t>(counter) + 1);
      free_zero = free_zero || !carried_[static_cast<std::size_t>(counter)];
      carried_[static_cast<std::size_t>(counter)] = true;
    }
    if (!free_zero || !plus) out.of.emplace_back(add_counter(Counter::Kind::constant, m, p), 1);
    if (!minus) out.of.emplace_back(add_counter(Counter::Kind::constant, m, p), -1);
    return out;
  }

  void add_moments() {
    for (Index m = 0; m < ledger_.moments.size(); ++m) {
      const std::vector<TimeSpan>& between = ledger_.moments[m].between;
      const worlds::Limits hull{std::ranges::min_element(between, {}, &TimeSpan::from)->from,
                                std::ranges::max_element(between, {}, &TimeSpan::to)->to};
      out_.model.moments.push_back(hull);
      out_.moments.push_back({Instant::Kind::moment, hull.from, m});
      if (between.size() < 2) continue;
      const int choice = static_cast<int>(out_.model.choices.size());
      out_.model.choices.push_back({static_cast<int>(between.size()), -1});
      out_.choice_of.emplace_back(false, m);
      for (std::size_t i = 0; i < between.size(); ++i) {
        const Place moment{0, static_cast<int>(m)};
        Bundle bundle;
        bundle.when = {{choice, static_cast<int>(i)}};
        bundle.orders = {{{between[i].from, -1}, moment, -1}, {moment, {between[i].to, -1}, -1}};
        out_.model.free_bundles.push_back(static_cast<int>(out_.model.bundles.size()));
        out_.model.bundles.push_back(std::move(bundle));
      }
    }
  }

  void add_choices() {
    out_.choice.assign(ledger_.claims.size(), -1);
    out_.binds.assign(ledger_.claims.size(), false);
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      const Claim& claim = ledger_.claims[c];
      out_.binds[c] = selection_.active(c) && can_bind(claim, selection_);
      if (claim.readings.size() < 2) continue;
      out_.choice[c] = static_cast<int>(out_.model.choices.size());
      out_.model.choices.push_back(
          {static_cast<int>(claim.readings.size()), out_.binds[c] ? Members::presence(c) : -1});
      out_.choice_of.emplace_back(true, c);
    }
  }

  // Ends that a part and its base both speak of must be places of the model; other uncertain ends are their claim's
  // own.
  void mark_explicit() {
    // Where counts may fall, nothing is known of them within an end's limits.
    explicit_.assign(2 * ledger_.claims.size(), dropped(Rule::never_falls));
    for (const ClaimEnd& end : placed_) explicit_[number_of(end)] = true;
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      for (const Reading& r : ledger_.claims[c].readings) {
        if (r.part_of && selection_.active(c) && selection_.active(*r.part_of)) {
          for (const bool start : {true, false}) {
            explicit_[number_of({c, start})] = explicit_[number_of({*r.part_of, start})] = true;
          }
        }
      }
    }
  }

  static std::size_t number_of(const ClaimEnd& end) { return 2 * std::size_t{end.claim} + (end.start ? 1 : 0); }

  void resolve(Index c) {
    const Claim& claim = ledger_.claims[c];
    for (const Reading& reading : claim.readings) {
      const Period& period = reading.period;
      Ends ends{resolve_end(c, period.start, Instant::Kind::claim_start),
                resolve_end(c, period.end, Instant::Kind::claim_end)};
      if (period.at_moment) ends.start = ends.end;
      ends_[c].push_back(ends);
      out_.regions[c].push_back(region(reading, ends));
    }
  }

  End resolve_end(Index c, const PeriodEnd& written, Instant::Kind kind) {
    End out{std::nullopt, written.limits};
    if (written.moment) {
      out.place = Place{0, static_cast<int>(*written.moment)};
    } else if (written.limits.certain()) {
      out.place = Place{written.limits.from, -1};
    } else if (explicit_[number_of({c, kind == Instant::Kind::claim_start})]) {
      out.place = Place{0, static_cast<int>(out_.model.moments.size())};
      out_.model.moments.push_back({written.limits.from, written.limits.to});
      out_.moments.push_back({kind, written.limits.from, c});
    }
    return out;
  }

  Region region(const Reading& reading, const Ends& ends) const {
    Region out;
    out.earliest_start = ends.start.earliest();
    out.latest_start = ends.start.latest();
    out.earliest_end = ends.end.earliest();
    out.latest_end = ends.end.latest();
    if (reading.period.at_moment) {
      const int level = level_[reading.measure * ledger_.populations.size() + reading.population];
      out.widest.level = level;
      for (auto [counter, sign] : out_.model.levels[static_cast<std::size_t>(level)].of) {
        out.widest.terms.push_back({counter, *ends.end.place, sign});
      }
      out.narrowest = out.widest;
      return out;
    }
    const int counter = out_.counter(reading.measure, reading.population);
    out.widest = worlds::count_between(counter, ends.start.earliest(), ends.end.latest());
    out.narrowest = worlds::count_between(counter, ends.start.latest(), ends.end.earliest());
    const bool own = !ends.start.place || !ends.end.place;
    const Place first = ends.start.latest(), last = ends.end.earliest();
    out.narrowest_empty = own && first.moment < 0 && last.moment < 0 && last.at <= first.at;
    return out;
  }

  int tag(RowMeaning meaning) {
    out_.rows.push_back(meaning);
    return static_cast<int>(out_.rows.size()) - 1;
  }

  static std::vector<Term> scaled(const Form& form, Count times) {
    std::vector<Term> out = form.terms;
    for (Term& t : out) t.times *= times;
    return out;
  }

  void add_bundle(Bundle bundle) {
    if (bundle.rows.empty() && bundle.orders.empty()) return;
    std::ranges::sort(bundle.members);
    for (int m : bundle.members) {
      out_.model.bundles_of[static_cast<std::size_t>(m)].push_back(static_cast<int>(out_.model.bundles.size()));
    }
    out_.model.bundles.push_back(std::move(bundle));
  }

  void add_claim(Index c) {
    const Claim& claim = ledger_.claims[c];
    for (Index r = 0; r < claim.readings.size(); ++r) {
      const Reading& reading = claim.readings[r];
      Bundle order, figure;
      if (out_.choice[c] >= 0) order.when = figure.when = {{out_.choice[c], static_cast<int>(r)}};
      order.members = {Members::order(c)};
      figure.members = {Members::figure(c)};
      if (out_.binds[c] && reading.basis != Basis::announced) {
        add_own_order(c, r, order);
        if (reading.figure && !reading.figure->percent) add_figure(c, r, figure);
      }
      add_bundle(std::move(order));
      add_bundle(std::move(figure));
      if (reading.part_of && selection_.active(*reading.part_of)) add_part(c, r);
    }
  }

  // Its start is not after its end.
  void add_own_order(Index c, Index r, Bundle& bundle) {
    const Ends& ends = ends_[c][r];
    if (ledger_.claims[c].readings[r].period.at_moment) return;
    const Place start = ends.start.earliest(), end = ends.end.latest();
    if (start.moment < 0 && end.moment < 0) return;
    bundle.orders.push_back({start, end, tag({RowMeaning::Kind::own_order, c, r, start, end})});
  }

  bool binds_above(Index c, const Reading& reading) const {
    return how_ == Bindingness::account || reading.basis == Basis::asserted || selection_.trusted[c];
  }

  void add_figure(Index c, Index r, Bundle& bundle) {
    const Reading& reading = ledger_.claims[c].readings[r];
    const Region& region = out_.regions[c][r];
    const CountRange people = reading.figure->people;
    const Ends& ends = ends_[c][r];
    // "At least none" says nothing of a flow; of a level it does where levels may fall below none.
    if (people.min && (*people.min > 0 || dropped(Rule::never_falls) || dropped(Rule::no_negative))) {
      const int t = tag({RowMeaning::Kind::at_least, c, r, ends.start.earliest(), ends.end.latest()});
      bundle.rows.push_back({region.widest.terms, *people.min, region.widest.level, t});
    }
    if (people.max && binds_above(c, reading) && !region.narrowest_empty) {
      const int t = tag({RowMeaning::Kind::at_most, c, r, ends.start.latest(), ends.end.earliest()});
      bundle.rows.push_back({scaled(region.narrowest, -1), -*people.max, region.narrowest.level, t});
    }
  }

  // Its period lies inside its base's; a percentage binds the two counts.
  void add_part(Index c, Index r) {
    const Reading& reading = ledger_.claims[c].readings[r];
    const Index base = *reading.part_of;
    const Claim& whole = ledger_.claims[base];
    const bool member = out_.binds[base] &&
                        (how_ == Bindingness::joint || ledger_.side_of(whole) == ledger_.side_of(ledger_.claims[c]));
    for (Index j = 0; j < whole.readings.size(); ++j) {
      Bundle inside, share;
      if (out_.choice[c] >= 0) inside.when.emplace_back(out_.choice[c], static_cast<int>(r));
      if (out_.choice[base] >= 0) inside.when.emplace_back(out_.choice[base], static_cast<int>(j));
      share.when = inside.when;
      inside.members = {Members::order(c)};
      share.members = {Members::figure(c)};
      for (Bundle* bundle : {&inside, &share}) {
        if (member) bundle->members.push_back(Members::presence(base));
      }
      if (reading.basis == Basis::announced || !out_.binds[c]) continue;
      if (!is_within(ledger_, reading.population, whole.readings[j].population)) add_nothing(c, r, inside);
      add_inside(c, r, base, j, inside);
      if (reading.figure && reading.figure->percent) add_share(c, r, base, j, share);
      add_bundle(std::move(inside));
      add_bundle(std::move(share));
    }
  }

  // What the whole counts in that meaning leaves out the part's people: it cannot be so, since nothing is 1 and 0.
  void add_nothing(Index c, Index r, Bundle& bundle) {
    const worlds::Form& part = out_.regions[c][r].widest;
    const int t = tag({RowMeaning::Kind::share, c, r, ends_[c][r].start.earliest(), ends_[c][r].end.latest()});
    bundle.rows.push_back({part.terms, 1, part.level, t});
    bundle.rows.push_back({scaled(part, -1), 0, part.level, t});
  }

  // Written alike, an end of the part is the same moment as its base's.
  void add_inside(Index c, Index r, Index base, Index j, Bundle& bundle) {
    const Ends& part = ends_[c][r];
    const Ends& whole = ends_[base][j];
    const Period& inner = ledger_.claims[c].readings[r].period;
    const Period& outer = ledger_.claims[base].readings[j].period;
    const auto order = [&](const End& before, const End& after) {
      if (!before.place || !after.place || *before.place == *after.place) return;
      const int t = tag({RowMeaning::Kind::inside, c, r, *before.place, *after.place});
      bundle.orders.push_back({*before.place, *after.place, t});
    };
    order(whole.start, part.start);
    order(part.end, whole.end);
    if (inner.stands_alone != outer.stands_alone) return;
    const auto open = [](const std::string& text) { return text.empty() || text == ".."; };
    const bool from_before = open(inner.start.text) && open(outer.start.text);
    if (from_before || inner.start.text == outer.start.text) order(part.start, whole.start);
    if (inner.end.text == outer.end.text) order(whole.end, part.end);
  }

  void add_share(Index c, Index r, Index base, Index j, Bundle& bundle) {
    const Reading& reading = ledger_.claims[c].readings[r];
    const Region& part = out_.regions[c][r];
    const Region& whole = out_.regions[base][j];
    const int t = tag({RowMeaning::Kind::share, c, r, ends_[c][r].start.earliest(), ends_[c][r].end.latest()});
    const auto add = [&](Count part_times, Count whole_times, bool strict) {
      std::vector<Term> terms = scaled(part.widest, part_times);
      for (const Term& term : scaled(whole.widest, whole_times)) terms.push_back(term);
      const int level = std::max(part.widest.level, whole.widest.level);
      bundle.rows.push_back({std::move(terms), strict ? 1 : 0, level, t});
    };
    if (const auto& low = reading.figure->share_min) add(kShareScale, -low->two_hundredths, low->strict);
    const auto& high = reading.figure->share_max;
    if (high && binds_above(c, reading)) add(-kShareScale, high->two_hundredths, high->strict);
    // A percentage of nothing holds in no world.
    bundle.rows.push_back({whole.widest.terms, 1, whole.widest.level, t});
  }

  const Ledger& ledger_;
  const Selection& selection_;
  Bindingness how_;
  std::span<const ClaimEnd> placed_;
  std::array<bool, 6> dropped_{};
  Encoding out_;
  std::vector<int> level_;      // by measure and population
  std::vector<bool> carried_;   // by counter: some level's start is in its zero already
  std::vector<bool> explicit_;  // by end
  std::vector<std::vector<Ends>> ends_;
};

}  // namespace

Encoding encode(const Ledger& ledger, const Selection& selection, Bindingness how, std::span<const Rule> dropped,
                std::span<const ClaimEnd> placed) {
  return Encoder(ledger, selection, how, dropped, placed).encode();
}

}  // namespace reltrack
