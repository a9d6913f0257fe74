// Sets that share an element are searched together: for k = 1, 2, ... all hitting sets of k elements, by taking the
// set not yet touched that has the fewest elements left and trying each of these in turn, an element tried before being
// kept out (so that no hitting set is met twice). A branch ends where more are needed than may still be taken: of
// elements every two of which are a set, all but one; of each further set that shares nothing with those, one. Elements
// in no smallest hitting set are then dropped from the sets: what is left falls apart into the finest parts, since a
// smallest hitting set of all hits each reduced set within it.
#include "reconcile/hitting.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "reconcile/disjoint_sets.hpp"

namespace reltrack {

namespace {

// Branches tried for each that may be found, where all minimal ones are wanted.
constexpr std::size_t kBranchesForEach = 64;

// Sets looked at that count as one step of search.
constexpr std::size_t kSetsOfAStep = 2000;

constexpr std::size_t kAnySize = std::numeric_limits<std::size_t>::max();

using Sets = std::vector<std::vector<int>>;

std::vector<int> joined(const Sets& sets) {
  std::set<int> out;
  for (const auto& set : sets) out.insert(set.begin(), set.end());
  return {out.begin(), out.end()};
}

// Of sets that share elements.
class Search {
 public:
  // Stops once `most` are found, or so many sets have been looked at.
  Search(const Sets& sets, std::size_t most, std::uint64_t looks)
      : most_(most),
        looks_left_(looks),
        elements_(joined(sets)),
        at_(elements_.size(), At::free),
        with_(elements_.size()),
        beside_(elements_.size()),
        marks_(elements_.size()),
        order_(elements_.size()) {
    for (const auto& set : sets) {
      Set& own = sets_.emplace_back();
      for (int e : set)
        own.elements.push_back(static_cast<int>(std::ranges::lower_bound(elements_, e) - elements_.begin()));
      own.free = set.size();
      for (int e : own.elements) at(with_, e).push_back(sets_.size() - 1);
      open(sets_.size() - 1);
    }
  }

  // The smallest, sorted; fewer than there are where it was stopped, none where it was before any was found.
  Sets smallest() {
    for (size_ = needed(); found_.empty() && looks_left_ > 0; ++size_) extend();
    std::ranges::sort(found_);
    return std::move(found_);
  }

  // Of any size: all that are minimal, among others.
  Sets all() {
    extend();
    return std::move(found_);
  }

  std::uint64_t looks_left() const { return looks_left_; }

 private:
  enum class At : std::uint8_t { free, taken, barred };

  struct Set {
    std::vector<int> elements;
    std::size_t free = 0;   // of its elements, neither taken nor barred
    std::size_t taken = 0;  // of its elements
    std::size_t place = 0;  // in open_
  };

  template <typename T>
  static T& at(std::vector<T>& values, int e) {
    return values[static_cast<std::size_t>(e)];
  }
  template <typename T>
  static const T& at(const std::vector<T>& values, int e) {
    return values[static_cast<std::size_t>(e)];
  }

  bool is_over() const { return found_.size() >= most_ || looks_left_ == 0; }

  void extend() {
    const std::size_t known = put_.size();
    take_forced();
    if (!is_over() && taken_ <= size_) {
      if (open_.empty()) {
        take_found();
      } else if (size_ == kAnySize || taken_ + needed() <= size_) {
        branch(*std::ranges::min_element(open_, {}, [&](std::size_t s) { return sets_[s].free; }));
      }
    }
    undo(known);
  }

  // Takes what is the last free element of some set, until no set has such.
  void take_forced() {
    std::size_t known = 0;
    do {
      known = put_.size();
      looks_left_ -= std::min<std::uint64_t>(looks_left_, open_.size());
      for (std::size_t i = 0; i < open_.size();) {
        const Set& set = sets_[open_[i]];
        if (set.free == 1) {
          put(free_of(set).front(), At::taken);
        } else {
          ++i;
        }
      }
    } while (put_.size() > known);
  }

  void branch(std::size_t set) {
    for (int e : free_of(sets_[set])) {
      put(e, At::taken);
      extend();
      undo(put_.size() - 1);
      put(e, At::barred);
    }
  }

  void put(int e, At next) {
    put_.push_back(e);
    change(e, next);
  }

  void undo(std::size_t left) {
    for (; put_.size() > left; put_.pop_back()) change(put_.back(), At::free);
  }

  void change(int e, At next) {
    At& now = at(at_, e);
    for (std::size_t s : at(with_, e)) {
      Set& set = sets_[s];
      set.free += static_cast<std::size_t>(next == At::free);
      set.free -= static_cast<std::size_t>(now == At::free);
      if (next == At::taken && set.taken++ == 0) close(s);
      if (now == At::taken && --set.taken == 0) open(s);
    }
    taken_ += static_cast<std::size_t>(next == At::taken);
    taken_ -= static_cast<std::size_t>(now == At::taken);
    now = next;
  }

  void open(std::size_t s) {
    sets_[s].place = open_.size();
    open_.push_back(s);
  }

  void close(std::size_t s) {
    open_[sets_[s].place] = open_.back();
    sets_[open_.back()].place = sets_[s].place;
    open_.pop_back();
  }

  void take_found() {
    std::vector<int>& out = found_.emplace_back();
    for (std::size_t e = 0; e < at_.size(); ++e) {
      if (at_[e] == At::taken) out.push_back(elements_[e]);
    }
  }

