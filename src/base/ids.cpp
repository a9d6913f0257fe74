#include "base/ids.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/printable.hpp"

namespace reltrack {
namespace {

bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

// The letter without its accent, of the letters of Latin-1; a blank for all else.
char without_accent(char32_t c) {
  static constexpr std::string_view kPlain = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";
  constexpr char32_t kFirst = 0xC0, kLast = 0xFF;
  return c >= kFirst && c <= kLast ? kPlain[c - kFirst] : ' ';
}

}  // namespace

bool is_id(std::string_view text) {
  return !text.empty() && is_letter_or_digit(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

std::string id_from(std::string_view name) {
  if (is_id(name)) return std::string(name);
  std::string id;
  for (std::string_view rest = name; !rest.empty();) {
    const CodePoint c = first_code_point(rest);
    rest.remove_prefix(c.length);
    const char letter = c.value < 0x80 ? static_cast<char>(c.value) : without_accent(c.value);
    if (is_letter_or_digit(letter)) {
      id += lower(letter);
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id;
}

}  // namespace reltrack
