// What a new figure adds to the one before it.
#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <vector>

#include "compare/parts.hpp"

namespace reltrack {
namespace {

// The one meaning of a claim that binds, in people; null where it has several, or none.
const Reading* plain_reading(const Claim& claim) {
  const Reading& r = claim.readings.front();
  const bool plain = !claim.has_readings && !claim.repeats && !r.part_of && r.basis != Basis::announced && r.figure &&
                     !r.figure->percent;
  return plain ? &r : nullptr;
}

// Whether two figures count from one and the same moment: an uncertain start is each claim's own, unless it has a name.
bool same_start(const Period& a, const Period& b) {
  if (a.at_moment || b.at_moment) return a.at_moment && b.at_moment;
  if (a.start.moment || b.start.moment) return a.start.moment == b.start.moment;
  return a.start.limits.certain() && a.start.limits == b.start.limits;
}

bool surely_before(const Period& a, const Period& b) { return a.end != b.end && a.end.limits.to <= b.end.limits.from; }

// What lies between two figures of one start: the later less the earlier. Absent where that says nothing, or where the
// figures themselves do not fit.
std::optional<CountRange> difference(const Reading& earlier, const Reading& later, bool level) {
  const CountRange &a = earlier.figure->people, &b = later.figure->people;
  CountRange out;
  if (a.max) out.min = checked_sub(b.min.value_or(0), *a.max);
  if (b.max) out.max = checked_sub(*b.max, a.min.value_or(0));
  if (level) return out.min || out.max ? std::optional(out) : std::nullopt;
  if (out.max && *out.max < 0) return std::nullopt;
  if (out.min && *out.min < 0) out.min = 0;
  return out.max || out.min.value_or(0) > 0 ? std::optional(out) : std::nullopt;
}

class Steps {
 public:
  explicit Steps(const RecordState& state) : state_(state), ledger_(state.ledger) {
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (state.selection.active(c)) series_[series(c)].push_back(c);
    }
  }

  // The step to `later` from the newest figure that it can be held against.
  std::optional<Step> to(Index later) const {
    std::optional<Step> best;
    for (const Index c : series_.at(series(later))) {
      if (c == later || !comparable(c, later) || said_at(c) > said_at(later)) continue;
      std::optional<Step> step = between(c, later);
      if (step && (!best || key(*step) > key(*best))) best = std::move(step);
    }
    return best;
  }

 private:
  // Figures of one side for one count, as their first readings have it.
  using Series = std::tuple<std::string_view, Index, Index>;
  Series series(Index c) const {
    return {ledger_.side_of(ledger_.claims[c]), reading(c).measure, reading(c).population};
  }
  const Reading& reading(Index c) const { return ledger_.claims[c].readings.front(); }

  // When it was said; of one that does not say, before all that do.
  Minutes said_at(Index c) const { return ledger_.claims[c].said_at(kBeforeAll); }

  // The step to take where there are several: from a figure of the same start, then from the newest.
  std::tuple<bool, Minutes, Minutes, Index> key(const Step& step) const {
    return {step.one_start, reading(step.earlier).period.end.limits.to, said_at(step.earlier), step.earlier};
  }

  // Requires: of one series. A figure that may have to give is no ground to stand on.
  bool comparable(Index a, Index b) const {
    return state_.findings.claims[a].status != Status::contested && reading(a).figure && reading(b).figure;
  }

  std::optional<Step> between(Index earlier, Index later) const {
    Step step{earlier, later, reading(later).period.at_moment, false, {}, {}};
    const Reading *x = plain_reading(ledger_.claims[earlier]), *y = plain_reading(ledger_.claims[later]);
    if (x != nullptr && y != nullptr && same_start(x->period, y->period) && in_order(*x, *y)) {
      const auto range = difference(*x, *y, step.level);
      if (!range) return std::nullopt;
      step.count = *range;
      step.one_start = true;
    }
    // What was said in one breath of two stretches is no step from one to the other.
    const bool in_turn = step.one_start || said_at(earlier) < said_at(later);
    for (std::size_t i = 0; in_turn && !step.level && i < state_.findings.conditions.size(); ++i) {
      const Condition& condition = state_.findings.conditions[i];
      if (!lies_between(condition, earlier, later)) continue;
      step.conditions.push_back(i);
      if (condition.count.min) step.count.min = std::max(step.count.min.value_or(0), *condition.count.min);
      if (condition.count.max) {
        step.count.max = step.count.max ? std::min(*step.count.max, *condition.count.max) : condition.count.max;
      }
    }
    return step.one_start || !step.conditions.empty() ? std::optional(step) : std::nullopt;
  }

  // A count never falls, so of two of one start the larger is the later, whatever their hours.
  static bool in_order(const Reading& earlier, const Reading& later) {
    if (surely_before(earlier.period, later.period)) return true;
    if (later.period.at_moment || earlier.period.end == later.period.end) return false;
    const auto &most = earlier.figure->people.max, &least = later.figure->people.min;
    return earlier.period.end.limits.to <= later.period.end.limits.to && most && least && *most < *least;
  }

  bool lies_between(const Condition& condition, Index earlier, Index later) const {
    const auto forced_by = [&](Index c) {
      return std::find(condition.claims.begin(), condition.claims.end(), c) != condition.claims.end();
    };
    return condition.measure == reading(later).measure && condition.population == reading(later).population &&
           forced_by(earlier) && forced_by(later) && is_cut_off(condition.from, earlier) &&
           is_cut_off(condition.to, later);
  }

  bool is_cut_off(const Instant& instant, Index claim) const {
    if (instant.kind == Instant::Kind::claim_end) return instant.index == claim;
    const PeriodEnd& end = reading(claim).period.end;
    if (instant.kind == Instant::Kind::moment) return end.moment == instant.index;
    return instant.kind == Instant::Kind::at && end.limits.certain() && end.limits.to == instant.at;
  }

  const RecordState& state_;
  const Ledger& ledger_;
  std::map<Series, std::vector<Index>> series_;  // of active claims
};

}  // namespace

void find_steps(const RecordState& after, Changes& changes) {
  const Steps steps(after);
  for (const ClaimChange& change : changes.claims) {
    if (!change.after || !after.selection.active(*change.after) || !can_move_findings(change)) continue;
    if (auto step = steps.to(*change.after)) changes.steps.push_back(std::move(*step));
  }
}

}  // namespace reltrack
