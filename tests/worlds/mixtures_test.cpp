// Repairs of several problems, each picked from as many: what is said of all ways to pick, by worlds that are mixed, is
// tried here one way after the other.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <numeric>
#include <random>
#include <set>

#include "catch.hpp"
#include "corners.hpp"
#include "reconcile/conflicts.hpp"

namespace reltrack::judge {
namespace {

std::string from_to(int first, int last) {
  const auto day = [](int d) { return "2026-01-" + std::string(d < 10 ? "0" : "") + std::to_string(d); };
  return day(first) + "/" + day(last) + "T24:00";
}

// On some days two figures clash; others, of longer stretches, let them be picked at will, or just not.
std::string some_clashes(std::mt19937& dice) {
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(dice() % static_cast<unsigned>(high - low + 1));
  };
  const int days = between(3, 5);
  std::vector<std::string> claims;
  for (int d = 1; d <= days; ++d) {
    const std::string few = std::to_string(between(2, 4)), many = std::to_string(between(5, 9));
    claims.push_back(said("few-" + std::to_string(d), "all", from_to(d, d), few));
    claims.push_back(said("many-" + std::to_string(d), dice() % 3 == 0 ? "part" : "all", from_to(d, d), many));
  }
  for (int n = between(0, 3); n > 0; --n) {
    const int first = between(1, days), last = between(first, days), length = last - first + 1;
    const std::string figure =
        dice() % 2 == 0 ? "<=" + std::to_string(between(4, 9) * length) : ">=" + std::to_string(between(2, 6) * length);
    const char* populations[] = {"all", "part", "inner"};
    claims.push_back(said("more-" + std::to_string(n), populations[dice() % 3], from_to(first, last), figure));
  }
  return ledger(claims);
}

// Goes on to the next way of picking a repair of each part; false after the last.
bool next(std::vector<std::size_t>& picked, const std::vector<Scope::Part>& parts) {
  for (std::size_t p = 0; p < parts.size(); ++p) {
    if (++picked[p] < parts[p].repairs.size()) return true;
    picked[p] = 0;
  }
  return false;
}

// The ledger's claims in the account of their side.
struct Account {
  explicit Account(const Ledger& ledger)
      : selection(select(ledger, {}, unknown)),
        encoding(encode(ledger, selection, Bindingness::account, {})),
        claims(ledger.claims.size()) {
    std::iota(claims.begin(), claims.end(), Index{0});
  }
  std::vector<std::string> unknown;
  Selection selection;
  Encoding encoding;
  std::vector<Index> claims;
};

using Set = std::uint32_t;  // of claims, by bit

Set set_of(const std::vector<Index>& claims) {
  return std::accumulate(claims.begin(), claims.end(), Set{0}, [](Set s, Index c) { return s | Set{1} << c; });
}

}  // namespace

