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
  std::optional<int> claims, days;  // of a story, instead of its own
};

// Seconds of ours and of another, and how many times as long the other took. Empty cells print as such.
struct Line {
  std::string work;
  std::optional<Run> ours;
  std::string other;
  std::optional<double> theirs;
  std::optional<double> ratio;
  std::string notes;
};
void print_heading();
void print(const Line& line);

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
