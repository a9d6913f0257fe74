#include "reltrack/explain.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/ledger_options.hpp"
#include "cli/output.hpp"
#include "cli/words.hpp"
#include "reltrack/check.hpp"
#include "reltrack/report.hpp"

namespace reltrack::cli {

namespace {

class ExplainCommand : public Command {
 public:
  std::string name() const override { return "explain"; }
  std::string summary() const override { return "Explains one claim or finding: its sum, its words, what hangs on it"; }
  std::string operands() const override { return "LEDGER... ID"; }
  std::string examples() const override {
    return "  reltrack explain data/claims.json rodriguez-160\n"
           "  reltrack explain data/claims.json p-yy3x21j\n";
  }
  void declare(Arguments& arguments) override;
  ExitStatus run() override;

 private:
  LedgerOptions options_;
  std::optional<std::uint64_t> limit_;
};

void ExplainCommand::declare(Arguments& arguments) {
  arguments.operands(options_.ledgers);
  options_.declare_selection(arguments);
  options_.declare_search(arguments);
  arguments.number("--limit", 0, limit_, "Rows of each section; 0 for all (a screenful)");
  options_.declare_output(arguments, {"text", "json"});
}

// The claim's figure as a question: in its first reading that holds. Absent where there is none that may be asked.
std::optional<AskedClaim> ask(const Ledger& ledger, const Selection& selection, const Findings& findings,
                              const ReconcileOptions& search, Index claim) {
  const std::vector<ReadingRanges>& holding = findings.claims[claim].ranges;
  if (holding.empty()) return std::nullopt;
  AskedClaim asked{{ledger.claims[claim].readings[holding.front().reading], {}}, {}};
  asked.question.asked.basis = Basis::asserted;  // as `check` is asked: a figure, however it was come by
  const Reading& reading = asked.question.asked;
  if (!reading.figure || reading.figure->percent) return std::nullopt;
  asked.answer = Checker(ledger, selection, search).check(asked.question);
  if (asked.answer.said_by.empty()) return std::nullopt;
  return asked;
}

ExitStatus ExplainCommand::run() {
  const bool json = options_.wanted_format() == "json";
  const SelectionOptions chosen = options_.selection();
  if (options_.ledgers.size() < 2) {
    throw UsageError("explain needs a ledger, then the id of a claim or finding; see reltrack explain --help");
  }
  const std::string id = options_.ledgers.back();
  options_.ledgers.pop_back();
  options_.keep_ledgers();
  const std::optional<OpenLedger> open = open_ledger(options_.ledgers);
  if (!open) return ExitStatus::ledger;
  const Ledger& ledger = open->ledger;
  const Selection selection = select_claims(ledger, chosen);
  ReconcileOptions search = options_.search(ledger);
  search.proofs = true;
  const auto claim = std::ranges::lower_bound(ledger.claims, id, {}, &Claim::id);
  if (claim != ledger.claims.end() && claim->id == id) search.about = static_cast<Index>(claim - ledger.claims.begin());
  const Findings findings = reconcile_with_progress(ledger, selection, search);
  const std::optional<Subject> subject = find_subject(ledger, findings, id);
  if (!subject) {
    throw UsageError("there is no claim and no finding " + quote(id) + did_you_mean(id, subject_ids(ledger, findings)));
  }

  ReportOptions report = options_.report();
  report.limit = limit_;
  if (json) {
    write_output(explain_json(ledger, findings, *subject, report), options_.output);
  } else {
    std::optional<AskedClaim> asked;
    if (subject->kind == Subject::Kind::claim)
      asked = ask(ledger, selection, findings, search, static_cast<Index>(subject->index));
    write_output(explain_text(ledger, selection, findings, *subject, asked, report), options_.output);
  }
  count_warnings(open->warnings);
  return is_unfinished(findings) ? ExitStatus::unfinished : ExitStatus::done;
}

}  // namespace

std::unique_ptr<Command> make_explain_command() { return std::make_unique<ExplainCommand>(); }

}  // namespace reltrack::cli
