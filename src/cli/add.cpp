#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "base/add_new.hpp"
#include "base/printable.hpp"
#include "cli/arguments.hpp"
#include "cli/claim_form.hpp"
#include "cli/clashes.hpp"
#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "cli/ledger_options.hpp"
#include "cli/output.hpp"
#include "cli/words.hpp"
#include "reltrack/reader.hpp"
#include "reltrack/sheet.hpp"
#include "sheet/rewritten_date.hpp"

namespace reltrack::cli {

namespace {

class AddCommand : public Command {
 public:
  std::string name() const override { return "add"; }
  std::string summary() const override { return "Adds one claim to a ledger, and says what it clashes with"; }
  std::string operands() const override { return "LEDGER"; }
  std::string examples() const override {
    return "  reltrack add data/claims.json --id ministry-30 --source ministry --figure 30 \\\n"
           "      --population prisoners --period 2026-01-15 --said 2026-01-15 --dry-run\n"
           "  reltrack add data/claims.json        (asks, on a terminal)\n";
  }
  void declare(Arguments& arguments) override;
  ExitStatus run() override;

 private:
  std::optional<OpenLedger> add(const InputFile& file, const Ledger& before);
  std::vector<std::string> tell_errors(const std::vector<Diagnostic>& diagnostics) const;
  std::string near_dates(const Diagnostic& diagnostic, const std::string& field) const;
  void tell_warnings(const OpenLedger& before, const OpenLedger& after, std::size_t size_before) const;
  void tell_clashes(const Ledger& before, const Ledger& after) const;
  void replace(const InputFile& file) const;

