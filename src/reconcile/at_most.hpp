// At most so many between the cut-offs of two neighbouring figures of one side.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reconcile/record.hpp"

namespace reltrack {

class AtMost {
 public:
  // Of these claims of the side, which are uncontested: all that has certain cut-offs. `together`: pairs that are asked
  // of one model where that is exact; counts do not depend on it, proofs may.
  AtMost(const Record& record, const std::string& side, const std::vector<Index>& claims, std::size_t together = 50);

  // Pieces of what is left, which do not depend on each other.
  std::size_t open() const { return batches_.size(); }
  void answer(std::size_t piece);

  // Those with uncertain cut-offs first; absent where nothing is bound. Without ids, and the claims they rest on.
  std::vector<std::optional<Condition>> take();

 private:
  struct Neighbours {
    Index first = 0, second = 0;
  };

  void pair_up();
  void make_batches(std::size_t together);
  bool one_series(Index c, Index d) const;
  const TimeSpan& end_of(Index c) const;
  bool is_undivided(const Neighbours& pair) const;
  std::vector<Minutes> times_of() const;
  bool has_certain_cut_off(Index c) const;
  bool same_region(Index c) const;
  std::vector<Index> bound_readings(Index c) const;
  void at_most_of_certain();
  static worlds::Place cut_off(const Encoding& encoding, Index c);
  worlds::Form between(const Encoding& encoding, const Neighbours& pair) const;
  std::vector<worlds::Split> meant(const Encoding& encoding, const Neighbours& pair) const;
  std::optional<Condition> most(const Encoding& encoding, worlds::System& system, const Neighbours& pair) const;

  const Record& record_;
  const Ledger& ledger_;
  std::string side_;
  std::vector<Index> claims_;
  std::vector<Neighbours> uncertain_, certain_;
  std::vector<std::vector<std::size_t>> batches_;                 // of uncertain_: those asked of one model
  std::vector<Minutes> times_;                                    // all that the ledger speaks of, in order
  std::vector<std::optional<Condition>> most_, most_of_certain_;  // by pair
};

}  // namespace reltrack
