// A system with some choices made and some moments ordered, closed as far as passing bounds goes.
//
// What is left undecided is left out, so every bound found here holds in every world (it is sound) and may be loose.
// Networks are closed exactly. Between networks that meet in a whole, bounds pass stretch by stretch: a part has no
// more than the whole has (less what the other parts have at least), the whole no less than its parts together; then
// the networks that changed are closed again, until nothing moves. That is nearly always tight; search.hpp settles the
// rest. Each closing is a generation: a bound passed in one was made of entries of earlier ones, so proofs end.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "worlds/certificate.hpp"
#include "worlds/closure.hpp"
#include "worlds/layout.hpp"

namespace reltrack::worlds {

// A difference of two nodes of one network: y(plus) - y(minus).
struct Difference {
  Node plus = 0, minus = 0;
};

class Relaxation {
 public:
  // Of the rules alone, every choice open; nothing is closed before the first add(). The layout must outlive it.
  Relaxation(const Model& model, const Layout& layout);
  // The bundles at these positions of `layout.bundles` are in the system as well. Closes at once.
  Relaxation(const Model& model, const Layout& layout, std::span<const int> positions);

  // These bundles are in the system as well; closes again. Requires: possible().
  void add(std::span<const int> positions);
  // Makes more decisions and closes again. Requires: possible().
  void assume(std::span<const Split> splits);
  // Supposes y(plus) - y(minus) to be at most `most` and closes again. There is no refutation.
  void suppose(Difference d, Count most);
  // Supposes all these rows to hold as well, likewise.
  void suppose(std::span<const NodeRow> rows);
  // Fixes all of a network's counts to this world's; closes again. There is no refutation.
  void fix(int network, const std::vector<Count>& world);

  // Every entry is bounded by the weakest of these relaxations', one of which holds; closes again. There is no proof of
  // what is made of it. Requires: they are possible, and of the same layout.
  void allow(std::span<const Relaxation* const> cases);

  bool possible() const { return !impossible_; }
  // Requires: !possible(). Absent where closing does not tell: ask the simplex.
  const std::optional<Certificate>& refutation() const { return refutation_; }

  // The most that plus - minus can be, or Closure::kNone; minus the most of (minus - plus) is the least.
  Count most(Difference d) const { return d.plus == d.minus ? 0 : entry(d.minus, d.plus); }
  // Rows that add up to "plus - minus is at most most(d)". Requires: it is finite.
  std::optional<Certificate> why_most(Difference d) const;
  // The same, of one network's edges but those of the bundles at these positions; absent where they do not do.
  std::optional<Certificate> why_most_without(Difference d, std::span<const int> positions) const;
  const Closure& closure(int network) const { return closures_[static_cast<std::size_t>(network)]; }

  int option(int choice) const { return options_[static_cast<std::size_t>(choice)]; }    // -1: open
  bool ordered(int before, int after) const { return order_->le[cell(before, after)]; }  // places, by index
  // How many places are ordered before this one: of two that are ordered, the later has no less.
  int rank(int place) const { return order_->rank[static_cast<std::size_t>(place)]; }
  bool has_bundle(int position) const { return in_[static_cast<std::size_t>(position)] != 0; }

  // The rows decided so far (members' and assumed ones), for exact work.
  std::vector<const NodeRow*> rows() const;
  // Those of them that closing does not see: no difference within one network.
  const std::vector<int>& loose_rows() const { return loose_; }  // into layout().rows
  const std::vector<NodeRow>& loose_assumed() const { return loose_assumed_; }
  // Those of them, and of the rules, that closing sees, of one network.
  std::vector<const Edge*> edges_of(int network) const;
  // Neighbouring places of a counter in the order decided so far: all its stretches are made of these.
  const std::vector<std::pair<int, int>>& stretches(int counter) const;
  // Rows of the rules that hold in the order decided so far, enough to imply all others.
  const std::vector<NodeRow>& rule_rows() const;
  // Those of levels: neither edges nor wholes, where a level is no difference of two counts.
  const std::vector<NodeRow>& level_rows() const;

  const Model& model() const { return *model_; }
  const Layout& layout() const { return *layout_; }

  // Appends the row, with what it needs to be true here: the order of its places, and its parts that are not laid out.
  void use(const RowRef& ref, Count times, Certificate& into) const;
  // Sorts the rows and adds up those that are the same.
  static void merge(Certificate& into);

 private:
  // A bound that a whole passes on, and the entries (from, to) of closed networks that it is made of.
  struct Passed {
    Count most = Closure::kNone;
    RowRef ref;
    std::vector<NodePair> made_of;
  };
  // One step of a way through a network: by an edge, or (none) by a bound passed.
  struct Step {
    Node from = 0, to = 0;
    const Edge* edge = nullptr;
  };
  struct Arc {
    int u = 0, v = 0;
    Count w = 0;
    const Edge* edge = nullptr;
  };

