#include "reader/warnings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <span>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/date.hpp"
#include "base/in_parallel.hpp"
#include "reader/codes.hpp"

namespace reltrack {
namespace {

// A claim with one meaning and a figure of people: what the checks below compare. Where a claim has readings, what it
// means is open, and nothing is called a slip.
struct Plain {
  Index claim;
  Index side;  // a number that the sources of one side share
  Index measure, population;
  Count least;  // of the figure
  bool exact;
  bool one_of_region;  // binding and standing for itself: no other figure of its side should be for the same
  std::size_t region;  // a hash of that
  const Reading* reading;
  const CountRange& people() const { return reading->figure->people; }
};

// A number for each source, the same for those of one side.
std::vector<Index> numbered_sides(const Ledger& ledger) {
  std::unordered_map<std::string_view, Index> numbers;
  std::vector<Index> out;
  for (const Source& source : ledger.sources) {
    out.push_back(numbers.emplace(source.side, static_cast<Index>(numbers.size())).first->second);
  }
  return out;
}

// The same for claims of one region, and hardly ever for two of different regions.
std::size_t hash_of_region(const Plain& plain) {
  constexpr std::size_t kFactor = 0x9E3779B97F4A7C15U;  // as Fibonacci hashing takes it
  std::size_t hash = std::hash<std::string_view>()(plain.reading->period.text);
  for (const Index part : {plain.side, plain.measure, plain.population}) hash = (hash ^ part) * kFactor;
  return hash;
}

// A day that a period is written with.
struct Dated {
  Minutes day;
  Index claim;
};

// What the checks need of the claims, gathered in one pass: of a million claims, each pass waits for memory.
struct Survey {
  std::vector<Plain> plain;
  std::vector<Dated> dates;    // by claim
  std::vector<bool> replaced;  // by claim: another corrects it
  std::vector<bool> sources_used, populations_used, measures_used;
};

// Months and years say too little, moments are nobody's slip.
void add_written_days(const Period& period, Index claim, std::vector<Dated>& out) {
  std::optional<Minutes> first;
  for (const PeriodEnd* end : {&period.start, &period.end}) {
    if (end->moment || end->text.size() < 10) continue;
    const auto date = parse_date_time(end->text);
    if (!date) continue;
    const Minutes day = day_of(date->span.from);
    if (first != day) out.push_back({day, claim});
    first = day;
  }
}

std::optional<Plain> plain_claim(const Claim& claim, Index index, const std::vector<Index>& sides) {
  const Reading& reading = claim.readings.front();
  if (claim.has_readings || claim.repeats || !reading.figure || reading.figure->percent) return std::nullopt;
  const CountRange& people = reading.figure->people;
  Plain out{.claim = index,
            .side = sides[claim.source],
            .measure = reading.measure,
            .population = reading.population,
            .least = *people.min,
            .exact = people.max == people.min,
            .one_of_region = reading.basis != Basis::announced && !claim.withdrawn && !reading.part_of,
            .region = 0,
            .reading = &reading};
  if (out.one_of_region) out.region = hash_of_region(out);
  return out;
}

Survey survey(const Ledger& ledger) {
  const std::vector<Claim>& claims = ledger.claims;
  const std::vector<Index> sides = numbered_sides(ledger);
  Survey out{.plain = {},
             .dates = {},
             .replaced = std::vector<bool>(claims.size(), false),
             .sources_used = std::vector<bool>(ledger.sources.size(), false),
             .populations_used = std::vector<bool>(ledger.populations.size(), false),
             .measures_used = std::vector<bool>(ledger.measures.size(), false)};
  out.plain.reserve(claims.size());
  out.dates.reserve(2 * claims.size());
  for (Index i = 0; i < claims.size(); ++i) {
    const Claim& claim = claims[i];
    out.sources_used[claim.source] = true;
    if (claim.corrects) out.replaced[*claim.corrects] = true;
    for (const Reading& reading : claim.readings) {
      out.populations_used[reading.population] = true;
      if (reading.figure) out.measures_used[reading.measure] = true;
      add_written_days(reading.period, i, out.dates);
    }
    if (const auto plain = plain_claim(claim, i, sides)) out.plain.push_back(*plain);
  }
  return out;
}

Value field(const Draft& draft, Index claim, std::string_view name) {
  const Value object = draft.claims.place(claim);
  const Value value = object.member(name);
  return value ? value : object;
}

// The claims that a claim is compared with: of its side, its measure and its population.
using Series = std::tuple<Index, Index, Index>;

Series series(const Plain& plain) { return {plain.side, plain.measure, plain.population}; }

// --- W0603: 400 beside ">400" ---------------------------------------------------------------------------------------

// The number inside ">400" and "~400"; absent for other forms.
std::optional<Count> bound_beside(const Figure& figure) {
  const std::size_t sign = figure.text.find_first_not_of(' ');
  if (figure.text.compare(sign, 2, ">=") == 0) return std::nullopt;
  if (figure.text[sign] == '>') return *figure.people.min - 1;
  if (figure.text[sign] != '~') return std::nullopt;
  // "~400" runs from half a unit below to just under half a unit above.
  return (*figure.people.min + *figure.people.max + 1) / 2;
}

void warn_round_figures(const std::vector<Plain>& claims, const Draft& draft, Problems& problems) {
  using Vague = std::tuple<Series, Count, Index>;  // the number inside, and the claim
  std::vector<Vague> vague;
  for (const Plain& plain : claims) {
    if (plain.exact) continue;
    if (const auto bound = bound_beside(*plain.reading->figure)) vague.emplace_back(series(plain), *bound, plain.claim);
  }
  std::sort(vague.begin(), vague.end());
  for (const Plain& plain : claims) {
    const Count n = plain.least;
    if (!plain.exact || n < 10 || n % 10 != 0) continue;
    const auto other = std::lower_bound(vague.begin(), vague.end(), Vague(series(plain), n, 0));
    if (other == vague.end() || std::get<0>(*other) != series(plain) || std::get<1>(*other) != n) continue;
    const Index vague_claim = std::get<Index>(*other);
    if (vague_claim == plain.claim) continue;
    const Claim& beside = draft.ledger.claims[vague_claim];
    problems
        .warning(codes::kRoundExact, field(draft, plain.claim, "figure"),
                 fmt::format("{} exactly? \"{}\" of the same side says {}", n, beside.id,
                             beside.readings.front().figure->text),
                 fmt::format("if the source rounded, write \"~{0}\" or \">{0}\"", n))
        .notes.push_back({field(draft, vague_claim, "figure").span(), "the figure beside it"});
  }
}

// --- W0604: two figures for one thing -------------------------------------------------------------------------------

Minutes said_at(const Claim& claim) {
  if (claim.said) return claim.said->span.to;
  return claim.published ? claim.published->span.to : kAfterAll;
}

void compare(const Plain& earlier, const Plain& later, const Draft& draft, Problems& problems) {
  const CountRange& first = earlier.people();
  const CountRange& second = later.people();
  const bool rises = first.max && *second.min > *first.max;
  const bool falls = second.max && *first.min > *second.max;
  if (!rises && !falls) return;
  const bool running = !later.reading->period.end.limits.certain() || !earlier.reading->period.end.limits.certain();
  const bool same_time = said_at(draft.ledger.claims[earlier.claim]) == said_at(draft.ledger.claims[later.claim]);
  if (running && (rises || same_time)) return;  // a tally that rises through the day
  problems
      .warning(codes::kTwoFigures, field(draft, later.claim, "figure"),
               fmt::format("\"{}\" and \"{}\" give two figures of one side for the same people and period",
                           draft.ledger.claims[earlier.claim].id, draft.ledger.claims[later.claim].id),
               "if the later one replaces the earlier, say so with `corrects`")
      .notes.push_back({field(draft, earlier.claim, "figure").span(), "the other figure"});
}

// `alike`: claims of which some may be of one region. Sorting brings those together, in the order in which they were
// said.
void compare_regions(std::vector<const Plain*> alike, const Draft& draft, Problems& problems) {
  const auto key = [&](const Plain* plain) {
    const Minutes said = said_at(draft.ledger.claims[plain->claim]);
    return std::tuple(series(*plain), std::string_view(plain->reading->period.text), said, plain->claim);
  };
  std::sort(alike.begin(), alike.end(), [&](const Plain* a, const Plain* b) { return key(a) < key(b); });
  for (std::size_t i = 1; i < alike.size(); ++i) {
    const bool one_series = series(*alike[i - 1]) == series(*alike[i]);
    if (one_series && alike[i - 1]->reading->period.text == alike[i]->reading->period.text) {
      compare(*alike[i - 1], *alike[i], draft, problems);
    }
  }
}

void warn_two_figures(const Survey& all, const Draft& draft, Problems& problems) {
  std::vector<std::pair<std::size_t, const Plain*>> hashed;
  hashed.reserve(all.plain.size());
  for (const Plain& plain : all.plain) {
    if (plain.one_of_region && !all.replaced[plain.claim]) hashed.emplace_back(plain.region, &plain);
  }
  std::sort(hashed.begin(), hashed.end());
  for (auto first = hashed.begin(), end = first; first != hashed.end(); first = end) {
    end = std::find_if(first, hashed.end(), [&](const auto& entry) { return entry.first != first->first; });
    if (end - first == 1) continue;
    std::vector<const Plain*> alike;
    for (const auto& [hash, plain] : std::span(first, end)) alike.push_back(plain);
    compare_regions(std::move(alike), draft, problems);
  }
}

// --- W0605: a year that no neighbour has ----------------------------------------------------------------------------

// How many dates the ledger has on each day and before.
class Calendar {
 public:
  explicit Calendar(const std::vector<Dated>& dates) {
    std::map<Minutes, std::size_t> days;  // few, however many the claims
    for (const Dated& date : dates) ++days[date.day];
    std::size_t total = 0;
    for (const auto& [day, count] : days) until_.push_back({day, total += count});
  }

