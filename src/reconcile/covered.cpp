#include "reconcile/covered.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace reltrack {

namespace {

// Steps of `--effort` for each way that is tried.
constexpr std::uint64_t kStepsOfAWay = 80;

using worlds::Limits;
using worlds::Place;
using worlds::Split;

const Reading& reading_of(const Record& record, const Part& part) {
  return record.ledger.claims[part.claim].readings[part.reading];
}

const PeriodEnd& end_of(const Record& record, const Part& part, bool last) {
  const Period& period = reading_of(record, part).period;
  return last ? period.end : period.start;
}

Limits limits_of(const Record& record, const PeriodEnd& end) {
  if (end.moment) return record.account.model.limits({0, static_cast<int>(*end.moment)});
  return {end.limits.from, end.limits.to};
}

// Whether one part's end never lies beyond the other's, or nobody is counted between them where it does.
bool never_beyond(const Record& record, const Part& part, const Part& other, bool last) {
  const PeriodEnd &x = end_of(record, part, last), &y = end_of(record, other, last);
  if (x.moment && x.moment == y.moment) return true;
  const Limits of_x = limits_of(record, x), of_y = limits_of(record, y);
  if (last ? of_x.to <= of_y.from : of_x.from >= of_y.to) return true;
  const PeriodEnd &from = end_of(record, part, !last), &other_from = end_of(record, other, !last);
  const Reading &a = reading_of(record, part), &b = reading_of(record, other);
  const bool bound = record.options.dropped.empty() && a.basis == Basis::asserted && !a.figure->percent &&
                     !b.figure->percent && a.figure->people.max && b.figure->people.min;
  return bound && from == other_from && is_certain(from) && *a.figure->people.max <= *b.figure->people.min;
}

// Those of the parts that may be the last, or the first.
std::vector<Part> outermost(const Record& record, const std::vector<Part>& parts, bool last) {
  // Most lie within what one of them is sure to reach.
  const auto reach = [&](const Part& part, bool surely) {
    const Limits limits = limits_of(record, end_of(record, part, last));
    return last ? (surely ? limits.from : limits.to) : (surely ? -limits.to : -limits.from);
  };
  const auto farthest = std::ranges::max_element(parts, {}, [&](const Part& part) { return reach(part, true); });
  const Minutes sure = reach(*farthest, true);
  std::vector<Part> open;
  std::ranges::copy_if(parts, std::back_inserter(open),
                       [&](const Part& part) { return part == *farthest || reach(part, false) > sure; });
  std::vector<Part> out;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const auto hides = [&](std::size_t j) {  // of equal ones the first stands for all
      return i != j && never_beyond(record, open[i], open[j], last) &&
             (j < i || !never_beyond(record, open[j], open[i], last));
    };
    bool hidden = false;
    for (std::size_t j = 0; j < open.size() && !hidden; ++j) hidden = hides(j);
    if (!hidden) out.push_back(open[i]);
  }
  return out;
}

// Whether they have some time in common, or touch, in every world.
bool surely_meet(const Record& record, const Part& a, const Part& b) {
  const auto starts_in = [&](const Part& x, const Part& y) {  // not after the other ends
    const PeriodEnd &start = end_of(record, x, false), &end = end_of(record, y, true);
    const bool together = start == end_of(record, y, false) && is_certain(start);
    return together || (start.moment && start.moment == end.moment) ||
           limits_of(record, start).to <= limits_of(record, end).from;
  };
  return starts_in(a, b) && starts_in(b, a);
}

bool surely_beyond(const Record& record, const Part& part, Span whole, bool last) {
  const Limits limits = limits_of(record, end_of(record, part, last));
  return last ? limits.from >= whole.to : limits.to <= whole.from;
}

// Where a run may end (or start) in the total; absent where nothing of it lies in the total.
struct EndChoice {
  std::optional<Place> at;
  std::vector<Split> given;
};

// The ends of a run, or its starts.
class BlockEnds {
 public:
  BlockEnds(const Record& record, const Encoding& encoding, Span whole, bool last)
      : record_(record), encoding_(encoding), whole_(whole), last_(last) {}

  // Those that may be the last (or the first).
  std::vector<Part> outermost(const std::vector<Part>& parts) const {
    return reltrack::outermost(record_, parts, last_);
  }

  Place place(const Part& part) const {
    const Region& region = encoding_.regions[part.claim][part.reading];
    return last_ ? region.latest_end : region.earliest_start;
  }

