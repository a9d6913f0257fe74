#include <fmt/format.h>

#include "base/printable.hpp"
#include "catch.hpp"
#include "report_fixture.hpp"

using namespace report_fixture;

namespace {

std::string report_of(const Ledger& ledger, const Findings& findings, const ReportOptions& options = {}) {
  return text_report(ledger, all_active(ledger), findings, options);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n') {
      lines.emplace_back();
    } else {
      lines.back() += c;
    }
  }
  lines.pop_back();
  return lines;
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the ten claims on a screen of 100 columns") {
  const Ledger ledger = read(kTenClaims);
  CHECK("\n" + report_of(ledger, ten_claims_findings(ledger)) == R"(
Venezuela: releases since December 2025, figures said 12-14 January 2026
10 claims by 6 sources, said 12-14 Jan 2026. Times are Caracas. File: claims.json
Government side: Ministry, Jorge Rodríguez, Delcy Rodríguez.

TO SETTLE (1)
  p-3f2a  187 or 194 in December 2025?        194 - 187 = 7 apart
          187  Ministry, 12 Jan         "187 otorgadas durante el mes de diciembre de 2025"
          194  Delcy Rodríguez, 14 Jan  "procedieron 194"
          Government's own figures; one of these must give.
          Both fit if 187 was announced or granted, not yet carried out.

WHAT WAS MEANT (3)  ("?" at the end: every reading fits)
  160  Jorge Rodríguez, 13 Jan. Fits: on 23 December 2024, as spoken; or on 23 December 2025, as
       aides corrected it.
       Is out: since 23 December 2025, as some outlets print it: 401 - 160 = 241 too many, against
               >400 of the same day.
  406  Delcy Rodríguez, 14 Jan: have left prison ("ya suman"); or are planned ("previstas")?
  116  Ministry, 12 Jan: in the last hours: 11-12 January; or since the announcement of 8 January?

ONLY IF  (what these figures need, to hold together)
  at most 5 released between >400 and 406  406 - 401 = 5 (Jorge Rodríguez, 13 Jan; Delcy Rodríguez,
                                           14 Jan)

DO NOT ADD  (what includes a figure includes all that is in it)
  406         includes >400, 194 and 76
  >400        includes 116; includes at least part of 56; may include 160; shares days with 187/194
  187, 194    the same days, and they differ: take one
  116         may include 49
  49, 56, 76  two counters from one start: may be the same people

NOT ACCOUNTED FOR  (gaps in what is on file, not findings)
  406   96           in no other figure: 406 - 194 - 116 = 96
  >400  at least 91  in no other figure: 401 - 194 - 116 = 91
  116   67 to 116    not verified by Foro Penal: 116 - 49 = 67
  >400               no count on file by Foro Penal: 23 Dec - 7 Jan
  56                 not comparable with >400: other people and another start

FIGURES  who, when said           period               counts     others say
    116  Ministry, 12 Jan         11-12 or 8-12 Jan    people     denied
    187  Ministry, 12 Jan         December             people     see p-3f2a
    160  Jorge Rodríguez, 13 Jan  23 Dec 2024 or 2025  people     nothing on file
   >400  Jorge Rodríguez, 13 Jan  23 Dec - 13 Jan      people     76 or more
    194  Delcy Rodríguez, 14 Jan  December             people     see p-3f2a
    406  Delcy Rodríguez, 14 Jan  1 Dec - 14 Jan       people     76 or more
     49  Foro Penal, 12 Jan       8-12 Jan             political  at most 406
     56  Foro Penal, 13 Jan       8-13 Jan             political  at most 406
     76  PUD, 13 Jan 11:20        8-13 Jan 11:20       political  at most 406
  Denied: 116 by María Corina Machado and Edmundo González, 13 Jan.
)");
}

