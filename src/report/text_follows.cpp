// WHAT FOLLOWS: the findings that appeared, went or changed, one line each.
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <map>
#include <set>
#include <utility>

#include "base/add_new.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/text_changes.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kProblemRows = 6;  // of each kind, on a screen
constexpr std::size_t kReadingRows = 4;
constexpr std::size_t kMovedConditionRows = 4;
constexpr std::size_t kRangeRows = 4;
constexpr std::size_t kMovedLabelColumns = 48;

using Cells = std::vector<std::string>;

std::string sum_of(const Words& words, const Findings& findings, const Problem& problem) {
  return problem.telling ? clash_sum(words, findings.conflicts[*problem.telling].proof) : must_give(words, problem);
}

std::string problem_words(const Words& words, const Findings& findings, const Problem& problem) {
  return fmt::format("{}: {} {}", problem.id, problem_question(words, problem), sum_of(words, findings, problem));
}

std::vector<Cells> problem_rows(const ChangePage& diff) {
  std::vector<Cells> rows;
  for (const FindingChange& change : diff.changes.problems) {
    const Problem* was = change.before ? &diff.before.findings.problems[*change.before] : nullptr;
    if (!change.after) {
      assert(was != nullptr);
      rows.push_back({"settled", fmt::format("{}: {}", was->id, problem_question(diff.old_words, *was))});
      continue;
    }
    const Problem& is = diff.after.findings.problems[*change.after];
    std::string text = problem_words(diff.page.words, diff.after.findings, is);
    if (was != nullptr && was->id != is.id) {
      text += fmt::format("; before: {}", problem_question(diff.old_words, *was));
    } else if (was != nullptr && was->conflicts.size() != is.conflicts.size()) {
      text += fmt::format("; {} now, {} before", counted(is.conflicts.size(), "sum"), was->conflicts.size());
    }
    rows.push_back({was == nullptr ? "to settle" : "still open", std::move(text)});
  }
  return rows;
}

// "160 (Jorge Rodríguez, 13 Jan), since 23 December...: 401 - 160 = 241 too many".
std::vector<Cells> reading_rows(const ChangePage& diff) {
  std::vector<Cells> rows;
  const Words& words = diff.page.words;
  for (const FindingChange& change : diff.changes.readings) {
    const ReadingFinding& reading = diff.after.findings.readings[*change.after];
    const std::string label = one_line(diff.after.ledger.claims[reading.claim].readings[reading.reading].label);
    std::string text = fmt::format("{}, {}", words.named(reading.claim),
                                   diff.page.everything() ? label : cut(label, kMovedLabelColumns));
    if (reading.conflict) text += ": " + clash_sum(words, reading.conflict->proof);
    rows.push_back({reading.holds ? "fits again" : "is out", std::move(text)});
  }
  return rows;
}

// Those worth a line that new or changed figures force, but for those that the steps between figures tell.
std::vector<Cells> condition_rows(const ChangePage& diff) {
  std::set<std::size_t> told;
  for (const Step& step : diff.changes.steps) told.insert(step.conditions.begin(), step.conditions.end());
  std::vector<Condition> conditions;
  for (const FindingChange& change : diff.changes.conditions) {
    if (!change.after || change.because.empty() || told.count(*change.after) > 0) continue;
    const Condition& condition = diff.after.findings.conditions[*change.after];
    const bool said = change.before && diff.before.findings.conditions[*change.before].count == condition.count;
    if (!said) conditions.push_back(condition);
  }
  std::vector<Cells> rows;
  const Words& words = diff.page.words;
  for (const Condition& condition : narrow_conditions(words, conditions, diff.page.everything())) {
    rows.push_back(
        {"only if", fmt::format("{}: {}", condition_fact(words, condition), condition_ground(words, condition))});
  }
  return rows;
}

// When each running count was last said: what others say of its newest figure is told, not of those before.
std::map<std::string, Minutes> newest_figures(const ChangePage& diff) {
  const Words& words = diff.page.words;
  std::map<std::string, Minutes> newest;
  for (Index c = 0; c < diff.after.ledger.claims.size(); ++c) {
    const std::string count = diff.after.selection.active(c) ? words.running_count(c) : std::string();
    if (count.empty()) continue;
    Minutes& last = newest.try_emplace(count, kBeforeAll).first->second;
    last = std::max(last, words.said_at(c));
  }
  return newest;
}

