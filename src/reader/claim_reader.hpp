// Claims: who says which figure of whom, over what time.
#pragma once

#include "reader/draft.hpp"

namespace reltrack {

// Notes the claims of one file and their ids, which must be unique.
void declare_claims(const Value& ledger, Draft& draft);

// Reads the claims that were declared. Once, after the catalogue is read.
void read_claims(Draft& draft);

}  // namespace reltrack
