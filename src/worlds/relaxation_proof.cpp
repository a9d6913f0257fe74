// How a relaxation shows its work: from entries of closed networks back to the rows they are sums of.
#include <algorithm>
#include <deque>

#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

namespace {

std::size_t ix(int i) { return static_cast<std::size_t>(i); }

constexpr int kLongestProof = 200'000;

}  // namespace

std::optional<Certificate> Relaxation::why_most(Difference d) const {
  Certificate out;
  if (d.plus == d.minus) return out;
  const int network = layout_->network_of[ix(d.plus)];
  const int begin = layout_->networks[ix(network)].begin;
  if (!trace(network, d.minus - begin, d.plus - begin, out)) return std::nullopt;
  return out;
}

// Lists the rows on the way from u to v, following each passed bound into the networks it came from.
bool Relaxation::trace(int network, int u, int v, Certificate& into) const {
  const int first = layout_->networks[ix(network)].begin;
  std::vector<std::pair<Node, Node>> open{{first + u, first + v}};
  for (int steps = 0; !open.empty(); ++steps) {
    if (steps > kLongestProof) return false;
    const auto [a, b] = open.back();
    open.pop_back();
    const int n = layout_->network_of[ix(a)];
    const int begin = layout_->networks[ix(n)].begin;
    const bool ended = closures_[ix(n)].trace(a - begin, b - begin, [&](int e) {
      const Edge& edge = edges_[ix(n)][ix(e)];
      use(edge.ref, 1, into);
      if (edge.pass) add_pass(edge, n, open);
    });
    if (!ended || into.rows.size() > static_cast<std::size_t>(kLongestProof)) return false;
  }
  merge(into);
  return true;
}

// The entries of the other networks (and counters) that a passed bound summed.
void Relaxation::add_pass(const Edge& edge, int network, std::vector<std::pair<Node, Node>>& open) const {
  const int begin = layout_->networks[ix(network)].begin;
  if (edge.ref.kind == RowRef::Kind::whole) {
    const Whole& w = model_->wholes[ix(edge.ref.index)];
    const int a = layout_->index(edge.ref.from), b = layout_->index(edge.ref.to);
    const int target = layout_->counter_of[ix(begin + edge.u)];
    if (target != w.whole) open.emplace_back(layout_->at[ix(w.whole)][ix(a)], layout_->at[ix(w.whole)][ix(b)]);
    for (int part : w.parts) {
      if (part != target && layout_->has(part)) {
        open.emplace_back(layout_->at[ix(part)][ix(b)], layout_->at[ix(part)][ix(a)]);
      }
    }
    return;
  }
  const Whole& w = model_->level_wholes[ix(edge.ref.index)];
  const int p = layout_->index(edge.ref.from);
  const auto [plus, minus] = level_nodes(w.whole, p);
  if (begin + edge.u != plus || begin + edge.v != minus) open.emplace_back(minus, plus);
  for (int part : w.parts) {
    const auto nodes = level_nodes(part, p);
    const bool target = nodes.first == begin + edge.v && nodes.second == begin + edge.u;
    if (!target && nodes.first >= 0) open.emplace_back(nodes.first, nodes.second);
  }
}

// The shortest chain of orders that leads from one place to the other, given that fixed places are in order.
void Relaxation::justify(int from, int to, Certificate& into) const {
  if (from < layout_->fixed && to < layout_->fixed && from <= to) return;
  const int n = static_cast<int>(layout_->places.size());
  std::vector<int> came(ix(n), -2);
  std::vector<int> by(ix(n), -1);
  std::deque<int> queue{from};
  came[ix(from)] = -1;
  const auto reach = [&](int q, int p, int order) {
    if (came[ix(q)] != -2) return;
    came[ix(q)] = p;
    by[ix(q)] = order;
    queue.push_back(q);
  };
  while (!queue.empty() && came[ix(to)] == -2) {
    const int p = queue.front();
    queue.pop_front();
    for (std::size_t o = 0; o < orders_.size(); ++o) {
      if (orders_[o].before == p) reach(orders_[o].after, p, static_cast<int>(o));
    }
    for (int q = p + 1; p < layout_->fixed && q < layout_->fixed; ++q) reach(q, p, -1);
  }
  for (int p = to; came[ix(p)] >= 0; p = came[ix(p)]) {
    if (by[ix(p)] >= 0) into.rows.push_back({orders_[ix(by[ix(p)])].ref, 1});
  }
}

