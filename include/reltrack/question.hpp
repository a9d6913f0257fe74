// What `check` is asked.
#pragma once

#include <string>

#include "reltrack/ledger.hpp"

namespace reltrack {

// A figure that somebody wants to print.
struct Question {
  Reading asked;        // its figure counts people, and is no percentage
  std::string account;  // where not empty: asked of this side's own tally alone
};

}  // namespace reltrack
