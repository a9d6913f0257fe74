#include "report/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/add_new.hpp"
#include "base/ascii.hpp"
#include "base/printable.hpp"
#include "report/short_names.hpp"

namespace reltrack::report {
namespace {

// A number in a text: its digits alone, and where it stands: 3531 of "3,531", "3.531" and "3 531".
struct Written {
  std::string digits;
  std::size_t begin = 0, end = 0;
};

std::vector<Written> numbers_in(std::string_view text) {
  constexpr std::size_t kGroup = 3;
  std::vector<Written> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    Written number{{}, i, i};
    std::size_t lead = i;
    while (lead < text.size() && is_digit(text[lead])) ++lead;
    const bool groups = lead - i <= kGroup;
    const auto group_follows = [&] {
      const std::string_view next = text.substr(i + 1).substr(0, kGroup + 1);
      return next.size() >= kGroup && std::ranges::all_of(next.substr(0, kGroup), is_digit) &&
             (next.size() == kGroup || !is_digit(next[kGroup]));
    };
    for (; i < text.size(); ++i) {
      if (is_digit(text[i])) {
        number.digits += text[i];
      } else if (!groups || (text[i] != ',' && text[i] != '.' && text[i] != ' ') || !group_follows()) {
        break;
      }
    }
    number.end = i;
    out.push_back(std::move(number));
  }
  return out;
}

std::string grouped(std::string_view digits) {
  std::string out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

}  // namespace

std::string number(Count value) {
  const std::string digits = fmt::format("{}", value);
  return value < 0 ? "-" + grouped(std::string_view(digits).substr(1)) : grouped(digits);
}

bool has_figure(const Claim& claim) {
  return std::any_of(claim.readings.begin(), claim.readings.end(), [](const Reading& r) { return r.figure; });
}

std::string figure_words(const Figure& figure) {
  std::string out, digits;
  const auto flush = [&] {
    out += grouped(digits);
    digits.clear();
  };
  const std::string text = one_line(figure.text);
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool inside = !digits.empty() && i + 1 < text.size() && is_digit(text[i + 1]);
    if (is_digit(c)) {
      digits += c;
    } else if (c == '.' && i + 1 < text.size() && text[i + 1] == '.') {
      flush();
      out += " to ";
      ++i;
    } else if (!((c == ',' || c == ' ') && inside)) {
      flush();
      out += c;
    }
  }
  flush();
  return out;
}

std::string range_words(const CountRange& range) {
  const bool low = range.min && *range.min > 0;
  if (range.max == Count{0}) return "0";
  if (range.max && range.min && *range.min == *range.max) return number(*range.min);
  if (range.max) return low ? number(*range.min) + " to " + number(*range.max) : "at most " + number(*range.max);
  return low ? number(*range.min) + " or more" : "any number";
}

std::vector<std::string> sides_of(const Ledger& ledger, const std::vector<Index>& claims) {
  std::vector<std::string> out;
  for (const Index c : claims) out.push_back(ledger.side_of(ledger.claims[c]));
  return each_once(std::move(out));
}

std::string given_words(const ReportOptions& options) {
  const auto all = [](const std::vector<std::string>& names) {
    std::vector<std::string> out;
    for (const std::string& name : names) out.push_back(one_line(name));
    return listed(out, "and");
  };
  std::vector<std::string> out;
  if (options.as_of) out.push_back(fmt::format("Only what had been said by {}.", one_line(*options.as_of)));
  if (!options.trusted.empty())
    out.push_back(fmt::format("Taken as exact and right: what {} verified.", all(options.trusted)));
  if (!options.rules_left_out.empty())
    out.push_back(fmt::format("Not applied: {} {}.", options.rules_left_out.size() == 1 ? "the rule" : "the rules",
                              all(options.rules_left_out)));
  return fmt::format("{}", fmt::join(out, " "));
}

bool says_nothing(const CountRange& range) { return range.min.value_or(0) == 0 && !range.max; }

std::string listed(const std::vector<std::string>& parts, std::string_view last) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) out += i + 1 == parts.size() ? fmt::format(" {} ", last) : ", ";
    out += parts[i];
  }
  return out;
}

