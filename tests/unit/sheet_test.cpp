// Ledger to sheets to ledger is the identity: on the shipped ledgers, and on random ones with texts that would break a
// careless table.
#include "reltrack/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "catch.hpp"
#include "ledger_dump.hpp"
#include "read_file.hpp"
#include "reltrack/reader.hpp"
#include "worlds/random_ledger.hpp"

using namespace reltrack;

namespace sheet_test {

using nlohmann::json;

namespace {

std::vector<Sheet> sheets_of(const std::string& ledger, char delimiter) {
  std::vector<Sheet> sheets;
  for (auto& [kind, text] : ledger_to_sheets(ledger, delimiter)) {
    sheets.push_back({kind, {fmt::format("{}.csv", sheet_name(kind)), std::move(text)}});
  }
  return sheets;
}

std::string there_and_back(const std::string& ledger, char delimiter) {
  const std::vector<Sheet> sheets = sheets_of(ledger, delimiter);
  const SheetsRead read = sheets_to_ledger(sheets, {});
  INFO(format_sheet_problems(read.problems, sheets));
  REQUIRE(read.ledger);
  CHECK(read.notices.empty());
  return *read.ledger;
}

std::string dump_of(const std::string& text) {
  const std::vector<InputFile> files{{"ledger.json", text}};
  const ReadResult read = read_ledger(files);
  INFO(format_diagnostics(read.diagnostics, files));
  REQUIRE(read.ledger);
  return dump(*read.ledger);
}

// A claims sheet of these columns and rows, read alone.
SheetsRead read_claims(const std::string& text) { return sheets_to_ledger({{SheetKind::claims, {"c.csv", text}}}, {}); }

// --- Random ledgers --------------------------------------------------------------------------------------------------

using judge::Dice;

const std::string& one_of(Dice& dice, const std::vector<std::string>& all) {
  return all[static_cast<std::size_t>(dice.between(0, static_cast<int>(all.size()) - 1))];
}

const std::vector<std::string> kTexts = {"plain",      "=1+1",
                                         "+58 212",    "-",
                                         "-5",         "'",
                                         "'=x",        "''@y",
                                         "a;b",        "a; b",
                                         "a, b",       "\"quoted\"",
                                         "two\nlines", "crlf\r\nx",
                                         "\rx",        " padded ",
                                         "[x]",        "[\"x\"]",
                                         "[",          "123",
                                         "1.5",        "true",
                                         "null",       "tab\tx",
                                         "\tx",        "é ñ Ü 委",
                                         "\\",         "{}",
                                         "@x",         ";",
                                         "a ;",        "; a",
                                         "a;",         "",
                                         " ",          "x\ny; z",
                                         "it's",       std::string("nul\0byte", 8),
                                         "\u202e",     "\xEF\xBB\xBF",
                                         "46034",      "12/1/2026"};

std::string text(Dice& dice) { return one_of(dice, kTexts); }

std::string label(Dice& dice) {
  std::string out;
  while (out.find_first_not_of(" \t\r\n") == std::string::npos) out = text(dice);
  return out;
}

json own_value(Dice& dice) {
  static const char* const kValues[] = {"5", "-5.5", "true", "null", "[]", "{\"a\": [1, \"=x\"]}", "[\"x\"]", "1e3"};
  return dice.chance(50) ? json(text(dice)) : json::parse(kValues[dice.between(0, 7)]);
}

void maybe_texts(Dice& dice, json& object, const std::vector<const char*>& fields) {
  for (const char* field : fields) {
    if (dice.chance(40)) object[field] = text(dice);
  }
  if (dice.chance(15)) object["x-" + one_of(dice, {"", "mine", "a b", "é", "x-"})] = own_value(dice);
}

json text_or_list(Dice& dice) {
  if (dice.chance(50)) return text(dice);
  json list = json::array();
  for (int i = dice.between(0, 3); i > 0; --i) list.push_back(text(dice));
  return list;
}

json figure(Dice& dice) {
  if (dice.chance(40)) return dice.between(0, 2000);
  return one_of(dice, {"116", " 116 ", "1,084", ">400", ">= 104", "<187", "56..76", "~800", "0", "007", "1 000"});
}

json random_claim(Dice& dice, int number, const json& claims) {
  const std::vector<std::string> periods = {"2026-01-12",        "2026-01", "2025-12-23/2026-01-13", "../2026-01-12",
                                            "/2026-01-12T20:00", "2025/m0", "m0/2026-01-12"};
  json claim = {{"id", fmt::format("c-{}", number)},
                {"source", one_of(dice, {"s0", "s1"})},
                {"population", one_of(dice, {"p0", "p1"})},
                {"period", one_of(dice, periods)},
                {"figure", figure(dice)}};
  maybe_texts(dice, claim, {"quote", "language", "note"});
  if (dice.chance(50)) claim["said"] = one_of(dice, {"2026-02-01", "2026-02-01T24:00", "2026-02-03T08:05"});
  if (dice.chance(30)) claim["published"] = "2026-02-04";
  if (dice.chance(10)) claim["withdrawn"] = "2026-02-05";
  if (dice.chance(30)) claim["basis"] = one_of(dice, {"asserted", "verified", "announced"});
  if (dice.chance(20)) claim["measure"] = one_of(dice, {"released", "detained", "cleared"});
  for (const char* field : {"via", "url", "archived"}) {
    if (dice.chance(40)) claim[field] = text_or_list(dice);
  }
  if (!claims.empty() && dice.chance(30)) {
    const json& other = claims[static_cast<std::size_t>(dice.between(0, static_cast<int>(claims.size()) - 1))];
    const std::string field = one_of(dice, {"disputes", "repeats", "corrects", "part_of"});
    const bool as_list = field == "disputes" && dice.chance(70);
    claim[field] = as_list ? json::array({other["id"], claims[0]["id"]}) : other["id"];
    if (field == "disputes" && dice.chance(30)) claim.erase("figure");
  }
  if (!claim.contains("disputes") && dice.chance(25)) {
    for (int i = dice.between(2, 3); i > 0; --i) {
      json reading = {{"label", label(dice)}};
      if (dice.chance(50)) reading["figure"] = figure(dice);
      if (dice.chance(50)) reading["period"] = one_of(dice, periods);
      if (dice.chance(20)) reading["basis"] = "announced";
      if (dice.chance(20)) reading["population"] = "p0";
      maybe_texts(dice, reading, {});
      claim["readings"].push_back(reading);
    }
    if (dice.chance(20)) claim.erase("population");
  }
  return claim;
}

json random_ledger(Dice& dice) {
  json ledger = {{"reltrack", 1}, {"title", one_of(dice, {"A title", "=cmd", "a, \"b\"; c", " x "})}};
  maybe_texts(dice, ledger, {"about", "timezone"});
  for (const char* id : {"s0", "s1"}) {
    json source = {{"name", label(dice)}, {"kind", one_of(dice, {"official", "media"})}};
    if (dice.chance(40)) source["side"] = label(dice);
    maybe_texts(dice, source, {"role", "url", "note"});
    ledger["sources"][id] = source;
  }
  const json within[] = {"p0", json::array({"p0"}), json::array(), json::array({"p0", "p2"})};
  for (const char* id : {"p0", "p1", "p2"}) {
    json population = {{"label", label(dice)}};
    if (*(id + 1) == '1' && dice.chance(70)) population["within"] = within[dice.between(0, 3)];
    if (dice.chance(30)) population["disjoint"] = dice.chance(50);
    maybe_texts(dice, population, {"definition", "url", "note"});
    ledger["populations"][id] = population;
  }
  ledger["measures"]["cleared"] = {{"type", "flow"}, {"label", label(dice)}};
  if (dice.chance(50))
    ledger["measures"]["level"] = {
        {"type", "stock"}, {"in", json::array()}, {"out", json::array({"released", "cleared"})}};
  if (dice.chance(30)) ledger["measures"]["held"] = {{"in", "detained"}, {"note", text(dice)}};
  ledger["moments"]["m0"] = {{"label", label(dice)}};
  if (dice.chance(70))
    ledger["moments"]["m0"]["between"] =
        dice.chance(50) ? json("2025-12-25") : json::array({"2025-12", "2026-01-02/2026-01-03"});
  maybe_texts(dice, ledger["moments"]["m0"], {"note"});
  ledger["claims"] = json::array();
  for (int i = 0; i < dice.between(1, 12); ++i) ledger["claims"].push_back(random_claim(dice, i, ledger["claims"]));
  return ledger;
}

// The fields that no ledger in memory has: the writer's own, wherever they stand, by their JSON Pointers.
void collect_own(const json& value, const std::string& at, json& out) {
  if (!value.is_structured()) return;
  for (const auto& [key, member] : value.items()) {
    const std::string pointer = fmt::format("{}/{}", at, key);
    if (value.is_object() && key.starts_with("x-")) {
      out[pointer] = member;
    } else {
      collect_own(member, pointer, out);
    }
  }
}

json own_of(const std::string& ledger) {
  json out = json::object();
  collect_own(json::parse(ledger), "", out);
  return out;
}

}  // namespace

TEST_CASE("the shipped ledgers come back from their sheets") {
  std::size_t ledgers = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(RELTRACK_SOURCE_DIR) + "/data")) {
    if (entry.path().extension() != ".json") continue;
    const std::string ledger = read_file(entry.path());
    const json wanted = json::parse(ledger);
    if (!wanted.contains("claims")) continue;
    ++ledgers;
    INFO(entry.path().string());
    for (const char delimiter : {',', ';', '\t'}) {
      const std::string back = there_and_back(ledger, delimiter);
      CHECK(json::parse(back) == wanted);
      CHECK(dump_of(back) == dump_of(ledger));
    }
  }
  CHECK(ledgers >= 2);
}

