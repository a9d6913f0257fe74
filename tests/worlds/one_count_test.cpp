// The one count that would settle the most: whatever it comes out as, one answer at most is left.
#include <string>

#include "catch.hpp"
#include "from_text.hpp"

namespace reltrack::judge {
namespace {

std::string ledger(const std::string& claims) {
  return R"("sources": {
    "office": {"name": "the office", "kind": "official"}, "monitor": {"name": "the monitor", "kind": "monitor"},
    "third": {"name": "a third", "kind": "monitor"}},
  "populations": {"people": {"label": "people"}}, "claims": [)" +
         claims + "]";
}

// "since 1 January" or "on 3 January", and what is known of the days before.
const std::string kTwoReadings = R"(
  {"id": "ten", "source": "office", "population": "people", "figure": 10, "readings": [
    {"label": "on the 3rd", "period": "2026-01-03"},
    {"label": "since the 1st", "period": "2026-01-01/2026-01-03T24:00"}]},
  {"id": "days-before", "source": "monitor", "population": "people", "figure": 4,
   "period": "2026-01-01/2026-01-02T24:00"})";

const std::string kTwoFigures = R"(
  {"id": "nine", "source": "office", "population": "people", "figure": 9, "period": "2026-01-05"},
  {"id": "twelve", "source": "office", "population": "people", "figure": 12, "period": "2026-01-05"})";

std::string third_of_january(Count people) {
  return R"(, {"id": "third", "source": "monitor", "population": "people", "period": "2026-01-03", "figure": )" +
         std::to_string(people) + "}";
}

// These claims, and a third side's figure for the stretch of the count.
std::string ledger_with_third(const std::string& claims, const OneMoreCount& count, Count people) {
  return ledger(claims + R"(, {"id": "more", "source": "third", "population": "people", "figure": )" +
                std::to_string(people) + R"(, "period": ")" + format_minutes(count.from.at) + "T00:00/" +
                format_minutes(count.to.at) + "T00:00\"}");
}

}  // namespace

TEST_CASE("a count of the one day that two readings tell apart would settle which is meant") {
  const Told told(ledger(kTwoReadings));
  REQUIRE(told.findings.one_count);
  const OneMoreCount& count = *told.findings.one_count;
  CHECK(count.problems.empty());
  CHECK(count.readings == std::vector<Index>{told.claim("ten")});
  CHECK(count.to.at - count.from.at == kDay);
  for (Count people = 0; people <= 12; ++people) {
    INFO(people << " on the 3rd");
    const Told with(ledger(kTwoReadings + third_of_january(people)));
    const std::vector<bool> holds = with.readings("ten");
    const bool none_fits = !with.conflicts().empty();  // then it is a problem, and no reading is ruled out by itself
    CHECK(none_fits != (std::count(holds.begin(), holds.end(), true) == 1));
  }
}

TEST_CASE("a further count of the same day would settle which of two figures must give") {
  const Told told(ledger(kTwoFigures));
  REQUIRE(told.findings.one_count);
  CHECK(told.findings.one_count->problems == std::vector<std::size_t>{0});
  CHECK(told.findings.one_count->readings.empty());
}

TEST_CASE("where nothing is open, no count is asked for") {
  CHECK(!Told(ledger(third_of_january(4).substr(2))).findings.one_count);
}

TEST_CASE("where no count settles anything, one narrows what others say, whatever it comes out as") {
  const std::string claims = R"(
    {"id": "day", "source": "office", "population": "people", "figure": ">=1", "period": "2026-01-03"},
    {"id": "at-least", "source": "office", "population": "people", "figure": ">=2",
     "period": "2026-01-03/2026-01-04T24:00"},
    {"id": "at-most", "source": "monitor", "population": "people", "figure": "<=9",
     "period": "2026-01-03/2026-01-04T24:00"},
    {"id": "week", "source": "third", "population": "people", "figure": 20,
     "period": "2026-01-01/2026-01-07T24:00"})";
  const Told told(ledger(claims));
  REQUIRE(told.findings.one_count);
  const OneMoreCount& count = *told.findings.one_count;
  CHECK((count.problems.empty() && count.readings.empty()));
  REQUIRE(count.narrowed.size() >= 2);
  CHECK(count.narrowed == std::vector<Index>{told.claim("at-least"), told.claim("at-most")});
  CHECK(count.to.at - count.from.at == 2 * kDay);
  std::size_t tried = 0;
  for (Count people = 0; people <= 25; ++people) {
    INFO(people << " there");
    const Told with(ledger_with_third(claims, count, people));
    if (!with.conflicts().empty()) continue;  // it cannot come out so
    ++tried;
    for (const Index c : count.narrowed) {
      const std::string& id = told.ledger.claims[c].id;
      const CountRange before = told.implied(id), after = with.implied(id);
      CHECK(
          (after.min.value_or(0) > before.min.value_or(0) || (after.max && (!before.max || *after.max < *before.max))));
    }
  }
  CHECK(tried > 5);
}

}  // namespace reltrack::judge
