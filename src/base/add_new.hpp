#pragma once

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace reltrack {

// For lists of a few, whose order is kept.
template <class Item>
void add_new(std::vector<Item>& items, Item item) {
  if (std::ranges::find(items, item) == items.end()) items.push_back(std::move(item));
}

// For lists of any length: each item once, where it first stands.
template <class Item>
std::vector<Item> each_once(std::vector<Item> items) {
  std::set<Item> seen;
  std::erase_if(items, [&](const Item& item) { return !seen.insert(item).second; });
  return items;
}

}  // namespace reltrack
