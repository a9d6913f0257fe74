// Text to ledger. The only place where input can be wrong.
#pragma once

#include <optional>
#include <vector>

#include "reltrack/diagnostic.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack {

struct ReadResult {
  std::optional<Ledger> ledger;  // absent where any diagnostic is an error
  std::vector<Diagnostic> diagnostics;
};

// Reads the files as one ledger. Reports every problem of all of them in one run. Throws nothing on any input.
ReadResult read_ledger(const std::vector<InputFile>& files);

}  // namespace reltrack
