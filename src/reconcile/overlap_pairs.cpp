// Bounds of one closed system that worlds attain answer nearly always (overlap_bounds.hpp); else it is worked out
// (overlap_exact.hpp).
#include "reconcile/overlap_pairs.hpp"

#include <algorithm>
#include <utility>

#include "reconcile/overlap_common.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Form;
using worlds::Split;
using worlds::System;

// The end of a claim in one of its readings, where it is nobody else's.
FigureEnd own_end(Index claim, Index reading) {
  return {static_cast<std::int64_t>(claim), -2 - static_cast<int>(reading)};
}

CountRange narrower(CountRange range, const CountRange& bounds) {
  range.min = std::max(range.min.value_or(0), bounds.min.value_or(0));
  if (bounds.max) range.max = std::min(range.max.value_or(*bounds.max), *bounds.max);
  return range;
}

}  // namespace

std::size_t CommonStretch::Hash::operator()(const CommonStretch& stretch) const {
  auto out = static_cast<std::uint64_t>(stretch.counter);
  const auto mix = [&](std::uint64_t word) {  // as of FNV-1a, a word at a time
    out = (out ^ word) * 0x100000001b3ULL;
    out ^= out >> 29U;
  };
  for (const Ends* ends : {&stretch.start, &stretch.end, &stretch.meant}) {
    for (const auto& [at, moment] : *ends) {
      mix(static_cast<std::uint64_t>(at) * 31 + static_cast<std::uint64_t>(moment));
    }
  }
  for (const std::optional<Index>& claim : stretch.contested) mix(claim ? *claim + 1 : 0);
  return out;
}

bool within(const CountRange& inner, const CountRange& outer) {
  return inner.min.value_or(0) >= outer.min.value_or(0) && (!outer.max || (inner.max && *inner.max <= *outer.max));
}

PairCounts::PairCounts(const Record& record)
    : record_(record),
      uncontested_(record.uncontested_joint("")),
      effort_(record.effort()),
      frame_(record.joint.model, framed(), regions()),
      closed_(frame_.relaxation(frame_.positions(members_of(record.joint, uncontested_)))),
      all_(frame_.system(closed_, effort_)),
      figures_(record.ledger.claims.size()) {
  all_->strengthen();
}

// A reading of a contested claim would be one more choice for each question about the others.
std::vector<bool> PairCounts::framed() const {
  std::vector<Index> claims = record_.binding;
  std::erase_if(claims, [&](Index c) { return record_.contested_joint[c] && record_.joint.choice[c] >= 0; });
  return members_of(record_.joint, claims);
}

void PairCounts::forget(Index claim) {
  std::erase_if(by_contested_,
                [&](const auto& known) { return known.first.size() > 1 || known.first.front() == claim; });
  for (auto& [reading, system] : by_reading_) system->rest();
}

std::vector<Form> PairCounts::regions() const {
  std::vector<Form> out;
  for (Index c : record_.binding) {
    for (Index r : record_.meant[c]) {
      out.push_back(record_.joint.regions[c][r].widest);
      out.push_back(record_.joint.regions[c][r].narrowest);
    }
  }
  return out;
}

const std::optional<FlowFigure>& PairCounts::figure(Index c, Index r) {
  auto& readings = figures_[c];
  if (readings.empty()) readings.resize(record_.ledger.claims[c].readings.size());
  auto& known = readings[r];
  if (!known) known = flow_figure(record_, *all_, c, r);
  return *known;
}

std::vector<Index> PairCounts::contested(const Pair& p) const {
  std::vector<Index> out;
  for (Index c : {p.a, p.b}) {
    if (record_.contested_joint[c]) out.push_back(c);
  }
  return out;
}

// The system of all uncontested claims and these two, whichever readings are meant.
System& PairCounts::base_for(const Pair& p) {
  const std::vector<Index> added = contested(p);
  return added.empty() ? *all_ : with_contested(added);
}

