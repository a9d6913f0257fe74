#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <system_error>

#include "base/printable.hpp"
#include "cli/words.hpp"

namespace reltrack::cli {

namespace {

constexpr std::size_t kHelpColumn = 28;  // where the help of an option begins

std::uint64_t parse_number(const std::string& name, const std::string& text, std::uint64_t least) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || rest != end || value < least) {
    throw UsageError(fmt::format("{}: {} is not a whole number from {}", name, quote(text), least));
  }
  return value;
}

void require_choice(const std::string& name, const std::string& word, const std::vector<std::string>& choices) {
  if (std::ranges::find(choices, word) != choices.end()) return;
  throw UsageError(name + ": no " + quote(word) + did_you_mean_or_list(word, choices));
}

std::vector<std::string> split_at_commas(const std::string& words) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (true) {
    const std::size_t comma = words.find(',', begin);
    out.push_back(words.substr(begin, comma - begin));
    if (comma == std::string::npos) return out;
    begin = comma + 1;
  }
}

// --help opens with the examples.
class HelpFormatter : public CLI::Formatter {
 public:
  explicit HelpFormatter(std::string operands) : operands_(std::move(operands)) { column_width(kHelpColumn); }
  std::string make_usage(const CLI::App* app, std::string name) const override {
    if (app->get_parent() == nullptr) return "Usage: " + name + " COMMAND ...; each has its --help.\n";
    std::string out = "Usage: " + name + " [OPTION]... " + operands_ + "\n";
    if (operands_.find("LEDGER...") != std::string::npos)
      out += "A LEDGER is a file, or - for standard input; several are read as one.\n";
    return out;
  }
  std::string make_positionals(const CLI::App* /*app*/) const override { return ""; }

 private:
  std::string operands_;
};

CLI::Option* add_option(CLI::App& app, const std::string& name, const std::string& placeholder, const std::string& help,
                        CLI::callback_t callback) {
  return app.add_option(name, std::move(callback), help)->type_name(placeholder)->allow_extra_args(false);
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

// The first word of the command line that is an option, but none of `app`. CLI11 lists such words backwards and among
// others.
std::optional<std::string> unknown_option(const CLI::App& app, const std::vector<std::string>& words) {
  const std::vector<std::string> known = option_names(app);
  for (const std::string& word : words) {
    if (word == "--") break;
    if (word.size() < 2 || word.front() != '-') continue;
    const std::string name = word.substr(0, word.find('='));
    if (std::ranges::find(known, name) == known.end()) return name;
  }
  return std::nullopt;
}

// What CLI11 has against the command line, in our words. Its errors are told apart by their codes: their names are not
// always those of their kinds.
std::string reworded(const CLI::ParseError& error, const CLI::App& app, const std::vector<std::string>& words) {
  const std::string see_help =
      fmt::format("; see reltrack {}--help", app.get_parent() == nullptr ? "" : app.get_name() + " ");
  const std::string message = error.what();
  switch (static_cast<CLI::ExitCodes>(error.get_exit_code())) {
    case CLI::ExitCodes::ExtrasError:
      if (const auto unknown = unknown_option(app, words)) {
        const bool short_one = unknown->size() == 2;  // every other letter would be near
        const std::string near = short_one ? "" : did_you_mean(*unknown, option_names(app));
        return "no option " + quote(*unknown) + (near.empty() ? see_help : near);
      }
      break;
    case CLI::ExitCodes::RequiredError:
      return "which ledger? Name a file, or - for standard input" + see_help;
    case CLI::ExitCodes::ArgumentMismatch: {
      const std::string name = message.substr(0, message.find_first_of(": "));
      if (message.find("override") != std::string::npos) return "--" + name + " takes no value" + see_help;
      return name + (message.find("At Most") != std::string::npos ? " is given twice" : " needs a value") + see_help;
    }
    default:
      break;
  }
  return printable(message) + see_help;
}

// The index of the command's name among the words. Options of the program itself take no values.
std::size_t find_command(const std::vector<std::string>& words) {
  std::size_t at = 0;
  while (at < words.size() && !words[at].empty() && words[at].front() == '-') ++at;
  return at;
}

}  // namespace

void Arguments::ledgers(std::vector<std::string>& out) { app_.add_option("LEDGER", out, "")->required(); }

void Arguments::operands(std::vector<std::string>& out) { app_.add_option("OPERAND", out, ""); }

