// DO NOT ADD: hundreds of pairs told in a few lines.
//
// A running tally makes a pair with each of its own later figures, and with every figure that any of them overlaps: 30
// daily figures are 435 pairs that say one thing. So figures are gathered first: those of one measure and population
// that start together (running counts, of one side or of several) are one group, any other figure is a group of its
// own. Each group has one line: why its own figures do not add, and which figures of smaller groups it includes, may
// include, or shares days with. What follows from two lines is not told in a third: if 406 includes the 194 and the 194
// includes the 150, the line of the 406 is silent about the 150 (`--limit 0` tells it). So every pair is behind one of
// the lines, and no line says of a figure what holds of another one of its group; but what the newest figure of a
// running count includes, the count includes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/printable.hpp"
#include "report/layout.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kOverlapLines = 8;
constexpr std::size_t kFiguresInGroup = 4;
constexpr std::size_t kGroupsInLine = 4;

// The smaller in the larger: the strongest that any pair says.
enum class Inside { surely, in_some, in_part, maybe, partly, in_no_world, in_none_with_rest };

// Figures of smaller groups, in the order of their claims.
using Held = std::vector<std::pair<Index, Inside>>;

// Absent where the figure is not among them.
std::optional<Inside> inside_of(const Held& held, Index claim) {
  const auto at = std::ranges::lower_bound(held, claim, {}, &std::pair<Index, Inside>::first);
  return at != held.end() && at->first == claim ? std::optional(at->second) : std::nullopt;
}

struct Group {
  std::vector<Index> claims;  // by figure, then by id
  Count size = 0;
  Held holds;
  bool clashes = false;  // a pair in it cannot hold together
  bool linked = false;   // a pair of it may count the same people
};

// Figures with the same key start together and count the same thing, whatever their readings.
std::string key_of(const Page& page, Index claim) {
  const Claim& c = page.ledger.claims[claim];
  std::string key;
  for (const Reading& r : c.readings) {
    const std::string shape = r.period.stands_alone ? r.period.text : r.period.start.text + "/";
    std::string mine = fmt::format("{} {} {}", r.measure, r.population, shape);
    if (r.part_of || (!key.empty() && mine != key)) return "claim " + c.id;
    key = std::move(mine);
  }
  return key;
}

class Groups {
 public:
  explicit Groups(const Page& page) : page_(page) {
    for (const Overlap& overlap : page.findings.overlaps) {
      if (!may_count_twice(page.ledger, overlap)) continue;
      if (page.folds.leads(overlap.a) && page.folds.leads(overlap.b)) add(overlap);
    }
    for (Group& group : groups_) {
      sort_by_size(group.claims);
      group.size = page_.found.size(group.claims.back());
    }
    pairs_.resize(page.ledger.claims.size());
    for (const Overlap* overlap : between_) relate(*overlap);
    for (Held& held : pairs_) std::ranges::sort(held);
    for (Group& group : groups_) gather(group);
  }

  // Those that have a line, in the order of the lines.
  std::vector<const Group*> in_order() const;
  // A line: a label and what it says. `chained`: set where some pair is told by this line and another together.
  std::vector<std::string> line(const Group& group, bool& chained) const;

 private:
  std::size_t group_of(Index claim) {
    if (const auto placed = placed_.find(claim); placed != placed_.end()) return placed->second;
    const auto [entry, added] = by_key_.emplace(key_of(page_, claim), groups_.size());
    if (added) groups_.emplace_back();
    groups_[entry->second].claims.push_back(claim);
    placed_.emplace(claim, entry->second);
    return entry->second;
  }
  void add(const Overlap& overlap) {
    const std::size_t a = group_of(overlap.a), b = group_of(overlap.b);
    if (a != b) {
      between_.push_back(&overlap);
      return;
    }
    groups_[a].linked = true;
    if (!overlap.shared) groups_[a].clashes = true;
  }
  void sort_by_size(std::vector<Index>& claims) const {
    std::ranges::sort(claims, {}, [&](Index c) { return std::pair(page_.found.size(c), page_.ledger.claims[c].id); });
  }
  void relate(const Overlap& overlap);
  void gather(Group& group) const;
  Held without_what_follows(const Group& group) const;
  bool same_days(const Group& group) const;
  bool is_running_count(const Group& group) const;
  std::string ends(const std::vector<Index>& claims) const;
  std::string label(const Group& group) const;
  std::string some_of(const Group& group, const std::vector<Index>& claims) const;
  std::string within_words(const Group& group) const;
  bool starts_at_once(const Group& group) const;
  bool all_include(const Group& group, Index claim) const;
  std::string holds_words(const Group& group, const Held& holds) const;
  std::string held_words(const std::vector<Index>& claims) const;

