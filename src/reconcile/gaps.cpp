// What the figures leave open: unverified, unaccounted for, outstanding, silent, incomparable.
#include "reconcile/gaps.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace reltrack {

using worlds::Form;
using worlds::System;

CountRange less(const CountRange& figure, const CountRange& counted) {
  CountRange out{0, std::nullopt};
  if (figure.min && counted.max) out.min = std::max<Count>(0, *figure.min - *counted.max);
  if (figure.max) out.max = std::max<Count>(0, *figure.max - counted.min.value_or(0));
  return out;
}

std::optional<CountRange> count_of(System& system, const Form& form, Findings& findings) {
  if (system.possible() != worlds::Answer::yes) return std::nullopt;
  const worlds::End least = system.least(form), greatest = system.greatest(form);
  if (!least.tight || !greatest.tight) findings.search.ranges = false;
  return CountRange{least.value, greatest.value};
}

std::vector<Stretch> stretches(const std::vector<Span>& spans) {
  std::vector<Stretch> out;
  for (const Span& s : spans) {
    out.push_back({{Instant::Kind::at, s.from, 0}, {Instant::Kind::at, s.to, 0}});
  }
  return out;
}

namespace {

class Gaps {
 public:
  Gaps(const Record& record, Findings& findings) : record_(record), ledger_(record.ledger), findings_(findings) {}

  void run() {
    if (record_.options.progress) record_.options.progress("gaps");
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (record_.selection.active(c) && announced(c)) outstanding(c);
    }
    for (Index c : record_.binding) {
      if (record_.contested(c)) continue;
      for (const ReadingRanges& r : findings_.claims[c].ranges) {
        const Reading& reading = ledger_.claims[c].readings[r.reading];
        if (reading.period.at_moment || reading.figure->percent) continue;
        if (reading.basis == Basis::asserted) unverified(c, r.reading);
        find_unaccounted(record_, c, r.reading, findings_);
      }
    }
    for (const auto& [side, claims] : record_.sides) silent(side, claims);
    incomparable();
    std::erase_if(findings_.gaps, [](const Gap& g) { return g.amount && g.amount->min == 0 && !g.amount->max; });
    std::ranges::stable_sort(findings_.gaps, [](const Gap& a, const Gap& b) {
      const auto least = [](const Gap& g) { return g.amount && g.amount->min ? *g.amount->min : Count{-1}; };
      return std::tuple(a.kind, -least(a), a.claim) < std::tuple(b.kind, -least(b), b.claim);
    });
    const auto same = [](const Gap& a, const Gap& b) {
      return a.kind == b.kind && a.claim == b.claim && a.side == b.side && a.amount == b.amount &&
             a.against == b.against && a.stretches.size() == b.stretches.size() && a.differs == b.differs;
    };
    findings_.gaps.erase(std::unique(findings_.gaps.begin(), findings_.gaps.end(), same), findings_.gaps.end());
  }

 private:
  // Nothing but an announcement, of a flow.
  bool announced(Index c) const {
    const Claim& claim = ledger_.claims[c];
    return !claim.repeats && std::ranges::all_of(claim.readings, [](const Reading& r) {
      return r.figure && !r.figure->percent && r.basis == Basis::announced && !r.period.at_moment;
    });
  }

  void outstanding(Index c) {
    for (Index r = 0; r < ledger_.claims[c].readings.size(); ++r) {
      const Reading& reading = ledger_.claims[c].readings[r];
      const std::vector<Index> claims = record_.uncontested_joint("");
      const auto counted = count(record_.joint, claims, reading, reading.population);
      if (!counted) continue;
      Gap gap;
      gap.kind = Gap::Kind::outstanding;
      gap.side = record_.side(c);
      gap.claim = c;
      gap.amount = less(reading.figure->people, *counted);
      for (Index d : claims) {
        if (meets(d, reading)) gap.against.push_back(d);
      }
      findings_.gaps.push_back(std::move(gap));
    }
  }

  bool meets(Index d, const Reading& region) const {
    return std::ranges::any_of(findings_.claims[d].ranges, [&](const ReadingRanges& r) {
      const Reading& other = ledger_.claims[d].readings[r.reading];
      return other.measure == region.measure && !other.period.at_moment &&
             is_within(ledger_, other.population, region.population) && may_meet(other, region);
    });
  }

