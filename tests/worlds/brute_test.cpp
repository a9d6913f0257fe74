// reconcile() against brute force on thousands of random tiny ledgers. RELTRACK_SEED and RELTRACK_LEDGERS in the
// environment ask for others, or for more; a failure prints the smallest ledger found that still fails.
#include "brute.hpp"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <string>

#include "catch.hpp"
#include "reltrack/reconcile.hpp"
#include "reltrack/report.hpp"
#include "trial.hpp"

namespace reltrack::judge {
namespace {

std::vector<std::string> against_brute(const Case& what) {
  try {
    return compare_with_reconcile(what, make_brute).lines;
  } catch (const TooManyWorlds&) {
    return {};
  }
}

void check(const Trial& trial, const Fault& fault) {
  const Outcome outcome = run(trial, fault);
  if (outcome.lines.empty()) return;
  const Trial small = shrink(trial, fault);
  FAIL_CHECK(describe(small, run(small, fault).lines));
}

template <typename Change>
void check_many(const char* what, std::uint64_t first, std::uint64_t otherwise, const RandomSize& size,
                const Fault& fault, const Change& change) {
  const std::uint64_t seed = from_environment("RELTRACK_SEED", first);
  const std::uint64_t ledgers = from_environment("RELTRACK_LEDGERS", otherwise);
  std::cout << what << ": seed " << seed << ", " << ledgers << " ledgers\n";
  for (std::uint64_t i = 0; i < ledgers; ++i) {
    Trial trial = random_trial(seed + i, size);
    change(trial);
    INFO("seed " << seed + i);
    check(trial, fault);
  }
}

constexpr RandomSize kTiny{4, 3, 1, true};
constexpr RandomSize kAmbiguous{4, 3, 1, true, true};
constexpr RandomSize kSmall{};

// The report, which is to be the same to the byte, and the same facts.
std::vector<std::string> told(const Ledger& ledger, const Selection& selection, const std::vector<Rule>& dropped) {
  ReconcileOptions options;
  options.dropped = dropped;
  try {
    return {json_report(ledger, reconcile(ledger, selection, options), {})};
  } catch (const TrustBroken&) {
    return {"trust broken"};
  }
}

std::vector<std::string> first_difference(const std::string& a, const std::string& b) {
  const auto at = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  const auto place = static_cast<std::size_t>(at.first - a.begin());
  const std::size_t from = place < 100 ? 0 : place - 100;
  return {"reports differ: ..." + a.substr(from, 200), "shuffled:       ..." + b.substr(from, 200)};
}

// Claims only: a shuffled ledger, read again.
Fault order_matters(const Trial& trial, std::uint64_t seed) {
  return [&trial, seed](const Case& what) -> std::vector<std::string> {
    Trial shuffled = trial;
    Dice dice(seed);
    std::vector<DraftClaim>& claims = shuffled.draft.claims;
    for (std::size_t i = claims.size(); i > 1; --i) {
      std::swap(claims[i - 1], claims[static_cast<std::size_t>(dice.between(0, static_cast<int>(i) - 1))]);
    }
    const std::vector<std::string> as_given = told(*what.ledger, *what.selection, what.dropped);
    std::vector<std::string> out;
    run(shuffled, [&](const Case& other) -> std::vector<std::string> {
      const std::vector<std::string> again = told(*other.ledger, *other.selection, other.dropped);
      if (again != as_given) out = first_difference(as_given[0], again[0]);
      return {};
    });
    return out;
  };
}

}  // namespace

// In four, which run side by side.
TEST_CASE("reconcile agrees with brute force on tiny ledgers, from 1") {
  check_many("brute force", 1, 500, kTiny, against_brute, [](Trial&) {});
}

TEST_CASE("reconcile agrees with brute force on tiny ledgers, from 501") {
  check_many("brute force", 501, 500, kTiny, against_brute, [](Trial&) {});
}

TEST_CASE("reconcile agrees with brute force on tiny ledgers, from 1001") {
  check_many("brute force", 1001, 500, kTiny, against_brute, [](Trial&) {});
}

TEST_CASE("reconcile agrees with brute force on tiny ledgers, from 1501") {
  check_many("brute force", 1501, 500, kTiny, against_brute, [](Trial&) {});
}

TEST_CASE("reconcile agrees with brute force on tiny ledgers of many readings") {
  check_many("brute force, many readings", 1, 1000, kAmbiguous, against_brute, [](Trial&) {});
}

TEST_CASE("reconcile agrees with brute force with a rule switched off") {
  static const Rule rules[] = {Rule::never_falls, Rule::part_of_whole, Rule::disjoint_parts, Rule::balance,
                               Rule::no_negative};
  for (const Rule rule : rules) {
    check_many("brute force, a rule switched off", 1, 150, kTiny, against_brute,
               [&](Trial& trial) { trial.dropped = {rule}; });
  }
}

TEST_CASE("the order of claims changes nothing") {
  const std::uint64_t seed = from_environment("RELTRACK_SEED", 1);
  const std::uint64_t ledgers = from_environment("RELTRACK_LEDGERS", 200);
  std::cout << "order of claims: seed " << seed << ", " << ledgers << " ledgers\n";
  for (std::uint64_t i = 0; i < ledgers; ++i) {
    const Trial trial = random_trial(seed + i, kSmall);
    const Outcome outcome = run(trial, order_matters(trial, seed + i));
    if (!outcome.lines.empty()) FAIL_CHECK("seed " << seed + i << "\n" << describe(trial, outcome.lines));
  }
}

}  // namespace reltrack::judge
