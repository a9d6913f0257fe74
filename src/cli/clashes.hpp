// What a claim that is new on file clashes with, a line each.
#pragma once

#include <string>
#include <vector>

#include "reltrack/changes.hpp"

namespace reltrack::cli {

// A line for each conflict that is new, with its sum; for each reading that is ruled out now, and for each conflict
// that is no more. Printable.
std::vector<std::string> clashes(const RecordState& before, const RecordState& after);

}  // namespace reltrack::cli
