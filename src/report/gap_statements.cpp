#include "report/gap_statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/ascii.hpp"
#include "model/nesting.hpp"
#include "report/facts.hpp"
#include "report/statements.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kPartsOfASum = 12;
constexpr std::size_t kSetAside = 2;  // figures named

Count lower_end(const Words& words, Index claim) {
  Count least = 0;
  bool first = true;
  for (const Reading& reading : words.ledger().claims[claim].readings) {
    if (!reading.figure || !reading.figure->people.min) continue;
    least = first ? *reading.figure->people.min : std::min(least, *reading.figure->people.min);
    first = false;
  }
  return least;
}

// The greatest value that some reading allows; absent where one sets no limit.
std::optional<Count> upper_end(const Words& words, Index claim) {
  Count most = 0;
  for (const Reading& reading : words.ledger().claims[claim].readings) {
    if (!reading.figure || !reading.figure->people.max) return std::nullopt;
    most = std::max(most, *reading.figure->people.max);
  }
  return most;
}

// What a sum takes away: without the zeros, unless there is nothing else.
std::vector<Count> without_zeros(std::vector<Count> ends) {
  if (std::ranges::any_of(ends, [](Count end) { return end != 0; }))
    std::erase(ends, 0);
  else if (ends.size() > 1)
    ends.resize(1);
  return ends;
}

std::vector<Count> lower_ends(const Words& words, const std::vector<Index>& claims) {
  std::vector<Count> ends;
  for (const Index claim : claims) ends.push_back(lower_end(words, claim));
  return without_zeros(std::move(ends));
}

// Those that have one.
std::vector<Count> upper_ends(const Words& words, const std::vector<Index>& claims) {
  std::vector<Count> ends;
  for (const Index claim : claims) {
    if (const auto end = upper_end(words, claim)) ends.push_back(*end);
  }
  return without_zeros(std::move(ends));
}

// "401 - 116 - 88", or "116 - 49" where one of the parts alone leaves `rest` of the whole; empty where neither does.
std::string difference(Count whole, Count rest, const std::vector<Count>& parts) {
  Count all = 0;
  for (const Count part : parts) all = checked_add(all, part);
  if (!parts.empty() && whole - all == rest && parts.size() <= kPartsOfASum) {
    std::string out = number(whole);
    for (const Count part : parts) out += " - " + number(part);
    return out;
  }
  for (const Count part : parts) {
    if (whole - part == rest) return number(whole) + " - " + number(part);
  }
  return {};
}

bool is_percent(const Words& words, Index claim) {
  const auto& readings = words.ledger().claims[claim].readings;
  return std::any_of(readings.begin(), readings.end(), [](const Reading& r) { return r.figure && r.figure->percent; });
}

}  // namespace

std::string gap_amount(const Gap& gap) {
  if (!gap.amount) return {};
  const CountRange& amount = *gap.amount;
  if (amount.min && !amount.max) return "at least " + number(*amount.min);
  return range_words(amount);
}

std::string gap_sum(const Words& words, const Gap& gap) {
  if (!gap.amount || gap.kind == Gap::Kind::silent || is_percent(words, gap.claim)) return {};
  const auto [least, most] = *gap.amount;
  const auto sum = [&](const std::optional<Count>& whole, const std::optional<Count>& rest) {
    if (!whole || !rest) return std::string();
    std::string out = difference(*whole, *rest, lower_ends(words, gap.against));
    if (out.empty()) out = difference(*whole, *rest, upper_ends(words, gap.against));
    return out.empty() ? out : fmt::format("{} = {}", out, number(*rest));
  };
  CountRange whole{lower_end(words, gap.claim), upper_end(words, gap.claim)};
  if (gap.reading) whole = words.ledger().claims[gap.claim].readings[*gap.reading].figure->people;
  const std::string of_least = least.value_or(0) > 0 ? sum(whole.min, least) : std::string();
  return of_least.empty() ? sum(whole.max, most) : of_least;
}

std::string gap_differences(const Gap& gap) {
  std::vector<std::string> parts;
  for (const Gap::Differs differs : gap.differs) {
    if (differs == Gap::Differs::measure) parts.emplace_back("another thing counted");
    if (differs == Gap::Differs::population) parts.emplace_back("other people");
    if (differs == Gap::Differs::start) parts.emplace_back("another start");
  }
  return listed(parts, "and");
}

