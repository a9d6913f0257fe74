#include "sheet/csv.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/printable.hpp"

namespace reltrack::sheet {
namespace {

bool is_line_end(char c) { return c == '\n' || c == '\r'; }

// Only the first row is looked at: further down, text may hold any number of commas.
char sniff_delimiter(std::string_view text) {
  static constexpr std::array<char, 3> kDelimiters = {',', ';', '\t'};
  std::array<std::size_t, 3> seen{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (is_line_end(c)) break;
    for (std::size_t i = 0; i < kDelimiters.size(); ++i) seen[i] += c == kDelimiters[i] ? 1U : 0U;
  }
  return kDelimiters[static_cast<std::size_t>(std::max_element(seen.begin(), seen.end()) - seen.begin())];
}

// The header is ASCII, so of its first two letters UTF-16 has one byte NUL, if no mark tells it.
bool is_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return true;
  return text.size() > 1 && (text[0] == '\0' || text[1] == '\0');
}

class Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) { table_.delimiter = sniff_delimiter(text); }

  CsvTable parse() {
    while (!rest_.empty()) {
      parse_row();
      const bool blank =
          std::all_of(row_.cells.begin(), row_.cells.end(), [](const std::string& c) { return c.empty(); });
      if (!blank) table_.rows.push_back(std::move(row_));
      row_ = {row_.number + 1, {}};
    }
    return std::move(table_);
  }

 private:
  bool at(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool at_cell_end() const { return rest_.empty() || at(table_.delimiter) || is_line_end(rest_.front()); }

  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  void parse_row() {
    while (true) {
      row_.cells.push_back(at('"') ? quoted_cell() : bare_cell());
      check_utf8();
      if (!at(table_.delimiter)) break;
      take();
    }
    if (rest_.empty()) return;
    if (take() == '\r' && at('\n')) take();
  }

  std::string bare_cell() {
    std::string cell;
    while (!at_cell_end()) cell += take();
    return cell;
  }

  // Two quotes stand for one.
  std::string quoted_cell() {
    std::string cell;
    take();
    while (!rest_.empty()) {
      const char c = take();
      if (c == '"' && !at('"')) {
        if (!at_cell_end()) {
          report(CsvProblem::What::behind_quote);
          cell += bare_cell();
        }
        return cell;
      }
      if (c == '"') take();
      cell += c;
    }
    report(CsvProblem::What::open_quote);
    return cell;
  }

  void check_utf8() {
    if (!utf8_ || !first_invalid_utf8(row_.cells.back())) return;
    utf8_ = false;
    table_.problems.push_back({CsvProblem::What::not_utf8, row_.number, row_.cells.size() - 1});
  }

  void report(CsvProblem::What what) { table_.problems.push_back({what, row_.number, row_.cells.size()}); }

  std::string_view rest_;
  CsvTable table_;
  CsvRow row_;
  bool utf8_ = true;  // so far
};

}  // namespace

CsvTable read_csv(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  if (!is_utf16(text)) return Parser(text).parse();
  CsvTable table;
  table.problems.push_back({CsvProblem::What::utf16, 1, 0});
  return table;
}

}  // namespace reltrack::sheet
