#include "report/statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "base/add_new.hpp"
#include "base/ascii.hpp"
#include "base/date.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kNamedClaims = 12;
constexpr std::size_t kMomentInSentence = 48;

std::string figures_of(const Words& words, const std::vector<Index>& claims) {
  std::vector<std::string> parts;
  for (const Index claim : claims) parts.push_back(words.figure(claim));
  return listed(parts, "and");
}

// What happened, in one word: "released", "detained"; "held" of a level.
std::string happened(const Words& words, Index measure) { return words.measure(measure); }

// The claim of the condition that ends at this instant, where that is no plain date.
std::optional<Index> whose_cut_off(const Words& words, const Condition& condition, const Instant& instant) {
  if (instant.kind == Instant::Kind::claim_end) return instant.index;
  if (instant.kind != Instant::Kind::moment) return std::nullopt;
  for (const Index claim : condition.claims) {
    const Reading& reading = words.ledger().claims[claim].readings.front();
    if (reading.period.end.moment == instant.index) return claim;
  }
  return std::nullopt;
}

// ", up to the cut-off of 49": of a named moment its date says the day alone, as it does of every other that day. Empty
// of any other end, and where the stretch is so long that it does not matter.
std::string which_moment(const Words& words, const Condition& condition, bool start, std::optional<Index> cut_off) {
  const Instant& instant = start ? condition.from : condition.to;
  if (instant.kind != Instant::Kind::moment || words.length(instant, instant) > kDay) return {};
  if (words.length(condition.from, condition.to) > 2 * kDay) return {};
  const std::string label = cut(one_line(words.ledger().moments[instant.index].label), kMomentInSentence);
  return fmt::format(", {} {}", start ? "from" : "up to", cut_off ? "the cut-off of " + words.tag(*cut_off) : label);
}

// Of a least and a greatest count that meet the greatest: its figures name it.
std::string sum_of(const Words& words, const Condition& condition) {
  const CountRange& count = condition.count;
  return range_sum(words, condition.proof, !count.max, count.max ? *count.max : count.min.value());
}

// "withdrawn on 7 Mar".
std::string withdrawn_when(const Words& words, const Claim& claim) {
  const TimeSpan& at = claim.withdrawn->span;
  const Instant from{Instant::Kind::at, at.from, 0}, to{Instant::Kind::at, at.to, 0};
  return "withdrawn " + words.stretch(from, to);
}

}  // namespace

std::string named_list(const Words& words, const std::vector<Index>& claims, std::string_view last) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < claims.size() && i < kNamedClaims; ++i) parts.push_back(words.named(claims[i]));
  if (claims.size() > kNamedClaims) parts.push_back(counted(claims.size() - kNamedClaims, "other"));
  return listed(parts, last);
}

std::string all_periods(const Words& words, Index claim, Years years) {
  const std::vector<Claim>& claims = words.ledger().claims;
  claim = words.whose_period(claim);
  std::vector<Index> readings(claims[claim].readings.size());
  std::iota(readings.begin(), readings.end(), Index{0});
  return words.periods(readings, claim, years);
}

std::string_view so_far(const Claim& claim, const std::vector<Index>& readings) {
  if (!claim.when_said()) return {};
  const Minutes said = reltrack::day_of(claim.when_said()->span.from) + kDay;
  const bool any = std::ranges::any_of(readings, [&](Index r) {
    const Period& period = claim.readings[r].period;
    if (claim.readings[r].period_of_denied || !claim.readings[r].figure) return false;
    const Minutes written = as_written(period).end.limits.to;
    return !period.at_moment && period.end.limits.to < written && said < written;
  });
  return any ? ", so far" : "";
}

std::string common_period(const Words& words, const std::vector<Index>& claims) {
  std::string common;
  for (const Index claim : claims) {
    const std::string period = all_periods(words, claim, Years::always);
    if (!common.empty() && period != common) return {};
    common = period;
  }
  return common;
}

std::string why_left_out(const Words& words, const Selection& selection, Index claim) {
  switch (selection.state[claim]) {
    case Inactive::no:
      break;
    case Inactive::not_yet_said:
      return "not yet said";
    case Inactive::withdrawn:
      return withdrawn_when(words, words.ledger().claims[claim]);
    case Inactive::left_out:
      return "left out on request";
    case Inactive::corrected:
      for (Index c = 0; c < words.ledger().claims.size(); ++c) {
        if (words.ledger().claims[c].corrects == claim && selection.active(c)) {
          return "corrected to " + words.figure(c);
        }
      }
      return "corrected";
  }
  return {};
}

