// What reconciling found: plain data with ids, all that a report needs. Writers add words, never sums.
// Claims, populations, measures and moments are indices into the Ledger that was reconciled.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reltrack/count.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack {

// A point in time as proofs, conditions and gaps name it.
struct Instant {
  enum class Kind {
    at,           // the minute `at`, or kBeforeAll
    moment,       // the ledger's moment number `index`; `at` is the earliest it can be
    claim_start,  // the start of claim number `index`, in one of its readings; likewise
    claim_end,    // its cut-off, likewise
  };
  Kind kind = Kind::at;
  Minutes at = 0;
  Index index = 0;
  friend bool operator==(const Instant&, const Instant&) = default;
};

// The rules of a world (docs/method.md), and `order`: time does not run backwards.
enum class Rule { never_falls, part_of_whole, disjoint_parts, balance, no_negative, order };

// One bound of one claim in a proof. `value` people, taken `times` times, for the claim's count from `from` to `to`.
struct ProofTerm {
  Index claim = 0;
  Index reading = 0;     // which of its readings
  bool share = false;    // the inequality between a share and its base, in whole numbers: `value` is 0 or 1
  bool assumed = false;  // no claim's bound but that of the case of kind `count` which this proof stands under
  Count value = 0;
  Count times = 1;
  Instant from, to;  // the same for a level
};

struct ProofRule {
  Rule rule = Rule::never_falls;
  Index measure = 0;
  Index population = 0;        // of part_of_whole and disjoint_parts: the whole
  std::vector<Index> parts;    // then the part or parts
  Instant from, to;            // the stretch; of a level or `order`: see docs/report-format.md
  std::optional<Index> claim;  // of `order`: the claim whose start is not after its end, where one demands it
  std::optional<Index> part;   // then its reading that has to lie within its whole, where that is what demands it
  Count times = 1;
};

struct ProofCase;

// A sum that can be re-added by hand, in people; or `cases`, each with its own, and then all else is empty. Of a
// conflict total_at_least is more than total_at_most; of a least value it is their difference over the divisor, rounded
// up; of a greatest the other way round, rounded down.
struct Proof {
  std::vector<ProofTerm> at_least, at_most;
  std::vector<ProofRule> rules;
  Count divisor = 1;
  Count total_at_least = 0;
  Count total_at_most = 0;
  std::vector<ProofCase> cases;
};

struct ProofCase {
  enum class Kind { reading, between, order, count };
  Kind kind = Kind::reading;
  Index claim = 0;    // reading: whose; between: the moment
  Index choice = 0;   // reading: which reading; between: which of its spans
  Instant from, to;   // order: `from` is not after `to`; count: the stretch
  Index measure = 0;  // count: of what
  Index population = 0;
  CountRange limit;  // count: at most or at least this many in the stretch
  Proof proof;
};

// A decision that was taken in coding the ledger and that a finding needs.
struct Choice {
  enum class Kind {
    readings,  // what the claim may mean; or that it means `reading`
    moment,    // what a named moment is
    part_of,   // that the claim counts among `whole`
    note,      // the claim's remark
  };
  Kind kind = Kind::note;
  Index index = 0;  // the claim; of `moment` the moment
  Index whole = 0;
  std::optional<Index> reading{};
  friend bool operator==(const Choice&, const Choice&) = default;
};

// Claims that no world satisfies together, though some world satisfies all of them but any one (Reiter 1987).
struct Conflict {
  std::string id;
  std::vector<Index> claims;       // by id
  std::string scope;               // a side, or "joint"
  std::optional<Count> shortfall;  // people; absent where no relaxing helps, or the search bound was hit
  Proof proof;
  std::vector<Choice> rests_on;
};

// One change, on file elsewhere in the ledger, that resolves a problem.
struct Mend {
  enum class Kind { date, year, digits, announced };
  Kind kind = Kind::date;
  Index claim = 0;
  std::string field;          // "period", "figure", "basis"
  std::string value;          // what it would read
  std::optional<Index> from;  // the claim on file that gives it
};

// Conflicts that share contested claims, and the smallest ways out: each of `repairs`, set aside, leaves none of them.
struct Problem {
  std::string id;
  std::string scope;
  std::vector<Index> contested;             // by id
  std::vector<std::vector<Index>> repairs;  // fewest first, then by ids
  std::vector<std::size_t> conflicts;       // into Findings::conflicts, the clearest first
  // The one that shows it: the clearest of those with nothing that other problems contest, else of all.
  std::optional<std::size_t> telling;
  std::vector<Mend> mends;
};

