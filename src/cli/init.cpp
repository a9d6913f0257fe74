#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/output.hpp"
#include "cli/sheet_files.hpp"
#include "cli/words.hpp"
#include "reltrack/sheet.hpp"

namespace reltrack::cli {

namespace {

namespace fs = std::filesystem;

// JSON has no comments: what there is to say stands in `about` and in the notes. The figures clash, so that the first
// report has something to show.
constexpr std::string_view kExample = R"json({
 "reltrack": 1,
 "title": "EXAMPLE: replace these claims by your own",
 "about": "An invented story. A claim says who gave which figure, of whom, over what time, and where it was read; the notes say the rest.",
 "timezone": "America/Caracas",
 "sources": {
  "ministry": {"name": "Ministry (example)", "kind": "official", "side": "government",
   "note": "Sources that speak for one party have one side: their figures must add up."},
  "president": {"name": "President (example)", "kind": "official", "side": "government"},
  "monitor": {"name": "Monitor (example)", "kind": "monitor", "note": "A source without a side is one by itself."}
 },
 "populations": {
  "prisoners": {"label": "people who left prison"},
  "political": {"label": "political prisoners", "within": "prisoners",
   "note": "Part of the prisoners, so that figures of the two can be compared."}
 },
 "claims": [
  {"id": "ministry-120", "source": "ministry", "figure": 120, "population": "prisoners",
   "period": "2026-01-08/2026-01-12", "said": "2026-01-12",
   "quote": "120 people have left prison since Thursday", "url": "https://example.org/ministry-120",
   "note": "From the start of the 8th to some hour of the 12th."},
  {"id": "president-100", "source": "president", "figure": "<100", "population": "prisoners",
   "period": "2026-01-08/2026-01-13", "said": "2026-01-13",
   "quote": "nearly 100 since last week", "url": "https://example.org/president-100",
   "note": "Fewer than 100 a day later: that cannot stand beside the 120 of the same side."},
  {"id": "ministry-60", "source": "ministry", "figure": 60, "population": "prisoners", "period": "2026-01-14",
   "readings": [{"label": "60 left prison that day", "basis": "asserted"},
                {"label": "60 releases were ordered; who left is not said", "basis": "announced"}],
   "said": "2026-01-14", "quote": "60 releases granted today", "url": "https://example.org/ministry-60",
   "note": "The words allow two meanings, so the claim has two readings."},
  {"id": "monitor-41", "source": "monitor", "figure": 41, "basis": "verified", "population": "political",
   "period": "2026-01-08/2026-01-12", "said": "2026-01-12", "disputes": ["ministry-120"],
   "quote": "we have verified 41 releases, not 120", "url": "https://example.org/monitor-41",
   "note": "Checked case by case: at least that many left."}
 ]
}
)json";

class InitCommand : public Command {
 public:
  std::string name() const override { return "init"; }
  std::string summary() const override { return "Writes a small ledger to start from, and the same as sheets"; }
  std::string operands() const override { return "[FOLDER or FILE.json]"; }
  std::string examples() const override {
    return "  reltrack init\n"
           "  reltrack init story/releases.json\n";
  }
  void declare(Arguments& arguments) override { arguments.operands(operands_); }
  ExitStatus run() override;

 private:
  std::string ledger_file() const;

  std::vector<std::string> operands_;
};

// A name that ends in .json is the ledger's; any other is the folder's in which it is to be.
std::string InitCommand::ledger_file() const {
  if (operands_.size() > 1) throw UsageError("name one folder or one FILE.json, or none for this folder");
  if (operands_.empty()) return "claims.json";
  const fs::path path = operands_.front();
  if (path.extension() == ".json") return path.string();
  std::error_code none;
  if (path.has_extension() && !fs::is_directory(path, none)) {
    throw UsageError(quote(path.string()) + " is no folder, and its name does not end in .json");
  }
  return (path / "claims.json").string();
}

ExitStatus InitCommand::run() {
  const std::string ledger = ledger_file();
  const std::string claims = fs::path(ledger).replace_extension(".csv").string();
  std::vector<std::string> files = sheet_files(claims);
  files.insert(files.begin(), ledger);
  std::error_code none;
  for (const std::string& file : files) {
    if (fs::exists(file, none)) throw UsageError(quote(file) + " is there already; init writes over nothing");
  }
  const fs::path folder = fs::path(ledger).parent_path();
  if (!folder.empty()) fs::create_directories(folder, none);  // what goes wrong, writing will say

  write_output(std::string(kExample), ledger);
  std::vector<std::string> names = {quote(ledger)};
  for (const std::string& file : write_sheets(ledger_to_sheets(kExample, ','), claims, ','))
    names.push_back(quote(file));
  say(fmt::format("reltrack: wrote {}\n", fmt::join(names, ", ")));
  say(fmt::format("reltrack: see what it finds: reltrack reconcile {}\n", quote(ledger)));
  return ExitStatus::done;
}

}  // namespace

std::unique_ptr<Command> make_init_command() { return std::make_unique<InitCommand>(); }

}  // namespace reltrack::cli
