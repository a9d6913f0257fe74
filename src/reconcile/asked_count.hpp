// The count that a question asks about: what is on file of it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reconcile/record.hpp"
#include "reltrack/check_findings.hpp"
#include "reltrack/question.hpp"
#include "worlds/search.hpp"

namespace reltrack {

class AskedCount {
 public:
  // `said_by`: the claims that say the figure. Both outlive this, and so does the question.
  AskedCount(const Record& record, const Question& question, const std::vector<Index>& said_by);

  // The claim on file whose period the asked one means, if any: the count is between its ends.
  void between_ends_of(std::optional<Told> alike) { alike_ = alike; }

  // Over the uncontested claims of all sides but these.
  std::optional<RangeFinding> in_joint(const std::set<std::string>& but);
  // Over the side's uncontested claims but those that say it.
  std::optional<RangeFinding> in_account(const std::string& side);
  // Whether every range was searched to its end.
  bool complete() const { return complete_; }
  // Whether no world, of those last asked, has such a count, though some have fewer and others more; where nobody says
  // it.
  bool in_no_world() const { return no_world_; }

 private:
  bool says_it(Index c) const { return says_it_[c]; }
  std::optional<RangeFinding> range(Bindingness how, const std::vector<Index>& claims,
                                    const std::vector<Index>& unsaid);
  bool any_number_between() const;
  void in_order(std::vector<worlds::Split>& given) const;
  bool holds_nowhere(worlds::System& system, const CountForms& forms) const;
  CountForms forms_in(const Encoding& encoding) const;
  CountForms between(const Encoding& encoding, const Region& region, bool may_be_empty) const;
  CountForms own_ends(const Encoding& encoding) const;

  const Record& record_;
  const Ledger& ledger_;
  const Reading& asked_;
  bool nobody_says_it_;
  std::vector<bool> says_it_;  // by claim
  std::optional<Told> alike_;
  bool complete_ = true, no_world_ = false;
};

}  // namespace reltrack
