// Sources, populations, measures and moments: what claims refer to.
#pragma once

#include "reader/draft.hpp"

namespace reltrack {

// Puts the three built-in measures first. Once, before all files.
void declare_built_in_measures(Draft& draft);

// Notes the ids that one file declares. What an earlier file declares too must be equal.
void declare_catalogue(const Value& ledger, Draft& draft);

// Reads what was declared. Once, after all files are declared.
void read_catalogue(Draft& draft);

}  // namespace reltrack
