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

// A ledger's findings, who answers questions about it, and the claims that can be asked about: of one reading, a number
// of people, and in force.
struct Asking {
  explicit Asking(const Case& what)
      : ledger(*what.ledger),
        options(options_for(what)),
        found(reconcile(ledger, *what.selection, options)),
        checker(ledger, *what.selection, options) {
    for (Index c = 0; c < ledger.claims.size(); ++c) {
      const Claim& claim = ledger.claims[c];
      const auto& figure = claim.readings.front().figure;
      if (claim.readings.size() == 1 && figure && !figure->percent && !found.claims[c].ranges.empty())
        claims.push_back(c);
    }
  }

  static ReconcileOptions options_for(const Case& what) {
    ReconcileOptions out;
    out.dropped = what.dropped;
    return out;
  }

  const Ledger& ledger;
  const ReconcileOptions options;
  const Findings found;
  Checker checker;
  std::vector<Index> claims;
};

// What check() says of each claim on file, against what reconcile() says.
std::vector<std::string> against_reconcile(const Case& what) {
  std::vector<std::string> out;
  Asking asking(what);
  for (const Index c : asking.claims) {
    const Claim& claim = asking.ledger.claims[c];
    const CheckFindings answer = asking.checker.check(question_of(claim.readings.front()));
    const ClaimFinding& finding = asking.found.claims[c];
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
    // "At least none" says nothing that reconcile() could find borne out.
    const Reading& reading = claim.readings.front();
    const CountRange& people = reading.figure->people;
    if (people.min == 0 && (!people.max || reading.basis == Basis::verified)) continue;
    if (finding.status == Status::corroborated && !borne_out) say("corroborated in reconcile alone");
    if (borne_out && finding.status != Status::corroborated && finding.status != Status::alone)
      say("corroborated in check alone");
  }
  return out;
}

// A figure that takes in all that the record leaves open follows from it, or somebody says it; a wider one is no worse.
std::vector<std::string> wider_is_no_worse(const Case& what) {
  std::vector<std::string> out;
  Asking asking(what);
  for (const Index c : asking.claims) {
    const Claim& claim = asking.ledger.claims[c];
    const Reading& reading = claim.readings.front();
    for (const Count low : {Count{0}, Count{1}, Count{3}, Count{8}}) {
      const CheckFindings narrow = asking.checker.check(asked(reading, low, low + 1));
      if (reading.basis == Basis::verified) continue;  // it says no range but its own
      const CheckFindings wide = asking.checker.check(asked(reading, std::max<Count>(0, low - 2), low + 4));
      if (printable(narrow.verdict) && !printable(wide.verdict))
        out.push_back(fmt::format("{}: {} may be printed, and wider may not", claim.id, low));
      if (!narrow.said_by.empty() || !narrow.others || !narrow.others->range.min) continue;
      const CountRange& range = narrow.others->range;
      if (*range.min < 0) continue;
      const CheckFindings all = asking.checker.check(asked(reading, *range.min, range.max));
      if (!printable(all.verdict)) out.push_back(fmt::format("{}: the range {} does not follow", claim.id, *range.min));
    }
  }
  return out;
}

// The readings of a claim that hold say their figures; one that is out beside them says nothing, and is told.
std::vector<std::string> readings_are_told(const Case& what) {
  std::vector<std::string> out;
  Asking asking(what);
  const auto& readings = asking.found.readings;
  for (const ReadingFinding& found : readings) {
    const Reading& reading = asking.ledger.claims[found.claim].readings[found.reading];
    if (!reading.figure || reading.figure->percent || reading.basis == Basis::announced) continue;
    const bool any_holds = std::any_of(readings.begin(), readings.end(),
                                       [&](const ReadingFinding& f) { return f.claim == found.claim && f.holds; });
    const CheckFindings answer = asking.checker.check(question_of(reading));
    const auto& said_by = answer.said_by;
    const bool said = std::count(said_by.begin(), said_by.end(), found.claim) > 0;
    const auto is_this = [&](const ReadingFinding& f) { return f.claim == found.claim && f.reading == found.reading; };
    const bool told = std::any_of(answer.ruled_out.begin(), answer.ruled_out.end(), is_this);
    const auto say = [&](std::string_view words) {
      out.push_back(fmt::format("{}, reading {}: {}", asking.ledger.claims[found.claim].id, found.reading, words));
    };
    if ((found.holds || !any_holds) && !said) say("may be meant, and is not said");
    if (!found.holds && any_holds && told != said_by.empty()) say("is out, and not told where nobody says it");
  }
  return out;
}

void check_all(std::uint64_t seed, const Fault& fault) {
  std::size_t asked_about = 0;
  std::cout << "check: seed " << seed << ", " << kLedgers << " ledgers\n";
  for (std::uint64_t i = 0; i < kLedgers; ++i) {
    Trial trial = random_trial(seed + i, {});
    trial.trust.clear();
    const Outcome outcome = run(trial, [&](const Case& what) {
      asked_about += what.ledger->claims.size();
      return fault(what);
    });
    if (!outcome.lines.empty()) FAIL_CHECK("seed " << seed + i << "\n" << describe(trial, outcome.lines));
  }
  CHECK(asked_about > kLedgers);
}

}  // namespace

TEST_CASE("check agrees with reconcile about claims on file") { check_all(1, against_reconcile); }

TEST_CASE("a reading that is out says nothing, and is told") { check_all(10001, readings_are_told); }

TEST_CASE("a wider figure is no worse, and a range follows from the record") { check_all(5001, wider_is_no_worse); }

}  // namespace reltrack::judge
