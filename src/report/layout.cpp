#include "report/layout.hpp"

#include <algorithm>

#include "base/printable.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kGap = 2;

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

// Splits off as much of `word` as is `width` wide.
std::string_view take_width(std::string_view& word, std::size_t width) {
  std::size_t bytes = 0, columns = 0;
  while (bytes < word.size()) {
    const std::size_t size = cluster_size(word.substr(bytes));
    const std::size_t wide = display_width(word.substr(bytes, size));
    if (bytes > 0 && columns + wide > width) break;
    bytes += size;
    columns += wide;
  }
  const std::string_view taken = word.substr(0, bytes);
  word.remove_prefix(bytes);
  return taken;
}

// Whether a line may not end between the two words: a day and its month.
bool belong_together(std::string_view word, std::string_view next) {
  static constexpr std::string_view kMonths = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec ";
  const bool day = word.size() <= 5 && word.back() >= '0' && word.back() <= '9';
  return day && next.size() >= 3 && next[0] != ' ' && kMonths.find(next.substr(0, 3)) % 4 == 0 &&
         (next.size() == 3 || next[3] < 'a' || next[3] > 'z');
}

void strip_blanks(std::string& line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 2);
  std::vector<std::string> lines;
  std::string line;
  std::size_t columns = 0;
  while (!text.empty()) {
    std::size_t space = text.find(' ');
    if (space != std::string_view::npos && space > 0 &&
        belong_together(text.substr(0, space), text.substr(space + 1))) {
      space = text.find(' ', space + 1);
    }
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

std::vector<std::size_t> Table::natural_widths() const {
  std::vector<std::size_t> widths(right_.size(), 0);
  for (const auto& row : rows_) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], display_width(row[c]));
  }
  return widths;
}

std::size_t Table::natural_width() const {
  std::size_t total = 0;
  for (const std::size_t wide : natural_widths()) total += wide == 0 ? 0 : wide + kGap;
  return total < kGap ? 0 : total - kGap;
}

void Table::write(std::string& out, std::size_t indent, std::size_t width) const {
  std::vector<std::size_t> widths = natural_widths();
  const std::size_t room = width > indent ? width - indent : 2;
  std::size_t total = natural_width();
  while (total > room) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= least_) break;
    --*widest;
    --total;
  }
  for (const auto& row : rows_) {
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
  }
}

}  // namespace reltrack::report
