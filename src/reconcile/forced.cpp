#include "reconcile/forced.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <set>
#include <span>
#include <utility>

#include "model/nesting.hpp"
#include "worlds/frame.hpp"

namespace reltrack {

namespace {

using worlds::Place;

// The stretch of each figure of a flow, of each population that is spoken of and in which its people are counted.
std::vector<worlds::Form> stretches_of(const Ledger& ledger, const Encoding& encoding,
                                       const std::vector<Index>& claims) {
  const auto visit = [&](const auto& each) {
    for (Index c : claims) {
      for (Index i = 0; i < ledger.claims[c].readings.size(); ++i) {
        const Reading& r = ledger.claims[c].readings[i];
        if (r.figure && ledger.measures[r.measure].type == MeasureType::flow) each(r, encoding.regions[c][i]);
      }
    }
  };
  std::set<std::pair<Index, Index>> spoken;
  visit([&](const Reading& r, const Region&) { spoken.emplace(r.measure, r.population); });
  std::vector<worlds::Form> out;
  visit([&](const Reading& r, const Region& region) {
    for (const auto& [measure, population] : spoken) {
      if (measure != r.measure || !counts_in(ledger, measure, r.population, population)) continue;
      const int counter = encoding.counter(measure, population);
      out.push_back(worlds::count_between(counter, region.earliest_start, region.latest_end));
    }
  });
  return out;
}

// What a claim says at least, and where, in one of its readings; in each of them.
struct SaidReading {
  Place from, to;
  Minutes latest = 0;  // the end
  bool happened = false;
  Count least = 0;
};
using Said = std::vector<SaidReading>;

// What claims say, those of one reading and known ends apart, by when they are over.
struct Spoken {
  explicit Spoken(std::vector<Said> all) {
    for (Said& said : all) {
      const SaidReading& only = said.front();
      const bool simple = said.size() == 1 && only.happened && only.from.moment < 0 && only.to.moment < 0;
      simple ? once.push_back(only) : others.push_back(std::move(said));
    }
    std::ranges::sort(once, {}, &SaidReading::latest);
  }
  std::vector<SaidReading> once;
  std::vector<Said> others;
};

// What claims say that can lie inside a stretch from one place.
class Inside {
 public:
  Inside(const worlds::System& system, const Spoken& spoken, Place from)
      : system_(system), spoken_(spoken), from_(from) {
    Count most = 0;
    for (const SaidReading& said : spoken.once) {
      if (system.ordered(from, said.from) && said.least > most) most_by_.emplace_back(said.latest, most = said.least);
    }
  }

  Place from() const { return from_; }

  // The largest least count of one claim whose widest period lies inside the stretch, in each of its readings that
  // hold.
  Count largest(Place to, Minutes earliest) const {
    const auto after = std::ranges::upper_bound(most_by_, earliest, {}, [](const auto& known) { return known.first; });
    Count out = after == most_by_.begin() ? 0 : std::prev(after)->second;
    for (const Said& said : spoken_.others) {
      Count least = kLargestFigure;
      for (const SaidReading& r : said) {
        const bool inside = r.happened && system_.ordered(from_, r.from) && system_.ordered(r.to, to);
        least = std::min(least, inside ? r.least : 0);
      }
      out = std::max(out, least);
    }
    return out;
  }

