#include "report/wording.hpp"

#include "base/printable.hpp"
#include "catch.hpp"
#include "report/choices.hpp"
#include "report/gap_statements.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report_fixture.hpp"

using namespace report_fixture;
using namespace reltrack::report;

namespace {

Figure figure_of(const std::string& text) {
  Figure figure;
  figure.text = text;
  return figure;
}

// One source, one population, and these claims.
Ledger ledger_with(const std::string& claims, const std::string& more = "") {
  return read(R"json({"reltrack": 1, "title": "t", "sources": {"fp": {"name": "Foro Penal", "kind": "monitor"},
    "gov": {"name": "Ministry", "kind": "official"}},
    "populations": {"political": {"label": "political prisoners"}}, )json" +
              more + "\"claims\": [" + claims + "]}");
}

std::string held(const std::string& id, int figure, const std::string& day) {
  return R"({"id": ")" + id + R"(", "source": "fp", "population": "political", "measure": "held", "basis": "verified",
    "figure": )" +
         std::to_string(figure) + R"(, "period": ")" + day + R"(", "published": ")" + day + R"("})";
}

std::string released(const std::string& id, const std::string& figure, const std::string& period,
                     const std::string& published) {
  return R"({"id": ")" + id + R"(", "source": "gov", "population": "political", "figure": ")" + figure +
         R"(", "period": ")" + period + R"(", "published": ")" + published + R"("})";
}

}  // namespace

TEST_CASE("figures are written as people write them") {
  CHECK(figure_words(figure_of("116")) == "116");
  CHECK(figure_words(figure_of(">400")) == ">400");
  CHECK(figure_words(figure_of("1084")) == "1,084");
  CHECK(figure_words(figure_of("1,084")) == "1,084");
  CHECK(figure_words(figure_of("1 000 000")) == "1,000,000");
  CHECK(figure_words(figure_of("56..76")) == "56 to 76");
  CHECK(figure_words(figure_of("~1250")) == "~1,250");
  CHECK(figure_words(figure_of("40%..60%")) == "40% to 60%");
  CHECK(figure_words(figure_of(">=104")) == ">=104");
  CHECK(number(1000000000000) == "1,000,000,000,000");
  CHECK(number(-1234) == "-1,234");
}

TEST_CASE("ranges say what they bound") {
  CHECK(range_words({49, 303}) == "49 to 303");
  CHECK(range_words({67, 67}) == "67");
  CHECK(range_words({76, {}}) == "76 or more");
  CHECK(range_words({0, 5}) == "at most 5");
  CHECK(range_words({0, {}}) == "any number");
}

TEST_CASE("dates carry a year only where one is needed") {
  const Ledger ledger = read(kTenClaims);
  const Words words(ledger);
  const auto period = [&](const char* id, Index reading = 0) {
    return words.period(ledger.claims[claim(ledger, id)].readings[reading], Years::outside);
  };
  CHECK(period("fp-49") == "8-12 Jan");
  CHECK(period("pud-76") == "8-13 Jan 11:20");
  CHECK(period("ministry-187") == "December");
  CHECK(period("rodriguez-400") == "23 Dec - 13 Jan");
  CHECK(period("rodriguez-160") == "23 Dec 2024");
  CHECK(words.period(ledger.claims[claim(ledger, "rodriguez-400")].readings[0], Years::needed) ==
        "23 Dec 2025 - 13 Jan");
  CHECK(words.periods({0, 1}, claim(ledger, "ministry-116"), Years::outside) == "11-12 or 8-12 Jan");
  CHECK(words.periods({0, 1}, claim(ledger, "rodriguez-160"), Years::outside) == "23 Dec 2024 or 2025");
  CHECK(words.said(claim(ledger, "pud-76")) == "13 Jan 11:20");
  CHECK(words.said_range() == "12-14 Jan 2026");
  CHECK(words.period_text("2025-02-03/2025-02-09", Years::needed) == "3-9 Feb 2025");
  CHECK(words.period_text("../2026-01-12", Years::needed) == "to 12 Jan");
  CHECK(words.period_text("2024", Years::outside) == "2024");
  CHECK(words.stretch(at("2026-01-12"), at("2026-01-13")) == "on 12 Jan");
  CHECK(words.stretch(at("2026-01-08"), at("2026-01-13")) == "8-12 Jan");
  CHECK(words.stretch(at("2026-01-12T12:00"), at("2026-01-14")) == "12 Jan 12:00 - 13 Jan");
  CHECK(words.stretch({Instant::Kind::at, kBeforeAll, 0}, at("2026-01-13")) == "up to 12 Jan");
}

