#include "reader/json_problem.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/printable.hpp"

namespace reltrack::json {
namespace {

constexpr std::string_view kQuoteFigures =
    "a figure that is no plain number stands in quotes: \">400\", \"56..76\", \"~800\"";

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

// The last byte before `at` that is no white space; NUL where there is none.
char significant_before(std::string_view text, std::size_t at) {
  const std::size_t found = text.substr(0, at).find_last_not_of(" \t\r\n");
  return found == std::string_view::npos ? '\0' : text[found];
}

std::string_view word_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kColumns = 40, kBytesPerColumn = 16;
  const std::string_view rest = text.substr(at, kColumns * kBytesPerColumn);
  return first_columns(rest.substr(0, rest.find_first_of(" \t\r\n,:[]{}\"")), kColumns);
}

Problem problem(std::size_t begin, std::size_t end, std::string words, std::string hint = {}) {
  return {
      .what = Problem::What::syntax, .begin = begin, .end = end, .words = std::move(words), .hint = std::move(hint)};
}

// Inside a string that does not end well.
Problem string_problem(std::string_view text, std::size_t at, std::string_view library_words) {
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != '"' && static_cast<unsigned char>(text[end]) >= 0x20) {
    end += text[end] == '\\' ? 2U : 1U;
  }
  end = std::min(end, text.size());
  if (contains(library_words, "missing closing quote")) {
    return {.what = Problem::What::truncated, .begin = at, .end = end};
  }
  if (contains(library_words, "control character")) {
    return problem(at, end, "a line break or control character stands inside a quoted text",
                   "close the quotes on the line where they open, and write a line break as \\n");
  }
  if (contains(library_words, "surrogate")) {
    return problem(at, end, "a \\u escape in this text is half a character", "write the character itself");
  }
  return problem(at, end, "a backslash in this text starts no known escape", "write a backslash as \\\\");
}

Problem unexpected_word(std::string_view text, std::size_t at) {
  const std::string_view word = word_at(text, at);
  const std::size_t end = at + std::max<std::size_t>(word.size(), 1);
  const std::string shown(word.empty() ? text.substr(at, 1) : word);
  if (word.starts_with("//") || word.starts_with("/*") || word.starts_with("#")) {
    return problem(at, end, "JSON has no comments", "put remarks into a `note`, or a field whose name begins with x-");
  }
  if (word.starts_with("'") || word.starts_with("“") || word.starts_with("”")) {
    return problem(at, end, "quotes in JSON are straight and double", "write \"...\"");
  }
  if (word.find_first_of("~<>%") != std::string_view::npos || contains(word, "..")) {
    while (at > 0 && is_digit(text[at - 1])) --at;  // of 50%, a number was read before
    const std::string_view whole = text.substr(at, end - at);
    Problem out = problem(at, end, fmt::format("{} stands without quotes", whole), std::string(kQuoteFigures));
    out.figure = true;
    return out;
  }
  if (word.find_first_not_of("0123456789+-.eE_") == std::string_view::npos) {
    return problem(at, end, fmt::format("{} is no number as JSON writes them", shown),
                   "write the digits alone: 1250, not 1_250, +1250 or 01250");
  }
  for (const std::string_view constant : {"True", "False", "None", "TRUE", "FALSE", "NULL"}) {
    if (word == constant) return problem(at, end, fmt::format("{} is no JSON", shown), "write true, false or null");
  }
  return problem(at, end, fmt::format("\"{}\" is not expected here", shown),
                 "texts and field names stand in \"quotes\"");
}

Problem unexpected_bracket(std::string_view text, std::size_t at, std::string_view library_words) {
  const char before = significant_before(text, at);
  const char here = text[at];
  if (before == ',' && (here == '}' || here == ']')) {
    const std::size_t comma = text.substr(0, at).find_last_of(',');
    return problem(comma, comma + 1, "a comma stands before the closing bracket", "take the comma away");
  }
  if (contains(library_words, "expected end of input")) {
    return problem(at, at + 1, "something stands behind the end of the ledger",
                   "a file holds one ledger: check whether a bracket closes too early");
  }
  return problem(at, at + 1, fmt::format("{} is not expected here", here),
                 "check that every bracket and quote that opens also closes, and nothing closes twice");
}

}  // namespace

Problem syntax_problem(std::string_view text, std::size_t behind, std::size_t at, std::string_view library_words) {
  at = std::min(at, text.size());
  if (const auto broken = first_invalid_utf8(text, behind); broken && contains(library_words, "UTF-8")) {
    return {.what = Problem::What::invalid_utf8, .begin = *broken, .end = *broken + 1};
  }
  if (contains(library_words, "unexpected end of input")) {
    return {.what = Problem::What::truncated, .begin = text.size(), .end = text.size()};
  }
  if (at < text.size() && static_cast<unsigned char>(text[at]) >= 0x80 && !first_code_point(text.substr(at)).valid) {
    return {.what = Problem::What::invalid_utf8, .begin = at, .end = at + 1};
  }
  if (at < behind) {  // the last token was a number, and its letters go on: 0116
    std::size_t begin = behind;
    while (begin > 0 && is_number_character(text[begin - 1])) --begin;
    return unexpected_word(text, begin);
  }
  if (at == text.size()) return {.what = Problem::What::truncated, .begin = at, .end = at};
  if (contains(library_words, "invalid string")) return string_problem(text, at, library_words);
  if (contains(library_words, "out_of_range")) {
    const std::string_view number = word_at(text, at);
    return problem(at, at + number.size(), fmt::format("{} is too large", number),
                   "figures are whole numbers up to 1,000,000,000,000");
  }
  const std::string_view between = text.substr(behind, at - behind);
  const bool expects_comma = contains(library_words, "expected ',' or") || contains(library_words, "expected '}'") ||
                             contains(library_words, "expected ']'");
  const bool begins_value = std::string_view("\"{[0123456789-tfn").find(text[at]) != std::string_view::npos;
  if (behind > 0 && expects_comma && !contains(between, ",") && begins_value &&
      !contains(library_words, "invalid literal")) {
    return problem(behind - 1, behind, "a comma is missing behind this");
  }
  if (contains(library_words, "expected ':'")) {
    return problem(at, at + 1, "a colon is missing before this", "a field is written \"name\": value");
  }
  if (std::string_view("{}[],:\"").find(text[at]) != std::string_view::npos) {
    return unexpected_bracket(text, at, library_words);
  }
  return unexpected_word(text, at);
}

}  // namespace reltrack::json
