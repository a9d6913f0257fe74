// The name that someone probably meant.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace reltrack {

// Single-letter slips (one letter more, less, other, or two swapped) between two names, counted up to `limit`: a number
// above `limit` means "more". Letters are bytes; upper and lower case are one letter.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// The nearest of `known`, the first of several equally near; absent where none is near enough to be a slip (a third of
// the name's length, at least one letter).
std::optional<std::string_view> nearest_name(std::string_view name, std::span<const std::string_view> known);

}  // namespace reltrack
