#include <fmt/format.h>

#include <string>

#include "catch.hpp"
#include "reltrack/reader.hpp"

using namespace reltrack;

namespace {

// A ledger with two sources, two populations, two moments, and the claims given.
std::string ledger_text(const std::string& claims, const std::string& measures = "{}") {
  return fmt::format(R"({{"reltrack": 1, "title": "Releases", "timezone": "America/Caracas",
 "sources": {{"ministry": {{"name": "Ministry", "kind": "official", "side": "government"}},
             "monitor": {{"name": "Monitor", "kind": "monitor"}}}},
 "populations": {{"prisoners": {{"label": "people who left prison"}},
                 "political": {{"label": "political prisoners", "within": "prisoners", "disjoint": true}}}},
 "measures": {},
 "moments": {{"speech": {{"label": "the speech", "between": "2026-01-13"}},
             "law": {{"label": "the law", "between": ["2024-12-23", "2025-12-23/2026-01"]}},
             "some-time": {{"label": "some time"}}}},
 "claims": [{}]}})",
                     measures, claims);
}

std::string diagnosed(const std::vector<InputFile>& files) {
  return format_diagnostics(read_ledger(files).diagnostics, files);
}

Ledger read_well(const std::string& text) {
  const std::vector<InputFile> files{{"ledger.json", text}};
  ReadResult result = read_ledger(files);
  INFO(format_diagnostics(result.diagnostics, files));
  REQUIRE(result.ledger);
  return *result.ledger;
}

std::string show(Minutes at) {
  if (at == kBeforeAll) return "ever";
  if (at == kAfterAll) return "never";
  return format_minutes(at);
}

std::string show(const TimeSpan& span) {
  return span.certain() ? show(span.from) : fmt::format("[{} {}]", show(span.from), show(span.to));
}

// The limits of both ends of a period, as one claim has it.
std::string limits(const std::string& period, const std::string& more = "") {
  const Ledger ledger = read_well(ledger_text(
      fmt::format(R"({{"id": "a", "source": "ministry", "population": "prisoners", "figure": 1, "period": "{}"{}}})",
                  period, more)));
  const Period& read = ledger.claims[0].readings[0].period;
  return show(read.start.limits) + " " + show(read.end.limits);
}

std::string said(const std::string& when) { return fmt::format(R"(, "said": "{}")", when); }

}  // namespace

TEST_CASE("a flow's period has the limits that it is written with") {
  CHECK(limits("2026-01-12") == "2026-01-12 2026-01-13");
  CHECK(limits("2026-01") == "2026-01-01 2026-02-01");
  CHECK(limits("2026") == "2026-01-01 2027-01-01");
  CHECK(limits("2026-01-08/2026-01-12") == "2026-01-08 [2026-01-12 2026-01-13]");
  CHECK(limits("2026-01-08/2026-01-12T17:00") == "2026-01-08 2026-01-12T17:00");
  CHECK(limits("2026-01-08T06:00/2026-01-12T24:00") == "2026-01-08T06:00 2026-01-13");
  CHECK(limits("2025-12/2026-01-12") == "[2025-12-01 2026-01-01] [2026-01-12 2026-01-13]");
  CHECK(limits("2025-12-23/2026-01") == "2025-12-23 [2026-01-01 2026-02-01]");
  CHECK(limits("../2026-01-12") == "[ever 2026-01-13] [2026-01-12 2026-01-13]");
  CHECK(limits("/2026-01-12T08:00") == "[ever 2026-01-12T08:00] 2026-01-12T08:00");
}

TEST_CASE("a moment stands for either end") {
  CHECK(limits("2025-12-23/speech") == "2025-12-23 [2026-01-13 2026-01-14]");
  CHECK(limits("law/speech") == "[2024-12-23 2026-02-01] [2026-01-13 2026-01-14]");
  CHECK(limits("2025-12-23/some-time") == "2025-12-23 [ever never]");
  const Ledger ledger = read_well(ledger_text(
      R"({"id": "a", "source": "ministry", "population": "prisoners", "figure": 1, "period": "law/2026-01-12"})"));
  CHECK(ledger.claims[0].readings[0].period.start.moment == 1U);
  CHECK_FALSE(ledger.claims[0].readings[0].period.end.moment);
  CHECK(ledger.moments[1].between.size() == 2);
  CHECK(show(ledger.moments[1].between[1]) == "[2025-12-23 2026-02-01]");
}

