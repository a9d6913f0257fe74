// The people that two figures share, worked out: where an end is uncertain it is a moment of the model here, since both
// the claim's own figure and the shared count speak of it; where it is open which end comes first, each order is a
// case, and the range is the hull of the cases.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "reconcile/encode.hpp"
#include "reconcile/record.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// Two figures, each in one of its readings, and how their populations relate.
struct FigurePair {
  Index a, ra, b, rb;
  PopulationRelation people;
  // The decisions that they are meant so.
  std::vector<worlds::Split> meant(const Encoding& encoding) const;
};

// The wholes of both populations that have no smaller whole of both within them; none where the measure does not nest.
std::vector<Index> common_wholes(const Ledger& ledger, Index measure, Index x, Index y);

// What is known of a pair beforehand: every world's count lies within the bounds, and worlds attain what was met.
struct SeenOverlap {
  std::optional<CountRange> bounds, met;
};

class ExactOverlap {
 public:
  // `uncontested`: the claims that hold besides the two, sorted. `spent`: what such pairs have used of what they have
  // in common of the search's bound, in entries of closed networks; goes up.
  ExactOverlap(const Record& record, const std::vector<Index>& uncontested, const FigurePair& pair,
               const SeenOverlap& seen, std::uint64_t& spent);

  // People. Absent where no world holds both.
  std::optional<CountRange> range();
  // Whether the range has both its ends in some world; else the search bound was hit, and it may be too wide.
  bool tight() const { return tight_; }

 private:
  // A place that may be the later start (or the earlier end), with what has to be assumed for it.
  using Case = std::pair<worlds::Place, std::vector<worlds::Split>>;

  std::vector<Case> orders(worlds::Place x, worlds::Place y, bool later) const;
  std::optional<CountRange> between(worlds::Place start, worlds::Place end, std::vector<worlds::Split> orders);
  worlds::Effort effort_for(const worlds::Layout& layout) const;
  void spend(const worlds::Layout& layout);
  std::unique_ptr<worlds::System> in_order(const std::vector<worlds::Split>& orders);
  std::optional<CountRange> count(worlds::Place start, worlds::Place end, const std::vector<worlds::Split>& orders);
  std::optional<CountRange> may_share(worlds::Place start, worlds::Place end, const std::vector<worlds::Split>& orders);
  CountRange range(worlds::System& system, const worlds::Form& below, const worlds::Form& above);
  worlds::Form form(Index population, worlds::Place start, worlds::Place end) const;
  worlds::Form in_both(worlds::Place start, worlds::Place end) const;
  const Reading& x() const { return record_.ledger.claims[pair_.a].readings[pair_.ra]; }
  const Reading& y() const { return record_.ledger.claims[pair_.b].readings[pair_.rb]; }

  const Record& record_;
  bool tight_ = true;
  FigurePair pair_;
  Encoding encoding_;
  std::vector<bool> members_;
  std::vector<Index> claims_;
  SeenOverlap seen_;
  std::vector<worlds::Split> given_;
  std::vector<Case> starts_, ends_;
  worlds::Effort effort_;
  std::uint64_t& spent_;
  std::unique_ptr<worlds::System> system_;  // where the populations nest
};

}  // namespace reltrack
