#pragma once

#include <algorithm>
#include <utility>
#include <vector>

namespace reltrack {

// For lists of a few, whose order is kept.
template <class Item>
void add_new(std::vector<Item>& items, Item item) {
  if (std::ranges::find(items, item) == items.end()) items.push_back(std::move(item));
}

}  // namespace reltrack