TEST_CASE("nothing is counted after it was said") {
  const std::string interval = "2026-01-08/2026-01-12";
  CHECK(limits(interval, said("2026-01-14")) == "2026-01-08 [2026-01-12 2026-01-13]");
  CHECK(limits(interval, said("2026-01-12")) == "2026-01-08 [2026-01-12 2026-01-13]");
  CHECK(limits(interval, said("2026-01-12T17:00")) == "2026-01-08 [2026-01-12 2026-01-12T17:00]");
  CHECK(limits(interval, said("2026-01-11")) == "2026-01-08 [2026-01-11 2026-01-12]");
  CHECK(limits(interval, said("2026-01-11T09:00")) == "2026-01-08 [2026-01-11 2026-01-11T09:00]");
  CHECK(limits(interval, R"(, "published": "2026-01-12T17:00")") == "2026-01-08 [2026-01-12 2026-01-12T17:00]");
  CHECK(limits(interval, R"(, "said": "2026-01-12", "published": "2026-01-11")") ==
        "2026-01-08 [2026-01-12 2026-01-13]");
  CHECK(limits("../2026-01-12", said("2026-01-12T17:00")) == "[ever 2026-01-12T17:00] [2026-01-12 2026-01-12T17:00]");
}

TEST_CASE("closed days, months and years stand unless they end later") {
  CHECK(limits("2026-01-12", said("2026-01-12")) == "2026-01-12 2026-01-13");
  CHECK(limits("2026-01-12", said("2026-01-12T10:00")) == "2026-01-12 2026-01-13");
  CHECK(limits("2025-12", said("2026-01-12")) == "2025-12-01 2026-01-01");
  CHECK(limits("2025-12", said("2025-12-31")) == "2025-12-01 2026-01-01");
  CHECK(limits("2025-12", said("2025-12-20")) == "2025-12-01 [2025-12-20 2025-12-21]");
  CHECK(limits("2025-12", said("2025-12-20T12:00")) == "2025-12-01 [2025-12-20 2025-12-20T12:00]");
  CHECK(limits("2025-12-23/2026-01", said("2026-01-13")) == "2025-12-23 [2026-01-01 2026-01-14]");
}

TEST_CASE("what is written to the minute, as a moment, or announced is not cut") {
  CHECK(limits("2026-01-08/2026-01-12T17:00", said("2026-01-12T09:00")) == "2026-01-08 2026-01-12T17:00");
  CHECK(limits("2026-01-08/speech", said("2026-01-12")) == "2026-01-08 [2026-01-13 2026-01-14]");
  CHECK(limits("2026-02", said("2026-01-12") + R"(, "basis": "announced")") == "2026-02-01 2026-03-01");
  CHECK(limits("2026-01-12", said("2026-01-11") + R"(, "measure": "held")") == "2026-01-13 2026-01-13");
}

TEST_CASE("a stock has one moment") {
  const std::string held = R"(, "measure": "held")";
  CHECK(limits("2026-01-12", held) == "2026-01-13 2026-01-13");
  CHECK(limits("2026-01-12T20:00", held) == "2026-01-12T20:00 2026-01-12T20:00");
  CHECK(limits("speech", held) == "[2026-01-13 2026-01-14] [2026-01-13 2026-01-14]");
}

