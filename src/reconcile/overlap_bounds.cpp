// Each figure is a bound on the difference of its two ends, so both together with a few distances of the closed system
// make a network of some ten points for each population: closing it, and passing bounds between the two, bounds the
// count from the later start to the earlier cut-off. Whether a bound is attained is then looked up in worlds.
#include "reconcile/overlap_bounds.hpp"

#include <algorithm>

#include "base/add_new.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Closure;
using worlds::ix;
using worlds::Place;
using worlds::World;

constexpr int kRounds = 6;
constexpr int kTries = 24;

// Worlds that are bent to a bound, where no reading is open: else each is closed anew for the readings it satisfies.
constexpr std::size_t kBases = 12;

// Whether the rules nest the counts, as they do not those of a flow into a stock; then they have their places in
// common.
bool is_part(const worlds::Model& model, int part, int whole) {
  std::vector<int> reached{part};
  for (std::size_t i = 0; i < reached.size() && reached[i] != whole; ++i) {
    for (const worlds::Whole& w : model.wholes) {
      const bool holds_it = std::ranges::find(w.parts, reached[i]) != w.parts.end();
      if (holds_it) add_new(reached, w.whole);
    }
  }
  return std::ranges::find(reached, whole) != reached.end();
}

}  // namespace

SharedBounds::SharedBounds(worlds::System& system, const Encoding& encoding, const FlowFigure& a, const FlowFigure& b,
                           int narrower, std::span<const worlds::Split> given)
    : system_(system),
      encoding_(encoding),
      a_(a),
      b_(b),
      narrower_(narrower),
      given_(given),
      attained_(system, a, b, narrower) {
  applies_ = is_part(encoding.model, narrower, a.counter == narrower ? b.counter : a.counter);
  start_a_ = add(a.region.earliest_start, a.region.latest_start);
  start_b_ = add(b.region.earliest_start, b.region.latest_start);
  starts_ = {start_a_};
  if (start_b_ != start_a_) starts_.push_back(start_b_);
  end_a_ = add(a.region.earliest_end, a.region.latest_end);
  end_b_ = add(b.region.earliest_end, b.region.latest_end);
}

// Where it is known when both end, the count is one difference.
std::optional<CountRange> SharedBounds::between_known_ends(Place from) const {
  const Point &x = points_[ix(end_a_)], &y = points_[ix(end_b_)];
  if (x.own || y.own || !(before(end_a_, end_b_) || before(end_b_, end_a_))) return std::nullopt;
  const Place to = before(end_a_, end_b_) ? x.place : y.place;
  const worlds::Form form = worlds::count_between(narrower_, from, to);
  const worlds::End least = system_.least(form), most = system_.greatest(form);
  if (!least.tight || !most.tight) return std::nullopt;
  CountRange out{std::max<Count>(0, least.value.value_or(0)), most.value};
  if (out.max) out.max = std::max<Count>(0, *out.max);
  return out;
}

// How few and how many of the narrower population come from `from` to the figure's cut-off, as far as closing tells.
CountRange SharedBounds::until(const FlowFigure& figure, Place from) const {
  const auto most_between = [&](Place x, Place y) { return system_.quick_most(narrower_, x, y); };
  const Region& region = figure.region;
  const std::optional<Count> back = most_between(region.earliest_end, from);
  CountRange out{back ? -*back : 0, most_between(from, region.latest_end)};
  if (figure.counter != narrower_ || region.earliest_end == region.latest_end) return out;
  // Its cut-off is where the figure has come about.
  const std::optional<Count> before = most_between(region.earliest_start, from);
  const std::optional<Count> after = most_between(from, region.earliest_start);
  if (figure.at_least && before) out.min = std::max(*out.min, *figure.at_least - *before);
  if (figure.at_most && after) out.max = std::min(out.max.value_or(Closure::kNone), *figure.at_most + *after);
  return out;
}

std::optional<CountRange> SharedBounds::at_once() const {
  if (starts_.size() > 1 && !before(starts_[0], starts_[1]) && !before(starts_[1], starts_[0])) return std::nullopt;
  const int start = starts_.size() > 1 && before(starts_[0], starts_[1]) ? starts_[1] : starts_[0];
  if (std::ranges::any_of(starts_, [&](int s) { return points_[ix(s)].own; })) return std::nullopt;
  const Place from = points_[ix(start)].place;
  if (given_.empty()) {
    if (const auto known = between_known_ends(from)) return known;
  }
  const CountRange x = until(a_, from), y = until(b_, from);
  CountRange out{std::max<Count>(0, std::min(*x.min, *y.min)), std::nullopt};
  for (const std::optional<Count>& most : {x.max, y.max}) {
    if (most) out.max = std::max<Count>(0, std::min(out.max.value_or(*most), *most));
  }
  for (const bool most : {false, true}) {
    const World* world = system_.corner(narrower_, from, most);
    std::optional<CountRange> met;
    if (world != nullptr) meet(*world, met);
    if (!met || (most ? met->max != out.max : met->min != out.min)) return std::nullopt;
  }
  return out;
}

