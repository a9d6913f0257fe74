// Shortest ways through a closed network, and circles through one that cannot be closed: what its entries are sums of.
#include <algorithm>
#include <functional>
#include <queue>

#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

namespace {

// What a step costs a reader: a rule one, a claim's figure more, a bound that leads into another network most.
constexpr int kPriceOfRule = 1;
constexpr int kPriceOfClaim = 4;
constexpr int kPriceOfPassing = 8;

// Whether a step of this length is on a shortest way between the ends.
bool on_way(const Closure& closure, const NodePair& ends, const NodePair& step, Count length) {
  const auto [from, to] = ends;
  const Count rest = closure.at(step.second, to);
  return Closure::finite(rest) && closure.at(from, step.first) + length + rest == closure.at(from, to);
}

}  // namespace

std::vector<const Edge*> Relaxation::edges_of(int network) const {
  std::vector<const Edge*> out;
  const auto add = [&](const Edge& edge) {
    if (edge.network == network) out.push_back(&edge);
  };
  std::ranges::for_each(layout_->rule_edges, add);
  for (int r : rows_) add(layout_->row_edges[ix(r)]);
  std::ranges::for_each(extra_, add);
  return out;
}

// Visits those edges that leave the node, or come to it, that are wanted by their other end (local number) and their
// price.
template <class Wants, class Visit>
void Relaxation::each_edge_at(Node node, bool leaving, std::span<const int> without, const Wants& wants,
                              const Visit& visit) const {
  const auto [rules, rows] = std::pair{leaving ? layout_->rules_at.leaving(node) : layout_->rules_at.coming(node),
                                       leaving ? layout_->rows_at.leaving(node) : layout_->rows_at.coming(node)};
  for (const auto [edge, other] : rules) {
    if (wants(other, kPriceOfRule)) visit(layout_->rule_edges[ix(edge)], kPriceOfRule);
  }
  for (const auto [row, other] : rows) {
    const int position = layout_->position_of[ix(row)];
    if (!wants(other, kPriceOfClaim) || taken_[ix(position)] == 0) continue;
    if (std::ranges::find(without, position) == without.end()) visit(layout_->row_edges[ix(row)], kPriceOfClaim);
  }
  const int network = layout_->network_of[ix(node)], local = node - layout_->networks[ix(network)].begin;
  for (const Edge& edge : extra_) {
    const int here = leaving ? edge.u : edge.v, other = leaving ? edge.v : edge.u;
    if (edge.network == network && here == local && wants(other, kPriceOfRule)) visit(edge, kPriceOfRule);
  }
}

// Visits the wanted nodes to which bounds passed from node u (local numbers), of generations before the given one, are
// on a shortest way. A bound that was passed is no shorter than the entry, so only where the entry is on one need it be
// looked for.
template <class Wants, class Visit>
void Relaxation::each_passed_from(int u, const NodePair& way, Closure::Generation before, const Wants& wants,
                                  const Visit& visit) const {
  if (before == 0) return;
  const int network = layout_->network_of[ix(way.first)];
  const Network& net = layout_->networks[ix(network)];
  const Closure& closure = closures_[ix(network)];
  const NodePair ends{way.first - net.begin, way.second - net.begin};
  for (int v = 0; v < net.size(); ++v) {
    const Count most = closure.at(u, v);
    if (!wants(v) || !on_way(closure, ends, {u, v}, most)) continue;
    if (passed(net.begin + u, net.begin + v, before).most == most) visit(v);
  }
}

// About how many.
std::size_t Relaxation::edges_at(Node node, bool leaving) const {
  return (leaving ? layout_->rows_at.leaving(node) : layout_->rows_at.coming(node)).size();
}

// Every edge of the network and, where wanted, every passed bound that is not looser than what closing found.
std::vector<Relaxation::Arc> Relaxation::arcs_of(int network, bool with_passed) const {
  std::vector<Arc> out;
  for (const Edge* edge : edges_of(network)) out.push_back({edge->u, edge->v, edge->w, edge});
  const Network& net = layout_->networks[ix(network)];
  for (Node a = net.begin; with_passed && a < net.end; ++a) {
    for (Node b = net.begin; b < net.end; ++b) {
      const Count most = a == b ? Closure::kNone : passed(a, b, now_ + 1).most;
      if (Closure::finite(most) && most <= entry(a, b)) out.push_back({a - net.begin, b - net.begin, most, nullptr});
    }
  }
  return out;
}

