// How many people pairs of figures share: what all pairs of a record ask together.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "reconcile/overlap_bounds.hpp"
#include "reconcile/overlap_exact.hpp"
#include "reconcile/overlap_figures.hpp"
#include "reconcile/record.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// One end of a figure. Where it is uncertain and the claim's own, no other claim knows where it falls, so it is that
// claim's in that reading.
struct FigureEnd {
  worlds::Place from, to;
  Index claim = 0, reading = 0;
  friend auto operator<=>(const FigureEnd&, const FigureEnd&) = default;
};

// All that the count in common depends on: pairs that are alike in it share as many.
struct CommonStretch {
  std::vector<FigureEnd> start, end;  // one of them, as the world has it
  int counter = 0;
  std::vector<worlds::Split> meant;
  std::vector<Index> contested;
  friend auto operator<=>(const CommonStretch&, const CommonStretch&) = default;
};

// Whether `inner` lies within `outer`.
bool within(const CountRange& inner, const CountRange& outer);

// One of these is one thread's.
class PairCounts {
 public:
  PairCounts(const Record& record, const Findings& findings);

  // Absent where pairs that are alike cannot be told.
  std::optional<CommonStretch> in_common(const FigurePair& pair);
  // What they share, as far as the system of all readings tells: bounds. Widens `met` by what worlds at hand attain.
  CountRange glance(const FigurePair& pair, std::optional<CountRange>& met);
  // What they share. Absent where no world holds both.
  std::optional<CountRange> shared(const FigurePair& pair);
  // Whether all that shared() said has its ends in some world; else the search bound was hit.
  bool tight() const { return tight_; }
  // What only pairs with this claim asked for, and what only makes further questions quicker.
  void forget(Index claim);

 private:
  using Pair = FigurePair;
  std::vector<worlds::Form> regions() const;
  const std::optional<FlowFigure>& figure(Index c, Index r);
  std::vector<Index> contested(const Pair& p) const;
  worlds::System& base_for(const Pair& p);
  worlds::System& system_for(const Pair& p, std::unique_ptr<worlds::System>& scratch);
  worlds::System& with_contested(const std::vector<Index>& contested);
  int narrower_counter(const Pair& p) const;
  bool nest(const Pair& p) const;
  std::vector<FigureEnd> inner(const FigureEnd& x, const FigureEnd& y, bool later) const;
  std::optional<std::optional<CountRange>> quick(const Pair& p, SeenOverlap& seen);
  bool attain(SharedBounds& bounds, worlds::System& system, std::optional<CountRange>& met);
  std::optional<CountRange> common(const Pair& p, SeenOverlap& seen);
  const Reading& reading(Index c, Index r) const { return record_.ledger.claims[c].readings[r]; }

  const Record& record_;
  const Findings& findings_;
  std::vector<Index> uncontested_;
  worlds::Effort effort_;
  worlds::System all_;  // of all uncontested claims
  bool tight_ = true;
  std::uint64_t spent_ = 0;  // on pairs that were worked out
  std::map<std::pair<int, int>, std::unique_ptr<worlds::System>> by_reading_;
  std::map<std::vector<Index>, std::unique_ptr<worlds::System>> by_contested_;
  std::vector<Index> last_contested_;
  std::map<std::pair<Index, Index>, std::optional<std::optional<FlowFigure>>> figures_;
};

}  // namespace reltrack
