// Ledger to findings: the main job. Semantics: docs/method.md.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

struct ReconcileOptions {
  std::vector<Rule> dropped;      // rules switched off for this run (not `order`)
  bool proofs = true;             // proofs of ranges
  std::uint64_t effort = 20'000;  // steps of search for each part of the work, after which it is left unfinished
  bool overlaps = true;           // look for overlaps
  std::size_t rows = 0;           // of overlaps, gaps and conditions: so many are kept, the first as told; 0 for all
  // A claim of the ledger. Of more than ten unrelated stories, only this claim's is wanted: verdict, search and one
  // more count are that story's, and what other stories' claims have in `claims` says nothing.
  std::optional<Index> about;
  // Told what is being worked on, by one thread at a time, not always the caller's; must not wait. May be empty.
  std::function<void(const std::string&)> progress;
  // Called where much has been freed by threads that are done, and others are about to want as much. May be empty.
  std::function<void()> give_back_memory;
};

// Trusted claims that cannot hold together: no findings, but the conflict.
struct TrustBroken {
  Conflict conflict;
};

// Everything the report holds, exact over whole numbers where `search` says complete: conflicts and repairs (Reiter
// 1987), ranges (simple temporal networks of Dechter, Meiri & Pearl 1991, and what they leave open by search). The
// order of the claims in the ledger changes nothing but indices. Sums that do not fit 64 bits leave their part
// unfinished. Works on several threads, and returns when all is done. Requires: the selection was made of this ledger.
// Throws: TrustBroken.
Findings reconcile(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options);

}  // namespace reltrack
