#include "base/csv.hpp"

#include <algorithm>

namespace reltrack {
namespace {

// "-7", "+3", "-1.5": what a spreadsheet takes for a number, and nothing else.
bool is_plain_number(std::string_view text) {
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  const std::size_t point = text.find('.');
  return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
}

bool runs_as_formula(std::string_view text) {
  constexpr std::string_view kOpeners = "=+-@\t\r\n";
  return !text.empty() && kOpeners.find(text.front()) != std::string_view::npos && !is_plain_number(text);
}

bool needs_quotes(std::string_view text) {
  return text.find_first_of(",\"\r\n") != std::string_view::npos ||
         (!text.empty() && (text.front() == ' ' || text.back() == ' '));
}

}  // namespace

std::string csv_cell(std::string_view text) {
  std::string cell(runs_as_formula(text) ? "'" : "");
  cell += text;
  if (!needs_quotes(cell)) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string csv_row(const std::vector<std::string>& cells) {
  if (cells.size() == 1 && cells.front().empty()) return "\"\"\r\n";  // an empty line would be no row
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) row += ',';
    row += csv_cell(cells[i]);
  }
  return row + "\r\n";
}

}  // namespace reltrack
