// Sentences to print, in English and Spanish: who says which figure, of whom and when. They attribute; nothing in them
// rates who is right.
#pragma once

#include <string>

#include "reltrack/check_findings.hpp"
#include "reltrack/question.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// Of a Told, a Near or a ReadingFinding.
template <class Named>
const Reading& reading_of(const Words& words, const Named& named) {
  return words.ledger().claims[named.claim].readings[named.reading];
}

enum class Language { english, spanish };

// "person" of "people", and so on where the words are known; else the same.
std::string one_of(const std::string& people);

// Whether the reading's figure names one person ("1", "<=1"), of a population whose label names one kind of people.
bool is_one(const Words& words, const Reading& reading);

// "people", "political prisoners"; of `one`, "person": a population's label as far as it names people; in Spanish where
// the words are known.
std::string noun(const Words& words, Index population, Language language, bool one = false);

// "from 23 December 2025 to 13 January 2026", "del 8 al 13 de enero de 2026"; of a level "on 12 January 2026".
std::string when_in_prose(const Words& words, const Reading& reading, Language language);

// The sentences for a figure that was asked about: with whose name it may be printed, who denies it, what others count.
std::string wording(const Words& words, const Question& question, const CheckFindings& findings, Language language);

}  // namespace reltrack::report
