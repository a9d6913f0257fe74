// Smallest repairs are the smallest hitting sets of the conflicts, each tried; one that leaves a conflict teaches it,
// and the next are found from more (Reiter 1987; implicit hitting sets: Moreno-Centeno & Karp 2013). One is looked for
// at first, since all are worth listing only where one leaves none.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "reconcile/conflicts.hpp"

namespace reltrack {

namespace {

using worlds::Answer;

// Repairs of one problem; more than these are not listed, and the search says so.
constexpr std::size_t kMostRepairs = 4000;

std::vector<Index> joined(const std::vector<std::vector<Index>>& sets) {
  std::set<Index> out;
  for (const auto& set : sets) out.insert(set.begin(), set.end());
  return {out.begin(), out.end()};
}

}  // namespace

// Of alike claims that count as one, those that are needed: every claim of a repair is the only one of it in some
// conflict.
std::vector<Index> Scope::pared(std::vector<Index> repair) const {
  std::map<Index, std::vector<std::size_t>> conflicts;  // by claim of the repair
  std::vector<std::size_t> held(clashes_.size(), 0);    // by conflict, claims of the repair in it
  for (std::size_t k = 0; k < clashes_.size(); ++k) {
    for (Index c : clashes_[k].claims) {
      if (std::ranges::binary_search(repair, c)) conflicts[c].push_back(k), ++held[k];
    }
  }
  for (std::size_t i = repair.size(); i-- > 0;) {
    const std::vector<std::size_t>& its = conflicts[repair[i]];
    if (std::ranges::any_of(its, [&](std::size_t k) { return held[k] == 1; })) continue;
    for (std::size_t k : its) --held[k];
    repair.erase(repair.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return repair;
}

// By conflict, the units that can be set aside; absent, and broken() set, where one has none.
std::optional<std::vector<std::vector<int>>> Scope::contested_units() {
  std::vector<std::vector<int>> sets;
  for (const Clash& clash : clashes_) {
    std::set<int> units;
    for (Index c : clash.claims) {
      if (!is_kept(c)) units.insert(unit_of_[c]);
    }
    if (units.empty()) {
      broken_ = clash;
      return std::nullopt;
    }
    sets.emplace_back(units.begin(), units.end());
  }
  return sets;
}

Scope::Part Scope::part_of(const HittingPart& hit) const {
  const auto of = [&](const std::vector<Index>& claims, const std::vector<int>& units) {
    std::vector<Index> out;
    std::ranges::copy_if(claims, std::back_inserter(out),
                         [&](Index c) { return !is_kept(c) && std::ranges::binary_search(units, unit_of_[c]); });
    return out;
  };
  const std::vector<Index> contested = of(claims_, hit.elements);
  Part out;
  for (const auto& units : hit.smallest) out.repairs.push_back(pared(of(contested, units)));
  out.contested = out.repairs.empty() ? contested : joined(out.repairs);
  return out;
}

// By problem, its repairs.
Scope::Ways Scope::repairs() const {
  Ways out;
  for (const Part& part : parts_) out.push_back(part.repairs);
  return out;
}

std::vector<char> Scope::removed_units(const std::set<int>& units) const {
  std::vector<char> removed(claims_.size(), 0);
  for (std::size_t i = 0; i < claims_.size(); ++i) {
    removed[i] = !is_kept(claims_[i]) && units.contains(unit_of_[claims_[i]]) ? 1 : 0;
  }
  return removed;
}

// Goes on to the next way of picking one of each; false, and back at the first, after the last.
bool Scope::next(const Ways& ways, Picked& picked) {
  for (std::size_t p = 0; p < ways.size(); ++p) {
    if (++picked[p] < ways[p].size()) return true;
    picked[p] = 0;
  }
  return false;
}

// Whether the claims hold together whichever repair is picked of each part; those that do not add conflicts.
Answer Scope::try_all_repairs() {
  const Ways ways = repairs();
  const std::size_t known = clashes_.size();
  if (!try_each(ways, 0)) return Answer::unknown;
  if (clashes_.size() > known) return Answer::no;
  if (!are_many(ways) || lie_apart(ways)) return Answer::yes;
  Picked picked(ways.size(), 0);
  while (next(ways, picked)) {
    ++effort_.used;
    const Answer answer = try_removing(removed_by(ways, picked));
    if (answer != Answer::yes) return answer;
  }
  return Answer::yes;
}

// Whether one smallest repair leaves claims that hold together. Where it does not, conflicts that share nothing with it
// or with one another are learnt before the next is looked for.
Answer Scope::find_one_repair() {
  for (;;) {
    compare_pairs();
    const auto sets = contested_units();
    if (!sets) return Answer::no;
    std::set<int> units = smallest_hitting_set(*sets, effort_);
    if (effort_.spent()) return Answer::unknown;
    Answer answer = try_removing(removed_units(units));
    if (answer != Answer::no) return answer;
    do {
      for (Index c : clashes_.back().claims) units.insert(unit_of_[c]);
      answer = try_removing(removed_units(units));
    } while (answer == Answer::no && !std::ranges::all_of(clashes_.back().claims, [&](Index c) { return is_kept(c); }));
    if (answer == Answer::unknown) return answer;
  }
}

// Figures of one thing that differ contradict each other two by two, and repairs are found sooner where all those
// conflicts are known: each claim that is in a conflict of two is compared with the others that are, one of each unit.
void Scope::compare_pairs() {
  for (; compared_ < clashes_.size(); ++compared_) {
    const std::vector<Index> found = clashes_[compared_].claims;
    if (found.size() != 2) continue;
    for (Index c : found) {
      if (units_in_pairs_.insert(unit_of_[c]).second) compare(c);
    }
  }
}

// The independent parts of the conflicts known, and what would touch all of each.
void Scope::take_parts(worlds::Effort& effort) {
  parts_.clear();
  const auto sets = contested_units();
  if (!sets) return;
  for (const HittingPart& hit : smallest_hitting_sets(*sets, kMostRepairs + 1, effort)) parts_.push_back(part_of(hit));
}

bool Scope::find_repairs(std::vector<int> unit_of) {
  unit_of_ = std::move(unit_of);
  for (;;) {
    Answer all_hold = find_one_repair();
    if (broken_) return true;
    if (all_hold == Answer::yes) take_parts(effort_);
    if (all_hold == Answer::unknown || effort_.spent()) break;
    if (std::ranges::any_of(parts_, [](const Part& part) { return part.repairs.size() > kMostRepairs; })) return false;
    all_hold = try_all_repairs();
    if (all_hold == Answer::yes) return true;
    if (all_hold == Answer::unknown) break;
  }
  worlds::Effort for_those_known{effort_.limit};
  take_parts(for_those_known);
  return false;
}

}  // namespace reltrack
