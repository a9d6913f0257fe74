#include "reader/warnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/date.hpp"
#include "reader/codes.hpp"

namespace reltrack {
namespace {

// A claim with one meaning and a figure of people: what the checks below compare. Where a claim has readings, what it
// means is open, and nothing is called a slip.
struct Plain {
  Index claim;
  const Reading* reading;
  const CountRange& people() const { return reading->figure->people; }
  bool exact() const { return people().max && *people().min == *people().max; }
};

std::vector<Plain> plain_claims(const Ledger& ledger) {
  std::vector<Plain> out;
  for (Index i = 0; i < ledger.claims.size(); ++i) {
    const Claim& claim = ledger.claims[i];
    const Reading& reading = claim.readings.front();
    if (claim.has_readings || claim.repeats || !reading.figure || reading.figure->percent) continue;
    out.push_back({i, &reading});
  }
  return out;
}

Value field(const Draft& draft, Index claim, std::string_view name) {
  const Value object = draft.claims.place(claim);
  const Value value = object.member(name);
  return value ? value : object;
}

// The claims that a claim is compared with: of its side, its measure and its population.
std::string series(const Ledger& ledger, const Plain& plain) {
  return fmt::format("{}\n{}\n{}", ledger.side_of(ledger.claims[plain.claim]), plain.reading->measure,
                     plain.reading->population);
}

// --- W0603: 400 beside ">400"
// -----------------------------------------------------------------------------------------

// The number inside ">400" and "~400"; absent for other forms.
std::optional<Count> bound_beside(const Figure& figure) {
  const std::size_t sign = figure.text.find_first_not_of(' ');
  if (figure.text.compare(sign, 2, ">=") == 0) return std::nullopt;
  if (figure.text[sign] == '>') return *figure.people.min - 1;
  if (figure.text[sign] != '~') return std::nullopt;
  // "~400" runs from half a unit below to just under half a unit above.
  return (*figure.people.min + *figure.people.max + 1) / 2;
}

void warn_round_figures(const std::vector<Plain>& claims, Draft& draft) {
  std::unordered_map<std::string, Index> vague;
  const auto key = [&](const Plain& p, Count n) { return fmt::format("{}\n{}", series(draft.ledger, p), n); };
  for (const Plain& plain : claims) {
    if (const auto bound = bound_beside(*plain.reading->figure)) vague.emplace(key(plain, *bound), plain.claim);
  }
  if (vague.empty()) return;
  for (const Plain& plain : claims) {
    const Count n = *plain.people().min;
    if (!plain.exact() || n < 10 || n % 10 != 0) continue;
    const auto other = vague.find(key(plain, n));
    if (other == vague.end() || other->second == plain.claim) continue;
    const Claim& beside = draft.ledger.claims[other->second];
    draft.problems
        .warning(codes::kRoundExact, field(draft, plain.claim, "figure"),
                 fmt::format("{} exactly? \"{}\" of the same side says {}", n, beside.id,
                             beside.readings.front().figure->text),
                 fmt::format("if the source rounded, write \"~{0}\" or \">{0}\"", n))
        .notes.push_back({field(draft, other->second, "figure").span(), "the figure beside it"});
  }
}

// --- W0604: two figures for one thing
// -----------------------------------------------------------------------------------

Minutes said_at(const Claim& claim) {
  if (claim.said) return claim.said->span.to;
  return claim.published ? claim.published->span.to : kAfterAll;
}

void compare(const Plain& earlier, const Plain& later, Draft& draft) {
  const CountRange& first = earlier.people();
  const CountRange& second = later.people();
  const bool rises = first.max && *second.min > *first.max;
  const bool falls = second.max && *first.min > *second.max;
  if (!rises && !falls) return;
  const bool running = !later.reading->period.end.limits.certain() || !earlier.reading->period.end.limits.certain();
  const bool same_time = said_at(draft.ledger.claims[earlier.claim]) == said_at(draft.ledger.claims[later.claim]);
  if (running && (rises || same_time)) return;  // a tally that rises through the day
  draft.problems
      .warning(codes::kTwoFigures, field(draft, later.claim, "figure"),
               fmt::format("\"{}\" and \"{}\" give two figures of one side for the same people and period",
                           draft.ledger.claims[earlier.claim].id, draft.ledger.claims[later.claim].id),
               "if the later one replaces the earlier, say so with `corrects`")
      .notes.push_back({field(draft, earlier.claim, "figure").span(), "the other figure"});
}

void warn_two_figures(const std::vector<Plain>& claims, Draft& draft) {
  std::vector<bool> replaced(draft.ledger.claims.size(), false);
  for (const Claim& claim : draft.ledger.claims) {
    if (claim.corrects) replaced[*claim.corrects] = true;
  }
  std::unordered_map<std::string, std::vector<Plain>> regions;
  for (const Plain& plain : claims) {
    const bool binding = plain.reading->basis != Basis::announced;
    if (!binding || replaced[plain.claim] || draft.ledger.claims[plain.claim].withdrawn) continue;
    if (plain.reading->part_of) continue;  // of the 400, 160 men and 240 women
    regions[series(draft.ledger, plain) + "\n" + plain.reading->period.text].push_back(plain);
  }
  for (auto& [region, group] : regions) {
    std::stable_sort(group.begin(), group.end(), [&](const Plain& a, const Plain& b) {
      return said_at(draft.ledger.claims[a.claim]) < said_at(draft.ledger.claims[b.claim]);
    });
    for (std::size_t i = 1; i < group.size(); ++i) compare(group[i - 1], group[i], draft);
  }
}

// --- W0605: a year that no neighbour has
// ----------------------------------------------------------------------------------

struct Dated {
  Minutes day;
  Index claim;
};

// The days that a period is written with (months and years say too little, moments are nobody's slip).
std::vector<Minutes> written_days(const Period& period) {
  std::vector<Minutes> out;
  for (const PeriodEnd* end : {&period.start, &period.end}) {
    if (end->moment || end->text.size() < 10) continue;
    const auto date = parse_date_time(end->text);
    if (date) out.push_back(day_of(date->span.from));
  }
  if (out.size() == 2 && out[0] == out[1]) out.pop_back();
  return out;
}

std::optional<Minutes> in_year(Minutes day, int year) {
  const auto date = parse_date_time(fmt::format("{:04}{}", year, format_minutes(day).substr(4)));
  return date ? std::optional(date->span.from) : std::nullopt;
}

// Dates of other claims within so many days, counted up to two.
std::size_t neighbours(const std::vector<Dated>& dates, Minutes day, Minutes days, Index but) {
  auto at = std::lower_bound(dates.begin(), dates.end(), day - days * kDay,
                             [](const Dated& d, Minutes m) { return d.day < m; });
  std::size_t count = 0;
  for (; at != dates.end() && at->day <= day + days * kDay && count < 2; ++at) count += at->claim != but ? 1U : 0U;
  return count;
}

// A day stands alone where no other claim has a date within two months; it belongs to another year where two have one
// within a month there.
std::optional<Minutes> likelier_day(const std::vector<Dated>& dates, Minutes day, const Claim& claim, Index index) {
  constexpr Minutes kAlone = 60;
  constexpr Minutes kNear = 31;
  if (neighbours(dates, day, kAlone, index) > 0) return std::nullopt;
  const int year = civil_time(day).year;
  for (const int other : {year + 1, year - 1}) {
    const auto moved = in_year(day, other);
    if (!moved || *moved >= said_at(claim)) continue;
    if (neighbours(dates, *moved, kNear, index) == 2) return moved;
  }
  return std::nullopt;
}

void warn_year_slips(Draft& draft) {
  const std::vector<Claim>& claims = draft.ledger.claims;
  std::vector<Dated> dates;
  for (Index i = 0; i < claims.size(); ++i) {
    for (const Reading& reading : claims[i].readings) {
      for (const Minutes day : written_days(reading.period)) dates.push_back({day, i});
    }
  }
  std::sort(dates.begin(), dates.end(),
            [](const Dated& a, const Dated& b) { return std::tie(a.day, a.claim) < std::tie(b.day, b.claim); });
  for (Index i = 0; i < claims.size(); ++i) {
    if (claims[i].has_readings) continue;
    for (const Minutes day : written_days(claims[i].readings.front().period)) {
      const auto likelier = likelier_day(dates, day, claims[i], i);
      if (!likelier) continue;
      draft.problems.warning(codes::kYearSlip, field(draft, i, "period"),
                             fmt::format("{} stands alone in this ledger; {} would be among its neighbours",
                                         format_minutes(day), format_minutes(*likelier)),
                             "check the year; if the source got it wrong, both years can be `readings`");
      break;
    }
  }
}

// --- W0606: never used
// ------------------------------------------------------------------------------------------------

void warn_never_used(Draft& draft) {
  const Ledger& ledger = draft.ledger;
  if (ledger.claims.empty()) return;  // a ledger that is only begun
  std::vector<bool> sources(ledger.sources.size(), false), populations(ledger.populations.size(), false);
  for (const Claim& claim : ledger.claims) {
    sources[claim.source] = true;
    for (const Reading& reading : claim.readings) populations[reading.population] = true;
  }
  for (const Population& population : ledger.populations) {
    for (const Index whole : population.within) populations[whole] = true;
  }
  const auto warn = [&](const Names& names, const std::vector<bool>& used) {
    for (Index i = 0; i < names.size(); ++i) {
      if (used[i]) continue;
      Diagnostic& added = draft.problems.warning(codes::kNeverUsed, names.place(i),
                                                 fmt::format("no claim uses the {} \"{}\"", names.noun(), names.id(i)),
                                                 "was a claim left out, or is another one meant?");
      added.span = names.place(i).key_span();
    }
  };
  warn(draft.sources, sources);
  warn(draft.populations, populations);
}

// --- W0607: the same number on two things
// -----------------------------------------------------------------------------

// Two numbers of this size or less are alike by chance.
constexpr Count kSmallNumber = 10;

void warn_same_numbers(const std::vector<Plain>& claims, Draft& draft) {
  const bool one_measure = std::all_of(claims.begin(), claims.end(), [&](const Plain& plain) {
    return plain.reading->measure == claims.front().reading->measure;
  });
  if (one_measure) return;
  constexpr Minutes kNear = 31 * kDay;   // figures of one month's news
  constexpr std::size_t kCompared = 16;  // claims of one number: more of them mean nothing
  std::unordered_map<Count, std::vector<Plain>> seen;
  for (const Plain& plain : claims) {
    if (!plain.exact() || *plain.people().min <= kSmallNumber) continue;
    std::vector<Plain>& others = seen[*plain.people().min];
    const Minutes end = plain.reading->period.end.limits.to;
    const auto other = std::find_if(others.begin(), others.end(), [&](const Plain& o) {
      const Minutes other_end = o.reading->period.end.limits.to;
      return o.reading->measure != plain.reading->measure &&
             std::max(end, other_end) - std::min(end, other_end) <= kNear;
    });
    if (other != others.end()) {
      const auto measure = [&](const Plain& p) { return draft.ledger.measures[p.reading->measure].id; };
      draft.problems
          .warning(codes::kSameNumber, field(draft, plain.claim, "figure"),
                   fmt::format("{} stands here for \"{}\" and in \"{}\" for \"{}\"", *plain.people().min,
                               measure(plain), draft.ledger.claims[other->claim].id, measure(*other)),
                   "check that one number did not end up on two things")
          .notes.push_back({field(draft, other->claim, "figure").span(), "the same number"});
    }
    if (others.size() < kCompared) others.push_back(plain);
  }
}

}  // namespace

void add_warnings(Draft& draft) {
  const std::vector<Plain> claims = plain_claims(draft.ledger);
  warn_round_figures(claims, draft);
  warn_two_figures(claims, draft);
  warn_year_slips(draft);
  warn_never_used(draft);
  warn_same_numbers(claims, draft);
}

}  // namespace reltrack
