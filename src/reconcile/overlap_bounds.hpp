// The people that two figures share, from one closed system: bounds at no cost, and worlds that attain them.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "reconcile/encode.hpp"
#include "reconcile/overlap_attained.hpp"
#include "reconcile/overlap_figures.hpp"
#include "worlds/closure.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// `system` holds every uncontested claim, both figures' among them; `given`: the readings that are asked about and not
// yet decided in it.
class SharedBounds {
 public:
  // `narrower`: the counter of the narrower population, one of the two figures'.
  SharedBounds(worlds::System& system, const Encoding& encoding, const FlowFigure& a, const FlowFigure& b, int narrower,
               std::span<const worlds::Split> given = {});

  // Whether the closed system bounds the count: the one population's is a part of the other's.
  bool applies() const { return applies_; }

  // Every world's count lies in here: sound, perhaps loose. An absent range: no world holds both.
  const std::optional<CountRange>& outer() const { return outer_; }

  // The range, where one world made for it attains each end: the usual case, at next to no cost. Requires: applies(),
  // and both figures are rows of the system.
  std::optional<CountRange> at_once() const;

  // Makes outer(). Requires: applies().
  void bound();

  // Asks the system, or one whose worlds are not fewer, for the exact extremes of the stretches from each start to the
  // limits of each end: for the most, or for the least.
  void tighten(bool most, worlds::System& by);

  // Has the system look for worlds that attain the most (or the least) of outer(), and widens `met` by them; or shows
  // that there are none, and tightens outer(). Requires: bound() was called, outer() has a range.
  void seek(bool most, std::optional<CountRange>& met);
  // Widens `met` by what this world attains, each figure's uncertain end placed as it allows. Requires: applies().
  void meet(const worlds::World& world, std::optional<CountRange>& met) const;

 private:
  struct Point {
    worlds::Place place;     // of a known end
    bool own = false;        // a figure's own uncertain start or end: between `from` and `to`
    int from = -1, to = -1;  // points
    Minutes earliest = 0, latest = 0;
  };

  int add(worlds::Place place);
  int add(worlds::Place from, worlds::Place to);
  CountRange until(const FlowFigure& figure, worlds::Place from) const;
  std::optional<CountRange> between_known_ends(worlds::Place from) const;
  worlds::Closure network_of(int counter) const;
  bool settle(worlds::Closure& narrow, worlds::Closure& wide, bool nested) const;
  CountRange read(const worlds::Closure& net) const;
  bool before(int i, int j) const;
  std::vector<worlds::Row> rows_for_least(const FlowFigure& figure, worlds::Place start, Count least) const;
  std::vector<worlds::Row> rows_for_most(Count most) const;
  std::optional<Count> between(bool most, const std::optional<CountRange>& met, bool closest) const;
  void bend(bool most, Count count, std::optional<CountRange>& met) const;
  worlds::Answer ask_least(Count least, std::optional<CountRange>& met) const;
  worlds::Answer ask_most(Count most, std::optional<CountRange>& met) const;

  worlds::System& system_;
  const Encoding& encoding_;
  const FlowFigure& a_;
  const FlowFigure& b_;
  int narrower_;
  std::span<const worlds::Split> given_;
  bool applies_ = true;
  std::vector<Point> points_;
  int start_a_ = 0, start_b_ = 0, end_a_ = 0, end_b_ = 0;
  std::vector<int> starts_;  // a's and b's, once where they are the same
  Attained attained_;
  std::optional<CountRange> outer_;
};

}  // namespace reltrack
