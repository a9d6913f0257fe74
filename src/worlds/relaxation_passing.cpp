// How networks that meet in a whole exchange bounds, stretch by stretch.
#include <algorithm>
#include <utility>

#include "worlds/relaxation.hpp"
#include "worlds/several_at_once.hpp"

namespace reltrack::worlds {

namespace {

// Whether some number is less than the other in its place.
RELTRACK_SEVERAL_AT_ONCE
bool any_less(const Count* a, const Count* b, std::size_t size) {
  Count any = 0;
  for (std::size_t v = 0; v < size; ++v) any |= a[v] < b[v] ? 1 : 0;
  return any != 0;
}

}  // namespace

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
    for (int j = 0; j < before; ++j) {
      if (p[j] < w[j]) pass_to_whole(alone, i, j);
    }
  }
  if (i < in_order && any_less(w + i, p + i, ix(in_order - i))) {
    for (int j = i + 1; j < in_order; ++j) {
      if (w[j] < p[j]) pass_to_part(alone, i, j);
    }
  }
  for (int j = in_order; j < static_cast<int>(alone.places.size()); ++j) {
    if (p[j] < w[j] && i != j && passes(j, i)) pass_to_whole(alone, i, j);
    if (w[j] < p[j] && i != j && passes(i, j)) pass_to_part(alone, i, j);
  }
}

// Requires: place j is not after place i, and the part has less.
void Relaxation::pass_to_whole(const Alone& alone, int i, int j) {
  const Count* p = alone.of_part(i);
  const Count most = p[j];
  if (!Closure::finite(most)) return;
  const bool in_two =
      j + 1 < i && i < alone.fixed && Closure::finite(p[j + 1]) && p[j + 1] + alone.of_part(j + 1)[j] == most;
  if (!in_two) alone.whole.put(alone.at_w + i, alone.at_w + j, most);
}

// Requires: place i is not after place j, and the whole has less. What a longer stretch has at most follows for a
// shorter one, by the part's own bounds.
void Relaxation::pass_to_part(const Alone& alone, int i, int j) {
  const Count* w = alone.of_whole(i);
  const Count* p = alone.of_part(i);
  const Count most = w[j];
  if (!Closure::finite(most)) return;
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

}  // namespace reltrack::worlds
