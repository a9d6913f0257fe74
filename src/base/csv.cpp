#include "base/csv.hpp"

#include <algorithm>

#include "base/ascii.hpp"

namespace reltrack {
namespace {

// "-7", "+3", "-1.5": what a spreadsheet takes for a number, and nothing else.
bool is_plain_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_digit);
  };
  const std::size_t point = text.find('.');
  return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
}

bool runs_as_formula(std::string_view text) {
  constexpr std::string_view kOpeners = "=+-@\t\r\n";
  return !text.empty() && kOpeners.find(text.front()) != std::string_view::npos && !is_plain_number(text);
}

// Whether safe_cell() leaves the text alone only because of apostrophes, so that it needs one more.
bool is_guarded(std::string_view text) {
  const std::size_t first = text.find_first_not_of('\'');
  return first != 0 && first != std::string_view::npos && runs_as_formula(text.substr(first));
}

bool needs_quotes(std::string_view text, char delimiter) {
  const bool padded = text.starts_with(' ') || text.ends_with(' ');  // some programs would trim it
  return padded || text.find_first_of("\"\r\n") != std::string_view::npos ||
         text.find(delimiter) != std::string_view::npos;
}

}  // namespace

std::string safe_cell(std::string_view text) {
  return (runs_as_formula(text) || is_guarded(text) ? "'" : "") + std::string(text);
}

std::string_view plain_cell(std::string_view cell) { return is_guarded(cell) ? cell.substr(1) : cell; }

std::string csv_row(const std::vector<std::string>& cells, char delimiter) {
  if (cells.size() == 1 && cells.front().empty()) return "\"\"\r\n";  // an empty line would be no row
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != cells.data()) row += delimiter;
    if (!needs_quotes(cell, delimiter)) {
      row += cell;
      continue;
    }
    row += '"';
    for (const char c : cell) row.append(c == '"' ? 2 : 1, c);
    row += '"';
  }
  return row + "\r\n";
}

}  // namespace reltrack
