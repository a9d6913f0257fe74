// A ledger as stories: claims that nothing connects bound each other in no world, so each story has worlds of its own,
// and is reconciled by itself.
#pragma once

#include <cstddef>
#include <optional>
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

// The ledger as one story; two stories as one.
Story whole(const Ledger& ledger);
Story together(const Story& a, const Story& b);

// A ledger of more stories is no longer looked at as a whole: one event may have been coded as two or three, but what
// is told of one of many is not missing from another.
constexpr std::size_t kFewStories = 10;

// The number of the story whose claims speak of this population, or of wholes and parts of it; absent where none do.
std::optional<std::size_t> story_of(const std::vector<Story>& stories, Index population);

// The story as a ledger of its own. Measures stay as they are.
Ledger excerpt(const Ledger& ledger, const Story& story);
Selection excerpt(const Selection& selection, const Story& story);
// Requires: population, moments and base are the story's.
Reading excerpt(Reading reading, const Story& story);

}  // namespace reltrack