int SharedBounds::add(Place place) {
  for (std::size_t i = 0; i < points_.size(); ++i) {
    if (!points_[i].own && points_[i].place == place) return static_cast<int>(i);
  }
  Point out;
  out.place = place;
  const worlds::Limits limits = encoding_.model.limits(place);
  out.earliest = limits.from;
  out.latest = limits.to;
  points_.push_back(out);
  return static_cast<int>(points_.size()) - 1;
}

// A figure's own start or end.
int SharedBounds::add(Place from, Place to) {
  if (from == to) return add(from);
  Point out;
  out.own = true;
  out.from = add(from);
  out.to = add(to);
  out.earliest = points_[ix(out.from)].earliest;
  out.latest = points_[ix(out.to)].latest;
  points_.push_back(out);
  return static_cast<int>(points_.size()) - 1;
}

bool SharedBounds::before(int i, int j) const { return points_[ix(i)].latest <= points_[ix(j)].earliest; }

void SharedBounds::bound() {
  const int wider = a_.counter == narrower_ ? b_.counter : a_.counter;
  Closure narrow = network_of(narrower_), wide = network_of(wider);
  if (settle(narrow, wide, narrower_ != wider)) outer_ = read(narrow);
}

// Distances between known ends from the closed system; the figures' own ends within their limits; the figures.
Closure SharedBounds::network_of(int counter) const {
  const int n = static_cast<int>(points_.size());
  Closure net(n);
  for (int i = 0; i < n; ++i) {
    const Point& p = points_[ix(i)];
    if (p.own) {
      net.put(p.to, i, 0);
      net.put(i, p.from, 0);
      continue;
    }
    for (int j = 0; j < n; ++j) {
      if (i == j || points_[ix(j)].own) continue;
      if (const auto most = system_.quick_most(counter, p.place, points_[ix(j)].place)) net.put(i, j, *most);
    }
  }
  const auto bind = [&](const FlowFigure& figure, int start, int end) {
    net.put(end, start, 0);
    if (figure.counter != counter) return;
    if (figure.at_most) net.put(start, end, *figure.at_most);
    if (figure.at_least) net.put(end, start, -*figure.at_least);
  };
  bind(a_, start_a_, end_a_);
  bind(b_, start_b_, end_b_);
  return net;
}

// Closes both, and passes bounds between them where one is part of the other. False: no world holds both figures.
bool SharedBounds::settle(Closure& narrow, Closure& wide, bool nested) const {
  const int n = static_cast<int>(points_.size());
  for (int round = 0; round < kRounds; ++round) {
    if (!narrow.close(1) || !wide.close(1)) return false;
    bool moved = false;
    for (int i = 0; i < n && nested; ++i) {
      for (int j = 0; j < n; ++j) {
        if (i == j || !before(i, j)) continue;
        moved = narrow.put(i, j, wide.at(i, j)) || moved;
        moved = wide.put(j, i, narrow.at(j, i)) || moved;
      }
    }
    if (!moved) break;
  }
  return true;
}

// From the later start to the earlier cut-off is the least of the counts from either start to either cut-off.
CountRange SharedBounds::read(const Closure& net) const {
  CountRange out{0, std::nullopt};
  Count least = Closure::kNone;
  for (int start : starts_) {
    for (int end : {end_a_, end_b_}) {
      const Count most = net.at(start, end), low = net.at(end, start);
      if (Closure::finite(most)) out.max = std::min(out.max.value_or(most), most);
      least = std::min(least, Closure::finite(low) ? -low : 0);
    }
  }
  for (const FlowFigure* figure : {&a_, &b_}) {  // what both count is a part of either
    if (figure->at_most) out.max = std::min(out.max.value_or(*figure->at_most), *figure->at_most);
  }
  out.min = std::max<Count>(0, least);
  if (out.max) out.max = std::max(*out.min, *out.max);
  return out;
}

void SharedBounds::tighten(bool most, worlds::System& by) {
  std::optional<Count> low;
  for (const Place start : {a_.region.earliest_start, b_.region.earliest_start}) {
    for (const FlowFigure* f : {&a_, &b_}) {
      const auto stretch = [&](Place end) { return worlds::count_between(narrower_, start, end); };
      if (!most) {
        low = std::min(low.value_or(Closure::kNone), by.least(stretch(f->region.earliest_end)).value.value_or(0));
        continue;
      }
      const worlds::End end = by.greatest(stretch(f->region.latest_end));
      if (end.value) outer_->max = std::min(outer_->max.value_or(*end.value), *end.value);
      if (f->region.latest_end != f->region.earliest_end) by.greatest(stretch(f->region.earliest_end));
    }
  }
  const bool own_start = points_[ix(start_a_)].own || points_[ix(start_b_)].own;
  if (low && !own_start) outer_->min = std::max(*outer_->min, *low);
}