std::string repeats_words(const Words& words, const Selection& selection, Index repeat) {
  const Index repeated = *words.ledger().claims[repeat].repeats;
  const std::string why = why_left_out(words, selection, repeated);
  return fmt::format("repeats {}{}{}", words.named(repeated), why.empty() ? "" : ", ", why);
}

std::string conflict_statement(const Words& words, const Conflict& conflict) {
  return clash_sum(words, conflict.proof) + ": " + named_list(words, conflict.claims, "and");
}

// Whether these are all the sets of so many of the claims in them.
bool are_all_of_size(const std::vector<std::vector<Index>>& sets, std::size_t size) {
  if (!std::ranges::all_of(sets, [&](const auto& set) { return set.size() == size; })) return false;
  std::set<Index> claims;
  for (const auto& set : sets) claims.insert(set.begin(), set.end());
  std::size_t ways = 1;  // few enough: past as many sets as there are it stops
  for (std::size_t i = 0; i < size && ways <= sets.size(); ++i) ways = ways * (claims.size() - i) / (i + 1);
  return ways == sets.size();
}

std::string must_give(const Words& words, const Problem& problem) {
  const auto& repairs = problem.repairs;
  if (repairs.empty()) return "at least one of these must give";
  if (repairs.size() == 1) {
    return fmt::format("without {} the figures beside {} hold together", figures_of(words, repairs[0]),
                       repairs[0].size() == 1 ? "it" : "them");
  }
  const std::size_t each = repairs[0].size();
  if (are_all_of_size(repairs, each)) {
    return fmt::format("{} of these must give", small_number(each));
  }
  if (repairs.size() <= 3) {
    std::vector<std::string> parts;
    for (const auto& repair : repairs) parts.push_back(figures_of(words, repair));
    return fmt::format("either {} must give", fmt::join(parts, ", or "));
  }
  const auto fewer = [](const auto& a, const auto& b) { return a.size() < b.size(); };
  const std::size_t fewest = std::min_element(repairs.begin(), repairs.end(), fewer)->size();
  return fmt::format("at least {} of these must give", small_number(fewest));
}

std::string problem_question(const Words& words, const Problem& problem) {
  constexpr std::size_t kFigures = 4, kEitherOr = 3;
  std::vector<std::string> figures;
  const std::vector<Index> contested = words.by_said(problem.contested);
  for (std::size_t i = 0; i < contested.size() && i < kFigures; ++i) figures.push_back(words.figure(contested[i]));
  if (contested.size() > kFigures) figures.push_back(counted(contested.size() - kFigures, "other"));
  const bool many = contested.size() > kEitherOr;
  std::string out = listed(figures, many ? "and" : "or");
  const std::string period = contested.size() > 1 ? common_period(words, contested) : std::string();
  if (!period.empty())
    out +=
        (is_digit(period.front()) || period.starts_with("from ") || period.starts_with("to ") ? ", " : " in ") + period;
  return out + (many ? ": which must give?" : "?");
}

std::string problem_statement(const Words& words, const Findings& findings, const Problem& problem) {
  std::string out = named_list(words, words.by_said(problem.contested), "or") + ": " + must_give(words, problem);
  if (problem.telling) out += "; " + clash_sum(words, findings.conflicts[*problem.telling].proof);
  return out;
}

std::string mend_statement(const Words& words, const Mend& mend, bool two, bool listed) {
  const std::string lead =
      fmt::format("{} fit if {}", two ? "both" : "all", listed ? words.figure(mend.claim) : words.named(mend.claim));
  std::string source;
  if (mend.from) {
    const bool read_so = words.ledger().claims[*mend.from].readings.size() > 1;
    source = fmt::format(", as {} {}", words.named(*mend.from), read_so ? "may be read" : "has it");
  }
  switch (mend.kind) {
    case Mend::Kind::date:
      return fmt::format("{} is for {}{}", lead, words.period_text(mend.value, Years::needed), source);
    case Mend::Kind::year:
      return fmt::format("{} is for {}, another year{}", lead, words.period_text(mend.value, Years::always), source);
    case Mend::Kind::digits:
      return fmt::format("{} is {}, two digits swapped{}", lead, one_line(mend.value), source);
    case Mend::Kind::announced:
      break;
  }
  return fmt::format("{} was announced or granted, not yet carried out{}", lead, source);
}

