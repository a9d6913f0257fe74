#include "sheet/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "base/ascii.hpp"
#include "base/csv.hpp"
#include "base/spelling.hpp"

namespace reltrack::sheet {
namespace {

void report(const CsvProblem& problem, std::size_t number, Problems& problems) {
  const CellPlace place{number, problem.row, problem.column};
  switch (problem.what) {
    case CsvProblem::What::utf16:
      problems.error(codes::kUtf16, place, "this file is UTF-16", "save the sheet as \"CSV UTF-8\"");
      return;
    case CsvProblem::What::not_utf8:
      problems.error(codes::kNotUtf8, place, "this is not UTF-8: its accents would be lost",
                     "save the sheet as \"CSV UTF-8\", not as plain CSV");
      return;
    case CsvProblem::What::open_quote:
      problems.error(codes::kOpenQuote, place, "the quote that opens this cell is never closed",
                     "close it; a quote inside a cell is written twice");
      return;
    case CsvProblem::What::behind_quote:
      problems.error(codes::kBehindQuote, place, "there is text behind the quote that closes this cell",
                     "a quote inside a cell is written twice");
      return;
  }
}

// Letters in one case, blanks and hyphens as in our own names.
std::string plain_name(std::string_view name) {
  if (name.starts_with("x-")) return std::string(name);
  std::string out;
  for (const char c : trimmed(name)) out += c == ' ' || c == '-' ? '_' : lower(c);
  return out;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

Table::Table(const Sheet& sheet, std::size_t number, Problems& problems)
    : kind_(sheet.kind), number_(number), csv_(read_csv(sheet.file.text)), at_(columns_of(sheet.kind).size()) {
  for (const CsvProblem& problem : csv_.problems) report(problem, number_, problems);
  readable_ = csv_.problems.empty();
  if (!readable_) return;
  if (csv_.rows.empty()) {
    problems.error(codes::kEmptySheet, {number_, 1, 0}, "this sheet is empty",
                   "its first row names the columns; `reltrack init` writes a sheet to start from");
    readable_ = false;
    return;
  }
  read_header(csv_.rows.front(), problems);
  read_rows(problems);
}

void Table::read_header(const CsvRow& header, Problems& problems) {
  for (std::size_t i = 0; i < header.cells.size(); ++i) {
    const CellPlace place{number_, header.number, i};
    if (!trimmed(header.cells[i]).empty()) {
      read_name(plain_name(header.cells[i]), place, problems);
    } else if (any_cell_below(i)) {
      problems.error(codes::kUnknownColumn, place, "this column has no name", "name it in the first row, or clear it");
    }
  }
  std::vector<std::string> missing;
  const auto columns = columns_of(kind_);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].required && !at_[i]) missing.push_back(fmt::format("\"{}\"", columns[i].name));
  }
  if (missing.empty()) return;
  problems.error(codes::kMissingColumn, {number_, header.number, 0},
                 fmt::format("there is no column {}", fmt::join(missing, ", nor ")),
                 fmt::format("the first row of a sheet of {} names its columns: docs/sheet.md", sheet_name(kind_)));
  readable_ = false;
}

void Table::read_name(std::string_view name, CellPlace place, Problems& problems) {
  const auto columns = columns_of(kind_);
  std::vector<std::string_view> known;
  for (const Column& column : columns) known.push_back(column.name);
  const auto found = static_cast<std::size_t>(std::find(known.begin(), known.end(), name) - known.begin());
  const bool again = found < known.size()
                         ? at_[found].has_value()
                         : std::any_of(own_.begin(), own_.end(), [&](const Own& own) { return own.name == name; });
  if (again) {
    problems.error(codes::kDoubleColumn, place, fmt::format("there are two columns \"{}\"", name), "rename one");
  } else if (found < known.size()) {
    at_[found] = place.column;
  } else if (name.starts_with("x-") && kind_ != SheetKind::ledger) {
    own_.push_back({std::string(name), place.column});
  } else {
    const auto near = nearest_name(name, known);
    problems.error(
        codes::kUnknownColumn, place, fmt::format("a sheet of {} has no column \"{}\"", sheet_name(kind_), name),
        near ? fmt::format("did you mean \"{}\"?", *near) : "a column of your own has a name that begins with x-");
  }
}

bool Table::any_cell_below(std::size_t at) const {
  return std::any_of(csv_.rows.begin() + 1, csv_.rows.end(),
                     [&](const CsvRow& row) { return at < row.cells.size() && !row.cells[at].empty(); });
}

// A row longer than the header has a comma too many: what stands behind it has slipped into the wrong columns.
void Table::read_rows(Problems& problems) {
  const std::size_t width = csv_.rows.front().cells.size();
  const auto blank = [](const std::string& cell) { return trimmed(cell).empty(); };
  for (auto row = csv_.rows.begin() + 1; row != csv_.rows.end(); ++row) {
    if (std::all_of(row->cells.begin(), row->cells.end(), blank)) continue;
    rows_.push_back({&*row});
    const auto end = row->cells.end();
    const auto beyond = row->cells.size() <= width
                            ? end
                            : std::find_if(row->cells.begin() + static_cast<std::ptrdiff_t>(width), end,
                                           [](const std::string& cell) { return !cell.empty(); });
    if (beyond == end) continue;
    problems.error(codes::kLongRow, {number_, row->number, static_cast<std::size_t>(beyond - row->cells.begin())},
                   fmt::format("this row has more cells than the {} columns that are named", width),
                   "a cell that holds the delimiter or a line break stands in quotes");
  }
}

std::size_t Table::index_of(std::string_view column) const {
  const auto columns = columns_of(kind_);
  const auto found =
      std::find_if(columns.begin(), columns.end(), [&](const Column& known) { return known.name == column; });
  assert(found != columns.end());
  return static_cast<std::size_t>(found - columns.begin());
}

std::string_view Table::raw(Row row, std::size_t at) const {
  return at < row.csv->cells.size() ? plain_cell(row.csv->cells[at]) : std::string_view();
}

std::string_view Table::cell(Row row, std::size_t column) const {
  return at_[column] ? raw(row, *at_[column]) : std::string_view();
}

CellPlace Table::place(Row row, std::size_t column) const {
  return {number_, row.csv->number, at_[column].value_or(at_[0].value_or(0))};
}

std::optional<CellPlace> Table::place_of_column(CellPlace row, std::string_view column) const {
  const auto columns = columns_of(kind_);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == column && at_[i]) return CellPlace{number_, row.row, *at_[i]};
  }
  return std::nullopt;
}

std::pair<std::string, std::string> Table::shown(CellPlace place) const {
  const auto at_row = std::lower_bound(csv_.rows.begin(), csv_.rows.end(), place.row,
                                       [](const CsvRow& row, std::size_t number) { return row.number < number; });
  const bool there = at_row != csv_.rows.end() && at_row->number == place.row;
  if (!there || place.column >= at_row->cells.size()) return {};
  const std::vector<std::string>& header = csv_.rows.front().cells;
  return {place.column < header.size() ? header[place.column] : column_letters(place.column),
          at_row->cells[place.column]};
}

}  // namespace reltrack::sheet