void Arguments::flag(const std::string& name, bool& out, const std::string& help) {
  app_.add_flag_callback(
          name, [&out] { out = true; }, help)
      ->disable_flag_override();
}

void Arguments::either(const std::string& yes, const std::string& no, std::optional<bool>& out,
                       const std::string& help) {
  app_.add_flag_callback(
          yes, [&out] { out = true; }, help)
      ->disable_flag_override()
      ->option_text(fmt::format("/ {}", no));
  app_.add_flag_callback(no, [&out] { out = false; })->disable_flag_override()->group("");
}

void Arguments::text(const std::string& name, const std::string& placeholder, std::optional<std::string>& out,
                     const std::string& help) {
  add_option(app_, name, placeholder, help, [&out](const CLI::results_t& words) {
    out = words.front();
    return true;
  });
}

void Arguments::number(const std::string& name, std::uint64_t least, std::optional<std::uint64_t>& out,
                       const std::string& help) {
  add_option(app_, name, "N", help, [&out, name, least](const CLI::results_t& words) {
    out = parse_number(name, words.front(), least);
    return true;
  });
}

void Arguments::choice(const std::string& name, const std::vector<std::string>& choices,
                       std::optional<std::string>& out, const std::string& help) {
  add_option(app_, name, fmt::format("{}", fmt::join(choices, "|")), help,
             [&out, name, choices](const CLI::results_t& words) {
               require_choice(name, words.front(), choices);
               out = words.front();
               return true;
             });
}

void Arguments::list(const std::string& name, const std::string& placeholder, const std::vector<std::string>& choices,
                     std::vector<std::string>& out, const std::string& help) {
  add_option(app_, name, placeholder, help, [&out, name, choices](const CLI::results_t& words) {
    for (const std::string& word : words) {
      for (const std::string& part : split_at_commas(word)) {
        if (!choices.empty()) require_choice(name, part, choices);
        out.push_back(part);
      }
    }
    return true;
  })->take_all();
}

Request parse_command_line(int argc, char** argv, const std::vector<std::unique_ptr<Command>>& commands) {
  CLI::App app;
  app.name("reltrack");
  app.description(
      "Examples:\n"
      "  reltrack reconcile data/claims.json\n"
      "  reltrack validate data/claims.json\n\n"
      "Reconciles conflicting prisoner-release figures.\n");
  app.formatter(std::make_shared<HelpFormatter>(""));
  app.set_help_flag("-h,--help", "Print this help");
  app.set_version_flag("--version", "reltrack " RELTRACK_VERSION, "Print the version");
  app.require_subcommand(0, 1);  // not (1): that would answer a misspelt command with "A subcommand is required"
  std::vector<std::string> names;
  for (const auto& command : commands) {
    CLI::App* const sub = app.add_subcommand(command->name(), command->summary())->group("Commands");
    sub->formatter(std::make_shared<HelpFormatter>(command->operands()));
    Arguments arguments(*sub);
    command->declare(arguments);
    names.push_back(command->name());
  }

  const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
  const std::size_t at = find_command(words);
  const auto named = at < words.size() ? std::ranges::find(names, words[at]) : names.end();
  CLI::App* active = &app;
  Request request;
  if (named != names.end()) {
    request.command = commands[static_cast<std::size_t>(named - names.begin())].get();
    active = app.get_subcommand(*named);
    active->description("Examples:\n" + request.command->examples() + "\n" + request.command->summary() + ".\n");
  } else if (at < words.size()) {
    throw UsageError("no command " + quote(words[at]) + did_you_mean_or_list(words[at], names));
  }

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForVersion& version) {
    return {nullptr, std::string(version.what()) + "\n"};
  } catch (const CLI::CallForHelp&) {
    std::string help = app.help();
    help.erase(help.find_last_not_of('\n') + 1);
    return {nullptr, help + "\n"};
  } catch (const CLI::ParseError& error) {
    const bool before =
        unknown_option(app, {words.begin(), words.begin() + static_cast<std::ptrdiff_t>(at)}).has_value();
    throw UsageError(before ? reworded(error, app, words)
                            : reworded(error, *active, {words.begin() + static_cast<std::ptrdiff_t>(at), words.end()}));
  }
  if (request.command == nullptr)
    throw UsageError(fmt::format("which command? There is {}; see reltrack --help", fmt::join(names, ", ")));
  return request;
}

}  // namespace reltrack::cli
