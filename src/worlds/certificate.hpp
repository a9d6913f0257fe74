// Why a system has no world, or no world with less (or more) of something: rows to add up, or cases that exhaust it.
#pragma once

#include <vector>

#include "worlds/model.hpp"

namespace reltrack::worlds {

// A row of the system by what it says, independent of the solver that used it.
struct RowRef {
  enum class Kind {
    member,          // row `row` of bundle `index`
    never_falls,     // counter `index` from `from` to `to`: at least 0; of one that may fall, where they are one moment
    whole,           // wholes[index] in the stretch: whole less parts at least 0
    never_negative,  // levels[index] at `from`: at least 0
    level_whole,     // level_wholes[index] at `from`
    order,           // `from` is not after `to`: by order `row` of bundle `index`, or of no bundle (index -1) by one
                     // of the three below
    assumed,  // counter `index` from `from` to `to`: by the case it stands under, at least (row 1) or at most (-1)
    assumed_level,  // levels[index] at `from`, likewise
  };
  static constexpr int kMomentsLimits = -1, kTimeItself = -2, kItsCase = -3;
  Kind kind = Kind::member;
  int index = 0;
  int row = 0;
  Place from, to;
  Count bound = 0;  // assumed
  bool by_a_count() const { return kind == Kind::assumed || kind == Kind::assumed_level; }
  // Whether it holds only where the bundle `index` does.
  bool of_bundle() const { return kind == Kind::member || (kind == Kind::order && row >= 0); }
  friend auto operator<=>(const RowRef&, const RowRef&) = default;
};

struct Used {
  RowRef ref;
  Count times = 1;
};

// One of a set of cases that leaves no other.
struct Split {
  enum class Kind { choice, order, at_most, at_least };
  Kind kind = Kind::choice;
  int choice = 0, option = 0;  // choice
  Place from, to;              // order: `from` is not after `to`; count: the stretch, of a level twice the place
  int counter = 0;             // at_most, at_least: of what
  bool of_level = false;       // then it is levels[counter]
  Count bound = 0;
  friend auto operator<=>(const Split&, const Split&) = default;

  // That the one place is not after the other.
  static Split in_order(Place from, Place to) {
    Split out;
    out.kind = Kind::order;
    out.from = from;
    out.to = to;
    return out;
  }
};

struct Case;

// Where `cases` is empty: the rows, each times its number, add up to the impossible "0 >= 1 or more" (a refutation) or
// to `divisor` times the form asked, at least `total`. Rows of kind `order` alone: time would run backwards.
struct Certificate {
  std::vector<Used> rows;
  Count divisor = 1;
  std::vector<Case> cases;
};

struct Case {
  Split split;
  Certificate proof;
};

// Of a certificate without cases: what it adds up, however often.
inline std::vector<RowRef> rows_of(const Certificate& why) {
  std::vector<RowRef> out;
  for (const Used& used : why.rows) out.push_back(used.ref);
  return out;
}

}  // namespace reltrack::worlds