std::string one_line(std::string_view untrusted) {
  std::string out;
  for (const char c : printable(untrusted)) {
    if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string cut(const std::string& printable_text, std::size_t columns) {
  if (display_width(printable_text) <= columns) return printable_text;
  const std::size_t room = columns > 3 ? columns - 3 : 1;
  std::size_t bytes = 0, wide = 0;
  const std::string_view text = printable_text;
  while (bytes < text.size()) {
    const std::size_t length = first_code_point(text.substr(bytes)).length;
    const std::size_t more = display_width(text.substr(bytes, length));
    if (wide + more > room) break;
    wide += more;
    bytes += length;
  }
  const std::size_t space = text[bytes] == ' ' ? bytes : text.substr(0, bytes).rfind(' ');
  if (space != std::string_view::npos && space * 3 > bytes * 2) bytes = space;
  return std::string(text.substr(0, bytes)) + "...";
}

std::string Words::quote(Index claim, std::size_t columns) const {
  std::string text = one_line(ledger_.claims[claim].quote);
  if (display_width(text) <= columns) return text;
  const std::vector<Written> figures = numbers_in(figure(claim));
  for (const Written& number : numbers_in(text)) {
    if (std::ranges::find(figures, number.digits, &Written::digits) == figures.end()) continue;
    if (display_width(text.substr(0, number.end)) + 3 <= columns) break;  // in sight as it is
    // From a word on that leaves as much room behind the figure as before it.
    std::size_t from = text.rfind(' ', number.begin);
    while (from != std::string::npos && from > 0) {
      const std::size_t before = text.rfind(' ', from - 1);
      if (before == std::string::npos || 2 * display_width(text.substr(before, number.begin - before)) > columns) break;
      from = before;
    }
    return from == std::string::npos ? cut(text, columns) : "..." + cut(text.substr(from + 1), columns - 3);
  }
  return cut(text, columns);
}

std::string sentence(std::string words) {
  const bool ended = words.ends_with('.') && !words.ends_with("...");  // a name does: "Hilfe e.V."
  return capitalised(std::move(words)) + (ended ? "" : ".");
}

std::string possessive(const std::string& name) { return name + (name.ends_with('s') ? "'" : "'s"); }

std::string small_number(std::size_t value) {
  static constexpr std::string_view kWords[] = {"none", "one", "two",   "three", "four",
                                                "five", "six", "seven", "eight", "nine"};
  return value < std::size(kWords) ? std::string(kWords[value]) : number(static_cast<Count>(value));
}

std::string counted(std::size_t value, std::string_view noun) {
  return fmt::format("{} {}{}", number(static_cast<Count>(value)), noun, value == 1 ? "" : "s");
}

Words::Words(const Ledger& ledger, const Findings* findings)
    : ledger_(ledger), open_meaning_(ledger.claims.size(), false) {
  name_sources();
  name_populations();
  find_years();
  find_whose_period();
  if (findings != nullptr) find_open_meanings(*findings);
  // A repeat is no other figure: it is told as the figure of whom it repeats.
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    if (ledger.claims[c].repeats) continue;
    figures_.emplace_back(figure(c), ledger.claims[c].source);
    told_.push_back(figure_told(c));
  }
  std::ranges::sort(figures_);
  std::ranges::sort(told_);
}

void Words::name_sources() {
  std::map<std::string, int> uses;
  for (const Source& source : ledger_.sources) ++uses[names_.emplace_back(one_line(source.name))];
  // One that an id makes unlike another may be a third one's name.
  while (std::ranges::any_of(uses, [](const auto& use) { return use.second > 1; })) {
    std::map<std::string, int> now;
    for (Index s = 0; s < names_.size(); ++s) {
      if (uses[names_[s]] > 1) names_[s] += fmt::format(" ({})", one_line(ledger_.sources[s].id));
      ++now[names_[s]];
    }
    uses = std::move(now);
  }
  uses.clear();
  for (const std::string& name : names_) {
    short_names_.push_back(short_name_of(name));
    ++uses[short_names_.back()];
  }
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (uses[short_names_[i]] > 1) short_names_[i] = names_[i];
  }
  std::map<std::string_view, int> of_side;
  for (const Source& source : ledger_.sources) ++of_side[source.side];
  for (Index s = 0; s < ledger_.sources.size(); ++s) {
    const Source& source = ledger_.sources[s];
    if (source.id == source.side || of_side[source.side] == 1) speakers_[source.side] = s;
  }
}

// All readings may be meant where none holds.
void Words::find_open_meanings(const Findings& findings) {
  std::map<Index, std::size_t> holding;
  for (const ReadingFinding& found : findings.readings) holding[found.claim] += found.holds ? 1 : 0;
  for (const auto& [claim, readings] : holding) open_meaning_[claim] = readings != 1;
}

