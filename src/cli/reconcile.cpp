#include "reltrack/reconcile.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/ledger_options.hpp"
#include "cli/output.hpp"
#include "reltrack/report.hpp"

namespace reltrack::cli {

namespace {

ExitStatus status_of(const Findings& findings, bool exit_code) {
  if (is_unfinished(findings)) return ExitStatus::unfinished;
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
  LedgerOptions options_;
  std::optional<std::uint64_t> limit_;
  std::optional<bool> proofs_;
  bool exit_code_ = false;
  bool silent_gaps_ = false;
};

void ReconcileCommand::declare(Arguments& arguments) {
  arguments.ledgers(options_.ledgers);
  options_.declare_selection(arguments);
  options_.declare_search(arguments);
  arguments.number("--limit", 0, limit_, "Rows of each list; 0 for all (1000 in JSON, a\nscreenful in text)");
  arguments.either("--proofs", "--no-proofs", proofs_, "Prove every range (up to 10,000 claims)");
  arguments.flag("--silent-gaps", silent_gaps_, "Also stretches on which a side says nothing (text)");
  arguments.flag("--exit-code", exit_code_, "Return 1 where there are conflicts");
  options_.declare_output(arguments, {"text", "json"});
}

ExitStatus ReconcileCommand::run() {
  const bool json = options_.wanted_format() == "json";
  const SelectionOptions chosen = options_.selection();
  options_.keep_ledgers();
  const std::optional<OpenLedger> open = open_ledger(options_.ledgers);
  if (!open) return ExitStatus::ledger;
  const Ledger& ledger = open->ledger;
  const Selection selection = select_claims(ledger, chosen);
  ReconcileOptions search = options_.search(ledger);
  search.proofs = proofs_.value_or(search.proofs);
  if (json) search.rows = limit_.value_or(kRowsInJson);
  const Findings findings = reconcile_with_progress(ledger, selection, search);

  ReportOptions report = options_.report();
  report.limit = limit_;
  report.silent_gaps = silent_gaps_;
  Output output(options_.output);
  if (json) {
    json_report(ledger, findings, report, [&](std::string_view piece) { output.write(piece); });
  } else {
    output.write(text_report(ledger, selection, findings, report));
  }
  output.finish();
  count_warnings(open->warnings);
  return status_of(findings, exit_code_);
}

}  // namespace

std::unique_ptr<Command> make_reconcile_command() { return std::make_unique<ReconcileCommand>(); }

}  // namespace reltrack::cli
