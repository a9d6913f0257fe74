// A ledger as stories: claims that nothing connects bound each other in no world, so each story has worlds of its own,
// and is reconciled by itself.
#pragma once

#include <vector>

#include "reltrack/ledger.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

// What belongs together, as indices into the ledger, ascending: number i in the story's own ledger is the i-th here.
struct Story {
  std::vector<Index> claims, populations, moments, sources;
};

// Claims are of one story where a population of the one and of the other have a whole or a part in common at any
// remove, where one claim names the other, and where both name a moment. By first claim; every claim is in one of them.
std::vector<Story> stories_of(const Ledger& ledger);

// The story as a ledger of its own. Measures stay as they are.
Ledger excerpt(const Ledger& ledger, const Story& story);
Selection excerpt(const Selection& selection, const Story& story);

}  // namespace reltrack
