// Ledgers of any size with known answers, for timing: the same seed gives the same bytes on every machine.
#pragma once

#include <cstdint>
#include <string>

namespace reltrack::bench {

// story: `claims` figures by `sides` sides over `days` days, in `populations` populations, each within the one before.
// stories: `stories` such stories in one ledger, each with populations of its own; sources are shared.
// series: one source's daily, weekly and cumulative figures over `days` days in nested populations.
enum class Kind { story, stories, series };

struct Shape {
  Kind kind = Kind::story;
  int stories = 1;   // of `stories` alone
  int claims = 100;  // a story
  int days = 60;
  int populations = 4;
  int sides = 8;       // half of them officials, who assert; half monitors, who verify
  int wrong = 0;       // claims whose figure is changed; each carries its right figure as "x-right"
  bool hours = false;  // cut-offs are written with their hour (T24:00); otherwise at some moment of their last day
  std::uint64_t seed = 1;
};

// The ledger's text. What happened is drawn first, event by event, and every figure is then counted from it: without
// `wrong` the ledger is consistent and so is each side's account, and no claim is contested. In a series each wrong
// figure is the one smallest repair of its own problem; in a story a wrong figure may happen to contradict nothing.
// Throws std::invalid_argument where the shape cannot be had.
std::string make_ledger(const Shape& shape);

}  // namespace reltrack::bench
