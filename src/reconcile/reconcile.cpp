#include "reltrack/reconcile.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <optional>

#include "base/in_parallel.hpp"
#include "reconcile/joined.hpp"
#include "reconcile/order.hpp"
#include "reconcile/record.hpp"
#include "reconcile/side_gaps.hpp"
#include "reconcile/stories.hpp"

namespace reltrack {

namespace {

// Readings split states, which take room: the ranges of a large story, and then what its figures share.
void give_back_memory(const Record& record) {
  constexpr std::size_t kLarge = 100;  // claims
  const bool large = !at_a_piece && record.binding.size() >= kLarge && !record.joint.model.choices.empty();
  if (large && record.options.give_back_memory) record.options.give_back_memory();
}

// `shared`: what each of so many overlaps of other stories as are told shares at least, where there are as many.
Findings reconcile_story(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options,
                         std::optional<Count> shared = std::nullopt) {
  Findings findings;
  Record record(ledger, selection, options);
  find_problems(record, findings);
  find_mends(record, findings);
  find_readings(record, findings);
  find_ranges(record, findings);
  give_back_memory(record);
  if (options.progress) options.progress("overlaps, conditions, gaps");
  const auto rest = [&] {
    find_conditions(record, findings);
    find_gaps(record, findings);
    find_one_count(record, findings);
  };
  if (!options.overlaps) {
    rest();
    return findings;
  }
  Findings overlaps;
  beside([&] { overlaps = find_overlaps(record, shared); }, rest);
  findings.overlaps = std::move(overlaps.overlaps);
  findings.overlap_count = overlaps.overlap_count;
  findings.search.ranges = findings.search.ranges && overlaps.search.ranges;
  return findings;
}

// Each by itself, the largest first. One that is as large as all that come after it has the processors to itself; of
// the others each has one, and none is left with a large one at the end. They are done by batches, each as large as all
// before it: figures that cannot share as many people as those that will be told then need not be compared, and which
// those are does not depend on which thread is quicker.
class Stories {
 public:
  Stories(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options,
          const std::vector<Story>& stories)
      : ledger_(ledger),
        selection_(selection),
        options_(options),
        stories_(stories),
        joined_(ledger.claims.size(), options.rows) {}

  Findings reconcile() {
    std::vector<std::size_t> largest_first(stories_.size());
    std::iota(largest_first.begin(), largest_first.end(), std::size_t{0});
    std::ranges::stable_sort(largest_first, std::ranges::greater(),
                             [&](std::size_t s) { return stories_[s].claims.size(); });
    std::size_t alone = 0, left = 0;
    for (const Story& story : stories_) left += story.claims.size();
    for (; alone < largest_first.size() && 2 * stories_[largest_first[alone]].claims.size() >= left; ++alone) {
      left -= stories_[largest_first[alone]].claims.size();
      reconcile(largest_first[alone], options_.progress);
    }
    constexpr std::size_t kFirstBatch = 32;
    for (std::size_t done = alone; done < stories_.size();) {
      const std::size_t batch = std::min(std::max(kFirstBatch, done), stories_.size() - done);
      in_parallel(batch, [&](std::size_t i) { reconcile(largest_first[done + i], nullptr); });
      done += batch;
      shared_ = joined_.shared_by_told();
    }
    if (broken_) throw TrustBroken{std::move(broken_->conflict)};
    return joined_.finish();
  }

 private:
  struct Broken {
    std::size_t story;
    Conflict conflict;
  };

  // Of no use once an earlier story's trusted figures have turned out to contradict each other.
  bool too_late(std::size_t number) {
    const std::scoped_lock only(one_at_a_time_);
    return broken_ && broken_->story < number;
  }

  void reconcile(std::size_t number, const std::function<void(const std::string&)>& progress) {
    if (too_late(number)) return;
    const Story& story = stories_[number];
    const Ledger ledger = excerpt(ledger_, story);
    const Selection selection = excerpt(selection_, story);
    ReconcileOptions options = options_;
    options.progress = progress;
    try {
      Findings found = reconcile_story(ledger, selection, options, shared_);
      const std::scoped_lock only(one_at_a_time_);
      joined_.add(story, std::move(found));
      ++done_;
      if (!options_.progress) return;
      options_.progress("story " + std::to_string(done_) + " of " + std::to_string(stories_.size()));
    } catch (TrustBroken& broken) {
      const std::scoped_lock only(one_at_a_time_);
      if (!broken_ || number < broken_->story) broken_ = {number, of_ledger(story, std::move(broken.conflict))};
    }
  }

  const Ledger& ledger_;
  const Selection& selection_;
  const ReconcileOptions& options_;
  const std::vector<Story>& stories_;
  std::mutex one_at_a_time_;
  JoinedFindings joined_;
  std::size_t done_ = 0;
  std::optional<Count> shared_;   // by those that will be told, as known before the batch
  std::optional<Broken> broken_;  // the first story's
};

Verdict verdict_of(const Findings& findings) {
  if (!findings.conflicts.empty()) return Verdict::conflicting;
  return findings.search.conflicts && findings.search.repairs ? Verdict::consistent : Verdict::undecided;
}

}  // namespace

Findings reconcile(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options) {
  std::vector<Story> stories = stories_of(ledger);
  const bool apart = stories.size() > 1, many = stories.size() > kFewStories;
  if (many && options.about) {
    std::erase_if(stories, [&](const Story& s) { return !std::ranges::binary_search(s.claims, *options.about); });
  }
  Findings findings =
      apart ? Stories(ledger, selection, options, stories).reconcile() : reconcile_story(ledger, selection, options);
  find_side_gaps(ledger, selection, many ? stories : std::vector{whole(ledger)}, options.rows, findings);
  keep_first(findings.overlaps, options.rows);
  keep_first(findings.conditions, options.rows);
  findings.verdict = verdict_of(findings);
  return findings;
}

}  // namespace reltrack
