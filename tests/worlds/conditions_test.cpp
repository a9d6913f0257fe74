// What must have happened: every stretch between two known times is asked about by a claim that says nothing, "at least
// none", of a side of its own. What the others imply for it is the least count there, which a condition has to give.
#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "catch.hpp"
#include "reltrack/reconcile.hpp"
#include "trial.hpp"

namespace reltrack::judge {
namespace {

struct Probe {
  Index measure = 0, population = 0;
  Minutes from = 0, to = 0;
};

std::vector<Minutes> known_times(const Ledger& ledger) {
  std::vector<Minutes> out;
  for (const Claim& claim : ledger.claims) {
    for (const Reading& r : claim.readings) {
      for (const PeriodEnd* end : {&r.period.start, &r.period.end}) {
        for (const Minutes at : {end->limits.from, end->limits.to}) {
          if (at != kBeforeAll && at != kAfterAll) out.push_back(at);
        }
      }
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Probe> probes_of(const Ledger& ledger) {
  const std::vector<Minutes> times = known_times(ledger);
  std::vector<Probe> out;
  for (Index m = 0; m < ledger.measures.size(); ++m) {
    if (ledger.measures[m].type != MeasureType::flow) continue;
    for (Index p = 0; p < ledger.populations.size(); ++p) {
      for (std::size_t i = 0; i < times.size(); ++i) {
        for (std::size_t j = i + 1; j < times.size(); ++j) out.push_back({m, p, times[i], times[j]});
      }
    }
  }
  return out;
}

std::string minute(Minutes at) { return format_date_time({{at, at}, true}); }

Trial with_probes(Trial trial, const Ledger& ledger, const std::vector<Probe>& probes) {
  trial.draft.sources.emplace_back("probe", Fields{{"name", R"("probe")"}, {"kind", R"("other")"}});
  for (std::size_t i = 0; i < probes.size(); ++i) {
    const Probe& p = probes[i];
    trial.draft.claims.push_back({"z" + std::to_string(100000 + i),
                                  {{"source", R"("probe")"},
                                   {"population", in_quotes(ledger.populations[p.population].id)},
                                   {"measure", in_quotes(ledger.measures[p.measure].id)},
                                   {"figure", R"(">=0")"},
                                   {"period", in_quotes(minute(p.from) + "/" + minute(p.to))}},
                                  {}});
  }
  return trial;
}

bool ruled_out(const Findings& findings, Index claim, Index reading) {
  return std::any_of(findings.readings.begin(), findings.readings.end(),
                     [&](const ReadingFinding& r) { return r.claim == claim && r.reading == reading && !r.holds; });
}

bool is_counted_in(const Ledger& ledger, const Probe& probe, Index population) {
  return population == probe.population ||
         (!raises_a_stock(ledger, probe.measure) && within(ledger, population, probe.population));
}

bool are_related(const Ledger& ledger, Index a, Index b) {
  for (Index p = 0; p < ledger.populations.size(); ++p) {
    if (within(ledger, p, a) && within(ledger, p, b)) return true;
  }
  return false;
}

// Whether a period lies inside, at its widest; `perhaps`: whether it can, at its narrowest, since an order that others
// demand may move an uncertain end.
bool is_inside(const Period& period, const Probe& probe, bool perhaps) {
  const TimeSpan &start = period.start.limits, &end = period.end.limits;
  return probe.from <= (perhaps ? start.to : start.from) && (perhaps ? end.from : end.to) <= probe.to;
}

// What the claim says at least of people inside, whichever of its readings is meant.
Count says_inside(const Case& what, const Findings& findings, Index claim, const Probe& probe, bool perhaps) {
  const std::vector<Reading>& readings = what.ledger->claims[claim].readings;
  std::optional<Count> out;
  for (Index i = 0; i < readings.size(); ++i) {
    const Reading& r = readings[i];
    if (ruled_out(findings, claim, i)) continue;
    const bool counts = r.figure && !r.figure->percent && r.measure == probe.measure && !r.period.at_moment &&
                        is_counted_in(*what.ledger, probe, r.population) && r.basis != Basis::announced &&
                        is_inside(r.period, probe, perhaps);
    out = std::min(out.value_or(kLargestFigure), counts ? r.figure->people.min.value_or(0) : 0);
  }
  return out.value_or(0);
}

// The largest that one claim says; `perhaps`: with those that are contested, in an account if not here.
Count said_inside(const Case& what, const Findings& findings, const Probe& probe, bool perhaps) {
  Count out = 0;
  for (Index c = 0; c < what.ledger->claims.size(); ++c) {
    const Status status = findings.claims[c].status;
    if (status == Status::inactive || status == Status::unbound) continue;
    if (status == Status::contested && !perhaps) continue;
    out = std::max(out, says_inside(what, findings, c, probe, perhaps));
  }
  return out;
}

// Whether somebody counts these people at all.
bool is_spoken_of(const Ledger& ledger, const Findings& findings, const Probe& probe) {
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    if (findings.claims[c].status == Status::inactive || findings.claims[c].status == Status::unbound) continue;
    for (const Reading& r : ledger.claims[c].readings) {
      if (r.figure && r.measure == probe.measure && r.population == probe.population) return true;
    }
  }
  return false;
}

// Whether the condition's stretch can lie inside: an uncertain end anywhere.
bool is_inside(const Condition& condition, const Probe& probe) {
  const auto known = [](const Instant& at) { return at.kind == Instant::Kind::at; };
  return (!known(condition.from) || probe.from <= condition.from.at) &&
         (!known(condition.to) || condition.to.at <= probe.to);
}

const std::string* field(const Fields& fields, const char* name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.first == name; });
  return found == fields.end() ? nullptr : &found->second;
}

// The claim by itself, beside those that it or they are part of, which then say nothing.
Draft alone(const Draft& draft, const DraftClaim& claim) {
  Draft out = draft;
  out.claims = {claim};
  for (std::size_t i = 0; i < out.claims.size(); ++i) {
    std::erase_if(out.claims[i].fields,
                  [](const auto& f) { return f.first == "repeats" || f.first == "corrects" || f.first == "disputes"; });
    std::vector<Fields> all = out.claims[i].readings;
    all.push_back(out.claims[i].fields);
    for (const Fields& fields : all) {
      const std::string* base = field(fields, "part_of");
      if (base == nullptr) continue;
      const auto is = [&](const DraftClaim& c) { return in_quotes(c.id) == *base; };
      if (std::any_of(out.claims.begin(), out.claims.end(), is)) continue;
      const auto found = std::find_if(draft.claims.begin(), draft.claims.end(), is);
      if (found == draft.claims.end()) continue;
      out.claims.push_back(*found);
      for (auto& [name, value] : out.claims.back().fields) {
        if (name == "figure") value = R"(">=0")";
      }
    }
  }
  return out;
}

// Whether a share says so by itself (of nobody there is none).
bool one_share_says_so(const Trial& trial, const Ledger& ledger, const Probe& probe, Count least) {
  for (const DraftClaim& claim : trial.draft.claims) {
    Trial one = trial;
    one.draft = alone(trial.draft, claim);
    Count says = 0;
    run(with_probes(one, ledger, {probe}), [&](const Case& with) {
      const Findings found = reconcile(*with.ledger, *with.selection, {});
      const auto& ranges = found.claims.back().ranges;
      if (!ranges.empty() && ranges.front().implied) says = ranges.front().implied->range.min.value_or(0);
      return std::vector<std::string>();
    });
    if (says >= least) return true;
  }
  return false;
}

struct Seen {
  std::size_t forced = 0, conditions = 0;
};

std::vector<std::string> faults(const Trial& trial, const Case& what, Seen& seen) {
  ReconcileOptions options;
  options.dropped = what.dropped;
  const Findings findings = reconcile(*what.ledger, *what.selection, options);
  const std::vector<Probe> probes = probes_of(*what.ledger);
  std::vector<std::string> out;
  const Trial probed = with_probes(trial, *what.ledger, probes);
  const Outcome asked = run(probed, [&](const Case& with) {
    const Findings implied = reconcile(*with.ledger, *with.selection, options);
    for (std::size_t i = 0; i < probes.size(); ++i) {
      const Probe& probe = probes[i];
      const auto& ranges = implied.claims[what.ledger->claims.size() + i].ranges;
      if (ranges.empty() || !ranges.front().implied || !ranges.front().implied->min_tight) continue;
      const Count least = ranges.front().implied->range.min.value_or(0);
      const std::string name = what.ledger->measures[probe.measure].id + " of " +
                               what.ledger->populations[probe.population].id + " " + minute(probe.from) + "/" +
                               minute(probe.to) + ", at least " + std::to_string(least);
      const bool forced =
          least > said_inside(what, findings, probe, true) && is_spoken_of(*what.ledger, findings, probe);
      seen.forced += forced ? 1 : 0;
      bool has_shorter = false;
      for (const Condition& c : findings.conditions) {
        if (c.measure != probe.measure || !c.count.min || !is_inside(c, probe)) continue;
        has_shorter = has_shorter || are_related(*what.ledger, c.population, probe.population);
        const bool same = c.scope == "joint" && c.population == probe.population &&
                          c.from == Instant{Instant::Kind::at, probe.from, 0} &&
                          c.to == Instant{Instant::Kind::at, probe.to, 0};
        seen.conditions += same ? 1 : 0;
        if (same && c.count.min != least) out.push_back(name + ": the condition says " + std::to_string(*c.count.min));
        if (same && least <= said_inside(what, findings, probe, false))
          out.push_back(name + ": a claim says so by itself");
      }
      if (forced && !has_shorter && !one_share_says_so(trial, *what.ledger, probe, least))
        out.push_back(name + ": no condition");
    }
    return std::vector<std::string>();
  });
  if (!asked.read) out.emplace_back("the ledger with questions was not read");
  return out;
}

}  // namespace

TEST_CASE("conditions are all that is forced between known times") {
  const std::uint64_t seed = from_environment("RELTRACK_SEED", 1);
  const std::uint64_t ledgers = from_environment("RELTRACK_LEDGERS", 150);
  std::cout << "conditions: seed " << seed << ", " << ledgers << " ledgers\n";
  Seen seen;
  for (std::uint64_t i = 0; i < ledgers; ++i) {
    Trial trial = random_trial(seed + i, {4, 4, 12, false, i % 2 == 1});
    trial.as_of.reset();
    trial.trust.clear();
    const Fault fault = [&](const Case& what) { return faults(trial, what, seen); };
    const Outcome outcome = run(trial, fault);
    if (!outcome.lines.empty()) FAIL_CHECK("seed " << seed + i << "\n" << describe(trial, outcome.lines));
  }
  std::cout << seen.forced << " forced, " << seen.conditions << " conditions\n";
  CHECK(seen.forced > 0);
  CHECK(seen.conditions > 0);
}

}  // namespace reltrack::judge
