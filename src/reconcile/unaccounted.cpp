// A total less its parts. Parts that meet in time are counted as one run, and each combination of the parts' readings
// that may make other runs is asked about by itself. Of a part's uncertain ends a world places those where a run starts
// or ends; others are their figure's own.
#include <algorithm>
#include <functional>
#include <iterator>

#include "base/in_parallel.hpp"
#include "reconcile/gaps.hpp"
#include "reconcile/totals.hpp"
#include "worlds/frame.hpp"

namespace reltrack {

namespace {

using worlds::Form;
using worlds::Split;
using worlds::System;

class Unaccounted {
 public:
  // `findings`: ranges are in it.
  Unaccounted(const Record& record, const Findings& findings)
      : record_(record), ledger_(record.ledger), findings_(findings) {}

  // Of one side: all but those totals whose runs have uncertain ends, which are to be answered one by one.
  void find(const std::string& side, const std::vector<Index>& claims) {
    side_ = side;
    totals_.emplace(record_, findings_, claims);
    std::vector<std::vector<Total>> plain;  // by claim
    for (Index c : claims) {
      std::vector<Total> of_claim = totals_->of(c);
      if (of_claim.empty()) continue;
      tight_ = tight_ && std::ranges::all_of(of_claim, &Total::all_combined);
      if (std::ranges::all_of(of_claim, [&](const Total& total) { return is_plain(total); })) {
        plain.push_back(std::move(of_claim));
      } else {
        std::ranges::move(of_claim, std::back_inserter(open_));
      }
    }
    answers_.resize(open_.size());
    less_parts(plain);
  }

  std::size_t open() const { return open_.size(); }

  // The runs' uncertain ends are moments of the model, since the total speaks of them too.
  void answer(std::size_t number) {
    const Total& total = open_[number];
    const Encoding encoding =
        encode(ledger_, record_.selection, Bindingness::account, record_.options.dropped, totals_->placed(total));
    worlds::Effort effort = record_.effort();
    // What is left out is the figure: a share of it still binds.
    std::vector<bool> members = members_of(encoding, record_.uncontested_account(side_));
    members[static_cast<std::size_t>(Members::figure(total.claim))] = false;
    System system(encoding.model, members, asked(totals_->ways(encoding, total)), effort);
    system.learn(record_.account_sample.at(side_));
    Answer& out = answers_[number];
    out.tight = totals_->ways(encoding, total).exact;
    out.gap = gap(total, encoding, asking(system, effort, out.tight));
  }

  // Gaps, and whether the search bound was hit.
  void add_to(Findings& findings) {
    for (Answer& answer : answers_) {
      tight_ = tight_ && answer.tight;
      if (answer.gap) findings.gaps.push_back(std::move(*answer.gap));
    }
    std::ranges::move(gaps_, std::back_inserter(findings.gaps));
    if (!tight_) findings.search.ranges = false;
  }

 private:
  struct Answer {
    std::optional<Gap> gap;
    bool tight = true;
  };

  // Its runs' ends are known, and nothing but its figure hangs on it: then the model is the account's own, and what is
  // left out of it is the figure.
  bool is_plain(const Total& total) const {
    const auto& bundles = record_.account.model.bundles_of;
    const auto none = [&](int member) { return bundles[static_cast<std::size_t>(member)].empty(); };
    return none(Members::presence(total.claim)) && none(Members::order(total.claim)) &&
           totals_->placed(total).empty() && has_one_order(totals_->ways(record_.account, total));
  }

  // Whether nothing hangs on the order of two places.
  static bool has_one_order(const Ways& ways) {
    if (!ways.exact) return false;
    const auto orders = [](const Covered& way) {
      return std::ranges::any_of(way.given, [](const Split& s) { return s.kind == Split::Kind::order; });
    };
    return std::ranges::none_of(ways.tried, orders);
  }

  // What a system is asked about these, whose places the decisions are about, too.
  static std::vector<Form> asked(const Ways& ways) {
    std::vector<Form> out;
    for (const Covered& way : ways.tried) {
      out.push_back(way.count);
      if (way.at_least) out.push_back(*way.at_least);
      for (const Split& split : way.given) {
        if (split.kind != Split::Kind::order) continue;
        const int counter = way.count.terms.front().counter;
        out.push_back(worlds::count_between(counter, split.from, split.to));
      }
    }
    return out;
  }

  void less_parts(const std::vector<std::vector<Total>>& by_claim) {
    const Encoding& encoding = record_.account;
    std::vector<Form> asked;
    for (const auto& of_claim : by_claim) {
      for (const Total& total : of_claim) {
        for (const Covered& way : totals_->ways(encoding, total).tried) asked.push_back(way.count);
      }
    }
    const std::vector<bool> members = members_of(encoding, record_.uncontested_account(side_));
    const worlds::Frame frame(encoding.model, members, asked);
    std::vector<int> base = frame.positions(members);
    worlds::Effort effort = record_.effort();
    const auto all_figures = frame.system(frame.relaxation(base), effort);
    all_figures->learn(record_.account_sample.at(side_));
    if (all_figures->possible() != worlds::Answer::yes) return;
    std::vector<const std::vector<Total>*> open;
    std::vector<std::vector<int>> figures;  // theirs
    for (const auto& of_claim : by_claim) {
      std::vector<int> figure = frame.with(base, Members::figure(of_claim.front().claim));
      if (add_shown(of_claim, *all_figures, figure)) continue;
      open.push_back(&of_claim);
      figures.push_back(std::move(figure));
    }
    for (const auto& figure : figures) {
      std::erase_if(base, [&](int b) { return std::ranges::binary_search(figure, b); });
    }
    frame.each_left_out(base, figures, [&](std::size_t i, const worlds::Relaxation& relaxation) {
      const auto system = frame.system(relaxation, effort);
      system->lean_on(*all_figures);
      for (const Total& total : *open[i]) add(gap(total, encoding, asking(*system, effort, tight_)));
    });
  }