TEST_CASE("fields arrive where they belong") {
  const Ledger ledger = read_well(ledger_text(R"(
    {"id": "a", "source": "ministry", "population": "prisoners", "figure": ">400", "period": "2026-01-08/2026-01-12",
     "said": "2026-01-12T17:00", "via": ["EFE", "AP"], "url": "https://example.org", "quote": "más de 400"},
    {"id": "b", "source": "ministry", "population": "political", "period": "2026-01-08/2026-01-12",
     "figure": ">50%", "part_of": "a", "corrects": "c", "withdrawn": "2026-02-01"},
    {"id": "c", "source": "ministry", "population": "prisoners", "period": "2026-01-08/2026-01-12",
     "readings": [{"label": "people", "figure": 7}, {"label": "levels", "figure": 8, "measure": "held",
                   "period": "2026-01-12", "basis": "announced", "population": "political"}]},
    {"id": "d", "source": "monitor", "disputes": ["c"], "repeats": "a"},
    {"id": "e", "source": "monitor", "disputes": ["f"]},
    {"id": "f", "source": "monitor", "population": "political", "disputes": ["c"]})"));
  REQUIRE(ledger.claims.size() == 6);
  CHECK(ledger.claims[0].via == std::vector<std::string>{"EFE", "AP"});
  CHECK(ledger.claims[0].url == std::vector<std::string>{"https://example.org"});
  CHECK(ledger.claims[0].said->has_hour);
  CHECK(ledger.claims[1].readings[0].part_of == 0U);
  CHECK(ledger.claims[1].corrects == 2U);
  CHECK(ledger.claims[1].withdrawn);
  CHECK(ledger.claims[2].has_readings);
  CHECK(ledger.claims[2].readings[0].basis == Basis::asserted);
  CHECK(ledger.claims[2].readings[1].label == "levels");
  CHECK(ledger.claims[2].readings[1].measure == 2);
  CHECK(ledger.claims[2].readings[1].population == 1);
  CHECK(ledger.claims[2].readings[1].period.at_moment);
  CHECK(ledger.claims[3].readings[0].period == ledger.claims[2].readings[0].period);
  CHECK_FALSE(ledger.claims[3].readings[0].figure);
  CHECK(ledger.claims[3].repeats == 0U);
  CHECK(ledger.claims[4].readings[0].population == 1);
  CHECK(ledger.claims[4].readings[0].period.text == "2026-01-08/2026-01-12");
  CHECK(ledger.sources[0].side == "government");
  CHECK(ledger.sources[1].side == "monitor");
  CHECK(ledger.populations[1].within == std::vector<Index>{0});
  CHECK(ledger.populations[1].disjoint);
  CHECK(ledger.timezone == "America/Caracas");
}

TEST_CASE("built-in measures come first and can be declared again") {
  const Ledger ledger = read_well(ledger_text("", R"({"deaths": {"type": "flow", "label": "died in custody"},
      "held": {"type": "stock", "out": ["released", "deaths"]}, "released": {"label": "freed"}})"));
  REQUIRE(ledger.measures.size() == 4);
  CHECK(ledger.measures[0].label == "freed");
  CHECK(ledger.measures[1].id == "detained");
  CHECK(ledger.measures[2].out == std::vector<Index>{0, 3});
  CHECK(ledger.measures[2].in == std::vector<Index>{1});
}

TEST_CASE("several files are one ledger") {
  const std::string a =
      R"({"id": "a", "source": "ministry", "population": "prisoners", "figure": 7, "period": "2026"})";
  const std::string b = R"({"id": "b", "source": "monitor", "disputes": ["a"], "population": "political"})";
  const ReadResult both = read_ledger({{"1", ledger_text(a)}, {"2", ledger_text(b)}});
  REQUIRE(both.ledger);
  CHECK(both.ledger->claims.size() == 2);
  CHECK(both.ledger->sources.size() == 2);
  CHECK(both.ledger->files[1].bytes == ledger_text(b).size());
  CHECK(both.diagnostics.empty());
}

TEST_CASE("every error of a file in one run, by place, each whole") {
  const std::string text =
      "{\"reltrack\": 1, \"title\": \"x\", \"populations\": {\"p\": {\"label\": \"p\"}},\n"
      "\"sources\": {\"s\": {\"name\": \"s\", \"kind\": \"ngo\"}},\n"
      "\"claims\": [{\"id\": \"a\", \"source\": \"t\", \"population\": \"p\", \"figure\": 1e3, \"period\": "
      "\"2026-02-30\"}]}\n";
  CHECK(diagnosed({{"f", text}}) ==
        "f:2:40: error: expected official, monitor, opposition, international, media or other, got \"ngo\" [E0206]\n"
        "  \"sources\": {\"s\": {\"name\": \"s\", \"kind\": \"ngo\"}},\n"
        "                                         ^~~~~\n"
        "  at /sources/s/kind\n"
        "f:3:34: error: there is no source \"t\" [E0301]\n"
        "  \"claims\": [{\"id\": \"a\", \"source\": \"t\", \"population\": \"p\", \"figur...\n"
        "                                   ^~~\n"
        "  at /claims/0/source\n"
        "  the ledger has s\n"
        "f:3:68: error: 1e3 is written with an exponent: write the number out, 1e3 as 1000 [E0401]\n"
        "  ...\", \"source\": \"t\", \"population\": \"p\", \"figure\": 1e3, \"period\": \"2026-02-30\"}]}\n"
        "                                                    ^~~\n"
        "  at /claims/0/figure\n"
        "f:3:84: error: \"2026-02-30\" is no date: February 2026 has 28 days [E0501]\n"
        "  ..., \"population\": \"p\", \"figure\": 1e3, \"period\": \"2026-02-30\"}]}\n"
        "                                                    ^~~~~~~~~~\n"
        "  at /claims/0/period\n");
}

// So many that two threads read them.
std::string many_claims(const std::string& first, const std::string& last) {
  std::string out = first;
  for (int i = 0; i < 6000; ++i) {
    out += fmt::format(
        ",\n{{\"id\": \"c{}\", \"source\": \"monitor\", \"population\": \"political\", \"figure\": {}, \"period\": "
        "\"2026-01-{:02}\"}}",
        i, i % 10, 1 + i % 28);
  }
  return out + ",\n" + last;
}

TEST_CASE("the halves of a large ledger may deny each other") {
  const Ledger ledger = read_well(ledger_text(many_claims(R"({"id": "a", "source": "ministry", "disputes": ["z"]})",
                                                          R"({"id": "b", "source": "ministry", "disputes": ["c7"]},
      {"id": "z", "source": "monitor", "disputes": ["b"]})")));
  REQUIRE(ledger.claims.size() == 6003);
  CHECK(ledger.claims[0].id == "a");
  CHECK(ledger.claims[0].disputes == std::vector<Index>{6002});
  CHECK(ledger.claims[2].id == "c0");
  CHECK(ledger.claims[2].readings.front().figure->text == "0");
  CHECK(ledger.claims[6002].id == "z");
  for (const Index denial : {0U, 1U, 6002U}) {
    CHECK(ledger.claims[denial].readings.front().period.text == "2026-01-08");
    CHECK(ledger.claims[denial].readings.front().population == 1);
  }
}

TEST_CASE("every error of both halves of a large ledger, by place") {
  const ReadResult result = read_ledger(
      {{"f", ledger_text(many_claims(R"({"id": "a", "source": "nobody", "figure": 1, "population": "political"})",
                                     R"(7, {"id": "a", "source": "ministry", "disputes": ["b"]})"))}});
  CHECK_FALSE(result.ledger);
  std::string found;
  for (const Diagnostic& diagnostic : result.diagnostics) found += diagnostic.code + " " + diagnostic.pointer + "\n";
  CHECK(found ==
        "E0202 /claims/0\nE0301 /claims/0/source\nE0203 /claims/6001\nE0302 /claims/6002/id\n"
        "E0301 /claims/6002/disputes/0\n");
}

TEST_CASE("no input is too strange to read") {
  for (const std::string text : {"", "null", "[]", "{}", "1e999", "\"", "{\"claims\":[null,[],{}]}", "\xff\xfe",
                                 "{\"sources\":1,\"populations\":[],\"claims\":{},\"measures\":null,\"moments\":7}",
                                 "{\"sources\":{\"\":{}},\"claims\":[{\"readings\":[1,{}],\"disputes\":[3]}]}"}) {
    const ReadResult result = read_ledger({{"f", text}});
    CHECK_FALSE(result.ledger);
    CHECK_FALSE(result.diagnostics.empty());
  }
  CHECK_FALSE(read_ledger({{"f", ledger_text(R"({"id": "a", "source": "ministry", "disputes": ["a"]})")}}).ledger);
}