 private:
  const worlds::System& system_;
  const Spoken& spoken_;
  Place from_;
  std::vector<std::pair<Minutes, Count>> most_by_;  // by when claims of one reading are over, the largest so far
};

// Of a claim, if each of its readings that are not ruled out says that people of this counter came out.
std::optional<Said> said_of(const Record& record, const Encoding& encoding, Index claim, int counter) {
  const auto [measure, population] = encoding.counter_of[static_cast<std::size_t>(counter)];
  const std::vector<Reading>& readings = record.ledger.claims[claim].readings;
  const std::vector<Index>& holding = record.holding[claim];
  Said out;
  for (Index r = 0; r < readings.size(); ++r) {
    const Reading& reading = readings[r];
    const Region& region = encoding.regions[claim][r];
    const bool happened = reading.basis != Basis::announced;
    if (reading.figure && happened && std::ranges::find(holding, r) == holding.end()) continue;
    const bool counts = reading.figure && !reading.figure->percent && reading.measure == measure &&
                        !reading.period.at_moment &&
                        counts_in(record.ledger, measure, reading.population, population) && reading.figure->people.min;
    if (!counts) return std::nullopt;
    out.push_back({region.earliest_start, region.latest_end, encoding.model.limits(region.latest_end).to, happened,
                   *reading.figure->people.min});
  }
  return out.empty() ? std::nullopt : std::optional(std::move(out));
}

Spoken spoken_by(const Record& record, const Encoding& encoding, const std::vector<Index>& claims, int counter) {
  std::vector<Said> all;
  for (Index c : claims) {
    if (auto said = said_of(record, encoding, c, counter)) all.push_back(*std::move(said));
  }
  return Spoken(std::move(all));
}

// Those whose figures it takes, and those whose periods' order.
void collect_claims(const Proof& proof, std::set<Index>& into) {
  into.merge(claims_behind(proof));
  for (const ProofRule& rule : proof.rules) {
    if (rule.claim) into.insert(*rule.claim);
  }
  for (const ProofCase& c : proof.cases) collect_claims(c.proof, into);
}

std::vector<Index> claims_in(const Proof& proof) {
  std::set<Index> out;
  collect_claims(proof, out);
  return {out.begin(), out.end()};
}

// Those that start last come first, since what has one of them inside need not be looked at.
class Forced {
 public:
  Forced(const Ledger& ledger, const Encoding& encoding, worlds::System& system, worlds::Effort& effort, int counter,
         Spoken spoken)
      : ledger_(ledger),
        encoding_(encoding),
        system_(system),
        effort_(effort),
        counter_(counter),
        spoken_(std::move(spoken)) {}

  ForcedStretches find() {
    std::vector<Place> places;
    for (int p : system_.layout().places_of[static_cast<std::size_t>(counter_)]) {
      places.push_back(system_.layout().places[static_cast<std::size_t>(p)]);
    }
    const std::vector<Count> mosts = system_.quick_mosts(counter_, places);
    for (std::size_t i = places.size(); i-- > 0;) {
      std::vector<Count> least(places.size(), 0);
      for (std::size_t j = 0; j < places.size(); ++j) {
        const Count back = mosts[j * places.size() + i];
        if (worlds::Closure::finite(back)) least[j] = -back;
      }
      const Inside inside(system_, spoken_, places[i]);
      ask(inside, beyond_closing(inside, places, least));
    }
    return {innermost(), all_};
  }

 private:
  bool lies_in(const ForcedStretch& f, Place from, Place to) const {
    return system_.ordered(from, f.from) && system_.ordered(f.to, to);
  }
  Minutes earliest(Place p) const { return encoding_.model.limits(p).from; }
  Minutes latest(Place p) const { return encoding_.model.limits(p).to; }
  worlds::Form count_of(Place from, Place to) const { return worlds::count_between(counter_, from, to); }

  // Takes the stretches from here that closing shows, and returns the ends of those where it does not, in their order.
  // `least`: what it says of each.
  std::vector<Place> beyond_closing(const Inside& inside, const std::vector<Place>& places,
                                    const std::vector<Count>& least) {
    const Place from = inside.from();
    Minutes over = std::numeric_limits<Minutes>::max();  // when the first that was found after `from` is
    for (const ForcedStretch& f : found_) {
      if (system_.ordered(from, f.from)) over = std::min(over, latest(f.to));
    }
    std::vector<Place> open;
    for (std::size_t j = 0; j < places.size(); ++j) {
      const Place to = places[j];
      if (from == to || latest(from) > earliest(to) || over <= earliest(to)) continue;
      if (least[j] <= inside.largest(to, earliest(to))) {
        open.push_back(to);
      } else if (take(from, to)) {
        over = std::min(over, latest(to));
      }
    }
    std::ranges::stable_sort(open, {}, [&](Place to) { return earliest(to) + latest(to); });
    return open;
  }

  // What closing misses (several ways out of a stock, shares, open readings) the search is asked: of the last end
  // first, since a world that disproves it disproves most of those before it; where it holds, which of those is the
  // first.
  void ask(const Inside& inside, std::span<const Place> ends) {
    while (!ends.empty()) {
      const Place to = ends.back();
      ends = ends.first(ends.size() - 1);
      if (!is_forced(inside, to)) continue;
      ask(inside, ends.first(ends.size() / 2));
      ask(inside, ends.subspan(ends.size() / 2));
      if (is_forced(inside, to)) take(inside.from(), to);
      return;
    }
  }

