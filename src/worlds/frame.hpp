// One layout for many systems that share their claims: what is laid out and encoded once need not be again.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "worlds/search.hpp"

namespace reltrack::worlds {

class Frame {
 public:
  // Lays out what all these members, and all these forms, speak of. The model must outlive it.
  Frame(const Model& model, const std::vector<bool>& members, std::span<const Form> asked);

  // The bundles of the layout, by position, that are in a system of these members (some of the frame's).
  std::vector<int> positions(const std::vector<bool>& members) const;
  // Those of them that have this member. Requires: they are in order, as positions() gives them.
  std::vector<int> with(std::span<const int> positions, int member) const;

  Relaxation relaxation(std::span<const int> positions) const;
  // The relaxation with all bundles of these members in the system as well.
  Relaxation with_all(Relaxation relaxation, const std::vector<bool>& members) const;
  std::unique_ptr<System> system(const std::vector<bool>& members, Effort& effort,
                                 std::span<const Split> given = {}) const;
  std::unique_ptr<System> system(Relaxation relaxation, Effort& effort, std::span<const Split> given = {}) const;

  // Calls visit(i, relaxation of `base` and all groups but the i-th) for each group of positions. Halves of the groups
  // are taken in and the others visited in turn, so n groups cost n log n takings-in rather than n squared.
  void each_left_out(const std::vector<int>& base, std::span<const std::vector<int>> groups,
                     const std::function<void(std::size_t, const Relaxation&)>& visit) const;

 private:
  const Model& model_;
  std::shared_ptr<const Layout> layout_;
  Relaxation rules_;
};

}  // namespace reltrack::worlds
