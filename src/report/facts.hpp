// What one figure says, as part of a sentence to print, in English and Spanish.
#pragma once

#include <string>

#include "reltrack/ledger.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

enum class Language { english, spanish };
inline bool english(Language language) { return language == Language::english; }

// "more than 400 people left prison from 23 December 2025 to 13 January 2026".
std::string fact(const Words& words, const Reading& reading, Language language);

// "100 people, from 1 to 5 March 2026".
std::string figure_in_prose(const Words& words, const Reading& reading, Language language);

// "17"; with what tells it apart from the figure asked about: "17 women", "women as 45% of 52", "0 people who were held
// on 10 January 2026".
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
