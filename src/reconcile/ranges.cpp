// What the rest of the record says of each claim: the other sides together, and its own side's other figures.
#include <algorithm>
#include <map>
#include <set>

#include "reconcile/record.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::End;
using worlds::Form;
using worlds::System;

class Ranges {
 public:
  Ranges(const Record& record, Findings& findings) : record_(record), ledger_(record.ledger), findings_(findings) {}

  void run() {
    findings_.claims.resize(ledger_.claims.size());
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      ClaimFinding& out = findings_.claims[c];
      if (record_.account.binds[c]) {
        for (Index r = 0; r < ledger_.claims[c].readings.size(); ++r) {
          if (holds(c, r)) out.ranges.push_back({r, std::nullopt, std::nullopt});
        }
      }
    }
    for (const auto& [side, claims] : record_.sides) {
      if (record_.options.progress) record_.options.progress("ranges: " + side);
      implied(side, claims);
      own(side, claims);
    }
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      describe(c);
    }
  }

 private:
  const Reading& reading(Index c, Index r) const { return ledger_.claims[c].readings[r]; }

  bool holds(Index c, Index r) const {
    if (!reading(c, r).figure || reading(c, r).basis == Basis::announced) return false;
    if (ledger_.claims[c].readings.size() < 2) return true;
    const auto found = std::ranges::find_if(findings_.readings,
                                            [&](const ReadingFinding& f) { return f.claim == c && f.reading == r; });
    return found == findings_.readings.end() || found->holds;
  }

  // More than its figure takes part: it is some share's base, or the order of its ends is open.
  static bool matters_unsaid(const Encoding& encoding, Index c) {
    const auto& bundles = encoding.model.bundles_of;
    return !bundles[static_cast<std::size_t>(Members::presence(c))].empty() ||
           !bundles[static_cast<std::size_t>(Members::order(c))].empty();
  }

  static void add_unsaid(Index c, std::vector<bool>& members) {
    members[static_cast<std::size_t>(Members::presence(c))] = true;
    members[static_cast<std::size_t>(Members::order(c))] = true;
  }

  std::vector<Form> forms(const Encoding& encoding, const std::vector<Index>& claims) const {
    std::vector<Form> out;
    for (Index c : claims) {
      for (const ReadingRanges& ranges : findings_.claims[c].ranges) {
        out.push_back(encoding.regions[c][ranges.reading].widest);
        out.push_back(encoding.regions[c][ranges.reading].narrowest);
      }
    }
    return out;
  }

  // All claims of a side ask the same system, but those whose presence itself says something.
  void implied(const std::string& side, const std::vector<Index>& claims) {
    const Encoding& encoding = record_.joint;
    // Its own side's figures are left out, not the claims: another side's share of one still binds.
    std::vector<bool> members = members_of(encoding, record_.uncontested_joint(side));
    for (Index c : claims) {
      if (!record_.contested_joint[c]) members[static_cast<std::size_t>(Members::presence(c))] = true;
    }
    std::vector<Index> plain, special;
    for (Index c : claims) (matters_unsaid(encoding, c) ? special : plain).push_back(c);
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members, forms(encoding, plain), effort);
    for (Index c : plain) {
      for (ReadingRanges& r : findings_.claims[c].ranges) r.implied = ask(system, encoding, c, r.reading, effort);
    }
    for (Index c : special) {
      for (ReadingRanges& r : findings_.claims[c].ranges) r.implied = ask_alone(encoding, members, c, r.reading);
    }
  }

  void own(const std::string& side, const std::vector<Index>& claims) {
    const Encoding& encoding = record_.account;
    const std::vector<Index> all = record_.uncontested_account(side);
    for (Index c : claims) {
      std::vector<Index> others = all;
      std::erase(others, c);
      const std::vector<bool> members = members_of(encoding, others);
      for (ReadingRanges& r : findings_.claims[c].ranges) r.own = ask_alone(encoding, members, c, r.reading);
    }
  }

  std::optional<RangeFinding> ask_alone(const Encoding& encoding, std::vector<bool> members, Index c, Index r) {
    add_unsaid(c, members);
    std::vector<worlds::Split> given;
    if (encoding.choice[c] >= 0) {
      given.push_back(encoding.meant(c, r));
    }
    const std::vector<Form> asked{encoding.regions[c][r].widest, encoding.regions[c][r].narrowest};
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members, asked, effort, given);
    return ask(system, encoding, c, r, effort);
  }

  // Absent where the others leave no world to ask: then the claim cannot be placed among them at all.
  std::optional<RangeFinding> ask(System& system, const Encoding& encoding, Index c, Index r, worlds::Effort& effort) {
    const Region& region = encoding.regions[c][r];
    RangeFinding out;
    effort.used = 0;
    if (system.possible() == Answer::no) return std::nullopt;
    const End least = region.narrowest_empty ? End{0, true} : system.least(region.narrowest);
    out.range.min = least.value;
    out.min_tight = least.tight;
    // Events are counted from none, also where the ends of the period may meet or pass each other.
    const bool none = counts_events(c, r) && least.value.value_or(-1) <= 0;
    if (none) out.range.min = 0;
    if (record_.options.proofs && out.range.min) {
      out.min_proof = none ? Proof{} : to_proof(encoding, system.why_least(region.narrowest));
    }
    effort.used = 0;
    const End end = system.greatest(region.widest);
    out.range.max = end.value;
    out.max_tight = end.tight;
    if (record_.options.proofs && end.value) out.max_proof = to_proof(encoding, system.why_greatest(region.widest));
    if (!out.min_tight || !out.max_tight) findings_.search.ranges = false;
    return out;
  }

  bool counts_events(Index c, Index r) const {
    const auto& dropped = record_.options.dropped;
    return !reading(c, r).period.at_moment && std::ranges::find(dropped, Rule::never_falls) == dropped.end();
  }

  void describe(Index c) {
    const Claim& claim = ledger_.claims[c];
    ClaimFinding& out = findings_.claims[c];
    out.status = status(c);
    for (Index d = 0; d < ledger_.claims.size(); ++d) {
      const auto& disputes = ledger_.claims[d].disputes;
      if (record_.selection.active(d) && std::ranges::find(disputes, c) != disputes.end()) out.disputed_by.push_back(d);
    }
    out.rests_on = rests_on(ledger_, {c});
    if (!record_.account.binds[c]) return;
    std::set<std::string> sides;
    for (Index d : record_.binding) {
      if (says(d, c)) sides.insert(record_.side(d));
    }
    (void)claim;
    out.independent_sources = sides.size();
  }

  Status status(Index c) const {
    if (!record_.selection.active(c)) return Status::inactive;
    if (!record_.account.binds[c]) return Status::unbound;
    if (record_.contested_account[c] || record_.contested_joint[c]) return Status::contested;
    bool all_inside = true, any_word = false;
    for (const ReadingRanges& r : findings_.claims[c].ranges) {
      const CountRange said = people(reading(c, r.reading));
      if (!r.implied) continue;
      const CountRange range = r.implied->range;
      any_word = any_word || range.max || (range.min && *range.min > 0);
      all_inside = all_inside && (!said.min || (range.min && *range.min >= *said.min)) &&
                   (!said.max || (range.max && *range.max <= *said.max));
    }
    if (findings_.claims[c].ranges.empty()) return Status::compatible;
    return !any_word ? Status::alone : all_inside ? Status::corroborated : Status::compatible;
  }

  // A verified figure is compared as "at least".
  CountRange people(const Reading& r) const {
    if (r.figure->percent) return {0, std::nullopt};
    return r.basis == Basis::verified ? CountRange{r.figure->people.min, std::nullopt} : r.figure->people;
  }

  // Claim d says what c says, or something stronger.
  bool says(Index d, Index c) const {
    if (d == c) return true;
    for (const ReadingRanges& of_c : findings_.claims[c].ranges) {
      for (const ReadingRanges& of_d : findings_.claims[d].ranges) {
        if (implies(reading(d, of_d.reading), reading(c, of_c.reading))) return true;
      }
    }
    return false;
  }

  bool implies(const Reading& d, const Reading& c) const {
    if (d.measure != c.measure || d.period.at_moment != c.period.at_moment) return false;
    if (d.figure->percent || c.figure->percent) return d.figure == c.figure && d.part_of == c.part_of;
    const CountRange stronger = people(d), said = people(c);
    const bool alike = d.period.start == c.period.start && d.period.end == c.period.end;
    const bool low = !said.min || *said.min == 0 ||
                     (stronger.min && *stronger.min >= *said.min && is_within(ledger_, d.population, c.population) &&
                      (alike || inside(d.period, c.period)));
    const bool high =
        !said.max || (stronger.max && *stronger.max <= *said.max && is_within(ledger_, c.population, d.population) &&
                      (alike || inside(c.period, d.period)));
    return low && high;
  }

  static bool inside(const Period& inner, const Period& outer) {
    if (inner.at_moment || outer.at_moment) return false;
    return outer.start.limits.to <= inner.start.limits.from && inner.end.limits.to <= outer.end.limits.from;
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
};

}  // namespace

void find_ranges(const Record& record, Findings& findings) { Ranges(record, findings).run(); }

}  // namespace reltrack
