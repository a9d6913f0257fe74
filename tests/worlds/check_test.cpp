// check() on random ledgers: it agrees with reconcile() about claims on file, and a wider figure is no worse.
#include "reltrack/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iostream>

#include "catch.hpp"
#include "random_ledger.hpp"
#include "trial.hpp"

namespace reltrack::judge {

namespace {

constexpr int kLedgers = 300;

Question question_of(const Reading& reading) { return {reading, ""}; }

// The same question of a figure from `low` to `high`; none: open above.
Question asked(const Reading& reading, Count low, std::optional<Count> high) {
  Question out{reading, ""};
  out.asked.basis = Basis::asserted;
  const std::string text = high ? fmt::format("{}..{}", low, std::max(low, *high)) : fmt::format(">={}", low);
  out.asked.figure = std::get<Figure>(parse_figure(text));
  return out;
}

bool printable(CheckVerdict verdict) {
  return verdict != CheckVerdict::excluded && verdict != CheckVerdict::unsupported;
}

// The claims that can be asked about: one reading, a number of people, and in force.
std::vector<Index> askable(const Case& what, const Findings& found) {
  std::vector<Index> out;
  for (Index c = 0; c < what.ledger->claims.size(); ++c) {
    const Claim& claim = what.ledger->claims[c];
    const Reading& reading = claim.readings.front();
    if (claim.readings.size() == 1 && reading.figure && !reading.figure->percent && !found.claims[c].ranges.empty())
      out.push_back(c);
  }
  return out;
}

// What check() says of each claim on file, against what reconcile() says.
std::vector<std::string> against_reconcile(const Case& what) {
  std::vector<std::string> out;
  ReconcileOptions options;
  options.dropped = what.dropped;
  const Findings found = reconcile(*what.ledger, *what.selection, options);
  const Checker checker(*what.ledger, *what.selection, options);
  for (const Index c : askable(what, found)) {
    const Claim& claim = what.ledger->claims[c];
    const CheckFindings answer = checker.check(question_of(claim.readings.front()));
    const ClaimFinding& finding = found.claims[c];
    const auto say = [&](const std::string& words) { out.push_back(claim.id + ": " + words); };
    if (std::count(answer.said_by.begin(), answer.said_by.end(), c) != 1) say("does not say its own figure");
    if (answer.said_by.size() != 1) continue;
    const bool contested = finding.status == Status::contested;
    if (contested != !answer.contested.empty()) say("contested in one alone");
    if (contested && answer.verdict != CheckVerdict::disputed) say("contested, and not disputed");
    if (contested || !answer.denied_by.empty()) continue;
    const auto& implied = finding.ranges.front().implied;
    if (implied.has_value() != answer.others.has_value()) say("others say something in one alone");
    if (implied && answer.others && implied->range != answer.others->range) say("others say two things");
    const bool borne_out = answer.verdict == CheckVerdict::corroborated;
    if (finding.status == Status::corroborated && !borne_out) say("corroborated in reconcile alone");
    if (borne_out && finding.status != Status::corroborated && finding.status != Status::alone)
      say("corroborated in check alone");
  }
  return out;
}

// A figure that takes in all that the record leaves open follows from it, or somebody says it; a wider one is no worse.
std::vector<std::string> wider_is_no_worse(const Case& what) {
  std::vector<std::string> out;
  ReconcileOptions options;
  options.dropped = what.dropped;
  const Findings found = reconcile(*what.ledger, *what.selection, options);
  const Checker checker(*what.ledger, *what.selection, options);
  for (const Index c : askable(what, found)) {
    const Reading& reading = what.ledger->claims[c].readings.front();
    for (const Count low : {Count{0}, Count{1}, Count{3}, Count{8}}) {
      const CheckFindings narrow = checker.check(asked(reading, low, low + 1));
      const CheckFindings wide = checker.check(asked(reading, std::max<Count>(0, low - 2), low + 4));
      if (printable(narrow.verdict) && !printable(wide.verdict))
        out.push_back(fmt::format("{}: {} may be printed, and wider may not", what.ledger->claims[c].id, low));
      if (!narrow.said_by.empty() || !narrow.others || !narrow.others->range.min) continue;
      const CountRange& range = narrow.others->range;
      if (*range.min < 0) continue;
      const CheckFindings all = checker.check(asked(reading, *range.min, range.max));
      if (!printable(all.verdict))
        out.push_back(fmt::format("{}: the range {} does not follow", what.ledger->claims[c].id, *range.min));
    }
  }
  return out;
}

void check_all(std::uint64_t seed, const Fault& fault) {
  std::cout << "check: seed " << seed << ", " << kLedgers << " ledgers\n";
  for (std::uint64_t i = 0; i < kLedgers; ++i) {
    Trial trial = random_trial(seed + i, {});
    trial.trust.clear();
    const Outcome outcome = run(trial, fault);
    if (!outcome.lines.empty()) FAIL_CHECK("seed " << seed + i << "\n" << describe(trial, outcome.lines));
  }
}

}  // namespace

TEST_CASE("check agrees with reconcile about claims on file") { check_all(1, against_reconcile); }

TEST_CASE("a wider figure is no worse, and a range follows from the record") { check_all(5001, wider_is_no_worse); }

}  // namespace reltrack::judge
