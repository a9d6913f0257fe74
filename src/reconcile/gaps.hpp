// What the kinds of gap have in common, and the one that takes a file of its own.
#pragma once

#include <optional>
#include <vector>

#include "reconcile/record.hpp"
#include "reconcile/spans.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// Figure less count, zero or more people.
CountRange less(const CountRange& figure, const CountRange& counted);

// The least and greatest value of the form; absent where the system has no world. `tight` becomes false where the
// search bound was hit.
std::optional<CountRange> count_of(worlds::System& system, const worlds::Form& form, bool& tight);

std::vector<Stretch> stretches(const std::vector<Span>& spans);

// Of each uncontested total, what its parts leave: the same side's other figures of the same people that fall into its
// period, whichever of their readings is meant. Adds a gap where there are any.
void find_unaccounted(const Record& record, Findings& findings);

}  // namespace reltrack
