// The order in which findings are told, whatever the order in which they were found.
#pragma once

#include <cstddef>
#include <vector>

#include "reltrack/findings.hpp"

namespace reltrack {

// The smallest first.
bool told_before(const Conflict& a, const Conflict& b);
// The most consequential first: by the largest shortfall of the clearest conflict. Requires: their conflicts are known.
bool told_before(const Problem& a, const Problem& b, const std::vector<Conflict>& conflicts);
// By time.
bool told_before(const Condition& a, const Condition& b);
// The most that two surely share first.
bool told_before(const Overlap& a, const Overlap& b);
// Of each kind, the largest first. Gaps of one claim, side and size stay as they are found.
bool told_before(const Gap& a, const Gap& b);
// The one that settles the most, else narrows the most; of those the shortest, then the first.
bool told_before(const OneMoreCount& a, const OneMoreCount& b);

inline constexpr auto kToldBefore = [](const auto& a, const auto& b) { return told_before(a, b); };

// Keeps the first so many (0: all) of findings that are in order.
template <class Finding>
void keep_first(std::vector<Finding>& all, std::size_t rows) {
  if (rows > 0 && all.size() > rows) all.erase(all.begin() + static_cast<std::ptrdiff_t>(rows), all.end());
}

}  // namespace reltrack