// The same in these readings; `scratch` keeps one that is not for others.
System& PairCounts::system_for(const Pair& p, std::unique_ptr<System>& scratch) {
  System& base = base_for(p);
  const std::vector<Split> readings = p.meant(record_.joint);
  if (readings.empty()) return base;
  if (readings.size() > 1 || &base != all_.get()) {
    scratch = std::make_unique<System>(base, readings);
    return *scratch;
  }
  auto& known = by_reading_[{readings.front().choice, readings.front().option}];
  if (!known) known = std::make_unique<System>(base, readings);
  return *known;
}

// The narrower population's counter, one of the two figures'.
int PairCounts::narrower_counter(const Pair& p) const {
  const bool second = p.people == PopulationRelation::contains;
  const Reading& narrow = second ? reading(p.b, p.rb) : reading(p.a, p.ra);
  return record_.joint.counter(narrow.measure, narrow.population);
}

bool PairCounts::nest(const Pair& p) const {
  return p.people != PopulationRelation::may_share && record_.options.dropped.empty();
}

CountRange PairCounts::glance(const FigurePair& p, std::optional<CountRange>& met) {
  const auto &x = figure(p.a, p.ra), &y = figure(p.b, p.rb);
  if (!nest(p) || !x || !y) return {0, std::nullopt};
  const std::vector<Split> readings = p.meant(record_.joint);
  effort_.used = 0;
  System& system = base_for(p);
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

FigureEnd PairCounts::OwnEnd::key() const {
  return from == to ? FigureEnd{from.at, from.moment} : own_end(claim, reading);
}

// The later of two starts, or the earlier of two ends; both where that depends on the world.
CommonStretch::Ends PairCounts::inner(const OwnEnd& x, const OwnEnd& y, bool later) const {
  const worlds::Model& model = record_.joint.model;
  const FigureEnd of_x = x.key(), of_y = y.key();
  if (model.never_after(x.to, y.from)) return later ? CommonStretch::Ends{of_y, of_y} : CommonStretch::Ends{of_x, of_x};
  if (model.never_after(y.to, x.from)) return later ? CommonStretch::Ends{of_x, of_x} : CommonStretch::Ends{of_y, of_y};
  return {std::min(of_x, of_y), std::max(of_x, of_y)};
}

std::optional<CommonStretch> PairCounts::in_common(const FigurePair& p) {
  if (!nest(p)) return std::nullopt;
  const auto &of_a = figure(p.a, p.ra), &of_b = figure(p.b, p.rb);
  if (!of_a || !of_b) return std::nullopt;
  const auto start = [](const Region& r, Index c, Index reading) {
    return OwnEnd{r.earliest_start, r.latest_start, c, reading};
  };
  const auto end = [](const Region& r, Index c, Index reading) {
    return OwnEnd{r.earliest_end, r.latest_end, c, reading};
  };
  const Region &x = of_a->region, &y = of_b->region;
  CommonStretch out{inner(start(x, p.a, p.ra), start(y, p.b, p.rb), true),
                    inner(end(x, p.a, p.ra), end(y, p.b, p.rb), false),
                    narrower_counter(p),
                    {},
                    {}};
  auto meant = out.meant.begin();
  auto contested = out.contested.begin();
  for (const auto& [claim, reading] : {std::pair{p.a, p.ra}, std::pair{p.b, p.rb}}) {
    if (record_.joint.choice[claim] >= 0) *meant++ = own_end(claim, reading);
    if (record_.contested_joint[claim]) *contested++ = claim;
  }
  return out;
}

System& PairCounts::with_contested(const std::vector<Index>& contested) {
  if (contested != last_contested_) {  // one at a time has all that makes it quick
    const auto last = by_contested_.find(std::exchange(last_contested_, contested));
    if (last != by_contested_.end()) last->second->rest();
  }
  auto& known = by_contested_[contested];
  if (!known) {
    std::vector<Index> claims = uncontested_;
    for (Index c : contested) claims.insert(std::ranges::lower_bound(claims, c), c);
    const std::vector<bool> members = members_of(record_.joint, claims);
    const bool reads = std::ranges::any_of(contested, [&](Index c) { return record_.joint.choice[c] >= 0; });
    known = reads ? std::make_unique<System>(record_.joint.model, members, regions(), effort_)
                  : frame_.system(frame_.with_all(closed_, members), effort_);
  }
  return *known;
}

// From one closed system: its bounds, where worlds met attain both.
std::optional<std::optional<CountRange>> PairCounts::quick(const Pair& p, SeenOverlap& seen) {
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
// themselves, over all readings, which give tighter bounds, and worlds that serve later pairs too. What holds of all
// systems is asked first, since so many pairs ask the same.
bool PairCounts::attain(SharedBounds& bounds, System& system, std::optional<CountRange>& met) {
  std::size_t looked_at = 0;
  const auto attained = [&] {
    system.review();
    for (const auto& world : system.worlds_since(looked_at)) {
      if (met != bounds.outer()) bounds.meet(*world, met);
    }
    return met == bounds.outer();
  };
  const auto missing = [&](bool most) {
    return !met || (most ? met->max != bounds.outer()->max : met->min != bounds.outer()->min);
  };
  std::vector<System*> asked{nullptr, all_.get()};
  if (&system != all_.get()) asked.push_back(&system);
  for (System* by : asked) {
    for (const bool most : {false, true}) {
      effort_.used = 0;
      if (by != nullptr && missing(most)) bounds.tighten(most, *by);
      if (attained()) return true;
      if (missing(most)) bounds.seek(most, met);
    }
  }
  return attained();
}

// Of populations that are neither nested nor apart: what both count is a part of either.
std::optional<CountRange> PairCounts::common(const Pair& p, SeenOverlap& seen) {
  const auto &x = figure(p.a, p.ra), &y = figure(p.b, p.rb);
  if (!x || !y || !record_.options.dropped.empty()) return std::nullopt;
  seen.bounds = CountRange{0, x->at_most};
  if (y->at_most) seen.bounds->max = std::min(seen.bounds->max.value_or(*y->at_most), *y->at_most);
  std::unique_ptr<System> scratch;
  effort_.used = 0;
  System& system = system_for(p, scratch);
  if (system.possible() != Answer::yes) return std::nullopt;
  const Reading& of_a = reading(p.a, p.ra);
  std::vector<int> wholes;
  for (Index w : common_wholes(record_.ledger, of_a.measure, of_a.population, reading(p.b, p.rb).population))
    wholes.push_back(record_.joint.counter(of_a.measure, w));
  return common_at_once(system, record_.joint, *x, *y, wholes);
}

std::optional<Count> PairCounts::most(const FigurePair& p) {
  const auto &x = figure(p.a, p.ra), &y = figure(p.b, p.rb);
  std::optional<Count> out;
  if (!nest(p) || !x || !y) return out;
  const int counter = narrower_counter(p);
  for (const FlowFigure* from : {&*x, &*y}) {
    for (const FlowFigure* to : {&*x, &*y}) {
      const auto most = all_->quick_most(counter, from->region.earliest_start, to->region.latest_end);
      if (most && (!out || *most < *out)) out = most;
    }
  }
  return out;
}

bool PairCounts::hold(const FigurePair& p) {
  std::unique_ptr<System> scratch;
  effort_.used = 0;
  const Answer possible = system_for(p, scratch).possible();
  tight_ = tight_ && possible != Answer::unknown;
  return possible != Answer::no;
}

std::optional<CountRange> PairCounts::shared(const FigurePair& p) {
  SeenOverlap seen;
  if (p.people == PopulationRelation::may_share) {
    if (const auto known = common(p, seen)) return known;
  } else if (const auto known = quick(p, seen)) {
    return *known;
  }
  ExactOverlap exact(record_, uncontested_, p, seen, spent_);
  std::optional<CountRange> range = exact.range();
  if (exact.tight() || !range) return range;
  if (seen.bounds) range = narrower(*range, *seen.bounds);
  if (!seen.met || !within(*range, *seen.met)) tight_ = false;
  return range;
}

}  // namespace reltrack
