// Sentences to print, in English and Spanish: who says which figure, of whom and when. They attribute; nothing in them
// rates who is right.
#pragma once

#include <string>

#include "reltrack/check_findings.hpp"
#include "reltrack/question.hpp"
#include "report/facts.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// Of a Told, a Near or a ReadingFinding.
template <class Named>
const Reading& reading_of(const Words& words, const Named& named) {
  return words.ledger().claims[named.claim].readings[named.reading];
}

// The sentences for a figure that was asked about: with whose name it may be printed, who denies it, what others count.
std::string wording(const Words& words, const Question& question, const CheckFindings& findings, Language language);

}  // namespace reltrack::report
