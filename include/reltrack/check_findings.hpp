// What was found about one question: plain data, all that an answer needs.
#pragma once

#include <optional>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack {

// The first that applies. Of the first three some side says the figure, of the others nobody does.
enum class CheckVerdict {
  disputed,      // all who say it are denied or contested, or the sides that do not say it leave no room for it
  corroborated,  // beside a side that says it, the others' uncontested figures alone put the count within it
  attributable,  // the others leave it open
  follows,       // the uncontested figures together put the count within it
  excluded,      // they leave no room for it
  unsupported,   // they leave it open
};

// A claim that comes near the question: how its reading differs.
struct Near {
  Index claim = 0;
  Index reading = 0;
  bool figure = false, population = false, measure = false, period = false;
  bool announced = false;    // it promises, and does not say that it happened
  bool ruled_out = false;    // that reading of its words does not fit the rest
  bool same_number = false;  // its number is the asked one, whatever stands before it (">400", "~400")
};

// What to look at again before printing.
struct Alarm {
  enum class Kind {
    newer,          // a later figure of the same source and count
    other_start,    // the same source counts from another day as well
    same_number,    // the number is on file for another measure, population or year
    level,          // the number is on file as a level, not as a flow
    overlap_sum,    // the number is a sum of figures on file that overlap
    factor_of_ten,  // a figure on file for this count, a nought away
    digits,         // a figure on file for this count, two digits swapped
  };
  Kind kind = Kind::newer;
  std::vector<Index> claims;  // by id
};

struct CheckFindings {
  CheckVerdict verdict = CheckVerdict::unsupported;
  bool at_least = false;          // corroborated, but as "at least": it was checked case by case, and others put more
  bool by_each_other = false;     // corroborated, but only because several sides say it
  std::vector<Index> said_by;     // active claims that say it or something stronger, no repeats; by when they were said
  std::vector<Index> denied_by;   // active claims of other sides that dispute one of those
  std::vector<Index> contested;   // those of said_by that are contested
  std::vector<Conflict> clashes;  // the clearest of each problem that makes one so
  std::vector<Index> beside;      // of other sides than say it: each one's newest figure of the measure in that time
  std::vector<Index> beside_as;   // in which of its readings each is told: one that fits
  // The least and greatest value (people) of the count, over all worlds of the uncontested claims of the sides that do
  // not say it; of all sides where nobody does; of the account's other claims where one is asked. Absent where the
  // asked period has no place among them.
  std::optional<RangeFinding> others;
  std::optional<RangeFinding> own;  // what the other figures of the first side that says it put, in its account
  std::vector<Near> nearest;        // the nearest first
  std::vector<Alarm> alarms;
  bool complete = true;  // false where the search bound was hit
};

}  // namespace reltrack
