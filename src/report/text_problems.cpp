// What needs a decision: TO SETTLE, ONE MORE COUNT, ONLY IF.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/printable.hpp"
#include "report/choices.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kFullProblems = 5;  // with their figures; the others one line each
constexpr std::size_t kProblemLines = 15;
constexpr std::size_t kContestedRows = 6;
constexpr std::size_t kConditionRows = 8;
constexpr std::size_t kQuoteColumns = 60;  // on a screen of 100
constexpr std::size_t kMends = 4;
constexpr std::size_t kChoices = 4;         // on which a sum rests
constexpr std::size_t kChoiceColumns = 36;  // none is cut to fewer

const Conflict* telling(const Page& page, const Problem& problem) {
  return problem.telling ? &page.findings.conflicts[*problem.telling] : nullptr;
}

// The id, the question, and the sum at the right where it fits, else below.
void write_title(Page& page, const Problem& problem, std::size_t indent) {
  const Conflict* conflict = telling(page, problem);
  const std::string sum = conflict == nullptr ? "" : clash_sum(page.words, conflict->proof);
  const std::string asked = problem_question(page.words, problem);
  const std::string lead = "  " + page.bold(problem.id);
  const std::size_t lead_width = 2 + display_width(problem.id);
  const std::string blanks(indent > lead_width ? indent - lead_width : 2, ' ');
  const std::size_t used = std::max(indent, lead_width + 2) + display_width(asked);
  if (used + 2 + display_width(sum) <= page.width()) {
    const std::size_t at = std::max(used + 2, std::min<std::size_t>(46, page.width() - display_width(sum)));
    page.out += lead + blanks + asked;
    if (!sum.empty()) page.out += std::string(at - used, ' ') + sum;
    page.out += '\n';
    return;
  }
  std::string text;
  paragraph(text, std::string(lead_width, ' ') + blanks, indent, asked, page.width());
  page.out += lead + text.substr(lead_width);
  if (!sum.empty()) paragraph(page.out, "", indent, sum, page.width());
}

void write_contested(Page& page, const Problem& problem, std::size_t indent) {
  const bool show_period = common_period(page.words, problem.contested).empty() || problem.contested.size() == 1;
  const std::size_t shown = page.options.limit == std::size_t{0} ? problem.contested.size()
                                                                 : std::min(problem.contested.size(), kContestedRows);
  std::vector<Index> contested = page.words.by_said(problem.contested);
  if (const Conflict* told = telling(page, problem); told != nullptr && shown < contested.size()) {
    // Not without those that the sum is about.
    const auto is_told = [&](Index c) { return std::ranges::count(told->claims, c) > 0; };
    std::stable_partition(contested.begin(), contested.end(), is_told);
    contested.resize(shown);
    contested = page.words.by_said(std::move(contested));
  }
  const std::size_t quote_columns = std::min(kQuoteColumns, page.width() - 40);
  Table table({true, false, false, false}, page.width() < 80 ? 10 : 14);
  for (std::size_t i = 0; i < shown; ++i) {
    const Index claim = contested[i];
    const Claim& c = page.ledger.claims[claim];
    table.add({page.words.figure(claim), page.words.who_when(claim),
               show_period ? all_periods(page.words, claim, Years::needed) : "",
               c.quote.empty() ? "" : fmt::format("\"{}\"", page.words.quote(claim, quote_columns))});
  }
  table.write(page.out, indent, page.width());
  if (shown < problem.contested.size()) {
    paragraph(page.out, "", indent, fmt::format("and {} more", problem.contested.size() - shown), page.width());
  }
}

void write_beside(Page& page, const std::vector<Index>& beside, std::size_t indent) {
  if (beside.empty()) return;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < beside.size() && i < kContestedRows; ++i) names.push_back(page.words.named(beside[i]));
  if (beside.size() > kContestedRows) names.push_back(counted(beside.size() - kContestedRows, "other"));
  paragraph(page.out, "", indent, fmt::format("Beside: {}.", listed(names, "and")), page.width());
}

// A note's first sentence, without its full stop.
std::string first_sentence(const std::string& note) {
  constexpr std::size_t kShortest = 12;  // "Mr." ends no sentence
  const std::size_t stop = note.find(". ", std::min(note.size(), kShortest));
  std::string words = note.substr(0, stop);
  if (stop == std::string::npos && words.size() > kShortest && words.back() == '.') words.pop_back();
  return words;
}

void write_rests_on(Page& page, const std::vector<Choice>& choices, std::size_t indent) {
  if (choices.empty()) return;
  const bool all = page.everything();
  std::vector<std::string> told;
  for (std::size_t i = 0; i < choices.size() && (all || i < kChoices); ++i) {
    const std::string words = choice_words(page.words, choices[i]);
    told.push_back(all ? words : first_sentence(words));
  }
  if (choices.size() > told.size()) told.push_back(fmt::format("{} more", choices.size() - told.size()));
  const std::string lead = "Rests on: ";
  const std::size_t used = indent + lead.size() + 2 * (told.size() - 1);
  if (!all && used < page.width()) told = cut_longest(std::move(told), page.width() - used, kChoiceColumns);
  std::string text;
  for (const std::string& words : told) text += (text.empty() ? lead : "; ") + words;
  paragraph(page.out, "", indent, text, page.width());
}

