// What the figures of a story leave open: unverified, unaccounted for, outstanding.
#include "reconcile/gaps.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "model/nesting.hpp"
#include "reconcile/order.hpp"

namespace reltrack {

using worlds::Form;
using worlds::System;

CountRange less(const CountRange& figure, const CountRange& counted) {
  CountRange out{0, std::nullopt};
  if (figure.min && counted.max) out.min = std::max<Count>(0, *figure.min - *counted.max);
  if (figure.max) out.max = std::max<Count>(0, *figure.max - counted.min.value_or(0));
  return out;
}

std::optional<CountRange> count_of(System& system, const Form& form, bool& tight) {
  if (system.possible() != worlds::Answer::yes) return std::nullopt;
  const worlds::End least = system.least(form), greatest = system.greatest(form);
  tight = tight && least.tight && greatest.tight;
  return CountRange{least.value, greatest.value};
}

std::vector<Stretch> stretches(const std::vector<Span>& spans) {
  std::vector<Stretch> out;
  for (const Span& s : spans) {
    out.push_back({{Instant::Kind::at, s.from, 0}, {Instant::Kind::at, s.to, 0}});
  }
  return out;
}

namespace {

class Gaps {
 public:
  Gaps(const Record& record, Findings& findings) : record_(record), ledger_(record.ledger), findings_(findings) {}

  void run() {
    find_counting();
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (record_.selection.active(c) && !ledger_.claims[c].repeats) outstanding(c);
    }
    for (Index c : record_.binding) {
      for (Index r : record_.meant[c]) {
        const Reading& reading = ledger_.claims[c].readings[r];
        if (reading.period.at_moment || reading.figure->percent) continue;
        if (reading.basis == Basis::asserted) unverified(c, r);
      }
    }
    find_unaccounted(record_, findings_);
    for (const auto& [whose, asked] : asked_) answer(whose, asked);
    std::erase_if(findings_.gaps, unanswered);
    std::erase_if(findings_.gaps, [](const Gap& g) { return g.amount && g.amount->min == 0 && !g.amount->max; });
    std::ranges::stable_sort(findings_.gaps, kToldBefore);
    const auto same = [](const Gap& a, const Gap& b) {
      return a.kind == b.kind && a.claim == b.claim && a.side == b.side && a.amount == b.amount &&
             a.against == b.against && a.stretches == b.stretches && a.differs == b.differs;
    };
    for (auto first = findings_.gaps.begin(), end = first; first != findings_.gaps.end(); first = end) {
      end = std::find_if(first, findings_.gaps.end(), [&](const Gap& gap) { return !same(*first, gap); });
      if (static_cast<std::size_t>(end - first) < meanings(*first)) continue;
      std::for_each(first, end, [](Gap& gap) { gap.reading.reset(); });
    }
    const auto told = [&](const Gap& a, const Gap& b) { return same(a, b) && a.reading == b.reading; };
    findings_.gaps.erase(std::unique(findings_.gaps.begin(), findings_.gaps.end(), told), findings_.gaps.end());
    findings_.gap_count = findings_.gaps.size();
  }

 private:
  void find_counting() {
    for (Index c : record_.binding) {
      if (record_.contested_account[c]) continue;
      for (Index r : record_.holding[c]) {
        const Reading& reading = ledger_.claims[c].readings[r];
        if (reading.basis != Basis::announced) counting_[record_.side(c)].emplace_back(c, &reading);
      }
    }
  }

  // An announcement, of a flow, that is not ruled out.
  bool announced(Index c, Index r) const {
    const Reading& reading = ledger_.claims[c].readings[r];
    return reading.figure && !reading.figure->percent && reading.basis == Basis::announced &&
           !reading.period.at_moment && std::ranges::none_of(findings_.readings, [&](const ReadingFinding& f) {
             return f.claim == c && f.reading == r && !f.holds;
           });
  }

