// A system with some choices made and some moments ordered, closed as far as passing bounds goes.
//
// What is left undecided is left out, so every bound found here holds in every world (it is sound) and may be loose.
// Networks are closed exactly. Between networks that meet in a whole, bounds pass stretch by stretch: a part has no
// more than the whole has (less what the other parts have at least), the whole no less than its parts together; then
// the networks that changed are closed again, until nothing moves. That is nearly always tight; search.hpp settles the
// rest.
#pragma once

#include <optional>
#include <vector>

#include "worlds/certificate.hpp"
#include "worlds/closure.hpp"
#include "worlds/layout.hpp"

namespace reltrack::worlds {

// One inequality over nodes: sum >= at_least.
struct NodeRow {
  std::vector<std::pair<Node, Count>> terms;
  Count at_least = 0;
  RowRef ref;
};

// y(v) - y(u) <= w within one network (local numbers). `pass`: it came from other networks, by the whole in `ref`.
struct Edge {
  int u = 0, v = 0;
  Count w = 0;
  bool pass = false;
  RowRef ref;
};

// A difference of two nodes of one network: y(plus) - y(minus).
struct Difference {
  Node plus = 0, minus = 0;
};

class Relaxation {
  using NodePair = std::pair<Node, Node>;  // stands for y(first) - y(second)

 public:
  // Every choice open. Closes at once.
  Relaxation(const Model& model, const Layout& layout);

  // A copy for a copy of the layout.
  Relaxation(const Relaxation& other, const Layout& layout) : Relaxation(other) { layout_ = &layout; }

  // Makes one more decision and closes again. Requires: possible().
  void assume(const Split& split);

  bool possible() const { return !impossible_; }
  // Requires: !possible(). Absent where the passing of bounds went round in circles: ask the simplex.
  const std::optional<Certificate>& refutation() const { return refutation_; }

  // The most that plus - minus can be, or Closure::kNone; minus the most of (minus - plus) is the least.
  Count most(Difference d) const;
  // Rows that add up to "plus - minus is at most most(d)". Requires: it is finite.
  std::optional<Certificate> why_most(Difference d) const;

  int option(int choice) const { return options_[static_cast<std::size_t>(choice)]; }  // -1: open
  bool ordered(int before, int after) const { return le_[cell(before, after)]; }       // places, by index

  // The rows decided so far (members' and assumed ones), for exact work.
  const std::vector<NodeRow>& rows() const { return rows_; }
  const std::vector<Edge>& edges(int network) const { return edges_[static_cast<std::size_t>(network)]; }
  // Neighbouring places of a counter in the order decided so far: all its stretches are made of these.
  const std::vector<std::pair<int, int>>& stretches(int counter) const;
  // Rows of the rules that hold in the order decided so far, enough to imply all others.
  std::vector<NodeRow> rule_rows() const;

  const Model& model() const { return *model_; }
  const Layout& layout() const { return *layout_; }

  // The row over nodes of a rule or member; members not laid out here are left out.
  NodeRow row_of(const RowRef& ref) const;

  // Appends the row, with what it needs to be true here: the order of its places, and its parts that are not laid out.
  void use(const RowRef& ref, Count times, Certificate& into) const;
  // Sorts the rows and adds up those that are the same.
  static void merge(Certificate& into);

 private:
  std::size_t cell(int a, int b) const {
    return static_cast<std::size_t>(a) * layout_->places.size() + static_cast<std::size_t>(b);
  }
  void justify(int from, int to, Certificate& into) const;
  bool has_level(int level, int place) const;
  // Ordered pairs of different places of a counter that have become one moment.
  std::vector<std::pair<int, int>> one_moments(int counter) const;
  // Whether the rule of a whole of levels says anything at a place.
  bool binds_at(const Whole& levels, int place) const;
  std::vector<std::pair<int, int>> find_stretches(const std::vector<int>& places) const;
  void take_rule_edges();
  void take_bundle(int bundle);
  void take_row(NodeRow row);
  void take_order(int before, int after, const RowRef& ref);
  void add_rise(int counter, int before, int after);
  bool one_moment(int a, int b) const { return a != b && ordered(a, b) && ordered(b, a); }
  void take_limits();
  void add_edge(int network, Edge edge);
  void close();
  bool close_network(int network);
  bool pass_all();
  void pass_whole(int whole);
  void pass_level_whole(int whole);
  void pass_bounds(const NodePair& whole, const std::vector<NodePair>& parts, const RowRef& ref);
  bool put(Node from, Node to, Count value, const RowRef& ref);
  void fail(Certificate certificate);
  void fail_in_time(int earlier, int later);
  bool trace(int network, int u, int v, Certificate& into) const;
  void add_pass(const Edge& edge, int network, std::vector<std::pair<Node, Node>>& open) const;
  Count entry(Node from, Node to) const;
  NodePair level_nodes(int level, int place) const;  // plus, minus; -1 where it is not a difference here

  const Model* model_;
  const Layout* layout_;
  std::vector<int> options_;  // by choice of the model
  std::vector<char> le_;      // places x places
  struct OrderEdge {
    int before, after;
    RowRef ref;
  };
  std::vector<OrderEdge> orders_;  // beyond fixed time
  std::vector<char> taken_;        // by position in layout().bundles
  std::vector<NodeRow> rows_;
  std::vector<std::vector<Edge>> edges_;  // by network
  std::vector<Closure> closures_;         // by network
  std::vector<char> dirty_;
  mutable std::vector<std::optional<std::vector<std::pair<int, int>>>> stretches_;  // by counter, once asked for
  bool impossible_ = false;
  std::optional<Certificate> refutation_;
};

}  // namespace reltrack::worlds
