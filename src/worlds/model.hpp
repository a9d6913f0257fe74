// What the kernel is asked about: counters that run along one time line, what the rules and the members (claims, to the
// caller) demand of them, and the choices that a world is free to make. No dates, no names: instants are integers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "reltrack/count.hpp"

namespace reltrack::worlds {

// What is counted is named by a whole number, as it stands in a list of its kind.
inline std::size_t ix(int i) { return static_cast<std::size_t>(i); }

// A fixed instant, or (moment >= 0) a moment that a world places within its limits.
struct Place {
  std::int64_t at = 0;
  int moment = -1;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// A cumulative count along the time line. `rising`: never falls. `loose`: may go either way. `constant`: one number.
struct Counter {
  enum class Kind { rising, loose, constant };
  Kind kind = Kind::rising;
};

// In every stretch the parts together count no more than the whole. (Of levels: at every moment.)
struct Whole {
  int whole = 0;
  std::vector<int> parts;
};

// A level: the sum of its counters, each taken with its sign, at one moment. Each counter's zero is free, so a counter
// that only one level reads carries the level at the start; `constant` counters carry it otherwise.
struct Level {
  std::vector<std::pair<int, int>> of;  // counter, +1 or -1
  bool never_negative = true;
};

struct Term {
  int counter = 0;
  Place at;
  Count times = 1;
};

// The sum of the terms is at least `at_least`. `level`: the level that it reads, if it reads one. `tag` is the
// caller's.
struct Row {
  std::vector<Term> terms;
  Count at_least = 0;
  int level = -1;
  int tag = -1;
};

// `before` is not after `after`.
struct Order {
  Place before, after;
  int tag = -1;
};

// Rows and orders that hold when every member in `members` is in the system and every choice in `when` falls so.
struct Bundle {
  std::vector<int> members;
  std::vector<std::pair<int, int>> when;  // choice, option
  std::vector<Row> rows;
  std::vector<Order> orders;
};

// A world picks one option. Only asked where a bundle in the system depends on it.
struct Choice {
  int options = 0;
  int member = -1;  // whose choice it is; -1: the world's own
};

struct Limits {
  std::int64_t from = 0, to = 0;
};

// All of a model but what members demand.
struct Ground {
  std::vector<Counter> counters;
  std::vector<Whole> wholes;  // of counters
  std::vector<Level> levels;
  std::vector<Whole> level_wholes;  // of levels
  std::vector<Limits> moments;
  std::vector<Choice> choices;
};

struct Model : Ground {
  std::vector<Bundle> bundles;
  std::vector<std::vector<int>> bundles_of;  // by member: the bundles it is a member of, in order
  std::vector<int> free_bundles;             // bundles without members
  int members = 0;

  // When the place can be.
  Limits limits(Place place) const {
    return place.moment < 0 ? Limits{place.at, place.at} : moments[static_cast<std::size_t>(place.moment)];
  }
  // Whether its limits alone keep `a` from coming after `b`.
  bool never_after(Place a, Place b) const { return a == b || limits(a).to <= limits(b).from; }
};

// A linear form whose least or greatest value is asked; `level` as in Row.
struct Form {
  std::vector<Term> terms;
  int level = -1;
};

// The events from one place to another.
inline Form count_between(int counter, Place from, Place to) { return {{{counter, to, 1}, {counter, from, -1}}, -1}; }

}  // namespace reltrack::worlds