TEST_CASE("whatever repair is picked of each problem leaves no conflict") {
  int many = 0, ways = 0;
  for (unsigned seed = 1; seed <= 150; ++seed) {
    std::mt19937 dice(seed);
    const Told told(some_clashes(dice));
    const Account account(told.ledger);
    const std::vector<Index>& claims = account.claims;
    const Encoding& encoding = account.encoding;
    worlds::Effort effort{20'000, 0};
    Scope scope(encoding, claims, {}, effort);
    std::vector<int> units(claims.begin(), claims.end());
    REQUIRE(scope.find_repairs(units));
    std::vector<std::size_t> picked(scope.parts().size(), 0);
    int here = 0;
    do {
      std::vector<Index> rest;
      std::ranges::copy_if(claims, std::back_inserter(rest), [&](Index c) {
        for (std::size_t p = 0; p < picked.size(); ++p) {
          if (std::ranges::count(scope.parts()[p].repairs[picked[p]], c) > 0) return false;
        }
        return true;
      });
      INFO("seed " << seed);
      CHECK(Scope(encoding, rest, {}, effort).consistent(rest) == worlds::Answer::yes);
      effort.used = 0;
      ++here;
    } while (next(picked, scope.parts()));
    ways += here;
    if (here >= 8) ++many;
  }
  CHECK(many > 40);
  CHECK(ways > 1000);
}

// One that was missed would be left whole by the removal of some minimal set that touches all that were found.
TEST_CASE("whatever touches every conflict leaves none") {
  int tried = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 dice(seed);
    const Told told(some_clashes(dice));
    const Account account(told.ledger);
    worlds::Effort effort{20'000, 0};
    Scope scope(account.encoding, account.claims, {}, effort);
    INFO("seed " << seed);
    REQUIRE(scope.find_all());
    std::vector<Set> clashes;
    for (const Clash& clash : scope.clashes()) clashes.push_back(set_of(clash.claims));
    CHECK(std::set<Set>(clashes.begin(), clashes.end()).size() == clashes.size());
    const auto touches_all = [&](Set removed) {
      return std::ranges::all_of(clashes, [&](Set clash) { return (clash & removed) != 0; });
    };
    const auto holds = [&](Set removed) {
      std::vector<Index> rest;
      std::ranges::copy_if(account.claims, std::back_inserter(rest), [&](Index c) { return (removed >> c & 1U) == 0; });
      effort.used = 0;
      return Scope(account.encoding, rest, {}, effort).consistent(rest) == worlds::Answer::yes;
    };
    const Set all = set_of(account.claims);
    for (Set removed = 0; removed <= all; ++removed) {
      if (!touches_all(removed)) continue;
      const bool minimal = std::ranges::none_of(
          account.claims, [&](Index c) { return (removed >> c & 1U) != 0 && touches_all(removed & ~(Set{1} << c)); });
      if (!minimal) continue;
      CHECK(holds(removed));
      ++tried;
    }
    for (const Set clash : clashes) {
      CHECK_FALSE(holds(all & ~clash));
      for (const Index c : account.claims) {
        if ((clash >> c & 1U) != 0) CHECK(holds(all & ~(clash & ~(Set{1} << c))));
      }
    }
  }
  CHECK(tried > 500);
}

TEST_CASE("corner: forty clashes, each with two repairs") {
  std::vector<std::string> claims;
  for (int n = 0; n < 40; ++n) {
    const std::string hour = std::to_string(10 + n % 10), next_hour = std::to_string(11 + n % 10);
    const std::string day = "2026-01-0" + std::to_string(1 + n / 10) + "T";
    const std::string period = fmt::format("{0}{1}:00/{0}{2}:00", day, hour, next_hour);
    claims.push_back(said("few-" + std::to_string(n), "all", period, "<=5"));
    claims.push_back(said("many-" + std::to_string(n), "all", period, ">=10"));
  }
  claims.push_back(said("all", "all", "2026-01-01/2026-01-04T24:00", ">=100"));
  const Told told(ledger(claims));
  CHECK((told.findings.search.conflicts && told.findings.search.repairs && told.findings.search.ranges));
  CHECK(told.conflicts().size() == 40);
  CHECK(told.problems().size() == 40);
  CHECK(told.own("all").min == 0);
  CHECK_FALSE(told.own("all").max);
}

// A world is found under one reading of the base, and fits the other as well, under which no reading of the share fits.
TEST_CASE("corner: worlds to be mixed that can be read in two ways") {
  const std::string two_days = from_to(1, 2);
  const std::string on_all = R"({"label": "x", "population": "all", "figure": 30})";
  const std::string on_part = R"({"label": "y", "population": "part", "figure": 20})";
  for (const bool all_first : {true, false}) {
    std::vector<std::string> claims;
    for (const int d : {1, 2}) {
      claims.push_back(said("few-" + std::to_string(d), "inner", from_to(d, d), "5"));
      claims.push_back(said("many-" + std::to_string(d), "inner", from_to(d, d), "10"));
    }
    claims.push_back(said("on-all", "all", two_days, "30"));
    claims.push_back(said("on-part", "part", two_days, "20"));
    const std::string readings = fmt::format("{}, {}", all_first ? on_all : on_part, all_first ? on_part : on_all);
    claims.push_back(
        fmt::format(R"({{"id": "base", "source": "gov", "period": "{}", "readings": [{}]}})", two_days, readings));
    claims.push_back(fmt::format(R"({{"id": "share", "source": "gov", "population": "inner", "period": "{}",
      "part_of": "base", "readings": [{{"label": "p", "figure": "45%..55%"}}, {{"label": "q", "figure": "46%..54%"}}]}})",
                                 two_days));
    const Told told(ledger(claims));
    CHECK(told.problems() == std::set<std::string>{"gov: {few-1, many-2}, {few-2, many-1}, {many-1, many-2}"});
  }
}

// Any two of the larger figures fit the sum, all three do not.
TEST_CASE("corner: three clashes of which not all can be settled one way") {
  std::vector<std::string> claims;
  for (const int d : {1, 2, 3}) {
    claims.push_back(said("few-" + std::to_string(d), "all", from_to(d, d), "5"));
    claims.push_back(said("many-" + std::to_string(d), "all", from_to(d, d), "10"));
  }
  claims.push_back(said("sum", "all", from_to(1, 3), "<=27"));
  const Proven told(ledger(claims));
  CHECK(told.problems() == std::set<std::string>{"gov: {few-1, few-2, many-3}, {few-1, few-3, many-2}, "
                                                 "{few-1, many-2, many-3}, {few-2, few-3, many-1}, "
                                                 "{few-2, many-1, many-3}, {few-3, many-1, many-2}, "
                                                 "{many-1, many-2, many-3}"});
}

}  // namespace reltrack::judge
