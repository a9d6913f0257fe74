// What one claim more changes in what a ledger's figures say of each other.
#pragma once

#include <string>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack::cli {

struct Reconciled {
  const Ledger& ledger;
  const Findings& findings;
};

// A line for each conflict that is new, with its sum; for each reading that it rules out, and for each conflict that is
// no more. Printable.
std::vector<std::string> changes(const Reconciled& before, const Reconciled& after);

}  // namespace reltrack::cli
