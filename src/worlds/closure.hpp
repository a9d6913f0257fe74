// All-pairs shortest paths of one simple temporal network (Dechter, Meiri & Pearl 1991).
//
// Entry (u, v) bounds y(v) - y(u) from above. Closing makes every entry the tightest that the edges imply; a negative
// cycle means that no world exists. No way is remembered: once closed, an edge is on a shortest way from u to v exactly
// where the entries before and after it add up to (u, v)'s, so any way can be found again (relaxation_proof.cpp).
// Instead each entry has the generation in which it last changed: the caller's clock, by which a bound passed from
// another network is known to be older than what was made of it.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "reltrack/count.hpp"
#include "worlds/rigid_groups.hpp"
#include "worlds/shared_row.hpp"

namespace reltrack::worlds {

class Closure {
 public:
  // Above every sum of figures; below half of what 64 bits hold, so that adding a finite number stays "unbounded".
  static constexpr Count kNone = Count{1} << 62;
  static bool finite(Count value) { return value < kNone / 2; }
  using Generation = SharedRow::Generation;

  // Nothing bounds anything; there are no rows before the first closing.
  explicit Closure(int size) : size_(size) {}

  int size() const { return size_; }
  Count at(int u, int v) const { return rows_ != nullptr ? row(u)[v] : u == v ? 0 : kNone; }
  // Requires: it has been closed.
  const Count* row(int u) const { return (*rows_)[static_cast<std::size_t>(u)].entries(); }
  Generation generation(int u, int v) const {
    return rows_ != nullptr ? (*rows_)[static_cast<std::size_t>(u)].changed()[v] : Generation{0};
  }
  // When some entry of the row last changed. Requires: as row().
  Generation last(int u) const { return (*rows_)[static_cast<std::size_t>(u)].last(); }

  // Notes an edge for the next closing: y(v) - y(u) <= w. Returns whether it tightens.
  bool put(int u, int v, Count w);
  bool closed() const { return rows_ != nullptr && put_.empty(); }
  Generation last() const { return last_; }  // that of the last closing that had anything to take in

  // Leaves each node the one number it has here. Requires: they are within the closed entries.
  void fix(const Count* numbers, Generation now);

  // Takes in what was put: in size^2 steps for each that says something new, or in groups^3 and size^2 for all. False:
  // there is a negative cycle, and every entry is as it was when last closed.
  bool close(Generation now);

 private:
  struct Put {
    int u, v;
    Count w;
  };
  using Rows = std::vector<SharedRow>;
  std::shared_ptr<Rows> copy_of_rows() const;
  bool take_in(Rows& next, Generation now);
  bool close_one_by_one(Rows& next, Generation now);
  std::optional<RigidGroups> rigid_groups() const;
  bool close_all(const RigidGroups& groups, Rows& next, Generation now) const;
  std::optional<std::vector<Count>> fold(const RigidGroups& groups) const;
  static bool insert(const Put& put, Rows& next, Generation now, std::vector<Count>& onward, std::size_t& rows);

  int size_;
  std::shared_ptr<const Rows> rows_;
  std::vector<Put> put_;
  Generation last_ = 0;
};

}  // namespace reltrack::worlds
