// One story: the whole program against linear solvers that answer its implied ranges alone.
#include <fmt/format.h>

#include <array>
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

Answers solve(const Peer& peer, const Ledger& ledger, Unknowns unknowns) {
  Answers answers;
  for (const LinearProgram& program : implied_range_programs(ledger, unknowns)) {
    const auto solver = peer.open(program);
    for (const Goal& goal : program.goals) {
      const auto least = solver->extreme(goal.least, false);
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
      first = fmt::format("; first: {} {}..{}, theirs {}..{}", id, text(mine.min), text(mine.max), text(range.min),
                          text(range.max));
    }
  }
  return fmt::format("{} of {} ranges equal{}", equal, theirs.size(), first);
}

void against(const Settings& settings, const Peer& peer, Unknowns unknowns, const std::string& path, const Run& ours) {
  Line line;
  line.other = peer.name + (unknowns == Unknowns::sums ? ", sums" : ", stretches");
  if (!peer.installed) {
    line.notes = "skipped: not installed when this was built";
    print(line);
    return;
  }
  const Run asked = in_child(settings.timeout, [&] {
    const Ledger ledger = read(path);
    Answers theirs;
    line.theirs = seconds_of([&] { theirs = solve(peer, ledger, unknowns); });
    if (ours.status == 0) line.ratio = *line.theirs / ours.seconds;
    line.notes = compare(ours.status == 0 ? answers_of(settings) : Answers(), theirs);
    print(line);
  });
  if (asked.status == 0) return;
  line.notes = trouble(settings, asked);
  if (asked.timed_out && ours.status == 0) line.ratio = settings.timeout / ours.seconds;
  if (line.ratio) line.notes += ", so the ratio is more";
  print(line);
}

// What each part of the work takes, in one process.
void parts(const Settings& settings, const std::string& path) {
  const Run run = in_child(settings.timeout, [&] {
    const std::vector<InputFile> files = {{path, read_file(path)}};
    ReadResult result;
    const double reading = seconds_of([&] { result = read_ledger(files); });
    std::vector<std::string> unknown;
    const Selection selection = select(*result.ledger, {}, unknown);
    Findings findings;
    const double reconciling =
        seconds_of([&] { findings = reltrack::reconcile(*result.ledger, selection, ReconcileOptions()); });
    std::string report;
    const double writing =
        seconds_of([&] { report = json_report(*result.ledger, selection, findings, ReportOptions()); });
    const double all = reading + reconciling + writing;
    const auto line = [&](std::string_view name, double seconds) {
      print({fmt::format("  {}", name), Run{seconds}, "", {}, {}, fmt::format("{:.0f} %", 100 * seconds / all)});
    };
    line("reading", reading);
    line("reconciling", reconciling);
    line("writing", writing);
  });
  if (run.status != 0) print({"  parts of the work", {}, "", {}, {}, trouble(settings, run)});
}

}  // namespace

void story_rows(const Settings& settings) {
  for (const bool hours : {true, false}) {
    Shape shape;
    shape.claims = settings.claims.value_or(settings.quick ? 50 : 1000);
    shape.days = settings.days.value_or(settings.quick ? 20 : 60);
    shape.hours = hours;
    const std::string path = ledger_file(settings, shape);
    const Run ours = reconcile(settings, path);
    print({describe(shape), ours, "", {}, {}, trouble(settings, ours)});
    for (const Peer& peer : {glpk_peer(), clp_peer(), z3_peer()}) {
      for (const Unknowns unknowns : {Unknowns::stretches, Unknowns::sums}) {
        against(settings, peer, unknowns, path, ours);
      }
    }
    if (ours.status == 0) parts(settings, path);
  }
}

}  // namespace reltrack::bench
