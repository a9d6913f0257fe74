// What the pages of claims and of findings share.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reltrack/explain.hpp"
#include "report/folds.hpp"
#include "report/layout.hpp"
#include "report/sum_column.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// Holds references: all of it must outlive the page.
class ExplainPage {
 public:
  ExplainPage(const Ledger& ledger, const Selection& selection, const Findings& findings, const ReportOptions& options)
      : ledger_(ledger),
        selection_(selection),
        findings_(findings),
        options_(options),
        words_(ledger, &findings),
        found_(words_, findings),
        folds_(words_, selection, findings, found_, options.limit != std::size_t{0}) {}

  std::string write(const Subject& subject, const std::optional<AskedClaim>& asked);

 private:
  // Of `all` rows that a section has, how many are told.
  std::size_t told(std::size_t all) const;
  void head(const std::string& line);
  void sum(const Proof& proof, SumOf of, std::optional<Index> self = std::nullopt, Count end = 0);
  // The texts under one head, cut to what fits a page.
  void rows(std::string_view head, const std::vector<std::string>& texts);
  // Of these names those that fit a page, and how many are left.
  std::string some(std::vector<std::string> names) const;
  std::string names_of(const std::vector<Index>& claims) const;
  void choices(const std::vector<Choice>& rests_on);

  void claim(Index claim, const std::optional<AskedClaim>& asked);
  void words_said(Index claim);
  void named_claims(const Claim& claim);
  void on_file(Index claim);
  void readings(Index claim);
  void reading(Index claim, Index reading);
  void ranges(Index claim, const ReadingRanges& ranges);
  void range(std::string_view head, std::string_view whose, const RangeFinding& found, Index claim);
  void problems(Index claim);
  void do_not_add(Index claim);
  std::string_view relation_to(Index claim, Index other, const Overlap& overlap) const;
  void gaps(Index claim);
  void hangs_on(Index claim);
  void would_help(Index claim);
  void to_print(const AskedClaim& asked);

  void problem(const Problem& problem);
  void conflict(const Conflict& conflict);
  void condition(const Condition& condition);
  void figures(const std::vector<Index>& claims);

  const Ledger& ledger_;
  const Selection& selection_;
  const Findings& findings_;
  const ReportOptions& options_;
  const Words words_;
  const ByClaim found_;
  const Folds folds_;
  std::string out_;
  HeadedRows page_{out_, 13, std::max<std::size_t>(options_.width, 60)};
};

}  // namespace reltrack::report
