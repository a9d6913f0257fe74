// Hard corners by construction, of many claims or of a level: very many conflicts and one repair, a thousand claims
// about one day, a moment that a level and a flow share. The numbers were worked out by hand.
#include <algorithm>
#include <string>

#include "corners.hpp"

namespace reltrack::judge {
namespace {

std::string day(int number) { return (number < 10 ? "2026-01-0" : "2026-01-") + std::to_string(number); }

std::string until(int number) { return day(1) + "/" + day(number) + "T24:00"; }

std::string two_digits(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// Of each day and of the time up to its end: 10 a day, but `wrong`, of which 17 are said.
std::vector<std::string> series(int days, int wrong) {
  std::vector<std::string> out;
  for (int d = 1; d <= days; ++d) {
    out.push_back(said("day-" + two_digits(d), "all", day(d), d == wrong ? "17" : "10"));
    out.push_back(said("to-" + two_digits(d), "all", until(d), std::to_string(10 * d)));
  }
  return out;
}

}  // namespace

// Ends of days are points, figures are links between them: a conflict is a ring through the wrong link. From its later
// end it goes on by days to some total (of 14 - 6 + 1) and so back to the start of all, from where it comes to the
// earlier end by days, or by an earlier total (one of 5) and days from there: 9 x 6 rings. 7 too many in each, and less
// than 10, so none can do without one of its days. Only the wrong figure is in all of them.
TEST_CASE("corner: one wrong figure in a series") {
  const Proven told(ledger(series(14, 6)));
  CHECK(told.findings.search.conflicts);
  CHECK(told.findings.conflicts.size() == 9 * 6);
  for (const Conflict& conflict : told.findings.conflicts) {
    CHECK(conflict.shortfall == 7);
    CHECK(std::count(conflict.claims.begin(), conflict.claims.end(), told.claim("day-06")) == 1);
  }
  CHECK(told.problems() == std::set<std::string>{"gov: {day-06}"});
  CHECK(told.own("day-06") == CountRange{10, 10});
  CHECK(told.own("to-14") == CountRange{140, 140});
}

// The same of thirty days: 19 x 12 rings, which the search need not list to the end to find what must give.
TEST_CASE("corner: one wrong figure in a long series") {
  const Told told(ledger(series(30, 12)));
  CHECK(told.findings.search.repairs);
  CHECK(told.findings.search.ranges);
  CHECK_FALSE(told.findings.conflicts.empty());
  CHECK(told.findings.conflicts.size() <= 19 * 12);
  CHECK((told.findings.conflicts.size() == 19 * 12) == told.findings.search.conflicts);
  for (const Conflict& conflict : told.findings.conflicts) CHECK(conflict.shortfall == 7);
  CHECK(told.problems() == std::set<std::string>{"gov: {day-12}"});
  CHECK(told.own("day-12") == CountRange{10, 10});
  CHECK(told.own("to-30") == CountRange{300, 300});
}

// Two sides say 1 of each of twenty days; a third says 21 of all. Whichever side is taken for each day, that is one too
// many: 2^20 conflicts, more than anyone lists, and one repair. The search for conflicts is cut, and nothing else.
TEST_CASE("corner: a million conflicts and one repair") {
  std::vector<std::string> claims{said("total", "all", until(20), "21", "", "un")};
  for (int d = 1; d <= 20; ++d) {
    claims.push_back(said("a-" + two_digits(d), "all", day(d), "1"));
    claims.push_back(said("b-" + two_digits(d), "all", day(d), "1", "", "fp"));
  }
  const Proven told(ledger(claims));
  CHECK_FALSE(told.findings.search.conflicts);
  CHECK(told.findings.search.repairs);
  CHECK(told.findings.search.ranges);
  CHECK(told.findings.verdict == Verdict::conflicting);
  CHECK(told.problems() == std::set<std::string>{"joint: {total}"});
  CHECK(told.implied("total") == CountRange{20, 20});
  CHECK(told.implied("a-07") == CountRange{1, 1});
  CHECK_FALSE(told.findings.conflicts.empty());
  for (const Conflict& conflict : told.findings.conflicts) {
    CHECK(conflict.claims.size() == 21);
    CHECK(conflict.shortfall == 1);
  }
}

// At least 1, 2, ... 500 and at most 500, 501, ... 999: exactly 500. One more says at most 450: it clashes with each of
// "at least" 451 to 500, by the difference.
TEST_CASE("corner: a thousand claims about one day") {
  std::vector<std::string> claims;
  for (int n = 1; n <= 500; ++n) {
    claims.push_back(said("least-" + std::to_string(n), "all", day(1), ">=" + std::to_string(n)));
    claims.push_back(said("most-" + std::to_string(n + 499), "all", day(1), "<=" + std::to_string(n + 499)));
  }
  const Told told(ledger(claims));
  CHECK(told.findings.verdict == Verdict::consistent);
  CHECK(told.own("least-500") == CountRange{499, 500});
  CHECK(told.own("most-500") == CountRange{500, 501});
  CHECK(told.own("least-1") == CountRange{500, 500});

  claims.push_back(said("too-few", "all", day(1), "<=450"));
  const Told more(ledger(claims));
  CHECK(more.findings.search.conflicts);
  CHECK(more.findings.conflicts.size() == 50);
  for (const Conflict& conflict : more.findings.conflicts) CHECK(conflict.claims.size() == 2);
  CHECK(std::count_if(more.findings.conflicts.begin(), more.findings.conflicts.end(),
                      [](const Conflict& c) { return c.shortfall == 50; }) == 1);
  CHECK(more.problems() == std::set<std::string>{"gov: {too-few}"});
  CHECK(more.own("too-few") == CountRange{500, 500});
}

// Forty figures of one day, no two alike: every two are a conflict, and any one of them may be the right one.
TEST_CASE("corner: forty figures of one day, no two alike") {
  std::vector<std::string> claims;
  for (int n = 1; n <= 40; ++n) claims.push_back(said("c-" + two_digits(n), "all", day(1), std::to_string(100 + n)));
  const Told told(ledger(claims));
  CHECK(told.findings.search.conflicts);
  CHECK(told.findings.search.repairs);
  CHECK(told.findings.conflicts.size() == 40 * 39 / 2);
  REQUIRE(told.findings.problems.size() == 1);
  CHECK(told.findings.problems.front().repairs.size() == 40);
  CHECK(told.findings.problems.front().repairs.front().size() == 39);
  CHECK(told.findings.problems.front().contested.size() == 40);
}

// The same of sixty claims, few enough for every proof to be checked: exactly 30, and at most 25 clashes with 26 to 30.
TEST_CASE("corner: sixty claims about one day, with their proofs") {
  std::vector<std::string> claims{said("too-few", "all", day(1), "<=25")};
  for (int n = 1; n <= 30; ++n) {
    claims.push_back(said("least-" + std::to_string(n), "all", day(1), ">=" + std::to_string(n)));
    claims.push_back(said("most-" + std::to_string(n + 29), "all", day(1), "<=" + std::to_string(n + 29)));
  }
  const Proven told(ledger(claims));
  CHECK(told.findings.conflicts.size() == 5);
  CHECK(told.problems() == std::set<std::string>{"gov: {too-few}"});
  CHECK(told.own("too-few") == CountRange{30, 30});
}

// 10 are held as the year begins, none come in, 10 are held at the moment: so none came out by then. Yet 3 did.
TEST_CASE("corner: a moment that a level and a flow share") {
  const std::string moments = R"("m": {"label": "a speech", "between": "2026-01-01/2026-01-03"},
                                 "n": {"label": "another", "between": "2026-01-01/2026-01-03"})";
  const std::vector<std::string> claims{said("start", "all", "2025-12-31", "10", R"(, "measure": "held")"),
                                        said("none-in", "all", until(3), "0", R"(, "measure": "detained")"),
                                        said("at-m", "all", "m", "10", R"(, "measure": "held")")};
  std::vector<std::string> same = claims, other = claims;
  same.push_back(said("by-m", "all", "2026-01-01/m", "3"));
  other.push_back(said("by-n", "all", "2026-01-01/n", "3"));
  const Proven told(ledger(same, moments));
  CHECK(told.conflicts() == std::vector{ConflictById{"gov", {"at-m", "by-m", "none-in", "start"}, 3}});
  // At most 3 by the moment: then 7 or more are left by the others.
  same.back() = said("by-m", "all", "2026-01-01/m", "<=3");
  const Proven range(ledger(same, moments));
  CHECK(range.own("by-m") == CountRange{0, 0});
  CHECK(range.own("at-m") == CountRange{7, 10});
  CHECK(Proven(ledger(other, moments)).conflicts().empty());
}

// 2 or more of `all` came out by the moment and none on the 1st: it is after the 1st. Of `apart` 1 came out on the 1st
// and none by the moment: it is on the 1st. To give up either of the figures about `apart` costs 1, of `all` 2.
TEST_CASE("corner: a level and a flow put one moment into two stretches") {
  const std::string moments = R"("m": {"label": "a speech", "between": "2026-01-01/2026-01-03"},
                                 "n": {"label": "another", "between": "2026-01-01/2026-01-03"})";
  const std::vector<std::string> claims{said("start", "all", "2025-12-31", "10", R"(, "measure": "held")"),
                                        said("at-m", "all", "m", "8", R"(, "measure": "held")"),
                                        said("all-1", "all", day(1), "0"), said("apart-1", "apart", day(1), "1")};
  std::vector<std::string> same = claims, other = claims;
  same.push_back(said("apart-m", "apart", "2026-01-01/m", "0"));
  other.push_back(said("apart-n", "apart", "2026-01-01/n", "0"));
  CHECK(Proven(ledger(same, moments)).conflicts() ==
        std::vector{ConflictById{"gov", {"all-1", "apart-1", "apart-m", "at-m", "start"}, 1}});
  CHECK(Proven(ledger(other, moments)).conflicts().empty());
}

