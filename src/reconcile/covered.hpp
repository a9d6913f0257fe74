// What the parts of a total cover of it, where it depends on the world which of them ends last or starts first, and
// whether within the total.
#pragma once

#include <optional>
#include <vector>

#include "reconcile/record.hpp"
#include "reconcile/spans.hpp"

namespace reltrack {

// A figure and which of its readings is meant.
struct Part {
  Index claim = 0, reading = 0;
  friend auto operator<=>(const Part&, const Part&) = default;
};

// Of parts that surely meet in time, those that may start first in some world, or end last. One that starts with
// another and surely counts no more ends no later, as far as counting goes; likewise of those that end together.
struct Group {
  std::vector<Part> firsts, lasts;
};
// Parts that may meet in time.
struct Run {
  std::vector<Group> groups;  // by when they start
};

// Requires: the parts are in the order of their starts.
Run run_of(const Record& record, const std::vector<Part>& parts);

// The uncertain ends that what the run covers of the total depends on.
std::vector<ClaimEnd> open_ends(const Record& record, const Run& run, Span whole);

// One way in which it may be: events in the total's period and that of some part, where these decisions are made.
struct Covered {
  worlds::Form count;
  std::vector<worlds::Split> given;
  std::optional<worlds::Form> at_least;  // where `count` is the most there can be: the least
};

// Where they are not `exact`, there are too many: what is tried bounds them all.
struct Ways {
  std::vector<Covered> tried;
  bool exact = true;
};

// The ways of these runs, those of several runs combined, as far as `--effort` goes. open_ends() are moments of the
// encoding. `counter`: the total's.
Ways covered(const Record& record, const Encoding& encoding, const std::vector<Run>& runs, Span whole, int counter);

}  // namespace reltrack
