#include "worlds/relaxation.hpp"

#include <algorithm>
#include <deque>
#include <iterator>

namespace reltrack::worlds {

namespace {

std::size_t ix(int i) { return static_cast<std::size_t>(i); }

// After so many rounds of passing, bounds that still creep are left to the exact search.
constexpr int kRounds = 40;

void add_term(NodeRow& row, Node node, Count times) {
  for (auto& [n, t] : row.terms) {
    if (n == node) {
      t += times;
      return;
    }
  }
  row.terms.emplace_back(node, times);
}

}  // namespace

Relaxation::Relaxation(const Model& model, const Layout& layout)
    : model_(&model),
      layout_(&layout),
      options_(model.choices.size(), -1),
      le_(layout.places.size() * layout.places.size(), 0),
      taken_(layout.bundles.size(), 0),
      edges_(layout.networks.size()),
      dirty_(layout.networks.size(), 1) {
  for (const Network& n : layout.networks) closures_.emplace_back(n.size());
  for (int p = 0; p < static_cast<int>(layout.places.size()); ++p) {
    le_[cell(p, p)] = 1;
    for (int q = p; q < layout.fixed && p < layout.fixed; ++q) le_[cell(p, q)] = 1;
  }
  take_rule_edges();
  take_limits();
  for (std::size_t b = 0; b < layout.bundles.size() && possible(); ++b) take_bundle(static_cast<int>(b));
  close();
}

void Relaxation::assume(const Split& split) {
  switch (split.kind) {
    case Split::Kind::choice:
      options_[ix(split.choice)] = split.option;
      for (std::size_t b = 0; b < layout_->bundles.size() && possible(); ++b) take_bundle(static_cast<int>(b));
      break;
    case Split::Kind::order:
      take_order(layout_->index(split.from), layout_->index(split.to),
                 {RowRef::Kind::order, 0, -3, split.from, split.to});
      break;
    case Split::Kind::at_most:
    case Split::Kind::at_least: {
      const Count sign = split.kind == Split::Kind::at_least ? 1 : -1;
      NodeRow row{{},
                  sign * split.bound,
                  {RowRef::Kind::assumed, split.counter, static_cast<int>(sign), split.from, split.to, split.bound}};
      add_term(row, layout_->node(split.counter, split.to), sign);
      add_term(row, layout_->node(split.counter, split.from), -sign);
      take_row(std::move(row));
      break;
    }
  }
  if (possible()) close();
}

// never-falls between neighbouring fixed places; no-negative at every place of a level.
void Relaxation::take_rule_edges() {
  for (int c : layout_->counters) {
    if (model_->counters[ix(c)].kind != Counter::Kind::rising) continue;
    const auto& places = layout_->places_of[ix(c)];
    for (std::size_t i = 1; i < places.size() && places[i] < layout_->fixed; ++i) {
      const Node a = layout_->at[ix(c)][ix(places[i - 1])], b = layout_->at[ix(c)][ix(places[i])];
      const int network = layout_->network_of[ix(a)];
      const int begin = layout_->networks[ix(network)].begin;
      add_edge(network,
               {b - begin,
                a - begin,
                0,
                false,
                {RowRef::Kind::never_falls, c, 0, layout_->places[ix(places[i - 1])], layout_->places[ix(places[i])]}});
    }
  }
  for (int l : layout_->levels) {
    if (!model_->levels[ix(l)].never_negative) continue;
    for (int p = 0; p < static_cast<int>(layout_->places.size()); ++p) {
      const auto [plus, minus] = level_nodes(l, p);
      if (plus < 0) continue;
      const int network = layout_->network_of[ix(plus)];
      const int begin = layout_->networks[ix(network)].begin;
      add_edge(network, {plus - begin,
                         minus - begin,
                         0,
                         false,
                         {RowRef::Kind::never_negative, l, 0, layout_->places[ix(p)], layout_->places[ix(p)]}});
    }
  }
}

void Relaxation::take_limits() {
  for (int p = layout_->fixed; p < static_cast<int>(layout_->places.size()) && possible(); ++p) {
    const Place moment = layout_->places[ix(p)];
    const Limits limits = model_->moments[ix(moment.moment)];
    const Place from{limits.from, -1}, to{limits.to, -1};
    take_order(layout_->index(from), p, {RowRef::Kind::order, moment.moment, -1, from, moment});
    if (possible()) take_order(p, layout_->index(to), {RowRef::Kind::order, moment.moment, -1, moment, to});
  }
}

void Relaxation::take_bundle(int position) {
  if (taken_[ix(position)]) return;
  const int b = layout_->bundles[ix(position)];
  const Bundle& bundle = model_->bundles[ix(b)];
  for (auto [choice, option] : bundle.when) {
    if (options_[ix(choice)] != option) return;
  }
  taken_[ix(position)] = 1;
  for (std::size_t o = 0; o < bundle.orders.size() && possible(); ++o) {
    const Order& order = bundle.orders[o];
    take_order(layout_->index(order.before), layout_->index(order.after),
               {RowRef::Kind::order, b, static_cast<int>(o), order.before, order.after});
  }
  for (std::size_t r = 0; r < bundle.rows.size() && possible(); ++r) {
    take_row(row_of({RowRef::Kind::member, b, static_cast<int>(r), {}, {}}));
  }
}

void Relaxation::take_row(NodeRow row) {
  std::erase_if(row.terms, [](const auto& t) { return t.second == 0; });
  rows_.push_back(row);
  if (row.terms.empty()) {
    if (row.at_least > 0) fail({{{row.ref, 1}}, 1, {}});
    return;
  }
  if (row.terms.size() != 2 || row.terms[0].second + row.terms[1].second != 0) return;
  const auto [plus, minus] = row.terms[0].second > 0 ? std::pair{row.terms[0].first, row.terms[1].first}
                                                     : std::pair{row.terms[1].first, row.terms[0].first};
  const Count times = std::abs(row.terms[0].second);
  if (times != 1 || layout_->network_of[ix(plus)] != layout_->network_of[ix(minus)]) return;
  const int network = layout_->network_of[ix(plus)];
  const int begin = layout_->networks[ix(network)].begin;
  add_edge(network, {plus - begin, minus - begin, -row.at_least, false, row.ref});
}

void Relaxation::take_order(int before, int after, const RowRef& ref) {
  stretches_.clear();
  orders_.push_back({before, after, ref});
  const int n = static_cast<int>(layout_->places.size());
  for (int a = 0; a < n; ++a) {
    if (!le_[cell(a, before)]) continue;
    for (int b = 0; b < n; ++b) {
      if (!le_[cell(after, b)] || le_[cell(a, b)]) continue;
      le_[cell(a, b)] = 1;
      if (b < a && a < layout_->fixed) return fail_in_time(b, a);
    }
  }
  for (int c : layout_->counters) {
    if (model_->counters[ix(c)].kind == Counter::Kind::rising) {
      add_rise(c, before, after);
      continue;
    }
    // A count that may fall is still the same at places that have become one moment.
    const std::vector<int>& places = layout_->places_of[ix(c)];
    for (int p : places) {
      for (int q : places) {
        if (one_moment(p, q)) add_rise(c, p, q);
      }
    }
  }
}

// The counter has no less at `after` than at `before`.
void Relaxation::add_rise(int counter, int before, int after) {
  const Node a = layout_->at[ix(counter)][ix(before)], b = layout_->at[ix(counter)][ix(after)];
  if (a < 0 || b < 0) return;
  const int network = layout_->network_of[ix(a)];
  const int begin = layout_->networks[ix(network)].begin;
  add_edge(network, {b - begin,
                     a - begin,
                     0,
                     false,
                     {RowRef::Kind::never_falls, counter, 0, layout_->places[ix(before)], layout_->places[ix(after)]}});
}

void Relaxation::add_edge(int network, Edge edge) {
  const int number = static_cast<int>(edges_[ix(network)].size());
  if (!closures_[ix(network)].put(edge.u, edge.v, edge.w, number) && edge.u != edge.v) {
    edges_[ix(network)].push_back(edge);
    return;
  }
  edges_[ix(network)].push_back(edge);
  // One new edge into a closed network is worth the short way; more are closed together.
  if (dirty_[ix(network)] == 0) {
    const int cycle = closures_[ix(network)].close_after(edge.u, edge.v);
    if (cycle < 0) return;
    Certificate why;
    fail(trace(network, cycle, cycle, why) ? std::move(why) : Certificate{});
  }
}

void Relaxation::close() {
  for (int round = 0; round < kRounds; ++round) {
    for (int n = 0; n < static_cast<int>(layout_->networks.size()); ++n) {
      if (dirty_[ix(n)] && !close_network(n)) return;
    }
    if (!pass_all()) return;
  }
  for (int n = 0; n < static_cast<int>(layout_->networks.size()); ++n) {
    if (dirty_[ix(n)] && !close_network(n)) return;
  }
}

bool Relaxation::close_network(int network) {
  dirty_[ix(network)] = 0;
  const int cycle = closures_[ix(network)].close();
  if (cycle < 0) return true;
  Certificate why;
  const bool found = trace(network, cycle, cycle, why);
  impossible_ = true;
  if (found) refutation_ = std::move(why);
  return false;
}

// Returns whether anything moved.
bool Relaxation::pass_all() {
  if (!possible()) return false;
  for (int w : layout_->wholes) pass_whole(w);
  for (int w : layout_->level_wholes) pass_level_whole(w);
  return std::ranges::any_of(dirty_, [](char d) { return d != 0; });
}

bool Relaxation::put(Node from, Node to, Count value, const RowRef& ref) {
  const int network = layout_->network_of[ix(from)];
  const int begin = layout_->networks[ix(network)].begin;
  auto& edges = edges_[ix(network)];
  if (!closures_[ix(network)].put(from - begin, to - begin, value, static_cast<int>(edges.size()))) return false;
  edges.push_back({from - begin, to - begin, value, true, ref});
  dirty_[ix(network)] = 1;
  return true;
}

// From the parts' least counts to the whole's, and from the whole's most, less the other parts' least, to each part's.
void Relaxation::pass_bounds(const NodePair& whole, const std::vector<NodePair>& parts, const RowRef& ref) {
  Count below = 0;
  for (auto [high, low] : parts) {
    const Count least = entry(high, low);
    below = Closure::finite(below) && Closure::finite(least) ? checked_add(below, least) : Closure::kNone;
  }
  if (Closure::finite(below)) put(whole.first, whole.second, below, ref);
  const Count most_whole = entry(whole.second, whole.first);
  const bool alone = parts.size() == 1;
  if (!Closure::finite(most_whole) || !(alone || Closure::finite(below))) return;
  for (auto [high, low] : parts) put(low, high, most_whole + (alone ? 0 : below - entry(high, low)), ref);
}

void Relaxation::pass_whole(int whole) {
  const Whole& w = model_->wholes[ix(whole)];
  const auto& places = layout_->places_of[ix(w.whole)];
  const auto rise = [&](int counter, int a, int b) {
    const auto& at = layout_->at[ix(counter)];
    return NodePair{at[ix(b)], at[ix(a)]};
  };
  std::vector<int> laid_out;
  std::ranges::copy_if(w.parts, std::back_inserter(laid_out), [&](int part) { return layout_->has(part); });
  std::vector<NodePair> parts(laid_out.size());
  for (int a : places) {
    for (int b : places) {
      if (a == b || !ordered(a, b)) continue;
      std::ranges::transform(laid_out, parts.begin(), [&](int part) { return rise(part, a, b); });
      pass_bounds(rise(w.whole, a, b), parts,
                  {RowRef::Kind::whole, whole, 0, layout_->places[ix(a)], layout_->places[ix(b)]});
    }
  }
}

void Relaxation::pass_level_whole(int whole) {
  const Whole& w = model_->level_wholes[ix(whole)];
  for (int p = 0; p < static_cast<int>(layout_->places.size()); ++p) {
    const NodePair top = level_nodes(w.whole, p);
    if (top.first < 0) continue;
    std::vector<NodePair> parts;
    for (int part : w.parts) {
      const NodePair nodes = level_nodes(part, p);
      if (nodes.first >= 0) parts.push_back(nodes);
    }
    // A part that is not counted here is none or more only by no-negative.
    const bool missing = parts.size() < w.parts.size() && !model_->levels[ix(w.whole)].never_negative;
    if (parts.empty() || missing) continue;
    pass_bounds(top, parts, {RowRef::Kind::level_whole, whole, 0, layout_->places[ix(p)], layout_->places[ix(p)]});
  }
}

Count Relaxation::entry(Node from, Node to) const {
  const int network = layout_->network_of[ix(from)];
  const int begin = layout_->networks[ix(network)].begin;
  return closures_[ix(network)].at(from - begin, to - begin);
}

Relaxation::NodePair Relaxation::level_nodes(int level, int place) const {
  const Level& l = model_->levels[ix(level)];
  if (!layout_->is_simple(l)) return {-1, -1};
  NodePair out{-1, -1};
  bool somewhere = false;
  for (auto [counter, sign] : l.of) {
    if (!layout_->has(counter)) return {-1, -1};
    const Node node = layout_->at[ix(counter)][ix(place)];
    if (node < 0) return {-1, -1};
    somewhere = somewhere || layout_->place_of[ix(node)] >= 0;
    (sign > 0 ? out.first : out.second) = node;
  }
  return somewhere ? out : NodePair{-1, -1};
}

Count Relaxation::most(Difference d) const { return d.plus == d.minus ? 0 : entry(d.minus, d.plus); }

}  // namespace reltrack::worlds
