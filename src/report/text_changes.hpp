// The parts of what changed, as text. Each appends nothing where it has nothing to say.
#pragma once

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

void write_new(ChangePage& diff);      // NEW, denials and repeats
void write_changed(ChangePage& diff);  // CHANGED: corrected, withdrawn, edited
void write_follows(ChangePage& diff);  // WHAT FOLLOWS: findings

}  // namespace reltrack::report