void Relaxation::fail(Certificate certificate) {
  impossible_ = true;
  if (!certificate.rows.empty()) refutation_ = std::move(certificate);
}

void Relaxation::fail_in_time(int earlier, int later) {
  Certificate why;
  // The chain that puts the later place before the earlier one, link by link, avoiding fixed time's own order.
  justify(later, earlier, why);
  why.rows.push_back({{RowRef::Kind::order, 0, -2, layout_->places[ix(earlier)], layout_->places[ix(later)]}, 1});
  fail(std::move(why));
}

const std::vector<std::pair<int, int>>& Relaxation::stretches(int counter) const {
  stretches_.resize(model_->counters.size());
  auto& known = stretches_[ix(counter)];
  if (!known) known = find_stretches(layout_->places_of[ix(counter)]);
  return *known;
}

// Fixed places are neighbours of the next; a moment, of the last fixed place before it, the first after it, and the
// moments it is ordered with; unless a moment comes between. Of two places bound to coincide neither comes between.
std::vector<std::pair<int, int>> Relaxation::find_stretches(const std::vector<int>& places) const {
  const auto first_moment = std::ranges::find_if(places, [&](int p) { return p >= layout_->fixed; });
  const std::vector<int> fixed(places.begin(), first_moment), moments(first_moment, places.end());
  std::vector<std::pair<int, int>> out;
  const auto add = [&](int a, int b) {
    const bool split = std::ranges::any_of(moments, [&](int m) {
      return m != a && m != b && ordered(a, m) && ordered(m, b) && !ordered(m, a) && !ordered(b, m);
    });
    if (!split) out.emplace_back(a, b);
  };
  for (std::size_t i = 1; i < fixed.size(); ++i) add(fixed[i - 1], fixed[i]);
  for (int m : moments) {
    const auto before = std::find_if(fixed.rbegin(), fixed.rend(), [&](int p) { return ordered(p, m); });
    const auto after = std::ranges::find_if(fixed, [&](int p) { return ordered(m, p); });
    if (before != fixed.rend()) add(*before, m);
    if (after != fixed.end()) add(m, *after);
    for (int other : moments) {
      if (other != m && ordered(m, other)) add(m, other);
    }
  }
  return out;
}

bool Relaxation::has_level(int level, int place) const {
  return std::ranges::all_of(model_->levels[ix(level)].of, [&](auto of) {
    return layout_->has(of.first) && layout_->at[ix(of.first)][ix(place)] >= 0;
  });
}

// A part without a count here is none or more, by a rule of its own.
void Relaxation::use(const RowRef& ref, Count times, Certificate& into) const {
  into.rows.push_back({ref, times});
  if (ref.kind == RowRef::Kind::whole) {
    justify(layout_->index(ref.from), layout_->index(ref.to), into);
    for (int part : model_->wholes[ix(ref.index)].parts) {
      if (!layout_->has(part)) into.rows.push_back({{RowRef::Kind::never_falls, part, 0, ref.from, ref.to}, times});
    }
  } else if (ref.kind == RowRef::Kind::never_falls) {
    justify(layout_->index(ref.from), layout_->index(ref.to), into);
    const bool falls = model_->counters[ix(ref.index)].kind != Counter::Kind::rising;
    if (falls) justify(layout_->index(ref.to), layout_->index(ref.from), into);
  } else if (ref.kind == RowRef::Kind::level_whole) {
    for (int part : model_->level_wholes[ix(ref.index)].parts) {
      if (!has_level(part, layout_->index(ref.from))) {
        into.rows.push_back({{RowRef::Kind::never_negative, part, 0, ref.from, ref.from}, times});
      }
    }
  }
}

void Relaxation::merge(Certificate& into) {
  std::ranges::sort(into.rows, {}, &Used::ref);
  std::vector<Used> merged;
  for (const Used& used : into.rows) {
    if (!merged.empty() && merged.back().ref == used.ref) {
      merged.back().times = checked_add(merged.back().times, used.times);
    } else {
      merged.push_back(used);
    }
  }
  into.rows = std::move(merged);
}

