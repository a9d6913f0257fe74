#include "worlds/witness.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "worlds/several_at_once.hpp"

namespace reltrack::worlds {

namespace {

// Sweeps over all wholes before an attempt is given up.
constexpr int kSweeps = 5;
// The same where shares are among them: what one asks of the other halves with each sweep, or faster.
constexpr int kSweepsOfShares = 12;

// Worlds remembered besides the first; twice as many before the earliest of them are forgotten.
constexpr std::size_t kRemembered = 100;

// Raises each number to what `top`, and the most it may be beyond the number, leave it at least.
RELTRACK_SEVERAL_AT_ONCE
void raise(Count* numbers, Count top, const Count* most, std::size_t size) {
  for (std::size_t v = 0; v < size; ++v) {
    const bool bounds = Closure::finite(most[v]);
    const Count least = top - (bounds ? most[v] : 0);
    numbers[v] = bounds && least > numbers[v] ? least : numbers[v];
  }
}

// Lowers each number to the most that it may be beyond `bottom`.
RELTRACK_SEVERAL_AT_ONCE
void lower(Count* numbers, Count bottom, const Count* most, std::size_t size) {
  for (std::size_t v = 0; v < size; ++v) {
    const Count greatest = bottom + most[v];
    numbers[v] = greatest < numbers[v] ? greatest : numbers[v];
  }
}

RELTRACK_SEVERAL_AT_ONCE
Count least_of(const Count* numbers, std::size_t size) {
  Count least = numbers[0];
  for (std::size_t v = 1; v < size; ++v) least = numbers[v] < least ? numbers[v] : least;
  return least;
}

}  // namespace

void Met::add(std::shared_ptr<const World> world) {
  if (worlds_.size() == 1 + 2 * kRemembered) {
    worlds_.erase(worlds_.begin() + 1, worlds_.begin() + 1 + kRemembered);
    forgotten_ += kRemembered;
  }
  worlds_.push_back(std::move(world));
}

std::span<const std::shared_ptr<const World>> Met::since(std::size_t& known) const {
  const std::size_t from = known == 0 ? 0 : std::max(known, forgotten_ + 1) - forgotten_;
  known = forgotten_ + worlds_.size();
  return std::span(worlds_).subspan(from);
}

Bending::Bending(const Relaxation& relaxation)
    : relaxation_(relaxation),
      groups_of_(relaxation.layout().networks.size()),
      most_to_(ix(relaxation.layout().nodes)),
      reach_(relaxation.layout().networks.size()) {
  add_groups();
  add_sums();
}

// Terms that are no half of a difference cannot be bent; whoever asked finds out that the row does not hold.
void Bending::add_sums() {
  const auto add = [&](const NodeRow& row) {
    Sum sum{{}, row.at_least};
    for (auto [node, times] : row.terms) {
      if (times <= 0) continue;
      for (auto [other, back] : row.terms) {
        if (back == -times && network(other) == network(node)) sum.pairs.push_back({{node, other}, times});
      }
    }
    if (2 * sum.pairs.size() == row.terms.size()) sums_.push_back(std::move(sum));
  };
  for (int r : relaxation_.loose_rows()) add(relaxation_.layout().rows[ix(r)]);
  for (const NodeRow& row : relaxation_.loose_assumed()) add(row);
}

void Bending::add_groups() {
  for (int w : relaxation_.layout().wholes) add_whole(relaxation_.model().wholes[ix(w)]);
  for (int w : relaxation_.layout().level_wholes) add_level_whole(relaxation_.model().level_wholes[ix(w)]);
}

void Bending::add_whole(const Whole& whole) {
  const Layout& layout = relaxation_.layout();
  Group group;
  for (auto [a, b] : relaxation_.stretches(whole.whole)) {
    const auto rise = [&, from = a, to = b](int counter) {
      return NodePair{layout.at[ix(counter)][ix(to)], layout.at[ix(counter)][ix(from)]};
    };
    const std::size_t begin = group.of_parts.size();
    for (int part : whole.parts) {
      if (layout.has(part)) group.of_parts.push_back(rise(part));
    }
    group.couplings.push_back({rise(whole.whole), begin, group.of_parts.size()});
  }
  add_group(std::move(group));
}

void Bending::add_level_whole(const Whole& whole) {
  const Layout& layout = relaxation_.layout();
  const auto& levels = relaxation_.model().levels;
  Group group;
  for (int p = 0; p < static_cast<int>(layout.places.size()); ++p) {
    const NodePair of_whole = layout.level_nodes(levels[ix(whole.whole)], p);
    if (of_whole.first < 0) continue;
    const std::size_t begin = group.of_parts.size();
    for (int part : whole.parts) {
      const NodePair nodes = layout.level_nodes(levels[ix(part)], p);
      if (nodes.first >= 0) group.of_parts.push_back(nodes);
    }
    if (group.of_parts.size() > begin) group.couplings.push_back({of_whole, begin, group.of_parts.size()});
  }
  add_group(std::move(group));
}

void Bending::add_group(Group group) {
  if (group.couplings.empty()) return;
  group.whole = network(group.couplings.front().whole.first);
  for (const NodePair& part : group.parts_of(group.couplings.front())) group.parts.push_back(network(part.first));
  groups_of_[ix(group.whole)].push_back(groups_.size());
  for (int part : group.parts) groups_of_[ix(part)].push_back(groups_.size());
  groups_.push_back(std::move(group));
}

int Bending::to_parts(const Group& group, const std::vector<int>& distance) {
  const auto of = [&](int part) { return distance[ix(part)]; };
  return of(*std::ranges::min_element(group.parts, {}, of));
}

const Bending::Reach& Bending::reach(int first) const {
  std::optional<Reach>& known = reach_[ix(first)];
  if (known) return *known;
  const std::size_t n = reach_.size();
  Reach& out = known.emplace();
  out.distance.assign(n, static_cast<int>(n));
  out.distance[ix(first)] = 0;
  std::vector<int> open{first};
  for (std::size_t at = 0; at < open.size(); ++at) {
    const int here = open[at], next = out.distance[ix(here)] + 1;
    const auto step = [&](int to) {
      if (next >= out.distance[ix(to)]) return;
      out.distance[ix(to)] = next;
      open.push_back(to);
    };
    for (const std::size_t g : groups_of_[ix(here)]) {
      step(groups_[g].whole);
      if (here == groups_[g].whole) std::ranges::for_each(groups_[g].parts, step);
    }
  }
  out.nearest_first.resize(groups_.size());
  std::iota(out.nearest_first.begin(), out.nearest_first.end(), std::size_t{0});
  std::ranges::stable_sort(out.nearest_first, {}, [&](std::size_t g) {
    return std::min(out.distance[ix(groups_[g].whole)], to_parts(groups_[g], out.distance));
  });
  return out;
}

// Rounding down keeps every difference.
void Bending::halve(const Relaxation& relaxation, int network, World& world) {
  const Network& net = relaxation.layout().networks[ix(network)];
  const Closure& closure = relaxation.closure(network);
  std::vector<Count> high(ix(net.size()), 0);
  for (int u = 0; u < net.size(); ++u) lower(high.data(), 0, closure.row(u), high.size());
  for (int v = 0; v < net.size(); ++v) {
    const Count low = std::max<Count>(0, -least_of(closure.row(v), high.size()));
    world[ix(net.begin + v)] = (high[ix(v)] + low) >> 1;
  }
}

std::optional<World> Bending::any() const {
  const Layout& layout = relaxation_.layout();
  World middle(ix(layout.nodes), 0);
  for (int n = 0; n < static_cast<int>(layout.networks.size()); ++n) halve(relaxation_, n, middle);
  // Populations within others mostly come after them, and to start from those finds most worlds.
  for (int first = static_cast<int>(layout.networks.size()) - 1; first >= 0; --first) {
    for (const bool raising : {true, false}) {
      World world = middle;
      if (fit(world, {first, false, raising})) return world;
    }
  }
  return std::nullopt;
}

std::optional<World> Bending::bent(const World& world, const Wish& wish, bool raising) const {
  World out = world;
  if (!ensure(out, wish, raising) || !fit(out, {network(wish.plus), true, raising})) return std::nullopt;
  return out;
}

// Of a closed network each node can be set in turn to whatever those set before leave it (Dechter, Meiri & Pearl 1991).
void Bending::keep_stretches(const Network& net, bool forward, const World& world, World& out) const {
  const Layout& layout = relaxation_.layout();
  const Closure& closure = relaxation_.closure(network(net.begin));
  for (int i = 0; i < net.size(); ++i) {
    const int v = forward ? i : net.size() - 1 - i;
    const Node node = net.begin + v, neighbour = forward ? node - 1 : node + 1;
    const bool follows = i > 0 && layout.counter_of[ix(node)] == layout.counter_of[ix(neighbour)];
    Count& y = out[ix(node)];
    if (follows) y = out[ix(neighbour)] + world[ix(node)] - world[ix(neighbour)];
    for (int j = 0; j < i; ++j) {
      const int u = forward ? j : net.size() - 1 - j;
      const Count there = out[ix(net.begin + u)], most = closure.at(u, v), back = closure.at(v, u);
      if (Closure::finite(most)) y = std::min(y, there + most);
      if (Closure::finite(back)) y = std::max(y, there - back);
    }
  }
}

bool Bending::near(const World& world, const std::function<bool(const World&)>& accepts) const {
  return std::ranges::any_of(std::array{true, false}, [&](bool forward) {
    const std::optional<World> found = near(world, forward);
    return found && accepts(*found);
  });
}

std::optional<World> Bending::near(const World& world, bool forward) const {
  const Layout& layout = relaxation_.layout();
  World out = world;
  for (const Network& net : layout.networks) keep_stretches(net, forward, world, out);
  for (int first = static_cast<int>(layout.networks.size()) - 1; first >= 0; --first) {
    World fitted = out;
    if (fit(fitted, {first, false, forward})) return fitted;
  }
  return std::nullopt;
}

std::optional<World> Bending::fitted(World numbering, int pinned, bool raising) const {
  if (!fit(numbering, {pinned, true, raising})) return std::nullopt;
  return numbering;
}

std::optional<World> Bending::cornered(const World& world, Node from, bool most, Count beyond, bool raising) const {
  const int n = network(from);
  const Network& net = relaxation_.layout().networks[ix(n)];
  const Closure& closure = relaxation_.closure(n);
  World out = world;
  Count* y = &out[ix(net.begin)];
  // `beyond` is an edge of its own to every node that no way leads to.
  const auto entry = [&](int u, int v) { return most ? closure.at(u, v) : closure.at(v, u); };
  std::vector<int> open;
  for (int v = 0; v < net.size(); ++v) {
    if (!Closure::finite(entry(from - net.begin, v))) open.push_back(v);
  }
  const Count start = y[from - net.begin];
  for (int v = 0; v < net.size(); ++v) {
    Count far = entry(from - net.begin, v);
    for (int u : open) far = std::min(far, beyond + entry(u, v));
    y[v] = most ? start + far : start - far;
  }
  if (!fit(out, {n, true, raising})) return std::nullopt;
  return out;
}

// A world made to show that nothing bounds a count may be too large for shares to be added up: then it is given up.
bool Bending::fit(World& world, const Manner& manner) const {
  try {
    return sweep(world, manner);
  } catch (const CountOverflow&) {
    return false;
  }
}

bool Bending::sweep(World& world, const Manner& manner) const {
  const int most = sums_.empty() ? kSweeps : kSweepsOfShares;
  for (int sweep = 0; sweep < most; ++sweep) {
    bool moved = false;
    for (const std::size_t g : reach(manner.first).nearest_first) {
      if (!sweep_over(world, groups_[g], manner, moved)) return false;
    }
    for (const Sum& sum : sums_) moved = !fit(world, sum, manner) || moved;
    if (!moved) return true;
  }
  return false;
}

// Networks nearer to the first give way only where those farther away cannot. The whole going up, or the parts going
// down, makes up for what a stretch lacks at its later end, and then the stretch after it may lack as much; else it is
// its earlier end, and the stretch before it. So that one comes next.
bool Bending::sweep_over(World& world, const Group& group, const Manner& manner, bool& moved) const {
  const std::vector<int>& distance = reach(manner.first).distance;
  const bool whole_first = distance[ix(group.whole)] > to_parts(group, distance);
  const auto sooner = whole_first ? &Bending::raise_whole : &Bending::lower_parts;
  const auto later = whole_first ? &Bending::lower_parts : &Bending::raise_whole;
  const std::size_t n = group.couplings.size();
  for (std::size_t i = 0; i < n; ++i) {
    const Coupling& coupling = group.couplings[manner.raising == whole_first ? i : n - 1 - i];
    if (missing(world, group, coupling) <= 0) continue;
    moved = true;
    if (!(this->*sooner)(world, group, coupling, manner) && !(this->*later)(world, group, coupling, manner))
      return false;
  }
  return true;
}

bool Bending::raise_whole(World& world, const Group& group, const Coupling& coupling, const Manner& manner) const {
  Count sum = 0;
  for (const NodePair& part : group.parts_of(coupling)) sum = checked_add(sum, count(world, part));
  return movable(group.whole, manner) &&
         ensure(world, {coupling.whole.first, coupling.whole.second, sum}, manner.raising);
}

bool Bending::lower_parts(World& world, const Group& group, const Coupling& coupling, const Manner& manner) const {
  for (const auto& [high, low] : group.parts_of(coupling)) {
    const Count more = missing(world, group, coupling);
    if (more <= 0) return true;
    const int n = network(high);
    if (!movable(n, manner)) continue;
    const int begin = relaxation_.layout().networks[ix(n)].begin;
    const Count most = relaxation_.closure(n).at(high - begin, low - begin);
    const Count wanted = more - count(world, {high, low});
    ensure(world, {low, high, Closure::finite(most) ? std::min(wanted, most) : wanted}, manner.raising);
  }
  return missing(world, group, coupling) <= 0;
}

// Returns whether it held already; else moves each difference as far as it can and need.
bool Bending::fit(World& world, const Sum& sum, const Manner& manner) const {
  const auto missing = [&] {
    Count out = sum.at_least;
    for (const auto& [pair, times] : sum.pairs) out = checked_sub(out, checked_mul(times, count(world, pair)));
    return out;
  };
  if (missing() <= 0) return true;
  for (const auto& [pair, times] : sum.pairs) {
    const Count more = missing() <= 0 ? 0 : (missing() - 1) / times + 1;
    const int n = network(pair.first), begin = relaxation_.layout().networks[ix(n)].begin;
    if (more == 0 || !movable(n, manner)) continue;
    const Count most = relaxation_.closure(n).at(pair.second - begin, pair.first - begin);
    const Count wanted = count(world, pair) + more;
    ensure(world, {pair.first, pair.second, Closure::finite(most) ? std::min(wanted, most) : wanted}, manner.raising);
  }
  return false;
}

// Returns whether the wish is within the network's bounds; then it holds.
bool Bending::ensure(World& world, const Wish& wish, bool raising) const {
  if (world[ix(wish.plus)] - world[ix(wish.minus)] >= wish.at_least) return true;
  const int n = network(wish.plus);
  const Network& net = relaxation_.layout().networks[ix(n)];
  const Closure& closure = relaxation_.closure(n);
  const int plus = wish.plus - net.begin, minus = wish.minus - net.begin;
  if (closure.at(minus, plus) < wish.at_least) return false;
  Count* y = &world[ix(net.begin)];
  if (raising) {
    raise(y, y[minus] + wish.at_least, most_to(wish.plus).data(), ix(net.size()));
  } else {
    lower(y, y[plus] - wish.at_least, closure.row(minus), ix(net.size()));
  }
  return true;
}

// Of a large network the entries of one column lie far apart, and to read them again and again is most of the work.
const std::vector<Count>& Bending::most_to(Node node) const {
  std::vector<Count>& most = most_to_[ix(node)];
  if (!most.empty()) return most;
  const int n = network(node), begin = relaxation_.layout().networks[ix(n)].begin;
  const Closure& closure = relaxation_.closure(n);
  most.resize(ix(closure.size()));
  for (int v = 0; v < closure.size(); ++v) most[ix(v)] = closure.at(v, node - begin);
  return most;
}

}  // namespace reltrack::worlds