  // How many events there are that way, in the readings given with it, of which only what is more or fewer than is
  // `known` need be right. Absent where it cannot be so.
  using CountOf = std::function<std::optional<CountRange>(const Covered& way, const std::optional<CountRange>& known)>;

  static CountOf asking(System& system, worlds::Effort& effort, bool& tight) {
    return [&](const Covered& way, const std::optional<CountRange>& known) -> std::optional<CountRange> {
      effort.used = 0;
      if (way.given.empty()) return count(system, way, known, tight);
      System as_meant(system, way.given);
      return count(as_meant, way, known, tight);
    };
  }

  static std::optional<CountRange> count(System& system, const Covered& way, const std::optional<CountRange>& known,
                                         bool& tight) {
    const worlds::Answer possible = system.possible();
    if (possible == worlds::Answer::no) return std::nullopt;
    const worlds::End least = system.least(way.at_least.value_or(way.count), known ? known->min : std::nullopt);
    worlds::End most;
    if (!known || known->max) most = system.greatest(way.count, known ? known->max : std::nullopt);
    tight = tight && possible == worlds::Answer::yes && least.tight && most.tight;
    return CountRange{least.value, most.value};
  }

  // Whether each end is what it is with the claim's own figure, by one way without it. Then the gaps are added.
  bool add_shown(const std::vector<Total>& of_claim, const System& all, std::span<const int> figure) {
    bool shown = true;
    const CountOf count = [&](const Covered& way, const std::optional<CountRange>&) -> std::optional<CountRange> {
      const auto least = way.given.empty() ? all.least_without(way.at_least.value_or(way.count), figure) : std::nullopt;
      const auto most = least ? all.greatest_without(way.count, figure) : std::nullopt;
      shown = shown && most;
      return most ? std::optional(CountRange{least->value, most->value}) : std::nullopt;
    };
    std::vector<std::optional<Gap>> gaps;
    for (const Total& total : of_claim) {
      if (shown) gaps.push_back(gap(total, record_.account, count));
    }
    if (shown) std::ranges::for_each(gaps, [&](auto& found) { add(std::move(found)); });
    return shown;
  }

  void add(std::optional<Gap> gap) {
    if (gap) gaps_.push_back(std::move(*gap));
  }

  // `count`: by the side's other figures.
  std::optional<Gap> gap(const Total& total, const Encoding& encoding, const CountOf& count) const {
    std::optional<CountRange> put;
    const Ways ways = totals_->ways(encoding, total);
    for (const Covered& way : ways.tried) widen(put, count(way, put));
    // What is told of combinations not tried is only what holds of any: none, or as many as there are.
    if (!total.all_combined) widen(put, CountRange{0, std::nullopt});
    if (!put) return std::nullopt;
    Gap out;
    out.kind = Gap::Kind::unaccounted;
    out.side = side_;
    out.claim = total.claim;
    if (ledger_.claims[total.claim].has_readings) out.reading = total.reading;
    out.amount = less(ledger_.claims[total.claim].readings[total.reading].figure->people, *put);
    out.against = total.parts;
    std::ranges::sort(out.against);
    out.set_aside = total.contested_parts;
    out.stretches = stretches(total.uncovered);
    return out;
  }

  const Record& record_;
  const Ledger& ledger_;
  const Findings& findings_;
  std::string side_;
  std::optional<Totals> totals_;
  std::vector<Total> open_;
  std::vector<Answer> answers_;  // to those
  std::vector<Gap> gaps_;        // of the others
  bool tight_ = true;
};

}  // namespace

void find_unaccounted(const Record& record, Findings& findings) {
  std::vector<Unaccounted> of_sides(record.sides.size(), Unaccounted(record, findings));
  in_parallel(of_sides.size(), [&](std::size_t i) {
    const auto& [side, claims] = *std::next(record.sides.begin(), static_cast<std::ptrdiff_t>(i));
    of_sides[i].find(side, claims);
  });
  std::vector<std::pair<Unaccounted*, std::size_t>> open;
  for (Unaccounted& of_side : of_sides) {
    for (std::size_t i = 0; i < of_side.open(); ++i) open.emplace_back(&of_side, i);
  }
  in_parallel(open.size(), [&](std::size_t i) { open[i].first->answer(open[i].second); });
  for (Unaccounted& of_side : of_sides) of_side.add_to(findings);
}

}  // namespace reltrack