// Whether what comes next, told without its year, would be of the year that these words end with: "1 Jan - 31 May 2024
// and 1 Jul - 31 Dec".
bool reads_as_year_of(const std::string& words, const Stretch& told, const Stretch& next) {
  const auto known = [](const Instant& at) { return at.at > kBeforeAll && at.at < kAfterAll; };
  if (!has_year(words) || !is_digit(words.back()) || !known(told.from) || !known(told.to) || !known(next.from))
    return false;
  const int year = civil_time(told.to.at - 1).year;
  return civil_time(told.from.at).year == year && civil_time(next.from.at).year != year;
}

std::string gap_stretches(const Words& words, const Gap& gap, Years years) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < gap.stretches.size() && i < 4; ++i) {
    std::string part = words.stretch(gap.stretches[i].from, gap.stretches[i].to, years);
    if (part.rfind("on ", 0) == 0) part.erase(0, 3);
    parts.push_back(std::move(part));
  }
  for (std::size_t i = 1; i < parts.size() && years != Years::always; ++i) {
    if (!has_year(parts[i]) && reads_as_year_of(parts[i - 1], gap.stretches[i - 1], gap.stretches[i]))
      return gap_stretches(words, gap, Years::always);
  }
  if (const std::size_t more = gap.stretches.size(); more > 4)
    parts.push_back(more == 5 ? "1 other stretch" : fmt::format("{} other stretches", more - 4));
  return listed(parts, "and");
}

std::string of_these_people(const Words& words, const Gap& gap) {
  const Ledger& ledger = words.ledger();
  const Reading& total = ledger.claims[gap.claim].readings[gap.reading.value_or(0)];
  const auto counts_some = [&](const Reading& r) {
    return r.figure && r.measure == total.measure && r.population != total.population &&
           counts_in(ledger, r.measure, r.population, total.population) && !r.period.at_moment &&
           r.period.start.limits.from < total.period.end.limits.to &&
           total.period.start.limits.from < r.period.end.limits.to;
  };
  const bool any = std::any_of(ledger.claims.begin(), ledger.claims.end(), [&](const Claim& claim) {
    return ledger.side_of(claim) == gap.side && std::any_of(claim.readings.begin(), claim.readings.end(), counts_some);
  });
  return any ? " of " + noun(words, total.population, Language::english) : std::string();
}

std::string set_aside(const Words& words, const Gap& gap) {
  if (gap.set_aside.size() > kSetAside) return counted(gap.set_aside.size(), "contested figure") + " set aside";
  return words.tags(gap.set_aside, "and") + " set aside";
}

std::string gap_statement(const Words& words, const Gap& gap) {
  std::string claim = gap.kind == Gap::Kind::silent ? std::string() : words.named(gap.claim);
  if (gap.reading) {
    const std::string& label = words.ledger().claims[gap.claim].readings[*gap.reading].label;
    claim += ", read as \"" + one_line(label) + '"';
  }
  const std::string amount = gap_amount(gap), sum = gap_sum(words, gap), side = words.side(gap.side);
  const std::string stretches = gap_stretches(words, gap);
  std::string out;
  switch (gap.kind) {
    case Gap::Kind::unverified:
      if (amount.empty()) {
        return gap.thin_file ? fmt::format("{}: this file has no count by {} for {}", claim, side, stretches)
                             : fmt::format("{}: {} counted nothing for {}", claim, side, stretches);
      }
      out = fmt::format("{}: {} not verified by {}", claim, amount, side);
      break;
    case Gap::Kind::unaccounted:
      out = fmt::format("{}: {} in none of {} other figures{} on file", claim, amount.empty() ? "some" : amount,
                        possessive(side), of_these_people(words, gap));
      if (!gap.set_aside.empty()) out += fmt::format(" ({})", set_aside(words, gap));
      break;
    case Gap::Kind::outstanding:
      out = fmt::format("{}: {} not yet known to have happened", claim, amount.empty() ? "some" : amount);
      break;
    case Gap::Kind::silent:
      return fmt::format("this file has no figure by {} for {}", side, stretches);
    case Gap::Kind::incomparable:
      out = fmt::format("{} and {}: different, not contradictory, because of {}", claim,
                        named_list(words, gap.against, "and"), gap_differences(gap));
      break;
  }
  if (!sum.empty()) out += ", " + sum;
  if (!stretches.empty() && gap.kind == Gap::Kind::unaccounted)
    out += (stretches.starts_with("up to ") ? "; they fall " : "; they fall into ") + stretches;
  if (gap.thin_file) out += " (a gap in this file, not a finding)";
  return out;
}

}  // namespace reltrack::report
