// A ledger as sheets of a spreadsheet, and back: CSV as RFC 4180 has it, read also with semicolons or tabs, a byte
// order mark, and line ends of any kind. What stands where: docs/sheet.md.
//
// Nothing is lost on the way: a ledger made into sheets and read back is the same ledger. Nothing is guessed either: a
// date that a spreadsheet has rewritten is an error that offers the dates it may have been.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reltrack/diagnostic.hpp"

namespace reltrack {

enum class SheetKind { claims, sources, populations, measures, moments, ledger };
inline constexpr SheetKind kSheetKinds[] = {SheetKind::claims,   SheetKind::sources, SheetKind::populations,
                                            SheetKind::measures, SheetKind::moments, SheetKind::ledger};

// "claims"; the sheet of claims in NAME.csv has the one of sources beside it in NAME.sources.csv.
std::string_view sheet_name(SheetKind kind);

struct Sheet {
  SheetKind kind = SheetKind::claims;
  InputFile file;
};

// A cell: `sheet` is an index into the sheets given, `row` counts from 1 as spreadsheets do, `column` from 0.
struct CellPlace {
  std::size_t sheet = 0, row = 1, column = 0;
  friend auto operator<=>(const CellPlace&, const CellPlace&) = default;
};

struct SheetProblem {
  Severity severity = Severity::error;
  std::string code;  // "S0102" (docs/sheet.md), or the reader's "E0301"
  CellPlace place;
  std::string column, cell;  // the column's name and what the cell holds, as far as there are such
  std::string message;       // what is wrong
  std::string hint;          // the way out; may be empty
  std::vector<std::pair<CellPlace, std::string>> notes;
};

struct SheetsRead {
  std::optional<std::string> ledger;   // JSON text; absent where any problem is an error
  std::vector<SheetProblem> problems;  // of all sheets, by place
  std::vector<std::string> notices;    // what was made up, a sentence each: sources from the names used
};

// How to read "1/2/2026".
enum class DateOrder { day_first, month_first };

struct SheetOptions {
  std::string title = "Claims";    // of a ledger whose sheets give none
  std::optional<DateOrder> dates;  // without it, dates that a spreadsheet has rewritten are errors
};

// Reads sheets, one of each kind at most, as one ledger. Sources, populations and moments that have no sheet are made
// from the names used. What is read is checked by read_ledger(). Throws nothing on any input. Requires: there is a
// sheet of claims.
SheetsRead sheets_to_ledger(const std::vector<Sheet>& sheets, const SheetOptions& options);

// Each as `FILE:ROW:COLUMN: error: message [code]` with the column as a letter, the cell, and the hint; after 100
// errors, a count. Text of the sheets is made printable.
std::string format_sheet_problems(const std::vector<SheetProblem>& problems, const std::vector<Sheet>& sheets);

// The sheets that hold all of the ledger, those of measures and moments only where it has some; with a byte order mark,
// without which some spreadsheets take UTF-8 for Latin-1. Cells that a spreadsheet would run as a formula have an
// apostrophe before them, which sheets_to_ledger() takes away. Requires: read_ledger() finds no error in the text, and
// `delimiter` is a comma, a semicolon or a tab.
std::vector<std::pair<SheetKind, std::string>> ledger_to_sheets(std::string_view ledger, char delimiter);

// A sheet without rows: the names of its columns.
std::string sheet_without_rows(SheetKind kind, char delimiter);

// A field of a claim by its column's name ("part_of"), with a value as it would stand in the column's cell.
struct ClaimField {
  std::string name, value;
};

// The text of a ledger with one claim more.
struct AddedClaim {
  std::string text;
  std::size_t begin = 0, end = 0;                           // bytes of the claim in it
  std::vector<std::pair<std::size_t, std::string>> fields;  // where each begins, in order, and its name
};

// The ledger with the claim behind its last one, written as that is written; every other byte stays as it was, but for
// the blanks of an empty list. Fields without a value are left out. What comes of it is for read_ledger() to judge.
// Requires: read_ledger() finds no error in `ledger`, and the names are columns of a sheet of claims other than
// `reading`.
AddedClaim add_claim(std::string_view ledger, const std::vector<ClaimField>& fields);

}  // namespace reltrack
