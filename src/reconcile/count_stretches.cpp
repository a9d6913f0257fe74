#include "reconcile/count_stretches.hpp"

#include <tuple>

namespace reltrack {

using worlds::Form;

CountRange quick_range(const worlds::System& system, const Counted& counted) {
  const Form form = worlds::count_between(counted.counter, counted.start(), counted.end());
  return {system.quick_least(form), system.quick_most(counted.counter, counted.start(), counted.end())};
}

void CountStretches::note(const Record& record, Index claim) {
  for (const Reading& reading : record.ledger.claims[claim].readings) {
    if (reading.period.at_moment) continue;
    std::set<Minutes>& instants = instants_[record.joint.counter(reading.measure, reading.population)];
    for (const PeriodEnd* end : {&reading.period.start, &reading.period.end}) {
      if (end->moment) continue;
      for (const Minutes at : {end->limits.from, end->limits.to}) {
        if (at > kBeforeAll && at < kAfterAll) instants.insert(at);
      }
    }
  }
}

std::vector<Minutes> CountStretches::of(int counter) const {
  const auto known = instants_.find(counter);
  if (known == instants_.end() || known->second.size() > kMostInstants) return {};
  return {known->second.begin(), known->second.end()};
}

std::vector<Form> CountStretches::forms() const {
  std::vector<Form> out;
  for (const auto& [counter, instants] : instants_) {
    Form form;
    for (const Minutes at : of(counter)) form.terms.push_back({counter, {at, -1}, 1});
    if (!form.terms.empty()) out.push_back(std::move(form));
  }
  return out;
}

OneMoreCount more_of(const Record& record, const Counted& counted) {
  OneMoreCount out;
  std::tie(out.measure, out.population) = record.joint.counter_of[static_cast<std::size_t>(counted.counter)];
  out.from.at = counted.from;
  out.to.at = counted.to;
  return out;
}

}  // namespace reltrack
