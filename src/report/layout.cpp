#include "report/layout.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "base/ascii.hpp"
#include "base/printable.hpp"
#include "report/wording.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kGap = 2;
// The longest run of words that no line may end in.
constexpr std::size_t kKeptTogether = 30;
// Columns by which one is kept wider than it may be, so that no word is broken.
constexpr std::size_t kLittleLonger = 3;
// Rows that decide which columns are narrowed.
constexpr std::size_t kRowsWeighed = 64;

// Bytes of the character that `text` begins with, marks over it included.
std::size_t cluster_size(std::string_view text) {
  std::size_t end = first_code_point(text).length;
  while (end < text.size()) {
    const std::size_t next = first_code_point(text.substr(end)).length;
    if (display_width(text.substr(end, next)) != 0) break;
    end += next;
  }
  return end;
}

// Splits off as much of `word` as is `width` wide, less a letter where the rest would begin with a comma.
std::string_view take_width(std::string_view& word, std::size_t width) {
  std::size_t bytes = 0, columns = 0, last = 0;
  while (bytes < word.size()) {
    const std::size_t size = cluster_size(word.substr(bytes));
    const std::size_t wide = display_width(word.substr(bytes, size));
    if (bytes > 0 && columns + wide > width) break;
    last = bytes;
    bytes += size;
    columns += wide;
  }
  const bool tears_mark =
      bytes < word.size() && std::string_view(",.;:!?)").find(word[bytes]) != std::string_view::npos;
  if (tears_mark && last > 0) bytes = last;
  const std::string_view taken = word.substr(0, bytes);
  word.remove_prefix(bytes);
  return taken;
}

// Whether a line may not end between the two words: a day and its month.
bool belong_together(std::string_view word, std::string_view next) {
  static constexpr std::string_view kShortMonths = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
  const bool day = word.size() <= 5 && is_digit(word.back());
  return day && next.size() >= 3 && next[0] != ' ' && kShortMonths.find(next.substr(0, 3)) % 4 == 0 &&
         (next.size() == 3 || next[3] < 'a' || next[3] > 'z');
}

// Whether a sum would be torn: "401 - 160 = 241".
bool in_one_sum(std::string_view word, std::string_view next) {
  const auto sign = [](std::string_view w) { return w == "-" || w == "+" || w == "="; };
  next = next.substr(0, next.find(' '));
  if (word.empty() || next.empty()) return false;
  return (sign(next) && is_digit(word.back())) || (sign(word) && is_digit(next.front()));
}

// Where the words end that `text` begins with and that stay on one line, at most `width` wide if they are several.
std::size_t end_of_words(std::string_view text, std::size_t width) {
  std::size_t space = text.find(' '), last = 0;
  while (space != std::string_view::npos && space > last) {
    const std::string_view word = text.substr(last, space - last), next = text.substr(space + 1);
    if (!belong_together(word, next) && !in_one_sum(word, next)) break;
    const std::size_t longer = text.find(' ', space + 1);
    if (display_width(text.substr(0, longer)) > std::min(width, kKeptTogether)) break;
    last = space + 1;
    space = longer;
  }
  return space;
}

void strip_blanks(std::string& line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
}

// Columns of the longest of those words that `counts`; zero where none does.
template <class Counts>
std::size_t widest_word(std::string_view cell, Counts counts) {
  std::size_t widest = 0;
  for (std::size_t begin = 0; begin < cell.size();) {
    const std::size_t end = std::min(cell.find(' ', begin), cell.size());
    const std::string_view word = cell.substr(begin, end - begin);
    if (counts(word)) widest = std::max(widest, display_width(word));
    begin = end + 1;
  }
  return widest;
}

