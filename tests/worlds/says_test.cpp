// Who says as much as a claim does, and whether others bear it out: shares, and flows that raise a level.
#include <string>

#include "catch.hpp"
#include "from_text.hpp"

namespace reltrack::judge {
namespace {

Told told_of(const std::string& claims, std::vector<Rule> dropped = {}) {
  return Told(R"(
  "sources": {"a": {"name": "A", "kind": "official"}, "b": {"name": "B", "kind": "monitor"},
              "c": {"name": "C", "kind": "media"}},
  "populations": {"all": {"label": "people"}, "women": {"label": "women", "within": "all"},
                  "men": {"label": "men", "within": "all"}},
  "claims": [)" + claims +
                  "]",
              std::move(dropped));
}

const ClaimFinding& finding(const Told& told, const char* id) { return told.findings.claims[told.claim(id)]; }

const std::string kThousand =
    R"({"id": "whole", "source": "a", "population": "all", "figure": 1000, "period": "2026-01-01/2026-01-03T24:00"},)";

std::string share(const std::string& id, const std::string& source, const std::string& population,
                  const std::string& figure, const std::string& day) {
  return R"({"id": ")" + id + R"(", "source": ")" + source + R"(", "population": ")" + population +
         R"(", "part_of": "whole", "figure": ")" + figure + R"(", "period": ")" + day + R"("})";
}

}  // namespace

TEST_CASE("a share is compared as so many people") {
  const Told told = told_of(kThousand + share("seven", "b", "women", "7..8%", "2026-01-01") + "," +
                            share("few", "b", "men", "<10%", "2026-01-01"));
  CHECK(finding(told, "seven").status == Status::compatible);  // others leave 0 to 1,000
  CHECK(finding(told, "few").status == Status::compatible);
  const Told borne_out =
      told_of(kThousand + share("most", "b", "women", ">50%", "2026-01-01") + "," +
              R"({"id": "many", "source": "c", "population": "women", "figure": 600, "period": "2026-01-01"})");
  CHECK(finding(borne_out, "most").status == Status::corroborated);  // 600 is more than 500
  const Told no_end =
      told_of(R"({"id": "whole", "source": "a", "population": "all", "figure": ">400", "period": "2026-01-01"},)" +
              share("most", "b", "women", ">50%", "2026-01-01") +
              R"(, {"id": "many", "source": "c", "population": "women", "figure": 250, "period": "2026-01-01"})");
  CHECK(finding(no_end, "most").status == Status::compatible);  // of 1,000, 250 is less than half
}

TEST_CASE("a share is said by who gives as narrow a one of the same base, people and days") {
  const Told told = told_of(kThousand + share("half", "b", "women", ">50%", "2026-01-01") + "," +
                            share("sixty", "c", "women", "60..61%", "2026-01-01"));
  CHECK(finding(told, "half").independent_sources == 2);
  CHECK(finding(told, "sixty").independent_sources == 1);
  const Told others = told_of(kThousand + share("half", "b", "women", ">50%", "2026-01-01") + "," +
                              share("men", "c", "men", ">50%", "2026-01-01") + "," +
                              share("later", "c", "women", ">50%", "2026-01-03"));
  for (const char* id : {"half", "men", "later"}) CHECK(finding(others, id).independent_sources == 1);
}

TEST_CASE("who counts a part, or fewer days, says so of the whole by a rule that can be switched off") {
  const auto figure = [](const char* id, const char* source, const char* population, const char* period) {
    return std::string(R"({"id": ")") + id + R"(", "source": ")" + source + R"(", "population": ")" + population +
           R"(", "period": ")" + period + R"(", "figure": ">=100"})";
  };
  const std::string part = figure("all", "a", "all", "2026-01-01") + "," + figure("women", "b", "women", "2026-01-01");
  const std::string days =
      figure("all", "a", "all", "2026-01-01/2026-01-02T24:00") + "," + figure("first", "b", "all", "2026-01-01");
  CHECK(finding(told_of(part), "all").independent_sources == 2);
  CHECK(finding(told_of(part, {Rule::part_of_whole}), "all").independent_sources == 1);
  CHECK(finding(told_of(days), "all").independent_sources == 2);
  CHECK(finding(told_of(days, {Rule::never_falls}), "all").independent_sources == 1);
  CHECK(finding(told_of(days, {Rule::part_of_whole}), "all").independent_sources == 2);
}

TEST_CASE("who counts a part newly held does not say so of the whole") {
  const auto newly_held = [](const char* id, const char* source, const char* population, const char* figure) {
    return std::string(R"({"id": ")") + id + R"(", "source": ")" + source + R"(", "population": ")" + population +
           R"(", "measure": "detained", "period": "2026-01-01", "figure": ")" + figure + R"("})";
  };
  const Told told = told_of(newly_held("all", "a", "all", ">100") + "," + newly_held("women", "b", "women", "300") +
                            "," + newly_held("men", "c", "men", "250"));
  CHECK(finding(told, "all").independent_sources == 1);
  REQUIRE(told.findings.overlaps.size() == 3);
  for (const Overlap& overlap : told.findings.overlaps) {
    CHECK(overlap.population == PopulationRelation::may_share);
    REQUIRE(overlap.shared);
    CHECK(overlap.shared->min == 0);
  }
}

}  // namespace reltrack::judge
