// Smallest hitting sets against all sets of elements tried in turn.
#include "reconcile/hitting.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <random>

#include "catch.hpp"

namespace reltrack {
namespace {

using Sets = std::vector<std::vector<int>>;

constexpr int kElements = 9;
constexpr std::size_t kMost = 1'000;

Sets random_sets(std::mt19937& dice) {
  Sets out(1 + dice() % 14);
  for (auto& set : out) {
    const std::size_t size = 1 + dice() % 4;
    while (set.size() < size) {
      const int e = 10 * static_cast<int>(dice() % kElements);
      if (std::ranges::find(set, e) == set.end()) set.push_back(e);
    }
  }
  return out;
}

std::vector<int> elements_of(std::uint32_t bits) {
  std::vector<int> out;
  for (int i = 0; i < kElements; ++i) {
    if ((bits >> i & 1U) != 0) out.push_back(10 * i);
  }
  return out;
}

bool hits(const std::vector<int>& chosen, const Sets& sets) {
  return std::ranges::all_of(sets, [&](const auto& set) {
    return std::ranges::any_of(set, [&](int e) { return std::ranges::binary_search(chosen, e); });
  });
}

Sets tried_in_turn(const Sets& sets) {
  Sets out;
  int fewest = kElements;
  for (std::uint32_t bits = 0; bits < 1U << kElements; ++bits) {
    const std::vector<int> chosen = elements_of(bits);
    if (std::popcount(bits) > fewest || !hits(chosen, sets)) continue;
    if (std::popcount(bits) < fewest) out.clear();
    fewest = std::popcount(bits);
    out.push_back(chosen);
  }
  std::ranges::sort(out);
  return out;
}

// One of each part, in every way.
Sets all_picks(const std::vector<HittingPart>& parts) {
  Sets out(1);
  for (const HittingPart& part : parts) {
    Sets longer;
    for (const auto& one : out) {
      for (const auto& more : part.smallest) {
        longer.push_back(one);
        longer.back().insert(longer.back().end(), more.begin(), more.end());
        std::ranges::sort(longer.back());
      }
    }
    out = std::move(longer);
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace

TEST_CASE("hitting sets: the smallest, part by part, and one of them") {
  std::mt19937 dice(1987);
  std::size_t in_parts = 0;
  for (int round = 0; round < 2'000; ++round) {
    const Sets sets = random_sets(dice);
    const Sets expected = tried_in_turn(sets);
    worlds::Effort effort{20'000};
    const auto parts = smallest_hitting_sets(sets, kMost, effort);
    if (all_picks(parts) != expected) FAIL("round " << round);
    if (parts.size() > 1) ++in_parts;
    const std::set<int> one = smallest_hitting_set(sets, effort);
    if (!std::ranges::binary_search(expected, std::vector<int>(one.begin(), one.end()))) FAIL("round " << round);
    CHECK_FALSE(effort.spent());
  }
  CHECK(in_parts > 200);
}

TEST_CASE("hitting sets: every minimal one is among those of any size") {
  std::mt19937 dice(1989);
  for (int round = 0; round < 500; ++round) {
    const Sets sets = random_sets(dice);
    const auto groups = minimal_hitting_sets(sets, kMost);
    REQUIRE(groups);
    std::vector<HittingPart> parts;
    for (const Sets& group : *groups) parts.push_back({{}, group});
    Sets expected;
    for (std::uint32_t bits = 0; bits < 1U << kElements; ++bits) {
      const std::vector<int> chosen = elements_of(bits);
      const bool minimal = std::ranges::none_of(chosen, [&](int e) {
        std::vector<int> fewer = chosen;
        std::erase(fewer, e);
        return hits(fewer, sets);
      });
      if (minimal && hits(chosen, sets)) expected.push_back(chosen);
    }
    std::ranges::sort(expected);
    if (all_picks(parts) != expected) FAIL("round " << round);
  }
}

// Every two of a hundred elements are a set: all but one must be taken, and that in a hundred ways.
TEST_CASE("hitting sets: a hundred elements, every two of them a set") {
  Sets sets;
  for (int a = 0; a < 100; ++a) {
    for (int b = a + 1; b < 100; ++b) sets.push_back({a, b});
  }
  worlds::Effort effort{20'000};
  const auto parts = smallest_hitting_sets(sets, kMost, effort);
  REQUIRE(parts.size() == 1);
  CHECK(parts.front().smallest.size() == 100);
  CHECK(parts.front().smallest.front().size() == 99);
  CHECK(parts.front().elements.size() == 100);
  CHECK_FALSE(effort.spent());
}

// Triples of sixty elements, at random: too much for a few steps, which are then spent, and no more.
TEST_CASE("hitting sets: a search that is cut ends, and says so") {
  std::mt19937 dice(7);
  Sets sets;
  for (int i = 0; i < 400; ++i) {
    const int first = static_cast<int>(dice() % 20);
    sets.push_back({first, first + 20, 40 + static_cast<int>(dice() % 20)});
    sets.push_back({first, 20 + static_cast<int>(dice() % 20), 40 + static_cast<int>(dice() % 20)});
  }
  worlds::Effort effort{20};
  smallest_hitting_sets(sets, kMost, effort);
  CHECK(effort.spent());
  CHECK(effort.used < 40);
}

}  // namespace reltrack
