// The page of one finding, and what every page is made of.
#include <fmt/format.h>

#include <algorithm>

#include "report/choices.hpp"
#include "report/explain_page.hpp"
#include "report/statements.hpp"
#include "report/subject.hpp"

namespace reltrack {
namespace report {
namespace {

constexpr std::size_t kRows = 5;   // of each section
constexpr std::size_t kSums = 3;   // of a problem
constexpr std::size_t kLead = 12;  // "so at least"
constexpr std::size_t kWholeQuote = 200;

std::string more(std::size_t left) { return fmt::format("and {} more (--limit 0 prints all)", left); }

}  // namespace

std::size_t ExplainPage::told(std::size_t all) const {
  const std::size_t limit = options_.limit.value_or(all <= kRows + 1 ? all : kRows);
  return limit == 0 ? all : std::min(all, limit);
}

void ExplainPage::head(const std::string& line) {
  for (const std::string& text : wrap(line, options_.width)) {
    out_ += options_.color ? fmt::format("\x1b[1m{}\x1b[0m\n", text) : text + '\n';
  }
}

void ExplainPage::rows(std::string_view head, const std::vector<std::string>& texts) {
  const std::size_t shown = told(texts.size());
  for (std::size_t i = 0; i < shown; ++i) page_.row(head, texts[i]);
  if (shown < texts.size()) page_.row(head, more(texts.size() - shown));
}

void ExplainPage::choices(const std::vector<Choice>& rests_on) {
  std::vector<std::string> texts;
  for (const Choice& choice : rests_on) texts.push_back(choice_words(words_, choice));
  rows("RESTS ON", texts);
}

void ExplainPage::sum(const Proof& proof, SumOf of, std::optional<Index> self, Count end) {
  const std::vector<SumLine> lines = sum_column(words_, proof, of, self, end);
  std::size_t value = 0;
  for (const SumLine& line : lines) value = std::max(value, line.value.size());
  for (const SumLine& line : lines) {
    if (line.value.empty()) {
      page_.below(3, line.what);
      continue;
    }
    const std::string lead = std::string(page_.indent() + 3, ' ') + pad(line.lead, kLead) + pad_left(line.value, value);
    paragraph(out_, line.what.empty() ? lead : lead + "  ", page_.indent() + 3 + kLead + value + 2, line.what,
              options_.width);
  }
}

void ExplainPage::figures(const std::vector<Index>& claims) {
  const std::size_t shown = told(claims.size());
  std::size_t at = 0;
  for (const Index c : words_.by_said(claims)) {
    if (at++ == shown) break;
    const Claim& claim = ledger_.claims[c];
    std::string text = fmt::format("{} ({}) [{}], {}", words_.figure(c), words_.who_when(c), one_line(claim.id),
                                   all_periods(words_, c, Years::always));
    if (!claim.quote.empty()) text += ": \"" + cut(one_line(claim.quote), kWholeQuote) + '"';
    page_.row("FIGURES", text);
    if (!claim.url.empty()) page_.below(0, one_line(claim.url.front()));
  }
  if (shown < claims.size()) page_.row("FIGURES", more(claims.size() - shown));
}

void ExplainPage::problem(const Problem& problem) {
  head(fmt::format("{}: {}", problem.id, problem_question(words_, problem)));
  out_ += '\n';
  const std::string whose = problem.scope == "joint" ? std::string("Figures of several sides")
                                                     : possessive(words_.side(problem.scope)) + " own figures";
  page_.row("TO SETTLE", sentence(fmt::format("{}; {}", whose, must_give(words_, problem))));
  const std::size_t all = problem.conflicts.size();
  const std::size_t shown = options_.limit ? told(all) : std::min(all, kSums);
  std::vector<std::size_t> sums = problem.conflicts;
  std::stable_partition(sums.begin(), sums.end(), [&](std::size_t i) { return i == problem.telling; });
  for (std::size_t i = 0; i < shown; ++i) {
    const Conflict& conflict = findings_.conflicts[sums[i]];
    page_.row(fmt::format("SUM {}", i + 1), fmt::format("{}:", conflict.id));
    sum(conflict.proof, SumOf::conflict);
  }
  if (shown < all) page_.row("", more(all - shown));
  figures(problem.contested);
  std::vector<Index> beside;
  for (const std::size_t i : problem.conflicts) {
    for (const Index c : findings_.conflicts[i].claims) {
      if (!among(problem.contested, c) && !among(beside, c)) beside.push_back(c);
    }
  }
  std::vector<std::string> names;
  for (const Index c : words_.by_said(beside)) names.push_back(words_.named(c));
  rows("BESIDE", names);
  std::vector<std::string> mends;
  for (const Mend& mend : problem.mends)
    mends.push_back(sentence(mend_statement(words_, mend, problem.contested.size() == 2)));
  if (mends.empty()) mends.emplace_back("Nothing on file: no single change that a figure here suggests.");
  rows("WOULD MEND", mends);
  const auto& count = findings_.one_count;
  const auto is_it = [&](std::size_t p) { return findings_.problems[p].id == problem.id; };
  if (count && std::any_of(count->problems.begin(), count->problems.end(), is_it))
    page_.row("WOULD SETTLE", sentence(one_count_fact(words_, *count)));
  if (problem.telling) choices(findings_.conflicts[*problem.telling].rests_on);
}

void ExplainPage::conflict(const Conflict& conflict) {
  head(fmt::format("{}: {}", conflict.id, conflict_statement(words_, conflict)));
  out_ += '\n';
  page_.row("SUM", conflict.scope == "joint"
                       ? std::string("Of several sides together:")
                       : fmt::format("Of {} own figures:", possessive(words_.side(conflict.scope))));
  sum(conflict.proof, SumOf::conflict);
  const auto read_as = [&](Index claim, Index reading) {
    return fmt::format("{} read as \"{}\"", words_.named(claim),
                       one_line(ledger_.claims[claim].readings[reading].label));
  };
  for (const ReadingFinding& r : findings_.readings) {
    if (r.conflict && r.conflict->id == conflict.id) page_.row("RULES OUT", read_as(r.claim, r.reading) + ".");
  }
  for (const ReadingPair& p : findings_.reading_pairs) {
    if (p.conflict && p.conflict->id == conflict.id)
      page_.row("RULES OUT",
                fmt::format("{} together with {}.", read_as(p.a, p.reading_of_a), read_as(p.b, p.reading_of_b)));
  }
  for (const Problem& problem : findings_.problems) {
    const auto of = [&](std::size_t i) { return findings_.conflicts[i].id == conflict.id; };
    if (std::any_of(problem.conflicts.begin(), problem.conflicts.end(), of))
      page_.row("PART OF", fmt::format("{}: {} {}", problem.id, problem_question(words_, problem),
                                       sentence(must_give(words_, problem))));
  }
  figures(conflict.claims);
  choices(conflict.rests_on);
}

void ExplainPage::condition(const Condition& condition) {
  head(fmt::format("{}: {}", condition.id, condition_statement(words_, condition)));
  out_ += '\n';
  page_.row("SUM", condition.scope == "joint"
                       ? std::string("Of several sides together:")
                       : fmt::format("Of {} own figures:", possessive(words_.side(condition.scope))));
  if (condition.count.min) {
    sum(condition.proof, SumOf::least, std::nullopt, *condition.count.min);
  } else {
    sum(condition.proof, SumOf::greatest, std::nullopt, condition.count.max.value_or(0));
  }
  figures(condition.claims);
}

std::string ExplainPage::write(const Subject& subject, const std::optional<AskedClaim>& asked) {
  if (const Conflict* found = conflict_of(findings_, subject)) {
    conflict(*found);
  } else if (subject.kind == Subject::Kind::problem) {
    problem(findings_.problems[subject.index]);
  } else if (subject.kind == Subject::Kind::condition) {
    condition(findings_.conditions[subject.index]);
  } else {
    claim(static_cast<Index>(subject.index), asked);
  }
  for (const std::string& told : {given_words(options_), unfinished(findings_.search)}) {
    if (told.empty()) continue;
    out_ += '\n';
    paragraph(out_, "", 0, told, options_.width);
  }
  return std::move(out_);
}

}  // namespace report

std::string explain_text(const Ledger& ledger, const Selection& selection, const Findings& findings,
                         const Subject& subject, const std::optional<AskedClaim>& asked, const ReportOptions& options) {
  return report::ExplainPage(ledger, selection, findings, options).write(subject, asked);
}

}  // namespace reltrack
