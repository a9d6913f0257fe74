// Two ledgers in one: what is found of either is what is found of it alone, whatever their claims are called.
#include "reconcile/stories.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "catch.hpp"
#include "random_ledger.hpp"
#include "reltrack/check.hpp"
#include "reltrack/reconcile.hpp"
#include "reltrack/report.hpp"
#include "trial.hpp"

namespace reltrack::judge {

namespace {

using Json = nlohmann::json;

constexpr int kPairs = 150;

// The second follows the first: populations, measures beyond the three built in, moments, sources and claims.
void put_beside(Ledger& first, const Ledger& second) {
  constexpr Index kBuiltIn = 3;
  const auto size = [](const auto& list) { return static_cast<Index>(list.size()); };
  const Index populations = size(first.populations), measures = size(first.measures) - kBuiltIn;
  const Index moments = size(first.moments), sources = size(first.sources), claims = size(first.claims);
  const auto measure = [&](Index& m) { m += m < kBuiltIn ? 0 : measures; };
  for (Population p : second.populations) {
    for (Index& whole : p.within) whole += populations;
    first.populations.push_back(std::move(p));
  }
  for (Index m = kBuiltIn; m < second.measures.size(); ++m) {
    Measure& added = first.measures.emplace_back(second.measures[m]);
    for (auto* flows : {&added.in, &added.out}) std::ranges::for_each(*flows, measure);
  }
  first.moments.insert(first.moments.end(), second.moments.begin(), second.moments.end());
  first.sources.insert(first.sources.end(), second.sources.begin(), second.sources.end());
  for (Claim c : second.claims) {
    c.source += sources;
    if (c.corrects) *c.corrects += claims;
    if (c.repeats) *c.repeats += claims;
    for (Index& denied : c.disputes) denied += claims;
    for (Reading& r : c.readings) {
      r.population += populations;
      measure(r.measure);
      if (r.part_of) *r.part_of += claims;
      for (PeriodEnd* end : {&r.period.start, &r.period.end}) {
        if (end->moment) *end->moment += moments;
      }
    }
    first.claims.push_back(std::move(c));
  }
}

void rename(Ledger& ledger, const std::string& prefix) {
  for (Claim& c : ledger.claims) c.id = prefix + c.id;
  for (Source& s : ledger.sources) {
    for (std::string* name : {&s.id, &s.side, &s.name}) *name = prefix + *name;
  }
}

Selection all_of(const Ledger& ledger) {
  std::vector<std::string> unknown;
  return select(ledger, {}, unknown);
}

// Rows of a report that are about one story, by list; without their words, which may name a year where two stories need
// it.
std::map<std::string, std::multiset<std::string>> rows(const Ledger& ledger, std::vector<Rule> dropped) {
  ReconcileOptions options;
  options.dropped = std::move(dropped);
  ReportOptions report;
  report.limit = 0;
  const Json told = Json::parse(json_report(ledger, reconcile(ledger, all_of(ledger), options), report));
  std::map<std::string, std::multiset<std::string>> out;
  for (const char* list : {"conflicts", "problems", "conditions", "readings", "overlaps", "gaps", "claims"}) {
    for (Json row : told.at(list)) {
      row.erase("statement");
      if (row.contains("mends")) {
        for (Json& mend : row["mends"]) mend.erase("statement");
      }
      if (row.value("kind", "") != "silent" && row.value("kind", "") != "incomparable") out[list].insert(row.dump());
    }
    if (told.at("counts").contains(list)) REQUIRE(told["counts"][list] == told[list].size());
  }
  return out;
}

// So many random ledgers, the claims of each with a prefix of their own.
std::vector<Ledger> random_ledgers(std::size_t many) {
  std::vector<Ledger> out;
  for (std::uint64_t seed = 1; out.size() < many; ++seed) {
    run(random_trial(seed, {}), [&](const Case& what) {
      out.push_back(*what.ledger);
      rename(out.back(), fmt::format("{:03}-", out.size()));
      return std::vector<std::string>{};
    });
  }
  return out;
}

Ledger in_one(const std::vector<Ledger>& apart) {
  Ledger all = apart.front();
  for (std::size_t i = 1; i < apart.size(); ++i) put_beside(all, apart[i]);
  return all;
}

}  // namespace

TEST_CASE("two ledgers in one are reconciled as each by itself") {
  std::size_t claims = 0, conflicts = 0;
  std::cout << "stories: seeds from 1, " << kPairs << " pairs\n";
  for (std::uint64_t seed = 1; seed <= kPairs; ++seed) {
    const Trial one = random_trial(2 * seed, {}), other = random_trial(2 * seed + 1, {});
    run(one, [&](const Case& a) {
      run(other, [&](const Case& b) {
        Ledger first = *a.ledger, second = *b.ledger;
        rename(first, "a-");
        rename(second, "b-");
        auto apart = rows(first, one.dropped);
        for (auto& [list, of_second] : rows(second, one.dropped)) apart[list].merge(of_second);
        put_beside(first, second);
        CHECK(stories_of(first).size() >= 2);
        INFO("seeds " << 2 * seed << " and " << 2 * seed + 1);
        CHECK(rows(first, one.dropped) == apart);
        claims += first.claims.size();
        conflicts += apart["conflicts"].size();
        return std::vector<std::string>{};
      });
      return std::vector<std::string>{};
    });
  }
  CHECK(claims > kPairs);
  CHECK(conflicts > kPairs / 10);
}

TEST_CASE("of many stories, a question is answered from its own") {
  constexpr std::size_t kMany = 12;
  const std::vector<Ledger> apart = random_ledgers(kMany);
  const Ledger all = in_one(apart);
  REQUIRE(stories_of(all).size() >= kMany);
  const Selection of_all = all_of(all);
  const ReconcileOptions options;
  Checker asked_of_all(all, of_all, options);
  std::size_t first = 0, asked = 0;
  for (const Ledger& one : apart) {
    const Selection of_one = all_of(one);
    Checker asked_of_one(one, of_one, options);
    for (std::size_t c = 0; c < one.claims.size(); ++c) {
      const Reading& reading = one.claims[c].readings.front();
      if (!reading.figure || reading.figure->percent || stories_of(one).size() > 1) continue;
      const Question alone{reading, ""}, among{all.claims[first + c].readings.front(), ""};
      INFO(one.claims[c].id);
      CHECK(CheckWriter(all).json(among, asked_of_all.check(among), {}, true) ==
            CheckWriter(one).json(alone, asked_of_one.check(alone), {}, true));
      ++asked;
    }
    first += one.claims.size();
  }
  CHECK(asked > kMany);
}

// Of many, figures that cannot be among those told are not compared.
TEST_CASE("of many stories, the overlaps told are the first of all") {
  const Ledger all = in_one(random_ledgers(200));
  const Selection selection = all_of(all);
  const Findings whole = reconcile(all, selection, {});
  REQUIRE(whole.overlaps.size() > 200);
  for (const std::size_t rows : {1U, 7U, 60U}) {
    ReconcileOptions options;
    options.rows = rows;
    const Findings some = reconcile(all, selection, options);
    CHECK(some.overlap_count == whole.overlap_count);
    const auto alike = [](const Overlap& a, const Overlap& b) {
      return std::tie(a.a, a.b, a.shared) == std::tie(b.a, b.b, b.shared);
    };
    CHECK(std::ranges::equal(some.overlaps, std::span(whole.overlaps).first(rows), alike));
  }
}

TEST_CASE("what connects claims puts them into one story") {
  const auto ledger = [](const std::string& more) {
    return run(R"({"reltrack": 1, "title": "t", "sources": {"s": {"name": "S", "kind": "official"}},
        "moments": {"m": {"label": "the amnesty"}},
        "populations": {"p": {"label": "P"}, "q": {"label": "Q"}, "part": {"label": "part", "within": ["p"]}, "r": {"label": "R", "within": ["q"]}},
        "claims": [)" +
                   more + "]}",
               {},
               [&](const Case& what) {
                 return std::vector<std::string>{fmt::format("{}", stories_of(*what.ledger).size())};
               })
        .lines;
  };
  const auto claim = [](const std::string& id, const std::string& population, const std::string& period,
                        const std::string& more = "") {
    return fmt::format(R"({{"id": "{}", "source": "s", "figure": 5, "population": "{}", "period": "{}"{}}})", id,
                       population, period, more);
  };
  using Stories = std::vector<std::string>;
  const std::string day = "2026-01-08";
  CHECK(ledger(claim("a", "p", day) + "," + claim("b", "q", day)) == Stories{"2"});
  CHECK(ledger(claim("a", "p", day) + "," + claim("b", "part", day)) == Stories{"1"});
  CHECK(ledger(claim("a", "p", day) + "," + claim("b", "q", day) + "," + claim("c", "r", day)) == Stories{"2"});
  CHECK(ledger(claim("a", "p", "m/" + day) + "," + claim("b", "q", "m/" + day)) == Stories{"1"});
  CHECK(ledger(claim("a", "p", day) + "," + claim("b", "q", day, R"(, "repeats": "a")")) == Stories{"1"});
  CHECK(ledger(claim("a", "p", day) + "," + claim("b", "q", day, R"(, "corrects": "a")")) == Stories{"1"});
}

}  // namespace reltrack::judge
