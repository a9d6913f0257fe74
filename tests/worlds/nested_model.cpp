#include "nested_model.hpp"

namespace reltrack::worlds {

namespace {

int below(std::mt19937& dice, int n) { return static_cast<int>(dice() % static_cast<unsigned>(n)); }

Form any_stretch(std::mt19937& dice) {
  const int counter = below(dice, kPopulations), from = below(dice, kPlaces - 1);
  return stretch(counter, from, from + 1 + below(dice, kPlaces - 1 - from));
}

// At least a little less than so many, and at most a little more.
std::vector<Row> around(const Form& form, Count count, std::mt19937& dice) {
  std::vector<Row> out;
  if (below(dice, 4) > 0) out.push_back({form.terms, count - below(dice, 2), -1, -1});
  std::vector<Term> less = form.terms;
  for (Term& term : less) term.times = -term.times;
  if (below(dice, 4) > 0) out.push_back({less, -count - below(dice, 2), -1, -1});
  return out;
}

}  // namespace

Form stretch(int counter, int from, int to) { return {{{counter, {to, -1}, 1}, {counter, {from, -1}, -1}}, -1}; }

std::vector<Form> all_stretches() {
  std::vector<Form> out;
  for (int counter = 0; counter < kPopulations; ++counter) {
    for (int from = 0; from < kPlaces; ++from) {
      for (int to = from + 1; to < kPlaces; ++to) out.push_back(stretch(counter, from, to));
    }
  }
  return out;
}

Model nested(std::mt19937& dice, bool readings) {
  Model model;
  model.counters.resize(kPopulations);
  model.wholes = {{0, {1}}, {1, {2}}};
  model.members = kMembers;
  model.bundles_of.resize(kMembers);
  Count happened[kPopulations][kPlaces] = {};
  for (int place = 1; place < kPlaces; ++place) {
    int events = below(dice, 9);
    for (auto& counter : happened) {
      counter[place] = counter[place - 1] + events;
      events = below(dice, events + 1);
    }
  }
  const auto add = [&](int member, std::vector<std::pair<int, int>> when, std::vector<Row> rows) {
    model.bundles_of[ix(member)].push_back(static_cast<int>(model.bundles.size()));
    model.bundles.push_back({{member}, std::move(when), std::move(rows), {}});
  };
  for (int member = 0; member < kMembers; ++member) {
    const Form form = any_stretch(dice);
    const Term &end = form.terms[0], &start = form.terms[1];
    const Count count = happened[end.counter][end.at.at] - happened[start.counter][start.at.at];
    if (!readings) {
      add(member, {}, around(form, count, dice));
      continue;
    }
    model.choices.push_back({2, member});
    add(member, {{member, 0}}, around(form, count, dice));
    add(member, {{member, 1}}, around(any_stretch(dice), count, dice));
  }
  return model;
}

}  // namespace reltrack::worlds
