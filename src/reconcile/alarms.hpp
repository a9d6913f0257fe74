// What on file comes near a figure that somebody wants to print.
#pragma once

#include <vector>

#include "reconcile/record.hpp"
#include "reltrack/check.hpp"

namespace reltrack {

// Claims that give this figure of another count, then those that give another of this count in times that meet.
// `said_by`: those that say it, left out.
std::vector<Near> nearest_claims(const Record& record, const Reading& asked, const std::vector<Index>& said_by);

// Of each side that does not say it, the newest figure of the measure within the asked time; verified ones first.
std::vector<Index> newest_beside(const Record& record, const Reading& asked, const std::vector<Index>& said_by);

std::vector<Alarm> alarms(const Record& record, const Reading& asked, const std::vector<Index>& said_by);

}  // namespace reltrack
