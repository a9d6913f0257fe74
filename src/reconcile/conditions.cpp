// What must have happened, if the uncontested figures are to hold together.
//
// At least: in every stretch between two places of a system the closed networks say how few events there can have been.
// Where that is more than any single claim inside the stretch says, several claims force it between them; the shortest
// such stretches are the conditions. At most: at_most.hpp.
#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "base/in_parallel.hpp"
#include "model/nesting.hpp"
#include "reconcile/at_most.hpp"
#include "reconcile/order.hpp"
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
  explicit Conditions(const Record& record) : record_(record), ledger_(record.ledger) {}

  void find_joint() { at_least("joint", record_.joint, record_.uncontested_joint(""), record_.joint_sample); }

  // Of one side: all but what is bound between two cut-offs of which one is uncertain, to be answered piece by piece.
  void find(const std::string& side) {
    const std::vector<Index> uncontested = record_.uncontested_account(side);
    at_least(side, record_.account, uncontested, record_.account_sample.at(side));
    at_most_.emplace(record_, side, uncontested);
  }

  std::size_t open() const { return at_most_ ? at_most_->open() : 0; }
  void answer(std::size_t piece) { at_most_->answer(piece); }

  // What was not said before.
  void add_to(std::vector<Condition>& said) {
    if (at_most_) {
      for (std::optional<Condition>& condition : at_most_->take()) {
        if (condition) finish(std::move(*condition));
      }
    }
    for (Condition& condition : found_) {
      if (!is_said(condition, said)) said.push_back(std::move(condition));
    }
  }

 private:
  static bool not_after(const Encoding& e, Place a, Place b) { return e.model.never_after(a, b); }
  static Minutes earliest(const Encoding& e, Place p) { return e.model.limits(p).from; }
  static Minutes latest(const Encoding& e, Place p) { return e.model.limits(p).to; }

  struct Found {
    Place from, to;
    Count least;
  };

  void at_least(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims,
                const worlds::Sample& sample) {
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members_of(encoding, claims), {}, effort);
    system.learn(sample);
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
    const std::vector<Count> mosts = system.quick_mosts(counter, places);
    const Spoken spoken(said_of(encoding, claims, counter));
    std::vector<Found> all;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Place a = places[i];
      const Inside inside(spoken, latest(encoding, a));
      std::vector<Place> ends;  // of those found
      const auto has_shorter = [&](Place b) {
        return std::ranges::any_of(ends, [&](Place end) { return not_after(encoding, end, b); });
      };
      for (std::size_t j = 0; j < places.size(); ++j) {
        const Place b = places[j];
        if (a == b || latest(encoding, a) > earliest(encoding, b) || has_shorter(b)) continue;
        const Count back = mosts[j * places.size() + i];
        if (!worlds::Closure::finite(back) || -back <= inside.largest(a, b, earliest(encoding, b))) continue;
        ends.push_back(b);
        all.push_back({a, b, -back});
      }
    }
    return innermost(encoding, std::move(all));
  }

  // Those that have none of the others inside: whatever lies in a stretch is no longer, at its longest and at its
  // shortest together, so it is met before.
  static std::vector<Found> innermost(const Encoding& encoding, std::vector<Found> all) {
    std::ranges::stable_sort(all, {}, [&](const Found& f) {
      return latest(encoding, f.to) - earliest(encoding, f.from) + earliest(encoding, f.to) - latest(encoding, f.from);
    });
    std::vector<Found> out;
    for (const Found& f : all) {
      const bool longer = std::ranges::any_of(
          out, [&](const Found& g) { return not_after(encoding, f.from, g.from) && not_after(encoding, g.to, f.to); });
      if (!longer) out.push_back(f);
    }
    return out;
  }

  // What a claim says at least, and where, reading by reading.
  struct Said {
    struct Reading {
      Place from, to;
      Minutes earliest = 0, latest = 0;
      bool counted_here = false;  // of the population itself
      bool happened = false;
      Count least = 0;
    };
    std::vector<Reading> readings;
  };

  // The claims each of whose readings says that people of this counter came out.
  std::vector<Said> said_of(const Encoding& encoding, const std::vector<Index>& claims, int counter) const {
    const auto [measure, population] = encoding.counter_of[static_cast<std::size_t>(counter)];
    std::vector<Said> out;
    for (Index c : claims) {
      Said said;
      for (Index r = 0; r < ledger_.claims[c].readings.size(); ++r) {
        const Reading& reading = ledger_.claims[c].readings[r];
        const Region& region = encoding.regions[c][r];
        const bool counts = reading.figure && !reading.figure->percent && reading.measure == measure &&
                            !reading.period.at_moment && is_within(ledger_, reading.population, population) &&
                            reading.figure->people.min;
        if (!counts) break;
        said.readings.push_back({region.earliest_start, region.latest_end, earliest(encoding, region.earliest_start),
                                 latest(encoding, region.latest_end), reading.population == population,
                                 reading.basis != Basis::announced, *reading.figure->people.min});
      }
      if (said.readings.size() == ledger_.claims[c].readings.size()) out.push_back(std::move(said));
    }
    return out;
  }

  // What claims say, those of one reading and known ends apart, by when they are over.
  struct Spoken {
    explicit Spoken(std::vector<Said> all) {
      for (Said& said : all) {
        const Said::Reading& only = said.readings.front();
        const bool simple = said.readings.size() == 1 && only.happened && only.from.moment < 0 && only.to.moment < 0;
        simple ? once.push_back(only) : others.push_back(std::move(said));
      }
      std::ranges::sort(once, {}, &Said::Reading::latest);
    }
    std::vector<Said::Reading> once;
    std::vector<Said> others;
  };

  // What claims say that can lie inside a stretch from one place.
  class Inside {
   public:
    Inside(const Spoken& spoken, Minutes from) : spoken_(spoken), from_(from) {
      Count most = 0;
      for (const Said::Reading& said : spoken.once) {
        if (from <= said.earliest && said.least > most) most_by_.emplace_back(said.latest, most = said.least);
      }
    }

    // The largest least count of one claim whose widest period lies inside the stretch, in each of its readings.
    Count largest(Place a, Place b, Minutes to) const {
      const auto after = std::ranges::upper_bound(most_by_, to, {}, [](const auto& known) { return known.first; });
      Count out = after == most_by_.begin() ? 0 : std::prev(after)->second;
      for (const Said& said : spoken_.others) {
        Count least = kLargestFigure;
        for (const Said::Reading& r : said.readings) {
          const bool inside = r.happened && from_ <= r.earliest && r.latest <= to;
          const bool same = r.counted_here && a == r.from && b == r.to;
          least = std::min(least, inside || same ? r.least : 0);
        }
        out = std::max(out, least);
      }
      return out;
    }

   private:
    const Spoken& spoken_;
    Minutes from_;
    std::vector<std::pair<Minutes, Count>> most_by_;  // by when claims of one reading are over, the largest so far
  };

  void add(const std::string& scope, const Encoding& encoding, System& system, int counter, const Found& found) {
    const Form form{{{counter, found.to, 1}, {counter, found.from, -1}}, -1};
    const auto [end, why] = system.explained_least(form);
    if (!end.value || !end.tight) return;
    Condition out;
    out.scope = scope;
    std::tie(out.measure, out.population) = encoding.counter_of[static_cast<std::size_t>(counter)];
    out.from = encoding.instant(found.from);
    out.to = encoding.instant(found.to);
    out.count.min = *end.value;
    out.proof = to_proof(encoding, why);
    finish(std::move(out));
  }

  void finish(Condition condition) {
    std::set<Index> claims;
    collect(condition.proof, claims);
    condition.claims.assign(claims.begin(), claims.end());
    if (condition.claims.size() < 2) return;
    if (is_said(condition, found_)) return;
    std::vector<std::string> key = claim_ids(ledger_, condition.claims);
    key.push_back(condition.scope);
    key.emplace_back(condition.count.min ? "least" : "most");
    key.push_back(ledger_.measures[condition.measure].id + ' ' + ledger_.populations[condition.population].id);
    key.push_back(std::to_string(condition.from.at) + ' ' + std::to_string(condition.to.at));
    condition.id = finding_id('n', key);
    found_.push_back(std::move(condition));
  }

  // The same claims force it of a whole as of its part, and jointly as within one account: it is said once.
  static bool is_said(const Condition& condition, const std::vector<Condition>& said) {
    return std::ranges::any_of(said, [&](const Condition& c) {
      return c.claims == condition.claims && c.count == condition.count && c.from == condition.from &&
             c.to == condition.to && c.measure == condition.measure;
    });
  }

  const Record& record_;
  const Ledger& ledger_;
  std::optional<AtMost> at_most_;
  std::vector<Condition> found_;
};

}  // namespace

void find_conditions(const Record& record, Findings& findings) {
  // The joint ones first.
  std::vector<Conditions> all(record.sides.size() + 1, Conditions(record));
  in_parallel(all.size(), [&](std::size_t i) {
    if (i == 0) return all[0].find_joint();
    all[i].find(std::next(record.sides.begin(), static_cast<std::ptrdiff_t>(i) - 1)->first);
  });
  std::vector<std::pair<Conditions*, std::size_t>> open;
  for (Conditions& some : all) {
    for (std::size_t i = 0; i < some.open(); ++i) open.emplace_back(&some, i);
  }
  in_parallel(open.size(), [&](std::size_t i) { open[i].first->answer(open[i].second); });
  for (Conditions& some : all) some.add_to(findings.conditions);
  std::ranges::sort(findings.conditions, kToldBefore);
  findings.condition_count = findings.conditions.size();
}

}  // namespace reltrack
