#include "reconcile/numerals.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "base/ascii.hpp"

namespace reltrack {

std::string digits(const Figure& figure) {
  if (figure.percent) return {};
  const auto numbers = [](std::string_view text) {
    std::string out;
    std::ranges::copy_if(text, std::back_inserter(out), is_digit);
    return out;
  };
  const std::string_view text = figure.text;
  const std::size_t dots = text.find("..");
  return dots == std::string_view::npos ? numbers(text)
                                        : numbers(text.substr(0, dots)) + '.' + numbers(text.substr(dots));
}

bool swapped(const std::string& a, const std::string& b) {
  if (a.size() != b.size() || a == b) return false;
  for (std::size_t i = 1; i < a.size(); ++i) {
    std::string other = a;
    std::swap(other[i - 1], other[i]);
    if (other == b) return true;
  }
  return false;
}

}  // namespace reltrack
