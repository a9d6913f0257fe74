// The people that two figures share in a world at hand.
#pragma once

#include <optional>
#include <vector>

#include "reconcile/overlap_figures.hpp"
#include "worlds/search.hpp"

namespace reltrack {

class Attained {
 public:
  // `narrower`: the counter of the narrower population, one of the two figures', of which the other's is a whole.
  // `system` must outlive this, and so must the figures.
  Attained(const worlds::System& system, const FlowFigure& a, const FlowFigure& b, int narrower);

  // Widens `met` by what this world attains, each figure's uncertain end placed as it allows.
  void meet(const worlds::World& world, std::optional<CountRange>& met) const;

 private:
  struct Reach {
    Count least, most;
  };
  // A figure's, among the layout's places.
  struct Ends {
    const FlowFigure* figure;
    int earliest_start, latest_start, earliest_end, latest_end;
  };
  // The starts (or the ends) of a and b are here; the others fall where the counts have them.
  struct Fixed {
    bool starts;
    int a, b;  // into the layout's places
  };

  Ends ends_of(const FlowFigure& figure) const;
  std::vector<Fixed> fixings() const;
  std::optional<Reach> reach(const worlds::World& world, const std::vector<int>& order, const Fixed& fixed) const;
  std::optional<Reach> reach(const worlds::World& world, const std::vector<int>& order, const Ends& ends, int first,
                             const Fixed& fixed, int begin) const;

  const worlds::System& system_;
  const worlds::Layout& layout_;
  int narrower_;
  Ends a_, b_;
  std::vector<Fixed> fixings_;  // of starts, then of ends
};

}  // namespace reltrack
