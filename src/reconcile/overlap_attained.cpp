// In a world, a cut-off falls behind as many events of its own population as its figure allows; and of the narrower
// population's events in the stretch where it falls, as few or as many come before it as the two numbers there permit.
#include "reconcile/overlap_attained.hpp"

#include <algorithm>
#include <array>

namespace reltrack {

using worlds::ix;
using worlds::Place;
using worlds::World;

Attained::Attained(const worlds::System& system, const FlowFigure& a, const FlowFigure& b, int narrower)
    : system_(system),
      layout_(system.layout()),
      narrower_(narrower),
      a_(ends_of(a)),
      b_(ends_of(b)),
      fixings_(fixings()) {}

Attained::Ends Attained::ends_of(const FlowFigure& figure) const {
  const auto at = [&](Place place) { return layout_.index(place); };
  const Region& r = figure.region;
  return {&figure, at(r.earliest_start), at(r.latest_start), at(r.earliest_end), at(r.latest_end)};
}

// Each figure's start where it can be first, and where it can be last; where starts are uncertain, the same of the
// ends.
std::vector<Attained::Fixed> Attained::fixings() const {
  std::vector<Fixed> out;
  const auto add = [&](bool starts, std::array<int, 2> of_a, std::array<int, 2> of_b) {
    for (std::size_t i = 0; i < (of_a[0] == of_a[1] ? 1U : 2U); ++i) {
      for (std::size_t j = 0; j < (of_b[0] == of_b[1] ? 1U : 2U); ++j) out.push_back({starts, of_a[i], of_b[j]});
    }
  };
  const Ends &x = a_, &y = b_;
  add(true, {x.earliest_start, x.latest_start}, {y.earliest_start, y.latest_start});
  const bool own_start = x.earliest_start != x.latest_start || y.earliest_start != y.latest_start;
  if (own_start) add(false, {x.earliest_end, x.latest_end}, {y.earliest_end, y.latest_end});
  return out;
}

void Attained::meet(const World& world, std::optional<CountRange>& met) const {
  const std::vector<int> forward = system_.order_of(world, narrower_);
  std::vector<int> back;
  if (!fixings_.back().starts) back.assign(forward.rbegin(), forward.rend());
  for (const Fixed& fixed : fixings_) {
    const std::optional<Reach> all = reach(world, fixed.starts ? forward : back, fixed);
    if (!all) continue;
    const Count least = std::max<Count>(0, all->least), most = std::max<Count>(0, all->most);
    if (!met) met = CountRange{least, most};
    met->min = std::min(*met->min, least);
    // A world made to show that nothing bounds a count has more than any figure could bound.
    if (most >= worlds::System::kBeyondFigures) met->max = std::nullopt;
    if (met->max) met->max = std::max(*met->max, most);
  }
}

std::optional<Attained::Reach> Attained::reach(const World& world, const std::vector<int>& order,
                                               const Fixed& fixed) const {
  std::optional<Reach> all;
  for (const int begin : {fixed.a, fixed.b}) {
    for (const bool of_a : {true, false}) {
      const auto one = reach(world, order, of_a ? a_ : b_, of_a ? fixed.a : fixed.b, fixed, begin);
      if (!one) return std::nullopt;
      all = all ? Reach{std::min(all->least, one->least), std::min(all->most, one->most)} : *one;
    }
  }
  return all;
}

// From `begin`, the start (or end) of one, how few and how many of the narrower population can come before the figure's
// end (or after its start); its own start (or end) is `first`. Absent where this world does not hold the figure in this
// reading.
std::optional<Attained::Reach> Attained::reach(const World& world, const std::vector<int>& order, const Ends& ends,
                                               int first, const Fixed& fixed, int begin) const {
  const FlowFigure& figure = *ends.figure;
  const auto count_from = [&](int counter, int from) {
    const std::vector<worlds::Node>& at = layout_.at[ix(counter)];
    return [&world, &at, &fixed, base = world[ix(at[ix(from)])]](int to) {
      const Count rise = world[ix(at[ix(to)])] - base;
      return fixed.starts ? rise : -rise;
    };
  };
  const auto own = count_from(figure.counter, first), shared = count_from(narrower_, begin);
  const int to = fixed.starts ? ends.latest_end : ends.earliest_start;
  int from = fixed.starts ? ends.earliest_end : ends.latest_start;
  if (own(from) < 0) from = first;  // a period does not end before it starts
  if (own(to) < figure.at_least.value_or(0)) return std::nullopt;
  if (figure.at_most && own(from) > *figure.at_most) return std::nullopt;
  Reach out{shared(from), shared(to)};
  // Counts never fall, so there is one place before which there are fewer than so many of its own, or of which none.
  const auto passing = [&](Count people) {
    return std::ranges::partition_point(order, [&](int at) { return own(at) < people; });
  };
  // Too few before the first moment it can be: it lies where enough have come.
  if (figure.at_least && own(from) < *figure.at_least) {
    if (const auto at = passing(*figure.at_least); at != order.begin() && at != order.end()) {
      const int before = *std::prev(at);
      const Count needed = *figure.at_least - own(before);
      const Count others = own(*at) - own(before) - (shared(*at) - shared(before));
      out.least = shared(before) + std::max<Count>(0, needed - others);
    }
  }
  if (figure.at_most && own(to) > *figure.at_most) {
    if (const auto at = passing(*figure.at_most + 1); at != order.begin() && at != order.end()) {
      const int before = *std::prev(at);
      const Count room = *figure.at_most - own(before);
      out.most = shared(before) + std::min(room, shared(*at) - shared(before));
    }
  }
  return out;
}

}  // namespace reltrack
