// More pairs of figures than are told: the first of them, without the others having been worked out.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "catch.hpp"
#include "from_text.hpp"

namespace {

using namespace reltrack;

// Counts so far, one a day, that often stay as they are, in an order of ids that is not that of the days: more pairs
// than are held at once.
std::string counts_so_far(int days, std::mt19937& dice) {
  std::vector<int> ids(static_cast<std::size_t>(days));
  std::iota(ids.begin(), ids.end(), 100);
  std::ranges::shuffle(ids, dice);
  std::string claims;
  int count = 0;
  for (int day = 0; day < days; ++day) {
    count += static_cast<int>(dice() % 3);
    const int month = 1 + day / 28, of_month = 1 + day % 28;
    const std::string end = "2026-" + std::string(month < 10 ? "0" : "") + std::to_string(month) +
                            (of_month < 10 ? "-0" : "-") + std::to_string(of_month) + "T24:00";
    claims += (day > 0 ? ",\n" : "") + std::string(R"({"id": "c)") +
              std::to_string(ids[static_cast<std::size_t>(day)]) +
              R"(", "source": "s", "measure": "released", "population": "p", "period": "2026-01-01/)" + end +
              R"(", "figure": )" + std::to_string(count) + "}";
  }
  return R"("sources": {"s": {"name": "S", "kind": "official"}}, "populations": {"p": {"label": "P"}}, "claims": [)" +
         claims + "]";
}

// Regions of one country, counted by two sides on one day; `country`: a claim of all of it, or none.
std::string regions(int many, const std::string& country) {
  std::string populations = R"("all": {"label": "all"})", claims = country;
  for (int i = 0; i < many; ++i) {
    populations += fmt::format(R"(, "r{0}": {{"label": "r{0}", "within": "all"}})", i);
    for (const std::string_view side : {"s", "t"}) {
      claims += claims.empty() ? "" : ",\n";
      claims += fmt::format(
          R"({{"id": "{0}{1}", "source": "{0}", "population": "r{1}", "period": "2026-01-08", "figure": "{2}{3}"}})",
          side, i, side == "s" ? ">=" : "", 3 + i);
    }
  }
  return fmt::format(
      R"("sources": {{"s": {{"name": "S", "kind": "official"}}, "t": {{"name": "T", "kind": "monitor"}}}},
  "populations": {{{}}}, "claims": [{}])",
      populations, claims);
}

}  // namespace

TEST_CASE("a whole that nobody counts has room for any two of its parts") {
  const judge::Told uncounted(regions(4, ""));
  const judge::Told counted(
      regions(4, R"({"id": "z", "source": "t", "population": "all", "period": "2026-01-08", "figure": ">=1"})"));
  std::size_t compared = 0;
  for (const Overlap& one : uncounted.findings.overlaps) {
    if (one.population != PopulationRelation::may_share) continue;
    const auto name = [](const judge::Told& of, Index c) { return of.ledger.claims[c].id; };
    const auto same = std::ranges::find_if(counted.findings.overlaps, [&](const Overlap& other) {
      return name(counted, other.a) == name(uncounted, one.a) && name(counted, other.b) == name(uncounted, one.b);
    });
    REQUIRE(same != counted.findings.overlaps.end());
    INFO(name(uncounted, one.a) << " and " << name(uncounted, one.b));
    CHECK(one.shared == same->shared);
    REQUIRE(one.shared);
    CHECK(one.shared->min == Count{0});
    ++compared;
  }
  CHECK(compared == 4 * 3 * 2);  // each two regions, by either side
}

TEST_CASE("the first of very many overlaps are those that come first of all") {
  std::mt19937 dice(11);
  const judge::Told told(counts_so_far(330, dice));
  std::vector<std::string> unknown;
  const Selection selection = select(told.ledger, {}, unknown);
  for (const std::size_t rows : {1U, 40U}) {
    ReconcileOptions options;
    options.rows = rows;
    const Findings first = reconcile(told.ledger, selection, options);
    INFO(rows << " rows");
    CHECK(first.overlap_count == 330 * 329 / 2);
    CHECK(told.findings.overlap_count == first.overlap_count);
    REQUIRE(first.overlaps.size() == rows);
    for (std::size_t i = 0; i < rows; ++i) {
      const Overlap &one = first.overlaps[i], &same = told.findings.overlaps[i];
      CHECK((one.a == same.a && one.b == same.b && one.time == same.time && one.shared == same.shared));
    }
  }
}
