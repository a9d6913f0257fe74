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
  Run ours;
  ours.seconds = median_of([&] { return our_reading(files); });
  const double nlohmann = median_of([&] { return nlohmann_reading(text); });
  const std::string speed = fmt::format("{:.0f} MB/s", static_cast<double>(text.size()) / 1e6 / ours.seconds);
  print({work, ours, "nlohmann::json", nlohmann, nlohmann / ours.seconds, speed});
  if (!simdjson_reading(text)) {
    print({"", {}, "simdjson", {}, {}, "skipped: not installed when this was built"});
    return;
  }
  const double simdjson = median_of([&] { return *simdjson_reading(text); });
  print({"", {}, "simdjson", simdjson, simdjson / ours.seconds, ""});
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
  if (run.status != 0) print({"reading alone", {}, "", {}, {}, trouble(settings, run)});
}

void shipped_rows(const Settings& settings) {
  constexpr int kRuns = 20;
  const std::string& report = report_path(settings);
  const Run jq = median_run({"jq", ".", settings.data}, report, settings.timeout, kRuns);
  for (const bool json : {true, false}) {
    std::vector<std::string> command = {settings.program, "reconcile", settings.data};
    if (json) command.emplace_back("--json");
    const Run ours = median_run(command, report, settings.timeout, kRuns);
    Line line{json ? "the shipped ledger, --json" : "the shipped ledger, text", ours, "jq .", {}, {}, ""};
    line.notes = trouble(settings, ours);
    if (jq.status != 0) {
      line.notes = "jq: skipped, not installed";
    } else if (ours.status == 0) {
      line.theirs = jq.seconds;
      line.ratio = jq.seconds / ours.seconds;
      line.notes = fmt::format("median of {} runs", kRuns);
    }
    print(line);
  }
}

}  // namespace reltrack::bench
