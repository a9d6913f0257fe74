// What would mend a problem in place: single changes, each drawn from what is on file, each of which resolves it.
#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "from_text.hpp"

namespace reltrack::judge {
namespace {

// A claim of the office's about people.
std::string says(const std::string& id, const std::string& figure, const std::string& period,
                 const std::string& more = "") {
  return R"({"id": ")" + id + R"(", "source": "office", "population": "people", "figure": ")" + figure +
         R"(", "period": ")" + period + '"' + more + '}';
}

std::vector<std::string> mends_of(const std::vector<std::string>& claims) {
  std::string body = R"("sources": {"office": {"name": "the office", "kind": "official"},
    "press": {"name": "the press", "kind": "media"}},
    "populations": {"people": {"label": "people"}, "others": {"label": "others"}}, "claims": [)";
  for (const std::string& claim : claims) body += (body.back() == '[' ? "" : ", ") + claim;
  const Told told(body + "]");
  REQUIRE(told.findings.problems.size() == 1);
  std::vector<std::string> out;
  for (const Mend& mend : told.findings.problems.front().mends) {
    out.push_back(told.ledger.claims[mend.claim].id + ": " + mend.field + " " + mend.value +
                  (mend.from ? " as " + told.ledger.claims[*mend.from].id : ""));
  }
  std::ranges::sort(out);
  return out;
}

const std::string kSeries = says("b-426", "426", "2026-01-08/2026-02-09T10:00");
const std::string kEarly = says("a-431", "431", "2026-01-08/2026-02-08T20:00");

std::string said_on(const std::string& day) { return R"(, "said": ")" + day + '"'; }

}  // namespace

TEST_CASE("a date that another claim of the series gives the same figure mends") {
  CHECK(mends_of({kEarly, kSeries, says("c-431", "431", "2026-01-08/2026-02-10T18:00")}) ==
        std::vector<std::string>{"a-431: period 2026-01-08/2026-02-10T18:00 as c-431"});
}

TEST_CASE("so does one that another claim may be read to give") {
  const std::string either = R"({"id": "c-431", "source": "office", "population": "people", "figure": 431, "readings": [
    {"label": "to the 7th", "period": "2026-01-08/2026-02-07T20:00"},
    {"label": "to the 10th", "period": "2026-01-08/2026-02-10T18:00"}]})";
  const std::vector<std::string> mends = mends_of({kEarly, kSeries, either});
  CHECK(mends == std::vector<std::string>{"a-431: period 2026-01-08/2026-02-10T18:00 as c-431"});
}

TEST_CASE("one date is offered once, in however many readings it stands") {
  const std::string twice = R"({"id": "c-431", "source": "office", "population": "people", "figure": 431,
    "period": "2026-01-08/2026-02-10T18:00", "readings": [
    {"label": "checked", "basis": "verified"}, {"label": "said", "basis": "asserted"}]})";
  CHECK(mends_of({kEarly, kSeries, twice}) ==
        std::vector<std::string>{"a-431: period 2026-01-08/2026-02-10T18:00 as c-431"});
}

TEST_CASE("a date that resolves nothing, or that another figure has, is not offered") {
  CHECK(mends_of({kEarly, kSeries, says("c-431", "431", "2026-01-08/2026-02-07T20:00")}).empty());
  CHECK(mends_of({kEarly, kSeries, says("c-432", "432", "2026-01-08/2026-02-10T18:00")}).empty());
}

// What was said on the 10th of January ends on the 10th; said on the 25th, on the 25th.
TEST_CASE("a date ends where the claim that takes it was said") {
  const auto mends = [](const std::string& c_said) {
    return mends_of({says("c", "50", "2026-01-05", said_on(c_said)), says("d", "50", "2026-01", said_on("2026-01-10")),
                     says("day", "5", "2026-01-05"), says("three-weeks", "60", "2026-01-01/2026-01-20T24:00")});
  };
  CHECK(mends("2026-01-25").empty());  // 60 had left by the 20th
  CHECK(mends("2026-01-15") == std::vector<std::string>{"c: period 2026-01 as d"});
}

TEST_CASE("a year starts before the claim was said, and ends there") {
  const auto mends = [](const std::string& c_said) {
    return mends_of({says("half", "150", "2026-01-01/2026-01-15T24:00"), says("day", "20", "2026-01-09"),
                     says("c", "500", "2025-01-01/2025-01-31", said_on(c_said)),
                     says("later", "600", "2026-01-16/2026-02-28T24:00"),
                     R"({"id": "o", "source": "press", "population": "people", "figure": "<=300",
                        "period": "2025-01-01/2025-12-31T24:00"})"});
  };
  CHECK(mends("2026-01-14").empty());  // no more than 150 by then
  CHECK(mends("2025-12-31").empty());
  CHECK(mends("2026-02-01") == std::vector<std::string>{"c: period 2026-01-01/2026-01-31"});
}

TEST_CASE("a year in which its side speaks of nothing else, one off all the others, mends") {
  const std::vector<std::string> claims{says("all", "10", "2025-01-01/2026-01-02T24:00"),
                                        says("day", "30", "2025-02-03"), says("later", "4", "2026-02-05"),
                                        says("latest", "5", "2026-02-07")};
  CHECK(mends_of(claims) == std::vector<std::string>{"day: period 2026-02-03"});
  std::vector<std::string> with_that_year = claims;
  with_that_year.push_back(says("same-year", "1", "2025-03-03"));
  CHECK(mends_of(with_that_year).empty());
}

TEST_CASE("what its side says of an unrelated story has nothing to do with the year") {
  std::string elsewhere = says("same-year", "1", "2025-03-03");
  elsewhere.replace(elsewhere.find("\"people\""), 8, "\"others\"");
  CHECK(mends_of({says("all", "10", "2025-01-01/2026-01-02T24:00"), says("day", "30", "2025-02-03"),
                  says("later", "4", "2026-02-05"), says("latest", "5", "2026-02-07"), elsewhere}) ==
        std::vector<std::string>{"day: period 2026-02-03"});
}

TEST_CASE("two digits the other way round mend where that figure is on file") {
  const std::vector<std::string> claims{says("days", "53", "2026-01-01/2026-01-05T24:00"),
                                        says("week", "40", "2026-01-01/2026-01-07T24:00")};
  CHECK(mends_of(claims).empty());
  std::vector<std::string> with_other = claims;
  with_other.emplace_back(
      R"({"id": "other", "source": "press", "population": "people", "figure": 35, "period": "2026-01-01/2026-01-05T24:00",
          "basis": "verified"})");
  CHECK(mends_of(with_other) == std::vector<std::string>{"days: figure 35 as other"});
}

TEST_CASE("announced mends where the words allow it") {
  const std::string granted = R"(, "quote": "379 aprobadas por los tribunales")";
  const std::string carried_out = R"(, "quote": "379 salieron")";
  const std::string all = says("all", "177", "2026-02-20/2026-02-23T24:00");
  CHECK(mends_of({says("granted", "379", "2026-02-20/2026-02-21T24:00", granted), all}) ==
        std::vector<std::string>{"granted: basis announced"});
  CHECK(mends_of({says("granted", "379", "2026-02-20/2026-02-21T24:00", carried_out), all}).empty());
}

}  // namespace reltrack::judge
