// How many people pairs of figures share: what all pairs of a record ask together.
#pragma once

#include <array>
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
#include "worlds/frame.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// One end of a figure: a place. Where it is uncertain and the claim's own, no other claim knows where it falls, so it
// is that claim's in that reading.
struct FigureEnd {
  std::int64_t at = 0;  // the place's; else the claim
  int moment = -1;      // the place's; else below that
  friend auto operator<=>(const FigureEnd&, const FigureEnd&) = default;
};

// All that the count in common depends on: pairs that are alike in it share as many.
struct CommonStretch {
  using Ends = std::array<FigureEnd, 2>;  // one of them, as the world has it
  Ends start, end;
  int counter = 0;
  Ends meant;                                     // the readings, where there are others
  std::array<std::optional<Index>, 2> contested;  // claims
  friend bool operator==(const CommonStretch&, const CommonStretch&) = default;
  struct Hash {
    std::size_t operator()(const CommonStretch& stretch) const;
  };
};

// Whether `inner` lies within `outer`.
bool within(const CountRange& inner, const CountRange& outer);

// One of these is one thread's.
class PairCounts {
 public:
  explicit PairCounts(const Record& record);

  // Absent where pairs that are alike cannot be told.
  std::optional<CommonStretch> in_common(const FigurePair& pair);
  // What they share, as far as the system of all readings tells: bounds. Widens `met` by what worlds at hand attain.
  CountRange glance(const FigurePair& pair, std::optional<CountRange>& met);
  // No world that holds both has more in common, as far as closing tells.
  std::optional<Count> most(const FigurePair& pair);
  // Whether some world holds both, so read.
  bool hold(const FigurePair& pair);
  // What they share. Absent where no world holds both.
  std::optional<CountRange> shared(const FigurePair& pair);
  // Whether all that shared() said has its ends in some world; else the search bound was hit.
  bool tight() const { return tight_; }
  // What only pairs with this claim asked for, and what only makes further questions quicker.
  void forget(Index claim);

 private:
  using Pair = FigurePair;
  // An end, and between which places it falls.
  struct OwnEnd {
    worlds::Place from, to;
    Index claim, reading;
    FigureEnd key() const;
  };
  std::vector<worlds::Form> regions() const;
  std::vector<bool> framed() const;
  const std::optional<FlowFigure>& figure(Index c, Index r);
  std::vector<Index> contested(const Pair& p) const;
  worlds::System& base_for(const Pair& p);
  worlds::System& system_for(const Pair& p, std::unique_ptr<worlds::System>& scratch);
  worlds::System& with_contested(const std::vector<Index>& contested);
  int narrower_counter(const Pair& p) const;
  bool nest(const Pair& p) const;
  CommonStretch::Ends inner(const OwnEnd& x, const OwnEnd& y, bool later) const;
  std::optional<std::optional<CountRange>> quick(const Pair& p, SeenOverlap& seen);
  bool attain(SharedBounds& bounds, worlds::System& system, std::optional<CountRange>& met);
  std::optional<CountRange> common(const Pair& p, SeenOverlap& seen);
  const Reading& reading(Index c, Index r) const { return record_.ledger.claims[c].readings[r]; }

  const Record& record_;
  std::vector<Index> uncontested_;
  worlds::Effort effort_;
  worlds::Frame frame_;                  // of all claims, but contested ones that have readings
  worlds::Relaxation closed_;            // of all uncontested claims
  std::unique_ptr<worlds::System> all_;  // the same
  bool tight_ = true;
  std::uint64_t spent_ = 0;  // on pairs that were worked out
  std::map<std::pair<int, int>, std::unique_ptr<worlds::System>> by_reading_;
  std::map<std::vector<Index>, std::unique_ptr<worlds::System>> by_contested_;
  std::vector<Index> last_contested_;
  std::vector<std::vector<std::optional<std::optional<FlowFigure>>>> figures_;  // by claim and reading, once asked for
};

}  // namespace reltrack
