// What must have happened, if the uncontested figures are to hold together.
//
// At least: in every stretch between two places of a system the closed networks say how few events there can have been.
// Where that is more than any single claim inside the stretch says, several claims force it between them; the shortest
// such stretches are the conditions. At most: between the cut-offs of two neighbouring figures of one side.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/record.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Form;
using worlds::Place;
using worlds::System;

void collect(const Proof& proof, std::set<Index>& into) {
  for (const auto* terms : {&proof.at_least, &proof.at_most}) {
    for (const ProofTerm& t : *terms) {
      if (!t.assumed) into.insert(t.claim);
    }
  }
  for (const ProofCase& c : proof.cases) {
    if (c.kind == ProofCase::Kind::reading) into.insert(c.claim);
    collect(c.proof, into);
  }
}

class Conditions {
 public:
  Conditions(const Record& record, Findings& findings) : record_(record), ledger_(record.ledger), findings_(findings) {}

  void run() {
    if (record_.options.progress) record_.options.progress("conditions");
    at_least("joint", record_.joint, record_.uncontested_joint(""));
    for (const auto& [side, claims] : record_.sides) {
      const std::vector<Index> uncontested = record_.uncontested_account(side);
      at_least(side, record_.account, uncontested);
      at_most(side, uncontested);
    }
    std::ranges::sort(findings_.conditions, [](const Condition& a, const Condition& b) {
      return std::tuple(a.from.at, a.to.at, a.id) < std::tuple(b.from.at, b.to.at, b.id);
    });
  }

 private:
  static bool not_after(const Encoding& e, Place a, Place b) { return e.model.never_after(a, b); }
  static Minutes earliest(const Encoding& e, Place p) { return e.model.limits(p).from; }
  static Minutes latest(const Encoding& e, Place p) { return e.model.limits(p).to; }

  struct Found {
    Place from, to;
    Count least;
  };