  std::vector<std::string> operands_;
  ClaimForm form_;
  AddedClaim added_;
  bool dry_run_ = false;
  bool asked_ = false;
};

void AddCommand::declare(Arguments& arguments) {
  arguments.operands(operands_);
  form_.declare(arguments);
  arguments.flag("--dry-run", dry_run_, "Say all, write nothing");
}

// What a date that a spreadsheet has rewritten may have been; the reader's own hint where it is none.
std::string AddCommand::near_dates(const Diagnostic& diagnostic, const std::string& field) const {
  if (diagnostic.code != "E0501") return diagnostic.hint;
  for (const ClaimField& given : form_.fields()) {
    if (given.name != field) continue;
    const auto dates = sheet::possible_dates(given.value);
    if (dates && !dates->empty()) return fmt::format("did you mean {}?", sheet::offered(*dates));
  }
  return diagnostic.hint;
}

// The fields of the new claim that errors are about; those of others, and of the claim as a whole, name no field.
std::vector<std::string> AddCommand::tell_errors(const std::vector<Diagnostic>& diagnostics) const {
  std::vector<std::string> wrong;
  std::vector<Diagnostic> elsewhere;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    const std::size_t at = diagnostic.span.begin;
    const auto behind =
        std::find_if(added_.fields.begin(), added_.fields.end(), [&](const auto& f) { return f.first > at; });
    if (at < added_.begin || at >= added_.end || behind == added_.fields.begin()) {
      elsewhere.push_back(diagnostic);
      continue;
    }
    const std::string& field = std::prev(behind)->second;
    say(fmt::format("reltrack: {}: {} [{}]\n", option_of(field), printable(diagnostic.message), diagnostic.code));
    const std::string hint = near_dates(diagnostic, field);
    if (!hint.empty()) say("  " + printable(hint) + "\n");
    add_new(wrong, field);
  }
  if (!elsewhere.empty()) say(format_diagnostics(elsewhere, {{operands_.front(), added_.text}}));
  return wrong;
}

// The ledger with the claim; absent where that has errors, and nobody to ask.
std::optional<OpenLedger> AddCommand::add(const InputFile& file, const Ledger& before) {
  while (true) {
    added_ = add_claim(file.text, form_.fields());
    ReadResult read = read_ledger({{file.name, added_.text}});
    if (read.ledger) return OpenLedger{std::move(*read.ledger), std::move(read.diagnostics)};
    const std::vector<std::string> wrong = tell_errors(read.diagnostics);
    if (!asked_ || wrong.empty()) return std::nullopt;
    form_.ask_again(wrong, before);
  }
}

// Those of the new claim, and those that it brings upon others: warnings that stood at the same place before are old.
void AddCommand::tell_warnings(const OpenLedger& before, const OpenLedger& after, std::size_t size_before) const {
  using Key = std::tuple<std::size_t, std::string_view, std::string_view>;
  std::set<Key> old;
  for (const Diagnostic& known : before.warnings) old.emplace(known.span.begin, known.code, known.message);
  const std::size_t longer = added_.text.size() - size_before;
  std::vector<Diagnostic> fresh;
  for (const Diagnostic& warning : after.warnings) {
    const std::size_t at = warning.span.begin;
    const bool of_claim = at >= added_.begin && at < added_.end;
    const std::size_t was_at = at < added_.begin ? at : at - longer;
    if (of_claim || !old.contains({was_at, warning.code, warning.message})) fresh.push_back(warning);
  }
  if (!fresh.empty()) say(format_diagnostics(fresh, {{operands_.front(), added_.text}}));
}

// Whoever wrote to the file in the meantime is not to lose it.
void AddCommand::replace(const InputFile& file) const {
  Output output(file.name);
  output.write(added_.text);
  if (read_inputs({file.name}).front().text != file.text) {
    throw InputError(quote(file.name) + " has changed in the meantime; nothing was added");
  }
  output.finish();
}

void AddCommand::tell_clashes(const Ledger& before, const Ledger& after) const {
  ReconcileOptions options;
  options.proofs = options.overlaps = false;
  const Selection old_selection = select_claims(before, {}), selection = select_claims(after, {});
  const Findings old_findings = reconcile_with_progress(before, old_selection, options);
  const Findings findings = reconcile_with_progress(after, selection, options);
  std::string out;
  const RecordState was{before, old_selection, old_findings, {}}, is{after, selection, findings, {}};
  for (const std::string& line : clashes(was, is)) out += line + "\n";
  if (out.empty()) out = "clashes with nothing on file\n";
  if (!findings.search.conflicts) out += "search not finished: there may be more\n";
  write_output(out, std::nullopt);
}

ExitStatus AddCommand::run() {
  if (operands_.size() != 1) throw UsageError("name one ledger to add to; see reltrack add --help");
  if (operands_.front() == "-") throw UsageError("add writes to a file, and - is none");
  const std::vector<InputFile> files = read_inputs(operands_);
  const InputFile& file = files.front();
  ReadResult read = read_ledger(files);
  if (!read.ledger) {
    say(format_diagnostics(read.diagnostics, files));
    return ExitStatus::ledger;
  }
  const OpenLedger before{std::move(*read.ledger), std::move(read.diagnostics)};
  if (const auto missing = form_.missing(); !missing.empty()) {
    asked_ = input_is_terminal() && messages_are_terminal();
    if (!asked_) {
      std::vector<std::string> options;
      for (const std::string& field : missing) options.push_back(option_of(field));
      throw UsageError(fmt::format("a claim needs {}; see reltrack add --help", fmt::join(options, ", ")));
    }
    form_.ask_for_missing(before.ledger);
  }
  const std::optional<OpenLedger> after = add(file, before.ledger);
  if (!after) return ExitStatus::ledger;

  // Looking for clashes may take its time: the claim is safe before.
  if (!dry_run_) {
    replace(file);
    write_output(fmt::format("added to {}\n", printable(file.name)), std::nullopt);
  }
  tell_warnings(before, *after, file.text.size());
  tell_clashes(before.ledger, after->ledger);
  return ExitStatus::done;
}

}  // namespace

std::unique_ptr<Command> make_add_command() { return std::make_unique<AddCommand>(); }

}  // namespace reltrack::cli
