// How many people a share speaks of, by what it is a share of.
#pragma once

#include <map>

#include "reltrack/ledger.hpp"

namespace reltrack {

// Looked up once for each claim.
class Shares {
 public:
  // Keeps the reference.
  explicit Shares(const Ledger& ledger) : ledger_(ledger) {}

  // What a reading speaks of: of a share, from the least of the least base to the most of the greatest. The least is
  // always there.
  CountRange people(const Reading& reading);
  // What a claim does, in whichever reading is meant.
  CountRange people(Index claim);

 private:
  CountRange people_now(const Reading& reading) const;

  const Ledger& ledger_;
  std::map<Index, CountRange> known_;  // by claim
};

}  // namespace reltrack
