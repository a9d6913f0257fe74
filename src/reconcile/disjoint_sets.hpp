// Disjoint sets (Galler & Fischer 1964): each set is known by its least element.
#pragma once

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

namespace reltrack {

class DisjointSets {
 public:
  explicit DisjointSets(std::size_t elements) : up_(elements) { std::iota(up_.begin(), up_.end(), std::size_t{0}); }

  std::size_t of(std::size_t x) {
    while (up_[x] != x) x = up_[x] = up_[up_[x]];
    return x;
  }
  void join(std::size_t x, std::size_t y) {
    x = of(x), y = of(y);
    up_[std::max(x, y)] = std::min(x, y);
  }

 private:
  std::vector<std::size_t> up_;
};

}  // namespace reltrack
