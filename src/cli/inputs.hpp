// Ledgers from files and from standard input.
#pragma once

#include <string>
#include <vector>

#include "reltrack/diagnostic.hpp"

namespace reltrack::cli {

// Each file, whole; "-" is standard input. Throws: InputError, UsageError where one is given twice.
std::vector<InputFile> read_inputs(const std::vector<std::string>& names);

}  // namespace reltrack::cli