TEST_CASE("random ledgers come back from their sheets") {
  std::size_t read = 0;
  constexpr std::size_t kLedgers = 600;
  for (std::uint64_t seed = 1; seed <= kLedgers; ++seed) {
    Dice dice(seed);
    const std::string ledger = random_ledger(dice).dump(dice.between(-1, 2));
    if (!read_ledger({{"ledger.json", ledger}}).ledger) continue;  // a correction across sides, a circle
    ++read;
    INFO("seed " << seed << "\n" << ledger);
    const std::string back = there_and_back(ledger, ",;\t"[dice.between(0, 2)]);
    CHECK(dump_of(back) == dump_of(ledger));
    CHECK(own_of(back) == own_of(ledger));
    CHECK(sheets_of(back, ',').size() == sheets_of(ledger, ',').size());
  }
  CHECK(read > kLedgers / 2);
}

TEST_CASE("no cell of a sheet begins like a formula") {
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    Dice dice(seed);
    for (const Sheet& sheet : sheets_of(random_ledger(dice).dump(), ',')) {
      for (const char* formula : {",=", ",+5", ",@", "\n=", "\n@", ",\"=", ",\"@", ",\"\t", ",\"\r"}) {
        INFO(sheet.file.text);
        CHECK(sheet.file.text.find(formula) == std::string::npos);
      }
    }
  }
}

