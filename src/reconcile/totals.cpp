#include "reconcile/totals.hpp"

#include <algorithm>
#include <iterator>

namespace reltrack {

using worlds::Form;
using worlds::Place;

namespace {

// Combinations of readings of a total's parts that are tried.
constexpr int kMostCombinations = 64;

}  // namespace

Totals::Totals(const Record& record, const Findings& findings, const std::vector<Index>& claims)
    : record_(record), ledger_(record.ledger), findings_(findings), figures_(ledger_.claims.size()) {
  for (Index c : claims) {
    const auto& ranges = findings_.claims[c].ranges;
    if (record_.contested(c) || ranges.empty()) continue;
    counting_[counted(c, ranges.front().reading)].push_back(c);
    figures_[c] = figure(c);
  }
  for (auto& [what, counting] : counting_) {
    std::ranges::stable_sort(counting, {}, [&](Index c) { return figures_[c].widest.front(); });
  }
}

Totals::Counted Totals::counted(Index c, Index r) const {
  const Reading& reading = ledger_.claims[c].readings[r];
  return {reading.measure, reading.population};
}

std::vector<Total> Totals::of(Index c) const {
  std::vector<Total> out;
  if (record_.contested(c)) return out;
  for (const ReadingRanges& r : findings_.claims[c].ranges) {
    Total total{c, r.reading, {}, {}, {}};
    if (reading(total).period.at_moment || reading(total).figure->percent) continue;
    const auto same = counting_.find(counted(c, r.reading));
    if (same == counting_.end()) continue;
    const auto later = std::ranges::lower_bound(same->second, widest(reading(total)).to, {},
                                                [&](Index d) { return figures_[d].widest.front().from; });
    std::copy_if(same->second.begin(), later, std::back_inserter(total.parts),
                 [&](Index d) { return d != c && is_part(d, reading(total)); });
    // Shares alone say little of how many there are.
    if (std::ranges::all_of(total.parts, [&](Index d) { return figures_[d].share; })) continue;
    combine(total);
    out.push_back(std::move(total));
  }
  return out;
}

void Totals::combine(Total& total) const {
  const Span whole = widest(reading(total));
  const auto fitting = [&](std::size_t i) -> const std::vector<FittingReading>& {
    return figures_[total.parts[i]].fitting;
  };
  std::vector<std::size_t> which(total.parts.size(), 0);
  for (int n = 0; n < kMostCombinations; ++n) {
    Combination& out = total.combinations.emplace_back();
    std::vector<Span> certain;
    std::vector<std::pair<Span, Part>> happened;
    for (std::size_t i = 0; i < which.size(); ++i) {
      const FittingReading& meant = fitting(i)[which[i]];
      const Part part{total.parts[i], meant.reading};
      if (ledger_.claims[part.claim].readings.size() > 1) out.chosen.push_back(part);
      if (!meant.happened) continue;
      certain.push_back(meant.narrowest);
      happened.emplace_back(meant.widest, part);
    }
    std::ranges::copy(left_over(whole, merged(std::move(certain))), std::back_inserter(total.uncovered));
    out.runs = runs(std::move(happened));
    std::size_t i = 0;
    while (i < which.size() && ++which[i] == fitting(i).size()) which[i++] = 0;
    if (i == which.size()) break;
  }
  total.uncovered = merged(std::move(total.uncovered));
}

// From the earliest start to the latest cut-off of those that meet.
std::vector<Run> Totals::runs(std::vector<std::pair<Span, Part>> parts) const {
  if (!std::ranges::is_sorted(parts)) std::ranges::sort(parts);
  std::vector<Run> out;
  for (const auto& [span, part] : parts) {
    if (out.empty() || span.from >= out.back().to) {
      out.push_back({span.to, part, part});
      continue;
    }
    Run& run = out.back();
    run.to = std::max(run.to, span.to);
    if (start_of(part) < start_of(run.first)) run.first = part;
    if (end_of(part) > end_of(run.last)) run.last = part;
  }
  return out;
}

// What parts are compared by: for the earliest start, and for the latest cut-off.
std::pair<Minutes, Minutes> Totals::start_of(const Part& part) const {
  const worlds::Limits limits = limits_of(period(part).start);
  return {limits.from, limits.to};
}
std::pair<Minutes, Minutes> Totals::end_of(const Part& part) const {
  const worlds::Limits limits = limits_of(period(part).end);
  return {limits.to, limits.from};
}

worlds::Limits Totals::limits_of(const PeriodEnd& end) const {
  if (end.moment) return record_.account.model.limits({0, static_cast<int>(*end.moment)});
  return {end.limits.from, end.limits.to};
}

// Whether it starts (or ends) beyond the total in some world: then its run is clipped.
bool Totals::starts_before(const Part& part, Span whole) const { return start_of(part).first < whole.from; }
bool Totals::ends_after(const Part& part, Span whole) const { return end_of(part).first > whole.to; }

Totals::Figure Totals::figure(Index c) const {
  const auto& readings = ledger_.claims[c].readings;
  Figure out;
  out.plain = std::ranges::all_of(readings, [](const Reading& r) { return r.figure.has_value(); });
  out.share = std::ranges::any_of(readings, [](const Reading& r) { return r.figure && r.figure->percent; });
  const auto add_fitting = [&](Index r, bool happened) {
    out.fitting.push_back({r, happened, narrowest(readings[r]), widest(readings[r])});
  };
  for (const ReadingRanges& held : findings_.claims[c].ranges) {
    const Reading& r = readings[held.reading];
    const bool same = counted(c, held.reading) == counted(c, findings_.claims[c].ranges.front().reading);
    out.plain = out.plain && same && !r.period.at_moment;
    out.named = out.named || r.period.start.moment || r.period.end.moment;
    out.widest.push_back(widest(r));
    add_fitting(held.reading, true);
  }
  std::ranges::sort(out.widest);
  for (Index r = 0; r < readings.size(); ++r) {
    if (readings[r].basis == Basis::announced) add_fitting(r, false);
  }
  return out;
}

// Wherever it says that something happened, that is partly or wholly within the total's period. Requires: it is one
// of those that count what the total does.
bool Totals::is_part(Index d, const Reading& total) const {
  const Span whole = widest(total);
  const auto inside = [&](Span span) {
    return span.from < whole.to && whole.from < span.to && !(span.from <= whole.from && span.to >= whole.to);
  };
  const auto meets = [&](const ReadingRanges& r) { return may_meet(ledger_.claims[d].readings[r.reading], total); };
  const Figure& figure = figures_[d];
  return figure.plain && std::ranges::all_of(figure.widest, inside) &&
         (!figure.named || std::ranges::all_of(findings_.claims[d].ranges, meets));
}

std::vector<ClaimEnd> Totals::placed(const Total& total) const {
  const Span whole = widest(reading(total));
  std::vector<ClaimEnd> out;
  for (const Combination& combination : total.combinations) {
    for (const auto& [to, first, last] : combination.runs) {
      if (!is_certain(period(first).start) && !starts_before(first, whole)) out.push_back({first.claim, true});
      if (!is_certain(period(last).end) && !ends_after(last, whole)) out.push_back({last.claim, false});
    }
  }
  return out;
}

Form Totals::form(const Encoding& encoding, const Total& total, const Combination& combination) const {
  const Span whole = widest(reading(total));
  const int counter = encoding.counter(reading(total).measure, reading(total).population);
  Form out;
  for (const Run& run : combination.runs) {
    const Region& first = encoding.regions[run.first.claim][run.first.reading];
    const Region& last = encoding.regions[run.last.claim][run.last.reading];
    out.terms.push_back({counter, ends_after(run.last, whole) ? Place{whole.to, -1} : last.latest_end, 1});
    out.terms.push_back({counter, starts_before(run.first, whole) ? Place{whole.from, -1} : first.earliest_start, -1});
  }
  return out;
}

std::vector<Form> Totals::forms(const Encoding& encoding, const Total& total) const {
  std::vector<Form> out;
  for (const Combination& combination : total.combinations) out.push_back(form(encoding, total, combination));
  return out;
}

}  // namespace reltrack
