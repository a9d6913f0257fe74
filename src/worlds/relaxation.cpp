#include "worlds/relaxation.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace reltrack::worlds {

namespace {

// After so many rounds of passing, bounds that still creep are left to the exact search.
constexpr int kRounds = 40;

// Nodes from which on a network is large.
constexpr int kLarge = 100;

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
  order_->following = fresh(std::nullopt);
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
                 {RowRef::Kind::order, -1, RowRef::kItsCase, split.from, split.to});
      break;
    case Split::Kind::at_most:
    case Split::Kind::at_least: {
      const int sign = split.kind == Split::Kind::at_least ? 1 : -1;
      const auto kind = split.of_level ? RowRef::Kind::assumed_level : RowRef::Kind::assumed;
      assumed_.push_back(layout_->row_of(*model_, {kind, split.counter, sign, split.from, split.to, split.bound}));
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

void Relaxation::suppose(Difference d, Count most) {
  explains_ = false;
  const int network = layout_->network_of[ix(d.minus)];
  const int begin = layout_->networks[ix(network)].begin;
  closures_[ix(network)].put(d.minus - begin, d.plus - begin, most);
  close();
}

void Relaxation::suppose(std::span<const NodeRow> rows) {
  explains_ = false;
  for (const NodeRow& row : rows) {
    if (const auto edge = layout_->edge_of(row)) {
      closures_[ix(edge->network)].put(edge->u, edge->v, edge->w);
    } else {
      loose_assumed_.push_back(row);
    }
  }
  close();
}

void Relaxation::fix(int network, const std::vector<Count>& world) {
  explains_ = false;
  closures_[ix(network)].fix(&world[ix(layout_->networks[ix(network)].begin)], now_ + 1);
  close();
}

void Relaxation::allow(std::span<const Relaxation* const> cases) {
  explains_ = false;
  std::vector<const Count*> rows(cases.size());
  for (std::size_t n = 0; n < closures_.size(); ++n) {
    const int size = closures_[n].size();
    for (int u = 0; u < size; ++u) {
      const Count* own = closures_[n].row(u);
      std::ranges::transform(cases, rows.begin(), [&](const Relaxation* one) { return one->closures_[n].row(u); });
      for (int v = 0; v < size; ++v) {
        Count weakest = -Closure::kNone;
        for (const Count* row : rows) weakest = std::max(weakest, row[v]);
        if (weakest < own[v] && Closure::finite(weakest)) closures_[n].put(u, v, weakest);
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
    take_order(layout_->index(from), p, {RowRef::Kind::order, -1, RowRef::kMomentsLimits, from, moment});
    if (possible()) take_order(p, layout_->index(to), {RowRef::Kind::order, -1, RowRef::kMomentsLimits, moment, to});
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
  if (order_.use_count() > 1) order_ = std::make_shared<Sequence>(*order_);
  return *order_;
}

std::shared_ptr<Relaxation::Following> Relaxation::fresh(std::optional<std::vector<NodeRow>> level_rules) const {
  auto out = std::make_shared<Following>();
  out->stretches.resize(model_->counters.size());
  out->level_rules = std::move(level_rules);
  return out;
}

// Returns false where time would run backwards.
bool Relaxation::put_in_order(Sequence& sequence, int before, int after) {
  const int n = static_cast<int>(layout_->places.size());
  if (!sequence.le[cell(before, after)])
    sequence.following = fresh(sequence.following->level_rules);  // those are of no order
  for (int a = 0; a < n; ++a) {
    if (!sequence.le[cell(a, before)] || sequence.le[cell(a, after)]) continue;
    for (int b = 0; b < n; ++b) {
      if (!sequence.le[cell(after, b)] || sequence.le[cell(a, b)]) continue;
      sequence.le[cell(a, b)] = 1;
      ++sequence.rank[ix(b)];
      if (a <= b || a >= layout_->fixed) continue;
      fail_in_time(b, a);
      return false;
    }
  }
  return true;
}

void Relaxation::take_order(int before, int after, const RowRef& ref) {
  Sequence& own = own_order();
  std::ranges::fill(passed_, 0);
  own.edges.push_back({before, after, ref});
  if (!put_in_order(own, before, after)) return;
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
