// What the JSON of every command says of itself, its ledger and its search.
#pragma once

#include <optional>
#include <string>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/report.hpp"
#include "report/json_writer.hpp"

namespace reltrack::report {

// The member `tool`: name and version of the program.
void write_tool(JsonWriter& json);

// An object: title, files, how many claims and sources that speak, and `as_of` as given.
void write_ledger(JsonWriter& json, const Ledger& ledger, const std::optional<std::string>& as_of);

// The members `trusted` and `dropped_rules`, as given; each only where something was.
void write_given(JsonWriter& json, const ReportOptions& options);

// An object: which parts of the search were finished.
void write_search(JsonWriter& json, const SearchState& search);

}  // namespace reltrack::report