TEST_CASE("no line is wider than the screen, none ends in a blank") {
  const Ledger ledger = read(kTenClaims);
  for (const std::size_t width : {60U, 61U, 80U, 100U, 120U, 200U}) {
    ReportOptions options;
    options.width = width;
    options.limit = 0;
    options.silent_gaps = true;
    for (const std::string& line : lines_of(report_of(ledger, ten_claims_findings(ledger), options))) {
      INFO(line);
      CHECK(display_width(line) <= width);
      CHECK((line.empty() || line.back() != ' '));
    }
  }
}

TEST_CASE("ids of claims stand in the table where everything is asked for") {
  const Ledger ledger = read(kTenClaims);
  ReportOptions options;
  options.width = 120;
  CHECK_FALSE(contains(report_of(ledger, ten_claims_findings(ledger), options), "ministry-187"));
  options.limit = 0;
  CHECK(contains(report_of(ledger, ten_claims_findings(ledger), options), "ministry-187\n"));
}

TEST_CASE("text from the ledger cannot steer the terminal or break the layout") {
  Ledger ledger = read(kTenClaims);
  const std::string hostile = "x\x1b[2J\x07\u202eyz\r\n\n\u2066" + std::string(300, 'w');
  ledger.title = hostile;
  ledger.timezone = hostile;
  ledger.files[0].name = hostile;
  for (Source& source : ledger.sources) source.name = hostile;
  for (Population& population : ledger.populations) population.label = population.id = hostile;
  for (Measure& measure : ledger.measures) measure.id = measure.label = hostile;
  for (Moment& moment : ledger.moments) moment.label = hostile;
  for (Claim& claim : ledger.claims) {
    claim.quote = claim.note = hostile;
    claim.id += hostile;
    for (Reading& reading : claim.readings) {
      reading.label = hostile;
      if (reading.figure) reading.figure->text = hostile;
    }
  }
  Findings found = ten_claims_findings(read(kTenClaims));
  found.conflicts[0].rests_on = {{Choice::Kind::note, 0, 0}};
  found.problems[0].mends[0].kind = Mend::Kind::digits;
  found.problems[0].mends[0].value = hostile;
  ReportOptions options;
  options.width = 60;
  options.as_of = hostile;
  for (const std::string& line : lines_of(report_of(ledger, found, options))) {
    INFO(line);
    CHECK(line.find_first_of("\x1b\x07\r") == std::string::npos);
    CHECK_FALSE(contains(line, "\u202e"));
    CHECK_FALSE(contains(line, "\u2066"));
    CHECK(display_width(line) <= 60);
  }
}

TEST_CASE("section heads and ids are bold only where colour is asked for") {
  const Ledger ledger = read(kTenClaims);
  ReportOptions options;
  const std::string plain = report_of(ledger, ten_claims_findings(ledger), options);
  options.color = true;
  std::string bold = report_of(ledger, ten_claims_findings(ledger), options);
  CHECK(contains(bold, "\x1b[1mTO SETTLE (1)\x1b[0m\n  \x1b[1mp-3f2a\x1b[0m  187 or 194"));
  for (const std::string code : {"\x1b[1m", "\x1b[0m"}) {
    for (std::size_t at = bold.find(code); at != std::string::npos; at = bold.find(code)) bold.erase(at, code.size());
  }
  CHECK(bold == plain);
}

