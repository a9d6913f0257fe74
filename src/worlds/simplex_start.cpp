#include "worlds/simplex_start.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace reltrack::worlds {

namespace {

// The trees of one network (Bellman 1958, Ford 1956). A node that nothing keeps from being lower starts one of its own.
class Trees {
 public:
  Trees(const Network& network, std::vector<const Edge*> edges)
      : edges_(std::move(edges)), down_(ix(network.size()), nullptr), tree_(ix(network.size()), -1) {}

  // The nodes, each after the one it stands on.
  std::vector<int> grow() {
    std::vector<int> out;
    for (int root = 0; root < static_cast<int>(tree_.size()); ++root) {
      if (tree_[ix(root)] < 0) std::ranges::copy(grow_from(root), std::back_inserter(out));
    }
    return out;
  }

  // The edge by which a node stands on another; null of a root.
  const Edge* down(int node) const { return down_[ix(node)]; }

 private:
  // Where the edges go round in a circle that no numbering satisfies, the root alone.
  std::vector<int> grow_from(int root) {
    tree_[ix(root)] = root;
    if (!settle(root) || down_[ix(root)] != nullptr) fell(root);
    std::vector<std::vector<int>> standing_on(tree_.size());
    for (int v = 0; v < static_cast<int>(tree_.size()); ++v) {
      if (tree_[ix(v)] == root && v != root) standing_on[ix(down_[ix(v)]->v)].push_back(v);
    }
    std::vector<int> out{root};
    for (std::size_t i = 0; i < out.size(); ++i) std::ranges::copy(standing_on[ix(out[i])], std::back_inserter(out));
    return out;
  }

  bool settle(int root) {
    std::vector<Count> low(tree_.size(), 0);
    for (std::size_t round = 0; round <= tree_.size(); ++round) {
      bool moved = false;
      for (const Edge* edge : edges_) {
        const bool known = tree_[ix(edge->u)] == root;
        if (tree_[ix(edge->v)] != root || (!known && tree_[ix(edge->u)] >= 0)) continue;
        const Count above = checked_sub(low[ix(edge->v)], edge->w);
        if (known && above <= low[ix(edge->u)]) continue;
        tree_[ix(edge->u)] = root;
        low[ix(edge->u)] = above;
        down_[ix(edge->u)] = edge;
        moved = true;
      }
      if (!moved) return true;
    }
    return false;
  }

  void fell(int root) {
    for (int v = 0; v < static_cast<int>(tree_.size()); ++v) {
      if (tree_[ix(v)] != root) continue;
      down_[ix(v)] = nullptr;
      if (v != root) tree_[ix(v)] = -1;
    }
  }

  std::vector<const Edge*> edges_;
  std::vector<const Edge*> down_;  // by node
  std::vector<int> tree_;          // by node: the root of its tree; -1: none yet
};

}  // namespace

Start start_of(const Relaxation& relaxation) {
  const Layout& layout = relaxation.layout();
  Start out;
  out.stands.resize(ix(layout.nodes));
  for (int n = 0; n < static_cast<int>(layout.networks.size()); ++n) {
    const Network& network = layout.networks[ix(n)];
    std::vector<const Edge*> edges = relaxation.edges_of(n);
    if (!layout.choices.empty()) {
      std::erase_if(edges, [](const Edge* edge) { return edge->ref.kind != RowRef::Kind::never_falls; });
    }
    Trees trees(network, std::move(edges));
    for (const int node : trees.grow()) {
      const Edge* edge = trees.down(node);
      Stand& stand = out.stands[ix(network.begin + node)];
      stand.unknown = static_cast<int>(out.unknowns.size());
      out.order.push_back(network.begin + node);
      out.unknowns.push_back(edge == nullptr ? std::nullopt : std::optional(edge->ref));
      if (edge == nullptr) continue;
      stand.on = network.begin + edge->v;
      stand.number = checked_sub(0, edge->w);
    }
  }
  return out;
}

}  // namespace reltrack::worlds