  void at_least(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims) {
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members_of(encoding, claims), {}, effort);
    if (system.possible() != Answer::yes) return;
    const worlds::Layout& layout = system.layout();
    for (int counter : layout.counters) {
      const auto [measure, population] = encoding.counter_of[static_cast<std::size_t>(counter)];
      if (ledger_.measures[measure].type != MeasureType::flow ||
          layout.places_of[static_cast<std::size_t>(counter)].empty())
        continue;
      for (const Found& f : shortest(system, encoding, claims, counter)) {
        effort.used = 0;
        add(scope, encoding, system, counter, f);
      }
    }
  }

  // Stretches that say more than any claim inside them, none inside another.
  std::vector<Found> shortest(System& system, const Encoding& encoding, const std::vector<Index>& claims, int counter) {
    std::vector<Place> places;
    for (int p : system.layout().places_of[static_cast<std::size_t>(counter)]) {
      places.push_back(system.layout().places[static_cast<std::size_t>(p)]);
    }
    std::vector<Found> all;
    for (Place a : places) {
      for (Place b : places) {
        if (a == b || latest(encoding, a) > earliest(encoding, b)) continue;
        const Form form{{{counter, b, 1}, {counter, a, -1}}, -1};
        const std::optional<Count> least = system.quick_least(form);
        if (least && *least > 0 && *least > largest_inside(encoding, claims, counter, a, b))
          all.push_back({a, b, *least});
      }
    }
    std::vector<Found> out;
    for (const Found& f : all) {
      const bool longer = std::ranges::any_of(all, [&](const Found& g) {
        const bool inside = not_after(encoding, f.from, g.from) && not_after(encoding, g.to, f.to);
        return inside && !(f.from == g.from && f.to == g.to);
      });
      if (!longer) out.push_back(f);
    }
    return out;
  }

  // The largest lower bound of one claim whose widest period lies inside the stretch, in each of its readings.
  Count largest_inside(const Encoding& encoding, const std::vector<Index>& claims, int counter, Place a,
                       Place b) const {
    const auto [measure, population] = encoding.counter_of[static_cast<std::size_t>(counter)];
    Count out = 0;
    for (Index c : claims) {
      Count least = kLargestFigure;
      for (Index r = 0; r < ledger_.claims[c].readings.size(); ++r) {
        const Reading& reading = ledger_.claims[c].readings[r];
        const Region& region = encoding.regions[c][r];
        const bool inside = reading.figure && !reading.figure->percent && reading.basis != Basis::announced &&
                            reading.measure == measure && !reading.period.at_moment &&
                            is_within(ledger_, reading.population, population) &&
                            latest(encoding, a) <= earliest(encoding, region.earliest_start) &&
                            latest(encoding, region.latest_end) <= earliest(encoding, b);
        const bool same = reading.measure == measure && !reading.period.at_moment && reading.population == population &&
                          a == region.earliest_start && b == region.latest_end && reading.figure &&
                          !reading.figure->percent;
        least = std::min(least, inside || same ? reading.figure->people.min.value_or(0) : 0);
      }
      out = std::max(out, least);
    }
    return out;
  }

  void add(const std::string& scope, const Encoding& encoding, System& system, int counter, const Found& found) {
    const Form form{{{counter, found.to, 1}, {counter, found.from, -1}}, -1};
    const worlds::End end = system.least(form);
    if (!end.value || !end.tight) return;
    Condition out;
    out.scope = scope;
    std::tie(out.measure, out.population) = encoding.counter_of[static_cast<std::size_t>(counter)];
    out.from = instant(encoding, found.from);
    out.to = instant(encoding, found.to);
    out.count.min = *end.value;
    out.proof = to_proof(encoding, system.why_least(form));
    finish(std::move(out));
  }

  static Instant instant(const Encoding& encoding, Place p) {
    Instant out = encoding.instant(p);
    out.at = earliest(encoding, p);
    return out;
  }

  void finish(Condition condition) {
    std::set<Index> claims;
    collect(condition.proof, claims);
    condition.claims.assign(claims.begin(), claims.end());
    if (condition.claims.size() < 2) return;
    // The same claims force it of a whole as of its part, and jointly as within one account: it is said once.
    const bool said = std::ranges::any_of(findings_.conditions, [&](const Condition& c) {
      return c.claims == condition.claims && c.count == condition.count && c.from == condition.from &&
             c.to == condition.to && c.measure == condition.measure;
    });
    if (said) return;
    std::vector<std::string> key = claim_ids(ledger_, condition.claims);
    key.push_back(condition.scope);
    key.emplace_back(condition.count.min ? "least" : "most");
    key.push_back(ledger_.measures[condition.measure].id + ' ' + ledger_.populations[condition.population].id);
    key.push_back(std::to_string(condition.from.at) + ' ' + std::to_string(condition.to.at));
    condition.id = finding_id('n', key);
    findings_.conditions.push_back(std::move(condition));
  }

  // Between the cut-offs of neighbouring figures of one side and population.
  void at_most(const std::string& side, const std::vector<Index>& claims) {
    std::map<std::pair<Index, Index>, std::vector<Index>> series;
    for (Index c : claims) {
      const Reading& r = ledger_.claims[c].readings[bound_reading(c)];
      const bool plain = r.figure && !r.figure->percent && !r.period.at_moment && same_region(c);
      if (plain) series[{r.measure, r.population}].push_back(c);
    }
    for (auto& [key, members] : series) {
      std::ranges::sort(members, {}, [&](Index c) {
        const TimeSpan& end = ledger_.claims[c].readings.front().period.end.limits;
        return std::tuple(end.to, end.from, c);
      });
      for (std::size_t i = 1; i < members.size(); ++i) between(side, claims, members[i - 1], members[i]);
    }
  }

  // All its readings speak of one stretch (they may differ in basis).
  bool same_region(Index c) const {
    const auto& readings = ledger_.claims[c].readings;
    return std::ranges::all_of(readings, [&](const Reading& r) {
      return r.measure == readings.front().measure && r.population == readings.front().population &&
             r.period == readings.front().period;
    });
  }

  // The first reading in which it says that something happened: a bound between two cut-offs is "if that is meant".
  Index bound_reading(Index c) const {
    const auto& readings = ledger_.claims[c].readings;
    const auto found =
        std::ranges::find_if(readings, [](const Reading& r) { return r.figure && r.basis != Basis::announced; });
    return found == readings.end() ? 0 : static_cast<Index>(found - readings.begin());
  }

  void between(const std::string& side, const std::vector<Index>& claims, Index first, Index second) {
    const Period& p = ledger_.claims[first].readings.front().period;
    const Period& q = ledger_.claims[second].readings.front().period;
    if (p.end.limits.to > q.end.limits.from || p.end == q.end) return;
    const std::vector<Index> placed{first, second};
    const Encoding encoding = encode(ledger_, record_.selection, Bindingness::account, record_.options.dropped, placed);
    const Place a = encoding.regions[first].front().latest_end, b = encoding.regions[second].front().latest_end;
    const Reading& r = ledger_.claims[second].readings.front();
    const int counter = encoding.counter(r.measure, r.population);
    const std::vector<Form> asked{{{{counter, b, 1}, {counter, a, -1}}, -1}};
    std::vector<worlds::Split> given;
    for (Index c : placed) {
      if (encoding.choice[c] < 0) continue;
      given.push_back(encoding.meant(c, bound_reading(c)));
    }
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members_of(encoding, claims), asked, effort, given);
    if (system.possible() != Answer::yes) return;
    const worlds::End end = system.greatest(asked.front());
    if (!end.value || !end.tight) return;
    Condition out;
    out.scope = side;
    out.measure = r.measure;
    out.population = r.population;
    out.from = instant(encoding, a);
    out.to = instant(encoding, b);
    out.count.max = *end.value;
    out.proof = to_proof(encoding, system.why_greatest(asked.front()));
    finish(std::move(out));
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
};

}  // namespace

void find_conditions(const Record& record, Findings& findings) { Conditions(record, findings).run(); }

}  // namespace reltrack