// By how much the least moved, then the greatest. One that was or becomes unbounded moved by more than any number.
std::pair<Count, Count> size_of(const RangeChange& change) {
  const auto moved = [](Count a, Count b) { return a > b ? a - b : b - a; };
  const CountRange &was = change.was, &is = change.is;
  return {moved(was.min.value_or(0), is.min.value_or(0)),
          moved(was.max.value_or(kLargestFigure), is.max.value_or(kLargestFigure))};
}

// The changed claims that moved it, itself left out: "187 (Ministry, 12 Jan)". Empty where they are many.
std::string moved_by(const ChangePage& diff, const RangeChange& move) {
  constexpr std::size_t kNamed = 2;
  const Page& page = diff.page;
  const auto id_of = [&](const ClaimChange& change) -> const std::string& {
    return change.after ? diff.after.ledger.claims[*change.after].id : diff.before.ledger.claims[*change.before].id;
  };
  std::vector<std::string> by;
  for (const std::string& id : move.because) {
    const auto change = std::ranges::lower_bound(diff.changes.claims, id, {}, id_of);
    if (!change->after || *change->after == move.after) continue;
    std::string name = page.words.named(page.folds.leader(*change->after));
    add_new(by, std::move(name));
    if (by.size() > kNamed) return {};
  }
  return listed(by, "and");
}

// "61 and 71 (...): 100 or more, before 76 or more; by 100 (PUD, 14 Jan)", what rose most first. One line for figures
// of which the same is said, whatever their readings.
std::vector<Cells> range_rows(const ChangePage& diff) {
  const Page& page = diff.page;
  const std::map<std::string, Minutes> newest = newest_figures(diff);
  std::vector<const RangeChange*> moves;
  for (const RangeChange& change : diff.changes.ranges) {
    const bool told = !moves.empty() && moves.back()->after == change.after;
    if (change.own || !change.tight || told || !page.folds.leads(change.after)) continue;
    const auto last = newest.find(page.words.running_count(change.after));
    if (last == newest.end() || last->second == page.words.said_at(change.after)) moves.push_back(&change);
  }
  std::stable_sort(moves.begin(), moves.end(),
                   [](const RangeChange* a, const RangeChange* b) { return size_of(*a) > size_of(*b); });
  std::vector<std::pair<std::string, std::vector<Index>>> said;  // of which claims
  std::map<std::string, std::size_t> where;                      // it stands in `said`
  for (const RangeChange* move : moves) {
    const std::string was = implied_words(diff.before.findings.claims[move->before]);
    const std::string is = implied_words(diff.after.findings.claims[move->after]);
    if (was == is) continue;
    std::string words = fmt::format("{}, before {}", is, was);
    if (const std::string by = moved_by(diff, *move); !by.empty()) words += "; by " + by;
    const auto [at, first] = where.emplace(words, said.size());
    if (first) said.emplace_back(std::move(words), std::vector<Index>());
    said[at->second].second.push_back(move->after);
  }
  std::vector<Cells> rows;
  for (const auto& [words, claims] : said) {
    std::vector<std::string> names;
    for (const Index claim : claims) names.push_back(page.words.named(claim));
    rows.push_back({"others say", fmt::format("of {}: {}", listed(names, "and"), words)});
  }
  return rows;
}

}  // namespace

void write_follows(ChangePage& diff) {
  Page& page = diff.page;
  Table table({false, false}, 12);
  std::size_t left_out = 0;
  const auto add = [&](std::vector<Cells> rows, std::size_t fits) {
    const std::size_t shown = page.rows(rows.size(), fits);
    for (std::size_t i = 0; i < shown; ++i) table.add(std::move(rows[i]));
    left_out += rows.size() - shown;
  };
  add(problem_rows(diff), kProblemRows);
  add(reading_rows(diff), kReadingRows);
  add(condition_rows(diff), kMovedConditionRows);
  add(range_rows(diff), kRangeRows);
  if (table.empty()) return;
  page.heading("WHAT FOLLOWS");
  table.write(page.out, 2, page.width());
  page.more(left_out, 0);
}

}  // namespace reltrack::report