  // `parts`: those that may be the last (or the first).
  std::vector<EndChoice> of(const std::vector<Part>& parts) const {
    const Place own{last_ ? whole_.to : whole_.from, -1}, far{last_ ? whole_.from : whole_.to, -1};
    const auto beyond = [&](const Part& part) { return surely_beyond(record_, part, whole_, last_); };
    if (std::ranges::any_of(parts, beyond)) return {{own, {}}};
    std::vector<EndChoice> out;
    for (const Part& part : parts) {
      const Place here = place(part);
      const Limits limits = encoding_.model.limits(here);
      const bool may_pass_own = last_ ? limits.to > own.at : limits.from < own.at;
      const bool may_miss = last_ ? limits.from < far.at : limits.to > far.at;
      std::vector<Split> given;
      for (const Part& other : parts) {
        if (other != part) given.push_back(within(place(other), here));
      }
      if (may_pass_own) {
        out.push_back({own, {within(own, here)}});
        given.push_back(within(here, own));
      }
      if (may_miss) {
        out.push_back({std::nullopt, given});
        out.back().given.push_back(within(here, far));
        given.push_back(within(far, here));
      }
      out.push_back({here, std::move(given)});
    }
    return out;
  }

 private:
  // That the one does not lie farther out than the other.
  Split within(Place inner, Place outer) const {
    return last_ ? Split::in_order(inner, outer) : Split::in_order(outer, inner);
  }

  const Record& record_;
  const Encoding& encoding_;
  Span whole_;
  bool last_;
};

// At most what lies between the earliest start and the latest end of each run; at least what each group covers in every
// world.
Covered outer_bounds(const Record& record, const std::vector<Run>& runs, Span whole, int counter) {
  const Place start{whole.from, -1};
  Covered out{worlds::count_between(counter, start, start), {}, worlds::count_between(counter, start, start)};
  const auto add = [&](worlds::Form& form, Minutes from, Minutes to) {
    from = std::max(from, whole.from), to = std::min(to, whole.to);
    if (from < to)
      std::ranges::copy(worlds::count_between(counter, {from, -1}, {to, -1}).terms, std::back_inserter(form.terms));
  };
  for (const Run& run : runs) {
    Minutes earliest = kAfterAll, latest = kBeforeAll;
    for (const Group& group : run.groups) {
      Minutes from = kAfterAll, to = kBeforeAll;
      for (const Part& part : group.firsts) {
        const Limits limits = limits_of(record, end_of(record, part, false));
        earliest = std::min(earliest, limits.from), from = std::min(from, limits.to);
      }
      for (const Part& part : group.lasts) {
        const Limits limits = limits_of(record, end_of(record, part, true));
        latest = std::max(latest, limits.to), to = std::max(to, limits.from);
      }
      add(*out.at_least, from, to);
    }
    add(out.count, earliest, latest);
  }
  return out;
}

// Each of the one with each of the other.
std::vector<Covered> combined(const std::vector<Covered>& some, const std::vector<Covered>& others) {
  std::vector<Covered> out;
  for (const Covered& one : some) {
    for (const Covered& other : others) {
      Covered& both = out.emplace_back(one);
      std::ranges::copy(other.count.terms, std::back_inserter(both.count.terms));
      std::ranges::copy(other.given, std::back_inserter(both.given));
    }
  }
  return out;
}

Group merged_groups(const Record& record, const Group& one, const Group& other) {
  std::vector<Part> firsts = one.firsts, lasts = one.lasts;
  std::ranges::copy(other.firsts, std::back_inserter(firsts));
  std::ranges::copy(other.lasts, std::back_inserter(lasts));
  return {outermost(record, firsts, false), outermost(record, lasts, true)};
}

// Groups of parts as they lie in some worlds: those that meet are one block.
struct Arrangement {
  std::vector<Group> blocks;
  std::vector<Split> given;
};

class Arranging {
 public:
  Arranging(const Record& record, const BlockEnds& starts, const BlockEnds& ends, const worlds::Model& model)
      : record_(record), starts_(starts), ends_(ends), model_(model) {}

  // Some of them, where there are more than so many.
  std::vector<Arrangement> of(const Run& run, std::size_t most) const {
    std::vector<Arrangement> out{{{run.groups.front()}, {}}};
    for (std::size_t g = 1; g < run.groups.size() && out.size() <= most; ++g) {
      std::vector<Arrangement> longer;
      for (const Arrangement& so_far : out) add(so_far, run.groups[g], longer);
      out = std::move(longer);
    }
    return out;
  }

 private:
  // With one more group: it meets the last block, or lies behind it or before.
  void add(const Arrangement& so_far, const Group& group, std::vector<Arrangement>& out) const {
    const Group& block = so_far.blocks.back();
    const std::vector<Split> behind = apart(block, group), before = apart(group, block);
    for (const std::vector<Split>* orders : {&behind, &before}) {
      if (orders->empty()) continue;
      Arrangement& next = out.emplace_back(so_far);
      next.blocks.push_back(group);
      std::ranges::copy(*orders, std::back_inserter(next.given));
    }
    // Each order the other way round is a way to meet on that side.
    const auto turned = [](const std::vector<Split>& orders) {
      std::vector<std::vector<Split>> ways;
      for (const Split& order : orders) ways.push_back({Split::in_order(order.to, order.from)});
      if (ways.empty()) ways.emplace_back();
      return ways;
    };
    for (const std::vector<Split>& one : turned(behind)) {
      for (const std::vector<Split>& other : turned(before)) {
        Arrangement& next = out.emplace_back(so_far);
        next.blocks.back() = merged_groups(record_, block, group);
        std::ranges::copy(one, std::back_inserter(next.given));
        std::ranges::copy(other, std::back_inserter(next.given));
      }
    }
  }

