// The sum of a share as its reader does it: so many percent of so many, against what is on file of those it counts.
// Proofs add it in whole numbers, "200 x 116 against 100 x 401", which nobody would.
#pragma once

#include <optional>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack::report {

enum class SumOf {
  conflict,  // at least ... at most ... too many
  least,     // at least ... less ... so at least
  greatest,  // at most ... less ... so at most
};

// Figures added, less figures.
struct Difference {
  std::vector<ProofTerm> plus, minus;
  Count total = 0;
};

struct ShareSum {
  ProofTerm share;       // the claim that gives it
  ShareEnd end;          // the one that the sum takes
  bool at_least = true;  // that is its beginning: those it counts are at least `people`; else at most
  Difference base;       // what it is a share of, at least so many; or at most
  Count people = 0;      // so much of that the share is
  Difference part;       // what is on file of those it counts: the other way round

  // The greater less the lesser: those of the share, and what is on file of them.
  Count rest(bool share_first) const { return share_first ? people - part.total : part.total - people; }
};

// Of a conflict, or of one end of a range: of those that the share counts, or of others than those (then the share is
// taken from what is on file). Absent where the sum is no share of one base, taken once. Requires: no cases.
std::optional<ShareSum> share_sum(const Ledger& ledger, const Proof& leaf, SumOf of);

// Two shares of one base that count the same people and days, so much of it at least and so much at most.
struct ContraryShares {
  ProofTerm more, less;  // the claims that give them
  ShareEnd least, most;
  std::optional<ProofTerm> base;  // at least so many; absent where no number of people can be both
};

// Absent where that is not what the proof is about. Requires: a conflict's proof, without cases.
std::optional<ContraryShares> contrary_shares(const Ledger& ledger, const Proof& leaf);

// The share that is less than all of those whom it counts itself ("<100%" of its base); null where the proof is not
// about that. Requires: as above.
const ProofTerm* less_than_itself(const Proof& leaf);

}  // namespace reltrack::report
