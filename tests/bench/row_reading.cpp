// Reading against JSON parsers, and the shipped ledger against the tool that everybody has.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#ifdef RELTRACK_SIMDJSON
#include <simdjson.h>
#endif

#include "reltrack/reader.hpp"
#include "rows.hpp"

namespace reltrack::bench {
namespace {

// The middle of three.
double median_of(const std::function<double()>& measure) {
  std::vector<double> times = {measure(), measure(), measure()};
  std::sort(times.begin(), times.end());
  return times[1];
}

// Only the reading counts, not the freeing of what was read.
double our_reading(const std::vector<InputFile>& files) {
  ReadResult result;
  const double seconds = seconds_of([&] { result = read_ledger(files); });
  if (!result.ledger) throw std::runtime_error("the ledger has errors");
  return seconds;
}

double nlohmann_reading(const std::string& text) {
  nlohmann::json tree;
  const double seconds = seconds_of([&] { tree = nlohmann::json::parse(text); });
  if (!tree.is_object()) throw std::runtime_error("nlohmann::json read no object");
  return seconds;
}

#ifdef RELTRACK_SIMDJSON
std::optional<double> simdjson_reading(const std::string& text) {
  simdjson::dom::parser parser;
  bool object = false;
  const double seconds = seconds_of([&] { object = parser.parse(text).is_object(); });
  if (!object) throw std::runtime_error("simdjson read no object");
  return seconds;
}
#else
std::optional<double> simdjson_reading(const std::string& /*text*/) { return std::nullopt; }
#endif

void read_all(const std::string& work, const std::string& text) {
  const std::vector<InputFile> files = {{"ledger.json", text}};
  const auto speed = [&](double seconds) {
    return fmt::format("{:.0f} MB/s", static_cast<double>(text.size()) / 1e6 / seconds);
  };
  const double ours = median_of([&] { return our_reading(files); });
  print({work, ours, 0, {}, speed(ours)});
  const double nlohmann = median_of([&] { return nlohmann_reading(text); });
  print({"  nlohmann::json::parse", nlohmann, 0, nlohmann / ours, speed(nlohmann)});
  if (!simdjson_reading(text)) {
    print({"  simdjson", {}, 0, {}, "skipped: not installed when this was built"});
    return;
  }
  const double simdjson = median_of([&] { return *simdjson_reading(text); });
  print({"  simdjson", simdjson, 0, simdjson / ours, speed(simdjson)});
}

}  // namespace

void reading_rows(const Settings& settings) {
  Shape shape;
  shape.kind = Kind::stories;
  shape.stories = settings.quick ? 50 : 1000;
  shape.claims = settings.claims.value_or(100);
  shape.days = settings.days.value_or(30);
  shape.populations = 3;
  const Run run = in_child(settings.timeout, [&] {
    const std::string text = make_ledger(shape);
    read_all(fmt::format("reading alone, {:.1f} MB", static_cast<double>(text.size()) / 1e6), text);
    read_all("reading alone, the shipped ledger", read_file(settings.data));
  });
  if (run.status != 0) print({"reading alone", {}, 0, {}, trouble(settings, run)});
}

void shipped_rows(const Settings& settings) {
  constexpr int kRuns = 20;
  const auto median = [&](const std::vector<std::string>& command) {
    return median_run(command, report_path(settings), settings.timeout, kRuns);
  };
  const Run jq = median({"jq", ".", settings.data});
  for (const std::string format : {"json", "text"}) {
    const Run ours = median({settings.program, "reconcile", "--format", format, settings.data});
    print(line_of(settings, fmt::format("the shipped ledger, {}, median of {}", format, kRuns), ours));
    if (jq.status != 0) {
      print({"  jq .", {}, 0, {}, "skipped: not installed"});
      continue;
    }
    Line line = line_of(settings, "  jq .", jq);
    if (ours.status == 0) line.ratio = jq.seconds / ours.seconds;
    print(line);
  }
}

}  // namespace reltrack::bench
