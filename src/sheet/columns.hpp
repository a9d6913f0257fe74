// Which columns each sheet has, and how a cell of each holds what JSON holds.
#pragma once

#include <span>
#include <string_view>

#include "reltrack/sheet.hpp"

namespace reltrack::sheet {

enum class Form {
  text,        // as it stands, blanks and all
  word,        // an id or a word: blanks around it mean nothing
  date,        // likewise a day or a minute
  period,      // likewise a date, or two with a slash between
  figure,      // digits are a number, anything else a text
  flag,        // true or false
  texts,       // a text, or several with "; " or a line end between
  names,       // an id, or several with blanks, commas or semicolons between
  periods,     // likewise
  references,  // likewise ids, and a list even of one
};

struct Column {
  std::string_view name;
  Form form = Form::text;
  bool required = false;    // the sheet needs the column, though not each row a cell
  bool of_reading = false;  // in a row with a reading it is the reading's; else it is the claim's wherever it stands
};

// In the order in which they are written. The first is the one that a row is known by.
std::span<const Column> columns_of(SheetKind kind);

// The column of a claims sheet that makes its row a reading.
inline constexpr std::string_view kReading = "reading";

}  // namespace reltrack::sheet
