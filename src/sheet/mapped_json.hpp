// JSON in the making that remembers where each piece came from, so that what the reader says of a byte can be said of a
// cell.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "reltrack/sheet.hpp"

namespace reltrack::sheet {

class MappedJson {
 public:
  // How the members of an object or list stand: one a line, or all on one line.
  enum class Layout { lines, line };

  // Each writes a key or value, with the comma before it, which came from `from`.
  void open(char bracket, CellPlace from, Layout layout);
  void close(char bracket);
  void key(std::string_view name, CellPlace from);
  void text(std::string_view value, CellPlace from);
  void literal(std::string_view json, CellPlace from);  // Requires: JSON of one value

  const std::string& str() const { return out_; }
  // The place that byte `at` came from. Requires: something has been written.
  CellPlace place(std::size_t at) const;

 private:
  struct Level {
    Layout layout = Layout::lines;
    bool empty = true;
  };
  struct Mark {
    std::size_t begin = 0;
    CellPlace from;
  };

  void begin(CellPlace from);
  void new_line();

  std::string out_;
  std::vector<Mark> marks_;  // by place in the text
  std::vector<Level> levels_;
  bool behind_key_ = false;
};

// The text as a JSON string, quotes included.
std::string json_string(std::string_view text);

}  // namespace reltrack::sheet