TEST_CASE("a ledger without contradiction says so, and what is left out says why") {
  const Ledger ledger = read(R"json({"reltrack": 1, "title": "Two days", "timezone": "UTC",
    "sources": {"fp": {"name": "Foro Penal", "kind": "monitor"}},
    "populations": {"political": {"label": "political prisoners"}},
    "claims": [
      {"id": "a", "source": "fp", "population": "political", "figure": 41, "basis": "verified",
       "period": "2026-01-08/2026-01-12", "published": "2026-01-12"},
      {"id": "b", "source": "fp", "population": "political", "figure": 49, "basis": "verified", "corrects": "a",
       "period": "2026-01-08/2026-01-12", "published": "2026-01-13"}]})json");
  Findings found;
  found.claims.resize(2);
  Selection selection = all_active(ledger);
  selection.state[0] = Inactive::corrected;
  CHECK(text_report(ledger, selection, found, {}) == R"(Two days
2 claims by 1 source, said 12-13 Jan 2026. Times are UTC. File: claims.json

Nothing here contradicts itself: 1 claim.

FIGURES  who, when said      period    counts     others say
     49  Foro Penal, 13 Jan  8-12 Jan  political  nothing on file

LEFT OUT (1)
  41  Foro Penal, 12 Jan  corrected to 49
)");
  found.verdict = Verdict::undecided;
  found.search.conflicts = false;
  const std::string text = text_report(ledger, selection, found, {});
  CHECK(contains(text,
                 "Undecided: nothing found so far contradicts itself.\n"
                 "Search not finished: conflicts (more of them, or by how much, may be missing).\n"));
  CHECK_FALSE(contains(text, "can all hold"));
}

TEST_CASE("no word on the screen rates who is right") {
  const Ledger ledger = read(kTenClaims);
  ReportOptions options;
  options.silent_gaps = true;
  const Findings found = ten_claims_findings(ledger);
  const std::string text = report_of(ledger, found, options) + json_report(ledger, found, options);
  for (const char* word : {" lie", "wrong", "refuted", "blame", "world"}) CHECK_FALSE(contains(text, word));
  const std::string screen = report_of(ledger, found, options);
  for (const char* word : {"false", "range", "account ", "shortfall", "proof"}) CHECK_FALSE(contains(screen, word));
}

TEST_CASE("silent stretches are printed where asked for") {
  const Ledger ledger = read(kTenClaims);
  ReportOptions options;
  CHECK_FALSE(contains(report_of(ledger, ten_claims_findings(ledger), options), "by government"));
  options.silent_gaps = true;
  CHECK(
      contains(report_of(ledger, ten_claims_findings(ledger), options), "nothing on file by government for 14-15 Jan"));
}

TEST_CASE("long running counts take one line, not a line a pair or a line a figure") {
  std::string claims;
  for (int day = 1; day <= 30; ++day) {
    const std::string date = fmt::format("2026-01-{:02}", day);
    claims += fmt::format(R"({0}{{"id": "d{1}", "source": "fp", "population": "p", "basis": "verified",
      "figure": {2}, "period": "2025-12-31/{3}", "published": "{3}"}})",
                          day == 1 ? "" : ",", day, 10 * day, date);
  }
  const Ledger ledger = read(R"json({"reltrack": 1, "title": "t", "sources": {"fp": {"name": "FP", "kind": "monitor"}},
    "populations": {"p": {"label": "people"}}, "claims": [)json" +
                             claims + "]}");
  Findings found;
  found.claims.resize(30);
  for (Index a = 0; a < 30; ++a) {
    for (Index b = a + 1; b < 30; ++b) {
      found.overlaps.push_back({a, b, TimeRelation::within, PopulationRelation::same, CountRange{1, {}}});
    }
  }
  const std::string text = text_report(ledger, all_active(ledger), found, {});
  CHECK(contains(text,
                 "DO NOT ADD\n"
                 "  10 ... 300 (30 figures)  one running count: the later includes the earlier\n\n"
                 "FIGURES  who, when said  period           counts  others say\n"
                 "    300  FP, 30 Jan      31 Dec - 30 Jan  people  nothing on file\n"
                 "         before: 10 (1 Jan) to 290 (29 Jan), 29 figures\n"));
  ReportOptions all;
  all.limit = 0;
  CHECK(contains(text_report(ledger, all_active(ledger), found, all), "    290  FP, 29 Jan"));
}

