#include "reltrack/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/printable.hpp"
#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "cli/ledger_options.hpp"
#include "cli/output.hpp"
#include "reltrack/reader.hpp"
#include "reltrack/report.hpp"
#include "report/json_writer.hpp"

namespace reltrack::cli {

namespace {

// Places in the line as places in the file.
void move_behind(std::size_t begin, Diagnostic& diagnostic) {
  const auto move = [&](SourceSpan& span) {
    span.begin += begin;
    span.end += begin;
  };
  move(diagnostic.span);
  for (Note& note : diagnostic.notes) move(note.span);
}

class CheckCommand : public Command {
 public:
  std::string name() const override { return "check"; }
  std::string summary() const override { return "Says whether a figure may be printed, and with whose name"; }
  std::string examples() const override {
    return "  reltrack check data/claims.json --figure '>400' --population prisoners --period 2025-12-23/speech\n"
           "  reltrack check data/claims.json --figure 56 --population political --period 2026-01-08/2026-01-13\n";
  }
  void declare(Arguments& arguments) override;
  ExitStatus run() override;

 private:
  using Asked = std::vector<std::pair<std::string, std::string>>;  // option, value
  Asked asked() const;
  std::optional<Question> question_of_options(const Ledger& ledger) const;
  std::optional<std::vector<Question>> questions_of_file(const Ledger& ledger) const;
  ExitStatus answer_all(const OpenLedger& open, const Selection& selection, const std::vector<Question>& questions);

  LedgerOptions options_;
  std::optional<std::uint64_t> limit_;
  std::optional<std::string> figure_, population_, period_, measure_, account_, figures_;
};

void CheckCommand::declare(Arguments& arguments) {
  arguments.ledgers(options_.ledgers);
  arguments.text("--figure", "F", figure_, "The figure: 116, '>400', 56..76, '~800'");
  arguments.text("--population", "P", population_, "Whom it counts: an id of the ledger");
  arguments.text("--period", "T", period_, "When, as a ledger writes it:\n2026-01-08/2026-01-12");
  arguments.text("--measure", "M", measure_, "What is counted (released)");
  arguments.text("--account", "SIDE", account_, "Ask this side's own tally alone");
  arguments.text("--figures", "FILE", figures_, "Many questions: a JSON object a line; answers\none a line");
  options_.declare_selection(arguments);
  options_.declare_search(arguments);
  arguments.number("--limit", 0, limit_, "Rows of grounds in JSON; 0 for all (1000)");
  options_.declare_output(arguments, {"text", "json"});
}

CheckCommand::Asked CheckCommand::asked() const {
  Asked out;
  for (const auto& [name, value] :
       {std::pair{"figure", &figure_}, std::pair{"population", &population_}, std::pair{"period", &period_},
        std::pair{"measure", &measure_}, std::pair{"account", &account_}}) {
    if (*value) out.emplace_back(name, **value);
  }
  return out;
}

// The options as a question's text, so that they are read by the rules of ledgers. Throws: UsageError.
std::optional<Question> CheckCommand::question_of_options(const Ledger& ledger) const {
  std::string text;
  report::JsonWriter json(text);
  json.object([&] {
    for (const auto& [name, value] : asked()) json.key(name).text(value);
  });
  QuestionResult result = QuestionReader(ledger).read(text);
  std::string message;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    if (diagnostic.severity != Severity::error) continue;
    if (!message.empty()) message += "\nreltrack: ";
    if (diagnostic.pointer.size() > 1) message += "--" + diagnostic.pointer.substr(1) + ": ";
    message += printable(diagnostic.message);
    if (!diagnostic.hint.empty()) message += "; " + printable(diagnostic.hint);
  }
  if (!message.empty()) throw UsageError(message);
  return result.question;
}

// Absent where a line is no question; what is wrong with each has been said then.
std::optional<std::vector<Question>> CheckCommand::questions_of_file(const Ledger& ledger) const {
  const std::vector<InputFile> files = read_inputs({*figures_});
  const std::string_view all = files.front().text;
  QuestionReader reader(ledger);
  std::vector<Question> questions;
  std::vector<Diagnostic> wrong;
  for (std::size_t begin = 0, end = 0; begin < all.size(); begin = end + 1) {
    end = std::min(all.find('\n', begin), all.size());
    const std::string_view line = all.substr(begin, end - begin);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    QuestionResult result = reader.read(line);
    if (result.question) {
      questions.push_back(std::move(*result.question));
      continue;
    }
    for (Diagnostic& diagnostic : result.diagnostics) {
      move_behind(begin, diagnostic);
      wrong.push_back(std::move(diagnostic));
    }
  }
  if (wrong.empty()) return questions;
  say(format_diagnostics(wrong, files));
  return std::nullopt;
}

ExitStatus CheckCommand::answer_all(const OpenLedger& open, const Selection& selection,
                                    const std::vector<Question>& questions) {
  const bool json = options_.wanted_format() == "json";
  ReportOptions report = options_.report();
  report.limit = limit_;
  ReconcileOptions search = options_.search(open.ledger);
  // All before any is written: where trusted figures contradict each other, there is no answer.
  const std::vector<CheckFindings> answers = with_trust(open.ledger, [&] {
    Checker checker(open.ledger, selection, search);
    std::vector<CheckFindings> out;
    for (const Question& question : questions) out.push_back(checker.check(question));
    return out;
  });
  const CheckWriter writer(open.ledger);
  Output output(options_.output);
  bool complete = true, all_said = true;
  for (std::size_t q = 0; q < questions.size(); ++q) {
    const Question& question = questions[q];
    const CheckFindings& findings = answers[q];
    complete = complete && findings.complete;
    all_said = all_said && findings.verdict != CheckVerdict::excluded && findings.verdict != CheckVerdict::unsupported;
    output.write(json       ? writer.json(question, findings, report, figures_.has_value())
                 : figures_ ? writer.line(question, findings)
                            : writer.text(question, findings, report));
  }
  output.finish();
  return !complete ? ExitStatus::unfinished : all_said ? ExitStatus::done : ExitStatus::findings;
}

ExitStatus CheckCommand::run() {
  options_.wanted_format();
  const SelectionOptions chosen = options_.selection();
  options_.keep_ledgers();
  if (figures_ && options_.output) keep_inputs({*figures_}, {*options_.output});
  if (figures_ && !asked().empty()) throw UsageError("--figures cannot be together with --" + asked().front().first);
  if (!figures_) {
    for (const auto& [name, value] :
         {std::pair{"--figure", &figure_}, std::pair{"--population", &population_}, std::pair{"--period", &period_}}) {
      if (!*value) throw UsageError(std::string("check needs ") + name + "; see reltrack check --help");
    }
  }
  if (figures_ == "-" && std::ranges::count(options_.ledgers, "-") > 0) throw UsageError("'-' is given twice");
  const std::optional<OpenLedger> open = open_ledger(options_.ledgers);
  if (!open) return ExitStatus::ledger;
  const Selection selection = select_claims(open->ledger, chosen);
  std::optional<std::vector<Question>> questions;
  if (figures_) {
    questions = questions_of_file(open->ledger);
    if (!questions) return ExitStatus::ledger;
  } else {
    questions.emplace().push_back(*question_of_options(open->ledger));
  }
  return answer_all(*open, selection, *questions);
}

}  // namespace

std::unique_ptr<Command> make_check_command() { return std::make_unique<CheckCommand>(); }

}  // namespace reltrack::cli
