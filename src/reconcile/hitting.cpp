// Sets that share an element are searched together: for k = 1, 2, ... all hitting sets of k elements, by taking the
// smallest set not yet touched and trying each of its elements in turn, an element tried before being kept out (so that
// no hitting set is met twice). Elements in no smallest hitting set are then dropped from the sets: what is left falls
// apart into the finest parts, since a smallest hitting set of all hits each reduced set within it.
#include "reconcile/hitting.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "reconcile/disjoint_sets.hpp"

namespace reltrack {

namespace {

// Sets looked at for each that may be found, where all minimal ones are wanted.
constexpr std::size_t kLooksForEach = 64;

using Sets = std::vector<std::vector<int>>;

bool touches(const std::vector<int>& set, const std::set<int>& chosen) {
  return std::ranges::any_of(set, [&](int e) { return chosen.contains(e); });
}

class Enumeration {
 public:
  Enumeration(const Sets& sets, std::size_t most) : sets_(sets), most_(most) {}

  // The smallest.
  Sets run() {
    for (std::size_t size = 1; found_.empty(); ++size) extend(size);
    std::ranges::sort(found_);
    return std::move(found_);
  }

  // Of any size: all that are minimal, among others; absent where there are too many.
  std::optional<Sets> run_all() {
    looks_left_ = kLooksForEach * most_;
    extend(sets_.size());
    if (found_.size() >= most_ || looks_left_ == 0) return std::nullopt;
    return std::move(found_);
  }

 private:
  void extend(std::size_t left) {
    if (found_.size() >= most_ || looks_left_ == 0) return;
    --looks_left_;
    const std::vector<int>* open = nullptr;
    std::size_t needed = 0;  // by sets that share nothing, one element each
    std::set<int> counted;
    for (const auto& set : sets_) {
      if (touches(set, chosen_)) continue;
      if (open == nullptr || set.size() < open->size()) open = &set;
      if (touches(set, counted)) continue;
      ++needed;
      counted.insert(set.begin(), set.end());
    }
    if (open == nullptr) {
      found_.emplace_back(chosen_.begin(), chosen_.end());
      return;
    }
    if (needed > left) return;
    std::vector<int> barred_here;
    for (int e : *open) {
      if (barred_.contains(e)) continue;
      chosen_.insert(e);
      extend(left - 1);
      chosen_.erase(e);
      barred_.insert(e);
      barred_here.push_back(e);
    }
    for (int e : barred_here) barred_.erase(e);
  }

  const Sets& sets_;
  std::size_t most_;
  std::size_t looks_left_ = std::numeric_limits<std::size_t>::max();
  std::set<int> chosen_, barred_;
  Sets found_;
};

// Groups of sets that share elements, by the number of their first set.
std::vector<Sets> connected(const Sets& sets) {
  DisjointSets groups(sets.size());
  std::map<int, std::size_t> first;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    for (int e : sets[i]) {
      const auto [at, fresh] = first.emplace(e, i);
      if (!fresh) groups.join(i, at->second);
    }
  }
  std::map<std::size_t, Sets> by_first;
  for (std::size_t i = 0; i < sets.size(); ++i) by_first[groups.of(i)].push_back(sets[i]);
  std::vector<Sets> out;
  for (auto& [number, members] : by_first) out.push_back(std::move(members));
  return out;
}

Sets minimal(Sets sets) {
  for (auto& set : sets) std::ranges::sort(set);
  std::ranges::sort(sets,
                    [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  Sets out;
  for (const auto& set : sets) {
    const bool larger = std::ranges::any_of(out, [&](const auto& kept) { return std::ranges::includes(set, kept); });
    if (!larger) out.push_back(set);
  }
  return out;
}

}  // namespace

std::optional<std::vector<Sets>> minimal_hitting_sets(const Sets& sets, std::size_t most) {
  std::vector<Sets> out;
  for (const Sets& group : connected(minimal(sets))) {
    auto hitting = Enumeration(group, most + 1).run_all();
    if (!hitting) return std::nullopt;
    out.push_back(minimal(std::move(*hitting)));
  }
  return out;
}

std::vector<HittingPart> smallest_hitting_sets(const std::vector<std::vector<int>>& sets, std::size_t most) {
  std::vector<HittingPart> out;
  for (const Sets& group : connected(minimal(sets))) {
    Sets smallest = Enumeration(group, most).run();
    std::set<int> contested;
    for (const auto& hitting : smallest) contested.insert(hitting.begin(), hitting.end());
    if (smallest.size() == most) {  // there may be more, and elements that only those have
      out.push_back({{contested.begin(), contested.end()}, std::move(smallest)});
      continue;
    }
    Sets reduced = group;
    for (auto& set : reduced) std::erase_if(set, [&](int e) { return !contested.contains(e); });
    for (const Sets& part : connected(minimal(std::move(reduced)))) {
      HittingPart result;
      result.smallest = Enumeration(part, most).run();
      std::set<int> elements;
      for (const auto& hitting : result.smallest) elements.insert(hitting.begin(), hitting.end());
      result.elements.assign(elements.begin(), elements.end());
      out.push_back(std::move(result));
    }
  }
  std::ranges::sort(out, {}, &HittingPart::elements);
  return out;
}

}  // namespace reltrack
