// Text in columns: wrapped at words, aligned by the width a terminal gives each character. Nothing is cut off but by
// cut_longest().
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace reltrack::report {

// The lines of `text`, none wider than `width` (at least 2). A word wider than that is broken.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

// Appends `lead`, then `text` wrapped from column `indent` on, to a whole number of lines. `lead` is written in the
// first line, at column 0; the text begins behind it.
void paragraph(std::string& out, std::string_view lead, std::size_t indent, std::string_view text, std::size_t width);

// `text` with blanks on the right up to `width` columns; `pad_left`: with blanks on its left.
std::string pad(std::string_view text, std::size_t width);
std::string pad_left(std::string_view text, std::size_t width);

// The longest are cut until all together take no more than `room` columns; none to less than `least`.
std::vector<std::string> cut_longest(std::vector<std::string> printable_texts, std::size_t room, std::size_t least);

// Paragraphs with a head at their left: what stands under one head shows it once.
class HeadedRows {
 public:
  HeadedRows(std::string& out, std::size_t indent, std::size_t width) : out_(out), indent_(indent), width_(width) {}

  void row(std::string_view head, std::string_view text);
  // A line of `lead` columns more to the right, under the head of the row before.
  void below(std::size_t lead, std::string_view text) const;
  std::size_t room() const { return width_ > indent_ ? width_ - indent_ : 0; }
  std::size_t indent() const { return indent_; }

 private:
  std::string& out_;
  std::size_t indent_, width_;
  std::string head_;
};

// Rows of cells, two blanks between columns. Where they do not fit, those columns wrap that cost the fewest lines.
class Table {
 public:
  // `right`: which columns are set to the right. `least`: no column becomes narrower than this, if it was wider; the
  // first `whole` from the right never become narrower at all.
  explicit Table(std::vector<bool> right, std::size_t least = 9, std::size_t whole = 0)
      : right_(std::move(right)), least_(least), whole_(whole) {}

  // `note` is written below the row, from the second column on to the edge.
  void add(std::vector<std::string> cells, std::string note = {}) {
    rows_.push_back({std::move(cells), std::move(note)});
  }
  bool empty() const { return rows_.empty(); }
  // Columns that the table takes when nothing wraps.
  std::size_t natural_width() const;
  // Columns that it takes when all wraps that may.
  std::size_t least_width() const;
  // Appends the rows, each line at most `width` columns wide with `indent` blanks before it.
  void write(std::string& out, std::size_t indent, std::size_t width) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    std::string note;
  };
  using Extents = std::vector<std::vector<std::size_t>>;  // of each row's cells, unwrapped

  std::vector<std::size_t> natural_widths() const;
  std::vector<std::size_t> fitted_widths(std::size_t room) const;
  std::size_t least_of(std::size_t column, std::size_t natural) const;
  std::size_t least_of_words(std::size_t column, std::size_t natural) const;
  // About how many lines the rows grow by if the column is narrowed.
  static std::size_t added_lines(const Extents& extents, const std::vector<std::size_t>& widths, std::size_t column,
                                 std::size_t narrowed);

  std::vector<bool> right_;
  std::size_t least_, whole_;
  std::vector<Row> rows_;
};

}  // namespace reltrack::report
