// reconcile() against Z3 on random ledgers; with --brute, Z3 against brute force on tiny ones, to judge the judge.
//
//   oracle [--ledgers N] [--seed S] [--brute] [--finish] [--skip overlap] [--keep DIR] [--most N]
//   oracle --cases DIR
//
// --finish takes work left unfinished for a difference: ledgers as small as these should never meet the search bound.
// --skip leaves out facts whose name begins so: conflict, problem, reading, implied, own, overlap, status.
// A difference is printed with the smallest ledger found that still has one; --keep writes it as a case file besides,
// for tests/worlds/cases. After --most of them (3) the run ends. --cases holds the cases kept there against Z3 again.
// Ledger number i of seed S is ledger number 0 of seed S + i, so that one can be had again alone.
#include "oracle.hpp"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "brute.hpp"
#include "case_file.hpp"
#include "compare.hpp"
#include "trial.hpp"

namespace reltrack::judge {
namespace {

struct Arguments {
  std::uint64_t ledgers = 150;
  std::uint64_t seed = 1;
  std::uint64_t most = 3;  // as many differences as one wants to read at a time
  std::string keep, cases;
  bool brute = false, finish = false;
  std::vector<std::string> skip;
};

struct Tally {
  std::uint64_t refused = 0, unfinished = 0, skipped = 0, gave_up = 0, conflicting = 0, failed = 0;
};

Arguments read_arguments(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--brute") {
      out.brute = true;
    } else if (name == "--finish") {
      out.finish = true;
    } else if (i + 1 < argc && (name == "--ledgers" || name == "--seed" || name == "--most")) {
      (name == "--seed" ? out.seed : name == "--most" ? out.most : out.ledgers) = std::strtoull(argv[++i], nullptr, 10);
    } else if (i + 1 < argc && (name == "--keep" || name == "--cases")) {
      (name == "--keep" ? out.keep : out.cases) = argv[++i];
    } else if (i + 1 < argc && name == "--skip") {
      out.skip.emplace_back(argv[++i]);
    } else {
      std::cerr << "oracle: usage: oracle [--ledgers N] [--seed S] [--brute] [--finish] [--skip FACT] [--keep DIR]\n"
                   "                     [--most N] | --cases DIR\n";
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

void keep(const Arguments& arguments, std::uint64_t seed, const Trial& small) {
  if (arguments.keep.empty()) return;
  const std::string from = "seed " + std::to_string(seed) + (arguments.brute ? ", tiny" : "");
  run(small, [&](const Case& what) -> std::vector<std::string> {
    std::filesystem::create_directories(arguments.keep);
    std::ofstream(arguments.keep + "/seed-" + std::to_string(seed) + ".json")
        << case_text(small, facts(what, expect(what, make_oracle)), from);
    return {};
  });
}

int run_all(const Arguments& arguments) {
  std::cout << "seed " << arguments.seed << ", " << arguments.ledgers << " ledgers" << std::endl;
  Tally tally;
  RandomSize size;
  if (arguments.brute) size = {4, 3, 1, true};
  const Fault fault = [&](const Case& what) -> std::vector<std::string> {
    try {
      return arguments.brute ? judge_the_judge(what, tally) : judge_reconcile(what, arguments, tally);
    } catch (const GaveUp&) {
      ++tally.gave_up;
      return {};
    }
  };
  for (std::uint64_t i = 0; i < arguments.ledgers && tally.failed < arguments.most; ++i) {
    const Trial trial = random_trial(arguments.seed + i, size);
    const Outcome outcome = run(trial, fault);
    if (!outcome.read) ++tally.refused;
    if (outcome.lines.empty()) continue;
    ++tally.failed;
    std::cout << "\nledger of seed " << arguments.seed + i << " differs; shrinking" << std::endl;
    const Trial small = shrink(trial, fault);
    std::cout << describe(small, run(small, fault).lines) << std::endl;
    keep(arguments, arguments.seed + i, small);
  }
  std::cout << "refused by the reader " << tally.refused << ", unfinished " << tally.unfinished
            << ", too large for brute force " << tally.skipped << ", for Z3 " << tally.gave_up << ", differing "
            << tally.failed << "\n";
  return tally.failed == 0 ? 0 : 1;
}

// Whether the facts that stand in the cases are what Z3 says.
int judge_cases(const std::string& folder) {
  int failed = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const CaseFile kept = read_case(entry.path().string());
    const Outcome outcome = run(kept.ledger, kept.way, [&](const Case& what) {
      return differences(facts(what, expect(what, make_oracle)), kept.facts);
    });
    if (outcome.read && outcome.lines.empty()) continue;
    ++failed;
    std::cout << entry.path().string() << (outcome.read ? " says otherwise\n" : " is refused by the reader\n");
    for (const std::string& line : outcome.lines) std::cout << line << "\n";
  }
  return failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace reltrack::judge

int main(int argc, char** argv) {
  const reltrack::judge::Arguments arguments = reltrack::judge::read_arguments(argc, argv);
  return arguments.cases.empty() ? reltrack::judge::run_all(arguments) : reltrack::judge::judge_cases(arguments.cases);
}
