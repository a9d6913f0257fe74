// The minimal conflicts of one system, and its smallest repairs.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <vector>

#include "reconcile/encode.hpp"
#include "reconcile/hitting.hpp"
#include "worlds/frame.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// A minimal set of claims that no world satisfies, and why.
struct Clash {
  std::vector<Index> claims;  // sorted
  worlds::Certificate why;
};

// One system: an account, or the joint one, by the claims that are its members.
class Scope {
 public:
  // `claims`: sorted. `kept`: never set aside (trusted). `given`: readings settled beforehand.
  Scope(const Encoding& encoding, std::vector<Index> claims, std::vector<Index> kept, worlds::Effort& effort,
        std::vector<worlds::Split> given = {});

  // Whether these claims (sorted, of the scope) hold together.
  worlds::Answer consistent(const std::vector<Index>& claims);
  // A minimal conflict among them. Requires: consistent(claims) said no. Absent where the search bound was hit.
  std::optional<Clash> shrink(const std::vector<Index>& claims);

  // Finds every minimal conflict; false where the search bound was hit first. Those found are right either way.
  bool find_all();
  const std::vector<Clash>& clashes() const { return clashes_; }

  // Finds the smallest repairs (by `unit_of`: claims of one unit are set aside together and count once), adding
  // conflicts to clashes() on the way. False where the search bound was hit first.
  bool find_repairs(std::vector<int> unit_of);
  struct Part {  // an independent problem
    std::vector<Index> contested;
    std::vector<std::vector<Index>> repairs;
  };
  const std::vector<Part>& parts() const { return parts_; }
  // A world of the claims but those of some repair. Requires: find_repairs().
  const worlds::Sample& sample() const { return sample_; }
  // A conflict among kept claims alone, if one came up: then there is no repair.
  const std::optional<Clash>& broken() const { return broken_; }

 private:
  std::unique_ptr<worlds::System> system(const std::vector<Index>& claims) { return system(claims, given_); }
  std::unique_ptr<worlds::System> system(const std::vector<Index>& claims, std::span<const worlds::Split> given);
  std::vector<Index> without(const std::vector<char>& removed) const;
  std::vector<Index> pared(std::vector<Index> repair) const;
  void branch(std::vector<char>& removed, std::vector<char> kept);
  bool known_to_hold(const std::vector<char>& removed) const;
  bool touches(const std::vector<char>& removed, const Clash& clash) const;
  const Clash* untouched(const std::vector<char>& removed, const std::vector<char>& kept) const;
  Index position(Index claim) const;  // in claims_
  bool is_kept(Index claim) const;
  std::optional<std::vector<std::vector<int>>> contested_units();
  Part part_of(const HittingPart& hit) const;
  using Ways = std::vector<std::vector<std::vector<Index>>>;  // by part, what may be set aside in it
  using Picked = std::vector<std::size_t>;                    // by part, the number of one of its ways
  std::vector<char> removed_by(const Ways& ways, const Picked& picked) const;
  std::vector<char> removed_units(const std::set<int>& units) const;
  static bool next(const Ways& ways, Picked& picked);
  static bool are_many(const Ways& ways);
  Ways repairs() const;
  std::optional<Ways> ways_to_remove() const;
  worlds::Answer try_removing(const std::vector<char>& removed);
  worlds::Answer try_all_repairs();
  void compare_pairs();
  bool compare_alike();
  void compare(Index claim);
  worlds::Answer find_one_repair();
  void take_parts(worlds::Effort& effort);
  bool try_each(const Ways& ways, std::uint64_t steps_of_a_conflict);
  bool lie_apart(const Ways& ways);
  worlds::Answer ask(worlds::System& those);
  std::optional<Clash> shrink(worlds::System& whole);  // that has no world
  bool add_clash(worlds::System& whole);

  const Encoding& encoding_;
  std::vector<Index> claims_;
  std::vector<Index> kept_;
  worlds::Effort& effort_;
  std::vector<worlds::Split> given_;
  std::unique_ptr<worlds::Frame> frame_;  // of all claims, once wanted
  std::vector<Clash> clashes_;
  std::vector<std::vector<Index>> harmless_;  // sets of claims whose removal leaves no conflict
  std::vector<int> unit_of_;                  // by claim, to find_repairs()
  std::vector<Index> in_pairs_;               // claims compared with one another,
  std::set<int> units_in_pairs_;              // of these units,
  std::size_t compared_ = 0;                  // of this many conflicts
  std::vector<Part> parts_;
  worlds::Sample sample_;
  std::optional<Clash> broken_;
  bool complete_ = true;
};

// The members of a model that stand for these claims.
std::vector<bool> members_of(const Encoding& encoding, const std::vector<Index>& claims);

}  // namespace reltrack
