// DO NOT ADD: hundreds of pairs told in a few lines.
//
// A running tally makes a pair with each of its own later figures, and with every figure that any of them overlaps: 30
// daily figures are 435 pairs that say one thing. So figures are gathered first: those of one measure and population
// that start together (running counts, of one side or of several) are one group, any other figure is a group of its
// own. Each group has one line: why its own figures do not add, and which figures of smaller groups it includes, may
// include, or shares days with. What follows from two lines is not told in a third: if 406 includes the 194 and the 194
// includes the 150, the line of the 406 is silent about the 150 (`--limit 0` tells it). So every pair is behind one of
// the lines, and no line says of a figure what holds of another one of its group.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/printable.hpp"
#include "report/layout.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kOverlapLines = 8;
constexpr std::size_t kFiguresInGroup = 4;
constexpr std::size_t kGroupsInLine = 4;

enum class Inside { surely, in_some, maybe, partly };  // the smaller in the larger; the strongest that any pair says

struct Group {
  std::vector<Index> claims;  // by figure, then by id
  Count size = 0;
  std::map<Index, Inside> holds;  // figures of other groups
  bool clashes = false;           // a pair in it cannot hold together
  bool linked = false;            // a pair of it may count the same people
};

Count size_of(const Page& page, Index claim) { return size_that_holds(page.words, page.findings, claim); }

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
      if (overlap.shared && overlap.shared->max && *overlap.shared->max == 0) continue;
      if (page.folds.leads(overlap.a) && page.folds.leads(overlap.b)) add(overlap);
    }
    for (Group& group : groups_) {
      std::sort(group.claims.begin(), group.claims.end(), [&](Index a, Index b) {
        return std::tuple(size_of(page_, a), page_.ledger.claims[a].id) <
               std::tuple(size_of(page_, b), page_.ledger.claims[b].id);
      });
      group.size = size_of(page_, group.claims.back());
    }
    for (const Overlap* overlap : between_) relate(*overlap);
    for (Group& group : groups_) gather(group);
    if (!page.everything()) leave_out_what_follows();
  }

  // Whether some pair is told by two lines together.
  bool chained() const { return chained_; }
  // The lines, each a label and what it says.
  std::vector<std::vector<std::string>> lines() const;

 private:
  std::size_t group_of(Index claim) {
    const auto [entry, added] = by_key_.emplace(key_of(page_, claim), groups_.size());
    if (added) groups_.emplace_back();
    Group& group = groups_[entry->second];
    if (placed_.emplace(claim, entry->second).second) group.claims.push_back(claim);
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
  void relate(const Overlap& overlap);
  void gather(Group& group) const;
  void leave_out_what_follows();
  bool is_running_count(const Group& group) const;
  std::string ends(const std::vector<Index>& claims) const;
  std::string label(const Group& group) const;
  std::string some_of(const Group& group, const std::vector<Index>& claims) const;
  std::string within_words(const Group& group) const;
  std::string holds_words(const Group& group) const;

  const Page& page_;
  std::vector<Group> groups_;
  std::map<std::string, std::size_t> by_key_;
  std::map<Index, std::size_t> placed_;
  std::map<Index, std::map<Index, Inside>> pairs_;  // of a figure of the larger group: those of smaller ones
  std::vector<const Overlap*> between_;
  bool chained_ = false;
};

void Groups::relate(const Overlap& overlap) {
  const std::size_t a = placed_.at(overlap.a), b = placed_.at(overlap.b);
  const bool a_first = std::tuple(groups_[a].size, page_.ledger.claims[groups_[b].claims.back()].id) >=
                       std::tuple(groups_[b].size, page_.ledger.claims[groups_[a].claims.back()].id);
  const auto bigger_time = a_first ? TimeRelation::contains : TimeRelation::within;
  const auto bigger_people = a_first ? PopulationRelation::contains : PopulationRelation::within;
  const bool inside = (overlap.time == bigger_time || overlap.time == TimeRelation::same) &&
                      (overlap.population == bigger_people || overlap.population == PopulationRelation::same);
  const bool sure = overlap.shared && overlap.shared->min.value_or(0) > 0;
  const Inside relation = inside ? (sure ? Inside::surely : Inside::maybe) : Inside::partly;
  pairs_[a_first ? overlap.a : overlap.b][a_first ? overlap.b : overlap.a] = relation;
}

// A running count includes what its newest figure does; of several counters, each must.
void Groups::gather(Group& group) const {
  std::map<Index, std::size_t> surely;
  for (const Index claim : group.claims) {
    const auto found = pairs_.find(claim);
    if (found == pairs_.end()) continue;
    for (const auto& [other, inside] : found->second) {
      Inside& strongest = group.holds.emplace(other, inside).first->second;
      strongest = std::min(strongest, inside);
      if (inside == Inside::surely) ++surely[other];
    }
  }
  if (is_running_count(group)) return;
  for (auto& [other, inside] : group.holds) {
    if (inside == Inside::surely && surely[other] < group.claims.size()) inside = Inside::in_some;
  }
}

