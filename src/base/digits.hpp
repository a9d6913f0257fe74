// Digits of figures and dates: those of ASCII, whatever the locale.
#pragma once

namespace reltrack {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace reltrack
