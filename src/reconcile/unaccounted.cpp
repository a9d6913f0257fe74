// A total less its parts. Parts that meet in time are counted as one run, and each combination of the parts' readings
// is asked about by itself. Of a part's uncertain ends a world places those where a run starts or ends; others are
// their figure's own.
#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <tuple>

#include "reconcile/gaps.hpp"
#include "reconcile/in_parallel.hpp"
#include "worlds/frame.hpp"

namespace reltrack {

namespace {

using worlds::Form;
using worlds::Place;
using worlds::System;

// Combinations of readings of a total's parts that are tried.
constexpr int kMostCombinations = 64;

class Unaccounted {
 public:
  // `findings`: ranges are in it.
  Unaccounted(const Record& record, const Findings& findings)
      : record_(record), ledger_(record.ledger), findings_(findings) {}

  // Of one side: all but those totals whose runs have uncertain ends, which are to be answered one by one.
  void find(const std::string& side, const std::vector<Index>& claims) {
    side_ = side;
    figures_.resize(ledger_.claims.size());
    for (Index c : claims) {
      const auto& ranges = findings_.claims[c].ranges;
      if (record_.contested(c) || ranges.empty()) continue;
      counting_[counted(c, ranges.front().reading)].push_back(c);
      figures_[c] = figure(c);
    }
    for (auto& [what, counting] : counting_) {
      std::ranges::stable_sort(counting, {}, [&](Index c) { return figures_[c].widest.front(); });
    }
    std::vector<std::vector<Total>> plain;  // by claim
    for (Index c : claims) {
      std::vector<Total> of_claim = totals(c);
      if (of_claim.empty()) continue;
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
    std::vector<Index> others = record_.uncontested_account(side_);
    std::erase(others, total.claim);
    const Encoding encoding =
        encode(ledger_, record_.selection, Bindingness::account, record_.options.dropped, placed(total));
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members_of(encoding, others), forms(encoding, total), effort);
    system.learn(record_.account_sample.at(side_));
    Answer& out = answers_[number];
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
  // A reading of a figure: that something happened, or (an announcement) would.
  struct FittingReading {
    Index reading = 0;
    bool happened = false;
    Span narrowest, widest;
  };
  // What is asked of a figure for each total that it may be part of.
  struct Figure {
    bool plain = false;                   // it counts people in each reading, and the same flow in each that holds
    bool named = false;                   // an end of some reading that holds is a named moment
    std::vector<FittingReading> fitting;  // readings that hold, and announcements
    std::vector<Span> widest;             // of each that holds, in order
  };
  // A figure and which of its readings is meant.
  struct Part {
    Index claim = 0, reading = 0;
    friend auto operator<=>(const Part&, const Part&) = default;
  };
  // Parts that meet in time: from where one of them starts to where one ends.
  struct Run {
    Minutes to = 0;
    Part first, last;
  };
  // One way to read all parts.
  struct Combination {
    std::vector<Part> chosen;  // of those with several readings
    std::vector<Run> runs;
  };
  struct Total {
    Index claim = 0, reading = 0;
    std::vector<Index> parts;  // by when they start
    std::vector<Combination> combinations;
    std::vector<Span> uncovered;  // in one combination or another
  };
  struct Answer {
    std::optional<Gap> gap;
    bool tight = true;
  };

  // What a reading counts, and of whom.
  using Counted = std::pair<Index, Index>;
  Counted counted(Index c, Index r) const {
    const Reading& reading = ledger_.claims[c].readings[r];
    return {reading.measure, reading.population};
  }

  const Reading& reading(const Total& total) const { return ledger_.claims[total.claim].readings[total.reading]; }

  std::vector<Total> totals(Index c) const {
    std::vector<Total> out;
    if (record_.contested(c)) return out;
    for (const ReadingRanges& r : findings_.claims[c].ranges) {
      Total total{c, r.reading, {}, {}, {}};
      if (reading(total).period.at_moment || reading(total).figure->percent) continue;
      const auto same = counting_.find(counted(c, r.reading));
      if (same == counting_.end()) continue;
      const auto later = std::ranges::lower_bound(same->second, widest(reading(total)).to, {},
                                                  [&](Index d) { return figures_[d].widest.front().from; });
      std::copy_if(same->second.begin(), later, std::back_inserter(total.parts),
                   [&](Index d) { return d != c && is_part(d, reading(total)); });
      if (total.parts.empty()) continue;
      combine(total);
      out.push_back(std::move(total));
    }
    return out;
  }

  void combine(Total& total) const {
    const Span whole = widest(reading(total));
    const auto fitting = [&](std::size_t i) -> const std::vector<FittingReading>& {
      return figures_[total.parts[i]].fitting;
    };
    std::vector<std::size_t> which(total.parts.size(), 0);
    for (int n = 0; n < kMostCombinations; ++n) {
      Combination& out = total.combinations.emplace_back();
      std::vector<Span> certain;
      std::vector<std::pair<Span, Part>> happened;
      for (std::size_t i = 0; i < which.size(); ++i) {
        const FittingReading& meant = fitting(i)[which[i]];
        const Part part{total.parts[i], meant.reading};
        if (ledger_.claims[part.claim].readings.size() > 1) out.chosen.push_back(part);
        if (!meant.happened) continue;
        certain.push_back(meant.narrowest);
        happened.emplace_back(meant.widest, part);
      }
      std::ranges::copy(left_over(whole, merged(std::move(certain))), std::back_inserter(total.uncovered));
      out.runs = runs(std::move(happened));
      std::size_t i = 0;
      while (i < which.size() && ++which[i] == fitting(i).size()) which[i++] = 0;
      if (i == which.size()) break;
    }
    total.uncovered = merged(std::move(total.uncovered));
  }

  // From the earliest start to the latest cut-off of those that meet.
  std::vector<Run> runs(std::vector<std::pair<Span, Part>> parts) const {
    if (!std::ranges::is_sorted(parts)) std::ranges::sort(parts);
    std::vector<Run> out;
    for (const auto& [span, part] : parts) {
      if (out.empty() || span.from >= out.back().to) {
        out.push_back({span.to, part, part});
        continue;
      }
      Run& run = out.back();
      run.to = std::max(run.to, span.to);
      if (start_of(part) < start_of(run.first)) run.first = part;
      if (end_of(part) > end_of(run.last)) run.last = part;
    }
    return out;
  }

  // What parts are compared by: for the earliest start, and for the latest cut-off.
  std::pair<Minutes, Minutes> start_of(const Part& part) const {
    const worlds::Limits limits = limits_of(period(part).start);
    return {limits.from, limits.to};
  }
  std::pair<Minutes, Minutes> end_of(const Part& part) const {
    const worlds::Limits limits = limits_of(period(part).end);
    return {limits.to, limits.from};
  }

  const Period& period(const Part& part) const { return ledger_.claims[part.claim].readings[part.reading].period; }

  worlds::Limits limits_of(const PeriodEnd& end) const {
    if (end.moment) return record_.account.model.limits({0, static_cast<int>(*end.moment)});
    return {end.limits.from, end.limits.to};
  }

  // Whether it starts (or ends) beyond the total, in some world: then its run is clipped.
  bool starts_before(const Run& run, Span whole) const { return start_of(run.first).first < whole.from; }
  bool ends_after(const Run& run, Span whole) const { return end_of(run.last).first > whole.to; }

  Figure figure(Index c) const {
    const auto& readings = ledger_.claims[c].readings;
    Figure out;
    out.plain = std::ranges::none_of(readings, [](const Reading& r) { return !r.figure || r.figure->percent; });
    const auto add_fitting = [&](Index r, bool happened) {
      out.fitting.push_back({r, happened, narrowest(readings[r]), widest(readings[r])});
    };
    for (const ReadingRanges& held : findings_.claims[c].ranges) {
      const Reading& r = readings[held.reading];
      const bool same = counted(c, held.reading) == counted(c, findings_.claims[c].ranges.front().reading);
      out.plain = out.plain && same && !r.period.at_moment;
      out.named = out.named || r.period.start.moment || r.period.end.moment;
      out.widest.push_back(widest(r));
      add_fitting(held.reading, true);
    }
    std::ranges::sort(out.widest);
    for (Index r = 0; r < readings.size(); ++r) {
      if (readings[r].basis == Basis::announced) add_fitting(r, false);
    }
    return out;
  }

  // Its runs' ends are known, and nothing but its figure hangs on it: then the model is the account's own, and what is
  // left out of it is the figure.
  bool is_plain(const Total& total) const {
    const auto& bundles = record_.account.model.bundles_of;
    const auto none = [&](int member) { return bundles[static_cast<std::size_t>(member)].empty(); };
    return none(Members::presence(total.claim)) && none(Members::order(total.claim)) && placed(total).empty();
  }

  // The claims of whose uncertain ends the total's runs speak.
  std::vector<Index> placed(const Total& total) const {
    const Span whole = widest(reading(total));
    std::vector<Index> out;
    const auto add = [&](const PeriodEnd& end, Index c) {
      if (!end.moment && !end.limits.certain()) out.push_back(c);
    };
    for (const Combination& combination : total.combinations) {
      for (const Run& run : combination.runs) {
        if (!starts_before(run, whole)) add(period(run.first).start, run.first.claim);
        if (!ends_after(run, whole)) add(period(run.last).end, run.last.claim);
      }
    }
    return out;
  }

  void less_parts(const std::vector<std::vector<Total>>& by_claim) {
    const Encoding& encoding = record_.account;
    std::vector<Form> asked;
    for (const auto& of_claim : by_claim) {
      for (const Total& total : of_claim) std::ranges::move(forms(encoding, total), std::back_inserter(asked));
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

  // How many events a form counts, in the readings given.
  using CountOf = std::function<std::optional<CountRange>(const Form&, const std::vector<worlds::Split>&)>;

  static CountOf asking(System& system, worlds::Effort& effort, bool& tight) {
    return [&](const Form& form, const std::vector<worlds::Split>& given) {
      effort.used = 0;
      if (given.empty()) return count_of(system, form, tight);
      System as_meant(system, given);
      return count_of(as_meant, form, tight);
    };
  }

  // Whether each end is what it is with the claim's own figure, by one way without it. Then the gaps are added.
  bool add_shown(const std::vector<Total>& of_claim, const System& all, std::span<const int> figure) {
    bool shown = true;
    const CountOf count = [&](const Form& form, const std::vector<worlds::Split>& given) -> std::optional<CountRange> {
      const auto least = given.empty() ? all.least_without(form, figure) : std::nullopt;
      const auto most = least ? all.greatest_without(form, figure) : std::nullopt;
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
    for (const Combination& combination : total.combinations) {
      std::vector<worlds::Split> given;
      for (const auto& [d, r] : combination.chosen) given.push_back(encoding.meant(d, r));
      widen(put, count(form(encoding, total, combination), given));
    }
    if (!put) return std::nullopt;
    Gap out;
    out.kind = Gap::Kind::unaccounted;
    out.side = side_;
    out.claim = total.claim;
    out.amount = less(reading(total).figure->people, *put);
    out.against = total.parts;
    std::ranges::sort(out.against);
    out.stretches = stretches(total.uncovered);
    return out;
  }

  // Wherever it says that something happened, that is partly or wholly within the total's period. Requires: it is one
  // of those that count what the total does.
  bool is_part(Index d, const Reading& total) const {
    const Span whole = widest(total);
    const auto inside = [&](Span span) {
      return span.from < whole.to && whole.from < span.to && !(span.from <= whole.from && span.to >= whole.to);
    };
    const auto meets = [&](const ReadingRanges& r) { return may_meet(ledger_.claims[d].readings[r.reading], total); };
    const Figure& figure = figures_[d];
    return figure.plain && std::ranges::all_of(figure.widest, inside) &&
           (!figure.named || std::ranges::all_of(findings_.claims[d].ranges, meets));
  }

  // Events in the total's period and that of some part: each run clipped to the total's widest.
  Form form(const Encoding& encoding, const Total& total, const Combination& combination) const {
    const Span whole = widest(reading(total));
    const int counter = encoding.counter(reading(total).measure, reading(total).population);
    Form out;
    for (const Run& run : combination.runs) {
      const Region& first = encoding.regions[run.first.claim][run.first.reading];
      const Region& last = encoding.regions[run.last.claim][run.last.reading];
      out.terms.push_back({counter, ends_after(run, whole) ? Place{whole.to, -1} : last.latest_end, 1});
      out.terms.push_back({counter, starts_before(run, whole) ? Place{whole.from, -1} : first.earliest_start, -1});
    }
    return out;
  }

  std::vector<Form> forms(const Encoding& encoding, const Total& total) const {
    std::vector<Form> out;
    for (const Combination& combination : total.combinations) out.push_back(form(encoding, total, combination));
    return out;
  }

  const Record& record_;
  const Ledger& ledger_;
  const Findings& findings_;
  std::vector<Figure> figures_;                     // by claim, of those in counting_
  std::map<Counted, std::vector<Index>> counting_;  // uncontested claims of the side, by what the first reading counts
  std::string side_;
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