NodeRow Relaxation::row_of(const RowRef& ref) const {
  NodeRow row;
  row.ref = ref;
  const auto add = [&](int counter, Place at, Count times) {
    const Node node = layout_->node(counter, at);
    if (node < 0) return;
    const auto same = std::ranges::find(row.terms, node, [](const auto& t) { return t.first; });
    if (same != row.terms.end()) {
      same->second += times;
    } else {
      row.terms.emplace_back(node, times);
    }
  };
  const auto add_level = [&](int level, Place at, Count times) {
    for (auto [counter, sign] : model_->levels[ix(level)].of) add(counter, at, sign * times);
  };
  const auto add_stretch = [&](int counter, Count times) {
    add(counter, ref.to, times);
    add(counter, ref.from, -times);
  };
  switch (ref.kind) {
    case RowRef::Kind::member: {
      const Row& source = model_->bundles[ix(ref.index)].rows[ix(ref.row)];
      for (const Term& t : source.terms) add(t.counter, t.at, t.times);
      row.at_least = source.at_least;
      break;
    }
    case RowRef::Kind::never_falls:
      add_stretch(ref.index, 1);
      break;
    case RowRef::Kind::whole:
      add_stretch(model_->wholes[ix(ref.index)].whole, 1);
      for (int part : model_->wholes[ix(ref.index)].parts) add_stretch(part, -1);
      break;
    case RowRef::Kind::never_negative:
      add_level(ref.index, ref.from, 1);
      break;
    case RowRef::Kind::level_whole:
      add_level(model_->level_wholes[ix(ref.index)].whole, ref.from, 1);
      for (int part : model_->level_wholes[ix(ref.index)].parts) {
        if (has_level(part, layout_->index(ref.from))) add_level(part, ref.from, -1);
      }
      break;
    case RowRef::Kind::order:
    case RowRef::Kind::assumed:
      break;
  }
  std::erase_if(row.terms, [](const auto& t) { return t.second == 0; });
  return row;
}

std::vector<NodeRow> Relaxation::rule_rows() const {
  std::vector<NodeRow> out;
  const auto take = [&](const RowRef& ref) {
    NodeRow row = row_of(ref);
    if (!row.terms.empty()) out.push_back(std::move(row));
  };
  const auto& places = layout_->places;
  for (int c : layout_->counters) {
    const bool rising = model_->counters[ix(c)].kind == Counter::Kind::rising;
    for (auto [a, b] : rising ? stretches(c) : one_moments(c)) {
      take({RowRef::Kind::never_falls, c, 0, places[ix(a)], places[ix(b)]});
    }
  }
  for (int w : layout_->wholes) {
    for (auto [a, b] : stretches(model_->wholes[ix(w)].whole)) {
      take({RowRef::Kind::whole, w, 0, places[ix(a)], places[ix(b)]});
    }
  }
  for (int p = 0; p < static_cast<int>(places.size()); ++p) {
    for (int l : layout_->levels) {
      if (model_->levels[ix(l)].never_negative && has_level(l, p)) {
        take({RowRef::Kind::never_negative, l, 0, places[ix(p)], places[ix(p)]});
      }
    }
    for (int w : layout_->level_wholes) {
      if (binds_at(model_->level_wholes[ix(w)], p)) {
        take({RowRef::Kind::level_whole, w, 0, places[ix(p)], places[ix(p)]});
      }
    }
  }
  return out;
}

std::vector<std::pair<int, int>> Relaxation::one_moments(int counter) const {
  std::vector<std::pair<int, int>> out;
  for (int a : layout_->places_of[ix(counter)]) {
    for (int b : layout_->places_of[ix(counter)]) {
      if (one_moment(a, b)) out.emplace_back(a, b);
    }
  }
  return out;
}

bool Relaxation::binds_at(const Whole& levels, int place) const {
  if (!has_level(levels.whole, place)) return false;
  const auto here = [&](int part) { return has_level(part, place); };
  return model_->levels[ix(levels.whole)].never_negative ? std::ranges::any_of(levels.parts, here)
                                                         : std::ranges::all_of(levels.parts, here);
}

}  // namespace reltrack::worlds
