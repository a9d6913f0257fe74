// Comma-separated values (RFC 4180), as spreadsheets write and read them: cells of text, and nothing about what they
// mean.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reltrack::sheet {

// One row. `number` is the spreadsheet's: blank rows count, and a cell with line breaks does not.
struct CsvRow {
  std::size_t number = 1;
  std::vector<std::string> cells;
};

// What keeps a text from being a table. `column` counts from 0.
struct CsvProblem {
  enum class What { utf16, not_utf8, open_quote, behind_quote };
  What what = What::not_utf8;
  std::size_t row = 1, column = 0;
};

struct CsvTable {
  char delimiter = ',';
  std::vector<CsvRow> rows;          // those that are not blank
  std::vector<CsvProblem> problems;  // by place; of bytes that are no UTF-8, the first
};

// Never fails: what is wrong is in `problems`. The delimiter is the one of comma, semicolon and tab that stands most
// often in the first row outside quotes. Lines end in LF, CRLF or CR; a byte order mark is skipped; between quotes,
// everything is kept byte for byte.
CsvTable read_csv(std::string_view text);

}  // namespace reltrack::sheet