// Bellman (1958) and Ford (1956), from everywhere at once. As soon as the arcs by which nodes were reached last run in
// a circle, that is a negative cycle.
std::optional<std::vector<Relaxation::Step>> Relaxation::cycle(int network, bool with_passed) const {
  const std::vector<Arc> arcs = arcs_of(network, with_passed);
  const Network& net = layout_->networks[ix(network)];
  std::vector<Count> y(ix(net.size()), 0);
  std::vector<const Arc*> by(ix(net.size()), nullptr);
  std::optional<int> begin;
  while (!begin) {
    bool moved = false;
    for (const Arc& arc : arcs) {
      if (y[ix(arc.u)] + arc.w >= y[ix(arc.v)]) continue;
      y[ix(arc.v)] = y[ix(arc.u)] + arc.w;
      by[ix(arc.v)] = &arc;
      moved = true;
    }
    if (!moved) return std::nullopt;
    begin = in_a_circle(by);
  }
  std::vector<Step> out;
  int at = *begin;
  do {
    const Arc& arc = *by[ix(at)];
    out.push_back({net.begin + arc.u, net.begin + arc.v, arc.edge});
    at = arc.u;
  } while (at != *begin);
  return out;
}

// A node from which the arcs, taken backwards, lead to itself.
std::optional<int> Relaxation::in_a_circle(const std::vector<const Arc*>& by) {
  constexpr int kNever = -1;
  std::vector<int> met(by.size(), kNever);  // from which start
  for (int start = 0; start < static_cast<int>(by.size()); ++start) {
    int at = start;
    while (met[ix(at)] == kNever && by[ix(at)] != nullptr) {
      met[ix(at)] = start;
      at = by[ix(at)]->u;
    }
    if (met[ix(at)] == start) return at;
  }
  return std::nullopt;
}

// A way from one node to the other as short as the entry between them, with as few claims on it as can be. A passed
// bound may be on it only where it is older than the entry. `without`: bundles, by position, that are not on it; then
// it is looked for from the end that has fewer edges.
std::optional<std::vector<Relaxation::Step>> Relaxation::way(const NodePair& wanted, bool with_passed,
                                                             std::span<const int> without) const {
  const int network = layout_->network_of[ix(wanted.first)];
  const Network& net = layout_->networks[ix(network)];
  const Closure& closure = closures_[ix(network)];
  const NodePair ends{wanted.first - net.begin, wanted.second - net.begin};
  const bool onward = without.empty() || edges_at(wanted.first, true) <= edges_at(wanted.second, false);
  const int from = onward ? ends.first : ends.second, to = onward ? ends.second : ends.first;
  const Closure::Generation before = with_passed ? generation(wanted) : 0;
  std::vector<int> cost(ix(net.size()), -1);
  std::vector<Step> by(ix(net.size()));
  std::vector<char> done(ix(net.size()), 0);
  std::priority_queue<std::pair<int, int>, std::vector<std::pair<int, int>>, std::greater<>> queue;
  const auto is_less = [&](int total, int v) { return cost[ix(v)] < 0 || total < cost[ix(v)]; };
  const auto may_reach = [&](int u, int v, int price) {
    const int total = cost[ix(u)] + price;
    return !done[ix(v)] && is_less(total, v) && is_less(total, to);
  };
  const auto reach = [&](int u, int v, int price, const Edge* edge) {
    if (!may_reach(u, v, price)) return;
    const int total = cost[ix(u)] + price;
    cost[ix(v)] = total;
    by[ix(v)] = {net.begin + u, net.begin + v, edge};
    queue.emplace(total, v);
  };
  cost[ix(from)] = 0;
  queue.emplace(0, from);
  while (!queue.empty() && !done[ix(to)]) {
    const int u = queue.top().second;
    queue.pop();
    if (done[ix(u)]) continue;
    done[ix(u)] = 1;
    const auto take = [&](const Edge& edge, int price) {
      if (on_way(closure, ends, {edge.u, edge.v}, edge.w)) reach(u, onward ? edge.v : edge.u, price, &edge);
    };
    const auto wants = [&](int v, int price) { return may_reach(u, v, price); };
    const auto ends_it = [&](int v, int price) { return v == to && may_reach(u, v, price); };
    // Those that end the way first: no other need then be as long.
    each_edge_at(net.begin + u, onward, without, ends_it, take);
    each_edge_at(net.begin + u, onward, without, wants, take);
    const auto may_pass = [&](int v) { return v != u && may_reach(u, v, kPriceOfPassing); };
    each_passed_from(u, wanted, before, may_pass, [&](int v) { reach(u, v, kPriceOfPassing, nullptr); });
  }
  if (!done[ix(to)]) return std::nullopt;
  std::vector<Step> out;
  for (int at = to; at != from; at = by[ix(at)].from - net.begin) out.push_back(by[ix(at)]);
  return out;
}

}  // namespace reltrack::worlds
