// Text in columns: wrapped at words, aligned by the width a terminal gives each character. Nothing is cut off.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reltrack::report {

// The lines of `text`, none wider than `width` (at least 8). A word wider than that is broken.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// Appends `lead`, then `text` wrapped from column `indent` on, to a whole number of lines. `lead` is written in the
// first line, at column 0; the text begins behind it.
void paragraph(std::string& out, std::string_view lead, std::size_t indent, std::string_view text, std::size_t width);

// `text` with blanks on the right up to `width` columns; `pad_left`: with blanks on its left.
std::string pad(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

// Rows of cells, two blanks between columns. Where they do not fit, the widest columns wrap.
class Table {
 public:
  // `right`: which columns are set to the right. `least`: no column becomes narrower than this, if it was wider.
  explicit Table(std::vector<bool> right, std::size_t least = 9) : right_(std::move(right)), least_(least) {}

  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }
  bool empty() const { return rows_.empty(); }
  // Columns that the table takes when nothing wraps.
  std::size_t natural_width() const;
  // Appends the rows, each line at most `width` columns wide with `indent` blanks before it.
  void write(std::string& out, std::size_t indent, std::size_t width) const;

 private:
  std::vector<std::size_t> natural_widths() const;

  std::vector<bool> right_;
  std::size_t least_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace reltrack::report
