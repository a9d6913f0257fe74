// What changed: the head, what is new, and what was changed of what was on file.
#include "report/text_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/add_new.hpp"
#include "model/fields.hpp"
#include "reltrack/change_report.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"

namespace reltrack {
namespace report {
namespace {

constexpr std::size_t kNewRows = 12;
constexpr std::size_t kChangedRows = 8;
constexpr std::size_t kFieldColumns = 40;  // of what a field was and is

using Kind = ClaimChange::Kind;

std::string file_name(const Ledger& ledger) {
  const std::string& name = ledger.files.front().name;
  return name == "-" ? "standard input" : one_line(name);
}

// "After 12 Jan, by 14 Jan", "new.json against old.json".
std::string scope_words(const ChangePage& diff) {
  const auto day = [&](const std::string& text) { return diff.page.words.period_text(text, Years::outside); };
  if (diff.before.as_of) {
    std::string out = "After " + day(*diff.before.as_of);
    if (diff.after.as_of) out += ", by " + day(*diff.after.as_of);
    return out;
  }
  return fmt::format("{} against {}", file_name(diff.after.ledger), file_name(diff.before.ledger));
}

void write_head(ChangePage& diff) {
  std::map<Kind, std::size_t> kinds;
  std::size_t figures = 0, denials = 0, repeats = 0;
  for (const ClaimChange& change : diff.changes.claims) {
    ++kinds[change.kind];
    if (change.kind != Kind::added) continue;
    const Claim& claim = diff.after.ledger.claims[*change.after];
    if (claim.repeats) ++repeats;
    if (has_figure(claim) && !claim.repeats) ++figures;
    if (!claim.disputes.empty()) ++denials;
  }
  std::vector<std::string> parts;
  const auto add = [&](std::size_t n, const std::string& one, const std::string& many) {
    if (n > 0) parts.push_back(fmt::format("{} {}", n, n == 1 ? one : many));
  };
  add(figures, "new figure", "new figures");
  add(denials, "denial", "denials");
  add(repeats, "repeat", "repeats");
  add(kinds[Kind::corrected], "corrected", "corrected");
  add(kinds[Kind::withdrawn], "withdrawn", "withdrawn");
  add(kinds[Kind::restored], "stands again", "stand again");
  add(kinds[Kind::changed], "edited", "edited");
  add(kinds[Kind::removed], "no longer on file", "no longer on file");
  if (parts.empty()) parts.emplace_back("no claim is new or changed");
  for (const std::string& line : wrap(one_line(diff.after.ledger.title), diff.page.width())) {
    diff.page.out += diff.page.bold(line) + "\n";
  }
  paragraph(diff.page.out, "", 0, fmt::format("{}: {}.", scope_words(diff), listed(parts, "and")), diff.page.width());
  ReportOptions given = diff.page.options;
  given.as_of.reset();  // told by then
  if (const std::string words = given_words(given); !words.empty())
    paragraph(diff.page.out, "", 0, words, diff.page.width());
}

void write_unfinished(ChangePage& diff) {
  const auto open = [](const SearchState& s) { return !s.conflicts || !s.repairs || !s.ranges; };
  std::vector<std::string> states;
  if (open(diff.before.findings.search)) states.emplace_back("earlier");
  if (open(diff.after.findings.search)) states.emplace_back("later");
  if (states.empty()) return;
  const std::string which = states.size() == 2 ? "either state" : fmt::format("the {} state", states.front());
  paragraph(diff.page.out, "", 0,
            fmt::format("Search of {} not finished: what follows may be off; see --effort.", which), diff.page.width());
}

// "7 more than", "at least 3 more than", "3 to 5 more than"; `word`: more, fewer.
std::string apart(Count least, const std::optional<Count>& most, std::string_view word) {
  if (most && *most == least) return fmt::format("{} {} than", number(least), word);
  if (most && least == 0) return fmt::format("at most {} {} than", number(*most), word);
  if (most) return fmt::format("{} to {} {} than", number(least), number(*most), word);
  if (least == 0) return word == "more" ? "no fewer than" : "no more than";
  return fmt::format("at least {} {} than", number(least), word);
}

// How far a figure is from the one before it. Requires: one end at least.
std::string step_amount(const CountRange& count) {
  const auto &min = count.min, &max = count.max;
  const auto negated = [](const std::optional<Count>& end) { return end ? std::optional(-*end) : std::nullopt; };
  if (min && max && *min == 0 && *max == 0) return "as many as";
  if (min && *min >= 0) return apart(*min, max, "more");
  if (max && *max <= 0) return apart(-*max, negated(min), "fewer");
  if (!max) return apart(0, negated(min), "fewer");
  if (!min) return apart(0, max, "more");
  return fmt::format("from {} fewer to {} more than", number(-*min), number(*max));
}

std::string counts_of(const Words& words, Index claim) {
  std::vector<std::string> parts;
  for (const Reading& reading : words.ledger().claims[claim].readings) {
    std::string part = words.counts(reading);
    add_new(parts, std::move(part));
  }
  return listed(parts, "or");
}

// What stands beside a new figure: what it corrects, what it adds to the last, whether it is a promise.
std::string beside(const ChangePage& diff, Index claim) {
  const Words& words = diff.page.words;
  const Claim& c = words.ledger().claims[claim];
  std::vector<std::string> parts;
  if (c.corrects) parts.push_back("corrects " + words.figure(*c.corrects));
  if (std::string why = why_left_out(words, diff.after.selection, claim); !why.empty()) parts.push_back(why);
  const auto announced = [](const Reading& r) { return r.basis == Basis::announced; };
  if (std::all_of(c.readings.begin(), c.readings.end(), announced)) parts.emplace_back("announced, not counted");
  const auto step = std::ranges::lower_bound(diff.changes.steps, claim, {}, &Step::later);
  if (step != diff.changes.steps.end() && step->later == claim) parts.push_back(step_words(words, *step));
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

void write_figures_table(ChangePage& diff, const std::vector<Index>& figures) {
  const Words& words = diff.page.words;
  std::vector<std::string> besides;
  for (const Index c : figures) besides.push_back(beside(diff, c));
  const bool none = std::all_of(besides.begin(), besides.end(), [](const std::string& text) { return text.empty(); });
  Table table({true, false, false, false, false});
  table.add({"NEW", "who, when said", "period", "counts", none ? "" : "beside the last"});
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Index c = figures[i];
    table.add({words.figure(c), words.who_when(c), all_periods(words, c, Years::outside), counts_of(words, c),
               std::move(besides[i])},
              also_said(diff.page, c));
  }
  std::string text;
  table.write(text, 0, diff.page.width());
  const std::size_t at = text.find("NEW");
  diff.page.out += text.substr(0, at) + diff.page.bold("NEW") + text.substr(at + 3);
}

// What was and is, where both are short enough to be told; else the field's name.
std::string field_words(const FieldChange& change) {
  const std::string was = one_line(change.before), is = one_line(change.after);
  const bool worth_it = !only_tells(change.field) && was.size() <= kFieldColumns && is.size() <= kFieldColumns;
  const std::string of = change.reading.empty() ? "" : fmt::format(" ({})", cut(one_line(change.reading), 24));
  if (!worth_it) return change.field + of;
  return fmt::format("{}{}: {} -> {}", change.field, of, was.empty() ? "none" : was, is.empty() ? "none" : is);
}

std::string fields_words(const std::vector<FieldChange>& fields) {
  std::string out;
  for (const FieldChange& field : fields) out += (out.empty() ? "" : "; ") + field_words(field);
  return out;
}

// Claims whose correction is new.
std::set<Index> newly_corrected(const ChangePage& diff) {
  std::set<Index> out;
  for (const ClaimChange& change : diff.changes.claims) {
    if (change.kind != Kind::added) continue;
    if (const auto& corrected = diff.after.ledger.claims[*change.after].corrects) out.insert(*corrected);
  }
  return out;
}

// The line of a claim that was on file; none where its correction, which is new, tells it.
std::vector<std::string> changed_row(const ChangePage& diff, const ClaimChange& change, const std::set<Index>& told) {
  const Words &old = diff.old_words, &words = diff.page.words;
  switch (change.kind) {
    case Kind::added:
      break;
    case Kind::removed:
      return {"not on file", old.named(*change.before)};
    case Kind::withdrawn:
      return {"withdrawn", words.named(*change.after)};
    case Kind::corrected:
      if (told.contains(*change.after)) return {};
      return {"corrected",
              words.named(*change.after) + ": " + why_left_out(words, diff.after.selection, *change.after)};
    case Kind::restored:
      return {"stands again", words.named(*change.after)};
    case Kind::changed:
      return {"edited", fmt::format("{}: {}", old.named(*change.before), fields_words(change.fields))};
  }
  return {};
}

}  // namespace

std::string step_words(const Words& words, const Step& step) {
  if (!step.one_start) {
    const CountRange& count = step.count;
    const std::string amount = count.min && !count.max ? "at least " + number(*count.min) : range_words(count);
    return fmt::format("{} since the cut-off of {} for {} ({})", amount, words.figure(step.earlier),
                       all_periods(words, step.earlier, Years::outside), words.who_when(step.earlier));
  }
  const Ledger& ledger = words.ledger();
  const bool same_source = ledger.claims[step.earlier].source == ledger.claims[step.later].source;
  const std::string date = words.dated(step.earlier);
  const std::string than = same_source && !date.empty() ? fmt::format("{} of {}", words.figure(step.earlier), date)
                                                        : words.named(step.earlier);
  return fmt::format("{} {}", step_amount(step.count), than);
}

void write_new(ChangePage& diff) {
  Page& page = diff.page;
  std::vector<Index> figures, denials, repeats;
  std::set<Index> added;
  for (const ClaimChange& change : diff.changes.claims) {
    if (change.kind == Kind::added) added.insert(*change.after);
  }
  for (const Index claim : added) {
    const Claim& c = page.ledger.claims[claim];
    if (!c.disputes.empty()) denials.push_back(claim);
    if (c.repeats) repeats.push_back(claim);
    const bool told = !page.folds.leads(claim) && added.count(page.folds.leader(claim)) > 0;
    if (has_figure(c) && !c.repeats && !told) figures.push_back(claim);
  }
  if (added.empty()) return;
  figures = page.words.by_said(std::move(figures));
  const std::size_t all = figures.size(), shown = page.rows(all, kNewRows);
  figures.resize(shown);
  page.out += '\n';
  if (shown > 0) write_figures_table(diff, figures);
  page.more(all, shown);
  write_denials(page, denials);
  write_repeats(page, repeats);
}

void write_changed(ChangePage& diff) {
  Page& page = diff.page;
  std::vector<ClaimChange> changes = diff.changes.claims;
  std::stable_sort(changes.begin(), changes.end(),
                   [](const ClaimChange& a, const ClaimChange& b) { return a.kind < b.kind; });
  const std::set<Index> told = newly_corrected(diff);
  std::vector<std::vector<std::string>> rows;
  for (const ClaimChange& change : changes) {
    if (auto row = changed_row(diff, change, told); !row.empty()) rows.push_back(std::move(row));
  }
  for (const DefinitionChange& change : diff.changes.definitions) {
    if (change.kind != DefinitionChange::Kind::changed) continue;
    const std::string what = change.id.empty() ? change.section : fmt::format("{}, {}", change.section, change.id);
    rows.push_back({"edited", fmt::format("{}: {}", one_line(what), fields_words(change.fields))});
  }
  if (rows.empty()) return;
  page.heading("CHANGED");
  const std::size_t shown = page.rows(rows.size(), kChangedRows);
  Table table({false, false}, 14);
  for (std::size_t i = 0; i < shown; ++i) table.add(rows[i]);
  table.write(page.out, 2, page.width());
  page.more(rows.size(), shown);
}

}  // namespace report

std::string text_changes(const Changes& changes, const RecordState& before, const RecordState& after,
                         const ReportOptions& options) {
  const report::Words old_words(before.ledger, &before.findings), words(after.ledger, &after.findings);
  const report::ByClaim found(words, after.findings);
  const report::Folds folds(words, after.selection, after.findings, found, options.limit != std::size_t{0});
  std::string out;
  report::Page page{after.ledger, after.selection, after.findings, options, words, found, folds, out};
  report::ChangePage diff{changes, before, after, old_words, page};
  report::write_head(diff);
  report::write_unfinished(diff);
  report::write_new(diff);
  report::write_changed(diff);
  report::write_follows(diff);
  return out;
}

}  // namespace reltrack