// In a world where no more than `least` are shared up to the figure's cut-off these rows hold; where one stretch is all
// of the cut-off's limits, they are enough, the others of the figure's own population coming first.
std::vector<worlds::Row> SharedBounds::rows_for_least(const FlowFigure& figure, Place start, Count least) const {
  const Region& r = figure.region;
  std::vector<worlds::Row> out{{{{narrower_, r.earliest_end, -1}, {narrower_, start, 1}}, -least}};
  if (!figure.at_least || r.earliest_end == r.latest_end) return out;
  out.push_back({{{figure.counter, r.latest_end, 1},
                  {figure.counter, r.earliest_start, -1},
                  {narrower_, r.latest_end, -1},
                  {narrower_, start, 1}},
                 *figure.at_least - least});
  return out;
}

// The same of `most` shared up to every cut-off, the narrower population coming first.
std::vector<worlds::Row> SharedBounds::rows_for_most(Count most) const {
  std::vector<worlds::Row> out;
  for (const Place start : {a_.region.earliest_start, b_.region.earliest_start}) {
    for (const FlowFigure* figure : {&a_, &b_}) {
      const Region& r = figure->region;
      out.push_back({{{narrower_, r.latest_end, 1}, {narrower_, start, -1}}, most});
      if (!figure->at_most || r.earliest_end == r.latest_end) continue;
      out.push_back({{{figure->counter, r.earliest_end, -1},
                      {figure->counter, r.latest_start, 1},
                      {narrower_, r.earliest_end, 1},
                      {narrower_, start, -1}},
                     most - *figure->at_most});
    }
  }
  return out;
}

// Whether so few can be shared: yes where `met` shows it.
Answer SharedBounds::ask_least(Count least, std::optional<CountRange>& met) const {
  bool none = true;
  for (const Place start : {b_.region.latest_start, a_.region.latest_start}) {
    for (const FlowFigure* figure : {&a_, &b_}) {
      const worlds::Form stretch = worlds::count_between(narrower_, start, figure->region.earliest_end);
      if (system_.quick_least(stretch).value_or(0) > least) continue;  // whoever comes first
      const auto found = system_.with(rows_for_least(*figure, start, least));
      if (found.world) meet(*found.world, met);
      if (met && *met->min <= least) return Answer::yes;
      none = none && found.answer == Answer::no;
    }
  }
  return none ? Answer::no : Answer::unknown;
}

Answer SharedBounds::ask_most(Count most, std::optional<CountRange>& met) const {
  const auto found = system_.with(rows_for_most(most));
  if (found.world) meet(*found.world, met);
  if (met && (!met->max || *met->max >= most)) return Answer::yes;
  return found.answer == Answer::no ? Answer::no : Answer::unknown;
}

// Bends worlds at hand to the stretch that lies within all others having so many, or so few.
void SharedBounds::bend(bool most, Count count, std::optional<CountRange>& met) const {
  const worlds::Model& model = encoding_.model;
  const Region &x = a_.region, &y = b_.region;
  const Place start_a = most ? x.earliest_start : x.latest_start, start_b = most ? y.earliest_start : y.latest_start;
  const Place end_a = most ? x.latest_end : x.earliest_end, end_b = most ? y.latest_end : y.earliest_end;
  const Place start = model.never_after(start_a, start_b) ? start_b : start_a;
  const Place end = model.never_after(end_a, end_b) ? end_a : end_b;
  const worlds::Met::Worlds all = system_.worlds();
  const std::size_t bases = system_.layout().choices.empty() ? kBases : 1;
  for (std::size_t i = 0; i < std::min(bases, all.size()); ++i) {
    const World& base = i == 1 ? *all.front() : *all[all.size() - std::max<std::size_t>(1, i)];
    const auto found =
        most ? system_.raised(base, narrower_, start, end, count) : system_.raised(base, narrower_, end, start, -count);
    if (found) return meet(*found, met);
  }
}

// The bound itself, then one more than is attained, then by halves.
void SharedBounds::seek(bool most, std::optional<CountRange>& met) {
  std::optional<Count> next = most ? outer_->max : outer_->min;
  if (next) bend(most, *next, met);
  if (met && (most ? met->max == next : met->min == next)) return;
  for (int tries = 0; next && tries < kTries; ++tries) {
    const Answer answer = most ? ask_most(*next, met) : ask_least(*next, met);
    if (answer == Answer::unknown) return;
    if (answer == Answer::no) (most ? outer_->max : outer_->min) = most ? *next - 1 : *next + 1;
    next = between(most, met, tries == 0);
  }
}

// A number that the bound allows and no world met attains; absent where there is none.
std::optional<Count> SharedBounds::between(bool most, const std::optional<CountRange>& met, bool closest) const {
  if (!met || (most && !met->max)) return std::nullopt;
  const Count bound = most ? *outer_->max : *outer_->min, attained = most ? *met->max : *met->min;
  if (bound == attained) return std::nullopt;
  const Count half = (bound - attained) / 2;
  if (closest || half == 0) return most ? attained + 1 : attained - 1;
  return attained + half;
}

void SharedBounds::meet(const World& world, std::optional<CountRange>& met) const {
  if (given_.empty() || system_.reads(world, given_)) attained_.meet(world, met);
}

}  // namespace reltrack
