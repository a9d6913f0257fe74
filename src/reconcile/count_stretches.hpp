// The stretches of which a further count is thought of: between known ends of what claims count.
#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <vector>

#include "reconcile/record.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// What the counter of a flow had from one instant to the other.
struct Counted {
  int counter = 0;
  Minutes from = 0, to = 0;
  std::size_t from_number = 0, to_number = 0;  // of the counter's instants
  worlds::Place start() const { return {from, -1}; }
  worlds::Place end() const { return {to, -1}; }
};

// What the system's closing says of it: sound, perhaps loose.
CountRange quick_range(const worlds::System& system, const Counted& counted);

class CountStretches {
 public:
  // Takes in the known ends of the claim's flows, in all its readings.
  void note(const Record& record, Index claim);
  // Those of a counter, ascending; of very many, none.
  std::vector<Minutes> of(int counter) const;
  // Forms that lay out all of those.
  std::vector<worlds::Form> forms() const;
  // Whether there is any.
  bool any() const {
    return std::ranges::any_of(
        instants_, [](const auto& of) { return of.second.size() > 1 && of.second.size() <= kMostInstants; });
  }
  // Calls visit(stretch) for each.
  template <class Visit>
  void each(const Visit& visit) const {
    for (const auto& [counter, known] : instants_) {
      const std::vector<Minutes> instants = of(counter);
      for (auto from = instants.begin(); from != instants.end(); ++from) {
        for (auto to = std::next(from); to != instants.end(); ++to) {
          visit(Counted{counter, *from, *to, static_cast<std::size_t>(from - instants.begin()),
                        static_cast<std::size_t>(to - instants.begin())});
        }
      }
    }
  }

 private:
  static constexpr std::size_t kMostInstants = 40;
  std::map<int, std::set<Minutes>> instants_;  // by counter
};

// The finding that the count of this stretch would do something, as yet without what.
OneMoreCount more_of(const Record& record, const Counted& counted);

}  // namespace reltrack
