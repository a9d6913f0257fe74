// The one count that would narrow the most, where none would settle a question.
#pragma once

#include <optional>

#include "reconcile/record.hpp"

namespace reltrack {

// The count that narrows what other sides' figures say of the most claims, whatever it comes out as. Absent where none
// does so for two or more. Requires: find_ranges.
std::optional<OneMoreCount> narrowing_count(const Record& record, const Findings& findings);

}  // namespace reltrack
