#include "worlds/witness.hpp"

#include <algorithm>

namespace reltrack::worlds {

namespace {

std::size_t ix(int i) { return static_cast<std::size_t>(i); }

class Attempt {
 public:
  Attempt(const Relaxation& relaxation, const std::optional<Wish>& wish)
      : relaxation_(relaxation),
        layout_(relaxation.layout()),
        wish_(wish),
        y_(ix(layout_.nodes), 0),
        solved_(layout_.networks.size(), 0) {}

  bool solve_all(bool wholes_first) {
    if (wish_ && !wholes_first && !solve(layout_.network_of[ix(wish_->plus)])) return false;
    for (;;) {
      const int next = choose();
      if (next < 0) return true;
      if (!solve(next)) return false;
    }
  }

  std::vector<Count> take() { return std::move(y_); }

 private:
  int network_of(int counter) const {
    for (Node n : layout_.at[ix(counter)]) {
      if (n >= 0) return layout_.network_of[ix(n)];
    }
    return -1;
  }

  // A network next to a solved one; else one that is no unsolved network's part; else any.
  int choose() const {
    int top = -1, any = -1;
    std::vector<char> part(solved_.size(), 0);
    for (int w : layout_.wholes) {
      const Whole& whole = relaxation_.model().wholes[ix(w)];
      const int above = network_of(whole.whole);
      for (int p : whole.parts) {
        const int below = layout_.has(p) ? network_of(p) : -1;
        if (below < 0 || below == above) continue;
        if (solved_[ix(above)] != solved_[ix(below)]) return solved_[ix(above)] ? below : above;
        part[ix(below)] = 1;
      }
    }
    for (int n = 0; n < static_cast<int>(solved_.size()); ++n) {
      if (solved_[ix(n)]) continue;
      any = n;
      if (!part[ix(n)]) top = n;
    }
    return top >= 0 ? top : any;
  }

  bool solve(int network) {
    std::vector<Edge> edges;
    for (const Edge& e : relaxation_.edges(network)) edges.push_back(e);
    const int begin = layout_.networks[ix(network)].begin;
    if (wish_ && layout_.network_of[ix(wish_->plus)] == network) {
      edges.push_back({wish_->minus - begin, wish_->plus - begin, wish_->most, false, {}});
    }
    for (int w : layout_.wholes) fit(w, network, edges);
    for (int w : layout_.level_wholes) fit_level(w, network, edges);
    return shortest_paths(network, edges);
  }

  bool settled(int counter) const { return layout_.has(counter) && solved_[ix(network_of(counter))]; }

  // What solved counters leave to those of this network in each stretch.
  void fit(int w, int network, std::vector<Edge>& edges) const {
    const Whole& whole = relaxation_.model().wholes[ix(w)];
    const int begin = layout_.networks[ix(network)].begin;
    const bool above = network_of(whole.whole) == network;
    if (!above && !settled(whole.whole)) return;
    std::vector<int> fixed, open;
    for (int p : whole.parts) {
      if (settled(p)) {
        fixed.push_back(p);
      } else if (layout_.has(p) && network_of(p) == network) {
        open.push_back(p);
      }
    }
    if (above ? fixed.empty() : open.empty()) return;
    for (const std::pair<int, int>& stretch : relaxation_.stretches(whole.whole)) {
      const int a = stretch.first, b = stretch.second;
      const auto count = [&](int c) { return y_[ix(layout_.at[ix(c)][ix(b)])] - y_[ix(layout_.at[ix(c)][ix(a)])]; };
      Count taken = 0;
      for (int p : fixed) taken += count(p);
      if (above) {
        edges.push_back({layout_.at[ix(whole.whole)][ix(b)] - begin,
                         layout_.at[ix(whole.whole)][ix(a)] - begin,
                         -taken,
                         false,
                         {}});
        continue;
      }
      for (int p : open) {
        edges.push_back({layout_.at[ix(p)][ix(a)] - begin,
                         layout_.at[ix(p)][ix(b)] - begin,
                         count(whole.whole) - taken,
                         false,
                         {}});
      }
    }
  }

  // Plus and minus; -1 where the level is not a difference of two nodes here.
  std::pair<Node, Node> level_nodes(int level, int place) const {
    std::pair<Node, Node> out{-1, -1};
    const Level& l = relaxation_.model().levels[ix(level)];
    if (!layout_.is_simple(l)) return out;
    for (auto [c, sign] : l.of) {
      (sign > 0 ? out.first : out.second) = layout_.has(c) ? layout_.at[ix(c)][ix(place)] : -1;
    }
    if (out.first < 0 || out.second < 0) out = {-1, -1};
    return out;
  }

  void fit_level(int w, int network, std::vector<Edge>& edges) const {
    const Whole& whole = relaxation_.model().level_wholes[ix(w)];
    const int begin = layout_.networks[ix(network)].begin;
    for (int p = 0; p < static_cast<int>(layout_.places.size()); ++p) {
      const auto top = level_nodes(whole.whole, p);
      if (top.first < 0) continue;
      const bool above = layout_.network_of[ix(top.first)] == network;
      if (!above && !solved_[ix(layout_.network_of[ix(top.first)])]) continue;
      Count taken = 0;
      std::vector<std::pair<Node, Node>> open;
      for (int part : whole.parts) {
        const auto pair = level_nodes(part, p);
        if (pair.first < 0) continue;
        const int n = layout_.network_of[ix(pair.first)];
        if (n == network) {
          open.push_back(pair);
        } else if (solved_[ix(n)]) {
          taken += y_[ix(pair.first)] - y_[ix(pair.second)];
        }
      }
      if (above) {
        edges.push_back({top.first - begin, top.second - begin, -taken, false, {}});
        continue;
      }
      for (auto [plus, minus] : open) {
        edges.push_back({minus - begin, plus - begin, y_[ix(top.first)] - y_[ix(top.second)] - taken, false, {}});
      }
    }
  }

  bool shortest_paths(int network, const std::vector<Edge>& edges) {
    const Network& n = layout_.networks[ix(network)];
    Count* y = &y_[ix(n.begin)];
    std::fill(y, y + n.size(), 0);
    bool moved = true;
    for (int round = 0; moved && round <= n.size(); ++round) {
      moved = false;
      for (const Edge& e : edges) {
        const Count reach = y[e.u] + e.w;
        if (reach < y[e.v]) {
          y[e.v] = reach;
          moved = true;
        }
      }
    }
    solved_[ix(network)] = 1;
    return !moved;
  }

  const Relaxation& relaxation_;
  const Layout& layout_;
  const std::optional<Wish>& wish_;
  std::vector<Count> y_;
  std::vector<char> solved_;
};

}  // namespace

std::optional<std::vector<Count>> make_witness(const Relaxation& relaxation, const std::optional<Wish>& wish,
                                               bool wholes_first) {
  Attempt attempt(relaxation, wish);
  if (!attempt.solve_all(wholes_first)) return std::nullopt;
  return attempt.take();
}

}  // namespace reltrack::worlds
