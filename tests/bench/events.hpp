// What happened in an invented story, known to the quarter day, and what each side has seen of it.
#pragma once

#include <cstdint>
#include <random>
#include <vector>

#include "reltrack/count.hpp"

namespace reltrack::bench {

// Whole numbers from a seed. The standard's distributions differ between libraries; its engine does not.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  // 0 to `bound` - 1; `bound` is positive. (The slight bias of a remainder does no harm here.)
  std::int64_t below(std::int64_t bound) {
    return static_cast<std::int64_t>(engine_() % static_cast<std::uint64_t>(bound));
  }
  bool percent(int chance) { return below(100) < chance; }

 private:
  std::mt19937_64 engine_;
};

inline constexpr int kSlotsPerDay = 4;

// Events by slot. Population 0 is the widest; an event of depth k is one of populations 0 to k.
class Events {
 public:
  static Events draw(int populations, int days, Dice& dice);

  // Those of the events that a counter with this chance of hearing of each has counted.
  Events heard(int chance, Dice& dice) const;

  // Events of the population in slots [from, to).
  Count count(int population, int from, int to) const;

  // The most that the population had in any `days` days in a row.
  Count busiest(int population, int days) const;

 private:
  Events(int populations, int slots);
  void sum_up();

  std::vector<std::vector<int>> by_depth_;  // [depth][slot]
  std::vector<std::vector<Count>> before_;  // [population][slot]: events before the slot
};

}  // namespace reltrack::bench
