// What was found about one question: plain data, all that an answer needs.
#pragma once

#include <optional>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack {

// The first that applies. Of the first three some side says the figure, of the others nobody does.
enum class CheckVerdict {
  disputed,      // who says it is denied, or all who do are contested, or those that do not leave no room for it
  corroborated,  // beside a side that says it, the others' uncontested figures alone put the count within it
  attributable,  // the others leave it open
  follows,       // the uncontested figures together put the count within it
  excluded,      // they leave no room for it
  unsupported,   // they leave it open
};

// A claim in one of the readings that may be meant: one that holds; any, where none of them does.
struct Told {
  Index claim = 0;
  Index reading = 0;
};

// A claim that comes near the question: how its reading differs.
struct Near {
  Index claim = 0;
  Index reading = 0;
  bool figure = false, population = false, measure = false, period = false;
  bool announced = false;          // it promises, and does not say that it happened
  bool same_number = false;        // its number is the asked one, whatever stands before it (">400", "~400")
  std::vector<Index> denied_by{};  // active claims of other sides
};

// What to look at again before printing.
struct Alarm {
  enum class Kind {
    corrected,      // nobody says it any more: the claim that did, then the one that replaces it, if that is active
    withdrawn,      // likewise: the claim that did
    newer,          // a later figure of the same side and count
    other_start,    // the same source counts from another day as well
    beside,         // figures told beside it that count from another day: not to be subtracted from it
    same_number,    // the number is on file for another measure, population or year
    level,          // the number is on file as a level, not as a flow
    overlap_sum,    // the number is a sum of figures on file that overlap
    factor_of_ten,  // a figure on file for this count, a nought away
    digits,         // a figure on file for this count, two digits swapped
  };
  Kind kind = Kind::newer;
  std::vector<Told> told;          // by id; of a corrected one as said there
  std::vector<Index> denied_by{};  // of one corrected or withdrawn: active claims of other sides that deny it
};

struct CheckFindings {
  CheckVerdict verdict = CheckVerdict::unsupported;
  bool at_least = false;       // corroborated, but only as "at least": verified figures are compared so
  CountRange wanted;           // what the count is held against: the asked figure; at least so many, of verified ones
  std::vector<Index> said_by;  // active claims of the same people and days that say it, no repeats; by when said
  std::vector<Index> giving;   // those of said_by that give this very figure, of these people and days
  std::vector<Told> saying_more;    // the others of said_by, each in the reading that says it
  std::vector<Index> repeated_by;   // active repeats that say it, or that repeat one of said_by and give no figure
  std::vector<Told> also_meant;     // readings of said_by that may be meant, too, and that do not say it
  std::vector<Told> near_meanings;  // of grounds, nearest and beside: all readings that may be meant, where several may
  // Where nobody says it: readings of active claims that would, but do not hold, and what rules them out.
  std::vector<ReadingFinding> ruled_out;
  // Active claims of other sides that dispute one of those that give this very figure; where nobody says it, one that
  // announces it; where the account asked about does not, its own claims that dispute who does.
  std::vector<Index> denied_by;
  std::vector<Near> denied_sayers;  // those of said_by that others deny, and who does, where denied_by does not tell it
  std::vector<Index> contested;     // those of said_by that are contested; of one that follows, what else is said of it
  std::vector<Conflict> clashes;    // the clearest of each problem that makes one so
  // Of each other side than those that say it: its figure of the measure over the very days, else its newest in that
  // time, or a day after it; verified ones first; of several of one day that of the people asked about, else those of
  // people who are apart.
  std::vector<Told> beside;
  std::vector<Near> denied_beside;  // those of beside that other sides deny
  // The least and greatest value (people) of the count, over all worlds of the uncontested claims of the sides that do
  // not say it; of all sides where nobody does; of the account's other claims where one is asked. Absent where the
  // asked period has no place among them.
  std::optional<RangeFinding> others;
  std::optional<RangeFinding> own;  // what the other figures of the first side that says it put, in its account
  // Where nobody says it: the figures from which it follows, or that leave it no room, in the readings that do so, with
  // who of other sides denies them; in the order of their times.
  std::vector<Near> grounds;
  bool rests_on_least = false, rests_on_most = false;  // the ends of the range in `others` that they give
  std::vector<Near> nearest;                           // the nearest first
  std::vector<Alarm> alarms;
  bool complete = true;  // false where the search bound was hit
};

}  // namespace reltrack
