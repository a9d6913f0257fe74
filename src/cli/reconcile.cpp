#include "reltrack/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/words.hpp"
#include "reltrack/reader.hpp"
#include "reltrack/report.hpp"
#include "reltrack/selection.hpp"

namespace reltrack::cli {

namespace {

constexpr std::size_t kLeastWidth = 60;
constexpr std::size_t kProofsUpTo = 10'000;  // claims: beyond, proofs of ranges fill more of a report than all the rest

// The rules that --drop-rule may name (not `order`: without it no period means anything).
constexpr std::array<std::pair<std::string_view, Rule>, 5> kRules = {{
    {"never-falls", Rule::never_falls},
    {"part-of-whole", Rule::part_of_whole},
    {"disjoint-parts", Rule::disjoint_parts},
    {"balance", Rule::balance},
    {"no-negative", Rule::no_negative},
}};

struct Options {
  std::vector<std::string> ledgers;
  std::optional<std::string> format, output, as_of, color;
  std::vector<std::string> only, without, trust, drop_rules;
  std::optional<std::uint64_t> limit, effort, width;
  std::optional<bool> proofs;
  bool json = false;
  bool exit_code = false;
  bool silent_gaps = false;
};

std::vector<std::string> rule_names() {
  std::vector<std::string> names;
  for (const auto& [name, rule] : kRules) names.emplace_back(name);
  return names;
}

bool json_wanted(const Options& options) {
  if (options.json && options.format && *options.format != "json") {
    throw UsageError("--json and --format " + *options.format + " cannot both be");
  }
  return options.json || options.format == "json";
}

bool color_wanted(const Options& options) {
  if (options.color == "always") return true;
  if (options.color == "never" || options.output || !output_is_terminal()) return false;
  const char* const no_color = std::getenv("NO_COLOR");  // no-color.org: set and not empty
  const char* const terminal = std::getenv("TERM");
  return (no_color == nullptr || *no_color == '\0') && (terminal == nullptr || std::string_view(terminal) != "dumb");
}

std::size_t width_wanted(const Options& options) {
  if (options.width) return *options.width;
  const auto columns = options.output ? std::nullopt : terminal_columns();
  return columns ? std::max(*columns, kLeastWidth) : ReportOptions().width;
}

// A report written over the ledger it reports on would be the end of the ledger.
void keep_ledgers(const Options& options) {
  if (!options.output) return;
  for (const std::string& ledger : options.ledgers) {
    std::error_code none;
    if (std::filesystem::equivalent(ledger, *options.output, none) && std::filesystem::is_regular_file(ledger, none)) {
      throw UsageError("--output: " + quote(ledger) + " is a ledger of this run");
    }
  }
}

SelectionOptions selection_options(const Options& options) {
  SelectionOptions selection;
  if (options.as_of) {
    selection.as_of = parse_date_time(*options.as_of);
    if (!selection.as_of) {
      throw UsageError("--as-of: " + quote(*options.as_of) +
                       " is no date such as 2026-01-12 and no time such as 2026-01-12T20:00");
    }
  }
  selection.only = options.only;
  selection.without = options.without;
  selection.trust = options.trust;
  return selection;
}

Selection select_claims(const Ledger& ledger, const SelectionOptions& options) {
  std::vector<std::string> unknown;
  Selection selection = select(ledger, options, unknown);
  if (unknown.empty()) return selection;

  std::vector<std::string> names;
  for (const Source& source : ledger.sources) names.insert(names.end(), {source.id, source.side});
  for (const Claim& claim : ledger.claims) names.push_back(claim.id);
  std::string message;
  for (const std::string& name : unknown) {
    if (!message.empty()) message += "\nreltrack: ";
    message += "the ledger has no claim, source or side " + quote(name) + did_you_mean(name, names);
  }
  throw UsageError(message);
}

ReconcileOptions reconcile_options(const Options& options, const Ledger& ledger) {
  ReconcileOptions out;
  for (const auto& [name, rule] : kRules) {
    if (std::ranges::find(options.drop_rules, name) != options.drop_rules.end()) out.dropped.push_back(rule);
  }
  out.proofs = options.proofs.value_or(ledger.claims.size() <= kProofsUpTo);
  out.effort = options.effort.value_or(out.effort);
  out.overlap_rows = options.limit.value_or(out.overlap_rows);
  return out;
}

[[noreturn]] void refuse_trust(const Ledger& ledger, const Conflict& conflict) {
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
  try {
    return reconcile(ledger, selection, options);
  } catch (const TrustBroken& broken) {
    refuse_trust(ledger, broken.conflict);
  }
}

// Warnings belong to `validate`: whoever reads a report at a terminal is told that there are some.
void count_warnings(const std::vector<Diagnostic>& diagnostics) {
  if (diagnostics.empty() || !messages_are_terminal()) return;
  say(fmt::format("reltrack: {} warning{} on the ledger; see reltrack validate\n", diagnostics.size(),
                  diagnostics.size() == 1 ? "" : "s"));
}

ExitStatus status_of(const Findings& findings, bool exit_code) {
  if (!findings.search.repairs || !findings.search.ranges) return ExitStatus::unfinished;
  return exit_code && !findings.conflicts.empty() ? ExitStatus::findings : ExitStatus::done;
}

class ReconcileCommand : public Command {
 public:
  std::string name() const override { return "reconcile"; }
  std::string summary() const override { return "Finds what in a ledger cannot all be right, overlaps or is missing"; }
  std::string examples() const override {
    return "  reltrack reconcile data/claims.json\n"
           "  reltrack reconcile data/claims.json --as-of 2026-01-13 --json\n";
  }
  void declare(Arguments& arguments) override;
  ExitStatus run() override;

