// Nodes that are a known number apart, as a series of exact figures leaves nearly all of a network: each group of them
// is closed as one node. Groups are trees, each node with its number less that of another one before it.
#pragma once

#include <cstddef>
#include <vector>

#include "reltrack/count.hpp"

namespace reltrack::worlds {

class RigidGroups {
 public:
  // Each node is a group by itself.
  explicit RigidGroups(std::size_t nodes);

  // y(v) - y(u) is `apart`. False where another number is known; nothing changes then.
  bool tie(std::size_t u, std::size_t v, Count apart);
  // The first node of the group, in the order of nodes.
  std::size_t first_of(std::size_t u);
  // Numbers the groups, in the order of their first nodes. Required by all below.
  void number();

  std::size_t size() const { return firsts_.size(); }
  std::size_t first(std::size_t group) const { return firsts_[group]; }
  std::size_t of(std::size_t u) const { return group_[u]; }
  Count ahead(std::size_t u) const { return ahead_[u]; }  // its number less that of its group's first

 private:
  std::vector<std::size_t> towards_;  // by node: one before it in its group, or itself
  std::vector<Count> ahead_;          // by node: its number less that one's
  std::vector<std::size_t> firsts_, group_;
};

}  // namespace reltrack::worlds
