#include "questions.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

namespace reltrack::bench {
namespace {

// Of one population, between two times, each given by its place in the list of all times.
struct Region {
  int population = 0, from = 0, to = 0;
  friend auto operator<=>(const Region&, const Region&) = default;
};

struct Spoken {
  Region widest, narrowest;
};

const Reading& only_reading(const Claim& claim) {
  const Reading& reading = claim.readings.front();
  if (claim.readings.size() != 1 || reading.part_of || reading.measure != 0 || !reading.figure ||
      reading.period.start.moment || reading.period.end.moment || reading.basis == Basis::announced) {
    throw std::invalid_argument(claim.id + ": only plain figures of `released` are asked of other solvers");
  }
  return reading;
}

class Writer {
 public:
  Writer(const Ledger& ledger, Unknowns unknowns) : ledger_(ledger), by_stretch_(unknowns == Unknowns::stretches) {
    std::set<Minutes> times;
    for (const Claim& claim : ledger.claims) {
      const Period& period = only_reading(claim).period;
      times.insert({period.start.limits.from, period.start.limits.to, period.end.limits.from, period.end.limits.to});
    }
    times_.assign(times.begin(), times.end());
    for (const Claim& claim : ledger.claims) spoken_.push_back(spoken(only_reading(claim)));
  }

  LinearProgram program(const std::string& side) const {
    LinearProgram program;
    program.unknowns = static_cast<int>(ledger_.populations.size()) * points();
    program.may_be_negative = !by_stretch_;
    add_rules(program);
    std::map<Region, CountRange> bounds;
    for (std::size_t c = 0; c < ledger_.claims.size(); ++c) {
      const Claim& claim = ledger_.claims[c];
      if (ledger_.side_of(claim) == side) {
        program.goals.push_back({static_cast<Index>(c), terms(spoken_[c].narrowest), terms(spoken_[c].widest)});
      } else {
        add_bounds(bounds, spoken_[c], only_reading(claim));
      }
    }
    for (const auto& [region, range] : bounds) program.rows.push_back({terms(region), range.min, range.max});
    return program;
  }

 private:
  int place(Minutes at) const {
    return static_cast<int>(std::lower_bound(times_.begin(), times_.end(), at) - times_.begin());
  }
  int points() const { return static_cast<int>(times_.size()) - (by_stretch_ ? 1 : 0); }
  int unknown(int population, int point) const { return population * points() + point; }

  Spoken spoken(const Reading& reading) const {
    const auto population = static_cast<int>(reading.population);
    const TimeSpan& start = reading.period.start.limits;
    const TimeSpan& end = reading.period.end.limits;
    return {{population, place(start.from), place(end.to)},
            {population, place(start.to), std::max(place(start.to), place(end.from))}};
  }

  Terms terms(const Region& region) const {
    Terms terms;
    if (by_stretch_) {
      for (int i = region.from; i < region.to; ++i) terms.emplace_back(unknown(region.population, i), 1);
    } else if (region.from < region.to) {
      terms = {{unknown(region.population, region.from), -1}, {unknown(region.population, region.to), 1}};
    }
    return terms;
  }

  // Whatever the hour of an uncertain cut-off: at least so many in the widest period, at most so many in the narrowest.
  static void add_bounds(std::map<Region, CountRange>& bounds, const Spoken& spoken, const Reading& reading) {
    const CountRange& people = reading.figure->people;
    if (people.min && *people.min > 0) {
      auto& min = bounds[spoken.widest].min;
      min = std::max(min.value_or(0), *people.min);
    }
    if (people.max && reading.basis == Basis::asserted && spoken.narrowest.from < spoken.narrowest.to) {
      auto& max = bounds[spoken.narrowest].max;
      max = std::min(max.value_or(*people.max), *people.max);
    }
  }

  // Part and whole in each stretch; and counts that never fall, where the unknowns do not say so themselves.
  void add_rules(LinearProgram& program) const {
    const int stretches = static_cast<int>(times_.size()) - 1;
    for (std::size_t p = 0; p < ledger_.populations.size(); ++p) {
      const auto part = static_cast<int>(p);
      for (int i = 0; i < stretches; ++i) {
        const Terms here = terms({part, i, i + 1});
        if (!by_stretch_) program.rows.push_back({here, 0, std::nullopt});
        for (const Index w : ledger_.populations[p].within) {
          Terms difference = terms({static_cast<int>(w), i, i + 1});
          for (const auto& [u, times] : here) difference.emplace_back(u, -times);
          program.rows.push_back({difference, 0, std::nullopt});
        }
      }
    }
  }

  const Ledger& ledger_;
  bool by_stretch_;
  std::vector<Minutes> times_;
  std::vector<Spoken> spoken_;  // by claim
};

}  // namespace

std::vector<LinearProgram> implied_range_programs(const Ledger& ledger, Unknowns unknowns) {
  std::set<std::string> sides;
  for (const Claim& claim : ledger.claims) sides.insert(ledger.side_of(claim));
  const Writer writer(ledger, unknowns);
  std::vector<LinearProgram> programs;
  for (const std::string& side : sides) programs.push_back(writer.program(side));
  return programs;
}

}  // namespace reltrack::bench