TEST_CASE("names are short where no other name is meant") {
  const Ledger ledger = read(kTenClaims);
  const Words words(ledger);
  CHECK(words.named(claim(ledger, "ministry-187")) == "187 (Ministry, 12 Jan)");
  CHECK(words.who_when(claim(ledger, "pud-76")) == "PUD, 13 Jan 11:20");
  CHECK(words.side("foro-penal") == "Foro Penal");
  CHECK(words.side("government") == "government");
  CHECK(words.tag(claim(ledger, "fp-49")) == "49");
  CHECK(words.running_count(claim(ledger, "fp-49")) == words.running_count(claim(ledger, "fp-56")));
  CHECK(words.running_count(claim(ledger, "ministry-187")).empty());
  CHECK(words.short_population(0) == "people");
  CHECK(words.short_population(1) == "political");
  CHECK(cut("María Corina Machado and Edmundo González", 26) == "María Corina Machado...");
}

TEST_CASE("no line begins with a comma") {
  CHECK(wrap("foreigners, of >=400", 10) == std::vector<std::string>{"foreigner", "s, of", ">=400"});
  CHECK(wrap("a, b", 2) == std::vector<std::string>{"a,", "b"});
}

TEST_CASE("sums are written so that they can be re-added") {
  const Ledger ledger = ledger_with(released("a", "99", "2025-12-25", "2025-12-26") + "," +
                                    released("b", "88", "2025-12-30", "2026-01-01") + "," +
                                    released("c", "116", "2026-01-10", "2026-01-12") + "," +
                                    released("d", "160", "2025-12-01/2026-01-12", "2026-01-12"));
  const Words words(ledger);
  const auto of = [&](const char* id, Count value) { return term(ledger, id, value); };
  CHECK(clash_sum(words, proof({of("a", 99), of("b", 88), of("c", 116)}, {of("d", 160)})) ==
        "99 + 88 + 116 = 303, 143 more than 160");
  CHECK(clash_sum(words, proof({of("d", 160)}, {of("a", 99)})) == "160 - 99 = 61 too many");
  CHECK(clash_sum(words, proof({of("d", 260)}, {of("a", 99), of("b", 88)})) == "260, 73 more than 99 + 88 = 187");
  CHECK(clash_sum(words, {}) == "their times cannot be put in any order");
  Proof split;
  ProofCase first;
  first.kind = ProofCase::Kind::order;
  first.proof = proof({of("d", 160)}, {of("a", 99)});
  split.cases = {first, first};
  CHECK(clash_sum(words, split) == "in each of 2 cases; in the nearest, 160 - 99 = 61 too many");
  split.cases[1].proof = proof({of("d", 160)}, {of("a", 99), of("b", 40)});
  CHECK(clash_sum(words, split) == "in each of 2 cases; in the nearest, 160, 21 more than 99 + 40 = 139");
  split.cases[0].proof = proof({}, {});  // times alone: no relaxing helps there
  CHECK(clash_sum(words, split) == "in each of 2 cases; in the nearest, 160, 21 more than 99 + 40 = 139");
  CHECK(clash_sum(words, proof({of("a", 99)}, {of("a", 99)})) == "99 - 99 = 0 apart");
  CHECK(range_sum(words, proof({of("d", 160)}, {of("a", 99), of("b", 40)}), true, 21) == "160 - 99 - 40 = 21");
}

