#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "reltrack/reader.hpp"

namespace reltrack::cli {

namespace {

class ValidateCommand : public Command {
 public:
  std::string name() const override { return "validate"; }
  std::string summary() const override { return "Checks a ledger by itself; silent when all is well"; }
  std::string examples() const override {
    return "  reltrack validate data/claims.json\n"
           "  cat data/claims.json | reltrack validate -\n";
  }
  void declare(Arguments& arguments) override { arguments.ledgers(ledgers_); }
  ExitStatus run() override {
    const std::vector<InputFile> files = read_inputs(ledgers_);
    const ReadResult read = read_ledger(files);
    if (!read.diagnostics.empty()) say(format_diagnostics(read.diagnostics, files));
    return read.ledger ? ExitStatus::done : ExitStatus::ledger;
  }

 private:
  std::vector<std::string> ledgers_;
};

}  // namespace

std::unique_ptr<Command> make_validate_command() { return std::make_unique<ValidateCommand>(); }

}  // namespace reltrack::cli
