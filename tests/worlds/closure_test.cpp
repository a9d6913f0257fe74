// Closing against plain Floyd and Warshall, at sizes around its blocks; and a network so large that its edges are
// looked through first.
#include "worlds/closure.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include "catch.hpp"
#include "proof_check.hpp"
#include "worlds/frame.hpp"

namespace {

using namespace reltrack::worlds;
using reltrack::Count;
using Table = std::vector<std::vector<Count>>;

struct Arc {
  int u, v;
  Count w;
};

// Arcs that these numbers satisfy; with `off` below zero, many that they do not. Of `tied` nodes each is a known number
// from some node before it.
std::vector<Arc> arcs(int n, int tied, Count off, std::mt19937& dice) {
  const auto below = [&](int most) { return static_cast<int>(dice() % static_cast<unsigned>(most)); };
  std::vector<Count> y;
  for (int v = 0; v < n; ++v) y.push_back(below(1000));
  std::vector<Arc> out;
  for (int i = 0; i < 40 * n; ++i) {
    const int u = below(n), v = below(n);
    if (u == v) continue;
    out.push_back({u, v, y[ix(v)] - y[ix(u)] + below(50) + off});
  }
  for (int v = 1; v <= tied; ++v) {
    const int u = below(v);
    out.push_back({u, v, y[ix(v)] - y[ix(u)]});
    out.push_back({v, u, y[ix(u)] - y[ix(v)]});
  }
  return out;
}

// Absent where some cycle is negative.
std::optional<Table> plainly_closed(int n, const std::vector<Arc>& of) {
  Table d(ix(n), std::vector<Count>(ix(n), Closure::kNone));
  for (int v = 0; v < n; ++v) d[ix(v)][ix(v)] = 0;
  for (const Arc& a : of) d[ix(a.u)][ix(a.v)] = std::min(d[ix(a.u)][ix(a.v)], a.w);
  for (std::size_t k = 0; k < ix(n); ++k) {
    for (std::size_t u = 0; u < ix(n); ++u) {
      for (std::size_t v = 0; v < ix(n); ++v) {
        if (Closure::finite(d[u][k]) && Closure::finite(d[k][v])) d[u][v] = std::min(d[u][v], d[u][k] + d[k][v]);
      }
      if (d[u][u] < 0) return std::nullopt;  // entries would fall without end
    }
  }
  return d;
}

bool same(const Closure& closure, const Table& table) {
  const int n = closure.size();
  for (int u = 0; u < n; ++u) {
    for (int v = 0; v < n; ++v) {
      const Count known = closure.at(u, v), right = table[ix(u)][ix(v)];
      if (Closure::finite(known) != Closure::finite(right) || (Closure::finite(right) && known != right)) return false;
    }
  }
  return true;
}

// Whether each entry, and each row, is known to have changed when it last did: in the first closing or the second.
bool marked(const Closure& closure, const Table& first, const Table& second) {
  const int n = closure.size();
  for (int u = 0; u < n; ++u) {
    Closure::Generation last = 0;
    for (int v = 0; v < n; ++v) {
      const Count before = first[ix(u)][ix(v)], now = second[ix(u)][ix(v)];
      const bool in_first = u != v && Closure::finite(before), in_second = now < before;
      const Closure::Generation right = in_second ? 2 : in_first ? 1 : 0;
      if (closure.generation(u, v) != right) return false;
      last = std::max(last, right);
    }
    if (closure.last(u) != last) return false;
  }
  return true;
}

constexpr int kDays = 150;

// What was counted each day (one) and up to each tenth day; the last of those is `off` the mark.
Model year_of_days(Count off) {
  Model model;
  model.counters.resize(1);
  const auto add = [&](int from, int to, Count count) {
    const int member = model.members++;
    const std::vector<Term> terms{{0, {to, -1}, 1}, {0, {from, -1}, -1}};
    const std::vector<Term> less{{0, {to, -1}, -1}, {0, {from, -1}, 1}};
    model.bundles_of.push_back({member});
    model.bundles.push_back({{member}, {}, {{terms, count, -1, -1}, {less, -count, -1, -1}}, {}});
  };
  for (int day = 0; day < kDays; ++day) add(day, day + 1, 1);
  for (int day = 10; day < kDays; day += 10) add(0, day, day);
  add(0, kDays, kDays + off);
  return model;
}

}  // namespace

