// Worlds made to order: the cheap half of an exact answer. A bound that a world attains needs no further search.
//
// A closed network is a lattice: of two numberings that satisfy it, the higher of the two at each node satisfies it as
// well, and so does the lower. So a world is bent to a wish by raising just what must rise with one node, or lowering
// what must fall with the other: size steps, and nothing moves that need not. Where that leaves a part with more events
// than its whole in some stretch, the networks farther from the wish are bent in turn, until all fits or the attempt is
// given up (that proves nothing).
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

// A numbering of a system's nodes that satisfies all its rows.
using World = std::vector<Count>;

// The very first world met, and the last: of many, those in between are forgotten.
class Met {
 public:
  using Worlds = std::vector<std::shared_ptr<const World>>;
  void add(std::shared_ptr<const World> world);
  const Worlds& all() const { return worlds_; }
  // Those left that came after the first `known`, which becomes how many came so far.
  std::span<const std::shared_ptr<const World>> since(std::size_t& known) const;

 private:
  Worlds worlds_;
  std::size_t forgotten_ = 0;
};

// y(plus) - y(minus) >= at_least.
struct Wish {
  Node plus = 0, minus = 0;
  Count at_least = 0;
};

class Bending {
 public:
  // The relaxation must be possible, and outlive this.
  explicit Bending(const Relaxation& relaxation);

  // Some numbering that satisfies every network and every whole, far from the extremes; absent where the attempts fail.
  std::optional<World> any() const;
  // One network's numbers half way between the highest numbering below zero and the lowest above it.
  static void halve(const Relaxation& relaxation, int network, World& world);
  // The world bent to the wish, by raising what must rise or by lowering what must fall. Requires: the world satisfies
  // the relaxation, and the wish is within its bounds.
  std::optional<World> bent(const World& world, const Wish& wish, bool raising) const;
  // The world of another relaxation of the same layout, with as many events in each stretch as the networks let it
  // keep: the first stretches rather than the last, or the other way round. Returns whether either was accepted.
  bool near(const World& world, const std::function<bool(const World&)>& accepts) const;
  // A numbering that satisfies every network, bent so that it satisfies every whole as well; the one network stays as
  // it is.
  std::optional<World> fitted(World numbering, int pinned, bool raising) const;
  // The world bent so that from one node, to every other of its network, the count is the most (or the least) that
  // closing allows; `beyond` where it allows any. All extremes of a closed network from one node go together.
  std::optional<World> cornered(const World& world, Node from, bool most, Count beyond, bool raising) const;

 private:
  // Pairs stand for y(first) - y(second): the whole's is no less than the sum of the parts'.
  struct Coupling {
    NodePair whole;
    std::size_t begin = 0, end = 0;  // its parts, one or more, among the group's
  };
  // One whole, and the stretches or places where it is compared with its parts.
  struct Group {
    int whole = 0;           // network
    std::vector<int> parts;  // networks
    std::vector<Coupling> couplings;
    std::vector<NodePair> of_parts;
    std::span<const NodePair> parts_of(const Coupling& coupling) const {
      return std::span(of_parts).subspan(coupling.begin, coupling.end - coupling.begin);
    }
  };

  // A row that closing does not see, as a sum of differences: a share and its base.
  struct Sum {
    std::vector<std::pair<NodePair, Count>> pairs;  // each taken a positive number of times
    Count at_least = 0;
  };
  // How one attempt goes about it.
  struct Manner {
    int first = 0;         // networks farther from this one give way sooner
    bool pinned = false;   // it never gives way itself
    bool raising = false;  // what must move goes up
  };

  void add_groups();
  void add_whole(const Whole& whole);
  void add_level_whole(const Whole& whole);
  void add_group(Group group);
  void add_sums();
  // What lies near one network: how many wholes lie between it and each other, and the groups, the nearest first.
  struct Reach {
    std::vector<int> distance;
    std::vector<std::size_t> nearest_first;
  };
  const Reach& reach(int first) const;
  static int to_parts(const Group& group, const std::vector<int>& distance);
  std::optional<World> near(const World& world, bool forward) const;
  void keep_stretches(const Network& net, bool forward, const World& world, World& out) const;
  static bool movable(int network, const Manner& manner) { return !manner.pinned || network != manner.first; }
  bool fit(World& world, const Manner& manner) const;
  bool sweep(World& world, const Manner& manner) const;
  static Count count(const World& world, const NodePair& pair) {
    return world[static_cast<std::size_t>(pair.first)] - world[static_cast<std::size_t>(pair.second)];
  }
  // By how much the parts have more than their whole.
  static Count missing(const World& world, const Group& group, const Coupling& coupling) {
    Count out = count(world, group.of_parts[coupling.begin]) - count(world, coupling.whole);
    for (std::size_t p = coupling.begin + 1; p < coupling.end; ++p) {
      out = checked_add(out, count(world, group.of_parts[p]));
    }
    return out;
  }
  bool sweep_over(World& world, const Group& group, const Manner& manner, bool& moved) const;
  bool raise_whole(World& world, const Group& group, const Coupling& coupling, const Manner& manner) const;
  bool lower_parts(World& world, const Group& group, const Coupling& coupling, const Manner& manner) const;
  bool fit(World& world, const Sum& sum, const Manner& manner) const;
  bool ensure(World& world, const Wish& wish, bool raising) const;
  const std::vector<Count>& most_to(Node node) const;
  int network(Node node) const { return relaxation_.layout().network_of[static_cast<std::size_t>(node)]; }

  const Relaxation& relaxation_;
  std::vector<Group> groups_;
  std::vector<Sum> sums_;
  std::vector<std::vector<std::size_t>> groups_of_;  // by network: where it is the whole, or a part
  mutable std::vector<std::vector<Count>> most_to_;  // by node: entries from all of its network, once asked for
  mutable std::vector<std::optional<Reach>> reach_;  // by network, once asked for
};

}  // namespace reltrack::worlds
