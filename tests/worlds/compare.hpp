// What two reconciliations say, as facts that can be held against each other line by line.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "judge.hpp"
#include "reltrack/findings.hpp"

namespace reltrack::judge {

// "conflict joint {a, b}" -> "short by 5". In terms of ids, so that the order of the claims is no part of it.
using Facts = std::map<std::string, std::string>;

Facts facts(const Case& what, const Expected& expected);

// The same facts of what reconcile() found. Parts of the work that it left unfinished are left out, and named in
// `unfinished`.
Facts facts(const Case& what, const Findings& findings, std::vector<std::string>& unfinished);

// One line a difference, `-` expected and `+` found; none where the facts are the same. Facts whose name begins with
// one of `skipped` are passed over.
std::vector<std::string> differences(const Facts& expected, const Facts& found,
                                     const std::vector<std::string>& skipped = {});

// What the order of lists has to be, and what cannot be true whatever the ledger.
std::vector<std::string> disorders(const Case& what, const Findings& findings);

// reconcile() against a judge, or against what one said: the differences and disorders.
struct Comparison {
  std::vector<std::string> lines;
  std::vector<std::string> unfinished;
};
Comparison compare_with_reconcile(const Case& what, const JudgeMaker& make,
                                  const std::vector<std::string>& skipped = {});
Comparison compare_with_reconcile(const Case& what, const Facts& expected,
                                  const std::vector<std::string>& skipped = {});

}  // namespace reltrack::judge
