#include "sheet/problems.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>

#include "base/printable.hpp"

namespace reltrack {
namespace sheet {

SheetProblem& Problems::error(std::string_view code, CellPlace place, std::string message, std::string hint) {
  add({Severity::error, std::string(code), place, {}, {}, std::move(message), std::move(hint), {}});
  return list_.back();
}

SheetProblem& Problems::warning(std::string_view code, CellPlace place, std::string message, std::string hint) {
  add({Severity::warning, std::string(code), place, {}, {}, std::move(message), std::move(hint), {}});
  return list_.back();
}

void Problems::add(SheetProblem problem) {
  if (problem.severity == Severity::error) wrong_.insert(problem.place);
  list_.push_back(std::move(problem));
}

std::string column_letters(std::size_t column) {
  constexpr std::size_t kLetters = 26;
  std::string out;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / kLetters) {
    out.insert(out.begin(), static_cast<char>('A' + (rest - 1) % kLetters));
  }
  return out;
}

}  // namespace sheet

namespace {

constexpr std::size_t kShown = 100;       // errors, and warnings, told one by one
constexpr std::size_t kLongestCell = 70;  // columns of a cell that are shown

std::string cut(std::string_view text) {
  const std::string all = printable(text.substr(0, 16 * kLongestCell));
  const std::string_view shown = first_columns(all, kLongestCell);
  return shown.size() < all.size() ? std::string(shown) + "..." : all;
}

void write_head(CellPlace place, std::string_view kind, std::string_view words, const std::vector<Sheet>& sheets,
                std::string& out) {
  fmt::format_to(std::back_inserter(out), "{}:{}:{}: {}: {}\n", printable(sheets[place.sheet].file.name), place.row,
                 sheet::column_letters(place.column), kind, words);
}

void write(const SheetProblem& problem, const std::vector<Sheet>& sheets, std::string& out) {
  write_head(problem.place, problem.severity == Severity::error ? "error" : "warning",
             fmt::format("{} [{}]", printable(problem.message), problem.code), sheets, out);
  if (!problem.cell.empty() && problem.place.row > 1) {
    out += fmt::format("  {}: {}\n", printable(problem.column), cut(problem.cell));
  }
  if (!problem.hint.empty()) out += "  " + printable(problem.hint) + "\n";
  for (const auto& [place, words] : problem.notes) write_head(place, "note", printable(words), sheets, out);
}

}  // namespace

std::string format_sheet_problems(const std::vector<SheetProblem>& problems, const std::vector<Sheet>& sheets) {
  std::string out;
  std::size_t errors = 0, warnings = 0;
  for (const SheetProblem& problem : problems) {
    std::size_t& count = problem.severity == Severity::error ? errors : warnings;
    if (++count <= kShown) write(problem, sheets, out);
  }
  for (const auto& [count, noun] : {std::pair(errors, "error"), std::pair(warnings, "warning")}) {
    if (count <= kShown) continue;
    const std::size_t rest = count - kShown;
    out += fmt::format("and {} more {}{}: {} in all\n", rest, noun, rest == 1 ? "" : "s", count);
  }
  return out;
}

}  // namespace reltrack