  void outstanding(Index c) {
    for (Index r = 0; r < ledger_.claims[c].readings.size(); ++r) {
      if (!announced(c, r)) continue;
      const Reading& reading = ledger_.claims[c].readings[r];
      Gap gap;
      gap.kind = Gap::Kind::outstanding;
      gap.side = record_.side(c);
      gap.claim = c;
      gap.reading = of_several(c, r);
      for (Index d : record_.uncontested_joint("")) {
        if (d != c && meets(d, reading)) gap.against.push_back(d);
      }
      ask({"", binds(c) ? std::optional(c) : std::nullopt}, record_.joint, reading, {reading.population});
      findings_.gaps.push_back(std::move(gap));
    }
  }

  bool binds(Index c) const { return std::ranges::binary_search(record_.binding, c); }

  // In how many readings the gap's claim can be meant.
  std::size_t meanings(const Gap& gap) const {
    const auto ruled_out = std::ranges::count_if(
        findings_.readings, [&](const ReadingFinding& f) { return f.claim == gap.claim && !f.holds; });
    return ledger_.claims[gap.claim].readings.size() - static_cast<std::size_t>(ruled_out);
  }

  // The reading, where the claim has several.
  std::optional<Index> of_several(Index c, Index r) const {
    return ledger_.claims[c].has_readings ? std::optional(r) : std::nullopt;
  }

  bool meets(Index d, const Reading& region) const {
    return std::ranges::any_of(record_.holding[d],
                               [&](Index r) { return meets(ledger_.claims[d].readings[r], region); });
  }

  bool meets(const Reading& reading, const Reading& region) const {
    return reading.measure == region.measure && !reading.period.at_moment &&
           counts_in(ledger_, region.measure, reading.population, region.population) && may_meet(reading, region);
  }

  // The figures that count: one side's, or all sides' (""), but for that of a claim that binds in another of its
  // readings.
  struct Whose {
    std::string side;
    std::optional<Index> without;
    friend auto operator<=>(const Whose&, const Whose&) = default;
  };

  // A count that a gap is the rest of: of several populations that may share people, how many there are in all.
  struct Asked {
    std::size_t gap = 0;
    CountRange figure;
    std::vector<Form> forms;
  };

  // The number of events of a region in these populations, for the gap that comes next. A named moment at its end is
  // the one at which other figures end or start, wherever a world has it.
  void ask(const Whose& whose, const Encoding& encoding, const Reading& region, const std::vector<Index>& populations) {
    const auto place = [](const PeriodEnd& end, Minutes outermost) {
      return end.moment ? worlds::Place{0, static_cast<int>(*end.moment)} : worlds::Place{outermost, -1};
    };
    const Span span = widest(region), least = narrowest(region);
    const bool forwards = least.from <= least.to;  // in every world
    const worlds::Place from = forwards ? place(region.period.start, span.from) : worlds::Place{span.from, -1};
    const worlds::Place to = forwards ? place(region.period.end, span.to) : worlds::Place{span.to, -1};
    Asked out{findings_.gaps.size(), region.figure->people, {}};
    for (const Index population : populations) {
      const int counter = encoding.counter(region.measure, population);
      const Form form = worlds::count_between(counter, from, to);
      if (out.forms.empty() || !all_apart(populations)) {
        out.forms.push_back(form);
      } else {
        out.forms.front().terms.insert(out.forms.front().terms.end(), form.terms.begin(), form.terms.end());
      }
    }
    asked_[whose].push_back(std::move(out));
  }

  bool all_apart(const std::vector<Index>& populations) const {
    for (std::size_t i = 0; i < populations.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (!are_apart(ledger_, populations[i], populations[j])) return false;
      }
    }
    return true;
  }

