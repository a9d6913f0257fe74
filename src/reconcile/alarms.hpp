// What on file comes near a figure that somebody wants to print.
#pragma once

#include <string>
#include <vector>

#include "reconcile/record.hpp"
#include "reltrack/check_findings.hpp"

namespace reltrack {

// The readings of each claim that may be meant: those that hold; all, where none does. Requires: find_readings.
using Standing = std::vector<std::vector<Index>>;
Standing standing_readings(const Ledger& ledger, const Findings& findings);

// A question beside the record.
struct Asking {
  const Record& record;
  const Standing& standing;
  const Reading& asked;
  const std::vector<Index>& said_by;  // claims that say it
  const std::string& account;         // the side whose figures alone are asked, or none
};

// Claims that give this figure of another count, then those that give another of this count in times that meet; those
// that say it are left out.
std::vector<Near> nearest_claims(const Asking& asking);

// Of each side that does not say it, the newest figure of the measure within the asked time, with those of the same day
// that add to it; verified ones first.
std::vector<Told> newest_beside(const Asking& asking);

// What to look at before the figure is printed, by kind: newer figures, other starts, the number on file for something
// else. Where nobody says it: who did and took it back, and figures that it may be a slip of.
std::vector<Alarm> alarms(const Asking& asking);

}  // namespace reltrack
