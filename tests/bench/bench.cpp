// bench [NAME...] [--quick] [--fresh] [--timeout S] [--program PATH] [--claims N] [--days D]
// prints how long reltrack takes and how many times as long others take, measured in this run. NAME picks rows: story,
// growth, series, stories, reading, shipped; without one, all. Ratios carry from machine to machine; seconds do not.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "rows.hpp"

namespace reltrack::bench {
namespace {

using Row = void (*)(const Settings&);
const std::vector<std::pair<std::string, Row>> kRows = {{"shipped", shipped_rows}, {"story", story_rows},
                                                        {"growth", growth_rows},   {"series", series_rows},
                                                        {"reading", reading_rows}, {"stories", stories_rows}};

// Removed with all that is in it.
class Scratch {
 public:
  Scratch() {
    std::string name = (std::filesystem::temp_directory_path() / "reltrack-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
    path_ = name;
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  ~Scratch() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

int run_rows(int argc, char** argv) {
  Settings settings;
  settings.program = RELTRACK_PROGRAM;
  settings.data = RELTRACK_SOURCE_DIR "/data/claims.json";
  std::vector<std::string> wanted, names;
  for (const auto& row : kRows) names.push_back(row.first);
  CLI::App app("How long reltrack takes, and how many times as long others take");
  app.add_option("rows", wanted, "which rows; all without")->check(CLI::IsMember(names));
  app.add_flag("--quick", settings.quick, "small sizes");
  app.add_flag("--fresh", settings.fresh, "ask linear solvers each question by itself, too");
  app.add_option("--timeout", settings.timeout, "seconds for each process")->check(CLI::PositiveNumber);
  app.add_option("--program", settings.program, "the reltrack to measure")->check(CLI::ExistingFile);
  app.add_option("--claims", settings.claims, "claims of a story, instead of the row's own");
  app.add_option("--days", settings.days, "days, instead of the row's own");
  CLI11_PARSE(app, argc, argv);

  const Scratch scratch;
  settings.scratch = scratch.path();
  print_heading();
  for (const auto& [name, row] : kRows) {
    if (wanted.empty() || std::find(wanted.begin(), wanted.end(), name) != wanted.end()) row(settings);
  }
  return 0;
}

}  // namespace
}  // namespace reltrack::bench

int main(int argc, char** argv) {
  try {
    return reltrack::bench::run_rows(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "bench: %s\n", e.what());
    return 1;
  }
}
