#include "reconcile/side_gaps.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/nesting.hpp"
#include "reconcile/encode.hpp"
#include "reconcile/gaps.hpp"
#include "reconcile/order.hpp"
#include "reconcile/spans.hpp"

namespace reltrack {

namespace {

class SideGaps {
 public:
  SideGaps(const Ledger& ledger, const Selection& selection, const std::vector<Index>& claims, Findings& findings)
      : ledger_(ledger), findings_(findings) {
    for (Index c : claims) {
      if (selection.active(c) && can_bind(ledger.claims[c], selection)) sides_[&side(c)].claims.push_back(c);
    }
    for (auto& [name, of] : sides_) {
      for (Index c : of.claims) {
        for (const ReadingRanges& r : ranges(c)) of.by_end[span(c, r).to].insert(c);
      }
    }
  }

  void run() {
    for (const auto& [name, of] : sides_) silent(*name, of);
    std::vector<std::pair<Index, Index>> pairs;
    for (const auto& [name, of] : sides_) {
      for (Index c : of.claims) beside(c, pairs);
    }
    std::ranges::sort(pairs);
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const auto& [a, b] : pairs) compare(a, b);
  }

 private:
  // A side's binding claims, and those of which a reading that holds ends then.
  struct Side {
    std::vector<Index> claims;
    std::map<Minutes, std::set<Index>> by_end;
  };
  struct ByName {
    bool operator()(const std::string* a, const std::string* b) const { return *a < *b; }
  };

  const std::string& side(Index c) const { return ledger_.side_of(ledger_.claims[c]); }
  const std::vector<ReadingRanges>& ranges(Index c) const { return findings_.claims[c].ranges; }
  Span span(Index c, const ReadingRanges& r) const { return widest(ledger_.claims[c].readings[r.reading]); }
  // Between a side's first and last date, where none of its figures speaks.
  void silent(const std::string& name, const Side& of) {
    std::vector<Span> covered;
    Span all{kAfterAll, kBeforeAll};
    for (Index c : of.claims) {
      for (const ReadingRanges& r : ranges(c)) {
        const Span spoken = span(c, r);
        const bool dated = spoken.from > kBeforeAll && spoken.to < kAfterAll;
        if (dated) all = {std::min(all.from, spoken.from), std::max(all.to, spoken.to)};
        if (!ledger_.claims[c].readings[r.reading].period.at_moment) covered.push_back(spoken);
      }
    }
    if (all.from >= all.to) return;
    for (const Span& rest : left_over(all, merged(covered))) {
      Gap gap;
      gap.kind = Gap::Kind::silent;
      gap.side = name;
      gap.claim = before(of, rest.from);
      gap.stretches = stretches({rest});
      gap.thin_file = true;
      findings_.gaps.push_back(std::move(gap));
    }
  }

  // The side's claim that ends last by then; its first where none does.
  static Index before(const Side& of, Minutes by) {
    const auto after = of.by_end.upper_bound(by);
    return after == of.by_end.begin() ? of.claims.front() : *std::prev(after)->second.begin();
  }

  // The one cut-off of all its readings that hold.
  std::optional<Minutes> cut_off(Index c) const {
    std::optional<Minutes> out;
    for (const ReadingRanges& r : ranges(c)) {
      const Minutes end = span(c, r).to;
      if (out && *out != end) return std::nullopt;
      out = end;
    }
    return out;
  }

  // The newest figures of other sides when this one is cut off, if no more than a day older.
  void beside(Index c, std::vector<std::pair<Index, Index>>& pairs) const {
    const std::optional<Minutes> end = cut_off(c);
    if (!end) return;
    for (const auto& [name, of] : sides_) {
      if (*name == side(c)) continue;
      const auto after = of.by_end.upper_bound(*end);
      if (after == of.by_end.begin() || *end - std::prev(after)->first > kDay) continue;
      for (Index other : std::prev(after)->second) {
        if (cut_off(other)) pairs.emplace_back(std::min(c, other), std::max(c, other));
      }
    }
  }

  // Where two figures differ whichever readings are meant: in what they always do, else in all that they may.
  void compare(Index a, Index b) {
    std::map<Gap::Differs, std::size_t> all;  // in how many cases
    for (const ReadingRanges& r : ranges(a)) {
      for (const ReadingRanges& s : ranges(b)) {
        const auto here = differences(ledger_.claims[a].readings[r.reading], ledger_.claims[b].readings[s.reading]);
        if (here.empty()) return;
        for (const Gap::Differs difference : here) ++all[difference];
      }
    }
    if (all.empty()) return;
    const std::size_t cases = ranges(a).size() * ranges(b).size();
    const bool any_always = std::ranges::any_of(all, [&](const auto& d) { return d.second == cases; });
    Gap gap;
    gap.kind = Gap::Kind::incomparable;
    gap.side = side(a);
    gap.claim = a;
    gap.against = {b};
    for (const auto& [difference, times] : all) {
      if (!any_always || times == cases) gap.differs.push_back(difference);
    }
    findings_.gaps.push_back(std::move(gap));
  }

  std::vector<Gap::Differs> differences(const Reading& x, const Reading& y) const {
    std::vector<Gap::Differs> out;
    if (x.figure->percent || y.figure->percent) return out;
    if (x.measure != y.measure) out.push_back(Gap::Differs::measure);
    const bool nested =
        is_within(ledger_, x.population, y.population) || is_within(ledger_, y.population, x.population);
    if (!nested) out.push_back(Gap::Differs::population);
    const bool flows = !x.period.at_moment && !y.period.at_moment;
    if (flows && std::abs(widest(x).from - widest(y).from) > kDay) out.push_back(Gap::Differs::start);
    return out;
  }

  const Ledger& ledger_;
  Findings& findings_;
  std::map<const std::string*, Side, ByName> sides_;
};

}  // namespace

void find_side_gaps(const Ledger& ledger, const Selection& selection, const std::vector<Story>& stories,
                    std::size_t rows, Findings& findings) {
  const auto sort_and_cut = [&] {
    std::ranges::stable_sort(findings.gaps, kToldBefore);
    keep_first(findings.gaps, rows);
  };
  for (const Story& story : stories) {
    const std::size_t before = findings.gaps.size();
    SideGaps(ledger, selection, story.claims, findings).run();
    findings.gap_count += findings.gaps.size() - before;
    if (rows > 0 && findings.gaps.size() > 4 * rows) sort_and_cut();
  }
  sort_and_cut();
}

}  // namespace reltrack