// Of the longest number, with all that a figure may have around it.
std::size_t widest_number(std::string_view cell) {
  return widest_word(
      cell, [](std::string_view w) { return w.find_first_not_of("0123456789,.<>=~%") == std::string_view::npos; });
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 2);
  std::vector<std::string> lines;
  std::string line;
  std::size_t columns = 0;
  while (!text.empty()) {
    const std::size_t space = end_of_words(text, width);
    std::string_view word = text.substr(0, space);
    text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
    if (word.empty()) continue;
    std::size_t wide = display_width(word);
    if (columns > 0 && columns + 1 + wide > width) {
      lines.push_back(std::move(line));
      line.clear();
      columns = 0;
    }
    while (wide > width) {
      lines.emplace_back(take_width(word, width));
      wide = display_width(word);
    }
    if (word.empty()) continue;
    if (columns > 0) {
      line += ' ';
      ++columns;
    }
    line += word;
    columns += wide;
  }
  if (!line.empty() || lines.empty()) lines.push_back(std::move(line));
  return lines;
}

void paragraph(std::string& out, std::string_view lead, std::size_t indent, std::string_view text, std::size_t width) {
  const std::vector<std::string> lines = wrap(text, width > indent ? width - indent : 2);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string line = pad(i == 0 ? lead : std::string_view(), indent);
    line += lines[i];
    strip_blanks(line);
    out += line;
    out += '\n';
  }
}

void HeadedRows::row(std::string_view head, std::string_view text) {
  const std::string lead = head == head_ ? std::string() : std::string(head);
  head_ = head;
  paragraph(out_, pad(lead, indent_), indent_, text, width_);
}

void HeadedRows::below(std::size_t lead, std::string_view text) const {
  paragraph(out_, "", indent_ + lead, text, width_);
}

std::string pad(std::string_view text, std::size_t width) {
  const std::size_t wide = display_width(text);
  std::string out(text);
  if (wide < width) out.append(width - wide, ' ');
  return out;
}

std::string pad_left(std::string_view text, std::size_t width) {
  const std::size_t wide = display_width(text);
  std::string out(wide < width ? width - wide : 0, ' ');
  out += text;
  return out;
}

std::vector<std::string> cut_longest(std::vector<std::string> printable_texts, std::size_t room, std::size_t least) {
  std::size_t columns = 0;
  for (const std::string& text : printable_texts) columns = std::max(columns, display_width(text));
  columns = std::min(columns, std::max(room, least) + 1);
  std::vector<std::string> shorter = printable_texts;
  const auto fits = [&] {
    std::size_t all = 0;
    for (const std::string& text : shorter) all += display_width(text);
    return all <= room;
  };
  for (; !fits() && columns > least; --columns) {
    for (std::size_t i = 0; i < shorter.size(); ++i) shorter[i] = cut(printable_texts[i], columns - 1);
  }
  return shorter;
}

std::vector<std::size_t> Table::natural_widths() const {
  std::vector<std::size_t> widths(right_.size(), 0);
  for (const auto& [row, note] : rows_) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  return widths;
}

std::size_t Table::natural_width() const {
  std::size_t total = 0;
  for (const std::size_t wide : natural_widths()) total += wide == 0 ? 0 : wide + kGap;
  return total < kGap ? 0 : total - kGap;
}

std::size_t Table::least_width() const {
  const std::vector<std::size_t> widths = natural_widths();
  std::size_t total = 0;
  for (std::size_t c = 0; c < widths.size(); ++c) total += widths[c] == 0 ? 0 : least_of(c, widths[c]) + kGap;
  return total < kGap ? 0 : total - kGap;
}

// To what a column of that width may be narrowed. Of those set to the right no number is broken.
std::size_t Table::least_of(std::size_t column, std::size_t natural) const {
  if (column + whole_ >= right_.size()) return natural;
  std::size_t least = least_;
  for (std::size_t r = 0; right_[column] && r < rows_.size(); ++r)
    least = std::max(least, widest_number(rows_[r].cells[column]));
  return std::min(natural, least);
}

