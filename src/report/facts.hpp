// What one figure says, as part of a sentence to print, in English and Spanish.
#pragma once

#include <string>

#include "reltrack/ledger.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

enum class Language { english, spanish };
inline bool english(Language language) { return language == Language::english; }

// Figures as a ledger writes them: "170", ">=170", "<=170".
Figure exactly(Count people);
Figure at_least(Count people);
Figure at_most(Count people);

// "more than 400", "más de 400"
std::string quantity(const Figure& figure, Language language);

// "more than 400 people left prison from 23 December 2025 to 13 January 2026".
std::string fact(const Words& words, const Reading& reading, Language language);

// "100 people who left prison from 1 to 5 March 2026".
std::string figure_in_prose(const Words& words, const Reading& reading, Language language);

// "15% of 200 were women who left prison on 12 March 2026": of a share of the figures of another claim, whose source is
// named where it is another than the speaker.
std::string share_fact(const Words& words, const Reading& reading, Index speaker, Language language);

// "17 women"; with what tells it apart from the figure asked about: "17 women on 3 May 2026", "0 people who were held
// on 10 January 2026", "women as 45% of 52".
std::string told_apart(const Words& words, const Reading& reading, const Reading& asked, Language language);

// "person" of "people", and so on where the words are known; else the same.
std::string one_of(const std::string& people);

// Whether the reading's figure names one person ("1", "<=1"), of a population whose label names one kind of people.
bool is_one(const Words& words, const Reading& reading);

// "people", "political prisoners"; of `one`, "person": a population's label as far as it names people; in Spanish where
// the words are known.
std::string noun(const Words& words, Index population, Language language, bool one = false);

// "from 23 December 2025 to 13 January 2026", "del 8 al 13 de enero de 2026"; of a level "on 12 January 2026".
std::string when_in_prose(const Words& words, const Reading& reading, Language language);

}  // namespace reltrack::report