TEST_CASE("conditions of one sum are one line, and gaps of one claim are gathered") {
  const Ledger ledger = read(kTenClaims);
  Findings found = ten_claims_findings(ledger);
  Condition least = found.conditions[0];
  std::swap(least.proof.at_least, least.proof.at_most);
  std::swap(least.proof.total_at_least, least.proof.total_at_most);
  least.count = {5, std::nullopt};
  least.from = at("2026-01-13");
  least.to = at("2026-01-15");
  found.conditions.push_back(least);
  Gap other = found.gaps[3];
  other.side = "pud";
  found.gaps.push_back(other);
  Gap reading = found.gaps[0];
  reading.amount = CountRange{60, 67};
  found.gaps.push_back(reading);
  ReportOptions options;
  options.width = 120;
  const std::string text = report_of(ledger, found, options);
  CHECK(contains(text,
                 "  5 released between >400 and 406  406 - 401 = 5 (Jorge Rodríguez, 13 Jan; Delcy Rodríguez, 14 "
                 "Jan)\n\nDO NOT ADD"));
  CHECK(contains(text, "no count on file by Foro Penal or PUD: 23 Dec - 7 Jan\n"));
  CHECK(contains(text, "60 to 116    not verified by Foro Penal, by reading: beside 49\n"));
}

TEST_CASE("a problem names what stands beside it, its mends, and the choices it rests on") {
  Ledger ledger = read(kTenClaims);
  Findings found = ten_claims_findings(ledger);
  Problem& problem = found.problems[0];
  problem.scope = "joint";
  problem.contested = claims(ledger, {"delcy-194"});
  problem.repairs = {problem.contested};
  problem.mends = {{Mend::Kind::digits, problem.contested[0], "figure", "149", claim(ledger, "fp-49")}};
  ledger.claims[problem.contested[0]].note = "As printed.";
  found.conflicts[0].rests_on = {{Choice::Kind::note, problem.contested[0], 0},
                                 {Choice::Kind::part_of, problem.contested[0], claim(ledger, "fp-49")}};
  const std::string text = report_of(ledger, found);
  CHECK(contains(text, "  p-3f2a  194?"));
  CHECK(contains(text,
                 "          194  Delcy Rodríguez, 14 Jan  December 2025  \"procedieron 194\"\n"
                 "          Without 194 the figures beside it hold together.\n"
                 "          Beside: 187 (Ministry, 12 Jan).\n"
                 "          All fit if 194 (Delcy Rodríguez, 14 Jan) is 149, two digits swapped, as 49 (Foro Penal,\n"
                 "          12 Jan) has it.\n"
                 "          Rests on: 194: As printed; 194 counts among 49\n"));
}

TEST_CASE("what one speaker said twice of one count is told once") {
  const Ledger ledger = read(R"json({"reltrack": 1, "title": "t",
    "sources": {"gov": {"name": "Ministry", "kind": "official"}, "fp": {"name": "Foro Penal", "kind": "monitor"},
                "jep": {"name": "JEP", "kind": "monitor"}, "news": {"name": "News", "kind": "media"}},
    "populations": {"p": {"label": "people"}},
    "claims": [
      {"id": "a", "source": "gov", "population": "p", "figure": ">400", "period": "2025-12-23/2026-01-13",
       "published": "2026-01-13"},
      {"id": "b", "source": "gov", "population": "p", "figure": "~400", "period": "2025-12-23/2026-01-13",
       "published": "2026-01-13"},
      {"id": "c", "source": "gov", "population": "p", "figure": 300, "period": "2025-12-23/2026-01-13",
       "published": "2026-01-13"},
      {"id": "d", "source": "news", "population": "p", "repeats": "a", "figure": ">400",
       "period": "2026-01-08/2026-01-13", "published": "2026-01-13"},
      {"id": "e", "source": "jep", "population": "p", "disputes": ["c"], "figure": 20, "basis": "verified",
       "period": "2026-01-08/2026-01-13", "published": "2026-01-13"},
      {"id": "f", "source": "fp", "population": "p", "disputes": ["c"], "published": "2026-01-14"}]})json");
  Findings found;
  found.claims.resize(6);
  found.claims[2].disputed_by = {4, 5};
  for (const Index total : {0U, 1U}) {
    found.gaps.push_back(gap(ledger, Gap::Kind::unverified, total == 0 ? "a" : "b", CountRange{100, {}}, {}, "fp"));
  }
  const std::string text = report_of(ledger, found);
  CHECK(contains(text,
                 "   >400  Ministry, 13 Jan  23 Dec - 13 Jan  people  nothing on file\n"
                 "         also said that day: ~400\n"
                 "    300  Ministry, 13 Jan  23 Dec - 13 Jan  people  denied\n"));
  CHECK(contains(text,
                 "  Denied: 300 by JEP, 13 Jan (20) and by Foro Penal, 14 Jan.\n"
                 "  Repeated: >400 by News, 13 Jan, but for 8-13 Jan.\n"));
  CHECK(contains(text, "  >400  at least 100  not verified by Foro Penal\n\n"));
  ReportOptions all;
  all.limit = 0;
  CHECK(contains(report_of(ledger, found, all), "  ~400  at least 100  not verified by Foro Penal\n"));
}