TEST_CASE("no text breaks the reading of sheets") {
  const std::string ledger = read_file(std::string(RELTRACK_SOURCE_DIR) + "/data/first.json");
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    Dice dice(seed);
    std::vector<Sheet> sheets = sheets_of(ledger, ',');
    for (Sheet& sheet : sheets) {
      std::string& text = sheet.file.text;
      for (int i = dice.between(0, 4); i > 0; --i) {
        const auto at = static_cast<std::size_t>(dice.between(0, static_cast<int>(text.size()) - 1));
        if (dice.chance(30)) {
          text.erase(at, static_cast<std::size_t>(dice.between(1, 9)));
        } else {
          text[at] = one_of(dice, {",", "\"", "\n", ";", "[", "/", "\xFF", "=", "x", std::string(1, '\0')}).front();
        }
      }
    }
    const SheetsRead read = sheets_to_ledger(sheets, {});
    const bool wrong = std::any_of(read.problems.begin(), read.problems.end(),
                                   [](const SheetProblem& p) { return p.severity == Severity::error; });
    CHECK(read.ledger.has_value() != wrong);
    if (read.ledger) CHECK(read_ledger({{"", *read.ledger}}).ledger.has_value());
    CHECK(format_sheet_problems(read.problems, sheets).empty() == read.problems.empty());
  }
}

TEST_CASE("names without a sheet are made into ids") {
  const SheetsRead read = read_claims(
      "id,source,figure,population,period\n"
      "a,Foro Penal,5,presos políticos,2026-01-08/speech\n"
      "b,Foro Penal,7,presos políticos,2026-01-08/2026-01-12\n");
  REQUIRE(read.ledger);
  const json ledger = json::parse(*read.ledger);
  CHECK(ledger["sources"] == json({{"foro-penal", {{"name", "Foro Penal"}, {"kind", "other"}}}}));
  CHECK(ledger["populations"] == json({{"presos-politicos", {{"label", "presos políticos"}}}}));
  CHECK(ledger["moments"] == json({{"speech", {{"label", "speech"}}}}));
  CHECK(ledger["claims"][0]["source"] == "foro-penal");
  CHECK(read.notices.size() == 4);
}