 private:
  Options options_;
};

void ReconcileCommand::declare(Arguments& arguments) {
  arguments.ledgers(options_.ledgers);
  arguments.choice("--format", {"text", "json"}, options_.format, "How to report (text)");
  arguments.flag("--json", options_.json, "The same as --format json");
  arguments.text("--output", "FILE", options_.output, "Write there, all or nothing, not to standard output");
  arguments.text("--as-of", "DATE", options_.as_of, "Only what had been said by that day or minute");
  arguments.list("--only", "NAME,...", {}, options_.only, "Only these claims, sources or sides");
  arguments.list("--without", "NAME,...", {}, options_.without, "All but these claims, sources or sides");
  arguments.list("--trust", "NAME,...", {}, options_.trust,
                 "Take the verified figures of these sources or\nsides as exact and right");
  arguments.list("--drop-rule", "RULE,...", rule_names(), options_.drop_rules,
                 fmt::format("Do without a rule:\n{}", fmt::join(rule_names(), "\n")));
  arguments.number("--limit", 0, options_.limit, "Rows of each list; 0 for all (1000 in JSON, a\nscreenful in text)");
  arguments.number("--effort", 1, options_.effort, "Steps of search for each part of the work (20000)");
  arguments.either("--proofs", "--no-proofs", options_.proofs, "Prove every range (up to 10,000 claims)");
  arguments.flag("--silent-gaps", options_.silent_gaps, "Also stretches on which a side says nothing (text)");
  arguments.choice("--color", {"auto", "always", "never"}, options_.color,
                   "Color text (auto: on a terminal, unless NO_COLOR\nis set)");
  arguments.number("--width", kLeastWidth, options_.width, "Columns of text (the terminal's, else 100)");
  arguments.flag("--exit-code", options_.exit_code, "Return 1 where there are conflicts");
}

ExitStatus ReconcileCommand::run() {
  const bool json = json_wanted(options_);
  const SelectionOptions chosen = selection_options(options_);
  keep_ledgers(options_);

  const std::vector<InputFile> files = read_inputs(options_.ledgers);
  const ReadResult read = read_ledger(files);
  if (!read.ledger) {
    say(format_diagnostics(read.diagnostics, files));
    return ExitStatus::ledger;
  }
  const Ledger& ledger = *read.ledger;
  const Selection selection = select_claims(ledger, chosen);
  const Findings findings = reconcile_with_progress(ledger, selection, reconcile_options(options_, ledger));

  ReportOptions report;
  report.as_of = options_.as_of;
  report.limit = options_.limit;
  report.color = color_wanted(options_);
  report.width = width_wanted(options_);
  report.silent_gaps = options_.silent_gaps;
  Output output(options_.output);
  if (json) {
    json_report(ledger, selection, findings, report, [&](std::string_view piece) { output.write(piece); });
  } else {
    output.write(text_report(ledger, selection, findings, report));
  }
  output.finish();
  count_warnings(read.diagnostics);
  return status_of(findings, options_.exit_code);
}

}  // namespace

std::unique_ptr<Command> make_reconcile_command() { return std::make_unique<ReconcileCommand>(); }

}  // namespace reltrack::cli
