#include "reconcile/joined.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

#include "reconcile/order.hpp"

namespace reltrack {

namespace {

// Puts the ledger's indices in place of a story's, wherever findings have them. Those are in the same order.
class Renumber {
 public:
  explicit Renumber(const Story& story) : story_(story) {}

  void claim(Index& c) const { c = story_.claims[c]; }
  void population(Index& p) const { p = story_.populations[p]; }

  void claims(std::vector<Index>& all) const {
    for (Index& c : all) claim(c);
  }

  void instant(Instant& at) const {
    switch (at.kind) {
      case Instant::Kind::at:
        break;
      case Instant::Kind::moment:
        at.index = story_.moments[at.index];
        break;
      case Instant::Kind::claim_start:
      case Instant::Kind::claim_end:
        claim(at.index);
        break;
    }
  }

  template <class Ends>
  void ends(Ends& of) const {
    instant(of.from);
    instant(of.to);
  }

  void in(Proof& proof) const {
    for (auto* terms : {&proof.at_least, &proof.at_most}) {
      for (ProofTerm& t : *terms) claim(t.claim), ends(t);
    }
    for (ProofRule& r : proof.rules) {
      population(r.population);
      for (Index& part : r.parts) population(part);
      if (r.claim) claim(*r.claim);
      ends(r);
    }
    for (ProofCase& c : proof.cases) {
      if (c.kind == ProofCase::Kind::between) c.claim = story_.moments[c.claim];
      if (c.kind == ProofCase::Kind::reading) claim(c.claim);
      if (c.kind == ProofCase::Kind::count) population(c.population);
      if (c.kind == ProofCase::Kind::count || c.kind == ProofCase::Kind::order) ends(c);
      in(c.proof);
    }
  }

  void in(Choice& choice) const {
    if (choice.kind == Choice::Kind::moment) {
      choice.index = story_.moments[choice.index];
    } else {
      claim(choice.index);
    }
    if (choice.kind == Choice::Kind::part_of) claim(choice.whole);
  }

  void in(Conflict& conflict) const {
    claims(conflict.claims);
    in(conflict.proof);
    in(conflict.rests_on);
  }

  void in(Problem& problem) const {
    claims(problem.contested);
    for (std::vector<Index>& repair : problem.repairs) claims(repair);
    for (Mend& mend : problem.mends) {
      claim(mend.claim);
      if (mend.from) claim(*mend.from);
    }
  }

  void in(Condition& condition) const {
    claims(condition.claims);
    population(condition.population);
    ends(condition);
    in(condition.proof);
  }

  void in(ReadingFinding& reading) const {
    claim(reading.claim);
    in(reading.conflict);
  }

  void in(ReadingPair& pair) const {
    claim(pair.a);
    claim(pair.b);
    in(pair.conflict);
  }

  void in(Overlap& overlap) const {
    claim(overlap.a);
    claim(overlap.b);
  }

  void in(Gap& gap) const {
    claim(gap.claim);
    claims(gap.against);
    claims(gap.set_aside);
    for (Stretch& s : gap.stretches) ends(s);
  }

  void in(OneMoreCount& count) const {
    population(count.population);
    ends(count);
    claims(count.readings);
    claims(count.narrowed);
  }

  void in(ClaimFinding& finding) const {
    claims(finding.disputed_by);
    in(finding.rests_on);
    for (ReadingRanges& ranges : finding.ranges) {
      in(ranges.implied);
      in(ranges.own);
    }
  }

  void in(RangeFinding& range) const {
    in(range.min_proof);
    in(range.max_proof);
  }

  void in(Told& told) const { claim(told.claim); }
  void in(Near& near) const { claim(near.claim), claims(near.denied_by); }
  void in(Alarm& alarm) const { in(alarm.told), claims(alarm.denied_by); }

  void in(CheckFindings& found) const {
    for (std::vector<Index>* all :
         {&found.said_by, &found.giving, &found.repeated_by, &found.denied_by, &found.contested}) {
      claims(*all);
    }
    in(found.saying_more);
    in(found.also_meant);
    in(found.near_meanings);
    in(found.ruled_out);
    in(found.clashes);
    in(found.beside);
    in(found.denied_beside);
    in(found.others);
    in(found.own);
    in(found.grounds);
    in(found.nearest);
    in(found.denied_sayers);
    in(found.alarms);
  }

  template <class Finding>
  void in(std::optional<Finding>& finding) const {
    if (finding) in(*finding);
  }

  template <class Finding>
  void in(std::vector<Finding>& all) const {
    for (Finding& finding : all) in(finding);
  }

