// What changed from one state of what is on file to another: of two ledgers, or of one at two times. Plain data.
//
// Claims are matched by id, findings by theirs (which stay as long as their claims do), never by index: the two ledgers
// may number everything differently. Nothing is computed anew but differences between figures. Where a search was cut
// short in either state, what was not found may look as if it had changed.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reltrack/count.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

// One state. Holds references: all of it must outlive this. `findings` are what reconciling made of the other two.
struct RecordState {
  const Ledger& ledger;
  const Selection& selection;
  const Findings& findings;
  std::optional<std::string> as_of;  // as given by the user
};

// A field that differs, as the ledgers write it ("a; b" of a list); empty where one has none.
struct FieldChange {
  std::string field;
  std::string reading;  // its label, where the field is that of one of several readings
  std::string before, after;
  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

// A claim is on file in a state if the ledger has it, it had been said, and it is not left out on request.
struct ClaimChange {
  enum class Kind {
    added,      // on file now
    removed,    // no longer on file
    withdrawn,  // its source no longer stands by it
    corrected,  // another replaces it now
    restored,   // it was withdrawn or corrected, and stands again
    changed,    // in some fields, and in nothing above
  };
  Kind kind = Kind::added;
  std::optional<Index> before, after;  // in the ledger of each state; absent where it is not on file
  std::vector<FieldChange> fields;     // of one on file in both
};

// A source, population, measure or moment, or the ledger's own head (then without id).
struct DefinitionChange {
  enum class Kind { added, removed, changed };
  Kind kind = Kind::added;
  std::string section;  // "sources", "populations", "measures", "moments", "ledger"
  std::string id;
  std::vector<FieldChange> fields;  // of one that is in both
};

// A finding that appeared, vanished or changed: its place in its list of each state's Findings.
struct FindingChange {
  std::optional<std::size_t> before, after;  // both: it changed. One at least is there
  std::vector<std::string> because;          // ids of its claims that changed; empty where it follows from others
};

// An end of what the record says of a claim's count moved.
struct RangeChange {
  Index before = 0, after = 0;  // the claim, in each ledger
  Index reading = 0;            // in the ledger of the later state
  bool own = false;             // what its own side's other figures say; else what other sides' do
  CountRange was, is;           // people
  bool tight = true;            // false where a search was cut short: the move may be that of a loose end
  std::vector<std::string> because;
};

struct StatusChange {
  Index before = 0, after = 0;  // the claim, in each ledger
};

// A new figure beside the one before it of the same side, measure and population: how many lie between their cut-offs,
// or by how much a level rose (below zero: it fell). From the difference of the figures, and from the conditions that
// hold between them.
struct Step {
  Index earlier = 0, later = 0;  // in the ledger of the later state
  bool level = false;
  bool one_start = false;               // both count from one start, or are levels: the later less the earlier
  CountRange count;                     // people; one end at least is there
  std::vector<std::size_t> conditions;  // of the later state's Findings, which say so too
};

struct Changes {
  std::vector<ClaimChange> claims;            // by id
  std::vector<DefinitionChange> definitions;  // by section and id
  std::vector<Step> steps;                    // by the id of the later claim
  std::vector<FindingChange> problems;        // what is in the later state comes first, in its order
  std::vector<FindingChange> conflicts, conditions;
  std::vector<FindingChange> readings;  // that started or stopped to hold, or are out from the start
  std::vector<RangeChange> ranges;      // of claims on file in both
  std::vector<StatusChange> statuses;   // likewise
};

// All that changed. Throws nothing.
Changes compare(const RecordState& before, const RecordState& after);

}  // namespace reltrack
