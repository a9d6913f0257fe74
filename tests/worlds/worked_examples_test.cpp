// The examples that the specification works through, by the numbers it gives.
#include <string>

#include "catch.hpp"
#include "from_text.hpp"

namespace reltrack::judge {
namespace {

const char* const kCast = R"(
  "sources": {
    "rodriguez": {"name": "Jorge Rodríguez", "kind": "official", "side": "government"},
    "ministry": {"name": "the ministry", "kind": "official", "side": "government"},
    "fp": {"name": "Foro Penal", "kind": "monitor"}},
  "populations": {
    "people": {"label": "people"},
    "political": {"label": "political prisoners", "within": "people"}},
)";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
  return text;
}

// `cut` stands behind the last day of every interval: "" or "T24:00".
std::string story(const std::string& cut, const std::string& claim_160, const std::string& more = "") {
  const std::string claims = R"(
    {"id": "g400", "source": "rodriguez", "population": "people", "period": "2025-12-23/2026-01-13CUT",
     "figure": ">400"},
    {"id": "g160", "source": "rodriguez", "population": "people", CLAIM_160},
    {"id": "g99", "source": "ministry", "population": "people", "period": "2025-12-25", "figure": 99},
    {"id": "g88", "source": "ministry", "population": "people", "period": "2026-01-01", "figure": 88},
    {"id": "g116", "source": "ministry", "population": "people", "period": "2026-01-08/2026-01-12CUT", "figure": 116},
    {"id": "f49", "source": "fp", "population": "political", "period": "2026-01-08/2026-01-12CUT", "figure": 49,
     "basis": "verified"},
    {"id": "f56", "source": "fp", "population": "political", "period": "2026-01-08/2026-01-13CUT", "figure": 56,
     "basis": "verified"},
    {"id": "h863", "source": "fp", "population": "political", "measure": "held", "period": "2025-12-29",
     "figure": 863},
    {"id": "h806", "source": "fp", "population": "political", "measure": "held", "period": "2026-01-12",
     "figure": 806})";
  const std::string all = replaced(claims, "CLAIM_160", claim_160) + more;
  return kCast + ("\"claims\": [" + replaced(all, "CUT", cut) + "]");
}

const char* const kSince = R"("figure": 160, "period": "2025-12-23/2026-01-13CUT")";
const char* const kReadings = R"("figure": 160, "readings": [
      {"label": "on 23 December", "period": "2025-12-23"},
      {"label": "since 23 December", "period": "2025-12-23/2026-01-13CUT"}])";

const ConflictById kDays{"government", {"g160", "g88", "g99"}, 27};
const ConflictById kNewYear{"government", {"g116", "g160", "g88"}, 44};
const ConflictById kChristmas{"government", {"g116", "g160", "g99"}, 55};

}  // namespace

TEST_CASE("worked example: hours not known") {
  const Told told(story("", kSince));
  CHECK(told.conflicts() == std::vector{kNewYear, kChristmas, kDays});
  CHECK(told.problems() == std::set<std::string>{"government: {g160}"});
  CHECK(told.own("g400").min == 303);
  CHECK(told.gap(Gap::Kind::unaccounted, "government", "g400").value().min == 98);
  CHECK(told.gap(Gap::Kind::unverified, "fp", "g116") == CountRange{60, 67});
  CHECK(told.implied("g400").min == 57);
  CHECK_FALSE(told.implied("f49").max.has_value());
}

TEST_CASE("worked example: two figures alone make a condition") {
  const Told told(kCast + std::string(R"("claims": [
    {"id": "g400", "source": "rodriguez", "population": "people", "period": "2025-12-23/2026-01-13", "figure": ">400"},
    {"id": "g160", "source": "rodriguez", "population": "people", "period": "2025-12-23/2026-01-13", "figure": 160}])"));
  CHECK(told.conflicts().empty());
  REQUIRE(told.findings.conditions.size() == 1);
  const Condition& condition = told.findings.conditions[0];
  CHECK(condition.count.min == 241);
  CHECK(condition.population == 0);
  CHECK(format_minutes(condition.from.at) == "2026-01-13");
  CHECK(format_minutes(condition.to.at) == "2026-01-14");
}

TEST_CASE("worked example: every cut-off at midnight") {
  const Told told(story("T24:00", kSince));
  const ConflictById total{"government", {"g160", "g400"}, 241};
  CHECK(told.conflicts() == std::vector{total, kNewYear, kChristmas, kDays});
  CHECK(told.problems() == std::set<std::string>{"government: {g160}"});
  CHECK(told.implied("f49").max == 116);
  CHECK(told.gap(Gap::Kind::unverified, "fp", "g116") == CountRange{67, 67});
}

TEST_CASE("worked example: two readings of the 160") {
  const Told told(story("", kReadings));
  CHECK(told.conflicts().empty());
  CHECK(told.findings.verdict == Verdict::consistent);
  CHECK(told.readings("g160") == std::vector{true, false});
  REQUIRE(told.findings.readings.size() == 2);
  CHECK(told.findings.readings[1].conflict.has_value());
}

TEST_CASE("worked example: most of them") {
  const std::string most = R"(,
    {"id": "most", "source": "rodriguez", "population": "people", "period": "2026-01-08/2026-01-13T24:00",
     "figure": ">50%", "part_of": "g400"})";
  CHECK(Told(story("T24:00", kReadings, most)).own("g400").min == 695);
  CHECK(Told(story("T24:00", R"("figure": 160, "period": "2025-12-23")", most)).own("g400").min == 695);
}

TEST_CASE("worked example: a monitor's tally that falls") {
  const Told told(kCast + std::string(R"("claims": [
    {"id": "f431", "source": "fp", "population": "political", "period": "2026-01-08/2026-02-08", "figure": 431,
     "basis": "verified"},
    {"id": "f426", "source": "fp", "population": "political", "period": "2026-01-08/2026-02-09", "figure": 426,
     "basis": "verified"}])"));
  CHECK(told.conflicts() == std::vector{ConflictById{"fp", {"f426", "f431"}, 5}});
  CHECK(told.problems() == std::set<std::string>{"fp: {f426}, {f431}"});
}

TEST_CASE("worked example: two hours of one day") {
  const Told told(kCast + std::string(R"("claims": [
    {"id": "f41", "source": "fp", "population": "political", "period": "2026-01-08/2026-01-12", "figure": 41,
     "basis": "verified"},
    {"id": "f49", "source": "fp", "population": "political", "period": "2026-01-08/2026-01-12", "figure": 49,
     "basis": "verified"}])"));
  CHECK(told.conflicts().empty());
}

// A figure that clashes with another side's alone is in its own side's account.
TEST_CASE("what is in no other figure is told from within the account") {
  const Told told(R"("sources": {"gov": {"name": "G", "kind": "official"}, "fp": {"name": "F", "kind": "monitor"}},
    "populations": {"all": {"label": "people"}, "political": {"label": "political", "within": "all"}}, "claims": [
    {"id": "total", "source": "gov", "population": "all", "period": "2026-01-08/2026-01-10T24:00", "figure": 100},
    {"id": "first", "source": "gov", "population": "all", "period": "2026-01-08", "figure": 40},
    {"id": "second", "source": "gov", "population": "all", "period": "2026-01-09", "figure": 30},
    {"id": "count", "source": "fp", "population": "political", "period": "2026-01-08", "figure": 50,
     "basis": "verified"}])");
  REQUIRE(told.problems() == std::set<std::string>{"joint: {count}, {first}"});
  CHECK(told.gap(Gap::Kind::unaccounted, "gov", "total") == CountRange{30, 30});
}

}  // namespace reltrack::judge
