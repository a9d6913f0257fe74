#include "reltrack/changes.hpp"

#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "reltrack/change_report.hpp"
#include "reltrack/reconcile.hpp"
#include "report_fixture.hpp"

using namespace report_fixture;

namespace {

using Kind = ClaimChange::Kind;

// A ledger with all that a state needs.
struct Kept {
  Ledger ledger;
  Selection selection;
  Findings findings;

  explicit Kept(const std::string& text, const std::optional<std::string>& as_of = {}) : ledger(read(text)) {
    SelectionOptions options;
    if (as_of) options.as_of = parse_date_time(*as_of);
    std::vector<std::string> unknown;
    selection = select(ledger, options, unknown);
    findings = reconcile(ledger, selection, {});
  }
  RecordState state() const { return {ledger, selection, findings, std::nullopt}; }
};

// Foro Penal's and the ministry's figures that `claims` adds to two.
std::string ledger_of(const std::string& claims) {
  return R"({"reltrack": 1, "title": "T", "sources": {
    "fp": {"name": "Foro Penal", "kind": "monitor"}, "m": {"name": "Ministry", "kind": "official", "side": "government"},
    "p": {"name": "President", "kind": "official", "side": "government"}},
    "populations": {"people": {"label": "people"}},
    "moments": {"speech": {"label": "speech", "between": "2026-01-13"}},
    "claims": [)" +
         claims + "]}";
}

std::string said(const std::string& id, const std::string& figure, const std::string& period,
                 const std::string& more = "") {
  return R"({"id": ")" + id + R"(", "source": "fp", "figure": ")" + figure +
         R"(", "population": "people", "period": ")" + period + R"(", "said": ")" + period.substr(period.size() - 10) +
         "\"" + more + "}";
}

const std::string k49 = said("fp-49", "49", "2026-01-08/2026-01-12");

// The one step between the two.
std::vector<Step> steps(const std::string& before, const std::string& after) {
  const Kept was(ledger_of(before)), is(ledger_of(after));
  return compare(was.state(), is.state()).steps;
}

}  // namespace

TEST_CASE("a ledger does not differ from itself, whatever the order of its claims") {
  const std::string k56 = said("fp-56", "56", "2026-01-08/2026-01-13");
  const Kept was(ledger_of(k49 + "," + k56)), is(ledger_of(k56 + "," + k49));
  const Changes changes = compare(was.state(), is.state());
  CHECK(changes.claims.empty());
  CHECK(changes.definitions.empty());
  CHECK(changes.steps.empty());
  CHECK(changes.problems.empty());
  CHECK(changes.conflicts.empty());
  CHECK(changes.conditions.empty());
  CHECK(changes.readings.empty());
  CHECK(changes.ranges.empty());
  CHECK(changes.statuses.empty());
}