  // The least and greatest number of events of a region in this population, over the worlds of these claims. A named
  // moment at its end is the one at which other figures end or start, wherever a world has it.
  std::optional<CountRange> count(const Encoding& encoding, const std::vector<Index>& claims, const Reading& region,
                                  Index population) {
    const int counter = encoding.counter(region.measure, population);
    const auto place = [](const PeriodEnd& end, Minutes outermost) {
      return end.moment ? worlds::Place{0, static_cast<int>(*end.moment)} : worlds::Place{outermost, -1};
    };
    const Span span = widest(region), least = narrowest(region);
    const bool forwards = least.from <= least.to;  // in every world
    const worlds::Place from = forwards ? place(region.period.start, span.from) : worlds::Place{span.from, -1};
    const worlds::Place to = forwards ? place(region.period.end, span.to) : worlds::Place{span.to, -1};
    const std::vector<Form> asked{{{{counter, to, 1}, {counter, from, -1}}, -1}};
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members_of(encoding, claims), asked, effort);
    return count_of(system, asked.front(), findings_);
  }

  // What a side that verifies has counted where the figure speaks: an amount where it counted throughout.
  void unverified(Index c, Index r) {
    const Reading& reading = ledger_.claims[c].readings[r];
    for (const auto& [side, claims] : record_.sides) {
      if (side == record_.side(c)) continue;
      std::map<Index, std::vector<Index>> by_population;
      for (Index d : claims) {
        if (record_.contested_account[d]) continue;
        for (const ReadingRanges& of_d : findings_.claims[d].ranges) {
          const Reading& other = ledger_.claims[d].readings[of_d.reading];
          if (other.basis == Basis::verified && meets(d, reading)) by_population[other.population].push_back(d);
        }
      }
      for (const auto& [population, counters] : by_population) {
        const bool inner = std::ranges::any_of(by_population, [&, p = population](const auto& other) {
          return other.first != p && is_within(ledger_, p, other.first);
        });
        if (!inner) unverified(c, reading, side, population, counters);
      }
    }
  }

  void unverified(Index c, const Reading& reading, const std::string& side, Index population,
                  std::vector<Index> counters) {
    std::ranges::sort(counters);
    counters.erase(std::unique(counters.begin(), counters.end()), counters.end());
    std::vector<Span> covered;
    for (Index d : counters) {
      for (const ReadingRanges& r : findings_.claims[d].ranges) {
        covered.push_back(widest(ledger_.claims[d].readings[r.reading]));
      }
    }
    Gap gap;
    gap.kind = Gap::Kind::unverified;
    gap.side = side;
    gap.claim = c;
    gap.against = counters;
    const std::vector<Span> rest = left_over(widest(reading), merged(covered));
    if (rest.empty()) {
      const auto counted = count(record_.account, record_.uncontested_account(side), reading, population);
      if (!counted) return;
      gap.amount = less(reading.figure->people, *counted);
    } else {
      gap.stretches = stretches(rest);
      gap.thin_file = true;
    }
    findings_.gaps.push_back(std::move(gap));
  }

  const Reading& reading_of(Index d) const {
    return ledger_.claims[d].readings[findings_.claims[d].ranges.front().reading];
  }

  // Between a side's first and last date, where none of its figures speaks.
  void silent(const std::string& side, const std::vector<Index>& claims) {
    std::vector<Span> covered;
    Span all{kAfterAll, kBeforeAll};
    for (Index c : claims) {
      for (const ReadingRanges& r : findings_.claims[c].ranges) {
        const Reading& reading = ledger_.claims[c].readings[r.reading];
        const Span span = widest(reading);
        if (span.from <= kBeforeAll || span.to >= kAfterAll) continue;
        all = {std::min(all.from, span.from), std::max(all.to, span.to)};
        if (!reading.period.at_moment) covered.push_back(span);
      }
    }
    if (all.from >= all.to) return;
    for (const Span& rest : left_over(all, merged(covered))) {
      Gap gap;
      gap.kind = Gap::Kind::silent;
      gap.side = side;
      gap.claim = before(claims, rest.from);
      gap.stretches = stretches({rest});
      gap.thin_file = true;
      findings_.gaps.push_back(std::move(gap));
    }
  }

  // The side's claim that ends last by then; its first where none does.
  Index before(const std::vector<Index>& claims, Minutes by) const {
    Index best = claims.front();
    Minutes latest = kBeforeAll;
    for (Index c : claims) {
      for (const ReadingRanges& r : findings_.claims[c].ranges) {
        const Minutes end = widest(ledger_.claims[c].readings[r.reading]).to;
        if (end <= by && end > latest) {
          latest = end;
          best = c;
        }
      }
    }
    return best;
  }

  // Figures of two sides cut off within a day of each other, each its side's newest by then, that count differently.
  void incomparable() {
    for (Index a : record_.binding) {
      for (Index b : record_.binding) {
        if (a < b && record_.side(a) != record_.side(b)) compare(a, b);
      }
    }
  }

  void compare(Index a, Index b) {
    if (findings_.claims[a].ranges.size() != 1 || findings_.claims[b].ranges.size() != 1) return;
    const Reading &x = reading_of(a), &y = reading_of(b);
    const Minutes end_x = widest(x).to, end_y = widest(y).to;
    if (std::abs(end_x - end_y) > kDay || x.figure->percent || y.figure->percent) return;
    const Minutes by = std::max(end_x, end_y);
    if (!newest(a, end_x, by) || !newest(b, end_y, by)) return;
    Gap gap;
    gap.kind = Gap::Kind::incomparable;
    gap.side = record_.side(a);
    gap.claim = a;
    gap.against = {b};
    if (x.measure != y.measure) gap.differs.push_back(Gap::Differs::measure);
    const bool nested =
        is_within(ledger_, x.population, y.population) || is_within(ledger_, y.population, x.population);
    if (!nested) gap.differs.push_back(Gap::Differs::population);
    const bool flows = !x.period.at_moment && !y.period.at_moment;
    if (flows && std::abs(widest(x).from - widest(y).from) > kDay) gap.differs.push_back(Gap::Differs::start);
    if (!gap.differs.empty()) findings_.gaps.push_back(std::move(gap));
  }

  bool newest(Index c, Minutes end, Minutes by) const {
    return std::ranges::none_of(record_.sides.at(record_.side(c)), [&](Index d) {
      return std::ranges::any_of(findings_.claims[d].ranges, [&](const ReadingRanges& r) {
        const Minutes other = widest(ledger_.claims[d].readings[r.reading]).to;
        return other > end && other <= by;
      });
    });
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
};

}  // namespace

void find_gaps(const Record& record, Findings& findings) { Gaps(record, findings).run(); }

}  // namespace reltrack