  const Page& page_;
  std::vector<Group> groups_;
  std::map<std::string, std::size_t> by_key_;
  std::map<Index, std::size_t> placed_;
  std::vector<Held> pairs_;  // by claim, of the larger group
  std::vector<const Overlap*> between_;
};

void Groups::relate(const Overlap& overlap) {
  const std::size_t a = placed_.at(overlap.a), b = placed_.at(overlap.b);
  // Of "at most 100" a part can have the greater "at least".
  const bool a_first = page_.found.is_part(overlap.b, overlap.a) ||
                       (!page_.found.is_part(overlap.a, overlap.b) &&
                        std::tuple(groups_[a].size, page_.ledger.claims[groups_[b].claims.back()].id) >=
                            std::tuple(groups_[b].size, page_.ledger.claims[groups_[a].claims.back()].id));
  const auto bigger_time = a_first ? TimeRelation::contains : TimeRelation::within;
  const auto bigger_people = a_first ? PopulationRelation::contains : PopulationRelation::within;
  const bool inside = (overlap.time == bigger_time || overlap.time == TimeRelation::same) &&
                      (overlap.population == bigger_people || overlap.population == PopulationRelation::same);
  const Index larger = a_first ? overlap.a : overlap.b, smaller = a_first ? overlap.b : overlap.a;
  Inside relation = inside ? Inside::maybe : Inside::partly;
  if (!overlap.shared) {
    relation = page_.found.clash_alone(overlap) ? Inside::in_no_world : Inside::in_none_with_rest;
  } else if (page_.found.is_part(smaller, larger)) {
    relation = Inside::surely;
  } else if (inside && overlap.shared->min.value_or(0) > 0) {
    relation = page_.found.shares_all(overlap, smaller) ? Inside::surely : Inside::in_part;
  }
  pairs_[larger].emplace_back(smaller, relation);
}

// A running count includes what its newest figure does; of several counters, each must.
void Groups::gather(Group& group) const {
  Held all;
  for (const Index claim : group.claims) all.insert(all.end(), pairs_[claim].begin(), pairs_[claim].end());
  std::ranges::sort(all);  // of one figure, the strongest first
  const bool one_count = is_running_count(group);
  for (auto at = all.begin(); at != all.end();) {
    const auto end = std::find_if(at, all.end(), [&](const auto& pair) { return pair.first != at->first; });
    const auto of = [&](Inside inside) {
      return static_cast<std::size_t>(std::count(at, end, std::pair(at->first, inside)));
    };
    const std::size_t surely = of(Inside::surely), in_part = of(Inside::in_part), figures = group.claims.size();
    Inside inside = at->second;
    if (!one_count && inside == Inside::surely && surely < figures) inside = Inside::in_some;
    if (!one_count && inside == Inside::in_part && in_part < figures) inside = Inside::maybe;
    group.holds.emplace_back(at->first, inside);
    at = end;
  }
}

bool Groups::same_days(const Group& group) const {
  const auto period_of = [&](Index claim) -> const std::string& {
    return page_.ledger.claims[claim].readings.front().period.text;
  };
  return std::ranges::all_of(group.claims, [&](Index c) { return period_of(c) == period_of(group.claims.front()); });
}