  bool is_forced(const Inside& inside, Place to) {
    const Place from = inside.from();
    const worlds::Form form = count_of(from, to);
    const Count spoken = inside.largest(to, earliest(to));
    const auto is_inside = [&](const ForcedStretch& f) { return lies_in(f, from, to); };
    if (system_.has_met(form, spoken) || std::ranges::any_of(found_, is_inside)) return false;
    effort_.used = 0;
    const worlds::End end = system_.least(form);
    all_ = all_ && end.tight;
    return end.tight && end.value && *end.value > spoken;
  }

  // What one claim forces by itself (a share: that there is somebody) it says as well.
  bool take(Place from, Place to) {
    effort_.used = 0;
    const auto [end, why] = system_.explained_least(count_of(from, to));
    all_ = all_ && end.tight;
    if (!end.value || !end.tight) return false;
    ForcedStretch stretch{counter_, from, to, *end.value, {}, to_proof(encoding_, why)};
    if (claims_behind(stretch.proof).size() > 1) leave_needed(stretch);
    if (claims_behind(stretch.proof).size() > 1) {
      found_.push_back(std::move(stretch));
      return true;
    }
    spoken_.others.push_back({{from, to, latest(to), true, *end.value}});
    return false;
  }

  // By itself, within a stretch that its period lies in: less than what is found forced there.
  bool forces_its_figure_only(Index claim) const {
    return std::ranges::all_of(ledger_.claims[claim].readings,
                               [&](const Reading& r) { return r.figure && !r.figure->percent && !r.period.at_moment; });
  }

  // Leaves out what it holds without, and proves it by the rest.
  void leave_needed(ForcedStretch& stretch) {
    const worlds::Form form = count_of(stretch.from, stretch.to);
    stretch.claims = claims_in(stretch.proof);
    const worlds::Frame frame(encoding_.model, members_of(encoding_, stretch.claims), {&form, 1});
    for (std::size_t i = 0; i < stretch.claims.size();) {
      std::vector<Index> rest = stretch.claims;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      if (rest.size() == 1 && forces_its_figure_only(rest.front())) {
        ++i;
        continue;
      }
      worlds::Effort effort{effort_.limit};
      const auto fewer = frame.system(members_of(encoding_, rest), effort);
      if (fewer->least(form).value == stretch.least) {
        stretch.proof = to_proof(encoding_, fewer->explained_least(form).why);
        const std::vector<Index> used = claims_in(stretch.proof);
        std::erase_if(rest, [&](Index c) { return !std::ranges::binary_search(used, c); });
        stretch.claims = std::move(rest);  // those before i are all needed
      } else {
        ++i;
      }
    }
  }

  // Whatever lies in a stretch is no longer, at its longest and at its shortest together, so it is met before.
  std::vector<ForcedStretch> innermost() {
    std::ranges::stable_sort(found_, {}, [&](const ForcedStretch& f) {
      return latest(f.to) - earliest(f.from) + earliest(f.to) - latest(f.from);
    });
    std::vector<ForcedStretch> out;
    for (ForcedStretch& f : found_) {
      const auto is_inside = [&](const ForcedStretch& g) { return lies_in(g, f.from, f.to); };
      if (std::ranges::none_of(out, is_inside)) out.push_back(std::move(f));
    }
    return out;
  }

  const Ledger& ledger_;
  const Encoding& encoding_;
  worlds::System& system_;
  worlds::Effort& effort_;
  int counter_;
  Spoken spoken_;
  std::vector<ForcedStretch> found_;
  bool all_ = true;
};

}  // namespace

ForcedStretches forced_stretches(const Record& record, const Encoding& encoding, const std::vector<Index>& claims,
                                 const worlds::Sample& sample) {
  const Ledger& ledger = record.ledger;
  worlds::Effort effort = record.effort();
  worlds::System system(encoding.model, members_of(encoding, claims), stretches_of(ledger, encoding, claims), effort);
  system.learn(sample);
  ForcedStretches out;
  if (system.possible() != worlds::Answer::yes) return out;
  for (int counter : system.layout().counters) {
    const Index measure = encoding.counter_of[static_cast<std::size_t>(counter)].first;
    if (ledger.measures[measure].type != MeasureType::flow) continue;
    Forced of_counter(ledger, encoding, system, effort, counter, spoken_by(record, encoding, claims, counter));
    ForcedStretches here = of_counter.find();
    std::ranges::move(here.found, std::back_inserter(out.found));
    out.all = out.all && here.all;
  }
  return out;
}

}  // namespace reltrack
