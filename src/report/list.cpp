// Which claims are listed, and in what order.
#include "reltrack/list.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "report/wording.hpp"

namespace reltrack {
namespace {

template <typename Value>
bool asks_for(const std::vector<Value>& asked, const Value& value) {
  return asked.empty() || std::find(asked.begin(), asked.end(), value) != asked.end();
}

TimeSpan widest(const Period& period) {
  return {period.at_moment ? period.end.limits.from : period.start.limits.from, period.end.limits.to};
}

// Whether they share more than a midnight. A known moment belongs to the day that ends with it: a level of the 12th is
// that of its end.
bool overlap(const TimeSpan& claim, const TimeSpan& asked) {
  if (asked.certain()) return claim.from <= asked.from && asked.from <= claim.to;
  return claim.to > asked.from && (claim.certain() ? claim.from <= asked.to : claim.from < asked.to);
}

bool fits(const Ledger& ledger, const ListFilter& filter, const Claim& claim) {
  const auto reading_fits = [&](const Reading& r) {
    return asks_for(filter.populations, r.population) && asks_for(filter.measures, r.measure) &&
           asks_for(filter.bases, r.basis) && (!filter.period || overlap(widest(r.period), *filter.period));
  };
  return asks_for(filter.sources, claim.source) && asks_for(filter.sides, ledger.side_of(claim)) &&
         std::any_of(claim.readings.begin(), claim.readings.end(), reading_fits);
}

// What a claim's period is ordered by: its widest, over all readings.
std::tuple<Minutes, Minutes> period_key(const Claim& claim) {
  TimeSpan all{kAfterAll, kBeforeAll};
  for (const Reading& reading : claim.readings) {
    const TimeSpan span = widest(reading.period);
    all = {std::min(all.from, span.from), std::max(all.to, span.to)};
  }
  return {all.from, all.to};
}

// People come before percentages, those before claims without a figure; then the larger first.
std::tuple<int, Count> figure_key(const Claim& claim) {
  std::tuple<int, Count> key{2, 0};
  for (const Reading& reading : claim.readings) {
    if (!reading.figure) continue;
    const bool percent = reading.figure->percent;
    const auto& share = reading.figure->share_min ? reading.figure->share_min : reading.figure->share_max;
    const Count size = percent ? (share ? share->two_hundredths : 0) : reading.figure->people.min.value_or(0);
    key = std::min(key, std::tuple<int, Count>{percent ? 1 : 0, -size});
  }
  return key;
}

}  // namespace

ClaimList list_claims(const Ledger& ledger, const Selection& selection, const Findings* findings,
                      const ListFilter& filter, ListOrder order) {
  std::vector<Index> claims;
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    const Inactive state = selection.state[c];
    if (state == Inactive::left_out || state == Inactive::not_yet_said) continue;
    const bool status_fits = filter.statuses.empty() || asks_for(filter.statuses, findings->claims[c].status);
    if (status_fits && fits(ledger, filter, ledger.claims[c])) claims.push_back(c);
  }
  claims = report::Words(ledger).by_said(std::move(claims));
  const auto sort_by = [&](auto key) {
    std::stable_sort(claims.begin(), claims.end(),
                     [&](Index a, Index b) { return key(ledger.claims[a]) < key(ledger.claims[b]); });
  };
  switch (order) {
    case ListOrder::said:
      break;
    case ListOrder::period:
      sort_by(period_key);
      break;
    case ListOrder::figure:
      sort_by(figure_key);
      break;
    case ListOrder::source:
      sort_by([&](const Claim& claim) { return ledger.sources[claim.source].name; });
      break;
    case ListOrder::id:
      sort_by([](const Claim& claim) { return claim.id; });
      break;
  }
  return {ledger, selection, findings, std::move(claims)};
}

std::string_view status_word(Status status) {
  static constexpr std::array<std::string_view, 6> kWords = {"inactive",     "unbound",    "contested",
                                                             "corroborated", "compatible", "alone"};  // by enumerator
  return kWords[static_cast<std::size_t>(status)];
}

}  // namespace reltrack
