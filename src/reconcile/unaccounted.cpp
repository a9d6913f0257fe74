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
  // What is asked of a figure for each total that it may be part of.
  struct Figure {
    bool plain = false;          // it counts people in each reading
    bool certain = false;        // its ends are known
    std::vector<Index> fitting;  // readings that hold, announcements among them
    std::vector<Span> widest;    // of each that holds, in order
  };
  // A figure and which of its readings is meant.
  struct Part {
    Index claim = 0, reading = 0;
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
    for (const ReadingRanges& r : findings_.claims[c].ranges) {
      out.fitting.push_back(r.reading);
      out.widest.push_back(widest(readings[r.reading]));
    }
    std::ranges::sort(out.widest);
    for (Index r = 0; r < readings.size(); ++r) {
      if (readings[r].basis == Basis::announced) out.fitting.push_back(r);
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
    const auto held = [&](std::size_t i) -> const std::vector<Index>& { return figures_[total.parts[i]].fitting; };
    std::vector<std::size_t> which(total.parts.size(), 0);
    for (int n = 0; n < kMostCombinations; ++n) {
      std::vector<Part> meant;
      for (std::size_t i = 0; i < total.parts.size(); ++i) meant.push_back({total.parts[i], held(i)[which[i]]});
      std::vector<Span> certain;
      for (const Part& part : meant) {
        if (happened(part)) certain.push_back(narrowest(ledger_.claims[part.claim].readings[part.reading]));
      }
      std::ranges::copy(left_over(whole, merged(std::move(certain))), std::back_inserter(open));
      widen(put, put_in(meant, encoding, count, counter, whole));
      std::size_t i = 0;
      while (i < total.parts.size() && ++which[i] == held(i).size()) which[i++] = 0;
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

  bool happened(const Part& part) const {
    return ledger_.claims[part.claim].readings[part.reading].basis != Basis::announced;
  }

  // Wherever it says that something happened, people of this kind left, partly or wholly within the total's period.
  bool is_part(Index d, const Reading& total) const {
    const Span whole = widest(total);
    const auto inside = [&](Span span) {
      return span.from < whole.to && whole.from < span.to && !(span.from <= whole.from && span.to >= whole.to);
    };
    return figures_[d].plain && std::ranges::all_of(figures_[d].widest, inside) &&
           std::ranges::all_of(findings_.claims[d].ranges, [&](const ReadingRanges& r) {
             const Reading& part = ledger_.claims[d].readings[r.reading];
             return part.measure == total.measure && part.population == total.population && !part.period.at_moment &&
                    may_meet(part, total);
           });
  }

  // Events of `whole` in the period of some part: parts that meet in time are counted as one run, from the earliest
  // start to the latest cut-off, each end clipped to the whole.
  std::optional<CountRange> put_in(const std::vector<Part>& parts, const Encoding& encoding, const CountOf& count,
                                   int counter, Span whole) const {
    struct Run {
      Span span;
      std::vector<Place> starts, ends;
    };
    std::vector<std::tuple<Span, Index, Index>> sorted;
    std::vector<worlds::Split> given;
    for (const Part& part : parts) {
      const Index d = part.claim, r = part.reading;
      if (happened(part)) sorted.emplace_back(widest(ledger_.claims[d].readings[r]), d, r);
      if (encoding.choice[d] >= 0) given.push_back(encoding.meant(d, r));
    }
    if (!std::ranges::is_sorted(sorted)) std::ranges::sort(sorted);
    std::vector<Run> runs;
    for (const auto& [span, d, r] : sorted) {
      if (runs.empty() || span.from >= runs.back().span.to) runs.push_back({span, {}, {}});
      runs.back().span.to = std::max(runs.back().span.to, span.to);
      runs.back().starts.push_back(encoding.regions[d][r].earliest_start);
      runs.back().ends.push_back(encoding.regions[d][r].latest_end);
    }
    Form form;
    for (const Run& run : runs) {
      form.terms.push_back({counter, extreme(encoding, run.ends, false, whole.to), 1});
      form.terms.push_back({counter, extreme(encoding, run.starts, true, whole.from), -1});
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

  // The earliest (or latest) of the places by their limits, no further out than `edge`.
  static Place extreme(const Encoding& encoding, const std::vector<Place>& places, bool earliest, Minutes edge) {
    const auto limit = [&](Place p) {
      const worlds::Limits l = encoding.model.limits(p);
      return earliest ? std::pair{l.from, l.to} : std::pair{l.to, l.from};
    };
    Place best = places.front();
    for (Place p : places) {
      if (earliest ? limit(p) < limit(best) : limit(p) > limit(best)) best = p;
    }
    const bool outside = earliest ? limit(best).first < edge : limit(best).first > edge;
    return outside ? Place{edge, -1} : best;
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