  // At least what the most of them have, at most what all have together.
  std::optional<CountRange> count_in_all(System& system, const std::vector<Form>& forms) {
    std::optional<CountRange> out;
    for (const Form& form : forms) {
      const auto one = count_of(system, form, findings_.search.ranges);
      if (!one) return std::nullopt;
      if (!out) {
        out = one;
        continue;
      }
      out->min = std::max(out->min, one->min);
      out->max = out->max && one->max ? std::optional(checked_add(*out->max, *one->max)) : std::nullopt;
    }
    return out;
  }

  // All counts of the same figures are asked of one system.
  void answer(const Whose& whose, const std::vector<Asked>& asked) {
    const bool joint = whose.side.empty();
    const Encoding& encoding = joint ? record_.joint : record_.account;
    const std::vector<Index> claims = joint ? record_.uncontested_joint("") : record_.uncontested_account(whose.side);
    std::vector<bool> members = members_of(encoding, claims);
    // Its figure: a share of it still binds.
    if (whose.without) members[static_cast<std::size_t>(Members::figure(*whose.without))] = false;
    std::vector<Form> forms;
    for (const Asked& a : asked) forms.insert(forms.end(), a.forms.begin(), a.forms.end());
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members, forms, effort);
    system.learn(joint ? record_.joint_sample : record_.account_sample.at(whose.side));
    for (const Asked& a : asked) {
      effort.used = 0;
      const auto counted = count_in_all(system, a.forms);
      if (counted) findings_.gaps[a.gap].amount = less(a.figure, *counted);
    }
  }

  // There is no world to ask.
  static bool unanswered(const Gap& gap) {
    const bool asked = gap.kind == Gap::Kind::outstanding || gap.kind == Gap::Kind::unverified;
    return asked && !gap.amount && gap.stretches.empty();
  }

  using Counting = std::vector<std::pair<Index, const Reading*>>;  // claims, each in a reading that holds

  // What a side that verifies has counted where the figure speaks: an amount where its figures cover all of that time.
  void unverified(Index c, Index r) {
    const Reading& reading = ledger_.claims[c].readings[r];
    for (const auto& [side, counting] : counting_) {
      if (side == record_.side(c)) continue;
      Counting here;
      std::ranges::copy_if(counting, std::back_inserter(here),
                           [&](const auto& d) { return meets(*d.second, reading); });
      const bool verifies = std::ranges::any_of(here, [](const auto& d) { return d.second->basis == Basis::verified; });
      if (verifies) unverified(c, r, side, here);
    }
  }

  void unverified(Index c, Index r, const std::string& side, const Counting& here) {
    const Reading& reading = ledger_.claims[c].readings[r];
    Gap gap;
    gap.kind = Gap::Kind::unverified;
    gap.side = side;
    gap.claim = c;
    gap.reading = of_several(c, r);
    std::vector<Span> covered;
    std::set<Index> against, populations;
    for (const auto& [d, counted] : here) {
      covered.push_back(widest(*counted));
      against.insert(d);
      populations.insert(counted->population);
    }
    gap.against.assign(against.begin(), against.end());
    if (const std::vector<Span> rest = left_over(widest(reading), merged(std::move(covered))); rest.empty()) {
      ask({side, std::nullopt}, record_.account, reading, outermost(populations));
    } else {
      gap.stretches = stretches(rest);
      gap.thin_file = true;
    }
    findings_.gaps.push_back(std::move(gap));
  }

  // Those that lie in none of the others: who is counted there is counted in them.
  std::vector<Index> outermost(const std::set<Index>& populations) const {
    std::vector<Index> out;
    std::ranges::copy_if(populations, std::back_inserter(out), [&](Index part) {
      return std::ranges::none_of(populations, [&](Index w) { return w != part && is_within(ledger_, part, w); });
    });
    return out;
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
  std::map<Whose, std::vector<Asked>> asked_;
  std::map<std::string, Counting> counting_;  // by side, its uncontested claims of what happened
};

}  // namespace

void find_gaps(const Record& record, Findings& findings) { Gaps(record, findings).run(); }

}  // namespace reltrack
