// What a reconciliation ought to say, from the words of the specification alone: by trying every subset of the claims.
// Slow and plain on purpose, and sharing nothing with src/worlds and src/reconcile, which it judges. A `WorldJudge`
// (brute force over small worlds, or Z3) answers for the worlds of one system; all else here is sets of claims.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reltrack/count.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/selection.hpp"

namespace reltrack::judge {

// Bit i stands for claim number i of the ledger. Requires: at most 32 claims.
using ClaimSet = std::uint32_t;

constexpr ClaimSet only(Index claim) { return ClaimSet{1} << claim; }
constexpr bool holds(ClaimSet set, Index claim) { return (set >> claim & 1U) != 0; }
std::vector<Index> list(ClaimSet set);

// The ledger as one question sees it.
struct Case {
  const Ledger* ledger = nullptr;
  const Selection* selection = nullptr;
  std::vector<Rule> dropped;

  const Reading& reading(Index claim, Index index) const { return ledger->claims[claim].readings[index]; }
  bool keeps(Rule rule) const;
};

// An account, or the joint system.
struct System {
  std::string scope;
  bool joint = false;
  ClaimSet members = 0;   // claims that bind something here in one of their readings
  ClaimSet involved = 0;  // and those that a member is part of
};

// The accounts, by side, then the joint system.
std::vector<System> systems(const Case& what);

// Does this reading bind what happened (in an account; in the joint system perhaps from below only)?
bool binds(const Case& what, Index claim, Index reading);

// What the figure of a reading demands in a system, as people or as a share of its base.
struct Demand {
  CountRange people;
  bool percent = false;
  std::optional<ShareEnd> share_min, share_max;
};
Demand demand(const Case& what, const System& system, Index claim, Index reading);

// The base of a part, where it is active: only then is the part's place inside it, and a percentage of it, demanded. A
// plain figure of a part "binds as ever".
std::optional<Index> base_of(const Case& what, Index claim, Index reading);

// Is `base`, as the base of a part, out of the reach of repairs in this system?
inline bool beyond_repair(const System& system, Index base) { return !holds(system.members, base); }

// Are these ends of a part and its base written alike? Then they are the same moment.
bool alike_ends(const Period& part, const Period& base, bool starts);

// Which claims a world has to satisfy, and how far. `present` are those not set aside, which parts may rest on;
// `ordered` demand that their periods run forwards, and lie inside those of bases not set aside; `figures` demand their
// figures too.
struct Query {
  ClaimSet present = 0, ordered = 0, figures = 0;
  std::optional<Index> pinned_claim;  // takes the reading `pinned_reading`
  Index pinned_reading = 0;
  std::vector<std::pair<Index, Index>> also_pinned;  // further claims, and the readings that they take

  static Query all_of(ClaimSet set) { return {set, set, set, std::nullopt, 0, {}}; }
};

enum class Sharing { same, lesser_is_a, lesser_is_b, may_share };

// Whether the flow raises a stock: then no rule nests its counts.
bool raises_a_stock(const Ledger& ledger, Index flow);
// How two populations' counts of a flow may count the same people. Absent: disjoint, or apart.
std::optional<Sharing> sharing(const Ledger& ledger, Index flow, Index a, Index b);
// Every population that both are within; none where the flow's counts do not nest.
std::vector<Index> common_wholes(const Ledger& ledger, Index flow, Index a, Index b);
bool within(const Ledger& ledger, Index part, Index whole);  // or the same

// The worlds of one system.
class WorldJudge {
 public:
  virtual ~WorldJudge() = default;
  virtual bool satisfiable(const Query& query) = 0;
  // The count that the pinned claim speaks of, in the pinned reading. Absent where there is no such world.
  virtual std::optional<CountRange> range(const Query& query) = 0;
  virtual std::optional<Count> shortfall(ClaimSet conflict) = 0;
  // Of two flow claims with one reading each. Absent where there is no such world.
  virtual std::optional<CountRange> shared(const Query& query, Index a, Index b) = 0;
};
using JudgeMaker = std::function<std::unique_ptr<WorldJudge>(const Case&, const System&)>;

struct ExpectedConflict {
  ClaimSet claims = 0;
  std::string scope;
  std::optional<Count> shortfall;
};

struct ExpectedProblem {
  std::string scope;
  ClaimSet contested = 0;
  std::set<ClaimSet> repairs;
  friend auto operator<=>(const ExpectedProblem&, const ExpectedProblem&) = default;
};

struct ExpectedReading {
  Index claim = 0, reading = 0;
  bool holds = false;
  std::optional<CountRange> implied, own;  // where it holds, or is the only one
};

// Readings of two claims that hold, each by itself, and not together.
struct ExpectedPair {
  Index a = 0, reading_of_a = 0, b = 0, reading_of_b = 0;
};

struct ExpectedOverlap {
  Index a = 0, b = 0;
  std::optional<CountRange> shared;
};

struct Expected {
  bool trust_broken = false;  // then nothing else is given
  std::vector<ExpectedConflict> conflicts;
  std::vector<ExpectedProblem> problems;
  std::vector<ExpectedReading> readings;  // of every claim that binds something
  std::vector<ExpectedPair> pairs;
  std::vector<ExpectedOverlap> overlaps;  // of claims that bind something and have one reading
  ClaimSet contested = 0;                 // in its account or in the joint system
};

Expected expect(const Case& what, const JudgeMaker& make);

// All minimal sets of members that no world satisfies.
std::vector<ClaimSet> minimal_conflicts(const System& system, WorldJudge& judge);
// All repairs of fewest units, given every minimal conflict. `untouchable` claims are in no repair.
std::set<ClaimSet> smallest_repairs(const Case& what, const std::vector<ClaimSet>& conflicts, ClaimSet untouchable);
// The finest way of writing the repairs as one choice from each of several sets of claims.
std::vector<ExpectedProblem> problems_of(const Case& what, const std::string& scope, const std::set<ClaimSet>& repairs);

}  // namespace reltrack::judge
