#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/ledger_options.hpp"
#include "cli/output.hpp"
#include "cli/words.hpp"
#include "reltrack/change_report.hpp"
#include "reltrack/changes.hpp"

namespace reltrack::cli {

namespace {

class DiffCommand : public Command {
 public:
  std::string name() const override { return "diff"; }
  std::string summary() const override { return "Tells what changed between two ledgers, or in one since a date"; }
  std::string operands() const override { return "OLD NEW | LEDGER --as-of DATE [--vs DATE]"; }
  std::string examples() const override {
    return "  reltrack diff data/claims.json --as-of 2026-01-13\n"
           "  reltrack diff data/first.json data/claims.json\n";
  }
  void declare(Arguments& arguments) override;
  ExitStatus run() override;

 private:
  // The two states' ledgers: one, told twice, or two.
  struct Inputs {
    std::optional<OpenLedger> older, newer;  // `newer` only where there are two
  };

  void check_operands() const;
  Inputs open_inputs() const;
  ExitStatus compare_states(const Ledger& older, const Ledger& newer) const;

  LedgerOptions options_;
  std::optional<std::string> versus_;
  std::optional<std::uint64_t> limit_;
};

void DiffCommand::declare(Arguments& arguments) {
  arguments.operands(options_.ledgers);
  options_.declare_selection(arguments);
  arguments.text("--vs", "DATE", versus_, "Against what had been said by then (all on file)");
  options_.declare_search(arguments);
  arguments.number("--limit", 0, limit_, "Rows of each list of text; 0 for all (a screenful)");
  options_.declare_output(arguments, {"text", "json"});
}

void DiffCommand::check_operands() const {
  const std::string see_help = "; see reltrack diff --help";
  const std::vector<std::string>& names = options_.ledgers;
  if (names.empty() || names.size() > 2) {
    throw UsageError("which ledgers? Name two, or one and --as-of with a date" + see_help);
  }
  if (names.size() == 1 && !options_.as_of)
    throw UsageError("against what? Name two ledgers, or --as-of with a date" + see_help);
  if (names.size() == 2 && (options_.as_of || versus_)) {
    throw UsageError("--as-of and --vs compare one ledger with itself; name one" + see_help);
  }
  if (names.size() == 2 && names[0] == names[1]) throw UsageError(quote(names[0]) + " is given twice");
}

DiffCommand::Inputs DiffCommand::open_inputs() const {
  Inputs inputs{open_ledger({options_.ledgers.front()}), std::nullopt};
  if (options_.ledgers.size() == 2) inputs.newer = open_ledger({options_.ledgers.back()});
  return inputs;
}

// A claim or source may be on file in one of two ledgers alone: only a name that neither has is unknown.
std::pair<Selection, Selection> select_both(const Ledger& older, const SelectionOptions& was, const Ledger& newer,
                                            const SelectionOptions& is) {
  std::vector<std::string> not_in_older, not_in_newer;
  std::pair<Selection, Selection> out{select(older, was, not_in_older), select(newer, is, not_in_newer)};
  for (const std::string& name : not_in_newer) {
    if (std::find(not_in_older.begin(), not_in_older.end(), name) == not_in_older.end()) continue;
    throw UsageError("there is " + none_named(name, is, {&newer, &older}));
  }
  return out;
}

ExitStatus DiffCommand::compare_states(const Ledger& older, const Ledger& newer) const {
  const SelectionOptions was = options_.selection();
  SelectionOptions is = was;
  is.as_of = versus_ ? std::optional(read_date("--vs", *versus_)) : std::nullopt;
  if (was.as_of && is.as_of && is.as_of->span.to < was.as_of->span.to) {
    throw UsageError("--vs: " + quote(*versus_) + " is before --as-of " + quote(*options_.as_of));
  }
  const auto [old_selection, selection] = select_both(older, was, newer, is);
  const auto found = [&](const Ledger& ledger, const Selection& active) {
    ReconcileOptions search = options_.search(ledger);
    search.overlaps = false;
    return reconcile_with_progress(ledger, active, search);
  };
  const Findings old_findings = found(older, old_selection), findings = found(newer, selection);
  const RecordState before{older, old_selection, old_findings, options_.as_of};
  const RecordState after{newer, selection, findings, versus_};
  const Changes changes = compare(before, after);

  ReportOptions report = options_.report();
  report.limit = limit_;
  write_output(options_.wanted_format() == "json" ? json_changes(changes, before, after, report)
                                                  : text_changes(changes, before, after, report),
               options_.output);
  return is_unfinished(old_findings) || is_unfinished(findings) ? ExitStatus::unfinished : ExitStatus::done;
}

ExitStatus DiffCommand::run() {
  check_operands();
  static_cast<void>(options_.wanted_format());  // before work is done for nothing
  options_.keep_ledgers();
  const bool two = options_.ledgers.size() == 2;
  const Inputs inputs = open_inputs();
  if (!inputs.older || (two && !inputs.newer)) return ExitStatus::ledger;
  const OpenLedger& newer = two ? *inputs.newer : *inputs.older;
  const ExitStatus status = compare_states(inputs.older->ledger, newer.ledger);
  count_warnings(newer.warnings);
  return status;
}

}  // namespace

std::unique_ptr<Command> make_diff_command() { return std::make_unique<DiffCommand>(); }

}  // namespace reltrack::cli
