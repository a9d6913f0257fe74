// What was found of each claim, looked up once for all who ask: sections do so for each pair and each row.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

class ByClaim {
 public:
  // Keeps references.
  ByClaim(const Words& words, const Findings& findings);

  // The problem that a contested claim is in; null where it is in none.
  const Problem* problem(Index claim) const { return problems_[claim]; }
  // Which of its readings hold; all of them where none was judged.
  const std::vector<Index>& holding(Index claim) const { return holding_[claim]; }
  // The figure of those readings: "45" of "75 or 45".
  std::string figure(Index claim) const;
  // The greatest "at least" of those readings, in people: what claims are ordered by.
  Count size(Index claim) const { return sizes_[claim]; }
  // Whether it is said to be part of the whole, in each reading that holds.
  bool is_part(Index claim, Index whole) const;
  // Whether the other of the two counts all that this one counts at least.
  bool shares_all(const Overlap& overlap, Index claim) const;
  // Of two that no world holds: whether they cannot hold even without the rest of the record.
  bool clash_alone(const Overlap& overlap) const;

 private:
  const Words& words_;
  std::vector<const Problem*> problems_;
  std::vector<std::vector<Index>> holding_;
  std::vector<std::vector<Count>> least_;  // people, by reading
  std::vector<Count> sizes_;
  std::set<std::pair<Index, Index>> clashes_;  // of two claims, or of one; sorted
};

// Whether whoever adds the two figures may count somebody twice: not where one of them says that there was nobody.
bool may_count_twice(const Ledger& ledger, const Overlap& overlap);

}  // namespace reltrack::report
