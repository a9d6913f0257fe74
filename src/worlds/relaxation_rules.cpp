// What the rules say of a relaxation, in the order of places that is decided so far.
#include <algorithm>
#include <iterator>

#include "worlds/relaxation.hpp"

namespace reltrack::worlds {

const std::vector<std::pair<int, int>>& Relaxation::stretches(int counter) const {
  auto& known = order_->following->stretches[ix(counter)];
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

const std::vector<NodeRow>& Relaxation::rule_rows() const {
  if (!order_->following->rules) order_->following->rules = find_rule_rows();
  return *order_->following->rules;
}

const std::vector<NodeRow>& Relaxation::level_rows() const {
  if (!order_->following->level_rules) order_->following->level_rules = find_level_rows();
  return *order_->following->level_rules;
}

std::vector<NodeRow> Relaxation::find_rule_rows() const {
  std::vector<NodeRow> out;
  out.reserve(ix(layout_->nodes));  // about one a node
  for (int c : layout_->counters) {
    const bool rising = model_->counters[ix(c)].kind == Counter::Kind::rising;
    for (auto [a, b] : rising ? stretches(c) : one_moments(c)) {
      take({RowRef::Kind::never_falls, c, 0, {}, {}}, a, b, out);
    }
  }
  for (int w : layout_->wholes) {
    for (auto [a, b] : stretches(model_->wholes[ix(w)].whole)) {
      take({RowRef::Kind::whole, w, 0, {}, {}}, a, b, out);
    }
  }
  std::ranges::copy(level_rows(), std::back_inserter(out));
  return out;
}

std::vector<NodeRow> Relaxation::find_level_rows() const {
  std::vector<NodeRow> out;
  for (int p = 0; p < static_cast<int>(layout_->places.size()); ++p) {
    for (int l : layout_->levels) {
      if (model_->levels[ix(l)].never_negative && has_level(l, p)) {
        take({RowRef::Kind::never_negative, l, 0, {}, {}}, p, p, out);
      }
    }
    for (int w : layout_->level_wholes) {
      if (binds_at(model_->level_wholes[ix(w)], p)) {
        take({RowRef::Kind::level_whole, w, 0, {}, {}}, p, p, out);
      }
    }
  }
  return out;
}

// The rule between two places (by index), or at one.
void Relaxation::take(RowRef ref, int from, int to, std::vector<NodeRow>& into) const {
  ref.from = layout_->places[ix(from)];
  ref.to = layout_->places[ix(to)];
  NodeRow row = layout_->row_of(*model_, ref, from, to);
  if (!row.terms.empty()) into.push_back(std::move(row));
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
