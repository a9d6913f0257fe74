// DO NOT ADD: hundreds of pairs told in a few lines.
//
// A running tally makes a pair with each of its own later figures, and with every figure that any of them overlaps: 30
// daily figures are 435 pairs that say one thing. So figures are gathered first: those of one measure and population
// that start together (running counts, of one side or of several) are one group, any other figure is a group of its
// own. Each group has one line: why its own figures do not add, and which smaller groups it includes, may include, or
// shares days with. What follows from two lines is not told in a third: if 406 includes the 194 and the 194 includes
// the 150, the line of the 406 is silent about the 150 (`--limit 0` tells it). So every pair is behind one of the
// lines.
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

enum class Inside { surely, maybe, partly };  // the smaller in the larger; the strongest that any pair says

struct Group {
  std::vector<Index> claims;  // by figure, then by id
  Count size = 0;
  std::map<std::size_t, Inside> holds;  // of other groups
  bool clashes = false;                 // a pair in it cannot hold together
  bool linked = false;                  // a pair of it may count the same people
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
    if (placed_.insert(claim).second) group.claims.push_back(claim);
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
  void leave_out_what_follows();
  std::string label(const Group& group, bool leads) const;
  std::string within_words(const Group& group) const;
  std::string holds_words(const Group& group) const;

  const Page& page_;
  std::vector<Group> groups_;
  std::map<std::string, std::size_t> by_key_;
  std::set<Index> placed_;
  std::vector<const Overlap*> between_;
  bool chained_ = false;
};

void Groups::relate(const Overlap& overlap) {
  std::size_t a = group_of(overlap.a), b = group_of(overlap.b);
  const bool a_first = std::tuple(groups_[a].size, page_.ledger.claims[groups_[b].claims.back()].id) >=
                       std::tuple(groups_[b].size, page_.ledger.claims[groups_[a].claims.back()].id);
  if (!a_first) std::swap(a, b);
  const auto bigger_time = a_first ? TimeRelation::contains : TimeRelation::within;
  const auto bigger_people = a_first ? PopulationRelation::contains : PopulationRelation::within;
  const bool inside = (overlap.time == bigger_time || overlap.time == TimeRelation::same) &&
                      (overlap.population == bigger_people || overlap.population == PopulationRelation::same);
  const bool sure = overlap.shared && overlap.shared->min.value_or(0) > 0;
  const Inside relation = inside ? (sure ? Inside::surely : Inside::maybe) : Inside::partly;
  const auto [entry, added] = groups_[a].holds.emplace(b, relation);
  if (!added) entry->second = std::min(entry->second, relation);
}

void Groups::leave_out_what_follows() {
  const auto follows = [&](const Group& group, std::size_t other, Inside inside) {
    return std::any_of(group.holds.begin(), group.holds.end(), [&](const auto& held) {
      if (held.first == other || held.second != Inside::surely) return false;
      const auto& further = groups_[held.first].holds;
      const auto found = further.find(other);
      return found != further.end() && found->second <= inside;
    });
  };
  std::vector<std::map<std::size_t, Inside>> kept(groups_.size());
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    for (const auto& [other, inside] : groups_[g].holds) {
      if (follows(groups_[g], other, inside)) {
        chained_ = true;
      } else {
        kept[g].emplace(other, inside);
      }
    }
  }
  for (std::size_t g = 0; g < groups_.size(); ++g) groups_[g].holds = std::move(kept[g]);
}

// At the head of a line "49, 56, 76", or the ends of a long series: "49 ... 464 (12 figures)"; within one "49/56/76".
std::string Groups::label(const Group& group, bool leads) const {
  if (group.claims.size() > kFiguresInGroup) {
    const std::string ends =
        fmt::format("{} ... {}", figure_that_holds(page_.words, page_.findings, group.claims.front()),
                    figure_that_holds(page_.words, page_.findings, group.claims.back()));
    return leads ? fmt::format("{} ({} figures)", ends, group.claims.size()) : ends;
  }
  std::string out;
  for (const Index claim : group.claims) {
    if (!out.empty()) out += leads ? ", " : "/";
    out += page_.words.tag(claim);
  }
  return out;
}

std::string Groups::within_words(const Group& group) const {
  std::set<Index> counters;
  for (const Index claim : group.claims) counters.insert(page_.ledger.claims[claim].source);
  const auto period_of = [&](Index claim) -> const Period& {
    return page_.ledger.claims[claim].readings.front().period;
  };
  const Period& period = period_of(group.claims.front());
  const auto same = [&](Index claim) { return period_of(claim).text == period.text; };
  if (std::all_of(group.claims.begin(), group.claims.end(), same)) {
    return fmt::format("the same days{}: take one", group.clashes ? ", and they differ" : "");
  }
  if (counters.size() == 1) return "one running count: the later includes the earlier";
  return fmt::format("{} counters, largely the same days: may be the same people", small_number(counters.size()));
}

std::string Groups::holds_words(const Group& group) const {
  static constexpr const char* kVerbs[] = {"includes", "may include", "shares days with"};
  std::string out;
  for (const Inside wanted : {Inside::surely, Inside::maybe, Inside::partly}) {
    std::vector<const Group*> others;
    for (const auto& [index, inside] : group.holds) {
      if (inside == wanted) others.push_back(&groups_[index]);
    }
    if (others.empty()) continue;
    std::sort(others.begin(), others.end(), [&](const Group* a, const Group* b) {
      return std::tuple(-a->size, page_.ledger.claims[a->claims.back()].id) <
             std::tuple(-b->size, page_.ledger.claims[b->claims.back()].id);
    });
    std::vector<std::string> labels;
    const bool all = page_.everything() || others.size() <= kGroupsInLine + 1;
    for (const Group* other : others) {
      if (labels.size() < kGroupsInLine || all) labels.push_back(label(*other, false));
    }
    if (others.size() > labels.size()) labels.push_back(counted(others.size() - labels.size(), "smaller figure"));
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
    if (!words.empty()) rows.push_back({label(*group, true), std::move(words)});
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