bool Groups::is_running_count(const Group& group) const {
  const Index source = page_.ledger.claims[group.claims.front()].source;
  return std::ranges::all_of(group.claims, [&](Index c) { return page_.ledger.claims[c].source == source; });
}

void Groups::leave_out_what_follows() {
  const auto follows = [&](const Group& group, Index other, Inside inside) {
    return std::ranges::any_of(group.holds, [&](const auto& held) {
      const auto further = pairs_.find(held.first);
      if (held.first == other || held.second != Inside::surely || further == pairs_.end()) return false;
      const auto found = further->second.find(other);
      return found != further->second.end() && found->second <= inside;
    });
  };
  for (Group& group : groups_) {
    std::map<Index, Inside> kept;
    for (const auto& [other, inside] : group.holds) {
      if (follows(group, other, inside)) {
        chained_ = true;
      } else {
        kept.emplace(other, inside);
      }
    }
    group.holds = std::move(kept);
  }
}

// "49 ... 464".
std::string Groups::ends(const std::vector<Index>& claims) const {
  return fmt::format("{} ... {}", figure_that_holds(page_.words, page_.findings, claims.front()),
                     figure_that_holds(page_.words, page_.findings, claims.back()));
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
  const auto period_of = [&](Index claim) -> const Period& {
    return page_.ledger.claims[claim].readings.front().period;
  };
  const Period& period = period_of(group.claims.front());
  const auto same = [&](Index claim) { return period_of(claim).text == period.text; };
  if (std::all_of(group.claims.begin(), group.claims.end(), same)) {
    return fmt::format("the same days{}: take one", group.clashes ? ", and they differ" : "");
  }
  if (is_running_count(group)) return "one running count: the later includes the earlier";
  std::set<Index> counters;
  for (const Index claim : group.claims) counters.insert(page_.ledger.claims[claim].source);
  return fmt::format("{} counters, largely the same days: may be the same people", small_number(counters.size()));
}

std::string Groups::holds_words(const Group& group) const {
  static constexpr const char* kVerbs[] = {"includes", "some include", "may include", "shares days with"};
  std::string out;
  for (const Inside wanted : {Inside::surely, Inside::in_some, Inside::maybe, Inside::partly}) {
    std::map<std::size_t, std::vector<Index>> by_group;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      for (const Index claim : groups_[g].claims) {
        const auto held = group.holds.find(claim);
        if (held != group.holds.end() && held->second == wanted) by_group[g].push_back(claim);
      }
    }
    if (by_group.empty()) continue;
    std::vector<std::pair<std::size_t, std::vector<Index>>> others(by_group.begin(), by_group.end());
    std::ranges::sort(others, {}, [&](const auto& other) {
      const Index largest = other.second.back();
      return std::tuple(-size_of(page_, largest), page_.ledger.claims[largest].id);
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
    out += fmt::format("{}{} {}", out.empty() ? "" : "; ", kVerbs[static_cast<std::size_t>(wanted)],
                       listed(labels, "and"));
  }
  return out;
}

std::vector<std::vector<std::string>> Groups::lines() const {
  std::vector<const Group*> sorted;
  for (const Group& group : groups_) sorted.push_back(&group);
  std::sort(sorted.begin(), sorted.end(), [&](const Group* a, const Group* b) {
    return std::tuple(-a->size, page_.ledger.claims[a->claims.back()].id) <
           std::tuple(-b->size, page_.ledger.claims[b->claims.back()].id);
  });
  // What only shares days with another comes last.
  std::stable_partition(sorted.begin(), sorted.end(), [](const Group* group) {
    return group->linked || std::any_of(group->holds.begin(), group->holds.end(),
                                        [](const auto& held) { return held.second != Inside::partly; });
  });
  std::vector<std::vector<std::string>> rows;
  for (const Group* group : sorted) {
    std::string words = group->linked ? within_words(*group) : std::string();
    if (const std::string held = holds_words(*group); !held.empty()) words += (words.empty() ? "" : "; ") + held;
    if (!words.empty()) rows.push_back({label(*group), std::move(words)});
  }
  return rows;
}

}  // namespace

void write_overlaps(Page& page) {
  const Groups groups(page);
  const std::vector<std::vector<std::string>> rows = groups.lines();
  if (rows.empty()) return;
  page.heading("DO NOT ADD", groups.chained() ? "(what includes a figure includes all that is in it)" : "");
  const std::size_t shown = page.rows(rows.size(), kOverlapLines);
  Table table({false, false}, 16);
  for (std::size_t i = 0; i < shown; ++i) table.add(rows[i]);
  table.write(page.out, 2, page.width());
  page.more(rows.size(), shown);
}

}  // namespace reltrack::report
