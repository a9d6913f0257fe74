// What is wrong with sheets, in the order of finding.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "reltrack/sheet.hpp"

namespace reltrack::sheet {

// The codes of what only a sheet can have wrong. docs/sheet.md says what each asks for.
namespace codes {
inline constexpr std::string_view kUtf16 = "S0101";
inline constexpr std::string_view kNotUtf8 = "S0102";
inline constexpr std::string_view kOpenQuote = "S0103";
inline constexpr std::string_view kBehindQuote = "S0104";
inline constexpr std::string_view kEmptySheet = "S0105";
inline constexpr std::string_view kLongRow = "S0106";
inline constexpr std::string_view kUnknownColumn = "S0201";
inline constexpr std::string_view kDoubleColumn = "S0202";
inline constexpr std::string_view kMissingColumn = "S0203";
inline constexpr std::string_view kNoList = "S0301";
inline constexpr std::string_view kNoFlag = "S0302";
inline constexpr std::string_view kRewrittenDate = "S0303";
inline constexpr std::string_view kRowsDiffer = "S0401";
inline constexpr std::string_view kReadingOfNone = "S0402";
inline constexpr std::string_view kNearNames = "S0501";
}  // namespace codes

class Problems {
 public:
  SheetProblem& error(std::string_view code, CellPlace place, std::string message, std::string hint = {});
  SheetProblem& warning(std::string_view code, CellPlace place, std::string message, std::string hint = {});

  void add(SheetProblem problem);

  bool any_error() const { return !wrong_.empty(); }
  bool has_error_at(CellPlace place) const { return wrong_.count(place) > 0; }
  std::vector<SheetProblem> take() { return std::move(list_); }

 private:
  std::vector<SheetProblem> list_;
  std::set<CellPlace> wrong_;  // where there are errors
};

// "A" to "Z", then "AA". Requires: `column` counts from 0.
std::string column_letters(std::size_t column);

}  // namespace reltrack::sheet
