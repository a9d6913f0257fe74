#include "worlds/relaxation.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "worlds/several_at_once.hpp"

namespace reltrack::worlds {

namespace {

// After so many rounds of passing, bounds that still creep are left to the exact search.
constexpr int kRounds = 40;

// Nodes from which on a network is large.
constexpr int kLarge = 100;

// Whether some number is less than the other in its place.
RELTRACK_SEVERAL_AT_ONCE
bool any_less(const Count* a, const Count* b, std::size_t size) {
  Count any = 0;
  for (std::size_t v = 0; v < size; ++v) any |= a[v] < b[v] ? 1 : 0;
  return any != 0;
}

}  // namespace

Relaxation::Relaxation(const Model& model, const Layout& layout)
    : model_(&model),
      layout_(&layout),
      options_(model.choices.size(), -1),
      order_(std::make_shared<Sequence>()),
      in_(layout.bundles.size(), 0),
      taken_(layout.bundles.size(), 0),
      passed_(model.wholes.size(), 0) {
  for (const Network& n : layout.networks) closures_.emplace_back(n.size());
  order_->le.assign(layout.places.size() * layout.places.size(), 0);
  order_->rank.assign(layout.places.size(), 0);
  order_->stretches.resize(model.counters.size());
  for (int p = 0; p < static_cast<int>(layout.places.size()); ++p) {
    order_->le[cell(p, p)] = 1;
    for (int q = p; q < layout.fixed && p < layout.fixed; ++q) order_->le[cell(p, q)] = 1;
    if (p < layout.fixed) order_->rank[ix(p)] = p;
  }
  for (const Edge& edge : layout.rule_edges) take_edge(edge);
  take_limits();
}

Relaxation::Relaxation(const Model& model, const Layout& layout, std::span<const int> positions)
    : Relaxation(model, layout) {
  if (possible()) add(positions);
}

void Relaxation::add(std::span<const int> positions) {
  for (int b : positions) in_[ix(b)] = 1;
  for (int b : positions) {
    if (possible()) take_bundle(b);
  }
  if (possible()) close();
}

void Relaxation::assume(std::span<const Split> splits) {
  for (const Split& split : splits) {
    if (possible()) decide(split);
  }
  if (possible()) close();
}

void Relaxation::decide(const Split& split) {
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
      const int sign = split.kind == Split::Kind::at_least ? 1 : -1;
      assumed_.push_back(
          layout_->row_of(*model_, {RowRef::Kind::assumed, split.counter, sign, split.from, split.to, split.bound}));
      if (const auto edge = layout_->edge_of(assumed_.back())) {
        extra_.push_back(*edge);
        take_edge(*edge);
      } else {
        loose_assumed_.push_back(assumed_.back());
      }
      break;
    }
  }
}

void Relaxation::suppose(Difference d, Count most, bool explain) {
  explains_ = explain;
  const int network = layout_->network_of[ix(d.minus)];
  const int begin = layout_->networks[ix(network)].begin;
  extra_.push_back({network, d.minus - begin, d.plus - begin, most, {RowRef::Kind::assumed, -1, -1, {}, {}, most}});
  take_edge(extra_.back());
  close();
}

void Relaxation::fix(int network, const std::vector<Count>& world) {
  explains_ = false;
  closures_[ix(network)].fix(&world[ix(layout_->networks[ix(network)].begin)], now_ + 1);
  close();
}

void Relaxation::allow(std::span<const Relaxation* const> cases) {
  explains_ = false;
  for (std::size_t n = 0; n < closures_.size(); ++n) {
    const int size = closures_[n].size();
    for (int u = 0; u < size; ++u) {
      for (int v = 0; v < size; ++v) {
        Count weakest = -Closure::kNone;
        for (const Relaxation* one : cases) weakest = std::max(weakest, one->closures_[n].at(u, v));
        if (u != v && Closure::finite(weakest)) closures_[n].put(u, v, weakest);
      }
    }
  }
  close();
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
  if (taken_[ix(position)] || !in_[ix(position)]) return;
  const Bundle& bundle = model_->bundles[ix(layout_->bundles[ix(position)])];
  for (auto [choice, option] : bundle.when) {
    if (options_[ix(choice)] != option) return;
  }
  taken_[ix(position)] = 1;
  for (std::size_t o = 0; o < bundle.orders.size() && possible(); ++o) {
    const Order& order = bundle.orders[o];
    const auto [before, after] = layout_->orders[ix(position)][o];
    take_order(before, after,
               {RowRef::Kind::order, layout_->bundles[ix(position)], static_cast<int>(o), order.before, order.after});
  }
  for (int r = layout_->row_begin[ix(position)]; r < layout_->row_begin[ix(position) + 1] && possible(); ++r) {
    take_row(r);
  }
}

