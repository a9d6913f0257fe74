// A total less its parts. Parts that meet in time are counted as one run, and each combination of the parts' readings
// is asked about by itself.
#include <algorithm>
#include <iterator>
#include <tuple>

#include "reconcile/gaps.hpp"

namespace reltrack {

namespace {

using worlds::Form;
using worlds::Place;
using worlds::System;

// Combinations of readings of a total's parts that are tried.
constexpr int kMostCombinations = 64;

class Unaccounted {
 public:
  Unaccounted(const Record& record, Findings& findings)
      : record_(record), ledger_(record.ledger), findings_(findings) {}

  void run(Index c, Index r) {
    const Reading& total = ledger_.claims[c].readings[r];
    const Span whole = widest(total);
    std::vector<Index> parts;
    for (Index d : record_.sides.at(record_.side(c))) {
      if (d != c && !record_.contested(d) && is_part(d, total)) parts.push_back(d);
    }
    if (parts.empty()) return;
    std::vector<Index> others = record_.uncontested_account(record_.side(c));
    std::erase(others, c);
    std::optional<CountRange> put;
    std::vector<Span> open;  // in one combination or another
    std::vector<std::vector<Index>> held;
    for (Index d : parts) held.push_back(fitting(d));
    std::vector<std::size_t> which(parts.size(), 0);
    // The parts' own ends are moments of the model, since the total speaks of them too.
    const Encoding encoding = encode(ledger_, record_.selection, Bindingness::account, record_.options.dropped, parts);
    const int counter = encoding.counter(total.measure, total.population);
    worlds::Effort effort = record_.effort();
    const System system(encoding.model, members_of(encoding, others), ends_of(encoding, parts, counter, whole), effort);
    for (int n = 0; n < kMostCombinations; ++n) {
      std::vector<Part> meant;
      for (std::size_t i = 0; i < parts.size(); ++i) meant.push_back({parts[i], held[i][which[i]]});
      std::vector<Span> certain;
      for (const Part& part : meant) {
        if (happened(part)) certain.push_back(narrowest(ledger_.claims[part.claim].readings[part.reading]));
      }
      std::ranges::copy(left_over(whole, merged(std::move(certain))), std::back_inserter(open));
      effort.used = 0;
      widen(put, put_in(meant, encoding, system, counter, whole));
      std::size_t i = 0;
      while (i < parts.size() && ++which[i] == held[i].size()) which[i++] = 0;
      if (i == parts.size()) break;
    }
    if (!put) return;
    Gap gap;
    gap.kind = Gap::Kind::unaccounted;
    gap.side = record_.side(c);
    gap.claim = c;
    gap.amount = less(total.figure->people, *put);
    gap.against = parts;
    gap.stretches = stretches(merged(std::move(open)));
    findings_.gaps.push_back(std::move(gap));
  }

 private:
  // A figure and which of its readings is meant.
  struct Part {
    Index claim = 0, reading = 0;
  };

  bool happened(const Part& part) const {
    return ledger_.claims[part.claim].readings[part.reading].basis != Basis::announced;
  }

  // The readings of the claim that hold, announcements among them.
  std::vector<Index> fitting(Index d) const {
    std::vector<Index> out;
    for (const ReadingRanges& r : findings_.claims[d].ranges) out.push_back(r.reading);
    const auto& readings = ledger_.claims[d].readings;
    for (Index r = 0; r < readings.size(); ++r) {
      if (readings[r].basis == Basis::announced) out.push_back(r);
    }
    return out;
  }

  // Wherever it says that something happened, people of this kind left, partly or wholly within the total's period.
  bool is_part(Index d, const Reading& total) const {
    const auto& ranges = findings_.claims[d].ranges;
    const Span whole = widest(total);
    const bool plain = std::ranges::none_of(ledger_.claims[d].readings,
                                            [](const Reading& r) { return !r.figure || r.figure->percent; });
    return plain && !ranges.empty() && std::ranges::all_of(ranges, [&](const ReadingRanges& r) {
             const Reading& part = ledger_.claims[d].readings[r.reading];
             const Span span = widest(part);
             const bool around = span.from <= whole.from && span.to >= whole.to;
             return part.measure == total.measure && part.population == total.population && !part.period.at_moment &&
                    !around && may_meet(part, total);
           });
  }

  // Events of `whole` in the period of some part: parts that meet in time are counted as one run, from the earliest
  // start to the latest cut-off, each end clipped to the whole.
  std::optional<CountRange> put_in(const std::vector<Part>& parts, const Encoding& encoding, const System& others,
                                   int counter, Span whole) {
    struct Run {
      Span span;
      std::vector<Place> starts, ends;
    };
    std::vector<std::tuple<Span, Index, Index>> sorted;
    std::vector<worlds::Split> given;
    for (const Part& part : parts) {
      const Index d = part.claim, r = part.reading;
      if (happened(part)) sorted.emplace_back(widest(ledger_.claims[d].readings[r]), d, r);
      if (encoding.choice[d] >= 0) given.push_back(encoding.meant(d, r));
    }
    std::ranges::sort(sorted);
    std::vector<Run> runs;
    for (const auto& [span, d, r] : sorted) {
      if (runs.empty() || span.from >= runs.back().span.to) runs.push_back({span, {}, {}});
      runs.back().span.to = std::max(runs.back().span.to, span.to);
      runs.back().starts.push_back(encoding.regions[d][r].earliest_start);
      runs.back().ends.push_back(encoding.regions[d][r].latest_end);
    }
    Form form;
    for (const Run& run : runs) {
      form.terms.push_back({counter, extreme(encoding, run.ends, false, whole.to), 1});
      form.terms.push_back({counter, extreme(encoding, run.starts, true, whole.from), -1});
    }
    System system(others, given);
    return count_of(system, form, findings_);
  }

  // All places that put_in can ask about.
  std::vector<Form> ends_of(const Encoding& encoding, const std::vector<Index>& parts, int counter, Span whole) const {
    Form out{{{counter, {whole.from, -1}, 1}, {counter, {whole.to, -1}, 1}}, -1};
    for (Index d : parts) {
      for (const Region& region : encoding.regions[d]) {
        out.terms.push_back({counter, region.earliest_start, 1});
        out.terms.push_back({counter, region.latest_end, 1});
      }
    }
    return {out};
  }

  // The earliest (or latest) of the places by their limits, no further out than `edge`.
  static Place extreme(const Encoding& encoding, const std::vector<Place>& places, bool earliest, Minutes edge) {
    const auto limit = [&](Place p) {
      const worlds::Limits l = encoding.model.limits(p);
      return earliest ? std::pair{l.from, l.to} : std::pair{l.to, l.from};
    };
    Place best = places.front();
    for (Place p : places) {
      if (earliest ? limit(p) < limit(best) : limit(p) > limit(best)) best = p;
    }
    const bool outside = earliest ? limit(best).first < edge : limit(best).first > edge;
    return outside ? Place{edge, -1} : best;
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
};

}  // namespace

void find_unaccounted(const Record& record, Index claim, Index reading, Findings& findings) {
  Unaccounted(record, findings).run(claim, reading);
}

}  // namespace reltrack
