// Where no count would settle a question: the one that would narrow the most ranges, if a further side gave it exactly.
//
// In a closed system the count of a stretch bounds every other of its counter by two ways through it, forwards and
// backwards. So whether a claim's range stays as it is, for some value of the count, is whether a few bounds on that
// value leave any: where they leave none, the range becomes narrower whatever the count comes out as.
#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

#include "reconcile/count_stretches.hpp"

namespace reltrack {

namespace {

using worlds::Closure;
using worlds::Place;
using worlds::System;

// What others say of one claim, and their system.
struct OpenRange {
  Index claim = 0;
  int counter = 0;
  Place start, end;
  CountRange range;
  const System* others = nullptr;
};

class MostNarrowing {
 public:
  MostNarrowing(const Record& record, const Findings& findings)
      : record_(record), findings_(findings), effort_(record.effort()) {}

  std::optional<OneMoreCount> most() {
    for (const auto& [side, claims] : record_.sides) {
      for (Index c : claims) stretches_.note(record_, c);
    }
    if (!stretches_.any()) return std::nullopt;
    for (const auto& [side, claims] : record_.sides) ask_others(side, claims);
    std::optional<OneMoreCount> out;
    std::optional<std::tuple<Count, Minutes, Minutes, int>> best;  // the most, then the shortest, then the first
    stretches_.each([&](const Counted& counted) {
      std::vector<Index> narrowed;
      for (const OpenRange& told : told_[counted.counter]) {
        if (narrows(counted, told)) narrowed.push_back(told.claim);
      }
      const std::tuple rank{-static_cast<Count>(narrowed.size()), counted.to - counted.from, counted.from,
                            counted.counter};
      if (narrowed.size() < 2 || (best && *best <= rank)) return;
      best = rank;
      std::ranges::sort(narrowed);
      out = more_of(record_, counted);
      out->narrowed = std::move(narrowed);
    });
    return out;
  }

 private:
  void ask_others(const std::string& side, const std::vector<Index>& claims) {
    std::vector<OpenRange> open;
    for (Index c : claims) {
      if (const auto told = open_range(c)) open.push_back(*told);
    }
    if (open.empty()) return;
    std::vector<worlds::Form> asked = stretches_.forms();
    for (const OpenRange& told : open)
      asked.push_back({{{told.counter, told.start, 1}, {told.counter, told.end, 1}}, -1});
    const worlds::Model& model = record_.joint.model;
    systems_.push_back(
        std::make_unique<System>(model, members_of(record_.joint, record_.uncontested_joint(side)), asked, effort_));
    for (OpenRange& told : open) {
      told.others = systems_.back().get();
      told_[told.counter].push_back(told);
    }
  }

  // Of a flow of one reading that nobody contests, between known ends, whose count others bound but leave open. (Where
  // they do not bound it, a count of all that is on file would.)
  std::optional<OpenRange> open_range(Index c) const {
    const Claim& claim = record_.ledger.claims[c];
    const std::vector<ReadingRanges>& ranges = findings_.claims[c].ranges;
    if (record_.contested(c) || claim.readings.size() != 1 || ranges.size() != 1 || !ranges.front().implied) return {};
    const Reading& reading = claim.readings.front();
    const CountRange& range = ranges.front().implied->range;
    if (reading.period.at_moment || !range.max || *range.max <= range.min.value_or(0)) return {};
    const Region& region = record_.joint.regions[c].front();
    if (region.earliest_start != region.latest_start || region.earliest_end != region.latest_end) return {};
    return OpenRange{c,
                     record_.joint.counter(reading.measure, reading.population),
                     region.earliest_start,
                     region.earliest_end,
                     range,
                     nullptr};
  }

  static bool narrows(const Counted& counted, const OpenRange& told) {
    const auto most = [&](Place from, Place to) {
      return told.others->quick_most(told.counter, from, to).value_or(Closure::kNone);
    };
    const auto both = [](Count a, Count b) {
      return Closure::finite(a) && Closure::finite(b) ? a + b : Closure::kNone;
    };
    const Place from = counted.start(), to = counted.end();
    const CountRange possible = quick_range(*told.others, counted);
    // The values of the count for which nothing becomes narrower.
    Count low = possible.min.value_or(0), high = possible.max.value_or(Closure::kNone);
    const Count forwards = both(most(told.start, from), most(to, told.end));
    const Count backwards = both(most(told.start, to), most(from, told.end));
    if (Closure::finite(forwards)) low = std::max(low, *told.range.max - forwards);
    if (Closure::finite(backwards)) high = std::min(high, backwards - *told.range.max);
    const Count least = told.range.min.value_or(0);
    const Count against = both(most(told.end, from), most(to, told.start));
    const Count along = both(most(told.end, to), most(from, told.start));
    if (Closure::finite(against)) low = std::max(low, -against - least);
    if (Closure::finite(along)) high = std::min(high, least + along);
    return low > high;
  }

  const Record& record_;
  const Findings& findings_;
  worlds::Effort effort_;
  CountStretches stretches_;
  std::vector<std::unique_ptr<System>> systems_;  // of all sides but one
  std::map<int, std::vector<OpenRange>> told_;    // by counter
};

}  // namespace

std::optional<OneMoreCount> narrowing_count(const Record& record, const Findings& findings) {
  return MostNarrowing(record, findings).most();
}

}  // namespace reltrack
