// What every part of reconciling works from: the ledger, its two encodings, and, once they are known, who is contested.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "reconcile/conflicts.hpp"
#include "reconcile/encode.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/reconcile.hpp"

namespace reltrack {

struct Record {
  const Ledger& ledger;
  const Selection& selection;
  const ReconcileOptions& options;
  Encoding account, joint;
  std::map<std::string, std::vector<Index>> sides;       // side to its binding claims, sorted
  std::vector<Index> binding;                            // all of them
  std::vector<bool> contested_account, contested_joint;  // by claim
  // By claim, of binding ones: the readings that hold, have a figure and announce nothing. Set by find_readings.
  std::vector<std::vector<Index>> holding;
  // The same; but of a claim none of whose readings holds, all that have a figure and announce nothing.
  std::vector<std::vector<Index>> meant;
  // A world of the uncontested claims: of each side's account, and of the joint system.
  std::map<std::string, worlds::Sample> account_sample;
  worlds::Sample joint_sample;

  Record(const Ledger& l, const Selection& s, const ReconcileOptions& o);

  // In some account's smallest repair or the joint system's.
  bool contested(Index claim) const { return contested_account[claim] || contested_joint[claim]; }
  const std::string& side(Index claim) const { return ledger.side_of(ledger.claims[claim]); }
  // Active claims of other sides that dispute it.
  std::vector<Index> deniers(Index claim) const;
  // Binding claims in none of the system's smallest repairs: of one side's account; of the joint system, all sides' but
  // one's ("" for all).
  std::vector<Index> uncontested_account(const std::string& side) const;
  std::vector<Index> uncontested_joint(const std::string& but_side) const;
  worlds::Effort effort() const { return {options.effort, 0}; }
};

// The certificate in the ledger's terms. `asked`: the count that it bounds, if any.
Proof to_proof(const Encoding& encoding, const worlds::Certificate& certificate, const worlds::Form& asked = {});

// The claims whose bounds or readings it rests on.
std::set<Index> claims_behind(const Proof& proof);

// "c-1k9x2m": short, and the same from run to run as long as the parts are.
std::string finding_id(char kind, const std::vector<std::string>& parts);
std::vector<std::string> claim_ids(const Ledger& ledger, const std::vector<Index>& claims);

// A claim, meant in one of its readings.
struct Meant {
  Index claim = 0, reading = 0;
};

// The coding choices that these claims bring with them: readings, moments, part_of, notes. Of those that are `meant` in
// one reading, that reading's alone.
std::vector<Choice> rests_on(const Ledger& ledger, const std::vector<Index>& claims,
                             const std::vector<Meant>& meant = {});

// Conflicts and problems of all accounts and the joint system; sets record.contested_*. Throws: TrustBroken.
void find_problems(Record& record, Findings& findings);
// What would mend each problem in place. Requires: find_problems.
void find_mends(const Record& record, Findings& findings);
// Readings that hold, and what rules out the others; readings that do not hold together. Sets record.holding and
// record.meant.
void find_readings(Record& record, Findings& findings);

// The forms whose least and greatest value are the range of a count.
struct CountForms {
  worlds::Form least, greatest;
  bool may_be_empty = false;  // the ends of the period can coincide: the least is no events at all
};
// The range over the system's worlds, with proofs where they are wanted. `events`: the count is of a flow. Absent where
// the system leaves no world to ask.
std::optional<RangeFinding> range_of(const Record& record, worlds::System& system, const Encoding& encoding,
                                     const CountForms& forms, bool events, worlds::Effort& effort);

// Statuses and ranges. Requires: find_problems, find_readings.
void find_ranges(const Record& record, Findings& findings);
// What figures share, and whether the search for it was finished: nothing else of the findings. `shared_elsewhere`: so
// many pairs as are told share that many at least, so those that cannot are counted alone. Requires: find_readings.
Findings find_overlaps(const Record& record, std::optional<Count> shared_elsewhere = std::nullopt);
// Both require find_ranges.
void find_conditions(const Record& record, Findings& findings);
void find_gaps(const Record& record, Findings& findings);
// Requires: find_problems, find_readings, find_ranges.
void find_one_count(const Record& record, Findings& findings);

}  // namespace reltrack
