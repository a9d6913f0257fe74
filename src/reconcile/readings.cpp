// Which readings of a claim fit the uncontested claims of the joint system and of its own account, and which readings
// of two claims, each of which fits, do not fit together.
#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

#include "reconcile/record.hpp"
#include "reconcile/shortfall.hpp"
#include "worlds/frame.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Split;

void insert_sorted(std::vector<Index>& claims, Index claim) {
  const auto at = std::ranges::lower_bound(claims, claim);
  if (at == claims.end() || *at != claim) claims.insert(at, claim);
}

// One system, asked whether claims of it can be meant so or so. A world met on the way may answer a later question.
class Asked {
 public:
  Asked(const Record& record, std::string scope, const Encoding& encoding, std::vector<Index> claims)
      : record_(record),
        scope_(std::move(scope)),
        encoding_(encoding),
        claims_(std::move(claims)),
        effort_(record.effort()),
        frame_(encoding.model, members_of(encoding, claims_), {}),
        system_(frame_.system(members_of(encoding, claims_), effort_)) {}

  Answer hold(const std::vector<Meant>& meant) {
    const std::vector<Split> given = splits(meant);
    const auto read_so = [&](const auto& world) { return system_->reads(*world, given); };
    if (std::any_of(worlds_.rbegin(), worlds_.rend(), read_so)) return Answer::yes;
    effort_.used = 0;
    worlds::System so(*system_, given);
    const Answer answer = so.possible();
    if (answer == Answer::yes) worlds_.insert(worlds_.end(), so.worlds().begin(), so.worlds().end());
    return answer;
  }

  // What rules it out that they are meant so; absent where the search bound was hit. Requires: hold(meant) said no.
  std::optional<Conflict> conflict(const std::vector<Meant>& meant) const {
    const std::vector<Split> given = splits(meant);
    worlds::Effort effort = record_.effort();
    const std::optional<Clash> clash = Scope(encoding_, claims_, {}, effort, given).shrink(claims_);
    if (!clash) return std::nullopt;
    Conflict out;
    // What rules a reading out needs that reading, even where the proof never touches the claim's own bound.
    out.claims = clash->claims;
    for (const Meant& m : meant) insert_sorted(out.claims, m.claim);
    std::vector<std::string> key = claim_ids(record_.ledger, out.claims);
    key.push_back(scope_);
    for (const Meant& m : meant) key.push_back(record_.ledger.claims[m.claim].readings[m.reading].label);
    out.id = finding_id('r', key);
    out.scope = scope_;
    effort.used = 0;
    const Shortfall off = shortfall(encoding_, *clash, given, effort);
    out.shortfall = off.total;
    out.proof = to_proof(encoding_, off.why);
    out.rests_on = rests_on(record_.ledger, out.claims, meant);
    return out;
  }

 private:
  std::vector<Split> splits(const std::vector<Meant>& meant) const {
    std::vector<Split> out;
    for (const Meant& m : meant) out.push_back(encoding_.meant(m.claim, m.reading));
    return out;
  }

  const Record& record_;
  std::string scope_;
  const Encoding& encoding_;
  std::vector<Index> claims_;
  worlds::Effort effort_;
  worlds::Frame frame_;
  std::unique_ptr<worlds::System> system_;
  std::vector<std::shared_ptr<const worlds::World>> worlds_;
};

class Readings {
 public:
  Readings(const Record& record, Findings& findings) : record_(record), findings_(findings) {}

  void run() {
    for (Index c : record_.binding) {
      const Claim& claim = record_.ledger.claims[c];
      if (claim.readings.size() < 2) continue;
      for (Index r = 0; r < claim.readings.size(); ++r) {
        ReadingFinding finding{c, r, true, std::nullopt};
        finding.holds = hold({{c, r}}, finding.conflict);
        findings_.readings.push_back(std::move(finding));
      }
    }
    std::map<Index, std::vector<Meant>> holding;
    for (const ReadingFinding& f : findings_.readings) {
      if (f.holds && binds({f.claim, f.reading})) holding[f.claim].push_back({f.claim, f.reading});
    }
    for (auto a = holding.begin(); a != holding.end(); ++a) {
      for (auto b = std::next(a); b != holding.end(); ++b) {
        for (const Meant& x : a->second) {
          for (const Meant& y : b->second) test_pair(x, y);
        }
        // What was made for these two alone.
        std::erase_if(systems_, [](const auto& known) { return std::get<2>(known.first).size() == 2; });
      }
    }
  }

 private:
  bool binds(const Meant& m) const {
    return record_.ledger.claims[m.claim].readings[m.reading].basis != Basis::announced;
  }

  void test_pair(const Meant& a, const Meant& b) {
    ReadingPair pair{a.claim, a.reading, b.claim, b.reading, std::nullopt};
    if (!hold({a, b}, pair.conflict)) findings_.reading_pairs.push_back(std::move(pair));
  }

  // In the account of their side, where they are of one, and in the joint system.
  bool hold(const std::vector<Meant>& meant, std::optional<Conflict>& why_not) {
    const std::string& side = record_.side(meant.front().claim);
    const bool one_side = std::ranges::all_of(meant, [&](const Meant& m) { return record_.side(m.claim) == side; });
    for (const bool joint : {false, true}) {
      if (!joint && !one_side) continue;
      Asked& system = asked(joint, side, meant);
      const Answer answer = system.hold(meant);
      if (answer == Answer::unknown) findings_.search.ranges = findings_.search.claim_ranges = false;
      if (answer != Answer::no) continue;
      why_not = system.conflict(meant);
      return false;
    }
    return true;
  }

  // The uncontested claims and these.
  Asked& asked(bool joint, const std::string& side, const std::vector<Meant>& meant) {
    const std::vector<bool>& contested = joint ? record_.contested_joint : record_.contested_account;
    std::vector<Index> added;
    for (const Meant& m : meant) {
      if (contested[m.claim]) added.push_back(m.claim);
    }
    std::unique_ptr<Asked>& known = systems_[{joint, joint ? "" : side, added}];
    if (!known) {
      std::vector<Index> claims = joint ? record_.uncontested_joint("") : record_.uncontested_account(side);
      for (Index c : added) insert_sorted(claims, c);
      known = std::make_unique<Asked>(record_, joint ? "joint" : side, joint ? record_.joint : record_.account,
                                      std::move(claims));
    }
    return *known;
  }

  const Record& record_;
  Findings& findings_;
  std::map<std::tuple<bool, std::string, std::vector<Index>>, std::unique_ptr<Asked>> systems_;
};

// A reading that was never in doubt holds.
bool reading_holds(const Findings& findings, Index claim, Index reading) {
  const auto found = std::ranges::find_if(
      findings.readings, [&](const ReadingFinding& f) { return f.claim == claim && f.reading == reading; });
  return found == findings.readings.end() || found->holds;
}

}  // namespace

void find_readings(Record& record, Findings& findings) {
  Readings(record, findings).run();
  record.holding.resize(record.ledger.claims.size());
  record.meant.resize(record.ledger.claims.size());
  for (Index c : record.binding) {
    const std::vector<Reading>& readings = record.ledger.claims[c].readings;
    std::vector<Index> could;
    bool any = false;
    for (Index r = 0; r < readings.size(); ++r) {
      const bool binds = readings[r].figure && readings[r].basis != Basis::announced;
      const bool holds = reading_holds(findings, c, r);
      any = any || holds;
      if (binds) could.push_back(r);
      if (binds && holds) record.holding[c].push_back(r);
    }
    record.meant[c] = any ? record.holding[c] : could;
  }
}

}  // namespace reltrack
