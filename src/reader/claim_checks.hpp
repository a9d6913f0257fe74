// Rules that hold between claims.
#pragma once

#include "reader/draft.hpp"

namespace reltrack {

// Circles, corrections across sides, parts of a population that does not lie within the whole's, claims that refer to
// themselves. Requires: all claims are read.
void check_claims(Draft& draft);

}  // namespace reltrack
