// One sheet with its header understood.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sheet/columns.hpp"
#include "sheet/csv.hpp"
#include "sheet/problems.hpp"

namespace reltrack::sheet {

// A row of a table, without its header.
struct Row {
  const CsvRow* csv = nullptr;
};

class Table {
 public:
  // Reports what is wrong with the text and its header. `number` is the sheet's among those given.
  Table(const Sheet& sheet, std::size_t number, Problems& problems);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  ~Table() = default;

  // False where so much is wrong that nothing can be said of the rows.
  bool readable() const { return readable_; }
  const std::vector<Row>& rows() const { return rows_; }

  // The cell of a column: its place in columns_of(), or its name, which the kind must have. Empty where the sheet or
  // the row has no such cell; without the apostrophe that keeps a formula from being run.
  std::string_view cell(Row row, std::size_t column) const;
  std::string_view cell(Row row, std::string_view column) const { return cell(row, index_of(column)); }
  // Where the cell is. That of a column which the sheet does not have is the row's first.
  CellPlace place(Row row, std::size_t column) const;
  CellPlace place(Row row, std::string_view column) const { return place(row, index_of(column)); }

  // The columns that are the writer's own (x-...), by name and place in the sheet.
  struct Own {
    std::string name;
    std::size_t at = 0;
  };
  const std::vector<Own>& own() const { return own_; }
  std::string_view own_cell(Row row, const Own& own) const { return raw(row, own.at); }
  CellPlace own_place(Row row, const Own& own) const { return {number_, row.csv->number, own.at}; }

  std::size_t number() const { return number_; }  // the sheet's, among those given
  // The cell of a column in the row of a place, where the sheet has the column.
  std::optional<CellPlace> place_of_column(CellPlace row, std::string_view column) const;

  // What a problem at the place shows: the column's name, and the cell.
  std::pair<std::string, std::string> shown(CellPlace place) const;

 private:
  std::size_t index_of(std::string_view column) const;
  std::string_view raw(Row row, std::size_t at) const;
  void read_header(const CsvRow& header, Problems& problems);
  void read_name(std::string_view name, CellPlace place, Problems& problems);
  bool any_cell_below(std::size_t at) const;
  void read_rows(Problems& problems);

  SheetKind kind_;
  std::size_t number_;
  CsvTable csv_;
  std::vector<Row> rows_;
  std::vector<std::optional<std::size_t>> at_;  // in the sheet, of each of columns_of()
  std::vector<Own> own_;
  bool readable_ = true;
};

// Blanks, tabs and line ends at both ends taken away.
std::string_view trimmed(std::string_view text);

}  // namespace reltrack::sheet
