// What is legal in a ledger but likely a slip.
#pragma once

#include "reader/draft.hpp"

namespace reltrack {

// Warnings that need the whole ledger. Requires: it has no errors (half a ledger gives false alarms).
void add_warnings(Draft& draft);

// Part and whole have figures of one flow that raises a stock, which is not nested, and no level is on file.
void warn_not_nested(Draft& draft);

}  // namespace reltrack
