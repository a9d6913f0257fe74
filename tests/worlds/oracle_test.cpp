// reconcile() against Z3 on random ledgers; with --brute, Z3 against brute force on tiny ones, to judge the judge.
//
//   oracle [--ledgers N] [--seed S] [--brute] [--finish] [--skip overlap]
//
// --finish takes work left unfinished for a difference: ledgers as small as these should never meet the search bound.
// --skip leaves out facts whose name begins so: conflict, problem, reading, implied, own, overlap, status.
// A difference is printed with the smallest ledger found that still has one. Ledger number i of seed S is ledger
// number 0 of seed S + i, so that one can be had again alone.
#include "oracle.hpp"

#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "brute.hpp"
#include "compare.hpp"
#include "trial.hpp"

namespace reltrack::judge {
namespace {

struct Arguments {
  std::uint64_t ledgers = 150;
  std::uint64_t seed = 1;
  bool brute = false, finish = false;
  std::vector<std::string> skip;
};

struct Tally {
  std::uint64_t refused = 0, unfinished = 0, skipped = 0, conflicting = 0, failed = 0;
};

Arguments read_arguments(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--brute") {
      out.brute = true;
    } else if (name == "--finish") {
      out.finish = true;
    } else if (i + 1 < argc && (name == "--ledgers" || name == "--seed")) {
      (name == "--seed" ? out.seed : out.ledgers) = std::strtoull(argv[++i], nullptr, 10);
    } else if (i + 1 < argc && name == "--skip") {
      out.skip.emplace_back(argv[++i]);
    } else {
      std::cerr << "oracle: usage: oracle [--ledgers N] [--seed S] [--brute] [--finish] [--skip FACT]\n";
      std::exit(2);
    }
  }
  return out;
}

std::vector<std::string> judge_reconcile(const Case& what, const Arguments& arguments, Tally& tally) {
  Comparison comparison = compare_with_reconcile(what, make_oracle, arguments.skip);
  if (!comparison.unfinished.empty()) {
    ++tally.unfinished;
    if (arguments.finish) comparison.lines.emplace_back("unfinished");
  }
  return comparison.lines;
}

std::vector<std::string> judge_the_judge(const Case& what, Tally& tally) {
  try {
    const Facts brute = facts(what, expect(what, make_brute));
    if (brute.contains("verdict") && brute.at("verdict") == "conflicting") ++tally.conflicting;
    return differences(brute, facts(what, expect(what, make_oracle)));
  } catch (const TooManyWorlds&) {
    ++tally.skipped;
    return {};
  }
}

// As many as one wants to read at a time.
constexpr std::uint64_t kFailuresShown = 3;

int run_all(const Arguments& arguments) {
  std::cout << "seed " << arguments.seed << ", " << arguments.ledgers << " ledgers" << std::endl;
  Tally tally;
  RandomSize size;
  if (arguments.brute) size = {4, 3, 1, true};
  const Fault fault = [&](const Case& what) {
    return arguments.brute ? judge_the_judge(what, tally) : judge_reconcile(what, arguments, tally);
  };
  for (std::uint64_t i = 0; i < arguments.ledgers && tally.failed < kFailuresShown; ++i) {
    const Trial trial = random_trial(arguments.seed + i, size);
    const Outcome outcome = run(trial, fault);
    if (!outcome.read) ++tally.refused;
    if (outcome.lines.empty()) continue;
    ++tally.failed;
    std::cout << "\nledger of seed " << arguments.seed + i << " differs; shrinking" << std::endl;
    const Trial small = shrink(trial, fault);
    std::cout << describe(small, run(small, fault).lines) << std::endl;
  }
  std::cout << "refused by the reader " << tally.refused << ", unfinished " << tally.unfinished
            << ", too large for brute force " << tally.skipped << ", differing " << tally.failed << "\n";
  return tally.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace reltrack::judge

int main(int argc, char** argv) { return reltrack::judge::run_all(reltrack::judge::read_arguments(argc, argv)); }
