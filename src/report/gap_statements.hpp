// What gaps say, in words that text and JSON share.
#pragma once

#include <string>

#include "reltrack/findings.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// "at least 67", "67", "67 to 103"; empty where there is no amount.
std::string gap_amount(const Gap& gap);
// "116 - 56 = 60": the sum behind the least amount, else behind the greatest, where a plain one gives it; else empty.
std::string gap_sum(const Words& words, const Gap& gap);
// "other people and another start": how two figures that cannot be compared differ.
std::string gap_differences(const Gap& gap);
std::string gap_stretches(const Words& words, const Gap& gap, Years years = Years::needed);
std::string gap_statement(const Words& words, const Gap& gap);
// "60 and 61 set aside": the contested figures that would be parts of a total.
std::string set_aside(const Words& words, const Gap& gap);
// " of people", where figures of its side count some of them by themselves: the rest of a total is not less those.
std::string of_these_people(const Words& words, const Gap& gap);

}  // namespace reltrack::report
