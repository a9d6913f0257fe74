#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "report_fixture.hpp"

using namespace report_fixture;

namespace {

using Json = nlohmann::ordered_json;

std::string json_of(const Ledger& ledger, const Findings& findings, const ReportOptions& options = {}) {
  return json_report(ledger, findings, options);
}

std::vector<std::string> keys(const Json& object) {
  std::vector<std::string> out;
  for (const auto& item : object.items()) out.push_back(item.key());
  return out;
}

using Keys = std::vector<std::string>;

}  // namespace

TEST_CASE("the JSON report has version 1's members in their order") {
  const Ledger ledger = read(kTenClaims);
  const std::string text = json_of(ledger, ten_claims_findings(ledger));
  const Json report = Json::parse(text);
  CHECK(text == report.dump(2) + "\n");
  CHECK(keys(report) == Keys{"report", "tool", "ledger", "verdict", "conflicts", "problems", "conditions", "readings",
                             "overlaps", "gaps", "claims", "counts", "search"});
  CHECK(keys(report["ledger"]) == Keys{"title", "files", "claims", "sources", "as_of"});
  CHECK(keys(report["conflicts"][0]) == Keys{"id", "claims", "scope", "shortfall", "statement", "proof", "rests_on"});
  CHECK(keys(report["conflicts"][0]["proof"]) ==
        Keys{"at_least", "at_most", "rules", "divisor", "total_at_least", "total_at_most"});
  CHECK(keys(report["problems"][0]) == Keys{"id", "scope", "contested", "repairs", "conflicts", "statement", "mends"});
  CHECK(report["verdict"] == "conflicting");
  CHECK(report["counts"].dump() == R"({"problems":1,"conflicts":1,"overlaps":14,"gaps":6,"conditions":1})");
  CHECK(report["problems"][0]["statement"] ==
        "187 (Ministry, 12 Jan) or 194 (Delcy Rodríguez, 14 Jan): one of these must give; 194 - 187 = 7 apart");
  CHECK(
      report["gaps"][0].dump() ==
      R"({"kind":"unverified","claim":"ministry-116","amount":{"min":67,"max":116},"against":["fp-49"],)"
      R"("side":"foro-penal","statement":"116 (Ministry, 12 Jan): 67 to 116 not verified by Foro Penal, 116 - 49 = 67"})");
}

TEST_CASE("an empty ledger's JSON report, whole") {
  Ledger ledger;
  ledger.title = "Nothing \"yet\"";
  ledger.files = {{"a\xff.json", 12}};
  ReportOptions options;
  options.as_of = "2026-01-14";
  std::string text = json_of(ledger, {}, options);
  const std::size_t version = text.find("\"version\": \"") + 12;
  text.replace(version, text.find('"', version) - version, "V");
  CHECK(text == R"json({
  "report": 1,
  "tool": {
    "name": "reltrack",
    "version": "V"
  },
  "ledger": {
    "title": "Nothing \"yet\"",
    "files": [
      {
        "name": "a�.json",
        "bytes": 12
      }
    ],
    "claims": 0,
    "sources": 0,
    "as_of": "2026-01-14"
  },
  "verdict": "consistent",
  "conflicts": [],
  "problems": [],
  "conditions": [],
  "readings": [],
  "overlaps": [],
  "gaps": [],
  "claims": [],
  "counts": {
    "problems": 0,
    "conflicts": 0,
    "overlaps": 0,
    "gaps": 0,
    "conditions": 0
  },
  "search": {
    "conflicts": true,
    "repairs": true,
    "ranges": true
  }
}
)json");
}

TEST_CASE("claims may stand in any order") {
  std::string turned = kTenClaims;
  const std::size_t first = turned.find("  {\"id\": \"fp-49\""), second = turned.find("  {\"id\": \"fp-56\"");
  const std::string moved = turned.substr(first, second - first);
  turned.erase(first, moved.size());
  turned.insert(turned.find("  {\"id\": \"ministry-116\""), moved);
  const Ledger ledger = read(kTenClaims), other = read(turned);
  CHECK(json_of(ledger, ten_claims_findings(ledger)) == json_of(other, ten_claims_findings(other)));
  CHECK(text_report(ledger, all_active(ledger), ten_claims_findings(ledger), {}) ==
        text_report(other, all_active(other), ten_claims_findings(other), {}));
}

