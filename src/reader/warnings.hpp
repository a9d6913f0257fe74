// What is legal in a ledger but likely a slip.
#pragma once

#include "reader/draft.hpp"

namespace reltrack {

// Warnings that need the whole ledger. Requires: it has no errors (half a ledger gives false alarms).
void add_warnings(const Draft& draft, Problems& problems);

// Part and whole have figures of one flow that raises a stock, which is not nested, and no level is on file. `used`: by
// measure, whether a claim has a figure of it.
void warn_not_nested(const std::vector<bool>& used, const Draft& draft, Problems& problems);

}  // namespace reltrack
