// What a figure that nobody says follows from, or what leaves it no room, in sentences to print.
#pragma once

#include <string>
#include <vector>

#include "reltrack/check_findings.hpp"
#include "reltrack/question.hpp"
#include "report/facts.hpp"

namespace reltrack::report {

constexpr std::size_t kGroundsTold = 4;

// Of the grounds those that a reader adds up, as meant there: where it takes cases, of the one that gives the end.
std::vector<Near> telling_grounds(const CheckFindings& findings);
// Whether the grounds make a sum that one sentence can tell.
bool adds_in_a_sentence(const Words& words, const CheckFindings& findings);
// "Taken together, the figures of Ministry mean that 170 prisoners left prison ...; nobody has given that figure."
std::string follows(const Words& words, const Question& question, const CheckFindings& findings, Language language);
// " 88 people from 25 December 2025 to 1 January 2026 and 116 people (Ministry) together mean that at least 204 people
// left prison ..."; empty where nothing excludes it.
std::string why_no_room(const Words& words, const Question& question, const CheckFindings& findings, Language language);

}  // namespace reltrack::report
