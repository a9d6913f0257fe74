#include "reconcile/totals.hpp"

#include <algorithm>
#include <iterator>

namespace reltrack {

namespace {

// Combinations of readings of a total's parts that are tried.
constexpr std::size_t kMostCombinations = 64;

}  // namespace

Totals::Totals(const Record& record, const Findings& findings, const std::vector<Index>& claims)
    : record_(record), ledger_(record.ledger), findings_(findings), figures_(ledger_.claims.size()) {
  for (Index c : claims) {
    const auto& ranges = findings_.claims[c].ranges;
    if (ranges.empty()) continue;
    figures_[c] = figure(c);
    if (!figures_[c].plain) continue;
    if (record_.contested_account[c]) {
      contested_.push_back(c);
      continue;
    }
    std::set<Counted> what;
    for (const ReadingRanges& r : ranges) what.insert(counted(c, r.reading));
    for (const Counted& one : what) counting_[one].push_back(c);
  }
  for (auto& [what, counting] : counting_) {
    std::ranges::stable_sort(counting, {}, [&](Index c) { return figures_[c].from; });
  }
}

Totals::Counted Totals::counted(Index c, Index r) const {
  const Reading& reading = ledger_.claims[c].readings[r];
  return {reading.measure, reading.population};
}

std::vector<Total> Totals::of(Index c) const {
  std::vector<Total> out;
  if (record_.contested_account[c]) return out;
  for (const ReadingRanges& r : findings_.claims[c].ranges) {
    Total total{c, r.reading, {}, {}, {}, {}, true};
    if (reading(total).period.at_moment || reading(total).figure->percent) continue;
    const auto same = counting_.find(counted(c, r.reading));
    if (same == counting_.end()) continue;
    const auto later = std::ranges::lower_bound(same->second, widest(reading(total)).to, {},
                                                [&](Index d) { return figures_[d].from; });
    std::copy_if(same->second.begin(), later, std::back_inserter(total.parts),
                 [&](Index d) { return d != c && is_part(d, reading(total)); });
    // Shares alone say little of how many there are.
    if (std::ranges::all_of(total.parts, [&](Index d) { return figures_[d].share; })) continue;
    std::ranges::copy_if(contested_, std::back_inserter(total.contested_parts),
                         [&](Index d) { return is_part(d, reading(total)); });
    combine(total);
    out.push_back(std::move(total));
  }
  return out;
}

// Readings that put a part into the same time are one way to read it: the system has them all. An uncertain end is each
// reading's own.
std::vector<Totals::Meaning> Totals::meanings(Index d, const Total& total) const {
  const auto& readings = ledger_.claims[d].readings;
  std::vector<Meaning> out;
  for (const FittingReading& r : figures_[d].fitting) out.push_back({r, lies_inside(d, r, reading(total)), true});
  // Of those that do not hold the system would have the figures, too.
  const bool all_fit = out.size() == readings.size();
  const bool same_time =
      all_fit && std::ranges::all_of(out, [&](const Meaning& m) {
        const Period &x = readings[m.reading.reading].period, &y = readings[out.front().reading.reading].period;
        const auto same = [](const PeriodEnd& a, const PeriodEnd& b) { return a == b && is_certain(a); };
        return m.inside && same(x.start, y.start) && same(x.end, y.end);
      });
  if (!same_time) return out;
  out.resize(1);
  out.front().chosen = false;
  return out;
}

// However they are read, parts that lie within what other parts surely cover change nothing of a run.
void Totals::leave_swallowed(std::vector<std::vector<Meaning>>& of_part) {
  std::vector<Span> sure;
  for (const auto& ways : of_part) {
    if (ways.size() == 1 && ways.front().inside) sure.push_back(ways.front().reading.narrowest);
  }
  sure = merged(std::move(sure));
  const auto changes_nothing = [&](const Meaning& way) {
    return !way.inside || std::ranges::any_of(sure, [&](const Span& s) {
      return s.from <= way.reading.widest.from && way.reading.widest.to <= s.to;
    });
  };
  for (auto& ways : of_part) {
    if (ways.size() == 1 || !std::ranges::all_of(ways, changes_nothing)) continue;
    ways.resize(1);
    ways.front().inside = ways.front().chosen = false;
  }
}

// What the part surely covers of the total: up to an end that both have at one moment, whenever that is.
Span Totals::surely_covered(const FittingReading& meant, const Part& part, const Reading& total) const {
  const auto same = [](const PeriodEnd& a, const PeriodEnd& b) { return a.moment && a.moment == b.moment; };
  Span out = meant.narrowest;
  if (same(period(part).start, total.period.start)) out.from = widest(total).from;
  if (same(period(part).end, total.period.end)) out.to = widest(total).to;
  return out;
}

// The named moments at which a part starts, in the readings chosen.
std::set<Index> Totals::starts(const std::vector<std::vector<Meaning>>& of_part, const std::vector<std::size_t>& which,
                               const Total& total) const {
  std::set<Index> out;
  for (std::size_t i = 0; i < which.size(); ++i) {
    const Meaning& meant = of_part[i][which[i]];
    const auto& start = period({total.parts[i], meant.reading.reading}).start.moment;
    if (meant.inside && start) out.insert(*start);
  }
  return out;
}

void Totals::combine(Total& total) const {
  const Span whole = widest(reading(total));
  std::vector<std::vector<Meaning>> of_part;
  for (const Index d : total.parts) of_part.push_back(meanings(d, total));
  leave_swallowed(of_part);
  std::vector<std::size_t> which(total.parts.size(), 0);
  for (bool more = true; more;) {
    if (total.combinations.size() == kMostCombinations) {
      total.all_combined = false;
      break;
    }
    Combination& out = total.combinations.emplace_back();
    std::vector<Span> certain;
    std::vector<std::pair<Span, Part>> happened;
    const std::set<Index> taken_up = starts(of_part, which, total);
    for (std::size_t i = 0; i < which.size(); ++i) {
      const Meaning& meant = of_part[i][which[i]];
      const Part part{total.parts[i], meant.reading.reading};
      if (meant.chosen && ledger_.claims[part.claim].readings.size() > 1) out.chosen.push_back(part);
      if (!meant.inside) continue;
      certain.push_back(surely_covered(meant.reading, part, reading(total)));
      // Where another takes up at the very moment that it ends, nothing falls between them.
      const std::optional<Index>& end = period(part).end.moment;
      if (end && taken_up.contains(*end)) certain.back().to = meant.reading.widest.to;
      happened.emplace_back(meant.reading.widest, part);
    }
    std::ranges::copy(left_over(whole, merged(std::move(certain))), std::back_inserter(total.uncovered));
    out.runs = runs(std::move(happened));
    std::size_t i = 0;
    while (i < which.size() && ++which[i] == of_part[i].size()) which[i++] = 0;
    more = i < which.size();
  }
  total.uncovered = merged(std::move(total.uncovered));
}

std::vector<Run> Totals::runs(std::vector<std::pair<Span, Part>> parts) const {
  std::ranges::sort(parts);
  std::vector<Run> out;
  std::vector<Part> meeting;
  Minutes to = kBeforeAll;
  const auto finish = [&] {
    if (!meeting.empty()) out.push_back(run_of(record_, std::exchange(meeting, {})));
  };
  for (const auto& [span, part] : parts) {
    if (span.from >= to) finish();
    to = meeting.empty() ? span.to : std::max(to, span.to);
    meeting.push_back(part);
  }
  finish();
  return out;
}

Totals::Figure Totals::figure(Index c) const {
  const auto& readings = ledger_.claims[c].readings;
  Figure out;
  out.plain = std::ranges::all_of(readings, [](const Reading& r) { return r.figure.has_value(); });
  out.share = std::ranges::any_of(readings, [](const Reading& r) { return r.figure && r.figure->percent; });
  const auto add_fitting = [&](Index r, bool happened) {
    out.fitting.push_back({r, happened, narrowest(readings[r]), widest(readings[r])});
  };
  for (const ReadingRanges& held : findings_.claims[c].ranges) {
    add_fitting(held.reading, true);
    out.from = std::min(out.from.value_or(kAfterAll), widest(readings[held.reading]).from);
  }
  for (Index r = 0; r < readings.size(); ++r) {
    if (readings[r].basis == Basis::announced) add_fitting(r, false);
  }
  return out;
}

// Whether so read it says that something happened of what the total counts, partly or wholly within its period.
bool Totals::lies_inside(Index d, const FittingReading& meant, const Reading& total) const {
  const Reading& r = ledger_.claims[d].readings[meant.reading];
  const Span whole = widest(total), span = meant.widest;
  if (!meant.happened || r.measure != total.measure || r.population != total.population) return false;
  const bool meets = span.from < whole.to && whole.from < span.to;
  const bool covers = span.from <= whole.from && span.to >= whole.to;
  const bool named = r.period.start.moment || r.period.end.moment;
  return meets && !covers && (!named || may_meet(r, total));
}

bool Totals::is_part(Index d, const Reading& total) const {
  return std::ranges::any_of(figures_[d].fitting, [&](const auto& r) { return lies_inside(d, r, total); });
}

std::vector<ClaimEnd> Totals::placed(const Total& total) const {
  const Span whole = widest(reading(total));
  std::vector<ClaimEnd> out;
  for (const Combination& combination : total.combinations) {
    for (const Run& run : combination.runs) std::ranges::copy(open_ends(record_, run, whole), std::back_inserter(out));
  }
  return out;
}

Ways Totals::ways(const Encoding& encoding, const Total& total) const {
  const Span whole = widest(reading(total));
  const int counter = encoding.counter(reading(total).measure, reading(total).population);
  Ways out{{}, true};
  for (const Combination& combination : total.combinations) {
    Ways ways = covered(record_, encoding, combination.runs, whole, counter);
    out.exact = out.exact && ways.exact;
    for (Covered& way : ways.tried) {
      for (const auto& [d, r] : combination.chosen) way.given.push_back(encoding.meant(d, r));
      out.tried.push_back(std::move(way));
    }
  }
  return out;
}

}  // namespace reltrack
