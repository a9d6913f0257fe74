// The findings of stories as findings of their ledger.
#pragma once

#include <cstddef>
#include <optional>

#include "reconcile/stories.hpp"
#include "reltrack/check_findings.hpp"
#include "reltrack/findings.hpp"

namespace reltrack {

class JoinedFindings {
 public:
  // `rows`: kept of overlaps, gaps and conditions, the first in the order in which they are told; 0 for all.
  JoinedFindings(std::size_t claims, std::size_t rows) : rows_(rows) { out_.claims.resize(claims); }

  // In whatever order stories are done.
  void add(const Story& story, Findings found);
  // What each of the overlaps kept shares at least; absent while fewer than `rows` were added, and where all are kept.
  std::optional<Count> shared_by_told();
  // All that was added. To be called once.
  Findings finish();

 private:
  template <class Finding>
  void append(std::vector<Finding>& to, std::vector<Finding>& from);

  std::size_t rows_;
  Findings out_;
};

// The same with the ledger's indices in place of the story's.
Conflict of_ledger(const Story& story, Conflict conflict);
CheckFindings of_ledger(const Story& story, CheckFindings found);

}  // namespace reltrack
