#include "reconcile/overlap_common.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::ix;
using worlds::Place;
using worlds::Row;
using worlds::System;
using worlds::World;

// For the most.
constexpr int kNumbersTried = 24;

class Common {
 public:
  Common(System& system, const Encoding& encoding, const FlowFigure& x, const FlowFigure& y)
      : system_(system), encoding_(encoding), x_(x), y_(y) {}

  std::optional<CountRange> range(std::vector<int> wholes) {
    // One that no figure bounds, of it or around it, is not laid out: it has room for any two.
    std::erase_if(wholes, [&](int whole) { return !system_.layout().has(whole); });
    // From where a figure counts that starts anywhere in a stretch depends on the world.
    if (std::ranges::any_of(std::array{x_.region, y_.region},
                            [](const Region& r) { return r.earliest_start != r.latest_start; }))
      return std::nullopt;
    starts_ = candidates(x_.region.earliest_start, y_.region.earliest_start, true);
    ends_ = candidates(x_.region.latest_end, y_.region.latest_end, false);
    if (!laid_out(wholes)) return std::nullopt;
    CountRange out{0, std::nullopt};
    if (!find_most(out.max)) return std::nullopt;
    if (!std::ranges::all_of(wholes, [&](int whole) { return has_room(whole); })) return std::nullopt;
    return out;
  }

 private:
  // Whether the system speaks of all counters at both ends.
  bool laid_out(std::vector<int> counters) const {
    counters.insert(counters.end(), {x_.counter, y_.counter});
    const worlds::Layout& layout = system_.layout();
    std::vector<Place> places = starts_;
    places.insert(places.end(), ends_.begin(), ends_.end());
    return std::ranges::all_of(counters, [&](int counter) {
      return layout.has(counter) &&
             std::ranges::all_of(places, [&](Place place) { return layout.node(counter, place) >= 0; });
    });
  }

  // The later (or earlier) of two places; both where that depends on the world.
  std::vector<Place> candidates(Place a, Place b, bool later) const {
    if (encoding_.model.never_after(a, b)) return {later ? b : a};
    if (encoding_.model.never_after(b, a)) return {later ? a : b};
    return {a, b};
  }

  template <class Do>
  void each_stretch(Do act) const {
    for (const Place start : starts_) {
      for (const Place end : ends_) act(start, end);
    }
  }

  // Both figures' counts of the longest that the common stretch can be are so many.
  std::vector<Row> rows(Count many) const {
    std::vector<Row> out;
    for (const FlowFigure* f : {&x_, &y_}) {
      each_stretch([&](Place start, Place end) {
        out.push_back({{{f->counter, end, 1}, {f->counter, start, -1}}, many});
      });
      if (!f->at_most) continue;
      for (const Place start : starts_) {
        out.push_back({{{f->counter, start, -1}, {f->counter, f->region.earliest_start, 1}}, many - *f->at_most});
      }
    }
    return out;
  }

  // The same in worlds that let the stretch be that long: uncertain cut-offs that are as late as can be are not too
  // late for their figures.
  std::vector<Row> rows_of_latest(Count many) const {
    std::vector<Row> out = rows(many);
    for (const FlowFigure* f : {&x_, &y_}) {
      const Region& r = f->region;
      if (f->at_most && r.earliest_end != r.latest_end)
        out.push_back({{{f->counter, r.latest_end, -1}, {f->counter, r.latest_start, 1}}, -*f->at_most});
    }
    return out;
  }

  // Whether so many can be shared; unknown where fractions alone say so, or only worlds with an earlier cut-off may.
  Answer can_share(Count many) {
    const auto longest = system_.with(rows(many));
    if (longest.answer == Answer::no) return Answer::no;
    const std::vector<Row> latest = rows_of_latest(many);
    if (longest.world && holds(latest, *longest.world)) return Answer::yes;
    return system_.with(latest).answer == Answer::yes ? Answer::yes : Answer::unknown;
  }

  // Returns whether the most is known: what closing allows, else what the search does, if some world attains it.
  bool find_most(std::optional<Count>& most) {
    for (const bool exactly : {false, true}) {
      const std::optional<Count> bound = most_of_either(exactly);
      const Count wanted = bound.value_or(System::kBeyondFigures);
      if (both_in_some_world() < wanted && !raise_both(wanted) && can_share(wanted) != Answer::yes) continue;
      most = bound;
      return true;
    }
    return halve(most);
  }

