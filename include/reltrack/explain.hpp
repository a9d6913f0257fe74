// One claim or one finding told by itself: where it stands, by what sum, from which words, and what hangs on it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reltrack/check_findings.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/question.hpp"
#include "reltrack/report.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

struct Subject {
  // `reading`, `pair`: what rules out a reading, or two together.
  enum class Kind { claim, problem, conflict, condition, reading, pair };
  Kind kind = Kind::claim;
  std::size_t index = 0;  // into the ledger's claims, or into the findings of that kind
};

// What has this id. Absent where nothing has.
std::optional<Subject> find_subject(const Ledger& ledger, const Findings& findings, std::string_view id);
// Every id that find_subject() knows.
std::vector<std::string> subject_ids(const Ledger& ledger, const Findings& findings);

// A claim's figure, asked about as `check` asks: what it takes to print it.
struct AskedClaim {
  Question question;
  CheckFindings answer;
};

// The page for a person. Requires: the subject is one of these findings. `asked`: of a claim whose figure may be asked
// about. Ends with a newline. Untrusted text is made printable.
std::string explain_text(const Ledger& ledger, const Selection& selection, const Findings& findings,
                         const Subject& subject, const std::optional<AskedClaim>& asked, const ReportOptions& options);

// The report of `reconcile` (docs/report-format.md), of those rows alone that touch the subject. Ends with a newline.
// Requires: as above.
std::string explain_json(const Ledger& ledger, const Findings& findings, const Subject& subject,
                         const ReportOptions& options);

}  // namespace reltrack
