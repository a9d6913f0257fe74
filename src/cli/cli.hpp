// The program: commands, and what runs them.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "cli/exit_status.hpp"

namespace reltrack::cli {

// A command line that makes no sense. The message is one for the user, without the program's name.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A file that cannot be read, or an output that cannot be written, likewise.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
class OutputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Arguments;

// A subcommand. `declare` is called before the command line is parsed, `run` after, and only for the one that was
// named.
class Command {
 public:
  Command() = default;
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  virtual ~Command() = default;

  virtual std::string name() const = 0;
  virtual std::string summary() const = 0;  // one line
  virtual std::string operands() const { return "LEDGER..."; }
  virtual std::string examples() const = 0;  // whole lines; --help opens with them
  virtual void declare(Arguments& arguments) = 0;
  // Throws: UsageError, InputError, OutputError.
  virtual ExitStatus run() = 0;
};

std::unique_ptr<Command> make_convert_command();
std::unique_ptr<Command> make_init_command();
std::unique_ptr<Command> make_add_command();
std::unique_ptr<Command> make_reconcile_command();
std::unique_ptr<Command> make_check_command();
std::unique_ptr<Command> make_explain_command();
std::unique_ptr<Command> make_validate_command();
std::unique_ptr<Command> make_list_command();
std::unique_ptr<Command> make_diff_command();

// All of the program but the process around it. Throws nothing.
ExitStatus run_program(int argc, char** argv);

}  // namespace reltrack::cli