// Whose figures these are, what stands beside them, what must give, what would mend it.
void write_way_out(Page& page, const Problem& problem, std::size_t indent) {
  const Conflict* conflict = telling(page, problem);
  std::set<std::string> sides;
  std::vector<Index> beside;
  if (conflict != nullptr) {
    for (const Index claim : conflict->claims) {
      sides.insert(page.words.side(page.ledger.side_of(page.ledger.claims[claim])));
      const auto& contested = problem.contested;
      if (std::find(contested.begin(), contested.end(), claim) == contested.end()) beside.push_back(claim);
    }
  }
  std::string whose;
  if (problem.scope != "joint") {
    whose = fmt::format("{} own figures; ", possessive(page.words.side(problem.scope)));
  } else if (sides.size() > 1) {
    whose = fmt::format("Between {}; ", listed({sides.begin(), sides.end()}, "and"));
  }
  std::string text = sentence(whose + must_give(page.words, problem));
  if (problem.conflicts.size() > 1) {
    text += fmt::format(" {} more {} the same figures.", problem.conflicts.size() - 1,
                        problem.conflicts.size() == 2 ? "sum meets" : "sums meet");
  }
  paragraph(page.out, "", indent, text, page.width());
  write_beside(page, beside, indent);
  const bool both = problem.contested.size() == 2;
  const bool listed_above = problem.contested.size() > 1 && problem.contested.size() <= kContestedRows;
  const std::size_t shown = page.rows(problem.mends.size(), kMends);
  for (std::size_t i = 0; i < shown; ++i) {
    const Mend& mend = problem.mends[i];
    const auto same = [&](Index c) { return page.found.figure(c) == page.found.figure(mend.claim); };
    const bool tells_which = listed_above && std::ranges::count_if(problem.contested, same) == 1;
    paragraph(page.out, "", indent, sentence(mend_statement(page.words, mend, both, tells_which)), page.width());
  }
  if (const std::size_t more = problem.mends.size() - shown; more > 0)
    paragraph(page.out, "", indent, fmt::format("{} more would mend it.", counted(more, "change")), page.width());
  if (conflict != nullptr) write_rests_on(page, conflict->rests_on, indent);
}

// The steps of one running count are what its figures say anyway.
bool is_plain_step(const Words& words, const Condition& condition) {
  const auto& claims = condition.claims;
  return std::all_of(claims.begin(), claims.end(),
                     [&](Index c) { return words.same_running_count(c, claims.front()); });
}

}  // namespace

void write_problems(Page& page) {
  const auto& problems = page.findings.problems;
  if (problems.empty()) return;
  page.heading(fmt::format("TO SETTLE ({})", problems.size()));
  const std::size_t shown = page.rows(problems.size(), kProblemLines);
  const std::size_t full = page.options.limit ? shown : std::min(shown, kFullProblems);
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t indent = display_width(problems[i].id) + 4;
    write_title(page, problems[i], indent);
    if (i >= full) continue;
    write_contested(page, problems[i], indent);
    write_way_out(page, problems[i], indent);
  }
  page.more(problems.size(), shown);
}

void write_one_count(Page& page) {
  if (!page.findings.one_count) return;
  const OneMoreCount& count = *page.findings.one_count;
  page.heading("ONE MORE COUNT", fmt::format("(the one that would {} most, if anybody has it)",
                                             count.narrowed.empty() ? "settle" : "narrow"));
  paragraph(page.out, "", 2, sentence(one_count_statement(page.words, page.findings, count)), page.width());
}

std::vector<Condition> narrow_conditions(const Words& words, const std::vector<Condition>& conditions, bool steps) {
  std::vector<Condition> narrow;
  std::map<std::tuple<std::string, std::string, std::vector<Index>>, std::size_t> by_ground;
  for (const Condition& condition : conditions) {
    if (words.length(condition.from, condition.to) > 2 * kDay) continue;
    if (!steps && is_plain_step(words, condition)) continue;
    const auto key = std::tuple(condition.scope, condition_ground(words, condition), condition.claims);
    const auto [entry, added] = by_ground.emplace(key, narrow.size());
    if (added) {
      narrow.push_back(condition);
      continue;
    }
    Condition& kept = narrow[entry->second];
    const bool meet = kept.count.min ? condition.count.max == kept.count.min : condition.count.min == kept.count.max;
    if (!meet) continue;
    if (condition.count.max) kept = condition;  // named by its figures
    kept.count.min = kept.count.max;
  }
  std::stable_partition(narrow.begin(), narrow.end(), [&](const Condition& c) { return !is_plain_step(words, c); });
  return narrow;
}

void write_conditions(Page& page) {
  const std::vector<Condition> narrow = narrow_conditions(page.words, page.findings.conditions, page.everything());
  if (narrow.empty()) return;
  page.heading("ONLY IF", "(what these figures need, to hold together)");
  const std::size_t shown = page.rows(narrow.size(), kConditionRows);
  Table table({false, false}, 14);
  for (std::size_t i = 0; i < shown; ++i) {
    table.add({condition_fact(page.words, narrow[i]), condition_ground(page.words, narrow[i])});
  }
  table.write(page.out, 2, page.width());
  page.more(narrow.size(), shown);
}

}  // namespace reltrack::report
