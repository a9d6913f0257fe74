// The claims of a ledger as a list: chosen, put in order, and written for people, programs and spreadsheets
// (docs/report-format.md, "The list").
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/report.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

// A claim is listed where one of its readings fits everything that is asked for. What is empty asks for nothing.
struct ListFilter {
  std::vector<Index> sources, populations, measures;
  std::vector<std::string> sides;
  std::vector<Basis> bases;
  std::optional<TimeSpan> period;  // overlapped by that of the claim, its uncertain ends taken at their widest
  std::vector<Status> statuses;    // asks for findings
};

// Claims alike in it stand by when they were said, then by id.
enum class ListOrder {
  said,
  period,  // by start, then by end
  figure,  // the largest first; percentages, and then claims without a figure, last
  source,  // by name
  id,
};

// What is listed. Holds references: all of it must outlive the list.
struct ClaimList {
  const Ledger& ledger;
  const Selection& selection;
  const Findings* findings;  // then each claim's status is told; else null
  std::vector<Index> claims;
};

// The claims that fit, in order. Claims that the selection leaves out on request, or that had not been said, are not
// among them; corrected and withdrawn ones are. Requires: findings where the filter asks for statuses.
ClaimList list_claims(const Ledger& ledger, const Selection& selection, const Findings* findings,
                      const ListFilter& filter, ListOrder order);

// A table of `options.width` columns and the number of claims; nothing where there are none. Untrusted text is made
// printable, here and in CSV.
std::string text_list(const ClaimList& list, const ReportOptions& options);
// Version 1 of the list (docs/report-format.md), indented by two. Ends with a newline. Of the options only `as_of` is
// looked at.
std::string json_list(const ClaimList& list, const ReportOptions& options);
// A header, then one row for each reading of each claim. RFC 4180, in UTF-8; no cell is a formula.
std::string csv_list(const ClaimList& list);

// "contested": as reports and the command line have it.
std::string_view status_word(Status status);

}  // namespace reltrack