TEST_CASE("lists are capped, counts are not") {
  const Ledger ledger = read(kTenClaims);
  ReportOptions options;
  options.limit = 2;
  const Json report = Json::parse(json_of(ledger, ten_claims_findings(ledger), options));
  CHECK(report["overlaps"].size() == 2);
  CHECK(report["gaps"].size() == 2);
  CHECK(report["claims"].size() == 10);
  CHECK(report["counts"]["overlaps"] == 14);
}

TEST_CASE("claims stand by id, with ranges by reading where they have readings") {
  const Ledger ledger = read(kTenClaims);
  Findings found = ten_claims_findings(ledger);
  found.claims[claim(ledger, "fp-49")].ranges[0].implied->max_tight = false;
  const Json report = Json::parse(json_of(ledger, found));
  CHECK(report["claims"][0]["id"] == "delcy-194");
  CHECK(report["claims"][2].dump() ==
        R"({"id":"fp-49","status":"alone","implied":{"min":0,"max":406,"max_tight":false},"disputed_by":[],)"
        R"("independent_sources":0,"rests_on":[]})");
  CHECK(report["claims"][5].dump() ==
        R"({"id":"ministry-116","status":"alone","readings":[{"label":"in the last hours: 11-12 January",)"
        R"("implied":{"min":0,"max":null}},{"label":"since the announcement of 8 January",)"
        R"("implied":{"min":49,"max":null}}],"disputed_by":["machado-denies-116"],"independent_sources":0,)"
        R"("rests_on":[]})");
}

TEST_CASE("proofs name their rules, times and cases") {
  const Ledger ledger = read(kTenClaims);
  Findings found = ten_claims_findings(ledger);
  Proof& proof = found.conflicts[0].proof;
  ProofRule rule;
  rule.rule = Rule::part_of_whole;
  rule.population = 0;
  rule.parts = {1};
  rule.from = {Instant::Kind::at, kBeforeAll, 0};
  rule.to = {Instant::Kind::claim_end, 0, claim(ledger, "fp-49")};
  proof.rules = {rule};
  ProofCase split;
  split.kind = ProofCase::Kind::reading;
  split.claim = claim(ledger, "ministry-116");
  split.choice = 1;
  split.proof.rules = {rule};
  Proof outer = proof;
  outer.cases = {split};
  found.conflicts[0].proof = outer;
  const Json report = Json::parse(json_of(ledger, found));
  CHECK(report["conflicts"][0]["proof"]["rules"][0].dump() ==
        R"({"rule":"part-of-whole","measure":"released","population":"prisoners","parts":["political"],"from":"..",)"
        R"("to":"end:fp-49","times":1})");
  const Json& inner = report["conflicts"][0]["proof"]["cases"][0];
  CHECK(keys(inner) == Keys{"kind", "claim", "reading", "proof"});
  CHECK(inner["reading"] == "since the announcement of 8 January");
}

TEST_CASE("readings that do not hold together stand with both, the proof with the first") {
  const Ledger ledger = read(kTenClaims);
  Findings found = ten_claims_findings(ledger);
  ReadingPair pair{claim(ledger, "delcy-406"), 0, claim(ledger, "ministry-116"), 1, found.conflicts[0]};
  found.reading_pairs = {pair};
  const Json report = Json::parse(json_of(ledger, found));
  const Json &first = report["readings"][0]["readings"], &second = report["readings"][1]["readings"];
  CHECK(keys(first[0]) == Keys{"label", "holds", "not_with"});
  CHECK(keys(first[0]["not_with"][0]) ==
        Keys{"claim", "label", "conflict", "claims", "scope", "shortfall", "statement", "proof"});
  CHECK(first[0]["not_with"][0]["claim"] == "ministry-116");
  CHECK(keys(first[1]) == Keys{"label", "holds"});
  CHECK(keys(second[0]) == Keys{"label", "holds"});
  CHECK(second[1]["not_with"].dump() ==
        R"x([{"claim":"delcy-406","label":"406 have left prison (\"ya suman\")","conflict":"c-1a2b"}])x");
}
