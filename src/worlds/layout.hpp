// The unknowns of one system: which counters and places its members speak of, and which of them meet.
#pragma once

#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "worlds/certificate.hpp"
#include "worlds/model.hpp"

namespace reltrack::worlds {

// An unknown: the cumulative count of one counter at one place. Nodes of one network are neighbours.
using Node = int;

// Counters tied by differences (a level is the difference of two) make a network; their nodes are [begin, end).
struct Network {
  Node begin = 0, end = 0;
  int size() const { return end - begin; }
};

// One inequality over nodes: sum >= at_least.
struct NodeRow {
  std::vector<std::pair<Node, Count>> terms;
  Count at_least = 0;
  RowRef ref;
};

// y(v) - y(u) <= w within one network (local numbers).
struct Edge {
  int network = 0;
  int u = 0, v = 0;
  Count w = 0;
  RowRef ref;
};

// Stands for y(first) - y(second).
using NodePair = std::pair<Node, Node>;

// The edges of a list by the node that they leave, or by the node that they come to, and each with its other end.
class EdgesAt {
 public:
  struct Link {
    int edge = 0;
    int other = 0;  // local number
  };
  EdgesAt() = default;
  // Those of no network are left out. `nodes`: how many there are.
  EdgesAt(const std::vector<Edge>& edges, bool leaving, const std::vector<Network>& networks, int nodes);
  std::span<const Link> operator()(Node node) const {
    const auto begin = static_cast<std::size_t>(begin_[static_cast<std::size_t>(node)]);
    return std::span(links_).subspan(begin,
                                     static_cast<std::size_t>(begin_[static_cast<std::size_t>(node) + 1]) - begin);
  }

 private:
  std::vector<int> begin_;  // by node, and one more
  std::vector<Link> links_;
};

// Both ways.
struct EdgesByNode {
  EdgesAt leaving, coming;
};

struct Layout {
  std::vector<int> bundles;                 // of the model: all their members are in the system
  std::vector<Place> places;                // the fixed ones in order of time, then the moments
  int fixed = 0;                            // how many are fixed
  std::vector<int> counters;                // of the model, those that matter here
  std::vector<int> levels;                  // likewise
  std::vector<int> wholes;                  // likewise, with at least one part that matters
  std::vector<int> level_wholes;            // likewise
  std::vector<int> choices;                 // that some bundle depends on
  std::vector<std::vector<int>> depending;  // by choice of the model: positions of the bundles that depend on it
  std::vector<Network> networks;
  std::vector<int> network_of;              // by node
  std::vector<int> counter_of;              // by node
  std::vector<int> place_of;                // by node; of a constant: -1
  std::vector<std::vector<Node>> at;        // by counter of the model and place; empty, or -1, where there is none
  std::vector<std::vector<int>> places_of;  // by counter of the model: the places it has nodes at, in order
  int nodes = 0;
  std::vector<Edge> rule_edges;   // never-falls between neighbouring fixed places; no-negative
  std::vector<NodeRow> rows;      // of the bundles
  std::vector<Edge> row_edges;    // by row: as an edge; `network` is -1 where it is none
  EdgesByNode rules_at, rows_at;  // of rule_edges, of row_edges
  std::vector<int> position_of;   // by row: of its bundle, in `bundles`
  // By position in `bundles`: what its orders put before what, places by index.
  std::vector<std::vector<std::pair<int, int>>> orders;
  std::vector<int> row_begin;  // by position in `bundles`, and one more: its rows are [row_begin[b], row_begin[b + 1])

  Node node(int counter, Place place) const;  // -1 where there is none
  Node node(int counter, int place) const;    // likewise, of a place by index
  int index(Place place) const;               // into `places`; -1 where there is none
  std::size_t entries() const;                // of all closed networks together: about what a step of a search costs
  bool has(int counter) const { return !at[static_cast<std::size_t>(counter)].empty(); }
  bool is_simple(const Level& level) const;  // a difference of two nodes
  bool has_level(const Level& level, int place) const;
  // Plus and minus of a simple level that moves; else {-1, -1}.
  NodePair level_nodes(const Level& level, int place) const;
  // The inequality that a reference stands for; nodes that are not laid out are left out.
  NodeRow row_of(const Model& model, const RowRef& ref) const;
  NodeRow row_of(const Model& model, const RowRef& ref, int from, int to) const;  // its places by index
  // Makes rule_edges, rows, orders, and all that is told of them. Requires: all else is there.
  void add_rows(const Model& model);
  // The row as an edge, where it is a difference within one network.
  std::optional<Edge> edge_of(const NodeRow& row) const;
};

// `members`: by member, whether it is in the system. `asked`: forms that will be asked about. `also`: further places.
Layout lay_out(const Model& model, const std::vector<bool>& members, std::span<const Form> asked,
               std::span<const Place> also);

}  // namespace reltrack::worlds
