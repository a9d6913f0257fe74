// Which claims the text report tells together, so that one thing takes one line.
#pragma once

#include <string>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/selection.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// One count said twice: the same speaker, day, people, measure and period, with figures that agree (">400" and "~400"
// of one speech). `leader` is the claim that is told, of the others too. A claim that something is found about (a
// problem, a denial, a correction, a repeat) leads itself.
class Folds {
 public:
  // `fold` false: every claim leads itself.
  Folds(const Words& words, const Selection& selection, const Findings& findings, bool fold);

  Index leader(Index claim) const { return leaders_[claim]; }
  bool leads(Index claim) const { return leaders_[claim] == claim; }
  // The claims told by this one, itself left out.
  const std::vector<Index>& followers(Index claim) const { return followers_[claim]; }

 private:
  std::vector<Index> leaders_;
  std::vector<std::vector<Index>> followers_;
};

// The same speaker, day, people, measure and period, with figures that agree.
bool one_count_said_twice(const Words& words, Index a, Index b);

// The problem a contested claim is in; null where it is in none.
const Problem* problem_of(const Findings& findings, Index claim);

// Which of a claim's readings hold; all of them where none was judged.
std::vector<Index> readings_that_hold(const Ledger& ledger, const Findings& findings, Index claim);
// The figure of those readings: "45" of "75 or 45".
std::string figure_that_holds(const Words& words, const Findings& findings, Index claim);
// The greatest "at least" of those readings, in people: what claims are ordered by.
Count size_that_holds(const Words& words, const Findings& findings, Index claim);
// Whether whoever adds the two figures may count somebody twice: not where one of them says that there was nobody.
bool may_count_twice(const Ledger& ledger, const Overlap& overlap);
// Whether the other of the two counts all that this one counts at least.
bool shares_all(const Ledger& ledger, const Findings& findings, const Overlap& overlap, Index claim);

}  // namespace reltrack::report