// A part counts from before the announcement that it would be a part of; an announced claim is active, and binds
// nothing.
TEST_CASE("corner: an announced meaning that a part of it does not fit") {
  const Told told(R"(
  "sources": {"gov": {"name": "gov", "kind": "official"}, "monitor": {"name": "monitor", "kind": "monitor"}},
  "populations": {"all": {"label": "all"}},
  "claims": [
    {"id": "whole", "source": "gov", "population": "all", "figure": 10, "readings": [
      {"label": "done", "period": "2026-01-01/2026-01-03T24:00"},
      {"label": "to come", "period": "2026-01-02/2026-01-03T24:00", "basis": "announced"}]},
    {"id": "part", "source": "monitor", "population": "all", "part_of": "whole", "figure": 4,
     "period": "2026-01-01T06:00/2026-01-01T12:00"}])");
  CHECK(told.readings("whole") == std::vector{true, false});
  CHECK(told.flaws().empty());
}

// Of one person no whole number is about half, and the row of the share has one term for the start of both.
TEST_CASE("corner: a share that starts with its base") {
  const Told told(R"("sources": {"gov": {"name": "the ministry", "kind": "official"}},
    "populations": {"all": {"label": "all"}},
    "claims": [
    {"id": "base", "source": "gov", "population": "all", "readings": [
      {"label": "in January", "period": "2026-01-02/2026-01", "figure": 8, "basis": "verified"},
      {"label": "since December", "period": "2025-12/2026-01-02", "figure": 2}]},
    {"id": "share", "source": "gov", "population": "all", "part_of": "base", "figure": "40%..60%", "basis": "verified",
     "period": "2026-01-02/2026-01-02"}])");
  CHECK(told.findings.search.ranges);
  CHECK(told.own("base").min == 2);
  CHECK(told.flaws().empty());
}

