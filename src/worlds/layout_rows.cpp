// What references to rows mean over the nodes of one layout.
#include <algorithm>
#include <numeric>

#include "worlds/layout.hpp"

namespace reltrack::worlds {

EdgesAt::EdgesAt(const std::vector<Edge>& edges, bool leaving, const std::vector<Network>& networks, int nodes)
    : begin_(ix(nodes) + 1, 0) {
  const auto each = [&](auto&& visit) {
    for (std::size_t e = 0; e < edges.size(); ++e) {
      const Edge& edge = edges[e];
      if (edge.network < 0) continue;
      visit(ix(networks[ix(edge.network)].begin + (leaving ? edge.u : edge.v)),
            Link{static_cast<int>(e), leaving ? edge.v : edge.u});
    }
  };
  each([&](std::size_t node, Link) { ++begin_[node + 1]; });
  std::partial_sum(begin_.begin(), begin_.end(), begin_.begin());
  links_.resize(ix(begin_.back()));
  std::vector<int> next = begin_;
  each([&](std::size_t node, Link link) { links_[ix(next[node]++)] = link; });
}

std::size_t Layout::entries() const {
  std::size_t out = 0;
  for (const Network& n : networks) out += static_cast<std::size_t>(n.size()) * static_cast<std::size_t>(n.size());
  return out;
}

bool Layout::is_simple(const Level& level) const {
  return level.of.size() == 2 && level.of[0].second + level.of[1].second == 0;
}

bool Layout::has_level(const Level& level, int place) const {
  return std::ranges::all_of(level.of, [&](auto of) { return has(of.first) && at[ix(of.first)][ix(place)] >= 0; });
}

NodePair Layout::level_nodes(const Level& level, int place) const {
  if (!is_simple(level) || !has_level(level, place)) return {-1, -1};
  NodePair out{-1, -1};
  bool somewhere = false;
  for (auto [counter, sign] : level.of) {
    const Node node = at[ix(counter)][ix(place)];
    somewhere = somewhere || place_of[ix(node)] >= 0;
    (sign > 0 ? out.first : out.second) = node;
  }
  return somewhere ? out : NodePair{-1, -1};
}

NodeRow Layout::row_of(const Model& model, const RowRef& ref) const {
  return row_of(model, ref, index(ref.from), index(ref.to));
}

NodeRow Layout::row_of(const Model& model, const RowRef& ref, int from, int to) const {
  NodeRow row;
  row.ref = ref;
  const auto add = [&](Node n, Count times) {
    if (n < 0) return;
    const auto same = std::ranges::find(row.terms, n, [](const auto& t) { return t.first; });
    if (same != row.terms.end()) {
      same->second += times;
    } else {
      row.terms.emplace_back(n, times);
    }
  };
  const auto add_level = [&](int level, Count times) {
    for (auto [counter, sign] : model.levels[ix(level)].of) add(node(counter, from), sign * times);
  };
  const auto add_stretch = [&](int counter, Count times) {
    add(node(counter, to), times);
    add(node(counter, from), -times);
  };
  switch (ref.kind) {
    case RowRef::Kind::member: {
      const Row& source = model.bundles[ix(ref.index)].rows[ix(ref.row)];
      row.terms.reserve(source.terms.size());
      for (const Term& t : source.terms) add(node(t.counter, t.at), t.times);
      row.at_least = source.at_least;
      break;
    }
    case RowRef::Kind::never_falls:
      row.terms.reserve(2);
      add_stretch(ref.index, 1);
      break;
    case RowRef::Kind::whole: {
      const Whole& whole = model.wholes[ix(ref.index)];
      row.terms.reserve(2 * whole.parts.size() + 2);
      add_stretch(whole.whole, 1);
      for (int part : whole.parts) add_stretch(part, -1);
      break;
    }
    case RowRef::Kind::never_negative:
      add_level(ref.index, 1);
      break;
    case RowRef::Kind::level_whole:
      add_level(model.level_wholes[ix(ref.index)].whole, 1);
      for (int part : model.level_wholes[ix(ref.index)].parts) {
        if (has_level(model.levels[ix(part)], from)) add_level(part, -1);
      }
      break;
    case RowRef::Kind::assumed:
      add_stretch(ref.index, ref.row);
      row.at_least = ref.row * ref.bound;
      break;
    case RowRef::Kind::assumed_level:
      add_level(ref.index, ref.row);
      row.at_least = ref.row * ref.bound;
      break;
    case RowRef::Kind::order:
      break;
  }
  std::erase_if(row.terms, [](const auto& t) { return t.second == 0; });
  return row;
}

std::optional<Edge> Layout::edge_of(const NodeRow& row) const {
  if (row.terms.size() != 2 || row.terms[0].second + row.terms[1].second != 0) return std::nullopt;
  const std::size_t plus = row.terms[0].second > 0 ? 0 : 1;
  const Node to = row.terms[1 - plus].first, from = row.terms[plus].first;
  const int network = network_of[ix(from)];
  if (row.terms[plus].second != 1 || network != network_of[ix(to)]) return std::nullopt;
  const int begin = networks[ix(network)].begin;
  return Edge{network, from - begin, to - begin, -row.at_least, row.ref};
}

void Layout::add_rows(const Model& model) {
  std::size_t count = 0;
  for (int b : bundles) count += model.bundles[ix(b)].rows.size();
  rows.reserve(count);
  row_edges.reserve(count);
  for (int b : bundles) {
    row_begin.push_back(static_cast<int>(rows.size()));
    auto& ordered = orders.emplace_back();
    for (const Order& order : model.bundles[ix(b)].orders)
      ordered.emplace_back(index(order.before), index(order.after));
    position_of.resize(position_of.size() + model.bundles[ix(b)].rows.size(), static_cast<int>(row_begin.size()) - 1);
    for (std::size_t r = 0; r < model.bundles[ix(b)].rows.size(); ++r) {
      rows.push_back(row_of(model, {RowRef::Kind::member, b, static_cast<int>(r), {}, {}}));
      row_edges.push_back(edge_of(rows.back()).value_or(Edge{-1, 0, 0, 0, {}}));
    }
  }
  row_begin.push_back(static_cast<int>(rows.size()));
  const auto add_rule = [&](const RowRef& ref) {
    if (const auto edge = edge_of(row_of(model, ref))) rule_edges.push_back(*edge);
  };
  for (int c : counters) {
    if (model.counters[ix(c)].kind != Counter::Kind::rising) continue;
    const std::vector<int>& run = places_of[ix(c)];
    for (std::size_t i = 1; i < run.size() && run[i] < fixed; ++i) {
      const Node earlier = at[ix(c)][ix(run[i - 1])], later = at[ix(c)][ix(run[i])];
      const int network = network_of[ix(later)], begin = networks[ix(network)].begin;
      rule_edges.push_back({network,
                            later - begin,
                            earlier - begin,
                            0,
                            {RowRef::Kind::never_falls, c, 0, places[ix(run[i - 1])], places[ix(run[i])]}});
    }
  }
  for (int l : levels) {
    const Level& level = model.levels[ix(l)];
    for (int p = 0; level.never_negative && p < static_cast<int>(places.size()); ++p) {
      if (level_nodes(level, p).first >= 0)
        add_rule({RowRef::Kind::never_negative, l, 0, places[ix(p)], places[ix(p)]});
    }
  }
  const auto by_node = [this](const std::vector<Edge>& edges) {
    return EdgesByNode{EdgesAt(edges, true, networks, nodes), EdgesAt(edges, false, networks, nodes)};
  };
  rules_at = by_node(rule_edges);
  rows_at = by_node(row_edges);
}

}  // namespace reltrack::worlds
