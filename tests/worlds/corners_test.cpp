// Hard corners by construction: what bounds passed window by window do not see, what fractions satisfy and people do
// not, moments that meet, and figures as large as they come. The numbers were worked out by hand.
#include "corners.hpp"

#include <string>

namespace reltrack::judge {
namespace {

const char* const kFiveDays = "2026-01-01/2026-01-05T24:00";
const char* const kThreeDays = "2026-01-01/2026-01-03T24:00";

}  // namespace

// On the 1st, 3rd and 5th at least 6 of the part came out (6 in all, none on the days between), and at most 4 of all
// (8 in all, 2 on each day between). No window of days shows it: the three days are no window.
TEST_CASE("corner: three stretches that no window joins") {
  const std::vector<std::string> rest{
      said("all-five", "all", kFiveDays, "<=8"), said("all-2", "all", "2026-01-02", ">=2"),
      said("all-4", "all", "2026-01-04", ">=2"), said("part-2", "part", "2026-01-02", "0"),
      said("part-4", "part", "2026-01-04", "0")};
  std::vector<std::string> claims = rest;
  claims.push_back(said("part-five", "part", kFiveDays, ">=6"));
  const Proven told(ledger(claims));
  CHECK(told.conflicts() ==
        std::vector{ConflictById{"gov", {"all-2", "all-4", "all-five", "part-2", "part-4", "part-five"}, 2}});
  CHECK(told.problems() == std::set<std::string>{"gov: {all-2}, {all-4}, {all-five}, {part-2}, {part-4}, {part-five}"});

  claims.back() = said("part-five", "part", kFiveDays, "<=6");
  const Proven range(ledger(claims));
  CHECK(range.conflicts().empty());
  CHECK(range.own("part-five") == CountRange{0, 4});
  CHECK(range.own("all-five") == CountRange{4, std::nullopt});

  CHECK(Proven(ledger(claims), {Rule::part_of_whole}).own("part-five") == CountRange{0, std::nullopt});
}

// Days 1, 2, 3. Of the part, 1 on the first two and 1 on the last two, so as many on the 1st as on the 3rd; on those
// two together at least 1 (the inner population) and at most 1 (all): half a person each day.
TEST_CASE("corner: halves of people") {
  const std::vector<std::string> claims{said("all-three", "all", kThreeDays, "<=2"),
                                        said("all-2", "all", "2026-01-02", ">=1"),
                                        said("part-12", "part", "2026-01-01/2026-01-02T24:00", "1"),
                                        said("part-23", "part", "2026-01-02/2026-01-03T24:00", "1"),
                                        said("inner-three", "inner", kThreeDays, ">=1"),
                                        said("inner-2", "inner", "2026-01-02", "0")};
  const Proven told(ledger(claims));
  REQUIRE(told.conflicts().size() == 1);
  CHECK(told.conflicts()[0].claims.size() == 6);
  CHECK(told.conflicts()[0].shortfall == 1);
  for (std::size_t left_out = 0; left_out < claims.size(); ++left_out) {
    std::vector<std::string> fewer = claims;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left_out));
    CHECK(Proven(ledger(fewer)).conflicts().empty());
  }
}

TEST_CASE("corner: half of three people") {
  const Proven told(ledger(
      {said("three", "all", kThreeDays, "3"), said("half", "part", kThreeDays, "50%", R"(, "part_of": "three")")}));
  CHECK(told.conflicts() == std::vector{ConflictById{"gov", {"half", "three"}, 1}});
  const Proven none(ledger(
      {said("none", "all", kThreeDays, "0"), said("half", "part", kThreeDays, "50%", R"(, "part_of": "none")")}));
  CHECK(none.conflicts() == std::vector{ConflictById{"gov", {"half", "none"}, 2}});
}

// 5 on one day and 7 on the other: either claim may mean either day, but both the same day never.
TEST_CASE("corner: readings that rescue each other in pairs") {
  const auto either = [](const std::string& id, int figure) {
    return R"({"id": ")" + id + R"(", "source": "gov", "population": "all", "figure": )" + std::to_string(figure) +
           R"(, "readings": [{"label": "the 1st", "period": "2026-01-01"}, {"label": "the 2nd", "period": "2026-01-02"}]})";
  };
  const Proven both(ledger({either("five", 5), either("seven", 7)}));
  CHECK(both.conflicts().empty());
  CHECK(both.readings("five") == std::vector{true, true});
  CHECK(both.own("five", 0) == CountRange{0, std::nullopt});

  const Proven settled(ledger({either("five", 5), either("seven", 7), said("six", "all", "2026-01-01", ">=6")}));
  CHECK(settled.conflicts().empty());
  CHECK(settled.readings("five") == std::vector{false, true});
  CHECK(settled.readings("seven") == std::vector{true, false});

  const Proven third(ledger({either("five", 5), either("six", 6), either("seven", 7)}));
  CHECK(third.conflicts() == std::vector{ConflictById{"gov", {"five", "seven", "six"}, 1}});
}

