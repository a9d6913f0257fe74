// The checker of proofs on every certificate of random ledgers, and on certificates spoilt on purpose. RELTRACK_SEED
// and RELTRACK_LEDGERS in the environment ask for other ledgers, or for more.
#include <algorithm>
#include <iostream>
#include <map>

#include "catch.hpp"
#include "proofs_of.hpp"
#include "spoilt_proof.hpp"
#include "trial.hpp"

namespace reltrack::worlds {
namespace {

using Asked = judge::Case;
using judge::Dice;
using judge::from_environment;
using Flaw = std::optional<std::string>;

// What the kernel's proofs are made of, so that no kind goes untested unseen.
struct Seen {
  std::uint64_t trials = 0;
  std::size_t proofs = 0;
  std::map<RowRef::Kind, std::size_t> rows;
  std::map<Split::Kind, std::size_t> splits;
  void add(const Certificate& c) {
    for (const Used& used : c.rows) ++rows[used.ref.kind];
    for (const Case& each : c.cases) {
      ++splits[each.split.kind];
      add(each.proof);
    }
  }
};

// Only the order of the moment and the end shows that the part is none: cases that random ledgers seldom need.
judge::Trial needs_orders() {
  judge::Trial out;
  const auto claim = [](const char* id, const char* population, const char* figure) {
    const judge::Fields fields{
        {"source", "\"gov\""}, {"population", population}, {"period", "\"m0/2026-01-02\""}, {"figure", figure}};
    return judge::DraftClaim{id, fields, {}};
  };
  out.draft.sources = {{"gov", {{"name", "\"gov\""}, {"kind", "\"official\""}, {"side", "\"government\""}}}};
  out.draft.populations = {{"p0", {{"label", "\"all\""}}}, {"p1", {{"label", "\"part\""}, {"within", "\"p0\""}}}};
  out.draft.moments = {{"m0", {{"label", "\"some moment\""}}}};
  out.draft.claims = {claim("c0", "\"p1\"", "\">=0\""), claim("c1", "\"p0\"", "\"<=0\"")};
  return out;
}

// A case that needs nothing of what makes it one would do for all.
bool one_case_does(const Proof& proof) {
  return std::ranges::any_of(proof.why.cases, [&](const Case& one) {
    Proof alone = proof;
    alone.why = one.proof;
    return !flaw_of(alone);
  });
}

template <class Visit>
void each_trial(const char* what, std::uint64_t otherwise, Visit&& visit) {
  const std::uint64_t seed = from_environment("RELTRACK_SEED", 1);
  const std::uint64_t ledgers = from_environment("RELTRACK_LEDGERS", otherwise);
  std::cout << what << ": seed " << seed << ", " << ledgers << " ledgers\n";
  for (std::uint64_t i = 0; i < ledgers; ++i) {
    INFO("seed " << seed + i);
    visit(judge::random_trial(seed + i, {}), seed + i);
  }
  visit(needs_orders(), seed);
  // Its search for a least value takes 69 steps, but one that knows the value beforehand more than the bound allows.
  constexpr std::uint64_t kSlowToExplain = 556256;
  visit(judge::random_trial(kSlowToExplain, {}), kSlowToExplain);
}

}  // namespace

TEST_CASE("every certificate of random ledgers adds up") {
  // Enough for every kind of row and of case to come up.
  constexpr std::uint64_t kLedgers = 800;
  Seen seen;
  const judge::Fault fault = [&](const Asked& what) {
    std::vector<std::string> out;
    const Proofs proofs(what);
    for (const Proof& proof : proofs.list()) {
      ++seen.proofs;
      seen.add(proof.why);
      const std::string of = proof.form ? ", a bound of " + std::to_string(proof.bound) : ", no world";
      if (const Flaw flaw = flaw_of(proof)) out.push_back(proof.what + of + ": " + *flaw);
      if (one_case_does(proof)) out.push_back(proof.what + of + ": has cases, and one does for all");
    }
    return out;
  };
  each_trial("certificates", kLedgers, [&](const judge::Trial& trial, std::uint64_t) {
    ++seen.trials;
    if (judge::run(trial, fault).lines.empty()) return;
    const judge::Trial small = judge::shrink(trial, fault);
    FAIL_CHECK(judge::describe(small, judge::run(small, fault).lines));
  });
  std::cout << seen.proofs << " proofs; rows by kind:";
  for (const auto& [kind, n] : seen.rows) std::cout << ' ' << static_cast<int>(kind) << ':' << n;
  std::cout << "; cases by kind:";
  for (const auto& [kind, n] : seen.splits) std::cout << ' ' << static_cast<int>(kind) << ':' << n;
  std::cout << '\n';
  if (seen.trials < kLedgers) return;
  CHECK(seen.rows.size() == 7);
  CHECK(seen.splits.size() == 4);
}

TEST_CASE("no spoilt certificate adds up") {
  std::map<Spoil, std::pair<std::size_t, std::size_t>> caught;  // and those that are proofs still
  each_trial("spoilt certificates", 300, [&](const judge::Trial& trial, std::uint64_t seed) {
    Dice dice(seed);
    const judge::Fault fault = [&](const Asked& what) {
      std::vector<std::string> out;
      const Proofs proofs(what);
      for (std::size_t i = 0; i < std::min<std::size_t>(proofs.list().size(), 12); ++i) {
        const int last = static_cast<int>(proofs.list().size()) - 1;
        const Proof& sound = proofs.list()[ix(dice.between(0, last))];
        for (int how = 0; how < static_cast<int>(Spoil::last); ++how) {
          Proof proof = sound;
          const std::optional<bool> must_fail = spoil(proof, static_cast<Spoil>(how), dice);
          if (!must_fail) continue;
          auto& [fails, holds] = caught[static_cast<Spoil>(how)];
          ++(*must_fail ? fails : holds);
          if (*must_fail != flaw_of(proof).has_value()) {
            out.push_back(proof.what + (*must_fail ? ": not caught: " : ": wrongly refused: ") + std::to_string(how));
          }
        }
      }
      return out;
    };
    const std::vector<std::string> lines = judge::run(trial, fault).lines;
    if (!lines.empty()) FAIL_CHECK(judge::describe(trial, lines));
  });
  for (const auto& [how, counts] : caught) {
    std::cout << "spoilt " << static_cast<int>(how) << ": " << counts.first << " caught, " << counts.second
              << " proofs still\n";
  }
  CHECK(caught.size() == static_cast<std::size_t>(Spoil::last));
}

}  // namespace reltrack::worlds
