// Bounds between cut-offs that are not known to the minute: asked of one model and each of its own.
#include <random>
#include <string>
#include <vector>

#include "catch.hpp"
#include "from_text.hpp"
#include "reconcile/at_most.hpp"
#include "reconcile/record.hpp"

namespace {

using namespace reltrack;

// Of two populations, one within the other, counts of a day and counts so far, hours not given: some are exact, some
// "at least", and now and then one has an hour, in the middle of others' cut-offs.
std::string counts(int days, std::mt19937& dice) {
  std::string claims;
  const auto add = [&](const std::string& id, int population, const std::string& period, int figure) {
    const bool vague = dice() % 4 == 0;
    claims += (claims.empty() ? "" : ",\n") + std::string(R"({"id": ")") + id + R"(", "source": "s", "measure": )" +
              R"("released", "population": "p)" + std::to_string(population) + R"(", "period": ")" + period +
              R"(", "figure": ")" + (vague ? ">=" : "") + std::to_string(figure) + R"("})";
  };
  int so_far[2] = {0, 0};
  for (int day = 1; day <= days; ++day) {
    const std::string date = "2026-03-" + std::string(day < 10 ? "0" : "") + std::to_string(day);
    const int part = static_cast<int>(dice() % 5), whole = part + static_cast<int>(dice() % 5);
    for (const int population : {0, 1}) {
      const int released = population == 0 ? whole : part;
      so_far[population] += released;
      std::string until = "2026-02-01/";
      until.append(date).append(dice() % 9 == 0 ? "T12:00" : "");
      const std::string name = std::to_string(day) + "-" + std::to_string(population);
      if (dice() % 3 > 0) add("day-" + name, population, date, released);
      if (dice() % 3 > 0) add("sum-" + name, population, until, so_far[population]);
    }
  }
  return R"("sources": {"s": {"name": "S", "kind": "official"}}, "populations": {"p0": {"label": "P"}, "p1": {"label": )"
         R"("Q", "within": ["p0"]}}, "claims": [)" +
         claims + "]";
}

std::vector<std::optional<Condition>> at_most(const Record& record, const std::string& side, std::size_t together,
                                              std::size_t& pieces) {
  AtMost at_most(record, side, record.uncontested_account(side), together);
  pieces = at_most.open();
  for (std::size_t i = 0; i < pieces; ++i) at_most.answer(i);
  return at_most.take();
}

}  // namespace

TEST_CASE("bounds between cut-offs are the same from one model for many as from one each") {
  std::mt19937 dice(5);
  std::size_t bounds = 0, spared = 0;
  for (int run = 0; run < 6; ++run) {
    const judge::Told told(counts(14, dice));
    std::vector<std::string> unknown;
    const Selection selection = select(told.ledger, {}, unknown);
    const ReconcileOptions options;
    Record record(told.ledger, selection, options);
    Findings findings;
    find_problems(record, findings);
    const std::string& side = record.sides.begin()->first;
    std::size_t alone = 0, together = 0;
    const auto each = at_most(record, side, 1, alone);
    const auto of_one = at_most(record, side, 50, together);
    REQUIRE(each.size() == of_one.size());
    spared += alone - together;
    for (std::size_t i = 0; i < each.size(); ++i) {
      REQUIRE(each[i].has_value() == of_one[i].has_value());
      if (!each[i]) continue;
      ++bounds;
      CHECK(each[i]->count == of_one[i]->count);
      CHECK((each[i]->from == of_one[i]->from && each[i]->to == of_one[i]->to));
    }
  }
  CHECK(bounds > 50);
  CHECK(spared > 30);
}
