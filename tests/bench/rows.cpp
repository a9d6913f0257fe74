#include "rows.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace reltrack::bench {
namespace {

std::string cell(const std::optional<double>& seconds) {
  if (!seconds) return "";
  return *seconds < 1 ? fmt::format("{:.1f} ms", *seconds * 1000) : fmt::format("{:.2f} s", *seconds);
}

void print_cells(std::string_view what, std::string_view time, std::string_view memory, std::string_view ratio,
                 std::string_view notes) {
  std::string line = fmt::format("{:<60} {:>9} {:>8} {:>8}  {}", what, time, memory, ratio, notes);
  line.erase(line.find_last_not_of(' ') + 1);
  std::puts(line.c_str());
  std::fflush(stdout);
}

}  // namespace

void print_heading() { print_cells("what", "time", "memory", "ratio", "notes"); }

void print(const Line& line) {
  const std::string memory = line.peak_kib > 0 ? fmt::format("{} MB", (line.peak_kib + 512) / 1024) : "";
  const std::string ratio = line.ratio ? fmt::format("{:.2f}", *line.ratio) : "";
  print_cells(line.what, cell(line.seconds), memory, ratio, line.notes);
}

Line line_of(const Settings& settings, const std::string& what, const Run& run) {
  return {what, run.seconds, run.peak_kib, {}, trouble(settings, run)};
}

std::string describe(const Shape& shape) {
  const std::string_view hours = shape.hours ? "hours given" : "no hours";
  if (shape.kind == Kind::series) return fmt::format("series, {} days, {} wrong, {}", shape.days, shape.wrong, hours);
  const std::string story = fmt::format("{} claims, {} days, {} pop., {} sides, {}", shape.claims, shape.days,
                                        shape.populations, shape.sides, hours);
  return shape.kind == Kind::story ? story : fmt::format("{} x {}", shape.stories, story);
}

std::string ledger_file(const Settings& settings, const Shape& shape) {
  std::string path = settings.scratch + "/ledger.json";
  const Run made = in_child(0, [&] {
    std::ofstream out(path, std::ios::binary);
    out << make_ledger(shape);
    out.close();
    if (!out) throw std::runtime_error("cannot write " + path);
  });
  if (made.status != 0) throw std::runtime_error("no ledger could be made");
  return path;
}

std::string report_path(const Settings& settings) { return settings.scratch + "/report.json"; }

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (in.bad() || text.empty()) throw std::runtime_error("cannot read " + path);
  return text;
}

Run reconcile(const Settings& settings, const std::string& ledger) {
  const std::vector<std::string> command = {settings.program, "reconcile", "--json", ledger};
  const Run first = run(command, report_path(settings), settings.timeout);
  const bool noisy = first.status == 0 && first.seconds < 1;
  return noisy ? median_run(command, report_path(settings), settings.timeout, 5) : first;
}

std::string trouble(const Settings& settings, const Run& run) {
  if (run.timed_out) return fmt::format("over {} s", settings.timeout);
  return run.status == 0 ? "" : fmt::format("exit status {}", run.status);
}

}  // namespace reltrack::bench
