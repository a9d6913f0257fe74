// What a new figure adds to the one before it.
#include <algorithm>
#include <map>
#include <span>
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
  explicit Steps(const RecordState& state) : state_(state), ledger_(state.ledger), ending_at_(ledger_.claims.size()) {
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      const auto line = state.selection.active(c) ? line_of(c) : std::nullopt;
      if (line) lines_[*line].push_back(c);
    }
    for (auto& [line, claims] : lines_) std::ranges::sort(claims, {}, [&](Index c) { return newness(c); });
    for (std::size_t i = 0; i < state.findings.conditions.size(); ++i) {
      const Condition& condition = state.findings.conditions[i];
      for (const Index c : condition.claims) {
        const bool same_count =
            condition.measure == reading(c).measure && condition.population == reading(c).population;
        if (same_count && is_cut_off(condition.to, c)) ending_at_[c].push_back(i);
      }
    }
  }

  // The step to `later` from the newest figure that it can be held against: of the same start, else before conditions.
  std::optional<Step> to(Index later) const {
    const std::map<Index, std::vector<std::size_t>> conditions = conditions_to(later);
    const auto step_from = [&](Index c) -> std::optional<Step> {
      if (c == later || !comparable(c, later) || said_at(c) > said_at(later)) return std::nullopt;
      const auto found = conditions.find(c);
      return between(c, later, found == conditions.end() ? std::vector<std::size_t>() : found->second);
    };
    const std::span<const Index> line = in_line_before(later);
    for (std::size_t i = line.size(); i-- > 0;) {
      std::optional<Step> step = step_from(line[i]);
      if (step && step->one_start) return step;
    }
    std::optional<Step> best;
    for (const auto& [c, found] : conditions) {
      std::optional<Step> step = step_from(c);
      if (step && (!best || newness(c) > newness(best->earlier))) best = std::move(step);
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

  // Plain figures of a series that count from one and the same moment, or are levels. An uncertain start is each
  // claim's own, unless it has a name.
  using Line = std::tuple<Series, bool, std::optional<Index>, Minutes>;
  std::optional<Line> line_of(Index c) const {
    const Reading* plain = plain_reading(ledger_.claims[c]);
    if (plain == nullptr) return std::nullopt;
    const PeriodEnd& start = plain->period.start;
    if (plain->period.at_moment) return Line{series(c), true, std::nullopt, 0};
    if (start.moment) return Line{series(c), false, start.moment, 0};
    return start.limits.certain() ? std::optional(Line{series(c), false, std::nullopt, start.limits.from})
                                  : std::nullopt;
  }

  // Those in line with it whose cut-offs may come before its own, the newest last.
  std::span<const Index> in_line_before(Index later) const {
    const auto line = line_of(later);
    if (!line) return {};
    const std::vector<Index>& all = lines_.at(*line);
    const auto end_of = [&](Index c) { return reading(c).period.end.limits.to; };
    return {all.begin(), std::ranges::upper_bound(all, end_of(later), {}, end_of)};
  }

  // The conditions between another claim of its series and this one, by that claim.
  std::map<Index, std::vector<std::size_t>> conditions_to(Index later) const {
    std::map<Index, std::vector<std::size_t>> out;
    for (const std::size_t i : ending_at_[later]) {
      const Condition& condition = state_.findings.conditions[i];
      for (const Index c : condition.claims) {
        if (state_.selection.active(c) && series(c) == series(later) && is_cut_off(condition.from, c))
          out[c].push_back(i);
      }
    }
    return out;
  }

  // When it was said; of one that does not say, before all that do.
  Minutes said_at(Index c) const { return ledger_.claims[c].said_at(kBeforeAll); }

  std::tuple<Minutes, Minutes, Index> newness(Index c) const {
    return {reading(c).period.end.limits.to, said_at(c), c};
  }

  // Requires: of one series. A figure that may have to give is no ground to stand on.
  bool comparable(Index a, Index b) const {
    return state_.findings.claims[a].status != Status::contested && reading(a).figure && reading(b).figure;
  }

  // Requires: of one series; `conditions` lie between them.
  std::optional<Step> between(Index earlier, Index later, const std::vector<std::size_t>& conditions) const {
    Step step{earlier, later, reading(later).period.at_moment, false, {}, {}};
    const std::optional<Line> line = line_of(later);
    if (line && line == line_of(earlier) && in_order(reading(earlier), reading(later))) {
      const auto range = difference(reading(earlier), reading(later), step.level);
      if (!range) return std::nullopt;
      step.count = *range;
      step.one_start = true;
    }
    // What was said in one breath of two stretches is no step from one to the other.
    const bool in_turn = step.one_start || said_at(earlier) < said_at(later);
    if (in_turn && !step.level) step.conditions = conditions;
    for (const std::size_t i : step.conditions) {
      const Condition& condition = state_.findings.conditions[i];
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

  bool is_cut_off(const Instant& instant, Index claim) const {
    if (instant.kind == Instant::Kind::claim_end) return instant.index == claim;
    const PeriodEnd& end = reading(claim).period.end;
    if (instant.kind == Instant::Kind::moment) return end.moment == instant.index;
    return instant.kind == Instant::Kind::at && end.limits.certain() && end.limits.to == instant.at;
  }

  const RecordState& state_;
  const Ledger& ledger_;
  std::map<Line, std::vector<Index>> lines_;         // of active claims, the newest last
  std::vector<std::vector<std::size_t>> ending_at_;  // by claim, conditions on its count up to its cut-off
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