 private:
  const Story& story_;
};

// Puts them in the order in which they are told, and returns where each is now.
template <class Finding, class Before>
std::vector<std::size_t> put_in_order(std::vector<Finding>& all, const Before& before) {
  std::vector<std::size_t> order(all.size()), now(all.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return before(all[a], all[b]); });
  std::vector<Finding> sorted;
  for (std::size_t i = 0; i < order.size(); ++i) {
    now[order[i]] = i;
    sorted.push_back(std::move(all[order[i]]));
  }
  all = std::move(sorted);
  return now;
}

void renumber(std::vector<std::size_t>& places, const std::vector<std::size_t>& now) {
  for (std::size_t& place : places) place = now[place];
}

}  // namespace

template <class Finding>
void JoinedFindings::append(std::vector<Finding>& to, std::vector<Finding>& from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
  if (rows_ == 0 || to.size() < 4 * rows_) return;
  std::ranges::stable_sort(to, kToldBefore);
  keep_first(to, rows_);
}

void JoinedFindings::add(const Story& story, Findings found) {
  const Renumber renumber(story);
  const auto all = [&](auto&... lists) { (renumber.in(lists), ...); };
  all(found.conflicts, found.problems, found.conditions, found.readings, found.reading_pairs, found.overlaps,
      found.gaps, found.claims);
  for (Problem& problem : found.problems) {
    for (std::size_t& c : problem.conflicts) c += out_.conflicts.size();
    if (problem.telling) *problem.telling += out_.conflicts.size();
  }
  if (found.one_count) {
    renumber.in(*found.one_count);
    for (std::size_t& p : found.one_count->problems) p += out_.problems.size();
    if (!out_.one_count || told_before(*found.one_count, *out_.one_count)) out_.one_count = std::move(found.one_count);
  }
  const auto move_all = [](auto& from, auto& to) { std::move(from.begin(), from.end(), std::back_inserter(to)); };
  move_all(found.conflicts, out_.conflicts);
  move_all(found.problems, out_.problems);
  move_all(found.readings, out_.readings);
  move_all(found.reading_pairs, out_.reading_pairs);
  append(out_.conditions, found.conditions);
  append(out_.overlaps, found.overlaps);
  append(out_.gaps, found.gaps);
  for (std::size_t c = 0; c < story.claims.size(); ++c) out_.claims[story.claims[c]] = std::move(found.claims[c]);
  out_.overlap_count += found.overlap_count;
  out_.gap_count += found.gap_count;
  out_.condition_count += found.condition_count;
  out_.search.conflicts = out_.search.conflicts && found.search.conflicts;
  out_.search.repairs = out_.search.repairs && found.search.repairs;
  out_.search.ranges = out_.search.ranges && found.search.ranges;
  out_.search.claim_ranges = out_.search.claim_ranges && found.search.claim_ranges;
}

std::optional<Count> JoinedFindings::shared_by_told() {
  if (rows_ == 0 || out_.overlaps.size() < rows_) return std::nullopt;
  std::ranges::sort(out_.overlaps, kToldBefore);
  keep_first(out_.overlaps, rows_);
  const std::optional<CountRange>& last = out_.overlaps.back().shared;
  return last ? last->min : std::nullopt;
}

Findings JoinedFindings::finish() {
  const std::vector<std::size_t> conflicts = put_in_order(out_.conflicts, kToldBefore);
  for (Problem& problem : out_.problems) {
    renumber(problem.conflicts, conflicts);
    if (problem.telling) problem.telling = conflicts[*problem.telling];
  }
  const std::vector<std::size_t> problems = put_in_order(
      out_.problems, [&](const Problem& a, const Problem& b) { return told_before(a, b, out_.conflicts); });
  if (out_.one_count) renumber(out_.one_count->problems, problems);
  std::ranges::sort(out_.readings, {}, [](const ReadingFinding& r) { return std::tuple(r.claim, r.reading); });
  std::ranges::sort(out_.reading_pairs, {},
                    [](const ReadingPair& p) { return std::tuple(p.a, p.b, p.reading_of_a, p.reading_of_b); });
  std::ranges::sort(out_.conditions, kToldBefore);
  std::ranges::sort(out_.overlaps, kToldBefore);
  std::ranges::stable_sort(out_.gaps, kToldBefore);
  return std::move(out_);
}

Conflict of_ledger(const Story& story, Conflict conflict) {
  Renumber(story).in(conflict);
  return conflict;
}

CheckFindings of_ledger(const Story& story, CheckFindings found) {
  Renumber(story).in(found);
  return found;
}

}  // namespace reltrack
