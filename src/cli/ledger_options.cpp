#include "cli/ledger_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "base/heaps.hpp"
#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/words.hpp"
#include "reltrack/reader.hpp"
#include "reltrack/report.hpp"

namespace reltrack::cli {

namespace {

constexpr std::size_t kProofsUpTo = 10'000;  // claims: beyond, proofs of ranges fill more of a report than all the rest

// The rules that --drop-rule may name (not `order`: without it no period means anything).
constexpr std::array<std::pair<std::string_view, Rule>, 5> kRules = {{
    {"never-falls", Rule::never_falls},
    {"part-of-whole", Rule::part_of_whole},
    {"disjoint-parts", Rule::disjoint_parts},
    {"balance", Rule::balance},
    {"no-negative", Rule::no_negative},
}};

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const auto& [name, rule] : kRules) names.emplace_back(name);
  return names;
}

}  // namespace

void LedgerOptions::declare_output(Arguments& arguments, const std::vector<std::string>& formats) {
  arguments.choice("--format", formats, format, "How to report (text)");
  arguments.flag("--json", json, "The same as --format json");
  arguments.text("--output", "FILE", output, "Write there, all or nothing, not to standard output");
  arguments.choice("--color", {"auto", "always", "never"}, color,
                   "Color text (auto: on a terminal, unless NO_COLOR\nis set)");
  arguments.number("--width", kLeastWidth, width, "Columns of text (the terminal's, else 100)");
}

void LedgerOptions::declare_selection(Arguments& arguments) {
  arguments.text("--as-of", "DATE", as_of, "Only what had been said by that day or minute");
  arguments.list("--only", "NAME,...", {}, only, "Only these claims, sources or sides");
  arguments.list("--without", "NAME,...", {}, without, "All but these claims, sources or sides");
}

void LedgerOptions::declare_search(Arguments& arguments) {
  arguments.list("--trust", "NAME,...", {}, trust,
                 "Take the verified figures of these sources or\nsides as exact and right");
  arguments.list("--drop-rule", "RULE,...", rule_names(), drop_rules,
                 fmt::format("Do without a rule:\n{}", fmt::join(rule_names(), "\n")));
  arguments.number("--effort", 1, effort, "Steps of search for each part of the work (20000)");
}

std::string LedgerOptions::wanted_format() const {
  if (json && format && *format != "json") throw UsageError("--json and --format " + *format + " cannot both be");
  return json ? "json" : format.value_or("text");
}

bool LedgerOptions::wants_color() const {
  if (color == "always") return true;
  if (color == "never" || output || !output_is_terminal()) return false;
  const char* const no_color = std::getenv("NO_COLOR");  // no-color.org: set and not empty
  const char* const terminal = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

std::size_t LedgerOptions::wanted_width() const {
  if (width) return *width;
  const auto columns = output ? std::nullopt : terminal_columns();
  return columns ? std::max(*columns, kLeastWidth) : ReportOptions().width;
}

void LedgerOptions::keep_ledgers() const {
  if (output) keep_inputs(ledgers, {*output});
}

ReportOptions LedgerOptions::report() const {
  ReportOptions out;
  out.as_of = as_of;
  out.trusted = trust;
  out.rules_left_out = drop_rules;
  out.color = wants_color();
  out.width = wanted_width();
  return out;
}

SelectionOptions LedgerOptions::selection() const {
  SelectionOptions out;
  if (as_of) out.as_of = read_date("--as-of", *as_of);
  out.only = only;
  out.without = without;
  out.trust = trust;
  return out;
}

ReconcileOptions LedgerOptions::search(const Ledger& ledger) const {
  ReconcileOptions out;
  for (const auto& [name, rule] : kRules) {
    if (std::ranges::find(drop_rules, name) != drop_rules.end()) out.dropped.push_back(rule);
  }
  out.proofs = ledger.claims.size() <= kProofsUpTo;
  out.effort = effort.value_or(out.effort);
  return out;
}

DateTime read_date(const std::string& option, const std::string& text) {
  const std::optional<DateTime> date = parse_date_time(text);
  if (date) return *date;
  throw UsageError(option + ": " + quote(text) + " is no date such as 2026-01-12 and no time such as 2026-01-12T20:00");
}

std::optional<OpenLedger> open_ledger(const std::vector<std::string>& names) {
  const std::vector<InputFile> files = read_inputs(names);
  ReadResult read = read_ledger(files);
  if (!read.ledger) {
    say(format_diagnostics(read.diagnostics, files));
    return std::nullopt;
  }
  return OpenLedger{std::move(*read.ledger), std::move(read.diagnostics)};
}

std::string none_named(const std::string& name, const SelectionOptions& options,
                       const std::vector<const Ledger*>& ledgers) {
  const bool trusted = std::ranges::count(options.trust, name) > 0;  // then a source or a side
  std::vector<std::string> names;
  for (const Ledger* ledger : ledgers) {
    for (const Source& source : ledger->sources) names.insert(names.end(), {source.id, source.side});
    for (const Claim& claim : ledger->claims) {
      if (!trusted) names.push_back(claim.id);
    }
  }
  return (trusted ? "no source or side " : "no claim, source or side ") + quote(name) + did_you_mean(name, names);
}

Selection select_claims(const Ledger& ledger, const SelectionOptions& options) {
  std::vector<std::string> unknown;
  Selection selection = select(ledger, options, unknown);
  if (unknown.empty()) return selection;

  std::string message;
  for (const std::string& name : unknown) {
    if (!message.empty()) message += "\nreltrack: ";
    message += "the ledger has " + none_named(name, options, {&ledger});
  }
  throw UsageError(message);
}

void refuse_trust(const Ledger& ledger, const Conflict& conflict) {
  std::vector<std::string> ids;
  for (const Index claim : conflict.claims) ids.push_back(ledger.claims[claim].id);
  std::string message = fmt::format("--trust: the figures trusted cannot all be right: {}", fmt::join(ids, ", "));
  if (conflict.proof.cases.empty()) {
    message += fmt::format(" (at least {}, at most {})", conflict.proof.total_at_least, conflict.proof.total_at_most);
  }
  throw UsageError(message);
}

Findings reconcile_with_progress(const Ledger& ledger, const Selection& selection, ReconcileOptions options) {
  ProgressLine line;
  options.progress = [&line](const std::string& what) { line.show(what); };
  options.give_back_memory = give_back_memory;
  return with_trust(ledger, [&] { return reconcile(ledger, selection, options); });
}

bool is_unfinished(const Findings& findings) { return !findings.search.repairs || !findings.search.ranges; }

void count_warnings(const std::vector<Diagnostic>& warnings) {
  if (warnings.empty() || !messages_are_terminal()) return;
  say(fmt::format("reltrack: {} warning{} on the ledger; see reltrack validate\n", warnings.size(),
                  warnings.size() == 1 ? "" : "s"));
}

}  // namespace reltrack::cli
