// The words of a command line. CLI11 stands behind this header and is seen by arguments.cpp alone: it costs seconds in
// every file that includes it, and what it says to users needs rewording in one place.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/cli.hpp"

namespace CLI {  // NOLINT(readability-identifier-naming): theirs
class App;
}

namespace reltrack::cli {

// Declares the options of one subcommand. Each `out` is written while the command line is parsed, and must live until
// then. `help` may hold line ends.
class Arguments {
 public:
  explicit Arguments(CLI::App& app) : app_(app) {}

  // One or more LEDGERs.
  void ledgers(std::vector<std::string>& out);
  // Any number of words that are no options; the command says what is missing or too many.
  void operands(std::vector<std::string>& out);
  void flag(const std::string& name, bool& out, const std::string& help);
  // `yes` or `no`: two names for one switch.
  void either(const std::string& yes, const std::string& no, std::optional<bool>& out, const std::string& help);
  void text(const std::string& name, const std::string& placeholder, std::optional<std::string>& out,
            const std::string& help);
  void number(const std::string& name, std::uint64_t least, std::optional<std::uint64_t>& out, const std::string& help);
  void choice(const std::string& name, const std::vector<std::string>& choices, std::optional<std::string>& out,
              const std::string& help);
  // May be given again, and each time several words with commas between. Without `choices` any word will do.
  void list(const std::string& name, const std::string& placeholder, const std::vector<std::string>& choices,
            std::vector<std::string>& out, const std::string& help);

 private:
  CLI::App& app_;
};

// What a command line asks for: either `help`, to be printed, or `command`.
struct Request {
  Command* command = nullptr;
  std::string help;
};

// Throws: UsageError.
Request parse_command_line(int argc, char** argv, const std::vector<std::unique_ptr<Command>>& commands);

}  // namespace reltrack::cli
