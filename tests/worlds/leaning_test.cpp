// Systems that take up what another has worked out: they must answer as if they had begun from nothing.
#include <random>

#include "catch.hpp"
#include "worlds/frame.hpp"

namespace {

using namespace reltrack::worlds;
using reltrack::Count;

constexpr int kPopulations = 3;
constexpr int kPlaces = 7;
constexpr int kMembers = 9;

Form stretch(int counter, int from, int to) { return {{{counter, {to, -1}, 1}, {counter, {from, -1}, -1}}, -1}; }

// Bounds on stretches of three populations, each within the one before, as somebody saw them who missed nothing.
Model nested(std::mt19937& dice) {
  const auto below = [&](std::size_t n) { return static_cast<int>(dice() % n); };
  Model model;
  model.counters.resize(kPopulations);
  model.wholes = {{0, {1}}, {1, {2}}};
  model.members = kMembers;
  model.bundles_of.resize(kMembers);
  Count happened[kPopulations][kPlaces] = {};
  for (int place = 1; place < kPlaces; ++place) {
    Count events = below(9);
    for (auto& counter : happened) {
      counter[place] = counter[place - 1] + events;
      events = below(static_cast<std::size_t>(events) + 1);
    }
  }
  for (int member = 0; member < kMembers; ++member) {
    const int counter = below(kPopulations), from = below(kPlaces - 1);
    const int to = from + 1 + below(static_cast<std::size_t>(kPlaces - 1 - from));
    const Count count = happened[counter][to] - happened[counter][from];
    Bundle bundle;
    bundle.members = {member};
    const Form form = stretch(counter, from, to);
    if (below(4) > 0) bundle.rows.push_back({form.terms, count - below(2), -1, -1});
    std::vector<Term> less = form.terms;
    for (Term& term : less) term.times = -term.times;
    if (below(4) > 0) bundle.rows.push_back({less, -count - below(2), -1, -1});
    model.bundles_of[static_cast<std::size_t>(member)].push_back(member);
    model.bundles.push_back(std::move(bundle));
  }
  return model;
}

std::vector<Form> all_stretches() {
  std::vector<Form> out;
  for (int counter = 0; counter < kPopulations; ++counter) {
    for (int from = 0; from < kPlaces; ++from) {
      for (int to = from + 1; to < kPlaces; ++to) out.push_back(stretch(counter, from, to));
    }
  }
  return out;
}

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

TEST_CASE("a world is carried to a layout with more places, and taken in only where it is one there") {
  Model model;
  model.counters.resize(1);
  model.members = 2;
  model.bundles_of = {{0}, {1}};
  model.bundles.resize(2);
  model.bundles[0] = {{0}, {}, {{stretch(0, 0, 4).terms, 5, -1, -1}}, {}};
  model.bundles[1] = {{1}, {}, {{stretch(0, 1, 2).terms, 3, -1, -1}}, {}};
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
