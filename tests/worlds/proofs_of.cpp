#include "proofs_of.hpp"

#include <map>

#include "proof_check.hpp"
#include "reconcile/shortfall.hpp"

namespace reltrack::worlds {
namespace {

constexpr std::uint64_t kEffort = 3000;

Form negated(Form form) {
  for (Term& t : form.terms) t.times = -t.times;
  return form;
}

}  // namespace

std::optional<std::string> flaw_of(const Proof& proof) {
  const Proof& p = proof;
  return p.form ? check_bound(*p.model, p.members, p.given, *p.form, p.bound, p.why)
                : check_refutation(*p.model, p.members, p.given, p.why);
}

Proofs::Proofs(const judge::Case& what)
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
  placed_ = encode(*what.ledger, *what.selection, Bindingness::joint, what.dropped, both_ends_of(all_));
  take("joint, placed", placed_, all_);
}

void Proofs::take(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims) {
  Effort effort{kEffort, 0};
  Scope search(encoding, claims, {}, effort);
  search.find_all();
  for (const Clash& clash : search.clashes()) {
    const std::vector<bool> members = members_of(encoding, clash.claims);
    list_.push_back({scope + ": a conflict", &encoding.model, members, {}, {}, 0, clash.why});
    effort.used = 0;
    const Shortfall off = shortfall(encoding, clash, {}, effort);
    list_.push_back({scope + ": by how much", &encoding.model, members, {}, {}, 0, off.why});
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
  pairs(scope, encoding, kept);
}

// Why two claims cannot be meant so, both at once.
void Proofs::pairs(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims) {
  for (Index c : claims) {
    for (Index d : claims) {
      if (c >= d || encoding.choice[c] < 0 || encoding.choice[d] < 0) continue;
      for (Index r = 0; r < encoding.regions[c].size(); ++r) {
        for (Index s = 0; s < encoding.regions[d].size(); ++s) {
          const std::vector<Split> given{encoding.meant(c, r), encoding.meant(d, s)};
          const std::vector<bool> members = members_of(encoding, claims);
          Effort effort{kEffort, 0};
          System system(encoding.model, members, {}, effort, given);
          if (system.possible() != Answer::no) continue;
          refuted(system, {scope + ": two readings", &encoding.model, members, given, {}, 0, {}});
        }
      }
    }
  }
}

void Proofs::ask(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims,
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

void Proofs::refuted(System& system, Proof proof) {
  proof.why = system.refutation();
  list_.push_back(std::move(proof));
}

void Proofs::ask_ends(System& system, const Form& form, Proof proof, Effort& effort) {
  effort.used = 0;
  if (const auto [end, why] = system.explained_least(form); end.value && end.tight) {
    proof.form = form;
    proof.bound = *end.value;
    proof.why = why;
    list_.push_back(proof);
  }
  effort.used = 0;
  if (const auto [end, why] = system.explained_greatest(form); end.value && end.tight) {
    proof.form = negated(form);
    proof.bound = -*end.value;
    proof.why = why;
    list_.push_back(proof);
  }
}

}  // namespace reltrack::worlds