// The same, and no word is broken that is only a little longer: "foreigners,".
std::size_t Table::least_of_words(std::size_t column, std::size_t natural) const {
  std::size_t least = least_of(column, natural);
  const auto short_enough = [&](std::string_view word) { return display_width(word) <= least_ + kLittleLonger; };
  for (const Row& row : rows_) least = std::max(least, widest_word(row.cells[column], short_enough));
  return std::min(natural, least);
}

std::size_t Table::added_lines(const Extents& extents, const std::vector<std::size_t>& widths, std::size_t column,
                               std::size_t narrowed) {
  const auto height = [](std::size_t wide, std::size_t room) {
    return (wide + room - 1) / std::max<std::size_t>(room, 1);
  };
  std::size_t added = 0;
  for (const auto& row : extents) {
    std::size_t now = 1;
    for (std::size_t c = 0; c < row.size(); ++c) now = std::max(now, height(row[c], widths[c]));
    const std::size_t then = height(row[column], narrowed);
    if (then > now) added += then - now;
  }
  return added;
}

std::vector<std::size_t> Table::fitted_widths(std::size_t room) const {
  std::vector<std::size_t> widths = natural_widths();
  Extents extents;
  for (std::size_t i = 0; i < rows_.size() && i < kRowsWeighed; ++i) {
    extents.emplace_back();
    for (const std::string& cell : rows_[i].cells) extents.back().push_back(display_width(cell));
  }
  std::vector<std::size_t> leasts;
  for (std::size_t c = 0; c < widths.size(); ++c) leasts.push_back(least_of_words(c, widths[c]));
  const auto words_must_break = [&] {
    const std::size_t gaps = widths.size() > 1 ? kGap * (widths.size() - 1) : 0;
    return std::accumulate(leasts.begin(), leasts.end(), gaps) > room;
  };
  for (std::size_t c = 0; words_must_break() && c < widths.size(); ++c) leasts[c] = least_of(c, widths[c]);
  for (std::size_t total = natural_width(); total > room; --total) {
    const std::size_t excess = total - room;
    std::optional<std::size_t> best;
    // Lines added for each column won, as a fraction; of equals, the widest column.
    std::size_t best_lines = 0, best_won = 1;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      if (widths[c] <= leasts[c]) continue;
      const std::size_t won = std::min(excess, widths[c] - leasts[c]);
      const std::size_t lines = added_lines(extents, widths, c, widths[c] - won);
      const std::size_t mine = lines * best_won, other = best_lines * won;
      if (best && (mine > other || (mine == other && widths[c] <= widths[*best]))) continue;
      best = c;
      best_lines = lines;
      best_won = won;
    }
    if (!best) break;
    --widths[*best];
  }
  return widths;
}

void Table::write(std::string& out, std::size_t indent, std::size_t width) const {
  const std::vector<std::size_t> widths = fitted_widths(width > indent ? width - indent : 2);
  for (const Row& line_of : rows_) {
    const std::vector<std::string>& row = line_of.cells;
    std::vector<std::vector<std::string>> cells;
    std::size_t height = 1;
    for (std::size_t c = 0; c < row.size(); ++c) {
      cells.push_back(wrap(row[c], std::max<std::size_t>(widths[c], 2)));
      height = std::max(height, cells.back().size());
    }
    for (std::size_t i = 0; i < height; ++i) {
      std::string line(indent, ' ');
      for (std::size_t c = 0; c < cells.size(); ++c) {
        if (widths[c] == 0) continue;
        const std::string_view cell = i < cells[c].size() ? std::string_view(cells[c][i]) : std::string_view();
        line += right_[c] ? pad_left(cell, widths[c]) : pad(cell, widths[c]);
        line.append(kGap, ' ');
      }
      strip_blanks(line);
      out += line;
      out += '\n';
    }
    if (!line_of.note.empty()) paragraph(out, "", indent + widths[0] + kGap, line_of.note, width);
  }
}

}  // namespace reltrack::report