// Nobody of `all` came out on the 1st, yet 3 did by the moment: it is after the 1st. 2 of `apart` came out on the 1st,
// but none by the moment: it is on the 1st. Each alone is well.
TEST_CASE("corner: a moment that two populations share") {
  const std::string moment = R"("m": {"label": "a speech", "between": "2026-01-01/2026-01-03"})";
  const std::vector<std::string> claims{
      said("all-1", "all", "2026-01-01", "0"), said("all-m", "all", "2026-01-01/m", "3"),
      said("apart-1", "apart", "2026-01-01", "2"), said("apart-m", "apart", "2026-01-01/m", "0")};
  CHECK(Proven(ledger(claims, moment)).conflicts() ==
        std::vector{ConflictById{"gov", {"all-1", "all-m", "apart-1", "apart-m"}, 2}});
  CHECK(Proven(ledger({claims[0], claims[1]}, moment)).conflicts().empty());
  CHECK(Proven(ledger({claims[2], claims[3]}, moment)).conflicts().empty());
  // Another moment for each: no conflict.
  const std::string two = moment + R"(, "n": {"label": "another", "between": "2026-01-01/2026-01-03"})";
  CHECK(Proven(ledger({claims[0], claims[1], claims[2], said("apart-n", "apart", "2026-01-01/n", "0")}, two))
            .conflicts()
            .empty());
}

// It may be the 1st or the 3rd, but not the 2nd.
TEST_CASE("corner: a moment in one of two days") {
  const std::string moment = R"("m": {"label": "a speech", "between": ["2026-01-01", "2026-01-03"]})";
  const std::vector<std::string> claims{
      said("day-1", "all", "2026-01-01", "4"), said("day-2", "all", "2026-01-02", "4"),
      said("day-3", "all", "2026-01-03", "4"), said("by-m", "all", "2026-01-01/m", "6")};
  CHECK(Proven(ledger(claims, moment)).conflicts() == std::vector{ConflictById{"gov", {"by-m", "day-1", "day-2"}, 2}});
}

TEST_CASE("corner: the order of two moments") {
  const std::string moments = R"("m": {"label": "one", "between": "2026-01-02"},
                                 "n": {"label": "another", "between": "2026-01-02"})";
  const std::vector<std::string> claims{said("by-m", "all", "2026-01-01/m", "5"),
                                        said("by-n", "all", "2026-01-01/n", "3")};
  CHECK(Proven(ledger(claims, moments)).conflicts().empty());
  std::vector<std::string> forwards = claims;
  forwards.push_back(said("m-to-n", "all", "m/n", "1"));
  CHECK(Proven(ledger(forwards, moments)).conflicts() ==
        std::vector{ConflictById{"gov", {"by-m", "by-n", "m-to-n"}, 3}});
  std::vector<std::string> backwards = claims;
  backwards.push_back(said("n-to-m", "all", "n/m", "2"));
  CHECK(Proven(ledger(backwards, moments)).conflicts().empty());
}

// No figure is at fault where time would have to run backwards.
TEST_CASE("corner: periods that cannot both run forwards") {
  const std::string moment = R"("m": {"label": "a speech", "between": "2026-01-02"})";
  CHECK(Proven(ledger({said("by-noon", "all", "m/2026-01-02T12:00", "<9"),
                       said("by-six", "all", "2026-01-02T18:00/m", "<9")},
                      moment))
            .conflicts() == std::vector{ConflictById{"gov", {"by-noon", "by-six"}, std::nullopt}});
  const std::string moments = R"("m": {"label": "one"}, "n": {"label": "another"})";
  CHECK(Proven(ledger({said("m-to-n", "all", "m/n", "1"), said("n-to-m", "all", "n/m", "1")}, moments)).conflicts() ==
        std::vector{ConflictById{"gov", {"m-to-n", "n-to-m"}, 2}});
}

TEST_CASE("corner: figures of a million million") {
  const std::string most = "1000000000000";
  const Proven told(ledger({said("day-1", "all", "2026-01-01", most), said("day-2", "all", "2026-01-02", most),
                            said("day-3", "all", "2026-01-03", most), said("total", "all", kThreeDays, most)}));
  CHECK(told.conflicts() == std::vector{ConflictById{"gov", {"day-1", "day-2", "total"}, kLargestFigure},
                                        ConflictById{"gov", {"day-1", "day-3", "total"}, kLargestFigure},
                                        ConflictById{"gov", {"day-2", "day-3", "total"}, kLargestFigure}});
  CHECK(told.problems() == std::set<std::string>{"gov: {total}"});
  CHECK(told.own("total") == CountRange{3 * kLargestFigure, 3 * kLargestFigure});
  CHECK(told.findings.search.ranges);
}

TEST_CASE("corner: a share of a million million") {
  const Proven told(ledger({said("base", "all", kThreeDays, "1000000000000"),
                            said("seven", "part", kThreeDays, "7%", R"(, "part_of": "base")"),
                            said("some", "part", kThreeDays, ">0")}));
  CHECK(told.conflicts().empty());
  CHECK(told.own("some") == CountRange{65'000'000'000, 74'999'999'999});
}

}  // namespace reltrack::judge
