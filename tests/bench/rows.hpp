// The rows of the benchmark. Each measures, prints its lines as soon as they are known, and goes on where a program
// is missing or takes too long.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ledgers.hpp"
#include "process.hpp"

namespace reltrack::bench {

struct Settings {
  std::string program;              // the reltrack that is measured
  std::string scratch;              // a folder for ledgers and reports
  std::string data;                 // the shipped ledger
  int timeout = 120;                // seconds, each process
  bool quick = false;               // small sizes
  bool fresh = false;               // ask linear solvers each question by itself, too
  std::optional<int> claims, days;  // of a story, instead of its own
};

// One line of the table; what is absent (or 0 KiB) is left empty. A line of another program is indented below ours, and
// its ratio says how many times as long it took.
struct Line {
  std::string what;
  std::optional<double> seconds;
  long peak_kib = 0;
  std::optional<double> ratio;
  std::string notes;
};
void print_heading();
void print(const Line& line);
// A run of ours, with what went wrong in it as its note.
Line line_of(const Settings& settings, const std::string& what, const Run& run);

std::string describe(const Shape& shape);
// Writes the ledger from a process of its own, and returns where it is.
std::string ledger_file(const Settings& settings, const Shape& shape);
std::string report_path(const Settings& settings);
std::string read_file(const std::string& path);
// `reltrack reconcile --json`, its report at report_path(). Short runs are repeated: the median.
Run reconcile(const Settings& settings, const std::string& ledger);
// "over 120 s", "exit status 3", or nothing where all went well.
std::string trouble(const Settings& settings, const Run& run);

void story_rows(const Settings& settings);
void growth_rows(const Settings& settings);
void series_rows(const Settings& settings);
void stories_rows(const Settings& settings);
void reading_rows(const Settings& settings);
void shipped_rows(const Settings& settings);

}  // namespace reltrack::bench
