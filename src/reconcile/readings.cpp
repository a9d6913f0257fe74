// Which readings of a claim fit the uncontested claims of the joint system and of its own account.
#include <algorithm>

#include "reconcile/record.hpp"

namespace reltrack {

namespace {

class Readings {
 public:
  Readings(const Record& record, Findings& findings) : record_(record), findings_(findings) {}

  void run() {
    for (Index c : record_.binding) {
      const Claim& claim = record_.ledger.claims[c];
      if (claim.readings.size() < 2) continue;
      for (Index r = 0; r < claim.readings.size(); ++r) {
        ReadingFinding finding{c, r, true, std::nullopt};
        if (claim.readings[r].basis != Basis::announced) test(finding);
        findings_.readings.push_back(std::move(finding));
      }
    }
  }

 private:
  void test(ReadingFinding& finding) {
    const std::string& side = record_.side(finding.claim);
    test(finding, side, record_.account, record_.uncontested_account(side));
    if (finding.holds) test(finding, "joint", record_.joint, record_.uncontested_joint(""));
  }

  void test(ReadingFinding& finding, const std::string& name, const Encoding& encoding, std::vector<Index> claims) {
    const auto at = std::ranges::lower_bound(claims, finding.claim);
    if (at == claims.end() || *at != finding.claim) claims.insert(at, finding.claim);
    const worlds::Split given = encoding.meant(finding.claim, finding.reading);
    worlds::Effort effort = record_.effort();
    Scope scope(encoding, claims, {}, effort, {given});
    const worlds::Answer answer = scope.consistent(claims);
    if (answer == worlds::Answer::unknown) findings_.search.ranges = false;
    if (answer != worlds::Answer::no) return;
    finding.holds = false;
    const std::optional<Clash> clash = scope.shrink(claims);
    if (!clash) return;
    Conflict conflict;
    // What rules a reading out needs that reading, even where the proof never touches the claim's own bound.
    conflict.claims = clash->claims;
    const auto own = std::ranges::lower_bound(conflict.claims, finding.claim);
    if (own == conflict.claims.end() || *own != finding.claim) conflict.claims.insert(own, finding.claim);
    std::vector<std::string> key = claim_ids(record_.ledger, conflict.claims);
    key.push_back(name);
    key.push_back(record_.ledger.claims[finding.claim].readings[finding.reading].label);
    conflict.id = finding_id('r', key);
    conflict.scope = name;
    effort.used = 0;
    conflict.shortfall = shortfall(encoding, *clash, {given}, effort);
    conflict.proof = to_proof(encoding, clash->why);
    conflict.rests_on = rests_on(record_.ledger, conflict.claims);
    finding.conflict = std::move(conflict);
  }

  const Record& record_;
  Findings& findings_;
};

}  // namespace

bool reading_holds(const Findings& findings, Index claim, Index reading) {
  const auto found = std::ranges::find_if(
      findings.readings, [&](const ReadingFinding& f) { return f.claim == claim && f.reading == reading; });
  return found == findings.readings.end() || found->holds;
}

void find_readings(const Record& record, Findings& findings) { Readings(record, findings).run(); }

}  // namespace reltrack
