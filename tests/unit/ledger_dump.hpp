// A ledger as text, all of it, to hold two against each other.
#pragma once

#include <string>

#include "reltrack/ledger.hpp"

namespace reltrack {

std::string dump(const Ledger& ledger);

}  // namespace reltrack
