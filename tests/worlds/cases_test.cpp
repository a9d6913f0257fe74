// Each file in cases/: reconcile() says what the judge said when the case was kept, and its proofs add up.
#include <algorithm>
#include <filesystem>

#include "case_file.hpp"
#include "catch.hpp"
#include "proofs_of.hpp"
#include "reltrack/reconcile.hpp"

namespace reltrack::judge {

TEST_CASE("the cases that were kept") {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(RELTRACK_SOURCE_DIR "/tests/worlds/cases")) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  CHECK_FALSE(paths.empty());
  for (const std::string& path : paths) {
    INFO(path);
    const CaseFile kept = read_case(path);
    const Outcome outcome = run(kept.ledger, kept.way, [&](const Case& what) {
      std::vector<std::string> lines = compare_with_reconcile(what, kept.facts).lines;
      const worlds::Proofs proofs(what);
      for (const worlds::Proof& proof : proofs.list()) {
        if (const auto flaw = flaw_of(proof)) lines.push_back(proof.what + ": " + *flaw);
      }
      return lines;
    });
    CHECK(outcome.read);
    if (!kept.open) {
      const std::vector<std::string> none;
      CHECK(outcome.lines == none);
    } else if (outcome.lines.empty()) {
      WARN("right by now: drop its `open`");
    }
  }
}

// Whatever the fault, what is left is as small as it gets: no step further keeps it.
TEST_CASE("a fault is shrunk to the least that has it") {
  const Fault fault = [](const Case& what) -> std::vector<std::string> {
    Findings found;
    try {
      found = reconcile(*what.ledger, *what.selection, {});
    } catch (const TrustBroken&) {
      return {};
    }
    const bool far = std::any_of(found.conflicts.begin(), found.conflicts.end(),
                                 [](const Conflict& c) { return c.scope == "joint" && c.shortfall.value_or(0) >= 3; });
    return far ? std::vector<std::string>{"short by 3"} : std::vector<std::string>{};
  };
  int shrunk = 0;
  for (std::uint64_t seed = 1; shrunk < 3; ++seed) {
    const Trial trial = random_trial(seed, {});
    if (run(trial, fault).lines.empty()) continue;
    ++shrunk;
    const Trial small = shrink(trial, fault);
    INFO("seed " << seed << "\n" << describe(small, {}));
    CHECK(run(small, fault).lines.size() == 1);
    CHECK(small.draft.claims.size() <= 3);
    CHECK(small.draft.sources.size() == 2);
    CHECK(small.dropped.empty());
    for (const Draft& less : smaller(small.draft)) {
      CHECK(run(json_text(less), small, fault).lines.empty());
    }
    // And it survives being written to a file.
    CHECK(run(case_text(small, {}, "a test"), small, fault).lines.size() == 1);
  }
}

}  // namespace reltrack::judge