// A level has no stretch to be split: it is split itself.
TEST_CASE("corner: a share of a level") {
  const auto held = [](const char* id, const char* source, const char* population, const char* figure,
                       const char* more) {
    return said(id, population, "2026-01-07", figure, std::string(R"(, "measure": "held")") + more, source);
  };
  const std::string share = held("share", "fp", "part", "40%", R"(, "part_of": "whole")");
  const Proven told(ledger({held("whole", "gov", "all", "100", ""), share}));
  CHECK(told.implied("whole") == CountRange{5, std::nullopt});  // two of five; not of fewer
  CHECK(told.conflicts().empty());
  const Proven of_three(ledger({held("whole", "fp", "all", "3", ""), share}));
  CHECK(of_three.conflicts().size() == 1);
  for (const Told* one : {static_cast<const Told*>(&told), static_cast<const Told*>(&of_three)}) {
    CHECK((one->findings.search.conflicts && one->findings.search.repairs && one->findings.search.ranges));
  }
}

// An uncertain end is its own in each reading, though both are written alike.
TEST_CASE("corner: a part of two figures whose hours are not given") {
  const Told told(R"("sources": {"gov": {"name": "the ministry", "kind": "official"}},
    "populations": {"all": {"label": "all"}},
    "claims": [
    {"id": "total", "source": "gov", "population": "all", "period": "2026-01-01/2026-01-31T24:00", "figure": 20},
    {"id": "later", "source": "gov", "population": "all", "period": "2026-01-20/2026-01-25", "figure": 3},
    {"id": "part", "source": "gov", "population": "all", "period": "2026-01-05/2026-01-10", "readings": [
      {"label": "six", "figure": 6}, {"label": "about six", "figure": "5..7"}]}])");
  CHECK(told.gap(Gap::Kind::unaccounted, "gov", "total") == CountRange{10, 12});
}

// Each two figures of a day clash, and either may go: 4,096 ways to repair all.
TEST_CASE("corner: a dozen clashes that have nothing to do with each other") {
  std::vector<std::string> claims;
  for (int d = 1; d <= 12; ++d) {
    claims.push_back(said("few-" + two_digits(d), "all", day(d), "<=5"));
    claims.push_back(said("many-" + two_digits(d), "all", day(d), ">=10"));
  }
  const Proven told(ledger(claims));
  CHECK((told.findings.search.repairs && told.findings.search.conflicts));
  CHECK(told.findings.conflicts.size() == 12);
  CHECK(told.problems().size() == 12);
  CHECK(told.problems().contains("gov: {few-07}, {many-07}"));
}

// Thirty days of a million million each of a part, and no more than one such figure of all in half of them.
TEST_CASE("corner: a long sum of the largest figures") {
  std::vector<std::string> claims;
  for (int d = 1; d <= 30; ++d) claims.push_back(said("day-" + two_digits(d), "part", day(d), "1000000000000"));
  claims.push_back(said("first", "all", until(15), "<=1000000000000"));
  const Proven told(ledger(claims));
  // Any two of the first fifteen days are a million million too many: 15 x 14 / 2 pairs.
  CHECK(told.findings.conflicts.size() == 105);
  for (const Conflict& conflict : told.findings.conflicts) CHECK(conflict.shortfall == kLargestFigure);
  CHECK(told.problems() == std::set<std::string>{"gov: {first}"});
  CHECK(told.own("first") == CountRange{15 * kLargestFigure, std::nullopt});
}

}  // namespace reltrack::judge