  std::size_t cell(int a, int b) const {
    return static_cast<std::size_t>(a) * layout_->places.size() + static_cast<std::size_t>(b);
  }
  void justify(int from, int to, Certificate& into) const;
  // Ordered pairs of different places of a counter that have become one moment.
  std::vector<std::pair<int, int>> one_moments(int counter) const;
  // Whether the rule of a whole of levels says anything at a place.
  bool binds_at(const Whole& levels, int place) const;
  bool has_level(int level, int place) const {
    return layout_->has_level(model_->levels[static_cast<std::size_t>(level)], place);
  }
  void take(RowRef ref, int from, int to, std::vector<NodeRow>& into) const;
  std::vector<std::pair<int, int>> find_stretches(const std::vector<int>& places) const;
  std::vector<NodeRow> find_rule_rows() const;
  std::vector<NodeRow> find_level_rows() const;

  void decide(const Split& split);
  void take_limits();
  void take_bundle(int position);
  void take_row(int row);
  void take_edge(const Edge& edge);
  void take_order(int before, int after, const RowRef& ref);
  void add_rise(int counter, int before, int after);
  bool one_moment(int a, int b) const { return a != b && ordered(a, b) && ordered(b, a); }
  void close();
  bool close_networks();
  bool edges_contradict();
  bool worth_passing(int whole) const;
  void pass_whole(int whole);
  void pass_level_whole(int whole);
  void pass_bounds(const NodePair& whole, const std::vector<NodePair>& parts);
  void pass_alone(int whole, int part, const std::vector<int>& places, Closure::Generation before);
  // A whole and its only part, and where the nodes of their places begin; the first so many places are fixed.
  struct Alone {
    Closure& whole;
    Closure& part;
    int at_w, at_p;
    const std::vector<int>& places;
    int fixed;
    const Count* of_whole(int i) const { return whole.row(at_w + i) + at_w; }  // its entries from the i-th place
    const Count* of_part(int i) const { return part.row(at_p + i) + at_p; }
  };
  void pass_row(const Alone& alone, int i);
  void pass_to_whole(const Alone& alone, int i, int j);
  void pass_to_part(const Alone& alone, int i, int j);
  Closure::Generation last(Node node) const;
  void put(Node from, Node to, Count value);
  Count entry(Node from, Node to) const;

  void fail(Certificate certificate);
  void fail_in_time(int earlier, int later);
  void fail_in(int network);
  template <class Wants, class Visit>
  void each_edge_at(Node node, bool leaving, std::span<const int> without, const Wants& wants,
                    const Visit& visit) const;
  template <class Wants, class Visit>
  void each_passed_from(int u, const NodePair& way, Closure::Generation before, const Wants& wants,
                        const Visit& visit) const;
  std::size_t edges_at(Node node, bool leaving) const;
  std::vector<Arc> arcs_of(int network, bool with_passed) const;
  std::optional<std::vector<Step>> cycle(int network, bool with_passed) const;
  static std::optional<int> in_a_circle(const std::vector<const Arc*>& by);
  std::optional<std::vector<Step>> way(const NodePair& entry, bool with_passed,
                                       std::span<const int> without = {}) const;
  bool expand(const std::vector<Step>& steps, Certificate& into) const;
  Passed passed(Node from, Node to, Closure::Generation before) const;
  void consider_whole(int whole, const NodePair& target, Closure::Generation before, Passed& best) const;
  void consider_level_whole(int whole, const NodePair& target, Closure::Generation before, Passed& best) const;
  void consider(const NodePair& target, const NodePair& whole, const std::vector<NodePair>& parts, const RowRef& ref,
                Closure::Generation before, Passed& best) const;
  Closure::Generation generation(const NodePair& entry) const;

  const Model* model_;
  const Layout* layout_;
  std::vector<int> options_;  // by choice of the model
  struct OrderEdge {
    int before, after;
    RowRef ref;
  };
  using Stretches = std::vector<std::pair<int, int>>;
  // What follows of it, once asked for.
  struct Following {
    std::vector<std::optional<Stretches>> stretches;  // by counter
    std::optional<std::vector<NodeRow>> rules, level_rules;
  };
  // Copies share it until one decides more, and what follows until that puts more in order.
  struct Sequence {
    std::vector<char> le;          // places x places
    std::vector<int> rank;         // by place
    std::vector<OrderEdge> edges;  // beyond fixed time
    std::shared_ptr<Following> following;
  };
  Sequence& own_order();
  bool put_in_order(Sequence& sequence, int before, int after);
  std::shared_ptr<Following> fresh(std::optional<std::vector<NodeRow>> level_rules) const;
  std::shared_ptr<Sequence> order_;
  std::vector<char> in_, taken_;   // by position in layout().bundles
  std::vector<int> rows_, loose_;  // into layout().rows: taken; those of them that are no edges
  std::vector<NodeRow> assumed_, loose_assumed_;
  std::vector<Edge> extra_;        // edges beyond those of layout().rule_edges and of rows: of orders and assumed rows
  std::vector<Closure> closures_;  // by network
  std::vector<Closure::Generation> passed_;  // by whole of the model: when its bounds were passed last
  Closure::Generation now_ = 0;
  bool impossible_ = false;
  bool explains_ = true;  // gives refutations
  std::optional<Certificate> refutation_;
};

}  // namespace reltrack::worlds