  // Dates within so many days of `day`.
  std::size_t near(Minutes day, Minutes days) const { return until(day + days * kDay) - until(day - days * kDay - 1); }

 private:
  struct Until {
    Minutes day;
    std::size_t dates;
  };
  std::size_t until(Minutes last) const {
    const auto after = std::upper_bound(until_.begin(), until_.end(), last,
                                        [](Minutes value, const Until& entry) { return value < entry.day; });
    return after == until_.begin() ? 0 : std::prev(after)->dates;
  }
  std::vector<Until> until_;
};

std::optional<Minutes> in_year(Minutes day, int year) {
  const auto date = parse_date_time(fmt::format("{:04}{}", year, format_minutes(day).substr(4)));
  return date ? std::optional(date->span.from) : std::nullopt;
}

// Dates of other claims within so many days; `own` are those of the claim itself.
std::size_t neighbours(const Calendar& calendar, Minutes day, Minutes days, std::span<const Dated> own) {
  const auto near = [&](const Dated& d) { return d.day >= day - days * kDay && d.day <= day + days * kDay; };
  return calendar.near(day, days) - static_cast<std::size_t>(std::count_if(own.begin(), own.end(), near));
}

// A day stands alone where no other claim has a date within two months; it belongs to another year where two have one
// within a month there.
std::optional<Minutes> likelier_day(const Calendar& calendar, Minutes day, const Claim& claim,
                                    std::span<const Dated> own) {
  constexpr Minutes kAlone = 60;
  constexpr Minutes kNear = 31;
  if (neighbours(calendar, day, kAlone, own) > 0) return std::nullopt;
  const int year = civil_time(day).year;
  for (const int other : {year + 1, year - 1}) {
    const auto moved = in_year(day, other);
    if (!moved || *moved >= said_at(claim)) continue;
    if (neighbours(calendar, *moved, kNear, own) >= 2) return moved;
  }
  return std::nullopt;
}

void warn_year_slips(const std::vector<Dated>& dates, const Draft& draft, Problems& problems) {
  const std::vector<Claim>& claims = draft.ledger.claims;
  const Calendar calendar(dates);
  for (auto first = dates.begin(), end = first; first != dates.end(); first = end) {
    const Index i = first->claim;
    end = std::find_if(first, dates.end(), [&](const Dated& date) { return date.claim != i; });
    if (claims[i].has_readings) continue;
    for (const Dated& date : std::span(first, end)) {
      const auto likelier = likelier_day(calendar, date.day, claims[i], {first, end});
      if (!likelier) continue;
      problems.warning(codes::kYearSlip, field(draft, i, "period"),
                       fmt::format("{} stands alone in this ledger; {} would be among its neighbours",
                                   format_minutes(date.day), format_minutes(*likelier)),
                       "check the year; if the source got it wrong, both years can be `readings`");
      break;
    }
  }
}

// --- W0606: never used ----------------------------------------------------------------------------------------------

void warn_never_used(Survey& all, const Draft& draft, Problems& problems) {
  const Ledger& ledger = draft.ledger;
  if (ledger.claims.empty()) return;  // a ledger that is only begun
  std::vector<bool>& populations = all.populations_used;
  for (const Population& population : ledger.populations) {
    for (const Index whole : population.within) populations[whole] = true;
  }
  const auto warn = [&](const Names& names, const std::vector<bool>& used) {
    for (Index i = 0; i < names.size(); ++i) {
      if (used[i]) continue;
      Diagnostic& added = problems.warning(codes::kNeverUsed, names.place(i),
                                           fmt::format("no claim uses the {} \"{}\"", names.noun(), names.id(i)),
                                           "was a claim left out, or is another one meant?");
      added.span = names.place(i).key_span();
    }
  };
  warn(draft.sources, all.sources_used);
  warn(draft.populations, populations);
}

// --- W0607: the same number on two things ---------------------------------------------------------------------------

// Two numbers of this size or less are alike by chance.
constexpr Count kSmallNumber = 10;

// `same`: claims of one number, in their order. Each is compared with those before it.
void compare_measures(std::span<const std::pair<Count, const Plain*>> same, const Draft& draft, Problems& problems) {
  constexpr Minutes kNear = 31 * kDay;   // figures of one month's news
  constexpr std::size_t kCompared = 16;  // claims of one number: more of them mean nothing
  for (std::size_t i = 1; i < same.size(); ++i) {
    const Plain& plain = *same[i].second;
    const Minutes end = plain.reading->period.end.limits.to;
    const auto others = same.first(std::min(i, kCompared));
    const auto found = std::find_if(others.begin(), others.end(), [&](const auto& o) {
      const Minutes other_end = o.second->reading->period.end.limits.to;
      return o.second->measure != plain.measure && std::max(end, other_end) - std::min(end, other_end) <= kNear;
    });
    if (found == others.end()) continue;
    const Plain& other = *found->second;
    const auto measure = [&](const Plain& p) { return draft.ledger.measures[p.measure].id; };
    problems
        .warning(codes::kSameNumber, field(draft, plain.claim, "figure"),
                 fmt::format("{} stands here for \"{}\" and in \"{}\" for \"{}\"", same[i].first, measure(plain),
                             draft.ledger.claims[other.claim].id, measure(other)),
                 "check that one number did not end up on two things")
        .notes.push_back({field(draft, other.claim, "figure").span(), "the same number"});
  }
}

void warn_same_numbers(const std::vector<Plain>& claims, const Draft& draft, Problems& problems) {
  const bool one_measure = std::all_of(claims.begin(), claims.end(),
                                       [&](const Plain& plain) { return plain.measure == claims.front().measure; });
  if (one_measure) return;
  std::vector<std::pair<Count, const Plain*>> numbers;
  numbers.reserve(claims.size());
  for (const Plain& plain : claims) {
    if (plain.exact && plain.least > kSmallNumber) numbers.emplace_back(plain.least, &plain);
  }
  std::sort(numbers.begin(), numbers.end());
  for (auto first = numbers.begin(), end = first; first != numbers.end(); first = end) {
    end = std::find_if(first, numbers.end(), [&](const auto& number) { return number.first != first->first; });
    compare_measures({first, end}, draft, problems);
  }
}

}  // namespace

void add_warnings(const Draft& draft, Problems& problems) {
  Survey all = survey(draft.ledger);
  Problems others;
  const auto compare_figures = [&] {
    warn_round_figures(all.plain, draft, problems);
    warn_two_figures(all, draft, problems);
    warn_same_numbers(all.plain, draft, problems);
  };
  const auto look_at_the_rest = [&] {
    warn_year_slips(all.dates, draft, others);
    warn_never_used(all, draft, others);
    warn_not_nested(all.measures_used, draft, others);
  };
  beside(compare_figures, look_at_the_rest, worth_a_thread(draft.claims.size()));
  problems.add_all(std::move(others));
}

}  // namespace reltrack
