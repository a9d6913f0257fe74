#include "worlds/rigid_groups.hpp"

#include <numeric>

namespace reltrack::worlds {

RigidGroups::RigidGroups(std::size_t nodes) : towards_(nodes), ahead_(nodes, 0) {
  std::iota(towards_.begin(), towards_.end(), std::size_t{0});
}

std::size_t RigidGroups::first_of(std::size_t u) {
  while (towards_[u] != towards_[towards_[u]]) {
    ahead_[u] += ahead_[towards_[u]];
    towards_[u] = towards_[towards_[u]];
  }
  return towards_[u];
}

bool RigidGroups::tie(std::size_t u, std::size_t v, Count apart) {
  const std::size_t of_u = first_of(u), of_v = first_of(v);
  const Count firsts_apart = apart + ahead_[u] - ahead_[v];
  if (of_u == of_v) return firsts_apart == 0;
  towards_[of_u < of_v ? of_v : of_u] = of_u < of_v ? of_u : of_v;
  ahead_[of_u < of_v ? of_v : of_u] = of_u < of_v ? firsts_apart : -firsts_apart;
  return true;
}

void RigidGroups::number() {
  for (std::size_t u = 0; u < towards_.size(); ++u) {
    const std::size_t first = first_of(u);
    if (first == u) {
      group_.push_back(firsts_.size());
      firsts_.push_back(u);
    } else {
      group_.push_back(group_[first]);
    }
  }
}

}  // namespace reltrack::worlds
