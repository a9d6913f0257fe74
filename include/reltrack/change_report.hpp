// What changed, written for people and for programs (docs/report-format.md, "What changed").
#pragma once

#include <string>

#include "reltrack/changes.hpp"
#include "reltrack/report.hpp"

namespace reltrack {

// `options.as_of` is not looked at: each state has its own. Text ends with a newline; untrusted text is made printable.
// Requires: `changes` are those between the two states.
std::string text_changes(const Changes& changes, const RecordState& before, const RecordState& after,
                         const ReportOptions& options);
// Version 1 of the changes, indented by two: all of them, with the findings as they stand in the JSON report. Ends with
// a newline.
std::string json_changes(const Changes& changes, const RecordState& before, const RecordState& after,
                         const ReportOptions& options);

}  // namespace reltrack
