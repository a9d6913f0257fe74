// CSV as RFC 4180 has it, safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reltrack {

// One cell, in quotes where it holds a comma, a quote, a line end or a blank at either edge. Spreadsheets run a cell
// that begins with = + - @, a tab or a line end as a formula: unless it is a plain number it gets an apostrophe before
// it, which makes it text.
std::string csv_cell(std::string_view text);

// Cells with commas between them, and CRLF behind the last.
std::string csv_row(const std::vector<std::string>& cells);

}  // namespace reltrack
