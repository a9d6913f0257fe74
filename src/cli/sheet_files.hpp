// The files that sheets stand in: NAME.csv has the claims, NAME.sources.csv beside it the sources, and so on.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "reltrack/sheet.hpp"

namespace reltrack::cli {

// The file of the sheet, beside the one of the claims.
std::string sheet_file(const std::string& claims, SheetKind kind);

// The claims, and those sheets beside them that are there; of standard input ("-") the claims alone. Throws:
// InputError.
std::vector<Sheet> read_sheets(const std::string& claims);

// All of the sheets, each whole or not at all; to standard output the claims alone. Sheets that stand beside the claims
// and are not among these are emptied, so that no other ledger's are left there. Returns the files that were written.
// Throws: OutputError.
std::vector<std::string> write_sheets(const std::vector<std::pair<SheetKind, std::string>>& sheets,
                                      const std::string& claims, char delimiter);

// Every file that write_sheets() may write.
std::vector<std::string> sheet_files(const std::string& claims);

}  // namespace reltrack::cli