TEST_CASE("closing finds all shortest ways, whatever the size of its blocks") {
  std::mt19937 dice(7);
  for (const int n : {2, 31, 32, 33, 64, 65, 100, 120}) {
    for (const int tied : {0, n / 2, n - 1}) {
      for (const Count off : {Count{0}, Count{-20}, Count{-60}}) {
        std::vector<Arc> of = arcs(n, tied, off, dice);
        std::shuffle(of.begin(), of.end(), dice);
        const std::optional<Table> right = plainly_closed(n, of);
        INFO(n << " nodes, " << tied << " tied, " << off << " off");
        for (const std::size_t first : {std::size_t{0}, of.size() / 2}) {  // closed before with so many
          const std::vector<Arc> of_first(of.begin(), of.begin() + static_cast<std::ptrdiff_t>(first));
          const std::optional<Table> before = plainly_closed(n, of_first);
          Closure closure(n);
          for (const Arc& a : of_first) closure.put(a.u, a.v, a.w);
          bool sound = closure.close(1);
          CHECK(sound == before.has_value());
          for (std::size_t i = first; i < of.size() && sound; ++i) closure.put(of[i].u, of[i].v, of[i].w);
          sound = sound && closure.close(2);
          CHECK(sound == right.has_value());
          if (right) CHECK(same(closure, *right));
          if (right) CHECK(marked(closure, *before, *right));
        }
        if (off == -60 && n > 2) CHECK_FALSE(right.has_value());
      }
    }
  }
}

TEST_CASE("nodes that are a known number apart are one group, and contradict another number") {
  RigidGroups groups(5);
  CHECK(groups.tie(3, 1, -4));
  CHECK(groups.tie(3, 4, 2));
  CHECK(groups.tie(1, 4, 6));
  CHECK(!groups.tie(4, 1, -5));
  CHECK(groups.first_of(4) == 1);
  CHECK(groups.first_of(2) == 2);
  groups.number();
  REQUIRE(groups.size() == 3);
  CHECK(groups.of(0) == 0);
  CHECK(groups.of(1) == 1);
  CHECK(groups.of(2) == 2);
  CHECK(groups.of(3) == 1);
  CHECK(groups.first(1) == 1);
  CHECK(groups.ahead(1) == 0);
  CHECK(groups.ahead(3) == 4);
  CHECK(groups.ahead(4) == 6);
}

TEST_CASE("a large network of series that contradict each other has no world, whatever ties its nodes") {
  constexpr int kNodes = 130;
  const auto three_a_day = [] {
    Closure out(kNodes);
    for (int v = 1; v < kNodes; ++v) {
      out.put(v - 1, v, 3);
      out.put(v, v - 1, -3);
    }
    return out;
  };
  Closure closed_before = three_a_day();
  REQUIRE(closed_before.close(1));
  CHECK(closed_before.at(7, 107) == 300);
  CHECK(closed_before.at(107, 7) == -300);
  CHECK(closed_before.put(0, 100, 299));
  CHECK(!closed_before.close(2));
  CHECK(closed_before.at(0, 100) == 300);
  Closure at_once = three_a_day();
  at_once.put(0, 100, 299);
  CHECK(!at_once.close(1));
  CHECK(!Closure::finite(at_once.at(0, 1)));
}

TEST_CASE("a network that was never closed bounds nothing, and keeps nothing of what contradicts itself") {
  Closure closure(2);
  CHECK(same(closure, {{0, Closure::kNone}, {Closure::kNone, 0}}));
  CHECK(!closure.closed());
  CHECK(closure.put(0, 1, 3));
  CHECK(closure.put(1, 0, -4));
  CHECK(!closure.close(1));
  CHECK(same(closure, {{0, Closure::kNone}, {Closure::kNone, 0}}));
  CHECK(closure.close(2));
  CHECK(closure.closed());
  CHECK(closure.last() == 0);
}

TEST_CASE("a network that is fixed has one number a node") {
  Closure closure(3);
  closure.put(0, 1, 7);
  closure.put(1, 2, 4);
  REQUIRE(closure.close(1));
  const std::vector<Count> numbers{0, 5, 9};
  closure.fix(numbers.data(), 2);
  CHECK(same(closure, {{0, 5, 9}, {-5, 0, 4}, {-9, -4, 0}}));
  CHECK(closure.generation(0, 1) == 2);
  CHECK(closure.generation(1, 2) == 1);  // as it was
  CHECK(closure.last() == 2);
}

TEST_CASE("what edges alone refute in a large network is refuted with a proof") {
  Effort effort{1000, 0};
  for (const Count off : {Count{0}, Count{3}, Count{-3}}) {
    const Model model = year_of_days(off);
    const std::vector<bool> all(static_cast<std::size_t>(model.members), true);
    System system(model, all, {}, effort);
    INFO(off);
    CHECK((system.possible() == Answer::yes) == (off == 0));
    if (off != 0) CHECK(check_refutation(model, all, {}, system.refutation()) == std::nullopt);
  }
}
