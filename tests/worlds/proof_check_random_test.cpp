// The checker of proofs on every certificate of random ledgers, and on certificates spoilt on purpose. RELTRACK_SEED
// and RELTRACK_LEDGERS in the environment ask for other ledgers, or for more.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>

#include "catch.hpp"
#include "reconcile/conflicts.hpp"
#include "spoilt_proof.hpp"
#include "trial.hpp"
#include "worlds/proof_check.hpp"

namespace reltrack::worlds {
namespace {

using Asked = judge::Case;
using judge::Dice;
using Flaw = std::optional<std::string>;

std::size_t ix(int i) { return static_cast<std::size_t>(i); }

Flaw flaw_of(const Proof& p) {
  return p.form ? check_bound(*p.model, p.members, p.given, *p.form, p.bound, p.why)
                : check_refutation(*p.model, p.members, p.given, p.why);
}

Form negated(Form form) {
  for (Term& t : form.terms) t.times = -t.times;
  return form;
}

// Every proof that a ledger leads to: of conflicts, and of both ends of ranges.
class Proofs {
 public:
  explicit Proofs(const Asked& what)
      : what_(what),
        account_(encode(*what.ledger, *what.selection, Bindingness::account, what.dropped)),
        joint_(encode(*what.ledger, *what.selection, Bindingness::joint, what.dropped)) {
    std::map<std::string, std::vector<Index>> scopes;
    for (Index c = 0; c < account_.binds.size(); ++c) {
      if (account_.binds[c]) scopes[what.ledger->side_of(what.ledger->claims[c])].push_back(c);
      if (joint_.binds[c]) all_.push_back(c);
    }
    for (const auto& [side, claims] : scopes) take(side, account_, claims);
    take("joint", joint_, all_);
    // With every uncertain end a moment of the model, orders matter more.
    placed_ = encode(*what.ledger, *what.selection, Bindingness::joint, what.dropped, all_);
    take("joint, placed", placed_, all_);
  }
  Proofs(const Proofs&) = delete;
  Proofs& operator=(const Proofs&) = delete;

  const std::vector<Proof>& list() const { return list_; }

 private:
  static constexpr std::uint64_t kEffort = 3000;

  void take(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims) {
    Effort effort{kEffort, 0};
    Scope search(encoding, claims, {}, effort);
    search.find_all();
    for (const Clash& clash : search.clashes()) {
      list_.push_back(
          {scope + ": a conflict", &encoding.model, members_of(encoding, clash.claims), {}, {}, 0, clash.why});
    }
    // Of claims in conflict the later ones are left out, so that there are worlds to ask about.
    std::vector<Index> kept;
    for (Index c : claims) {
      kept.push_back(c);
      Effort more{kEffort, 0};
      Scope so_far(encoding, kept, {}, more);
      if (so_far.consistent(kept) != Answer::yes) kept.pop_back();
    }
    for (Index c : claims) ask(scope, encoding, claims, kept, c);
  }

  void ask(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims,
           const std::vector<Index>& kept, Index c) {
    for (std::size_t r = 0; r < encoding.regions[c].size(); ++r) {
      std::vector<Split> given;
      if (encoding.choice[c] >= 0) {
        given.emplace_back();
        given.back().choice = encoding.choice[c];
        given.back().option = static_cast<int>(r);
      }
      const std::string name = scope + ": " + what_.ledger->claims[c].id + "#" + std::to_string(r);
      for (const auto& others : {claims, kept}) {
        std::vector<bool> members = members_of(encoding, others);
        members[ix(Members::presence(c))] = true;
        members[ix(Members::figure(c))] = false;
        const Region& region = encoding.regions[c][r];
        const std::vector<Form> asked{region.widest, region.narrowest};
        Effort effort{kEffort, 0};
        System system(encoding.model, members, asked, effort, given);
        const Proof proof{name, &encoding.model, members, given, {}, 0, {}};
        if (system.possible() == Answer::no) refuted(system, proof);
        if (system.possible() != Answer::yes) continue;
        for (const Form& form : asked) ask_ends(system, form, proof, effort);
        break;
      }
    }
  }

  void refuted(System& system, Proof proof) {
    proof.why = system.refutation();
    list_.push_back(std::move(proof));
  }

  void ask_ends(System& system, const Form& form, Proof proof, Effort& effort) {
    effort.used = 0;
    if (const End end = system.least(form); end.value && end.tight) {
      proof.form = form;
      proof.bound = *end.value;
      effort.used = 0;
      proof.why = system.why_least(form);
      list_.push_back(proof);
    }
    effort.used = 0;
    if (const End end = system.greatest(form); end.value && end.tight) {
      proof.form = negated(form);
      proof.bound = -*end.value;
      effort.used = 0;
      proof.why = system.why_greatest(form);
      list_.push_back(proof);
    }
  }

  const Asked& what_;
  Encoding account_, joint_, placed_;
  std::vector<Index> all_;
  std::vector<Proof> list_;
};

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

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