  // What either figure says at most, and what the common stretch can have of either population.
  std::optional<Count> most_of_either(bool exactly) {
    std::optional<Count> bound = x_.at_most;
    if (y_.at_most) bound = std::min(bound.value_or(*y_.at_most), *y_.at_most);
    each_stretch([&](Place start, Place end) {
      for (const int counter : {x_.counter, y_.counter}) {
        const worlds::Form form = worlds::count_between(counter, start, end);
        const auto known = exactly ? system_.greatest(form).value : system_.quick_most(counter, start, end);
        if (known && (!bound || *known < *bound)) bound = std::max<Count>(0, *known);
      }
    });
    return bound;
  }

  // Between what a world attains and what neither figure alone exceeds.
  bool halve(std::optional<Count>& most) {
    const std::optional<Count> bound = most_of_either(true);
    if (!bound) return false;
    Count low = both_in_some_world();
    if (low < 0 && can_share(low = 0) != Answer::yes) return false;
    Count high = *bound;
    for (int tries = 0; low < high; ++tries) {
      const Count next = low + (high - low + 1) / 2;
      const Answer answer = tries < kNumbersTried ? can_share(next) : Answer::unknown;
      if (answer == Answer::unknown) return false;
      (answer == Answer::yes ? low : high) = answer == Answer::yes ? next : next - 1;
    }
    most = low;
    return true;
  }

  // Whether both figures hold in the world with their cut-offs as late as can be.
  bool fits(const World& world) const { return holds(rows_of_latest(-System::kBeyondFigures), world); }

  bool holds(const std::vector<Row>& rows, const World& world) const {
    return std::ranges::all_of(rows, [&](const Row& row) {
      return system_.value({row.terms, row.level}, world) >= row.at_least;
    });
  }

  // The most that a world at hand lets them share; -1 where none is of use.
  Count both_in_some_world() {
    Count best = -1;
    const auto look = [&](const World& world) {
      if (fits(world)) best = std::max<Count>({best, 0, std::min(rise(world, x_.counter), rise(world, y_.counter))});
    };
    for (const int counter : {x_.counter, y_.counter}) {
      if (const World* corner = system_.corner(counter, starts_.front(), true); corner != nullptr) look(*corner);
    }
    for (const auto& world : system_.worlds()) look(*world);
    return best;
  }

  // Where a world at hand has so many of one, the other is raised to it.
  bool raise_both(Count wanted) {
    const std::vector<std::shared_ptr<const World>> worlds = system_.worlds();
    for (const auto& world : worlds) {
      for (const auto& [high, low] : {std::pair{x_.counter, y_.counter}, std::pair{y_.counter, x_.counter}}) {
        if (rise(*world, high) < wanted || starts_.size() > 1 || ends_.size() > 1) continue;
        const auto raised = system_.raised(*world, low, starts_.front(), ends_.front(), wanted);
        if (raised && both_in_some_world() >= wanted) return true;
      }
    }
    return false;
  }

  // In the stretch that the world has in common: the shortest.
  Count rise(const World& world, int counter) const {
    const worlds::Layout& layout = system_.layout();
    std::optional<Count> least;
    each_stretch([&](Place start, Place end) {
      const Count here = world[ix(layout.node(counter, end))] - world[ix(layout.node(counter, start))];
      least = least ? std::min(*least, here) : here;
    });
    return *least;
  }

  // Whether some world's whole has room for both, so that they need share nobody.
  bool has_room(int whole) {
    std::vector<Row> room = rows_of_latest(-System::kBeyondFigures);
    each_stretch([&](Place start, Place end) {
      Row row{{{whole, end, 1}, {whole, start, -1}}, 0};
      for (const int counter : {x_.counter, y_.counter}) {
        row.terms.push_back({counter, end, -1});
        row.terms.push_back({counter, start, 1});
      }
      room.push_back(std::move(row));
    });
    const std::vector<std::shared_ptr<const World>> worlds = system_.worlds();
    if (std::ranges::any_of(worlds, [&](const auto& world) { return holds(room, *world); })) return true;
    for (const auto& world : worlds) {
      const Count both = rise(*world, x_.counter) + rise(*world, y_.counter);
      const auto raised = system_.raised(*world, whole, starts_.front(), ends_.front(), both);
      if (raised && holds(room, *raised)) return true;
    }
    const auto found = system_.with(room);
    return found.world && holds(room, *found.world);
  }

  System& system_;
  const Encoding& encoding_;
  const FlowFigure& x_;
  const FlowFigure& y_;
  std::vector<Place> starts_, ends_;  // which of them is the later start, or the earlier end, is the world's choice
};

}  // namespace

std::optional<CountRange> common_at_once(System& system, const Encoding& encoding, const FlowFigure& x,
                                         const FlowFigure& y, const std::vector<int>& wholes) {
  return Common(system, encoding, x, y).range(wholes);
}

}  // namespace reltrack
