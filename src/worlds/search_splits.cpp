// What a relaxed world leaves to decide: the reading that no option satisfies, two moments whose order matters, a count
// that came out a fraction. Whatever is found is split into cases that leave no other.
#include <algorithm>
#include <tuple>

#include "worlds/rational.hpp"
#include "worlds/search_state.hpp"

namespace reltrack::worlds {

std::vector<int> System::order_of(const World& world, int counter) const {
  const std::vector<int>& places = layout_.places_of[ix(counter)];
  if (places.empty() || places.back() < layout_.fixed) return places;
  std::vector<int> klass;
  for (int other : layout_.counters) {
    if (layout_.places_of[ix(other)] == places) klass.push_back(other);
  }
  std::vector<int> out;
  for (auto [a, b] : neighbours(*root_, world, klass)) {
    if (out.empty()) out.push_back(a);
    out.push_back(b);
  }
  return out;
}

std::vector<Split> System::undecided(const State& state, const World& world) const {
  std::vector<Split> branch = unread(state, world);
  return branch.empty() ? misplaced(state, world) : branch;
}

// `position`: of a bundle of the layout.
bool System::holds(const Relaxation& relaxation, int position, const World& world) const {
  for (auto [before, after] : layout_.orders[ix(position)]) {
    if (!relaxation.ordered(before, after)) return false;
  }
  for (int r = layout_.row_begin[ix(position)]; r < layout_.row_begin[ix(position) + 1]; ++r) {
    const NodeRow& row = layout_.rows[ix(r)];
    if (value_at(row.terms, world) < row.at_least) return false;
  }
  return true;
}

// The options of a choice none of which this world satisfies.
std::vector<Split> System::unread(const State& state, const World& world) const {
  const std::vector<Split> picks = read(state, world, {});
  const auto none = std::ranges::find(picks, -1, &Split::option);
  return none == picks.end() ? std::vector<Split>() : options_of(none->choice);
}

bool System::reads(const World& world, std::span<const Split> given) const { return reads(*root_, world, given); }

// As far as 64 bits tell, as in is_world().
bool System::reads(const State& state, const World& world, std::span<const Split> given) const {
  try {
    return std::ranges::none_of(read(state, world, given), [](const Split& pick) { return pick.option < 0; });
  } catch (const CountOverflow&) {
    return false;
  }
}

std::vector<Split> System::picks_in(const World& world) const {
  std::vector<Split> out = read(*root_, world, {});
  for (int c : layout_.choices) {
    if (const int option = root_->relaxation.option(c); option >= 0) out.push_back(options_of(c)[ix(option)]);
  }
  return out;
}

// For each open choice the first option that this world satisfies, with these made; -1 where it satisfies none.
std::vector<Split> System::read(const State& state, const World& world, std::span<const Split> given) const {
  const Relaxation& relaxation = state.relaxation;
  std::vector<int> picked(model_.choices.size(), -1);
  for (int c : layout_.choices) picked[ix(c)] = relaxation.option(c);
  for (const Split& made : given) picked[ix(made.choice)] = made.option;
  const auto open = std::ranges::count_if(layout_.choices, [&](int c) { return picked[ix(c)] < 0; });
  if (open == 0 && given.empty()) return {};
  const auto fits = [&](int c) {
    return std::ranges::all_of(layout_.depending[ix(c)], [&](int b) {
      const auto& when = model_.bundles[ix(layout_.bundles[ix(b)])].when;
      const bool on = relaxation.has_bundle(b) &&
                      std::ranges::all_of(when, [&](auto w) { return picked[ix(w.first)] == w.second; });
      return !on || holds(relaxation, b, world);
    });
  };
  std::vector<Split> out;
  out.reserve(given.size() + static_cast<std::size_t>(open));
  out.assign(given.begin(), given.end());
  for (Split& made : out) {
    if (!fits(made.choice)) made.option = -1;
  }
  // Taken one after the other, the first option that fits: sound, and complete since the split follows otherwise.
  for (int c : layout_.choices) {
    if (picked[ix(c)] >= 0) continue;
    const int options = model_.choices[ix(c)].options;
    for (picked[ix(c)] = 0; picked[ix(c)] < options && !fits(c);) ++picked[ix(c)];
    if (picked[ix(c)] == options) picked[ix(c)] = -1;
    Split pick;
    pick.choice = c;
    pick.option = picked[ix(c)];
    out.push_back(pick);
  }
  return out;
}

// Two places of this world whose order is open and, as the counts have it, cannot be left so.
std::vector<Split> System::misplaced(const State& state, const World& world) const {
  if (layout_.fixed == static_cast<int>(layout_.places.size())) return {};
  std::vector<const std::vector<int>*> seen;
  for (int c : layout_.counters) {
    // Counters of one class share their places: the class's total tells the only order there can be.
    const std::vector<int>& places = layout_.places_of[ix(c)];
    if (places.empty() || places.back() < layout_.fixed) continue;
    if (std::ranges::any_of(seen, [&](const auto* other) { return *other == places; })) continue;
    seen.push_back(&places);
    std::vector<int> klass;
    for (int other : layout_.counters) {
      if (layout_.places_of[ix(other)] == places) klass.push_back(other);
    }
    for (auto [a, b] : neighbours(state, world, klass)) {
      if (state.relaxation.ordered(a, b) || state.relaxation.ordered(b, a) || in_order(world, klass, a, b)) continue;
      return either_order(a, b);
    }
  }
  return {};
}

// Pairs of places that have to be in order for the class to be: neighbours by its total, where counts never fall; all
// pairs otherwise.
std::vector<std::pair<int, int>> System::neighbours(const State& state, const World& world,
                                                    const std::vector<int>& klass) const {
  const std::vector<int>& places = layout_.places_of[ix(klass.front())];
  std::vector<std::pair<int, int>> out;
  const bool rising =
      std::ranges::all_of(klass, [&](int k) { return model_.counters[ix(k)].kind == Counter::Kind::rising; });
  if (!rising) {
    for (int a : places) {
      for (int b : places) {
        if (a < b) out.emplace_back(a, b);
      }
    }
    return out;
  }
  const auto key = [&](int p) {
    Count sum = 0;
    for (int k : klass) sum = checked_add(sum, world[ix(layout_.at[ix(k)][ix(p)])]);
    return std::tuple(sum, state.relaxation.rank(p), p);
  };
  std::vector<std::tuple<Count, int, int>> keys;
  keys.reserve(places.size());
  for (int p : places) keys.push_back(key(p));
  std::ranges::sort(keys);
  out.reserve(keys.size());
  for (std::size_t i = 1; i < keys.size(); ++i) out.emplace_back(std::get<2>(keys[i - 1]), std::get<2>(keys[i]));
  return out;
}

// Whether the rules hold of this world in the stretch from a to b.
bool System::in_order(const World& world, const std::vector<int>& klass, int a, int b) const {
  for (int k : klass) {
    const bool rising = model_.counters[ix(k)].kind == Counter::Kind::rising;
    if (!rising || world[ix(layout_.at[ix(k)][ix(a)])] > world[ix(layout_.at[ix(k)][ix(b)])]) return false;
  }
  return std::ranges::all_of(layout_.wholes, [&](int w) {
    const int whole = model_.wholes[ix(w)].whole;
    if (std::ranges::find(klass, whole) == klass.end()) return true;
    const NodeRow row =
        layout_.row_of(model_, {RowRef::Kind::whole, w, 0, layout_.places[ix(a)], layout_.places[ix(b)]});
    return value_at(row.terms, world) >= 0;
  });
}

// Whether the state leaves open what the split decides: a choice, or an order.
bool System::is_open(const State& state, const Split& split) const {
  if (split.kind == Split::Kind::choice) return state.relaxation.option(split.choice) < 0;
  if (split.kind != Split::Kind::order) return false;
  const int a = layout_.index(split.from), b = layout_.index(split.to);
  return !state.relaxation.ordered(a, b) && !state.relaxation.ordered(b, a);
}

std::vector<Split> System::any_open(const State& state) const {
  for (int c : layout_.choices) {
    if (state.relaxation.option(c) >= 0) continue;
    return options_of(c);
  }
  const int n = static_cast<int>(layout_.places.size());
  for (int m = layout_.fixed; m < n; ++m) {
    for (int p = 0; p < m; ++p) {
      if (state.relaxation.ordered(m, p) || state.relaxation.ordered(p, m)) continue;
      return either_order(m, p);
    }
  }
  return {};
}

std::vector<Split> System::options_of(int choice) const {
  std::vector<Split> out(ix(model_.choices[ix(choice)].options));
  for (std::size_t o = 0; o < out.size(); ++o) {
    out[o].choice = choice;
    out[o].option = static_cast<int>(o);
  }
  return out;
}

std::vector<Split> System::either_order(int a, int b) const {
  const Place x = layout_.places[ix(a)], y = layout_.places[ix(b)];
  return {Split::in_order(x, y), Split::in_order(y, x)};
}

// The whole numbers below a fraction, and those above. `of_level`: of the level of that number, at one place.
std::vector<Split> System::around(int counter, int from, int to, const Rational& count, bool of_level) const {
  Split low;
  low.kind = Split::Kind::at_most;
  low.counter = counter;
  low.of_level = of_level;
  low.from = layout_.places[ix(from)];
  low.to = layout_.places[ix(to)];
  low.bound = count.floor();
  Split high = low;
  high.kind = Split::Kind::at_least;
  high.bound = count.floor() + 1;
  return {low, high};
}

// The count asked about, where it is one and came out a fraction.
std::vector<Split> System::around(const State& state, Difference d, const Rational& count) const {
  const int c = layout_.counter_of[ix(d.plus)];
  const int to = layout_.place_of[ix(d.plus)], from = layout_.place_of[ix(d.minus)];
  if (count.whole() || layout_.counter_of[ix(d.minus)] != c || from < 0 || to < 0) return {};
  if (state.relaxation.ordered(from, to)) return around(c, from, to, count);
  return state.relaxation.ordered(to, from) ? around(c, to, from, -count) : std::vector<Split>();
}

// A count that came out a fraction: at most the whole number below, or at least the one above. The counts that shares
// compare come first: once they are whole, networks nearly always come out whole by themselves.
std::vector<Split> System::fractional(const State& state, const std::vector<Rational>& nodes) const {
  for (const NodeRow* row : state.relaxation.rows()) {
    for (auto [end, times] : row->terms) {
      if (times == 1 || times == -1) continue;
      std::vector<Split> found = fractional_count(state, *row, end, nodes);
      if (!found.empty()) return found;
    }
  }
  if (std::vector<Split> found = fractional_level(nodes); !found.empty()) return found;
  for (int c : layout_.counters) {
    for (auto [a, b] : state.relaxation.stretches(c)) {
      const Rational count = nodes[ix(layout_.at[ix(c)][ix(b)])] - nodes[ix(layout_.at[ix(c)][ix(a)])];
      if (!count.whole()) return around(c, a, b, count);
    }
  }
  return any_open(state);
}

// A level at some place, if one is a fraction.
std::vector<Split> System::fractional_level(const std::vector<Rational>& nodes) const {
  const auto level_at = [&](const Level& level, int place) {
    Rational sum;
    for (auto [counter, sign] : level.of) {
      const Node node = layout_.node(counter, layout_.places[ix(place)]);
      if (node >= 0) sum = sum + Rational(sign) * nodes[ix(node)];
    }
    return sum;
  };
  for (int l : layout_.levels) {
    for (int p = 0; p < static_cast<int>(layout_.places.size()); ++p) {
      if (!layout_.has_level(model_.levels[ix(l)], p)) continue;
      const Rational level = level_at(model_.levels[ix(l)], p);
      if (!level.whole()) return around(l, p, p, level, true);
    }
  }
  return {};
}

// A count between this node of the row and another of its nodes, if one is a fraction. (Where a part starts with its
// base, the row has one term for both starts.)
std::vector<Split> System::fractional_count(const State& state, const NodeRow& row, Node node,
                                            const std::vector<Rational>& nodes) const {
  const int c = layout_.counter_of[ix(node)], to = layout_.place_of[ix(node)];
  for (auto [other, times] : row.terms) {
    const int from = layout_.place_of[ix(other)];
    if (layout_.counter_of[ix(other)] != c || from < 0 || to < 0 || !state.relaxation.ordered(from, to)) continue;
    const Rational count = nodes[ix(node)] - nodes[ix(other)];
    if (!count.whole()) return around(c, from, to, count);
  }
  return {};
}

}  // namespace reltrack::worlds