TEST_CASE("claims are compared by id, field by field") {
  const Kept was(ledger_of(k49 + "," + said("fp-60", "60", "2026-01-08/2026-01-14")));
  const Kept is(ledger_of(said("fp-40", "40", "2026-01-08/2026-01-11") + "," +
                          said("fp-49", "50", "2026-01-08/2026-01-12", R"(, "url": "https://x.example")")));
  const Changes changes = compare(was.state(), is.state());
  REQUIRE(changes.claims.size() == 3);
  CHECK(changes.claims[0].kind == Kind::added);
  CHECK(changes.claims[0].after == claim(is.ledger, "fp-40"));
  CHECK_FALSE(changes.claims[0].before);
  CHECK(changes.claims[1].kind == Kind::changed);
  CHECK(changes.claims[1].before == claim(was.ledger, "fp-49"));
  CHECK(changes.claims[1].after == claim(is.ledger, "fp-49"));
  CHECK(changes.claims[1].fields ==
        std::vector<FieldChange>{{"figure", "", "49", "50"}, {"url", "", "", "https://x.example"}});
  CHECK(changes.claims[2].kind == Kind::removed);
  CHECK(changes.claims[2].before == claim(was.ledger, "fp-60"));
}

TEST_CASE("readings are compared by label") {
  const auto with = [](const std::string& first, const std::string& second) {
    return ledger_of(
        R"({"id": "c", "source": "fp", "population": "people", "period": "2026-01-12", "said": "2026-01-13",
      "readings": [{"label": "one", "figure": )" +
        first + R"(}, {"label": ")" + second + R"(", "figure": 7}]})");
  };
  const Kept was(with("5", "two")), is(with("6", "three"));
  const Changes changes = compare(was.state(), is.state());
  REQUIRE(changes.claims.size() == 1);
  CHECK(changes.claims[0].fields ==
        std::vector<FieldChange>{{"readings", "", "one; two", "one; three"}, {"figure", "one", "5", "6"}});
}

TEST_CASE("what was corrected, withdrawn and stands again") {
  const std::string second = said("fp-50", "50", "2026-01-08/2026-01-12", R"(, "corrects": "fp-49")");
  const std::string taken = said("fp-49", "49", "2026-01-08/2026-01-12", R"(, "withdrawn": "2026-01-13")");
  const Kept plain(ledger_of(k49)), corrected(ledger_of(k49 + "," + second)), withdrawn(ledger_of(taken));
  const Changes to_corrected = compare(plain.state(), corrected.state());
  REQUIRE(to_corrected.claims.size() == 2);
  CHECK(to_corrected.claims[0].kind == Kind::corrected);
  CHECK(to_corrected.claims[0].fields.empty());
  CHECK(to_corrected.claims[1].kind == Kind::added);
  const Changes to_withdrawn = compare(plain.state(), withdrawn.state());
  REQUIRE(to_withdrawn.claims.size() == 1);
  CHECK(to_withdrawn.claims[0].kind == Kind::withdrawn);
  CHECK(to_withdrawn.claims[0].fields == std::vector<FieldChange>{{"withdrawn", "", "", "2026-01-13"}});
  CHECK(compare(withdrawn.state(), plain.state()).claims[0].kind == Kind::restored);
}

TEST_CASE("one ledger at two times") {
  const std::string text = ledger_of(k49 + "," + said("fp-56", "56", "2026-01-08/2026-01-13"));
  const Kept was(text, "2026-01-12"), is(text);
  const Changes changes = compare(was.state(), is.state());
  REQUIRE(changes.claims.size() == 1);
  CHECK(changes.claims[0].kind == Kind::added);
  CHECK(is.ledger.claims[*changes.claims[0].after].id == "fp-56");
  REQUIRE(changes.steps.size() == 1);
  CHECK(changes.steps[0].count == CountRange{7, 7});
}

TEST_CASE("definitions are compared by section and id") {
  const std::string before = ledger_of(k49);
  std::string after = before;
  after.replace(after.find("\"side\": \"government\"}"), 21, "\"side\": \"palace\"}    ");
  const Kept was(before), is(after);
  const Changes changes = compare(was.state(), is.state());
  REQUIRE(changes.definitions.size() == 1);
  CHECK(changes.definitions[0].section == "sources");
  CHECK(changes.definitions[0].id == "m");
  CHECK(changes.definitions[0].fields == std::vector<FieldChange>{{"side", "", "government", "palace"}});
  CHECK(changes.claims.empty());
}

TEST_CASE("a step is the difference of two figures of one start") {
  const auto one = steps(k49, k49 + "," + said("fp-56", "56", "2026-01-08/2026-01-13"));
  REQUIRE(one.size() == 1);
  CHECK(one[0].one_start);
  CHECK_FALSE(one[0].level);
  CHECK(one[0].count == CountRange{7, 7});
  const auto open = steps(k49, k49 + "," + said("fp-60", ">60", "2026-01-08/2026-01-13"));
  REQUIRE(open.size() == 1);
  CHECK(open[0].count == CountRange{12, {}});
  const auto most = steps(k49, k49 + "," + said("fp-60", "<60", "2026-01-08/2026-01-13"));
  REQUIRE(most.size() == 1);
  CHECK(most[0].count == CountRange{0, 10});
}

TEST_CASE("no step where the starts differ or are nobody's knowledge, nor to what falls, nor of another side") {
  CHECK(steps(k49, k49 + "," + said("fp-56", "56", "2026-01-10/2026-01-13")).empty());
  const std::string open = said("fp-49", "49", "../2026-01-12");
  CHECK(steps(open, open + "," + said("fp-56", "56", "../2026-01-13")).empty());
  CHECK(steps(k49, k49 + "," + said("fp-40", "40", "2026-01-08/2026-01-13")).empty());
  CHECK(steps(k49, k49 + R"(,{"id": "m-60", "source": "m", "figure": 60, "population": "people",
    "period": "2026-01-08/2026-01-13", "said": "2026-01-13"})")
            .empty());
}

TEST_CASE("levels rise and fall") {
  const auto level = [](const std::string& id, const std::string& figure, const std::string& day) {
    return said(id, figure, day, R"(, "measure": "held")");
  };
  const std::string first = level("h-1", "863", "2026-01-05");
  const auto fell = steps(first, first + "," + level("h-2", "806", "2026-01-12"));
  REQUIRE(fell.size() == 1);
  CHECK(fell[0].level);
  CHECK(fell[0].count == CountRange{-57, -57});
  const auto bounded = steps(first, first + "," + level("h-2", ">=803", "2026-01-12"));
  REQUIRE(bounded.size() == 1);
  CHECK(bounded[0].count == CountRange{-60, {}});
}

TEST_CASE("findings come and go with their claims") {
  const auto december = [](const std::string& id, const std::string& source, const std::string& figure) {
    return R"({"id": ")" + id + R"(", "source": ")" + source + R"(", "figure": )" + figure +
           R"(, "population": "people", "period": "2025-12", "said": "2026-01-12"})";
  };
  const std::string first = december("m-187", "m", "187"), second = december("p-194", "p", "194");
  const Kept was(ledger_of(first)), is(ledger_of(second + "," + first));
  const Changes appeared = compare(was.state(), is.state());
  REQUIRE(appeared.problems.size() == 1);
  CHECK_FALSE(appeared.problems[0].before);
  CHECK(appeared.problems[0].because == std::vector<std::string>{"p-194"});
  REQUIRE(appeared.conflicts.size() == 1);
  REQUIRE(appeared.statuses.size() == 1);
  CHECK(is.ledger.claims[appeared.statuses[0].after].id == "m-187");
  const Changes vanished = compare(is.state(), was.state());
  REQUIRE(vanished.problems.size() == 1);
  CHECK_FALSE(vanished.problems[0].after);
  CHECK(vanished.problems[0].because == std::vector<std::string>{"p-194"});

  const Kept more(ledger_of(second + "," + first + "," + december("p-200", "p", "200")));
  const Changes grown = compare(is.state(), more.state());
  REQUIRE(grown.problems.size() == 1);
  CHECK(grown.problems[0].before);
  CHECK(grown.problems[0].after);
  CHECK(is.findings.problems[0].id != more.findings.problems[0].id);
}

TEST_CASE("ranges that move name what moved them") {
  const std::string ministry = R"({"id": "m-116", "source": "m", "figure": ">100", "population": "people",
    "period": "2026-01-08/2026-01-12T12:00", "said": "2026-01-12T12:00"})";
  const std::string early = said("fp-49", "49", "2026-01-08/2026-01-10", R"(, "basis": "verified")");
  const std::string late = said("fp-60", "60", "2026-01-08/2026-01-11", R"(, "basis": "verified")");
  const Kept was(ledger_of(ministry + "," + early)), is(ledger_of(ministry + "," + early + "," + late));
  const Changes changes = compare(was.state(), is.state());
  REQUIRE_FALSE(changes.ranges.empty());
  const auto moved = std::find_if(changes.ranges.begin(), changes.ranges.end(), [&](const RangeChange& r) {
    return !r.own && is.ledger.claims[r.after].id == "m-116";
  });
  REQUIRE(moved != changes.ranges.end());
  CHECK(moved->was == CountRange{49, {}});
  CHECK(moved->is == CountRange{60, {}});
  CHECK(moved->because == std::vector<std::string>{"fp-60"});
}

TEST_CASE("a reading that a new figure rules out stops to hold") {
  const std::string either = R"({"id": "fp-26", "source": "fp", "population": "people", "said": "2026-01-12T12:00",
    "period": "2026-01-08/2026-01-12T12:00", "readings": [{"label": "75", "figure": 75}, {"label": "45", "figure": 45}]})";
  const std::string later = said("fp-52", "52", "2026-01-08/2026-01-13");
  const Kept was(ledger_of(either)), is(ledger_of(either + "," + later));
  const Changes changes = compare(was.state(), is.state());
  REQUIRE(changes.readings.size() == 1);
  CHECK(changes.readings[0].before);
  CHECK_FALSE(is.findings.readings[*changes.readings[0].after].holds);
  CHECK(changes.readings[0].because == std::vector<std::string>{"fp-52"});
  const std::string text = text_changes(changes, was.state(), is.state(), {});
  CHECK(text.find("is out") != std::string::npos);
}

TEST_CASE("what changed as JSON has its members in their order") {
  const Kept was(ledger_of(k49)), is(ledger_of(k49 + "," + said("fp-56", "56", "2026-01-08/2026-01-13")));
  const Changes changes = compare(was.state(), is.state());
  const std::string text = json_changes(changes, was.state(), is.state(), {});
  const auto json = nlohmann::ordered_json::parse(text);
  CHECK(text == json.dump(2) + "\n");
  std::vector<std::string> keys;
  for (const auto& item : json.items()) keys.push_back(item.key());
  CHECK(keys == std::vector<std::string>{"diff", "tool", "before", "after", "claims", "definitions", "steps",
                                         "problems", "conflicts", "conditions", "readings", "ranges", "statuses"});
  CHECK(json["steps"][0].dump().rfind(R"({"from":"fp-49","to":"fp-56","at_least":7,"at_most":7,)", 0) == 0);
}
