// Systems that take up what another has worked out: they must answer as if they had begun from nothing.
#include <algorithm>
#include <random>

#include "catch.hpp"
#include "nested_model.hpp"
#include "worlds/frame.hpp"

namespace {

using namespace reltrack::worlds;
// Sums of two stretches: closing knows no bound of most of them, so fractions must.
std::vector<Form> some_sums(const std::vector<Form>& stretches, std::mt19937& dice) {
  std::vector<Form> out;
  for (int i = 0; i < 40; ++i) {
    Form sum = stretches[dice() % stretches.size()];
    const Form& other = stretches[dice() % stretches.size()];
    sum.terms.insert(sum.terms.end(), other.terms.begin(), other.terms.end());
    out.push_back(std::move(sum));
  }
  return out;
}

// Of one counter: the first member's, and at least 3 in the second stretch.
Model two_figures(const std::vector<reltrack::worlds::Term>& terms, reltrack::Count at_least) {
  Model model;
  model.counters.resize(1);
  model.members = 2;
  model.bundles_of = {{0}, {1}};
  model.bundles = {{{0}, {}, {{terms, at_least, -1, -1}}, {}}, {{1}, {}, {{stretch(0, 1, 2).terms, 3, -1, -1}}, {}}};
  return model;
}

}  // namespace

TEST_CASE("a system that leans on one with more rows answers as one that begins from nothing") {
  const std::vector<Form> stretches = all_stretches();
  for (unsigned seed = 1; seed <= 40; ++seed) {
    std::mt19937 dice(seed);
    const Model model = nested(dice);
    std::vector<Form> asked = some_sums(stretches, dice);
    asked.insert(asked.end(), stretches.begin(), stretches.end());
    const Frame frame(model, std::vector<bool>(kMembers, true), asked);
    Effort effort{1'000'000, 0};
    const auto all = frame.system(std::vector<bool>(kMembers, true), effort);
    REQUIRE(all->possible() == Answer::yes);
    for (std::size_t left_out = 0; left_out < kMembers; ++left_out) {
      std::vector<bool> members(kMembers, true);
      members[left_out] = false;
      const auto leaning = frame.system(members, effort), fresh = frame.system(members, effort);
      leaning->learn(all->sample());
      CHECK(!leaning->worlds().empty());
      leaning->lean_on(*all);
      for (const Form& form : asked) {
        INFO("seed " << seed << ", without member " << left_out);
        const End least = leaning->least(form), same_least = fresh->least(form);
        CHECK((least.tight && same_least.tight && least.value == same_least.value));
        const End most = leaning->greatest(form), same_most = fresh->greatest(form);
        CHECK((most.tight && same_most.tight && most.value == same_most.value));
      }
    }
  }
}

TEST_CASE("what is shown without a member is what a system without it answers, and rests on others") {
  std::size_t shown = 0;
  for (unsigned seed = 1; seed <= 60; ++seed) {
    std::mt19937 dice(seed);
    const Model model = nested(dice);
    const std::vector<Form> asked = all_stretches();
    const std::vector<bool> everyone(kMembers, true);
    const Frame frame(model, everyone, asked);
    Effort effort{1'000'000, 0};
    const auto all = frame.system(everyone, effort);
    REQUIRE(all->possible() == Answer::yes);
    for (std::size_t left_out = 0; left_out < kMembers; ++left_out) {
      std::vector<bool> members(kMembers, true);
      members[left_out] = false;
      const int member = static_cast<int>(left_out);
      const std::vector<int> its = frame.with(frame.positions(everyone), member);
      const auto without = frame.system(members, effort);
      const auto is_its = [&](const Used& used) {
        const bool of_members = used.ref.kind == RowRef::Kind::member;
        return of_members && std::ranges::count(model.bundles[ix(used.ref.index)].members, member) > 0;
      };
      for (const Form& form : asked) {
        INFO("seed " << seed << ", without member " << left_out);
        for (const bool most : {false, true}) {
          const auto end = most ? all->greatest_without(form, its) : all->least_without(form, its);
          if (!end) continue;
          ++shown;
          CHECK(end->value == (most ? without->greatest(form) : without->least(form)).value);
          CHECK(std::ranges::none_of(end->why.rows, is_its));
        }
      }
    }
  }
  CHECK(shown > 100);
}

TEST_CASE("a world is carried to a layout with more places, and taken in only where it is one there") {
  const Model model = two_figures(stretch(0, 0, 4).terms, 5);
  Effort effort{1000, 0};
  System first(model, {true, false}, {}, effort);
  REQUIRE(first.possible() == Answer::yes);

  const std::vector<Form> asked{stretch(0, 2, 3)};
  System finer(model, {true, false}, asked, effort);
  finer.learn(first.sample());
  REQUIRE(!finer.worlds().empty());
  CHECK(finer.value(asked.front(), *finer.worlds().front()) == 0);

  System stricter(model, {true, true}, asked, effort);
  stricter.learn(first.sample());
  CHECK(stricter.worlds().empty());
  CHECK(stricter.possible() == Answer::yes);
}

TEST_CASE("that nothing happened is taken in only where figures leave it open") {
  Form at_most = stretch(0, 0, 4);
  for (reltrack::worlds::Term& term : at_most.terms) term.times = -term.times;
  const Model model = two_figures(at_most.terms, -5);
  Effort effort{1000, 0};
  const std::vector<Form> asked{stretch(0, 0, 4)};
  System bounded_above(model, {true, false}, asked, effort);
  bounded_above.learn_none();
  REQUIRE(bounded_above.worlds().size() == 1);
  CHECK(bounded_above.value(asked.front(), *bounded_above.worlds().front()) == 0);
  CHECK(bounded_above.greatest(asked.front()).value == 5);

  System some_happened(model, {true, true}, asked, effort);
  some_happened.learn_none();
  CHECK(some_happened.worlds().empty());
  CHECK(some_happened.least(asked.front()).value == 3);
}
