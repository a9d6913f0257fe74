#include "events.hpp"

#include <algorithm>
#include <cstddef>

namespace reltrack::bench {

Events::Events(int populations, int slots)
    : by_depth_(static_cast<std::size_t>(populations), std::vector<int>(static_cast<std::size_t>(slots))),
      before_(static_cast<std::size_t>(populations), std::vector<Count>(static_cast<std::size_t>(slots) + 1)) {}

Events Events::draw(int populations, int days, Dice& dice) {
  Events events(populations, days * kSlotsPerDay);
  for (int day = 0; day < days; ++day) {
    // Releases come in waves: most days few, on some days many.
    const std::int64_t wave = dice.percent(12) ? 12 : 1 + dice.below(3);
    for (auto& slots : events.by_depth_) {
      for (int slot = day * kSlotsPerDay; slot < (day + 1) * kSlotsPerDay; ++slot) {
        slots[static_cast<std::size_t>(slot)] = static_cast<int>(dice.below(2 * wave + 1));
      }
    }
  }
  events.sum_up();
  return events;
}

Events Events::heard(int chance, Dice& dice) const {
  Events heard = *this;
  for (auto& slots : heard.by_depth_) {
    for (int& events : slots) {
      int kept = 0;
      for (int i = 0; i < events; ++i) kept += dice.percent(chance) ? 1 : 0;
      events = kept;
    }
  }
  heard.sum_up();
  return heard;
}

void Events::sum_up() {
  const std::size_t slots = by_depth_.front().size();
  for (std::size_t population = 0; population < by_depth_.size(); ++population) {
    for (std::size_t slot = 0; slot < slots; ++slot) {
      Count here = 0;
      for (std::size_t depth = population; depth < by_depth_.size(); ++depth) here += by_depth_[depth][slot];
      before_[population][slot + 1] = before_[population][slot] + here;
    }
  }
}

Count Events::count(int population, int from, int to) const {
  const auto& before = before_[static_cast<std::size_t>(population)];
  return before[static_cast<std::size_t>(to)] - before[static_cast<std::size_t>(from)];
}

Count Events::busiest(int population, int days) const {
  Count most = 0;
  const int slots = static_cast<int>(by_depth_.front().size());
  for (int from = 0; from + days * kSlotsPerDay <= slots; from += kSlotsPerDay) {
    most = std::max(most, count(population, from, from + days * kSlotsPerDay));
  }
  return most;
}

}  // namespace reltrack::bench