void Relaxation::take_row(int r) {
  const NodeRow& row = layout_->rows[ix(r)];
  rows_.push_back(r);
  if (row.terms.empty()) {
    if (row.at_least > 0) fail({{{row.ref, 1}}, 1, {}});
  } else if (layout_->row_edges[ix(r)].network >= 0) {
    take_edge(layout_->row_edges[ix(r)]);
  } else {
    loose_.push_back(r);
  }
}

void Relaxation::take_edge(const Edge& edge) { closures_[ix(edge.network)].put(edge.u, edge.v, edge.w); }

Relaxation::Sequence& Relaxation::own_order() {
  if (order_.use_count() > 1) {
    auto own = std::make_shared<Sequence>();
    own->le = order_->le;
    own->rank = order_->rank;
    own->edges = order_->edges;
    order_ = std::move(own);
  }
  // What follows from the order is found again where it is asked for.
  order_->stretches.assign(model_->counters.size(), std::nullopt);
  order_->rules.reset();
  return *order_;
}

void Relaxation::take_order(int before, int after, const RowRef& ref) {
  Sequence& own = own_order();
  auto& le = own.le;
  auto& rank = own.rank;
  std::ranges::fill(passed_, 0);
  own.edges.push_back({before, after, ref});
  const int n = static_cast<int>(layout_->places.size());
  for (int a = 0; a < n; ++a) {
    if (!le[cell(a, before)]) continue;
    for (int b = 0; b < n; ++b) {
      if (!le[cell(after, b)] || le[cell(a, b)]) continue;
      le[cell(a, b)] = 1;
      ++rank[ix(b)];
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
  const RowRef rule{RowRef::Kind::never_falls, counter, 0, layout_->places[ix(before)], layout_->places[ix(after)]};
  const auto edge = layout_->edge_of(layout_->row_of(*model_, rule, before, after));
  if (!edge) return;
  extra_.push_back(*edge);
  take_edge(*edge);
}

// Every round passes what the last closing left, so whatever is passed is older than what is made of it.
void Relaxation::close() {
  if (!close_networks()) return;
  for (int round = 0; round < kRounds; ++round) {
    for (int w : layout_->wholes) {
      if (worth_passing(w)) pass_whole(w);
    }
    for (int w : layout_->level_wholes) pass_level_whole(w);
    if (std::ranges::all_of(closures_, &Closure::closed) || !close_networks()) return;
  }
}

// Whether one of its networks has changed since.
bool Relaxation::worth_passing(int whole) const {
  const Whole& w = model_->wholes[ix(whole)];
  const auto changed = [&](int counter) {
    const auto& at = layout_->at[ix(counter)];
    const auto node = std::ranges::find_if(at, [](Node n) { return n >= 0; });
    return node != at.end() && closures_[ix(layout_->network_of[ix(*node)])].last() > passed_[ix(whole)];
  };
  return changed(w.whole) || std::ranges::any_of(w.parts, changed);
}

// Of a large network that is closed for the first time, edges alone tell of most cycles, at the cost of their number
// where closing costs the cube of the nodes.
bool Relaxation::edges_contradict() {
  for (std::size_t n = 0; n < closures_.size(); ++n) {
    const bool first = !closures_[n].closed() && closures_[n].last() == 0;
    if (!first || closures_[n].size() < kLarge || !cycle(static_cast<int>(n), false)) continue;
    fail_in(static_cast<int>(n));
    return true;
  }
  return false;
}

bool Relaxation::close_networks() {
  ++now_;
  if (edges_contradict()) return false;
  for (std::size_t n = 0; n < closures_.size(); ++n) {
    if (closures_[n].close(now_)) continue;
    fail_in(static_cast<int>(n));
    return false;
  }
  return true;
}

void Relaxation::put(Node from, Node to, Count value) {
  const int network = layout_->network_of[ix(from)];
  const int begin = layout_->networks[ix(network)].begin;
  closures_[ix(network)].put(from - begin, to - begin, value);
}

// From the parts' least counts to the whole's, and from the whole's most, less the other parts' least, to each part's.
void Relaxation::pass_bounds(const NodePair& whole, const std::vector<NodePair>& parts) {
  Count below = 0;
  for (auto [high, low] : parts) {
    const Count least = entry(high, low);
    below = Closure::finite(below) && Closure::finite(least) ? checked_add(below, least) : Closure::kNone;
  }
  if (Closure::finite(below)) put(whole.first, whole.second, below);
  const Count most_whole = entry(whole.second, whole.first);
  const bool alone = parts.size() == 1;
  if (!Closure::finite(most_whole) || !(alone || Closure::finite(below))) return;
  for (auto [high, low] : parts) put(low, high, most_whole + (alone ? 0 : below - entry(high, low)));
}

// When the node's bounds last changed.
Closure::Generation Relaxation::last(Node node) const {
  const int network = layout_->network_of[ix(node)];
  return closures_[ix(network)].last(node - layout_->networks[ix(network)].begin);
}

// What was passed before, of bounds that are as they were, need not be passed again.
void Relaxation::pass_whole(int whole) {
  const Closure::Generation before = std::exchange(passed_[ix(whole)], now_);
  const Whole& w = model_->wholes[ix(whole)];
  const auto& places = layout_->places_of[ix(w.whole)];
  const auto rise = [&](int counter, int a, int b) {
    const auto& at = layout_->at[ix(counter)];
    return NodePair{at[ix(b)], at[ix(a)]};
  };
  std::vector<int> laid_out;
  std::ranges::copy_if(w.parts, std::back_inserter(laid_out), [&](int part) { return layout_->has(part); });
  if (laid_out.size() == 1) return pass_alone(w.whole, laid_out.front(), places, before);
  std::vector<char> changed(layout_->places.size(), 0);
  for (int p : places) {
    const auto since = [&](int counter) { return last(layout_->at[ix(counter)][ix(p)]) > before; };
    changed[ix(p)] = since(w.whole) || std::ranges::any_of(laid_out, since);
  }
  std::vector<NodePair> parts(laid_out.size());
  for (int a : places) {
    for (int b : places) {
      if (a == b || !ordered(a, b) || !(changed[ix(a)] || changed[ix(b)])) continue;
      std::ranges::transform(laid_out, parts.begin(), [&](int part) { return rise(part, a, b); });
      pass_bounds(rise(w.whole, a, b), parts);
    }
  }
}

// A whole and one part share their places, and each has its nodes in one run: entries are compared row by row.
void Relaxation::pass_alone(int whole, int part, const std::vector<int>& places, Closure::Generation before) {
  if (places.empty()) return;
  const auto first = [&](int counter) { return layout_->at[ix(counter)][ix(places.front())]; };
  const int net_w = layout_->network_of[ix(first(whole))], net_p = layout_->network_of[ix(first(part))];
  const int at_w = first(whole) - layout_->networks[ix(net_w)].begin;
  const int at_p = first(part) - layout_->networks[ix(net_p)].begin;
  const int fixed = static_cast<int>(std::ranges::lower_bound(places, layout_->fixed) - places.begin());
  const Alone alone{closures_[ix(net_w)], closures_[ix(net_p)], at_w, at_p, places, fixed};
  for (int i = 0; i < static_cast<int>(places.size()); ++i) {
    if (alone.whole.last(at_w + i) > before || alone.part.last(at_p + i) > before) pass_row(alone, i);
  }
}

// What the whole has at most from the place to any other, to the part; what the part has at least, to the whole. A
// stretch that follows from longer ones, or from shorter ones, by the bounds of the network itself is left to closing.
void Relaxation::pass_row(const Alone& alone, int i) {
  const Count* w = alone.of_whole(i);
  const Count* p = alone.of_part(i);
  const auto passes = [&](int from, int to) { return ordered(alone.places[ix(from)], alone.places[ix(to)]); };
  // Fixed places are in order as they are numbered; moments come after them, in any.
  const int in_order = i < alone.fixed ? alone.fixed : 0, before = std::min(i, in_order);
  if (any_less(p, w, ix(before))) {
    for (int j = 0; j < before; ++j) pass_to_whole(alone, i, j);
  }
  if (i < in_order && any_less(w + i, p + i, ix(in_order - i))) {
    for (int j = i + 1; j < in_order; ++j) pass_to_part(alone, i, j);
  }
  for (int j = in_order; j < static_cast<int>(alone.places.size()); ++j) {
    if (p[j] < w[j] && i != j && passes(j, i)) pass_to_whole(alone, i, j);
    if (w[j] < p[j] && i != j && passes(i, j)) pass_to_part(alone, i, j);
  }
}

// Requires: place j is not after place i.
void Relaxation::pass_to_whole(const Alone& alone, int i, int j) {
  const Count* p = alone.of_part(i);
  const Count most = p[j];
  if (most >= alone.of_whole(i)[j] || !Closure::finite(most)) return;
  const bool in_two =
      j + 1 < i && i < alone.fixed && Closure::finite(p[j + 1]) && p[j + 1] + alone.of_part(j + 1)[j] == most;
  if (!in_two) alone.whole.put(alone.at_w + i, alone.at_w + j, most);
}

// Requires: place i is not after place j. What a longer stretch has at most follows for a shorter one, by the part's
// own bounds.
void Relaxation::pass_to_part(const Alone& alone, int i, int j) {
  const Count* w = alone.of_whole(i);
  const Count* p = alone.of_part(i);
  const Count most = w[j];
  if (most >= p[j] || !Closure::finite(most)) return;
  const auto passes = [&](int from, int to) { return ordered(alone.places[ix(from)], alone.places[ix(to)]); };
  const auto as_short = [most](Count one, Count other) { return Closure::finite(one) && one + other <= most; };
  const bool from_later =
      j + 1 < static_cast<int>(alone.places.size()) && passes(i, j + 1) && as_short(w[j + 1], alone.of_part(j + 1)[j]);
  const bool from_earlier = i > 0 && passes(i - 1, j) && as_short(p[i - 1], alone.of_whole(i - 1)[j]);
  if (!from_later && !from_earlier) alone.part.put(alone.at_p + i, alone.at_p + j, most);
}

void Relaxation::pass_level_whole(int whole) {
  const Whole& w = model_->level_wholes[ix(whole)];
  for (int p = 0; p < static_cast<int>(layout_->places.size()); ++p) {
    const NodePair top = layout_->level_nodes(model_->levels[ix(w.whole)], p);
    if (top.first < 0) continue;
    std::vector<NodePair> parts;
    for (int part : w.parts) {
      const NodePair nodes = layout_->level_nodes(model_->levels[ix(part)], p);
      if (nodes.first >= 0) parts.push_back(nodes);
    }
    // A part that is not counted here is none or more only by no-negative.
    const bool missing = parts.size() < w.parts.size() && !model_->levels[ix(w.whole)].never_negative;
    if (parts.empty() || missing) continue;
    pass_bounds(top, parts);
  }
}

Count Relaxation::entry(Node from, Node to) const {
  const int network = layout_->network_of[ix(from)];
  const int begin = layout_->networks[ix(network)].begin;
  return closures_[ix(network)].at(from - begin, to - begin);
}

std::vector<const NodeRow*> Relaxation::rows() const {
  std::vector<const NodeRow*> out;
  out.reserve(rows_.size() + assumed_.size());
  for (int r : rows_) out.push_back(&layout_->rows[ix(r)]);
  for (const NodeRow& row : assumed_) out.push_back(&row);
  return out;
}

}  // namespace reltrack::worlds