// Of one source, none less than an earlier one.
bool Groups::is_running_count(const Group& group) const {
  const Index source = page_.ledger.claims[group.claims.front()].source;
  const auto until_and_size = [&](Index c) {
    return std::pair(page_.ledger.claims[c].readings.front().period.end.limits.to, page_.found.size(c));
  };
  std::vector<Index> by_day = group.claims;
  std::ranges::sort(by_day, {}, until_and_size);
  return !same_days(group) &&
         std::ranges::all_of(group.claims, [&](Index c) { return page_.ledger.claims[c].source == source; }) &&
         std::ranges::is_sorted(by_day, {}, [&](Index c) { return page_.found.size(c); });
}

// Not "some day in December", where each figure may start on a day of its own.
bool Groups::starts_at_once(const Group& group) const {
  const PeriodEnd& start = page_.ledger.claims[group.claims.front()].readings.front().period.start;
  return start.moment || start.limits.from == start.limits.to;
}

Held Groups::without_what_follows(const Group& group) const {
  const auto follows = [&](Index other, Inside inside) {
    if (inside == Inside::in_no_world || inside == Inside::in_none_with_rest) return false;
    return std::ranges::any_of(group.holds, [&](const auto& held) {
      if (held.first == other || held.second != Inside::surely) return false;
      const std::optional<Inside> further = inside_of(pairs_[held.first], other);
      if (!further || *further > inside) return false;
      const Group& line = groups_[placed_.at(held.first)];  // which must say it of the figure that it names
      return *inside_of(line.holds, other) <= inside;
    });
  };
  Held kept;
  for (const auto& [other, inside] : group.holds) {
    if (!follows(other, inside)) kept.emplace_back(other, inside);
  }
  return kept;
}

// "49 ... 464".
std::string Groups::ends(const std::vector<Index>& claims) const {
  return fmt::format("{} ... {}", page_.found.figure(claims.front()), page_.found.figure(claims.back()));
}

// At the head of a line "49, 56, 76", or the ends of a long series: "49 ... 464 (12 figures)".
std::string Groups::label(const Group& group) const {
  if (group.claims.size() > kFiguresInGroup)
    return fmt::format("{} ({} figures)", ends(group.claims), group.claims.size());
  std::string out;
  for (const Index claim : group.claims) out += (out.empty() ? "" : ", ") + page_.words.tag(claim);
  return out;
}

// Within a line: "49/56/76", "49 ... 464", "9 of 49 ... 464". `claims`: of the group, in its order.
std::string Groups::some_of(const Group& group, const std::vector<Index>& claims) const {
  if (claims.size() > kFiguresInGroup) {
    const auto first = std::ranges::find(group.claims, claims.front());
    const bool in_a_row = std::equal(claims.begin(), claims.end(), first);
    return in_a_row ? ends(claims) : fmt::format("{} of {}", claims.size(), ends(group.claims));
  }
  std::string out;
  for (const Index claim : claims) out += (out.empty() ? "" : "/") + page_.words.tag(claim);
  return out;
}

std::string Groups::within_words(const Group& group) const {
  if (same_days(group)) {
    return fmt::format("the same days{}: take one", group.clashes ? ", and they differ" : "");
  }
  if (is_running_count(group)) return "one running count: the later includes the earlier";
  std::set<Index> counters;
  for (const Index claim : group.claims) counters.insert(page_.ledger.claims[claim].source);
  if (counters.size() == 1) return "one counter's figures, and a later one is less: take one";
  return fmt::format("{} counters{}: may be the same people", small_number(counters.size()),
                     starts_at_once(group) ? " from one start" : "");
}

bool Groups::all_include(const Group& group, Index claim) const {
  return std::ranges::all_of(group.claims, [&](Index c) { return inside_of(pairs_[c], claim) == Inside::surely; });
}

