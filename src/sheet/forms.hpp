// A value of a ledger as the text of a cell, and back.
//
// A cell holds text. Lists stand in it with "; " between, as people write them. What would be read back as something
// else (a name with "; " in it, an empty list, a list in a column of one's own) stands as JSON, which begins with [.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reader/document.hpp"
#include "sheet/columns.hpp"
#include "sheet/mapped_json.hpp"

namespace reltrack::sheet {

// The cell of a value, without what keeps it from being run as a formula. Requires: a value that the reader accepts.
std::string cell_of(const Value& value, Form form);
// Of a field that is the writer's own (x-...): any JSON.
std::string own_cell_of(const Value& value);

// Whether the cell leaves its field out.
bool leaves_out(std::string_view cell, Form form);

// Writes the value of a cell that does not leave its field out. Returns false, and writes nothing, where it has none:
// a list that is no JSON, a flag that is neither true nor false.
bool write_value(std::string_view cell, Form form, CellPlace from, MappedJson& out);
void write_own_value(std::string_view cell, CellPlace from, MappedJson& out);

// The items of a cell that may hold several, without blanks around them.
std::vector<std::string> items_of(std::string_view cell, Form form);

}  // namespace reltrack::sheet