TEST_CASE("how many are too many is said only where the sum tells") {
  const Ledger ledger = ledger_with(released("a", "99", "2025-12-25", "2025-12-26") + "," +
                                    released("b", "88", "2025-12-30", "2026-01-01") + "," +
                                    released("d", "160", "2025-12-01/2026-01-12", "2026-01-12"));
  const Words words(ledger);
  ProofTerm twice = term(ledger, "a", 99);
  twice.times = 2;
  Proof sum = proof({twice, term(ledger, "b", 88)}, {term(ledger, "d", 160)});
  CHECK(clash_sum(words, sum) == "2 x 99 + 88 = 286, where 160 is the most");
  sum.divisor = 4;
  CHECK(clash_sum(words, sum) == "2 x 99 + 88 = 286, against 160; the difference divided by 4: at least 32 too many");
  ProofTerm share = term(ledger, "b", 1);
  share.share = true;
  CHECK(clash_sum(words, proof({twice, share}, {term(ledger, "d", 160)})) ==
        "with the shares in whole numbers: 199, where 160 is the most");
}

TEST_CASE("levels are compared with what left between them") {
  const Ledger ledger = ledger_with(held("x", 863, "2025-12-29") + "," + held("y", 806, "2026-01-12") + "," +
                                    released("d", "40", "2025-12-30/2026-01-12", "2026-01-12"));
  const Words words(ledger);
  CHECK(clash_sum(words, proof({term(ledger, "x", 863)}, {term(ledger, "y", 806), term(ledger, "d", 40)})) ==
        "863 held on 29 Dec less 806 held on 12 Jan: at least 57 left, 17 more than 40");
}

TEST_CASE("what is missing comes with the sum behind either end") {
  const Ledger ledger = read(kTenClaims);
  const Words words(ledger);
  Gap gap = report_fixture::gap(ledger, Gap::Kind::unaccounted, "delcy-406", CountRange{0, 5},
                                {"ministry-116", "rodriguez-400"}, "government");
  CHECK(gap_sum(words, gap) == "406 - 401 = 5");
  gap.amount = CountRange{290, std::nullopt};
  CHECK(gap_sum(words, gap) == "406 - 116 = 290");
  gap.amount = CountRange{291, std::nullopt};
  CHECK(gap_sum(words, gap).empty());
}

TEST_CASE("a choice is named by the figure of its claim") {
  Ledger ledger = read(kTenClaims);
  const Words words(ledger);
  const Index joint = claim(ledger, "ministry-187");
  ledger.claims[joint].note = "Same communiqué.";
  ledger.claims[joint].readings[0].part_of = claim(ledger, "delcy-406");
  const Choice note{Choice::Kind::note, joint, 0}, part{Choice::Kind::part_of, joint, claim(ledger, "delcy-406")};
  const Choice readings{Choice::Kind::readings, claim(ledger, "delcy-406"), 0}, moment{Choice::Kind::moment, 0, 0};
  CHECK(choice_words(words, note) == "187: Same communiqué.");
  CHECK(choice_words(words, part) == "187 counts among 406");
  CHECK(choice_words(words, readings) ==
        "406 read as 406 have left prison (\"ya suman\") or 406 are planned (\"previstas\")");
  CHECK(choice_words(words, moment) == "Jorge Rodríguez before the Assembly");
  CHECK(choice_statement(ledger, part) == "ministry-187 counts among delcy-406");
  CHECK(choice_statement(ledger, moment) == "moment speech: Jorge Rodríguez before the Assembly");
}

