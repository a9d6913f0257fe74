// The parts of what changed, as text. Each appends nothing where it has nothing to say.
#pragma once

#include <string>

#include "reltrack/changes.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {

// What every part needs. Holds references, likewise.
struct ChangePage {
  const Changes& changes;
  const RecordState &before, &after;
  const Words& old_words;  // of the earlier ledger
  Page& page;              // of the later state
};

// "7 more than 49 of 12 Jan", "at least 214 since the cut-off of 187 (Ministry, 12 Jan)". Whose figure it was is told
// where somebody else of the side gave it.
std::string step_words(const Words& words, const Step& step);

void write_new(ChangePage& diff);      // NEW, denials and repeats
void write_changed(ChangePage& diff);  // CHANGED: corrected, withdrawn, edited
void write_follows(ChangePage& diff);  // WHAT FOLLOWS: findings

}  // namespace reltrack::report
