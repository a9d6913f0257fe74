// Text from ledgers made safe for a terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace reltrack {

// The text on one line, with everything that could steer a terminal or turn the order of letters round as a visible
// escape: control characters as \u001b, whatever sets the direction of writing as \u202e, bytes that are no UTF-8
// as \xff. Line ends and tabs become one space each. Other text is unchanged.
std::string printable(std::string_view text);

// Whether a terminal may obey the code point, or turn the order of letters round for it.
bool is_unsafe(char32_t c);

// Columns that UTF-8 text takes in a terminal: combining marks and joiners 0, East Asian wide characters and emoji 2,
// the rest 1.
std::size_t display_width(std::string_view utf8);

// The longest beginning of whole characters that takes no more than so many columns.
std::string_view first_columns(std::string_view utf8, std::size_t columns);

// One character of UTF-8: its code point, and its length in bytes. A byte that begins no well-formed character has
// `valid` false and length 1. Requires: text is not empty.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;
  bool valid = false;
};
CodePoint first_code_point(std::string_view text);

// The first byte at or behind `from` that begins no character; absent where all is well to the end.
std::optional<std::size_t> first_invalid_utf8(std::string_view text, std::size_t from = 0);

// What some programs write at the head of UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace reltrack
