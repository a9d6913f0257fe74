#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "base/printable.hpp"
#include "reltrack/report.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/text_sections.hpp"

namespace reltrack {
namespace report {

std::size_t Page::width() const { return std::max<std::size_t>(options.width, 60); }

std::size_t Page::rows(std::size_t all, std::size_t fits) const {
  constexpr std::size_t kSpare = 2;
  const std::size_t limit = options.limit.value_or(all <= fits + kSpare ? all : fits);
  return limit == 0 ? all : std::min(all, limit);
}

std::string Page::bold(std::string_view text) const {
  return options.color ? fmt::format("\x1b[1m{}\x1b[0m", text) : std::string(text);
}

void Page::heading(std::string_view head, std::string_view aside) {
  out += '\n';
  out += bold(head);
  if (!aside.empty() && display_width(head) + 2 + display_width(aside) <= width()) {
    out += "  ";
    out += aside;
  }
  out += '\n';
}

void Page::more(std::size_t all, std::size_t printed) {
  if (printed >= all) return;
  paragraph(out, "", 2, fmt::format("and {} more (--limit 0 prints all)", all - printed), width());
}

namespace {

// "Caracas" of "America/Caracas".
std::string zone_words(const std::string& timezone) {
  std::string words = one_line(timezone.substr(timezone.rfind('/') + 1));
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string files_words(const Ledger& ledger) {
  std::vector<std::string> names;
  for (const LedgerFile& file : ledger.files) {
    names.push_back(file.name == "-" ? "standard input" : one_line(file.name));
  }
  if (names.empty()) return {};
  return fmt::format(" {}: {}", names.size() == 1 ? "File" : "Files", listed(names, "and"));
}

void write_head(Page& page) {
  const Ledger& ledger = page.ledger;
  for (const std::string& line : wrap(one_line(ledger.title), page.width())) page.out += page.bold(line) + "\n";
  std::set<Index> sources;
  for (const Claim& claim : ledger.claims) sources.insert(claim.source);
  std::string facts =
      fmt::format("{} by {}", counted(ledger.claims.size(), "claim"), counted(sources.size(), "source"));
  if (const std::string said = page.words.said_range(); !said.empty()) facts += ", said " + said;
  facts += '.';
  if (!ledger.timezone.empty()) facts += fmt::format(" Times are {}.", zone_words(ledger.timezone));
  facts += files_words(ledger);
  paragraph(page.out, "", 0, facts, page.width());
  if (const std::string given = given_words(page.options); !given.empty())
    paragraph(page.out, "", 0, given, page.width());
  std::map<std::string, std::vector<std::string>> sides;
  for (const Index source : sources) sides[ledger.sources[source].side].push_back(page.words.short_name(source));
  for (const auto& [side, names] : sides) {
    if (names.size() < 2) continue;
    std::string all;
    for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
    paragraph(page.out, "", 0, fmt::format("{} side: {}.", capitalised(one_line(side)), all), page.width());
  }
}

// Says what the search left open, and that nothing was found where nothing was.
void write_verdict(Page& page) {
  const Findings& found = page.findings;
  const std::string open = unfinished(found.search);
  const bool quiet = found.problems.empty();
  if (!quiet && open.empty()) return;
  page.out += '\n';
  if (quiet && found.verdict == Verdict::consistent) {
    std::size_t active = 0;
    for (Index c = 0; c < page.ledger.claims.size(); ++c) active += page.selection.active(c) ? 1U : 0U;
    paragraph(page.out, "", 0,
              active == 1
                  ? "Nothing here contradicts itself: 1 claim."
                  : fmt::format("Nothing here contradicts itself: {} can all hold together.", counted(active, "claim")),
              page.width());
  } else if (quiet && found.verdict == Verdict::undecided) {
    paragraph(page.out, "", 0, "Undecided: nothing found so far contradicts itself.", page.width());
  }
  if (!open.empty()) paragraph(page.out, "", 0, open, page.width());
}

}  // namespace
}  // namespace report

std::string text_report(const Ledger& ledger, const Selection& selection, const Findings& findings,
                        const ReportOptions& options) {
  const report::Words words(ledger, &findings);
  const report::ByClaim found(words, findings);
  const report::Folds folds(words, selection, findings, found, options.limit != std::size_t{0});
  std::string out;
  report::Page page{ledger, selection, findings, options, words, found, folds, out};
  report::write_head(page);
  report::write_verdict(page);
  report::write_problems(page);
  report::write_readings(page);
  report::write_one_count(page);
  report::write_conditions(page);
  report::write_overlaps(page);
  report::write_gaps(page);
  report::write_figures(page);
  return out;
}

}  // namespace reltrack
