// Which claims the text report tells together, so that one thing takes one line.
#pragma once

#include <string>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/selection.hpp"
#include "report/by_claim.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// One count said twice: the same speaker, day, people, measure and period, with figures that agree (">400" and "~400"
// of one speech). `leader` is the claim that is told, of the others too. A claim that something is found about (a
// problem, a denial, a correction, a repeat) leads itself.
class Folds {
 public:
  // `fold` false: every claim leads itself.
  Folds(const Words& words, const Selection& selection, const Findings& findings, const ByClaim& found, bool fold);

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

}  // namespace reltrack::report
