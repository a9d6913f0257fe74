// DO NOT ADD: hundreds of pairs told in a few lines.
//
// A running tally makes a pair with each of its own later figures, and with every figure that any of them overlaps: 30
// daily figures are 435 pairs that say one thing. So figures are gathered first: those of one measure and population
// that start together (running counts, of one side or of several) are one group, any other figure is a group of its
// own. Of each group that holds several figures one line says why they do not add; then each group says, from the
// largest down, which smaller ones it includes, may include, or shares days with. A pair is told once, at the larger
// group, so there are at most two lines a group and every pair is behind one of them.
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

constexpr std::size_t kOverlapLines = 12;
constexpr std::size_t kFiguresInGroup = 4;
constexpr std::size_t kGroupsInLine = 6;

enum class Inside { surely, maybe, partly };  // the smaller in the larger; the strongest that any pair says

struct Group {
  std::vector<Index> claims;  // by figure, then by id
  Count size = 0;
  std::map<std::size_t, Inside> holds;  // of other groups
  bool clashes = false;                 // a pair in it cannot hold together
  bool linked = false;                  // a pair of it may count the same people
};

Count size_of(const Page& page, Index claim) {
  Count size = 0;
  for (const Reading& reading : page.ledger.claims[claim].readings) {
    if (reading.figure) size = std::max(size, reading.figure->people.min.value_or(0));
  }
  return size;
}

// Figures with the same key start together and count the same thing.
std::string key_of(const Page& page, Index claim) {
  const Claim& c = page.ledger.claims[claim];
  const Reading& r = c.readings.front();
  if (c.has_readings || r.part_of) return "claim " + c.id;
  const std::string shape = r.period.stands_alone ? r.period.text : r.period.start.text + "/";
  return fmt::format("{} {} {}", r.measure, r.population, shape);
}

class Groups {
 public:
  explicit Groups(const Page& page) : page_(page) {
    for (const Overlap& overlap : page.findings.overlaps) {
      if (overlap.shared && overlap.shared->max && *overlap.shared->max == 0) continue;
      add(overlap);
    }
    for (Group& group : groups_) {
      std::sort(group.claims.begin(), group.claims.end(), [&](Index a, Index b) {
        return std::tuple(size_of(page_, a), page_.ledger.claims[a].id) <
               std::tuple(size_of(page_, b), page_.ledger.claims[b].id);
      });
      group.size = size_of(page_, group.claims.back());
    }
    for (const Overlap* overlap : between_) relate(*overlap);
  }

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
  std::string label(const Group& group, std::string_view between) const;
  std::string within_words(const Group& group) const;
  std::string holds_words(const Group& group) const;

  const Page& page_;
  std::vector<Group> groups_;
  std::map<std::string, std::size_t> by_key_;
  std::set<Index> placed_;
  std::vector<const Overlap*> between_;
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

// "49, 56, 76", or the ends of a long series: "49 ... 464 (12 figures)".
std::string Groups::label(const Group& group, std::string_view between) const {
  if (group.claims.size() > kFiguresInGroup) {
    return fmt::format("{} ... {} ({} figures)", page_.words.figure(group.claims.front()),
                       page_.words.figure(group.claims.back()), group.claims.size());
  }
  std::string out;
  for (const Index claim : group.claims) {
    if (!out.empty()) out += between;
    out += page_.words.tag(claim);
  }
  return out;
}

std::string Groups::within_words(const Group& group) const {
  std::set<std::string> sides;
  for (const Index claim : group.claims) sides.insert(page_.ledger.side_of(page_.ledger.claims[claim]));
  const Period& period = page_.ledger.claims[group.claims.front()].readings.front().period;
  if (period.stands_alone) {
    return fmt::format("the same stretch{}: take one", group.clashes ? ", and they differ" : "");
  }
  if (sides.size() == 1) return "one running count: the later includes the earlier";
  return fmt::format("{} running counts, largely the same days: may be the same people", small_number(sides.size()));
}

std::string Groups::holds_words(const Group& group) const {
  static constexpr const char* kVerbs[] = {"includes", "may include", "partly the same days as"};
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
    for (const Group* other : others) {
      if (labels.size() < kGroupsInLine) labels.push_back(label(*other, "/"));
    }
    if (others.size() > kGroupsInLine) labels.push_back(counted(others.size() - kGroupsInLine, "smaller one"));
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
  std::vector<std::vector<std::string>> rows;
  for (const Group* group : sorted) {
    if (group->linked) rows.push_back({label(*group, ", "), within_words(*group)});
  }
  for (const Group* group : sorted) {
    if (!group->holds.empty()) rows.push_back({label(*group, ", "), holds_words(*group)});
  }
  return rows;
}

}  // namespace

void write_overlaps(Page& page) {
  const std::vector<std::vector<std::string>> rows = Groups(page).lines();
  if (rows.empty()) return;
  page.heading("DO NOT ADD");
  const std::size_t shown = page.rows(rows.size(), kOverlapLines);
  Table table({false, false}, 16);
  for (std::size_t i = 0; i < shown; ++i) table.add(rows[i]);
  table.write(page.out, 2, page.width());
  page.more(rows.size(), shown);
}

}  // namespace reltrack::report
