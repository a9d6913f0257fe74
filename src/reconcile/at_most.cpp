#include "reconcile/at_most.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "reconcile/spans.hpp"

namespace reltrack {

using worlds::Answer;
using worlds::Form;
using worlds::Place;
using worlds::System;

AtMost::AtMost(const Record& record, const std::string& side, const std::vector<Index>& claims, std::size_t together)
    : record_(record), ledger_(record.ledger), side_(side), claims_(claims) {
  pair_up();
  make_batches(together);
  most_.resize(uncertain_.size());
  if (!certain_.empty()) at_most_of_certain();
}

// Cut-offs that are not known to the minute are moments of the model, since both figures and the bound speak of them.
void AtMost::answer(std::size_t piece) {
  const std::vector<std::size_t>& batch = batches_[piece];
  std::vector<ClaimEnd> placed;
  for (std::size_t i : batch) placed.insert(placed.end(), {{uncertain_[i].first}, {uncertain_[i].second}});
  const Encoding encoding = encode(ledger_, record_.selection, Bindingness::account, record_.options.dropped, placed);
  std::vector<Form> asked;
  for (std::size_t i : batch) asked.push_back(between(encoding, uncertain_[i]));
  worlds::Effort effort = record_.effort();
  System system(encoding.model, members_of(encoding, claims_), asked, effort);
  system.learn(record_.account_sample.at(side_));
  for (std::size_t i : batch) {
    System as_meant(system, meant(encoding, uncertain_[i]));
    effort.used = 0;
    most_[i] = most(encoding, as_meant, uncertain_[i]);
  }
}

std::vector<std::optional<Condition>> AtMost::take() {
  std::ranges::move(most_of_certain_, std::back_inserter(most_));
  return std::move(most_);
}

// Neighbouring figures of one side and population.
void AtMost::pair_up() {
  std::map<std::pair<Index, Index>, std::vector<Index>> series;
  for (Index c : claims_) {
    const std::vector<Index> bound = bound_readings(c);
    if (bound.empty()) continue;
    const std::vector<Reading>& readings = ledger_.claims[c].readings;
    const Reading& r = readings[bound.front()];
    const bool as_meant = bound.size() == 1 || bound.size() == readings.size();
    const bool plain = r.figure && !r.figure->percent && !r.period.at_moment && same_region(c) && as_meant;
    if (plain) series[{r.measure, r.population}].push_back(c);
  }
  for (auto& [key, members] : series) {
    std::ranges::sort(members, {}, [&](Index c) {
      const TimeSpan& end = ledger_.claims[c].readings.front().period.end.limits;
      return std::tuple(end.to, end.from, c);
    });
    for (std::size_t i = 1; i < members.size(); ++i) {
      const Neighbours pair{members[i - 1], members[i]};
      const Period& p = ledger_.claims[pair.first].readings.front().period;
      const Period& q = ledger_.claims[pair.second].readings.front().period;
      if (p.end.limits.to > q.end.limits.from || p.end == q.end) continue;
      (has_certain_cut_off(pair.first) && has_certain_cut_off(pair.second) ? certain_ : uncertain_).push_back(pair);
    }
  }
}

// Each to the first batch of its series whose cut-offs all come before, if nothing is said of a time within any of
// these: then the batch's model leaves no more open than one for the pair alone. Else it is alone.
void AtMost::make_batches(std::size_t together) {
  if (!uncertain_.empty()) times_ = times_of();
  std::size_t of_series = 0;  // the first batch
  for (std::size_t i = 0; i < uncertain_.size(); ++i) {
    const Neighbours& pair = uncertain_[i];
    if (i > 0 && !one_series(uncertain_[i - 1].second, pair.second)) of_series = batches_.size();
    const auto takes = [&](const std::vector<std::size_t>& batch) {
      const Neighbours& last = uncertain_[batch.back()];
      const bool before = last.second == pair.first || end_of(last.second).to <= end_of(pair.first).from;
      return before && batch.size() < together && is_undivided(last) && is_undivided(pair);
    };
    const auto found = std::find_if(batches_.begin() + static_cast<std::ptrdiff_t>(of_series), batches_.end(), takes);
    found == batches_.end() ? batches_.push_back({i}) : found->push_back(i);
  }
}

bool AtMost::one_series(Index c, Index d) const {
  const Reading& r = ledger_.claims[c].readings.front();  // all are of one region
  const Reading& s = ledger_.claims[d].readings.front();
  return r.measure == s.measure && r.population == s.population;
}

const TimeSpan& AtMost::end_of(Index c) const { return ledger_.claims[c].readings.front().period.end.limits; }

// Whether all other places and moments of the model are before either cut-off or after, whenever in its limits that is.
bool AtMost::is_undivided(const Neighbours& pair) const {
  return std::ranges::none_of(std::array{pair.first, pair.second}, [&](Index c) {
    const TimeSpan within = end_of(c);
    const auto next = std::ranges::upper_bound(times_, within.from);
    return (next != times_.end() && *next < within.to) ||
           std::ranges::any_of(record_.account.model.moments, [&](const worlds::Limits& moment) {
             return moment.from < within.to && within.from < moment.to;
           });
  });
}

// All that the ledger speaks of, in order.
std::vector<Minutes> AtMost::times_of() const {
  std::vector<Minutes> out;
  for (const Claim& claim : ledger_.claims) {
    for (const Reading& r : claim.readings) {
      for (const PeriodEnd* end : {&r.period.start, &r.period.end}) {
        out.insert(out.end(), {end->limits.from, end->limits.to});
      }
    }
  }
  std::ranges::sort(out);
  return out;
}

bool AtMost::has_certain_cut_off(Index c) const {
  return std::ranges::all_of(ledger_.claims[c].readings, [](const Reading& r) { return is_certain(r.period.end); });
}

// All its readings speak of one stretch (they may differ in basis).
bool AtMost::same_region(Index c) const {
  const auto& readings = ledger_.claims[c].readings;
  return std::ranges::all_of(readings, [&](const Reading& r) {
    return r.measure == readings.front().measure && r.population == readings.front().population &&
           r.period == readings.front().period;
  });
}

// The readings in which it says that something happened. Where it is one of several, a bound between two cut-offs is
// "if that is meant".
std::vector<Index> AtMost::bound_readings(Index c) const {
  const auto& readings = ledger_.claims[c].readings;
  std::vector<Index> out;
  for (Index r = 0; r < readings.size(); ++r) {
    if (readings[r].figure && readings[r].basis != Basis::announced) out.push_back(r);
  }
  return out;
}

void AtMost::at_most_of_certain() {
  std::vector<Form> asked;
  for (const Neighbours& pair : certain_) asked.push_back(between(record_.account, pair));
  worlds::Effort effort = record_.effort();
  System system(record_.account.model, members_of(record_.account, claims_), asked, effort);
  system.learn(record_.account_sample.at(side_));
  for (const Neighbours& pair : certain_) {
    System as_meant(system, meant(record_.account, pair));
    effort.used = 0;
    most_of_certain_.push_back(most(record_.account, as_meant, pair));
  }
}

Place AtMost::cut_off(const Encoding& encoding, Index c) { return encoding.regions[c].front().latest_end; }

Form AtMost::between(const Encoding& encoding, const Neighbours& pair) const {
  const Reading& r = ledger_.claims[pair.second].readings.front();
  const int counter = encoding.counter(r.measure, r.population);
  return worlds::count_between(counter, cut_off(encoding, pair.first), cut_off(encoding, pair.second));
}

std::vector<worlds::Split> AtMost::meant(const Encoding& encoding, const Neighbours& pair) const {
  std::vector<worlds::Split> out;
  for (Index c : {pair.first, pair.second}) {
    const std::vector<Index> bound = bound_readings(c);
    if (encoding.choice[c] >= 0 && bound.size() == 1) out.push_back(encoding.meant(c, bound.front()));
  }
  return out;
}

std::optional<Condition> AtMost::most(const Encoding& encoding, System& system, const Neighbours& pair) const {
  if (system.possible() != Answer::yes) return std::nullopt;
  const Form form = between(encoding, pair);
  const auto [end, why] = system.explained_greatest(form);
  if (!end.value || !end.tight) return std::nullopt;
  const Reading& r = ledger_.claims[pair.second].readings.front();
  Condition out;
  out.scope = side_;
  out.measure = r.measure;
  out.population = r.population;
  out.from = encoding.instant(cut_off(encoding, pair.first));
  out.to = encoding.instant(cut_off(encoding, pair.second));
  out.count.max = *end.value;
  out.proof = to_proof(encoding, why);
  return out;
}

}  // namespace reltrack