TEST_CASE("what two lines say together is not said in a third") {
  const Ledger ledger = read(kTenClaims);
  Findings found = ten_claims_findings(ledger);
  const auto line = [&](std::optional<std::size_t> limit) {
    ReportOptions options;
    options.limit = limit;
    const std::string text = report_of(ledger, found, options);
    const std::size_t at = text.find("  406 ", text.find("DO NOT ADD"));
    return text.substr(at, text.find('\n', at) - at);
  };
  CHECK(line({}) == "  406         includes >400, 194 and 76");
  CHECK(line(0) == "  406         includes >400, 194, 116 and 76");
}

TEST_CASE("readings that fit, but not together, are told below, but not those that the ledger's own conflicts tell") {
  const Ledger ledger = read(kTenClaims);
  Findings found = ten_claims_findings(ledger);
  ReadingPair pair{claim(ledger, "delcy-406"), 0, claim(ledger, "ministry-116"), 1, Conflict{}};
  pair.conflict->claims = claims(ledger, {"delcy-194", "delcy-406", "ministry-116"});
  pair.conflict->proof =
      proof({term(ledger, "ministry-116", 116, 1), term(ledger, "delcy-194", 291)}, {term(ledger, "delcy-406", 406)});
  found.reading_pairs = {pair};
  ReportOptions wide;
  wide.width = 150;
  CHECK(contains(report_of(ledger, found, wide),
                 "  Not together: 406 have left prison (\"ya suman\"); and 116 since the announcement of 8 January: "
                 "291 + 116 = 407, 1 more than 406, with 194.\n\nONLY IF"));
  for (wide.width = 60; wide.width < 150; ++wide.width) {
    for (const std::string& line : lines_of(report_of(ledger, found, wide))) CHECK(display_width(line) <= wide.width);
  }
  found.reading_pairs[0].conflict->claims = claims(ledger, {"delcy-194", "delcy-406", "ministry-116", "ministry-187"});
  CHECK_FALSE(contains(report_of(ledger, found), "Not together"));
}

TEST_CASE("of many readings that do not fit together, those most off are told") {
  const Ledger ledger = read(kTenClaims);
  Findings found = ten_claims_findings(ledger);
  for (Count off = 1; off <= 9; ++off) {
    ReadingPair pair{claim(ledger, "delcy-406"), 0, claim(ledger, "ministry-116"), 1, Conflict{}};
    pair.conflict->claims = claims(ledger, {"delcy-406", "ministry-116"});
    pair.conflict->shortfall = off;
    pair.conflict->proof = proof({term(ledger, "ministry-116", 406 + off, 1)}, {term(ledger, "delcy-406", 406)});
    found.reading_pairs.push_back(pair);
  }
  const std::string text = report_of(ledger, found);
  CHECK(contains(text, "415 - 406 = 9"));
  CHECK(contains(text, "412 - 406 = 6"));
  CHECK_FALSE(contains(text, "411 - 406 = 5"));
  CHECK(contains(text, "  and 5 more"));
}
