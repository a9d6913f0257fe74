// What is asked beside a system, and what a system is told that no proof needs: neither may change an answer.
#include <random>

#include "catch.hpp"
#include "nested_model.hpp"
#include "worlds/search.hpp"

namespace {

using namespace reltrack::worlds;

constexpr unsigned kSystems = 600;

// Some bounds that may fit the system or not.
std::vector<Row> some_rows(std::mt19937& dice) {
  const std::vector<Form> stretches = all_stretches();
  std::vector<Row> out;
  for (int i = 0; i < 3; ++i) {
    Row row{stretches[dice() % stretches.size()].terms, static_cast<reltrack::Count>(dice() % 12), -1, -1};
    if (dice() % 2 == 0) {
      for (Term& term : row.terms) term.times = -term.times;
      row.at_least = -row.at_least;
    }
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace

TEST_CASE("rows beside a system can hold where the system that has them is possible") {
  unsigned yes = 0, no = 0;
  for (unsigned seed = 1; seed <= kSystems; ++seed) {
    INFO("seed " << seed);
    std::mt19937 dice(seed);
    Model model = nested(dice, true);
    const std::vector<Row> rows = some_rows(dice);
    Effort effort{1'000'000, 0};
    const std::vector<Form> asked = all_stretches();
    System system(model, std::vector<bool>(kMembers, true), asked, effort);
    REQUIRE(system.possible() == Answer::yes);
    const System::Found found = system.with(rows);

    model.bundles_of.push_back({static_cast<int>(model.bundles.size())});
    model.bundles.push_back({{model.members++}, {}, rows, {}});
    System having(model, std::vector<bool>(kMembers + 1, true), asked, effort);
    if (found.answer != Answer::unknown) CHECK(found.answer == having.possible());
    if (found.answer == Answer::yes) {
      REQUIRE(found.world);
      for (const Row& row : rows) CHECK(system.value({row.terms, row.level}, *found.world) >= row.at_least);
    }
    yes += found.answer == Answer::yes ? 1U : 0U;
    no += found.answer == Answer::no ? 1U : 0U;
  }
  CHECK(yes > kSystems / 5);
  CHECK(no > kSystems / 5);
  CHECK(yes + no > kSystems * 9 / 10);
}

TEST_CASE("a strengthened system answers as it would without, and knows afterwards what it has found") {
  unsigned sooner = 0;
  for (unsigned seed = 1; seed <= kSystems; ++seed) {
    std::mt19937 dice(seed);
    const Model model = nested(dice, true);
    Effort effort{1'000'000, 0};
    const std::vector<Form> asked = all_stretches();
    System plain(model, std::vector<bool>(kMembers, true), asked, effort);
    System strong(model, std::vector<bool>(kMembers, true), asked, effort);
    REQUIRE(plain.possible() == Answer::yes);
    strong.strengthen();
    for (const Form& form : asked) {
      INFO("seed " << seed << ", counter " << form.terms[0].counter << " from " << form.terms[1].at.at << " to "
                   << form.terms[0].at.at);
      const auto known = [&](const System& system) {
        return system.quick_most(form.terms[0].counter, form.terms[1].at, form.terms[0].at);
      };
      const End most = strong.greatest(form);
      CHECK((most.tight && most.value == plain.greatest(form).value));
      CHECK(strong.least(form).value == plain.least(form).value);
      CHECK(known(strong) == most.value);
      sooner += known(plain) == most.value ? 0U : 1U;
    }
  }
  CHECK(sooner > 0);  // else there was nothing to be told
}