// At least, or at most, so many in a stretch, if the figures are to hold together.
struct Condition {
  std::string id;
  std::string scope;          // the side whose account it is about, or "joint"
  std::vector<Index> claims;  // that force it, by id
  Index population = 0;
  Index measure = 0;
  Instant from, to;
  CountRange count;  // one end, in people
  Proof proof;
};

struct ReadingFinding {
  Index claim = 0;
  Index reading = 0;
  bool holds = true;
  std::optional<Conflict> conflict;  // what rules it out; `claim` is among its claims, in this reading
};

// Readings of two claims, each of which holds, that do not hold together.
struct ReadingPair {
  Index a = 0, reading_of_a = 0;
  Index b = 0, reading_of_b = 0;     // a's id before b's
  std::optional<Conflict> conflict;  // what rules them out together; both are among its claims, in these readings
};

enum class TimeRelation { same, contains, within, crosses };
enum class PopulationRelation { same, contains, within, may_share };

// Two flow figures of one measure that may count the same people. Relations are a's to b.
struct Overlap {
  Index a = 0, b = 0;  // a's id before b's
  TimeRelation time = TimeRelation::same;
  PopulationRelation population = PopulationRelation::same;
  std::optional<CountRange> shared;  // people; absent where no world of the uncontested claims holds both
};

struct Stretch {
  Instant from, to;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

struct Gap {
  enum class Kind { unverified, unaccounted, outstanding, silent, incomparable };
  enum class Differs { measure, population, start };
  Kind kind = Kind::unverified;
  std::string side;                  // unverified: who verifies; silent: whose; else the claim's
  Index claim = 0;                   // silent: the side's claim before the stretch
  std::optional<Index> reading;      // of a claim with readings, the one that leaves it; absent where all do
  std::optional<CountRange> amount;  // people; absent where only stretches can be named
  std::vector<Index> against;        // the figures it was taken against, by id
  std::vector<Index> set_aside;      // unaccounted: contested figures that would be among them, by id
  std::vector<Stretch> stretches;    // uncovered, or into which the rest must fall
  std::vector<Differs> differs;      // incomparable
  bool thin_file = false;            // it says only that the ledger is thin
};

// The first that applies (docs/report-format.md, "A claim").
enum class Status { inactive, unbound, contested, corroborated, compatible, alone };

struct RangeFinding {
  CountRange range;                         // people
  bool min_tight = true, max_tight = true;  // false where the search bound was hit: the end is right but may be loose
  std::optional<Proof> min_proof, max_proof;
};

// What the rest of the record says of one reading of a claim.
struct ReadingRanges {
  Index reading = 0;
  std::optional<RangeFinding> implied, own;
};

struct ClaimFinding {
  Status status = Status::alone;
  std::vector<ReadingRanges> ranges;    // one for each reading that holds; none for inactive and unbound claims
  std::vector<Index> disputed_by;       // active claims
  std::size_t independent_sources = 0;  // sides
  std::vector<Choice> rests_on;
};

// One more exact count, of the stretch and population: whatever it came out as, it would settle these; or, where no
// count settles anything and a side gave it that has none of them, narrow what other sides' figures say of these.
struct OneMoreCount {
  Index measure = 0, population = 0;
  Instant from, to;
  std::vector<std::size_t> problems;  // into Findings::problems: one of the repairs at most is left
  std::vector<Index> readings;        // claims of which one reading at most is left
  std::vector<Index> narrowed;        // claims whose implied range becomes narrower
};

// Which parts of the work were finished within the search bound.
struct SearchState {
  bool conflicts = true, repairs = true, ranges = true;  // complete
  bool claim_ranges = true;  // those of claims; `ranges` has those of overlaps and gaps, too
};

// `undecided`: nothing was found, and not all was searched.
enum class Verdict { consistent, conflicting, undecided };

struct Findings {
  Verdict verdict = Verdict::consistent;
  std::vector<Conflict> conflicts;
  std::vector<Problem> problems;
  std::vector<Condition> conditions;
  std::vector<ReadingFinding> readings;  // every reading of every binding claim that has readings
  std::vector<ReadingPair> reading_pairs;
  std::vector<Overlap> overlaps;  // the most telling first
  std::vector<Gap> gaps;
  std::optional<OneMoreCount> one_count;  // that would settle the most, else narrow the most; absent where none does
  std::vector<ClaimFinding> claims;       // one a claim of the ledger
  // All there are, where the lists may be cut.
  std::size_t overlap_count = 0, gap_count = 0, condition_count = 0;
  SearchState search;
};

}  // namespace reltrack
