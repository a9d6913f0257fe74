#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <system_error>
#include <vector>

#include "base/ascii.hpp"
#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/inputs.hpp"
#include "cli/output.hpp"
#include "cli/sheet_files.hpp"
#include "cli/words.hpp"
#include "reltrack/reader.hpp"
#include "reltrack/sheet.hpp"

namespace reltrack::cli {

namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kFormats = {"json", "csv"};

std::string extension_of(const std::string& file) { return lower_case(fs::path(file).extension().string()); }

std::optional<std::string> format_of(const std::string& file) {
  const std::string extension = extension_of(file);
  if (extension == ".json") return "json";
  if (extension == ".csv" || extension == ".tsv") return "csv";
  return std::nullopt;
}

class ConvertCommand : public Command {
 public:
  std::string name() const override { return "convert"; }
  std::string summary() const override {
    return "Turns the sheets of a spreadsheet into a ledger, and a ledger into sheets";
  }
  std::string operands() const override { return "IN OUT"; }
  std::string examples() const override {
    return "  reltrack convert data/claims.json claims.csv\n"
           "  reltrack convert claims.csv claims.json\n";
  }
  void declare(Arguments& arguments) override;
  ExitStatus run() override;

 private:
  void settle_formats();
  char delimiter() const;
  ExitStatus to_ledger() const;
  ExitStatus to_sheets() const;

  std::vector<std::string> operands_;
  std::optional<std::string> from_, to_, delimiter_, dates_;
};

void ConvertCommand::declare(Arguments& arguments) {
  arguments.operands(operands_);
  arguments.choice("--from", kFormats, from_, "What IN is, where its name does not say (- is\nstandard input)");
  arguments.choice("--to", kFormats, to_, "What OUT is, likewise (- is standard output)");
  arguments.choice("--delimiter", {"comma", "semicolon", "tab"}, delimiter_,
                   "Between the cells of sheets written (comma; tab\nfor .tsv)");
  arguments.choice("--dates", {"dmy", "mdy"}, dates_,
                   "How to read dates that a spreadsheet has rewritten:\n12/1/2026 is 12 January or 1 December");
}

void ConvertCommand::settle_formats() {
  if (operands_.size() != 2)
    throw UsageError("name two files: what to read, and what to write; see reltrack convert --help");
  const auto other = [](const std::string& format) { return format == "json" ? "csv" : "json"; };
  for (const std::string& file : operands_) {
    const std::vector<std::string> theirs = {".xlsx", ".xls", ".ods", ".numbers"};
    if (std::ranges::count(theirs, extension_of(file)) > 0)
      throw UsageError(quote(file) + ": convert reads and writes .csv, which spreadsheets save and open");
  }
  if (!from_) from_ = format_of(operands_[0]);
  if (!to_) to_ = format_of(operands_[1]);
  if (!from_ && !to_)
    throw UsageError("is " + quote(operands_[0]) + " a ledger or a sheet? Say --from json or --from csv");
  if (!from_) from_ = other(*to_);
  if (!to_) to_ = other(*from_);
  if (from_ == to_)
    throw UsageError("both are " + *from_ + ": convert makes sheets (csv) of a ledger (json), or a ledger of sheets");
}

char ConvertCommand::delimiter() const {
  if (delimiter_ == "semicolon") return ';';
  const bool tabs = delimiter_ ? delimiter_ == "tab" : extension_of(operands_[1]) == ".tsv";
  return tabs ? '\t' : ',';
}

ExitStatus ConvertCommand::to_ledger() const {
  const std::string &in = operands_[0], &out = operands_[1];
  const std::vector<Sheet> sheets = read_sheets(in);
  std::vector<std::string> inputs;
  for (const Sheet& sheet : sheets) inputs.push_back(sheet.file.name);
  keep_inputs(inputs, {out});

  SheetOptions options;
  if (in != "-") options.title = fs::path(in).stem().string();
  if (dates_) options.dates = dates_ == "dmy" ? DateOrder::day_first : DateOrder::month_first;
  const SheetsRead read = sheets_to_ledger(sheets, options);
  say(format_sheet_problems(read.problems, sheets));
  if (!read.ledger) return ExitStatus::ledger;
  write_output(*read.ledger, out);
  for (const std::string& notice : read.notices) say("reltrack: " + notice + "\n");
  return ExitStatus::done;
}

ExitStatus ConvertCommand::to_sheets() const {
  const std::string &in = operands_[0], &out = operands_[1];
  keep_inputs({in}, sheet_files(out));
  const std::vector<InputFile> files = read_inputs({in});
  const ReadResult read = read_ledger(files);
  if (!read.ledger) {
    say(format_diagnostics(read.diagnostics, files));
    return ExitStatus::ledger;
  }
  const auto sheets = ledger_to_sheets(files.front().text, delimiter());
  const std::vector<std::string> written = write_sheets(sheets, out, delimiter());
  if (out == "-") {
    say("reltrack: these are the claims alone; sources, populations and all else are left out\n");
  } else {
    std::vector<std::string> names;
    for (const std::string& file : written) names.push_back(quote(file));
    say(fmt::format("reltrack: wrote {}\n", fmt::join(names, ", ")));
  }
  return ExitStatus::done;
}

ExitStatus ConvertCommand::run() {
  settle_formats();
  if (*to_ == "json") {
    if (delimiter_) throw UsageError("--delimiter is for sheets that are written");
    return to_ledger();
  }
  if (dates_) throw UsageError("--dates is for sheets that are read");
  return to_sheets();
}

}  // namespace

std::unique_ptr<Command> make_convert_command() { return std::make_unique<ConvertCommand>(); }

}  // namespace reltrack::cli