// What an older figure of a running count does not include, the newest does.
std::string Groups::holds_words(const Group& group, const Held& holds) const {
  static constexpr std::array kRelations = {
      std::pair{Inside::surely, "includes"},
      std::pair{Inside::surely, "the newest includes"},
      std::pair{Inside::in_some, "some include"},
      std::pair{Inside::in_part, "includes at least part of"},
      std::pair{Inside::maybe, "may include"},
      std::pair{Inside::partly, "shares days with"},
      std::pair{Inside::in_no_world, "cannot hold beside"},
      std::pair{Inside::in_none_with_rest, "cannot hold, with the rest of the record, beside"}};
  std::string out;
  for (std::size_t i = 0; i < kRelations.size(); ++i) {
    const auto [wanted, words] = kRelations[i];
    std::vector<Index> claims;
    for (const auto& [claim, inside] : holds) {
      const bool of_newest = inside == Inside::surely && !all_include(group, claim);
      if (inside == wanted && of_newest == (i == 1)) claims.push_back(claim);
    }
    if (!claims.empty()) out += fmt::format("{}{} {}", out.empty() ? "" : "; ", words, held_words(claims));
  }
  return out;
}

// By group, the largest first.
std::string Groups::held_words(const std::vector<Index>& held) const {
  std::map<std::size_t, std::vector<Index>> by_group;
  for (const Index claim : held) by_group[placed_.at(claim)].push_back(claim);
  for (auto& [g, claims] : by_group) sort_by_size(claims);
  std::vector<std::pair<std::size_t, std::vector<Index>>> others(by_group.begin(), by_group.end());
  std::ranges::sort(others, {}, [&](const auto& other) {
    const Index largest = other.second.back();
    return std::tuple(-page_.found.size(largest), page_.ledger.claims[largest].id);
  });
  std::vector<std::string> labels;
  const bool all = page_.everything() || others.size() <= kGroupsInLine + 1;
  std::size_t untold = 0;
  for (const auto& [g, claims] : others) {
    if (labels.size() < kGroupsInLine || all) {
      labels.push_back(some_of(groups_[g], claims));
    } else {
      untold += claims.size();
    }
  }
  if (untold > 0) labels.push_back(counted(untold, "smaller figure"));
  return listed(labels, "and");
}

std::vector<const Group*> Groups::in_order() const {
  std::vector<const Group*> sorted;
  for (const Group& group : groups_) {
    if (group.linked || !group.holds.empty()) sorted.push_back(&group);
  }
  std::sort(sorted.begin(), sorted.end(), [&](const Group* a, const Group* b) {
    return std::tuple(-a->size, page_.ledger.claims[a->claims.back()].id) <
           std::tuple(-b->size, page_.ledger.claims[b->claims.back()].id);
  });
  // What only shares days with another comes last.
  std::stable_partition(sorted.begin(), sorted.end(), [](const Group* group) {
    return group->linked || std::any_of(group->holds.begin(), group->holds.end(),
                                        [](const auto& held) { return held.second != Inside::partly; });
  });
  return sorted;
}

std::vector<std::string> Groups::line(const Group& group, bool& chained) const {
  const Held holds = page_.everything() ? group.holds : without_what_follows(group);
  chained = chained || holds.size() < group.holds.size();
  std::string words = group.linked ? within_words(group) : std::string();
  if (const std::string held = holds_words(group, holds); !held.empty()) words += (words.empty() ? "" : "; ") + held;
  return {label(group), std::move(words)};
}

}  // namespace

void write_overlaps(Page& page) {
  const Groups groups(page);
  const auto rows = groups.in_order();
  if (rows.empty()) return;
  const std::size_t shown = page.rows(rows.size(), kOverlapLines);
  Table table({false, false}, 17);
  bool chained = false;
  for (std::size_t i = 0; i < shown; ++i) table.add(groups.line(*rows[i], chained));
  page.heading("DO NOT ADD", chained ? "(what includes a figure includes all that is in it)" : "");
  table.write(page.out, 2, page.width());
  page.more(rows.size(), shown);
}

}  // namespace reltrack::report
