// One story: the whole program against linear solvers that answer its implied ranges alone.
#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "questions.hpp"
#include "reltrack/reader.hpp"
#include "reltrack/reconcile.hpp"
#include "reltrack/report.hpp"
#include "rows.hpp"

namespace reltrack::bench {
namespace {

using Answers = std::map<std::string, CountRange>;  // by claim id

Ledger read(const std::string& path) {
  ReadResult result = read_ledger({{path, read_file(path)}});
  if (!result.ledger) throw std::runtime_error(path + " has errors");
  return std::move(*result.ledger);
}

Answers answers_of(const Settings& settings) {
  const auto count = [](const nlohmann::json& end) {
    return end.is_null() ? std::nullopt : std::optional<Count>(end.get<Count>());
  };
  Answers answers;
  const auto report = nlohmann::json::parse(read_file(report_path(settings)));
  for (const auto& claim : report.at("claims")) {
    if (!claim.contains("implied")) continue;
    const auto& implied = claim["implied"];
    answers[claim["id"]] = {count(implied.at("min")), count(implied.at("max"))};
  }
  return answers;
}

// The solvers work on fractions in floating point; the counts between are whole.
constexpr double kTolerance = 1e-5;

CountRange whole(const std::optional<double>& least, const std::optional<double>& greatest) {
  CountRange range;
  if (least) range.min = static_cast<Count>(std::ceil(*least - kTolerance));
  if (greatest) range.max = static_cast<Count>(std::floor(*greatest + kTolerance));
  return range;
}

// How a peer is asked. `fresh`: each question by a new solver, as modelling layers do; otherwise each solver goes on
// from its last answer.
struct Way {
  Peer peer;
  Unknowns unknowns = Unknowns::stretches;
  bool fresh = false;
};

// What is answered before the time is up.
Answers solve(const Way& way, const Ledger& ledger, int timeout) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(timeout);
  Answers answers;
  for (const LinearProgram& program : implied_range_programs(ledger, way.unknowns)) {
    auto solver = way.peer.open(program);
    for (const Goal& goal : program.goals) {
      if (std::chrono::steady_clock::now() > end) return answers;
      if (way.fresh) solver = way.peer.open(program);
      const auto least = solver->extreme(goal.least, false);
      if (way.fresh) solver = way.peer.open(program);
      answers[ledger.claims[goal.claim].id] = whole(least, solver->extreme(goal.greatest, true));
    }
  }
  return answers;
}

std::string text(const std::optional<Count>& count) { return count ? std::to_string(*count) : "none"; }

std::string compare(const Answers& ours, const Answers& theirs) {
  if (ours.empty()) return "no report to compare with";
  std::size_t equal = 0;
  std::string first;
  for (const auto& [id, range] : theirs) {
    const auto found = ours.find(id);
    if (found != ours.end() && found->second == range) {
      ++equal;
    } else if (first.empty()) {
      const CountRange mine = found == ours.end() ? CountRange() : found->second;
      first = fmt::format("; {} differs: {}..{} here, {}..{} there", id, text(mine.min), text(mine.max),
                          text(range.min), text(range.max));
    }
  }
  return fmt::format("{} of {} ranges equal{}", equal, theirs.size(), first);
}

void against(const Settings& settings, const Way& way, const std::string& path, const Run& ours) {
  Line line;
  line.what = fmt::format("  {}, ranges alone, unknowns by {}{}", way.peer.name,
                          way.unknowns == Unknowns::sums ? "moment" : "stretch", way.fresh ? ", afresh" : "");
  if (!way.peer.installed) {
    line.notes = "skipped: not installed when this was built";
    print(line);
    return;
  }
  const Run asked = in_child(2 * settings.timeout, [&] {
    const Ledger ledger = read(path);
    Answers theirs;
    const double seconds = seconds_of([&] { theirs = solve(way, ledger, settings.timeout); });
    line.seconds = seconds;
    if (ours.status == 0) line.ratio = seconds / ours.seconds;
    line.notes = compare(ours.status == 0 ? answers_of(settings) : Answers(), theirs);
    const std::size_t left = ledger.claims.size() - theirs.size();
    if (left > 0) line.notes += fmt::format("; time is up with {} to go, so the ratio is more", left);
    print(line);
  });
  if (asked.status == 0) return;
  line.notes = trouble(settings, asked);
  print(line);
}

// What each part of the work takes, in one process: as the program tells of its progress.
void parts(const Settings& settings, const std::string& path) {
  const Run run = in_child(settings.timeout, [&] {
    std::vector<std::pair<std::string, double>> parts;
    auto last = std::chrono::steady_clock::now();
    const auto begin = [&](const std::string& part) {
      const auto now = std::chrono::steady_clock::now();
      if (!parts.empty()) parts.back().second += std::chrono::duration<double>(now - last).count();
      last = now;
      if (parts.empty() || parts.back().first != part) parts.emplace_back(part, 0);
    };
    const std::vector<InputFile> files = {{path, read_file(path)}};
    begin("reading");
    const ReadResult result = read_ledger(files);
    begin("encoding");
    std::vector<std::string> unknown;
    const Selection selection = select(*result.ledger, {}, unknown);
    ReconcileOptions options;
    options.progress = [&](const std::string& what) { begin(what.substr(0, what.find(':'))); };
    const Findings findings = reltrack::reconcile(*result.ledger, selection, options);
    begin("writing");
    const std::string report = json_report(*result.ledger, findings, ReportOptions());
    begin("");
    double all = 0;
    for (const auto& part : parts) all += part.second;
    for (const auto& [name, seconds] : parts) {
      if (name.empty()) continue;
      print({fmt::format("  of which {}", name), seconds, 0, {}, fmt::format("{:.0f} %", 100 * seconds / all)});
    }
  });
  if (run.status != 0) print({"  of which", {}, 0, {}, trouble(settings, run)});
}

}  // namespace

void story_rows(const Settings& settings) {
  std::vector<Way> ways;
  for (const Peer& peer : {glpk_peer(), clp_peer()}) {
    ways.push_back({peer, Unknowns::stretches, false});
    ways.push_back({peer, Unknowns::sums, false});
    if (settings.fresh) ways.push_back({peer, Unknowns::sums, true});
  }
  ways.push_back({z3_peer(), Unknowns::sums, false});  // by stretches it takes longer
  for (const bool hours : {true, false}) {
    Shape shape;
    shape.claims = settings.claims.value_or(settings.quick ? 50 : 1000);
    shape.days = settings.days.value_or(settings.quick ? 20 : 60);
    shape.hours = hours;
    const std::string path = ledger_file(settings, shape);
    const Run ours = reconcile(settings, path);
    print(line_of(settings, describe(shape), ours));
    if (ours.status == 0) parts(settings, path);
    for (const Way& way : ways) against(settings, way, path, ours);
  }
}

}  // namespace reltrack::bench