// Each chain of denials is walked once.
void Words::find_whose_period() {
  constexpr auto kOpen = static_cast<Index>(-1);
  whose_period_.assign(ledger_.claims.size(), kOpen);
  std::vector<Index> chain;
  for (Index c = 0; c < ledger_.claims.size(); ++c) {
    Index at = c;
    while (whose_period_[at] == kOpen && ledger_.claims[at].readings.front().period_of_denied) {
      chain.push_back(at);
      at = ledger_.claims[at].disputes.front();
    }
    if (whose_period_[at] == kOpen) whose_period_[at] = at;
    for (const Index of : chain) whose_period_[of] = whose_period_[at];
    chain.clear();
  }
}

void Words::name_populations() {
  std::vector<std::string> ids;
  for (const Population& population : ledger_.populations) {
    population_labels_.push_back(one_line(population.label));
    ids.push_back(one_line(population.id));
  }
  short_populations_ = short_labels(population_labels_, ids);
}

std::string Words::figure(const Reading& reading) const {
  return reading.figure ? figure_words(*reading.figure) : "no figure";
}

std::string Words::figure(Index claim) const {
  std::vector<std::string> parts;
  for (const Reading& reading : ledger_.claims[claim].readings) {
    std::string words = figure(reading);
    add_new(parts, std::move(words));
  }
  return listed(parts, "or");
}

std::string Words::side(const std::string& side) const {
  const auto source = speakers_.find(side);
  return source != speakers_.end() ? short_names_[source->second] : one_line(side);
}

std::string Words::who_when(Index claim) const {
  std::string out = short_names_[ledger_.claims[claim].source];
  if (const std::string when = said(claim); !when.empty()) out += ", " + when;
  return out;
}

std::string Words::figure_told(Index claim) const { return fmt::format("{} ({}", figure(claim), who_when(claim)); }

std::string Words::named(Index claim) const {
  const std::string words = figure_told(claim);
  const auto same = std::ranges::upper_bound(told_, words) - std::ranges::lower_bound(told_, words);
  const bool twice = same > (ledger_.claims[claim].repeats ? 0 : 1);
  return fmt::format("{}{})", words, twice ? ", " + one_line(ledger_.claims[claim].id) : "");
}

std::string Words::tag(Index claim) const {
  std::string words = figure(claim);
  const Index source = ledger_.claims[claim].source;
  const auto from = [&](Index at_least) { return std::ranges::lower_bound(figures_, std::pair(words, at_least)); };
  const auto first = from(0);
  const bool only = first == figures_.end() || first + 1 == figures_.end() || (first + 1)->first != words;
  if (only && !ledger_.claims[claim].repeats) return words;
  const bool once = from(source + 1) - from(source) <= 1;
  return once ? fmt::format("{} ({})", words, short_names_[source]) : named(claim);
}

std::string Words::tags(const std::vector<Index>& claims, std::string_view last) const {
  std::vector<std::string> parts;
  for (const Index claim : claims) parts.push_back(tag(claim));
  return listed(parts, last);
}

std::string Words::running_count(Index claim) const {
  const Claim& c = ledger_.claims[claim];
  const Reading& first = c.readings.front();
  const auto continues = [&](const Reading& r) {
    return r.figure && r.measure == first.measure && r.population == first.population && !r.part_of &&
           (r.period.at_moment || (!r.period.stands_alone && r.period.start == first.period.start));
  };
  if (!std::all_of(c.readings.begin(), c.readings.end(), continues)) return {};
  return fmt::format("{} {} {} {}", c.source, first.measure, first.population,
                     first.period.at_moment ? std::string() : first.period.start.text);
}

bool Words::same_running_count(Index a, Index b) const {
  const std::string count = running_count(a);
  return !count.empty() && !ledger_.claims[a].readings.front().period.at_moment && count == running_count(b);
}

std::string Words::dated(Index claim) const {
  const std::vector<Reading>& readings = ledger_.claims[claim].readings;
  const Period& first = readings.front().period;
  const bool of_day = readings.size() == 1 && first.at_moment && !first.end.moment;
  return of_day ? period(readings.front(), Years::outside) : said(claim);
}

std::string Words::measure(Index measure) const {
  const Measure& m = ledger_.measures[measure];
  return one_line(m.label.empty() ? m.id : m.label);
}

std::string Words::counts(const Reading& reading) const {
  const std::string& who = short_populations_[reading.population];
  const std::string what =
      ledger_.measures[reading.measure].id == "released" ? who : measure(reading.measure) + ": " + who;
  return reading.figure && reading.figure->percent ? fmt::format("{}, of {}", what, figure(*reading.part_of)) : what;
}

}  // namespace reltrack::report