TEST_CASE("what must give") {
  const Ledger ledger = read(kTenClaims);
  const Words words(ledger);
  Problem problem;
  problem.repairs = {claims(ledger, {"fp-49"}), claims(ledger, {"fp-56"})};
  CHECK(must_give(words, problem) == "one of these must give");
  problem.repairs = {claims(ledger, {"fp-49", "fp-56"}), claims(ledger, {"rodriguez-160"})};
  CHECK(must_give(words, problem) == "either 49 and 56, or 160 must give");
  problem.repairs = {claims(ledger, {"fp-49", "fp-56"}), claims(ledger, {"fp-49", "rodriguez-160"}),
                     claims(ledger, {"fp-56", "rodriguez-160"})};
  CHECK(must_give(words, problem) == "two of these must give");
  problem.repairs = {claims(ledger, {"rodriguez-160"})};
  CHECK(must_give(words, problem) == "without 160 the figures beside it hold together");
}

TEST_CASE("lines are wrapped by the columns that a terminal gives") {
  CHECK(wrap("one two three", 8) == std::vector<std::string>{"one two", "three"});
  CHECK(wrap("said on 13 Jan", 10) == std::vector<std::string>{"said on", "13 Jan"});
  CHECK(wrap("囚人囚人囚人", 5) == std::vector<std::string>{"囚人", "囚人", "囚人"});
  CHECK(wrap("since then 401 - 160 = 241 too many", 20) ==
        std::vector<std::string>{"since then", "401 - 160 = 241 too", "many"});
  CHECK(cut_longest({"short", "one that is longer"}, 17, 8) == std::vector<std::string>{"short", "one that..."});
  CHECK(cut_longest({"one that is longer"}, 4, 11) == std::vector<std::string>{"one that..."});
  CHECK(wrap("", 10) == std::vector<std::string>{""});
  CHECK(one_line("a\n\x1b[31m  b\u202e") == "a \\u001b[31m b\\u202e");
}

TEST_CASE("a quote that is cut keeps its figure in sight") {
  const auto quoted = [](const std::string& figure, const std::string& quote, std::size_t columns) {
    std::string claim = released("a", figure, "2026-01-12", "2026-01-12");
    claim.insert(claim.size() - 1, R"(, "quote": ")" + quote + '"');
    const Ledger ledger = ledger_with(claim);
    return Words(ledger).quote(0, columns);
  };
  CHECK(quoted("116", "en las últimas horas, 116", 60) == "en las últimas horas, 116");
  CHECK(quoted("116", "116 personas privadas de libertad salieron", 24) == "116 personas privadas...");
  CHECK(quoted("16", "desde el viernes hasta las 12:00, la liberación de 16 presos", 24) == "...de 16 presos");
  CHECK(quoted("3531", "the community has identified 3.531 individuals", 30) == "...identified 3.531 individ...");
  CHECK(quoted(">1000", "son 21.000 las personas y más de 1 000 los presos", 24) == "...y más de 1 000 los...");
  // One that fits is not cut, wherever its figure stands; a year is no part of the number behind it.
  const std::string fits = "salieron ayer a la calle a 10";
  CHECK(quoted("10", fits, fits.size()) == fits);
  CHECK(quoted("10", fits, fits.size() - 1) == "...a la calle a 10");
  CHECK(quoted("116", "en un comunicado, desde el 8 de enero de 2026 116 personas", 24) == "...de 2026 116 personas");
  CHECK(quoted("1234567", "en total, con todo, fueron 1.234.567 aquel año", 40) ==
        "en total, con todo, fueron 1.234.567...");
  CHECK(quoted("1234567", "en total, con todo, fueron 1.234.567 aquel año", 38).find("1.234.567") != std::string::npos);
  // Another number is not the figure; nor is one that no text holds.
  CHECK(quoted("60", "sesenta el pasado 25 de diciembre y una el 27", 24) == "sesenta el pasado 25...");
  for (std::size_t columns = 8; columns < 80; ++columns) {
    CHECK(reltrack::display_width(
              quoted("16", "desde el viernes hasta las 12:00, la liberación de 16 presos", columns)) <= columns);
  }
}