  // What makes one end before the other starts; empty where no world has that.
  std::vector<Split> apart(const Group& one, const Group& other) const {
    std::vector<Split> out;
    for (const Part& last : one.lasts) {
      for (const Part& first : other.firsts) {
        const Place end = ends_.place(last), start = starts_.place(first);
        if (end == start || model_.limits(start).to <= model_.limits(end).from) return {};
        out.push_back(Split::in_order(end, start));
      }
    }
    return out;
  }

  const Record& record_;
  const BlockEnds &starts_, &ends_;
  const worlds::Model& model_;
};

std::size_t most_ways(const Record& record) { return record.options.effort / kStepsOfAWay; }

class Covering {
 public:
  Covering(const Record& record, const Encoding& encoding, Span whole, int counter)
      : record_(record),
        starts_(record, encoding, whole, false),
        ends_(record, encoding, whole, true),
        arranging_(record, starts_, ends_, encoding.model),
        counter_(counter) {}

  // The ways of one run; absent where they are too many.
  std::optional<std::vector<Covered>> of(const Run& run) const {
    const std::size_t most = most_ways(record_);
    const std::vector<Arrangement> arrangements = arranging_.of(run, most);
    if (arrangements.size() > most) return std::nullopt;
    std::vector<Covered> out;
    for (const Arrangement& arrangement : arrangements) {
      std::vector<Covered> ways(1);
      ways.front().given = arrangement.given;
      for (const Group& block : arrangement.blocks) {
        const std::vector<Covered> more = of_block(block);
        if (out.size() + ways.size() * more.size() > most) return std::nullopt;
        ways = combined(ways, more);
      }
      std::ranges::move(ways, std::back_inserter(out));
    }
    return out;
  }

 private:
  // From its first start to its last end.
  std::vector<Covered> of_block(const Group& block) const {
    std::vector<Covered> out;
    for (const EndChoice& first : starts_.of(block.firsts)) {
      for (const EndChoice& last : ends_.of(block.lasts)) {
        Covered& way = out.emplace_back();
        if (first.at && last.at) way.count = worlds::count_between(counter_, *first.at, *last.at);
        std::ranges::copy(first.given, std::back_inserter(way.given));
        std::ranges::copy(last.given, std::back_inserter(way.given));
      }
    }
    return out;
  }

  const Record& record_;
  BlockEnds starts_, ends_;
  Arranging arranging_;
  int counter_;
};

}  // namespace

Run run_of(const Record& record, const std::vector<Part>& parts) {
  std::vector<std::vector<Part>> groups;
  for (const Part& part : parts) {
    const auto meets = [&](const std::vector<Part>& group) {
      return std::any_of(group.rbegin(), group.rend(),  // the last ones lie nearest
                         [&](const Part& other) { return surely_meet(record, part, other); });
    };
    const auto first = std::ranges::find_if(groups, meets);
    if (first == groups.end()) {
      groups.push_back({part});
      continue;
    }
    first->push_back(part);
    for (auto next = std::next(first); next != groups.end();) {
      if (!meets(*next)) {
        ++next;
        continue;
      }
      std::ranges::copy(*next, std::back_inserter(*first));
      next = groups.erase(next);
    }
  }
  Run out;
  for (const std::vector<Part>& group : groups)
    out.groups.push_back({outermost(record, group, false), outermost(record, group, true)});
  return out;
}

std::vector<ClaimEnd> open_ends(const Record& record, const Run& run, Span whole) {
  std::vector<ClaimEnd> out;
  for (const Group& group : run.groups) {
    for (const bool last : {false, true}) {
      for (const Part& part : last ? group.lasts : group.firsts) {
        const bool inner = run.groups.size() > 1 || !surely_beyond(record, part, whole, last);
        if (inner && !is_certain(end_of(record, part, last))) out.push_back({part.claim, !last});
      }
    }
  }
  return out;
}

Ways covered(const Record& record, const Encoding& encoding, const std::vector<Run>& runs, Span whole, int counter) {
  const Covering covering(record, encoding, whole, counter);
  std::vector<Covered> out(1);
  for (const Run& run : runs) {
    const auto ways = covering.of(run);
    if (!ways || out.size() * ways->size() > most_ways(record))
      return {{outer_bounds(record, runs, whole, counter)}, false};
    out = combined(out, *ways);
  }
  // Where nothing is covered: from a place to the same.
  const Place start{whole.from, -1};
  for (Covered& way : out) {
    if (way.count.terms.empty()) way.count = worlds::count_between(counter, start, start);
  }
  return {std::move(out), true};
}

}  // namespace reltrack
