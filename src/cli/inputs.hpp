// Ledgers from files and from standard input.
#pragma once

#include <string>
#include <vector>

#include "reltrack/diagnostic.hpp"

namespace reltrack::cli {

// Each file, whole; "-" is standard input. Throws: InputError, UsageError where one is given twice.
std::vector<InputFile> read_inputs(const std::vector<std::string>& names);

// What is written over a file that the run reads would be the end of it. Throws: UsageError.
void keep_inputs(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs);

}  // namespace reltrack::cli
