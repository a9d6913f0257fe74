// Findings to text and JSON. Writers see no kernel: they add words, not sums.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
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

namespace report {
class Words;
}

// Writes the answers to questions of one ledger, which must outlive it: what its claims are called is found out once.
class CheckWriter {
 public:
  explicit CheckWriter(const Ledger& ledger);
  ~CheckWriter();
  CheckWriter(const CheckWriter&) = delete;
  CheckWriter& operator=(const CheckWriter&) = delete;

  // Text: docs/report-format.md, "check"; untrusted text is made printable. JSON: an object of one line or, indented,
  // many. All end with a newline. Requires: the findings answer this question of this ledger.
  std::string text(const Question& question, const CheckFindings& findings, const ReportOptions& options) const;
  std::string json(const Question& question, const CheckFindings& findings, const ReportOptions& options,
                   bool one_line) const;
  std::string line(const Question& question, const CheckFindings& findings) const;  // the first of the text

 private:
  std::unique_ptr<const report::Words> words_;
};

}  // namespace reltrack
