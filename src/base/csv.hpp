// CSV as RFC 4180 has it, safe to open in a spreadsheet.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reltrack {

// Spreadsheets run a cell that begins with = + - @, a tab or a line end as a formula. An apostrophe before it makes it
// text; plain numbers stay. plain_cell() takes away what safe_cell() put there, and nothing else: for every text,
// plain_cell(safe_cell(text)) == text.
std::string safe_cell(std::string_view text);
std::string_view plain_cell(std::string_view cell);

// The cells as one row with its CRLF. What holds a delimiter, a quote, a line end or a blank at either edge gets
// quotes.
std::string csv_row(const std::vector<std::string>& cells, char delimiter = ',');

}  // namespace reltrack
