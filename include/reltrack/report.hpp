// Findings to text and JSON. Writers see no kernel: they add words, not sums.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "reltrack/check_findings.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/question.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

// Rows of each list in JSON where no limit is given.
inline constexpr std::size_t kRowsInJson = 1000;

struct ReportOptions {
  // As given by the user; text says so, since it changes what is found.
  std::optional<std::string> as_of;
  std::vector<std::string> trusted, rules_left_out;
  std::optional<std::size_t> limit;  // rows of each list; absent: 1000 in JSON, what fits a screen in text; 0: all
  bool color = false;                // text only
  std::size_t width = 100;           // columns, text only; at least 60
  bool silent_gaps = false;          // text only: print gaps of kind `silent` too
};

// The report for a person: docs/report-format.md, "Text". Ends with a newline. Untrusted text is made printable.
std::string text_report(const Ledger& ledger, const Selection& selection, const Findings& findings,
                        const ReportOptions& options);

// Version 1 of the JSON report (docs/report-format.md), indented by two, deterministic to the byte. Ends with a
// newline.
std::string json_report(const Ledger& ledger, const Findings& findings, const ReportOptions& options);

// The same, piece by piece: each is passed on and forgotten, so a report of any length takes little memory. What the
// sink throws goes through.
using ReportSink = std::function<void(std::string_view)>;
void json_report(const Ledger& ledger, const Findings& findings, const ReportOptions& options, const ReportSink& sink);

// The answer to one question. Text: docs/report-format.md, "check"; untrusted text is made printable. JSON: an object
// of one line or, indented, many. Both end with a newline. Requires: the findings answer this question of this ledger.
std::string check_text(const Ledger& ledger, const Question& question, const CheckFindings& findings,
                       const ReportOptions& options);
std::string check_json(const Ledger& ledger, const Question& question, const CheckFindings& findings, bool one_line);
// The first line of the text, with a newline.
std::string check_line(const Ledger& ledger, const Question& question, const CheckFindings& findings);

}  // namespace reltrack
