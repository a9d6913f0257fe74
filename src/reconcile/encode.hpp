// Ledger to systems: which rows each claim puts into an account and into the joint system.
#pragma once

#include <span>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/selection.hpp"
#include "worlds/certificate.hpp"
#include "worlds/model.hpp"

namespace reltrack {

// A claim takes part with its presence (others may be shares of it, or lie inside its period), the order of its own
// ends, and its figure. What the rest says of a claim leaves out its figure alone.
struct Members {
  static constexpr int kEach = 3;
  static int presence(Index claim) { return static_cast<int>(claim) * kEach; }
  static int order(Index claim) { return static_cast<int>(claim) * kEach + 1; }
  static int figure(Index claim) { return static_cast<int>(claim) * kEach + 2; }
  static Index claim(int member) { return static_cast<Index>(member / kEach); }
};

// What row (or order) number `tag` of the model says.
struct RowMeaning {
  enum class Kind { at_least, at_most, share, own_order, inside };
  Kind kind = Kind::at_least;
  Index claim = 0;
  Index reading = 0;
  worlds::Place from, to;
};

// The count that one reading of a claim speaks of. Where an end of its period is nobody else's, a world is free to put
// it anywhere within its limits, so "at least" speaks of the widest period and "at most" of the narrowest.
struct Region {
  worlds::Form widest, narrowest;  // the same where both ends are certain, or moments of the model
  worlds::Place earliest_start, latest_start, earliest_end, latest_end;
  bool narrowest_empty = false;  // the ends can coincide: the least is no events at all
};

struct Encoding {
  worlds::Model model;
  std::vector<RowMeaning> rows;                     // by tag
  std::vector<std::vector<Region>> regions;         // by claim and reading
  std::vector<int> choice;                          // by claim: its choice in the model, or -1
  std::vector<std::pair<bool, Index>> choice_of;    // by choice: a claim's (true) or a moment's
  std::vector<bool> binds;                          // by claim: it is a member
  std::vector<Instant> moments;                     // by moment of the model: what to call it
  std::vector<std::pair<Index, Index>> level_of;    // by level: measure, population
  std::vector<std::pair<Index, Index>> counter_of;  // by counter: measure, population (of a constant: the stock's)

  Instant instant(worlds::Place place) const;
  // The decision that the claim is meant in this reading. Requires: choice[claim] >= 0.
  worlds::Split meant(Index claim, Index reading) const;
  // The counter of a flow measure and population.
  int counter(Index measure, Index population) const { return static_cast<int>(measure * populations + population); }
  Index populations = 0;
  bool part_of_whole = true;  // that rule is in force: a whole of one part is by it
};

enum class Bindingness { account, joint };

// Where a claim's period starts, or where it ends, in each of its readings.
struct ClaimEnd {
  Index claim = 0;
  bool start = false;
};

inline std::vector<ClaimEnd> both_ends_of(std::span<const Index> claims) {
  std::vector<ClaimEnd> out;
  for (Index c : claims) out.insert(out.end(), {{c, true}, {c, false}});
  return out;
}

// `dropped` rules are left out. In the joint system verified figures bind from below, unless trusted. Those ends in
// `placed` that are uncertain are moments of the model, so that more than the claim itself can speak of them.
Encoding encode(const Ledger& ledger, const Selection& selection, Bindingness how, std::span<const Rule> dropped,
                std::span<const ClaimEnd> placed = {});

// Whether the claim, if active, binds anything in some reading: it has a figure that is no announcement and no share of
// an inactive claim, and is no repeat.
bool can_bind(const Claim& claim, const Selection& selection);

}  // namespace reltrack
