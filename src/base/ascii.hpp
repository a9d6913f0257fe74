// Letters and digits of ASCII, whatever the locale; bytes of other characters are neither.
#pragma once

#include <string>
#include <string_view>

namespace reltrack {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool all_digits(std::string_view text) {
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}
constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
constexpr char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }
constexpr bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }

inline std::string lower_case(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) out += lower(c);
  return out;
}

// With a capital at its head.
inline std::string capitalised(std::string words) {
  if (!words.empty()) words.front() = upper(words.front());
  return words;
}

}  // namespace reltrack
