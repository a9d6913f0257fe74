#include <csignal>
#include <exception>
#include <memory>
#include <new>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/output.hpp"

namespace reltrack::cli {

namespace {

ExitStatus run_command(int argc, char** argv) {
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(make_reconcile_command());
  commands.push_back(make_check_command());
  commands.push_back(make_explain_command());
  commands.push_back(make_validate_command());
  commands.push_back(make_list_command());
  commands.push_back(make_diff_command());
  commands.push_back(make_convert_command());
  commands.push_back(make_init_command());
  commands.push_back(make_add_command());
  const Request request = parse_command_line(argc, argv, commands);
  if (request.command == nullptr) {
    write_output(request.help, std::nullopt);
    return ExitStatus::done;
  }
  return request.command->run();
}

ExitStatus fail(ExitStatus status, const std::string& message) {
  say("reltrack: " + message + "\n");
  return status;
}

}  // namespace

ExitStatus run_program(int argc, char** argv) {
  // A reader that has seen enough (`| head`) is no error: Output looks at EPIPE instead.
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  try {
    return run_command(argc, argv);
  } catch (const UsageError& error) {
    return fail(ExitStatus::usage, error.what());
  } catch (const InputError& error) {
    return fail(ExitStatus::ledger, error.what());
  } catch (const OutputError& error) {
    return fail(ExitStatus::output, error.what());
  } catch (const std::bad_alloc&) {
    return fail(
        ExitStatus::bug,
        "out of memory: what was asked of this ledger takes more than there is; ask of fewer claims (--only) or "
        "give it more memory");
  } catch (const std::exception& error) {
    return fail(ExitStatus::bug,
                std::string("internal error: ") + error.what() + "; please report it, with the command and the ledger");
  } catch (...) {
    return fail(ExitStatus::bug, "internal error; please report it, with the command and the ledger");
  }
}

}  // namespace reltrack::cli
