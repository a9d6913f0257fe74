// A total less its parts. Parts that meet in time are counted as one run, and each combination of the parts' readings
// is asked about by itself.
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

  // Of one side.
  void find(const std::string& side, const std::vector<Index>& claims) {
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
        for (const Total& total : of_claim) less_parts(side, total);
      }
    }
    less_parts(side, plain);
  }

  // Gaps, and whether the search bound was hit.
  void add_to(Findings& findings) {
    std::ranges::move(out_.gaps, std::back_inserter(findings.gaps));
    findings.search.ranges = findings.search.ranges && out_.search.ranges;
  }

 private:
  struct Total {
    Index claim = 0, reading = 0;
    std::vector<Index> parts;  // by when they start
  };
  // A reading of a figure: that something happened, or (an announcement) would.
  struct FittingReading {
    Index reading = 0;
    bool happened = false;
    Span narrowest, widest;
  };
  // What is asked of a figure for each total that it may be part of.
  struct Figure {
    bool plain = false;                   // it counts people in each reading, and the same flow in each that holds
    bool certain = false;                 // its ends are known
    bool named = false;                   // an end of some reading that holds is a named moment
    std::vector<FittingReading> fitting;  // readings that hold, and announcements
    std::vector<Span> widest;             // of each that holds, in order
  };
  // A figure and which of its readings is meant.
  struct Part {
    Index claim = 0;
    const FittingReading* meant = nullptr;
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
      Total total{c, r.reading, {}};
      if (reading(total).period.at_moment || reading(total).figure->percent) continue;
      const auto same = counting_.find(counted(c, r.reading));
      if (same == counting_.end()) continue;
      const auto later = std::ranges::lower_bound(same->second, widest(reading(total)).to, {},
                                                  [&](Index d) { return figures_[d].widest.front().from; });
      std::copy_if(same->second.begin(), later, std::back_inserter(total.parts),
                   [&](Index d) { return d != c && is_part(d, reading(total)); });
      if (!total.parts.empty()) out.push_back(std::move(total));
    }
    return out;
  }

  Figure figure(Index c) const {
    const auto& readings = ledger_.claims[c].readings;
    const auto certain = [](const PeriodEnd& end) { return end.moment || end.limits.certain(); };
    Figure out;
    out.plain = std::ranges::none_of(readings, [](const Reading& r) { return !r.figure || r.figure->percent; });
    out.certain = std::ranges::all_of(
        readings, [&](const Reading& r) { return certain(r.period.start) && certain(r.period.end); });
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

  // Its parts' ends are known, and nothing but its figure hangs on it: then the model is the account's own, and what is
  // left out of it is the figure.
  bool is_plain(const Total& total) const {
    const auto& bundles = record_.account.model.bundles_of;
    const auto none = [&](int member) { return bundles[static_cast<std::size_t>(member)].empty(); };
    return none(Members::presence(total.claim)) && none(Members::order(total.claim)) &&
           std::ranges::all_of(total.parts, [&](Index d) { return figures_[d].certain; });
  }

  // The parts' own ends are moments of the model, since the total speaks of them too.
  void less_parts(const std::string& side, const Total& total) {
    std::vector<Index> others = record_.uncontested_account(side);
    std::erase(others, total.claim);
    const Encoding encoding =
        encode(ledger_, record_.selection, Bindingness::account, record_.options.dropped, total.parts);
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members_of(encoding, others), {{ends_of(encoding, total)}}, effort);
    system.learn(record_.account_sample.at(side));
    add(gap(side, total, encoding, asking(system, effort)));
  }

  void less_parts(const std::string& side, const std::vector<std::vector<Total>>& by_claim) {
    const Encoding& encoding = record_.account;
    std::vector<Form> asked(1);
    std::vector<bool> known(ledger_.claims.size());  // totals have most of their parts in common
    for (const auto& of_claim : by_claim) {
      for (const Total& total : of_claim) {
        const int counter = counter_of(encoding, total);
        add_ends(total, counter, asked.front());
        for (Index d : total.parts) {
          if (!known[d]) add_ends(encoding, d, counter, asked.front());
          known[d] = true;
        }
      }
    }
    const std::vector<bool> members = members_of(encoding, record_.uncontested_account(side));
    const worlds::Frame frame(encoding.model, members, asked);
    std::vector<int> base = frame.positions(members);
    worlds::Effort effort = record_.effort();
    const auto all_figures = frame.system(frame.relaxation(base), effort);
    all_figures->learn(record_.account_sample.at(side));
    if (all_figures->possible() != worlds::Answer::yes) return;
    std::vector<const std::vector<Total>*> open;
    std::vector<std::vector<int>> figures;  // theirs
    for (const auto& of_claim : by_claim) {
      std::vector<int> figure = frame.with(base, Members::figure(of_claim.front().claim));
      if (add_shown(side, of_claim, *all_figures, figure)) continue;
      open.push_back(&of_claim);
      figures.push_back(std::move(figure));
    }
    for (const auto& figure : figures) {
      std::erase_if(base, [&](int b) { return std::ranges::binary_search(figure, b); });
    }
    frame.each_left_out(base, figures, [&](std::size_t i, const worlds::Relaxation& relaxation) {
      const auto system = frame.system(relaxation, effort);
      system->lean_on(*all_figures);
      for (const Total& total : *open[i]) add(gap(side, total, encoding, asking(*system, effort)));
    });
  }

  // How many events a form counts, in the readings given.
  using CountOf = std::function<std::optional<CountRange>(const Form&, const std::vector<worlds::Split>&)>;

  CountOf asking(System& system, worlds::Effort& effort) {
    return [&](const Form& form, const std::vector<worlds::Split>& given) {
      effort.used = 0;
      if (given.empty()) return count_of(system, form, out_);
      System as_meant(system, given);
      return count_of(as_meant, form, out_);
    };
  }

  // Whether each end is what it is with the claim's own figure, by one way without it. Then the gaps are added.
  bool add_shown(const std::string& side, const std::vector<Total>& of_claim, const System& all,
                 std::span<const int> figure) {
    bool shown = true;
    const CountOf count = [&](const Form& form, const std::vector<worlds::Split>& given) -> std::optional<CountRange> {
      const auto least = given.empty() ? all.least_without(form, figure) : std::nullopt;
      const auto most = least ? all.greatest_without(form, figure) : std::nullopt;
      shown = shown && most;
      return most ? std::optional(CountRange{least->value, most->value}) : std::nullopt;
    };
    std::vector<std::optional<Gap>> gaps;
    for (const Total& total : of_claim) {
      if (shown) gaps.push_back(gap(side, total, record_.account, count));
    }
    if (shown) std::ranges::for_each(gaps, [&](auto& found) { add(std::move(found)); });
    return shown;
  }

  void add(std::optional<Gap> gap) {
    if (gap) out_.gaps.push_back(std::move(*gap));
  }

  // `count`: by the side's other figures.
  std::optional<Gap> gap(const std::string& side, const Total& total, const Encoding& encoding,
                         const CountOf& count) const {
    const Span whole = widest(reading(total));
    const int counter = counter_of(encoding, total);
    std::optional<CountRange> put;
    std::vector<Span> open;  // in one combination or another
    const auto fitting = [&](std::size_t i) -> const std::vector<FittingReading>& {
      return figures_[total.parts[i]].fitting;
    };
    std::vector<std::size_t> which(total.parts.size(), 0);
    std::vector<Part> parts(total.parts.size());
    for (int n = 0; n < kMostCombinations; ++n) {
      std::vector<Span> certain;
      for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i] = {total.parts[i], &fitting(i)[which[i]]};
        if (parts[i].meant->happened) certain.push_back(parts[i].meant->narrowest);
      }
      std::ranges::copy(left_over(whole, merged(std::move(certain))), std::back_inserter(open));
      widen(put, put_in(parts, encoding, count, counter, whole));
      std::size_t i = 0;
      while (i < parts.size() && ++which[i] == fitting(i).size()) which[i++] = 0;
      if (i == total.parts.size()) break;
    }
    if (!put) return std::nullopt;
    Gap out;
    out.kind = Gap::Kind::unaccounted;
    out.side = side;
    out.claim = total.claim;
    out.amount = less(reading(total).figure->people, *put);
    out.against = total.parts;
    std::ranges::sort(out.against);
    out.stretches = stretches(merged(std::move(open)));
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

  // Events of `whole` in the period of some part: parts that meet in time are counted as one run, from the earliest
  // start to the latest cut-off, each end clipped to the whole.
  std::optional<CountRange> put_in(const std::vector<Part>& parts, const Encoding& encoding, const CountOf& count,
                                   int counter, Span whole) const {
    struct Run {
      Minutes to;
      Place start, end;
    };
    std::vector<std::tuple<Span, Index, Index>> sorted;
    std::vector<worlds::Split> given;
    for (const auto& [d, meant] : parts) {
      if (meant->happened) sorted.emplace_back(meant->widest, d, meant->reading);
      if (encoding.choice[d] >= 0) given.push_back(encoding.meant(d, meant->reading));
    }
    if (!std::ranges::is_sorted(sorted)) std::ranges::sort(sorted);
    std::vector<Run> runs;
    for (const auto& [span, d, r] : sorted) {
      const Region& region = encoding.regions[d][r];
      if (runs.empty() || span.from >= runs.back().to) {
        runs.push_back({span.to, region.earliest_start, region.latest_end});
        continue;
      }
      Run& run = runs.back();
      run.to = std::max(run.to, span.to);
      if (by_start(encoding, region.earliest_start) < by_start(encoding, run.start)) run.start = region.earliest_start;
      if (by_end(encoding, region.latest_end) > by_end(encoding, run.end)) run.end = region.latest_end;
    }
    Form form;
    for (const Run& run : runs) {
      const bool later = by_end(encoding, run.end).first > whole.to;
      const bool sooner = by_start(encoding, run.start).first < whole.from;
      form.terms.push_back({counter, later ? Place{whole.to, -1} : run.end, 1});
      form.terms.push_back({counter, sooner ? Place{whole.from, -1} : run.start, -1});
    }
    return count(form, given);
  }

  int counter_of(const Encoding& encoding, const Total& total) const {
    return encoding.counter(reading(total).measure, reading(total).population);
  }

  // All places that put_in can ask about.
  Form ends_of(const Encoding& encoding, const Total& total) const {
    const int counter = counter_of(encoding, total);
    Form out;
    add_ends(total, counter, out);
    for (Index d : total.parts) add_ends(encoding, d, counter, out);
    return out;
  }

  void add_ends(const Total& total, int counter, Form& into) const {
    const Span whole = widest(reading(total));
    into.terms.push_back({counter, {whole.from, -1}, 1});
    into.terms.push_back({counter, {whole.to, -1}, 1});
  }

  static void add_ends(const Encoding& encoding, Index part, int counter, Form& into) {
    for (const Region& region : encoding.regions[part]) {
      into.terms.push_back({counter, region.earliest_start, 1});
      into.terms.push_back({counter, region.latest_end, 1});
    }
  }

  // What places are compared by: for the earliest start, and for the latest end.
  static std::pair<Minutes, Minutes> by_start(const Encoding& encoding, Place p) {
    const worlds::Limits l = encoding.model.limits(p);
    return {l.from, l.to};
  }
  static std::pair<Minutes, Minutes> by_end(const Encoding& encoding, Place p) {
    const worlds::Limits l = encoding.model.limits(p);
    return {l.to, l.from};
  }

  const Record& record_;
  const Ledger& ledger_;
  const Findings& findings_;
  std::vector<Figure> figures_;                     // by claim, of those in counting_
  std::map<Counted, std::vector<Index>> counting_;  // uncontested claims of the side, by what the first reading counts
  Findings out_;
};

}  // namespace

void find_unaccounted(const Record& record, Findings& findings) {
  std::vector<Unaccounted> of_sides(record.sides.size(), Unaccounted(record, findings));
  in_parallel(of_sides.size(), [&](std::size_t i) {
    const auto& [side, claims] = *std::next(record.sides.begin(), static_cast<std::ptrdiff_t>(i));
    of_sides[i].find(side, claims);
  });
  for (Unaccounted& of_side : of_sides) of_side.add_to(findings);
}

}  // namespace reltrack
