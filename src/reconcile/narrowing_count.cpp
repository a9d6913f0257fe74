// Where no count would settle a question: the one that would narrow the most ranges, if a further side gave it exactly.
//
// In a closed system the count of a stretch bounds every other of its counter by two ways through it, forwards and
// backwards. So whether a claim's range stays as it is, for some value of the count, is whether a few bounds on that
// value leave any: where they leave none, the range becomes narrower whatever the count comes out as.
#include "reconcile/narrowing_count.hpp"

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

// What closing says of all others' figures: the most between any two of a counter's places.
struct Most {
  std::vector<Place> places;  // the instants of its stretches first
  std::vector<Count> table;   // by two places: from the one to the other
  Count at(std::size_t from, std::size_t to) const { return table[from * places.size() + to]; }
  // The place's, which is added where it is new.
  std::size_t number(Place place) {
    const auto known = std::ranges::find(places, place);
    const auto out = static_cast<std::size_t>(known - places.begin());
    if (known == places.end()) places.push_back(place);
    return out;
  }
};

// What others say of one claim.
struct OpenRange {
  Index claim = 0;
  int counter = 0;
  Place start, end;
  CountRange range;
  std::size_t start_number = 0, end_number = 0;  // among the places of `most`
  std::shared_ptr<const Most> most;
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
    std::map<int, std::vector<OpenRange>> open;
    for (Index c : claims) {
      const auto told = open_range(c);
      if (told && !stretches_.of(told->counter).empty()) open[told->counter].push_back(*told);
    }
    if (open.empty()) return;
    std::vector<worlds::Form> asked = stretches_.forms();
    for (const auto& [counter, ranges] : open) {
      for (const OpenRange& told : ranges) asked.push_back({{{counter, told.start, 1}, {counter, told.end, 1}}, -1});
    }
    const System others(record_.joint.model, members_of(record_.joint, record_.uncontested_joint(side)), asked,
                        effort_);
    for (auto& [counter, ranges] : open) {
      const auto most = std::make_shared<Most>();
      for (const Minutes at : stretches_.of(counter)) most->places.push_back({at, -1});
      for (OpenRange& told : ranges) {
        told.start_number = most->number(told.start);
        told.end_number = most->number(told.end);
      }
      most->table = others.quick_mosts(counter, most->places);
      for (OpenRange& told : ranges) {
        told.most = most;
        told_[counter].push_back(std::move(told));
      }
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
    OpenRange out;
    out.claim = c;
    out.counter = record_.joint.counter(reading.measure, reading.population);
    out.start = region.earliest_start;
    out.end = region.earliest_end;
    out.range = range;
    return out;
  }

  static bool narrows(const Counted& counted, const OpenRange& told) {
    const auto most = [&](std::size_t from, std::size_t to) { return told.most->at(from, to); };
    const auto both = [](Count a, Count b) {
      return Closure::finite(a) && Closure::finite(b) ? a + b : Closure::kNone;
    };
    const std::size_t start = told.start_number, end = told.end_number;
    const std::size_t from = counted.from_number, to = counted.to_number;
    // The values of the count for which nothing becomes narrower.
    Count low = Closure::finite(most(to, from)) ? -most(to, from) : 0, high = most(from, to);
    const Count forwards = both(most(start, from), most(to, end));
    const Count backwards = both(most(start, to), most(from, end));
    if (Closure::finite(forwards)) low = std::max(low, *told.range.max - forwards);
    if (Closure::finite(backwards)) high = std::min(high, backwards - *told.range.max);
    const Count least = told.range.min.value_or(0);
    const Count against = both(most(end, from), most(to, start));
    const Count along = both(most(end, to), most(from, start));
    if (Closure::finite(against)) low = std::max(low, -against - least);
    if (Closure::finite(along)) high = std::min(high, least + along);
    return low > high;
  }

  const Record& record_;
  const Findings& findings_;
  worlds::Effort effort_;
  CountStretches stretches_;
  std::map<int, std::vector<OpenRange>> told_;  // by counter
};

}  // namespace

std::optional<OneMoreCount> narrowing_count(const Record& record, const Findings& findings) {
  return MostNarrowing(record, findings).most();
}

}  // namespace reltrack
