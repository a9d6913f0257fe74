// JSON text as a tree that knows where everything stands.
//
// What the usual parsers drop, a ledger cannot afford to lose: the place of each value, the digits of a number, and a
// key that is given twice (one of the two claims would vanish in silence).
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.hpp"

namespace reltrack::json {

// Deeper nesting is refused: no ledger has more than six levels, and readers of trees recurse.
inline constexpr std::size_t kDeepest = 64;

enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

// Longer texts are refused, so that places are short: of a large ledger the nodes are most of what reading waits for.
inline constexpr std::size_t kLongest = (std::size_t{1} << 30U) - 1;

// One value. Nodes stand in the order of the text: the first child of a container follows it at once.
struct Node {
  // Of a member of an object, its key, decoded; else empty.
  std::string_view key() const { return {key_data, key_size}; }
  // Of a string, its content; of a number or boolean, its letters; else empty.
  std::string_view text() const { return {text_data, text_size}; }

  const char* key_data = nullptr;
  const char* text_data = nullptr;
  std::uint32_t key_size = 0;
  std::uint32_t text_size = 0;
  std::uint32_t begin = 0;  // bytes of the value in the text: [begin, end)
  std::uint32_t end = 0;
  std::uint32_t label = 0;  // of a member, the byte where its key's quote stands; of an array's element, its index
  std::uint32_t next = 0;   // index of the node behind this one and all that is in it
  std::uint32_t parent = 0;
  std::uint32_t count : 29 = 0;  // children
  Kind kind : 3 = Kind::null;
};

// What keeps a text from being a tree, or a key given twice (the second of them; `first_begin` is where the first
// stands).
struct Problem {
  enum class What { empty, truncated, nul, invalid_utf8, too_deep, too_long, syntax, duplicate_key };
  What what = What::syntax;
  std::size_t begin = 0, end = 0;
  std::size_t first_begin = 0, first_end = 0;  // of a duplicate key: where it was given first
  std::string words{};                         // of `syntax`: what is wrong; of a duplicate key: the key
  std::string hint{};
  bool figure = false;  // of `syntax`: a figure that stands without quotes
};

// The tree, with views into the text that it was read from (which must outlive it) and into strings of its own.
struct Tree {
  std::vector<Node> nodes;  // nodes[0] is the whole document; empty where the text is no JSON
  std::deque<std::string> decoded;
  std::vector<Problem> problems;  // by place; duplicate keys and figures leave a tree, all others do not
};

// Never fails: what is wrong is in `problems`. A byte order mark at the head is skipped.
Tree parse(std::string_view text);

// Bytes behind the JSON string whose opening quote stands at `begin`. Requires: the string was parsed.
std::size_t end_of_string(std::string_view text, std::size_t begin);

// Whether the character may stand in a number.
constexpr bool is_number_character(char c) {
  return is_digit(c) || c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+';
}

}  // namespace reltrack::json
