// The unknowns of one system: which counters and places its members speak of, and which of them meet.
#pragma once

#include <map>
#include <span>
#include <vector>

#include "worlds/model.hpp"

namespace reltrack::worlds {

// An unknown: the cumulative count of one counter at one place. Nodes of one network are neighbours.
using Node = int;

// Counters tied by differences (a level is the difference of two) make a network; their nodes are [begin, end).
struct Network {
  Node begin = 0, end = 0;
  int size() const { return end - begin; }
};

struct Layout {
  std::vector<int> bundles;       // of the model: all their members are in the system
  std::vector<Place> places;      // the fixed ones in order of time, then the moments
  int fixed = 0;                  // how many are fixed
  std::vector<int> counters;      // of the model, those that matter here
  std::vector<int> levels;        // likewise
  std::vector<int> wholes;        // likewise, with at least one part that matters
  std::vector<int> level_wholes;  // likewise
  std::vector<int> choices;       // that some bundle depends on
  std::vector<Network> networks;
  std::vector<int> network_of;              // by node
  std::vector<int> counter_of;              // by node
  std::vector<int> place_of;                // by node; of a constant: -1
  std::vector<std::vector<Node>> at;        // by counter of the model and place; empty, or -1, where there is none
  std::vector<std::vector<int>> places_of;  // by counter of the model: the places it has nodes at, in order
  int nodes = 0;

  Node node(int counter, Place place) const;  // -1 where there is none
  int index(Place place) const;               // into `places`; -1 where there is none
  bool has(int counter) const { return !at[static_cast<std::size_t>(counter)].empty(); }
  bool is_simple(const Level& level) const;  // a difference of two nodes
};

// `members`: by member, whether it is in the system. `asked`: forms that will be asked about. `also`: further places.
Layout lay_out(const Model& model, const std::vector<bool>& members, std::span<const Form> asked,
               std::span<const Place> also);

}  // namespace reltrack::worlds
