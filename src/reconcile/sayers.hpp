// Who says the figure of a question, who denies it, and what it clashes with.
#pragma once

#include <set>
#include <vector>

#include "reconcile/alarms.hpp"
#include "reconcile/record.hpp"
#include "reltrack/check_findings.hpp"
#include "reltrack/question.hpp"

namespace reltrack {

class Sayers {
 public:
  // All outlive this.
  Sayers(const Record& record, const Findings& findings, const Standing& standing, const Question& question)
      : record_(record),
        ledger_(record.ledger),
        findings_(findings),
        standing_(standing),
        question_(question),
        asked_(question.asked) {}

  // Sets said_by, giving, saying_more, also_meant, ruled_out, contested, repeated_by, denied_by and denied_sayers.
  void find(CheckFindings& out) const;
  // Sets clashes. Requires: find().
  void find_clashes(CheckFindings& out) const;
  bool says_it(Index c, Index r) const;

 private:
  bool of_account() const { return !question_.account.empty(); }
  bool is_exact(Index c) const { return of_account() || record_.selection.trusted[c]; }
  void tell_apart(CheckFindings& out) const;
  void find_denied_sayers(CheckFindings& out) const;
  bool gives_it(Index c) const;
  bool has_its_terms(const Reading& reading) const;
  bool repeats_it(Index d, const std::set<Index>& said_by) const;
  std::vector<Index> given_elsewhere() const;
  void find_ruled_out(CheckFindings& out) const;
  std::vector<Index> set_aside() const;

  const Record& record_;
  const Ledger& ledger_;
  const Findings& findings_;
  const Standing& standing_;
  const Question& question_;
  const Reading& asked_;
};

}  // namespace reltrack
