// How a relaxation shows its work: from entries of closed networks back to the rows they are sums of.
#include <algorithm>
#include <deque>

#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

namespace {

constexpr int kLongestProof = 200'000;

}  // namespace

std::optional<Certificate> Relaxation::why_most(Difference d) const {
  Certificate out;
  if (d.plus == d.minus) return out;
  const NodePair entry{d.minus, d.plus};
  auto steps = way(entry, false);
  if (!steps) steps = way(entry, true);
  if (!steps || !expand(*steps, out)) return std::nullopt;
  return out;
}

std::optional<Certificate> Relaxation::why_most_without(Difference d, std::span<const int> positions) const {
  Certificate out;
  if (d.plus == d.minus) return out;
  const auto steps = way({d.minus, d.plus}, false, positions);
  if (!steps || !expand(*steps, out)) return std::nullopt;
  return out;
}

// A network has come out impossible: some cycle of its edges, and of bounds passed to it, is negative.
void Relaxation::fail_in(int network) {
  Certificate why;
  if (!explains_) return fail({});
  auto steps = cycle(network, false);
  if (!steps) steps = cycle(network, true);
  if (!steps || !expand(*steps, why)) why.rows.clear();
  fail(std::move(why));
}

// Lists the rows of the steps, following each passed bound into the networks that it came from.
bool Relaxation::expand(const std::vector<Step>& first, Certificate& into) const {
  std::vector<NodePair> open;
  const auto take = [&](const std::vector<Step>& steps, Closure::Generation before) {
    for (const Step& step : steps) {
      if (step.edge != nullptr) {
        use(step.edge->ref, 1, into);
        continue;
      }
      const Passed bound = passed(step.from, step.to, before);
      use(bound.ref, 1, into);
      open.insert(open.end(), bound.made_of.begin(), bound.made_of.end());
    }
  };
  take(first, now_ + 1);
  for (int count = 0; !open.empty(); ++count) {
    const NodePair entry = open.back();
    open.pop_back();
    if (count > kLongestProof || into.rows.size() > static_cast<std::size_t>(kLongestProof)) return false;
    if (entry.first == entry.second) continue;
    auto steps = way(entry, false);
    if (!steps) steps = way(entry, true);
    if (!steps) return false;
    take(*steps, generation(entry));
  }
  merge(into);
  return true;
}

Closure::Generation Relaxation::generation(const NodePair& of) const {
  const int network = layout_->network_of[ix(of.first)];
  const int begin = layout_->networks[ix(network)].begin;
  return closures_[ix(network)].generation(of.first - begin, of.second - begin);
}

// The best bound on y(to) - y(from) that a whole passes, made of entries older than generation `before`.
Relaxation::Passed Relaxation::passed(Node from, Node to, Closure::Generation before) const {
  Passed best;
  const int a = layout_->place_of[ix(from)], b = layout_->place_of[ix(to)];
  const bool one_counter = layout_->counter_of[ix(from)] == layout_->counter_of[ix(to)];
  if (one_counter && a >= 0 && b >= 0 && (ordered(a, b) || ordered(b, a))) {
    for (int w : layout_->wholes) consider_whole(w, {from, to}, before, best);
  }
  for (int w : layout_->level_wholes) consider_level_whole(w, {from, to}, before, best);
  return best;
}

void Relaxation::consider_whole(int w, const NodePair& target, Closure::Generation before, Passed& best) const {
  const Whole& whole = model_->wholes[ix(w)];
  const int c = layout_->counter_of[ix(target.first)];
  const int a = layout_->place_of[ix(target.first)], b = layout_->place_of[ix(target.second)];
  const bool above = whole.whole == c;
  if (!above && std::ranges::find(whole.parts, c) == whole.parts.end()) return;
  // The stretch runs forwards where the part's most is asked, backwards where the whole's least is.
  const int first = above ? b : a, last = above ? a : b;
  if (!ordered(first, last)) return;
  const auto rise = [&](int counter) {
    return NodePair{layout_->at[ix(counter)][ix(last)], layout_->at[ix(counter)][ix(first)]};
  };
  std::vector<NodePair> parts;
  for (int part : whole.parts) {
    if (layout_->has(part)) parts.push_back(rise(part));
  }
  consider(target, rise(whole.whole), parts,
           {RowRef::Kind::whole, w, 0, layout_->places[ix(first)], layout_->places[ix(last)]}, before, best);
}

void Relaxation::consider_level_whole(int w, const NodePair& target, Closure::Generation before, Passed& best) const {
  const Whole& whole = model_->level_wholes[ix(w)];
  const int a = layout_->place_of[ix(target.first)], b = layout_->place_of[ix(target.second)];
  const int p = std::max(a, b);
  if (p < 0 || (a >= 0 && b >= 0 && a != b) || !binds_at(whole, p)) return;
  std::vector<NodePair> parts;
  for (int part : whole.parts) {
    const NodePair nodes = layout_->level_nodes(model_->levels[ix(part)], p);
    if (nodes.first >= 0) parts.push_back(nodes);
  }
  consider(target, layout_->level_nodes(model_->levels[ix(whole.whole)], p), parts,
           {RowRef::Kind::level_whole, w, 0, layout_->places[ix(p)], layout_->places[ix(p)]}, before, best);
}

// `target` is (from, to) as an entry; whole and parts are (high, low).
void Relaxation::consider(const NodePair& target, const NodePair& whole, const std::vector<NodePair>& parts,
                          const RowRef& ref, Closure::Generation before, Passed& best) const {
  if (whole.first < 0 || parts.empty()) return;
  Passed now{0, ref, {}};
  const auto take = [&](const NodePair& used) {
    const Count most = generation(used) < before ? entry(used.first, used.second) : Closure::kNone;
    now.most = Closure::finite(now.most) && Closure::finite(most) ? checked_add(now.most, most) : Closure::kNone;
    now.made_of.push_back(used);
  };
  if (target == whole) {
    for (const NodePair& part : parts) take(part);
  } else {
    bool found = false;
    take({whole.second, whole.first});
    for (const NodePair& part : parts) {
      if (target == NodePair{part.second, part.first}) {
        found = true;
      } else {
        take(part);
      }
    }
    if (!found) return;
  }
  if (now.most < best.most) best = std::move(now);
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
    for (std::size_t o = 0; o < order_->edges.size(); ++o) {
      if (order_->edges[o].before == p) reach(order_->edges[o].after, p, static_cast<int>(o));
    }
    for (int q = p + 1; p < layout_->fixed && q < layout_->fixed; ++q) reach(q, p, -1);
  }
  for (int p = to; came[ix(p)] >= 0; p = came[ix(p)]) {
    if (by[ix(p)] >= 0) into.rows.push_back({order_->edges[ix(by[ix(p)])].ref, 1});
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
  why.rows.push_back(
      {{RowRef::Kind::order, -1, RowRef::kTimeItself, layout_->places[ix(earlier)], layout_->places[ix(later)]}, 1});
  fail(std::move(why));
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

}  // namespace reltrack::worlds