  // No fewer are needed to touch the open sets.
  std::size_t needed() {
    for (auto& others : beside_) others.clear();
    counted_.assign(at_.size(), false);
    for (std::size_t s : open_) {
      if (sets_[s].free != 2) continue;
      const std::vector<int>& elements = sets_[s].elements;
      const auto is_free = [&](int e) { return at(at_, e) == At::free; };
      const auto one = std::ranges::find_if(elements, is_free);
      const auto other = std::find_if(one + 1, elements.end(), is_free);
      at(beside_, *one).push_back(*other);
      at(beside_, *other).push_back(*one);
    }
    std::iota(order_.begin(), order_.end(), 0);
    std::ranges::stable_sort(order_, std::greater{}, [&](int e) { return at(beside_, e).size(); });
    std::size_t out = 0;
    for (int e : order_) {
      if (!is_counted(e) && !at(beside_, e).empty()) out += count_clique(e) - 1;
    }
    for (std::size_t s : open_) {
      const std::vector<int>& elements = sets_[s].elements;
      if (std::ranges::any_of(elements, [&](int e) { return is_counted(e); })) continue;
      ++out;
      for (int e : elements) count(e);
    }
    return out;
  }

  // How many elements, with the first, every two of which are a set and none of which is counted yet; counts them where
  // there are several.
  std::size_t count_clique(int first) {
    std::vector<int> clique;
    const auto take = [&](int e) {
      clique.push_back(e);
      count(e);
      for (int other : at(beside_, e)) ++at(marks_, other);
    };
    take(first);
    for (int e : at(beside_, first)) {
      if (!is_counted(e) && at(marks_, e) == clique.size()) take(e);
    }
    for (int e : clique) {
      for (int other : at(beside_, e)) at(marks_, other) = 0;
    }
    if (clique.size() == 1) counted_[static_cast<std::size_t>(first)] = false;
    return clique.size();
  }

  bool is_counted(int e) const { return at(at_, e) == At::free && counted_[static_cast<std::size_t>(e)]; }
  void count(int e) { counted_[static_cast<std::size_t>(e)] = true; }

  std::vector<int> free_of(const Set& set) const {
    std::vector<int> out;
    std::ranges::copy_if(set.elements, std::back_inserter(out), [&](int e) { return at(at_, e) == At::free; });
    return out;
  }

  std::size_t most_;
  std::uint64_t looks_left_;
  std::vector<int> elements_;  // as the caller numbers them, sorted; here they are 0, 1, ...
  std::vector<Set> sets_;
  std::vector<std::size_t> open_;               // sets with no element taken
  std::vector<At> at_;                          // by element
  std::vector<std::vector<std::size_t>> with_;  // by element, the sets that have it
  std::vector<int> put_;                        // taken or barred, the last one last
  std::size_t taken_ = 0;                       // of them
  std::size_t size_ = kAnySize;                 // at most so many may be
  std::vector<std::vector<int>> beside_;        // of needed(): by element, those that are a set with it
  std::vector<std::size_t> marks_;              // by element, how many of a clique are beside it
  std::vector<bool> counted_;                   // by element, free or not
  std::vector<int> order_;                      // of elements
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

// Fewer than there are where `most` were found first, or the effort is spent.
Sets smallest(const Sets& group, std::size_t most, worlds::Effort& effort) {
  const std::uint64_t steps = effort.limit - std::min(effort.used, effort.limit);
  const std::uint64_t looks = std::min(steps, kAnySize / kSetsOfAStep) * kSetsOfAStep;
  Search search(group, most, looks);
  Sets out = search.smallest();
  effort.used += (looks - search.looks_left()) / kSetsOfAStep;
  return out;
}

}  // namespace

std::optional<std::vector<Sets>> minimal_hitting_sets(const Sets& sets, std::size_t most) {
  std::vector<Sets> out;
  for (const Sets& group : connected(minimal(sets))) {
    Search search(group, most + 1, kBranchesForEach * most * group.size());
    Sets hitting = search.all();
    if (hitting.size() > most || search.looks_left() == 0) return std::nullopt;
    out.push_back(minimal(std::move(hitting)));
  }
  return out;
}

std::set<int> smallest_hitting_set(const Sets& sets, worlds::Effort& effort) {
  std::set<int> out;
  for (const Sets& group : connected(minimal(sets))) {
    for (const auto& found : smallest(group, 1, effort)) out.insert(found.begin(), found.end());
  }
  return out;
}

std::vector<HittingPart> smallest_hitting_sets(const Sets& sets, std::size_t most, worlds::Effort& effort) {
  std::vector<HittingPart> out;
  for (const Sets& group : connected(minimal(sets))) {
    Sets found = smallest(group, most, effort);
    const std::vector<int> contested = joined(found.empty() ? group : found);
    if (found.size() == most || effort.spent()) {  // there may be more, and elements that only those have
      out.push_back({contested, std::move(found)});
      continue;
    }
    Sets reduced = group;
    for (auto& set : reduced) std::erase_if(set, [&](int e) { return !std::ranges::binary_search(contested, e); });
    for (const Sets& part : connected(minimal(std::move(reduced)))) {
      Sets of_part = smallest(part, most, effort);
      out.push_back({joined(of_part), std::move(of_part)});
    }
  }
  std::ranges::sort(out, {}, &HittingPart::elements);
  return out;
}

}  // namespace reltrack
