// Claims: who says which figure of whom, over what time.
#pragma once

#include <optional>

#include "reader/draft.hpp"

namespace reltrack {

// The figure that a text or number of the ledger gives; nothing, and an error, where it gives none.
std::optional<Figure> read_figure(const Value& value, Problems& problems);

// Notes the claims of one file and their ids, which must be unique.
void declare_claims(const Value& ledger, Draft& draft);

// Reads the claims that were declared. Once, after the catalogue is read.
void read_claims(Draft& draft);

}  // namespace reltrack