TEST_CASE("rows of one claim may repeat what is the claim's, and may stand without a row of its own") {
  const SheetsRead read = read_claims(
      "id,reading,source,figure,population,period,quote\n"
      "a,left,s,5,p,2026-01-08,words\n"
      "a,ordered,s,6,p,2026-01-08,\n");
  REQUIRE(read.ledger);
  const json claim = json::parse(*read.ledger)["claims"][0];
  CHECK(claim["source"] == "s");
  CHECK(claim["quote"] == "words");
  CHECK_FALSE(claim.contains("figure"));
  CHECK(claim["readings"][1] ==
        json({{"label", "ordered"}, {"figure", 6}, {"population", "p"}, {"period", "2026-01-08"}}));
}

TEST_CASE("dates are read in the order that the user names, and in no other") {
  const std::string text =
      "id,source,figure,population,period,said\n"
      "a,s,5,p,8/1/2026/12.01.2026,46034\n"
      "b,s,6,p,13/1/2026,13/1/2026\n";
  CHECK_FALSE(read_claims(text).ledger);
  SheetOptions options;
  options.dates = DateOrder::day_first;
  const SheetsRead read = sheets_to_ledger({{SheetKind::claims, {"c.csv", text}}}, options);
  REQUIRE(read.ledger);
  const json claims = json::parse(*read.ledger)["claims"];
  CHECK(claims[0]["period"] == "2026-01-08/2026-01-12");
  CHECK(claims[0]["said"] == "2026-01-12");
  CHECK(claims[1]["period"] == "2026-01-13");
  CHECK(read.notices.back() == "read 5 dates day first");
}

TEST_CASE("columns have the letters of a spreadsheet") {
  std::string header = "id,source,figure,population,period", row = "a,s,1,p,2026-01-12";
  for (int i = 0; i < 700; ++i) header += ",";
  for (int i = 0; i < 698; ++i) row += ",";
  const std::vector<Sheet> sheets = {{SheetKind::claims, {"c.csv", header + "\n" + row + "x\n"}}};
  const std::string words = format_sheet_problems(sheets_to_ledger(sheets, {}).problems, sheets);
  CHECK(words.rfind("c.csv:1:AAA: error: this column has no name", 0) == 0);
}

// --- One claim more --------------------------------------------------------------------------------------------------

TEST_CASE("a claim is added in the manner of the one before it") {
  const std::string head =
      R"({"reltrack": 1, "title": "t", "sources": {"s": {"name": "S", "kind": "media"}}, "populations": {"p": {"label": "p"}}, )";
  const std::vector<ClaimField> fields = {{"id", "b"},         {"source", "s"},       {"figure", "7"},
                                          {"population", "p"}, {"period", "2026-01"}, {"disputes", "a"},
                                          {"note", ""}};
  const auto added = [&](const std::string& claims) {
    const AddedClaim out = add_claim(head + claims, fields);
    CHECK(out.text.substr(0, head.size()) == head);
    CHECK(out.text[out.begin] == '{');
    CHECK(out.text[out.end - 1] == '}');
    for (const auto& [at, name] : out.fields) CHECK(out.text.substr(at, name.size() + 2) == "\"" + name + "\"");
    return out.text.substr(head.size());
  };
  const std::string a = R"({"id": "a", "source": "s", "figure": 1, "population": "p", "period": "2026-01"})";
  const std::string b =
      R"({"id": "b", "source": "s", "figure": 7, "population": "p", "period": "2026-01", "disputes": ["a"]})";
  CHECK(added("\"claims\": [" + a + "]}") == "\"claims\": [" + a + "," + b + "]}");
  CHECK(added("\"claims\": [\n  " + a + "\n ]}\n") == "\"claims\": [\n  " + a + ",\n  " + b + "\n ]}\n");
  CHECK(added("\n \"claims\": [\r\n\r\n  " + a + "\r\n ]}") ==
        "\n \"claims\": [\r\n\r\n  " + a + ",\r\n  " + b + "\r\n ]}");
  CHECK(
      added("\n \"claims\": []}") ==
      "\n \"claims\": [\n  {\n   \"id\": \"b\",\n   \"source\": \"s\",\n   \"figure\": 7,\n   \"population\": \"p\",\n"
      "   \"period\": \"2026-01\",\n   \"disputes\": [\"a\"]\n  }\n ]}");
  CHECK(added("\"claims\":[{\"id\":\"a\",\"source\":\"s\"}]}") ==
        "\"claims\":[{\"id\":\"a\",\"source\":\"s\"},{\"id\":\"b\",\"source\":\"s\",\"figure\":7,\"population\":\"p\","
        "\"period\":\"2026-01\",\"disputes\":[\"a\"]}]}");
}

}  // namespace sheet_test