std::string condition_fact(const Words& words, const Condition& condition) {
  const CountRange& count = condition.count;
  std::string amount = range_words(count);
  if (count.min && !count.max) amount = "at least " + number(*count.min);
  if (count.max == Count{0}) amount = "none";
  std::string out = fmt::format("{} {}", amount, happened(words, condition.measure));
  const Ledger& ledger = words.ledger();
  const auto counts_it = [&](Index claim) {
    const auto& readings = ledger.claims[claim].readings;
    return std::all_of(readings.begin(), readings.end(),
                       [&](const Reading& r) { return r.population == condition.population; });
  };
  if (!std::all_of(condition.claims.begin(), condition.claims.end(), counts_it)) {
    out += fmt::format(" ({})", words.short_population(condition.population));
  }
  const std::string whose = condition.scope.empty() || condition.scope == "joint"
                                ? ""
                                : fmt::format(", as {} counts", words.side(condition.scope));
  const auto from = whose_cut_off(words, condition, condition.from);
  const auto to = whose_cut_off(words, condition, condition.to);
  if (from && to && *from != *to)
    return fmt::format("{} between {} and {}", out, words.tag(*from), words.tag(*to)) + whose;
  return out + " " + words.stretch(condition.from, condition.to) + which_moment(words, condition, true, from) +
         which_moment(words, condition, false, to) + whose;
}

std::string condition_ground(const Words& words, const Condition& condition) {
  constexpr std::size_t kNames = 6;
  const std::string sum = sum_of(words, condition);
  std::vector<std::string> names;
  for (const Index claim : words.by_said(condition.claims)) {
    std::string name = sum.empty() ? words.named(claim) : words.who_when(claim);
    add_new(names, std::move(name));
  }
  if (names.size() > kNames) {
    names[kNames - 1] = counted(names.size() - kNames + 1, "other");
    names.resize(kNames);
  }
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : "; ") + name;
  return sum.empty() ? all : fmt::format("{} ({})", sum, all);
}

std::string condition_statement(const Words& words, const Condition& condition) {
  std::string out = fmt::format("{}: only if {}", named_list(words, words.by_said(condition.claims), "and"),
                                condition_fact(words, condition));
  const std::string sum = sum_of(words, condition);
  return sum.empty() ? out : out + ", " + sum;
}

std::string one_count_fact(const Words& words, const OneMoreCount& count) {
  std::string when = words.stretch(count.from, count.to);
  if (when.starts_with("on ")) when.erase(0, 3);
  return fmt::format("any exact figure{} for {} ({}, {})", count.narrowed.empty() ? "" : " by a further side", when,
                     happened(words, count.measure), words.short_population(count.population));
}

std::string one_count_settles(const Words& words, const Findings& findings, const OneMoreCount& count) {
  std::vector<std::string> settled;
  for (const std::size_t p : count.problems) settled.push_back(findings.problems[p].id);
  std::vector<std::string> meanings;
  for (const Index claim : words.by_said(count.readings)) meanings.push_back(words.named(claim));
  if (!meanings.empty()) settled.push_back("what was meant by " + listed(meanings, "and"));
  return listed(settled, "and");
}

std::string one_count_statement(const Words& words, const Findings& findings, const OneMoreCount& count) {
  const std::string fact = one_count_fact(words, count);
  if (!count.narrowed.empty())
    return fmt::format("{} would narrow what others say of {}", fact,
                       named_list(words, words.by_said(count.narrowed), "and"));
  return fmt::format("{} would settle {}", fact, one_count_settles(words, findings, count));
}

std::string unfinished(const SearchState& search) {
  std::vector<std::string> open;
  if (!search.conflicts) open.emplace_back("conflicts (more of them, or by how much, may be missing)");
  if (!search.repairs) open.emplace_back("what must give (a smaller choice may do)");
  if (!search.claim_ranges) {
    open.emplace_back("what others say (right, but it may be narrower)");
  } else if (!search.ranges) {
    open.emplace_back("what some figures share or leave (right, but it may be narrower)");
  }
  return open.empty() ? std::string() : fmt::format("Search not finished: {}.", listed(open, "and"));
}

std::string implied_words(const ClaimFinding& finding) {
  CountRange widest;
  bool any = false, differ = false;
  for (const ReadingRanges& ranges : finding.ranges) {
    if (!ranges.implied) continue;
    const CountRange& range = ranges.implied->range;
    if (any && range != widest) differ = true;
    if (!any) {
      widest = range;
    } else {
      widest.min = std::min(widest.min.value_or(0), range.min.value_or(0));
      widest.max = widest.max && range.max ? std::optional(std::max(*widest.max, *range.max)) : std::nullopt;
    }
    any = true;
  }
  if (!any || says_nothing(widest)) return "nothing on file";
  return range_words(widest) + (differ ? ", by reading" : "");
}

}  // namespace reltrack::report
