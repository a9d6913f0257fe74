// All-pairs shortest paths of one simple temporal network (Dechter, Meiri & Pearl 1991), with the way each was found.
//
// Entry (u, v) bounds y(v) - y(u) from above. Closing makes every entry the tightest that the edges imply; a negative
// cycle means that no world exists. Each entry remembers the edge or the middle node it came from. At the fixpoint
// these memories are well founded: an entry's final value was set after the final values it was summed from, since any
// later improvement of those would have improved it again. So following them ends, and lists the edges to be added up.
#pragma once

#include <cstdint>
#include <vector>

#include "reltrack/count.hpp"

namespace reltrack::worlds {

class Closure {
 public:
  // Above every sum of figures; below half of what 64 bits hold, so that adding a finite number stays "unbounded".
  static constexpr Count kNone = Count{1} << 62;
  static bool finite(Count value) { return value < kNone / 2; }

  explicit Closure(int size = 0);

  int size() const { return size_; }
  Count at(int u, int v) const { return d_[cell(u, v)]; }
  // Edge number `edge` (the caller's) says y(v) - y(u) <= w. Returns whether it tightens; closes nothing.
  bool put(int u, int v, Count w, int edge);

  // Closes everything in size^3 steps. Returns -1, or a node on a negative cycle (then nothing else holds but that
  // trace(node, node) lists such a cycle).
  int close();
  // The same where only edge (u, v) was put since the last closing, in size^2 steps.
  int close_after(int u, int v);

  // Calls `visit(edge)` for each edge on the way from u to v; from u to u, for the negative cycle found. Returns false
  // where the way is not well founded (only possible after a negative cycle).
  template <class F>
  bool trace(int u, int v, F&& visit) const {
    std::vector<std::pair<int, int>> open{{u, v}};
    for (std::int64_t steps = 0; !open.empty(); ++steps) {
      if (steps > kLongestTrace) return false;
      const auto [a, b] = open.back();
      open.pop_back();
      const std::int64_t via = via_[cell(a, b)];
      if (via == kSelf) {
        if (a != b) return false;
      } else if (via >= 0) {
        open.emplace_back(static_cast<int>(via), b);
        open.emplace_back(a, static_cast<int>(via));
      } else {
        visit(static_cast<int>(kEdge - via));
      }
    }
    return true;
  }

 private:
  static constexpr std::int64_t kSelf = -1;  // no way but to stay
  static constexpr std::int64_t kEdge = -2;  // edge e is stored as kEdge - e
  static constexpr std::int64_t kLongestTrace = 1'000'000;

  std::size_t cell(int u, int v) const { return static_cast<std::size_t>(u) * stride_ + static_cast<std::size_t>(v); }

  int size_ = 0;
  std::size_t stride_ = 0;
  std::vector<Count> d_;
  std::vector<std::int64_t> via_;  // as wide as the entries, so that both are compared and moved in one sweep
};

}  // namespace reltrack::worlds
