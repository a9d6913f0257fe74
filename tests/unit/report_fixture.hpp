// The ten claims of January 2026, read by the reader, with findings set by hand: what the reports are tried on.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/reader.hpp"
#include "reltrack/report.hpp"
#include "reltrack/selection.hpp"

namespace report_fixture {

using namespace reltrack;

inline const std::string kTenClaims = R"json({
 "reltrack": 1,
 "title": "Venezuela: releases since December 2025, figures said 12-14 January 2026",
 "timezone": "America/Caracas",
 "sources": {
  "ministry":    {"name": "Ministry for the Penitentiary Service", "kind": "official", "side": "government"},
  "j-rodriguez": {"name": "Jorge Rodríguez", "kind": "official", "side": "government"},
  "d-rodriguez": {"name": "Delcy Rodríguez", "kind": "official", "side": "government"},
  "foro-penal":  {"name": "Foro Penal", "kind": "monitor"},
  "pud":         {"name": "Unitary Platform (PUD)", "kind": "opposition"},
  "machado":     {"name": "María Corina Machado and Edmundo González", "kind": "opposition"}
 },
 "populations": {
  "prisoners": {"label": "people who left prison"},
  "political": {"label": "political prisoners", "within": "prisoners"}
 },
 "moments": {"speech": {"label": "Jorge Rodríguez before the Assembly", "between": "2026-01-13"}},
 "claims": [
  {"id": "ministry-116", "source": "ministry", "figure": 116, "population": "prisoners",
   "readings": [{"label": "in the last hours: 11-12 January", "period": "2026-01-11/2026-01-12"},
                {"label": "since the announcement of 8 January", "period": "2026-01-08/2026-01-12"}],
   "published": "2026-01-12", "quote": "en las últimas horas se han concretado 116 nuevas excarcelaciones"},
  {"id": "ministry-187", "source": "ministry", "figure": 187, "population": "prisoners", "period": "2025-12",
   "published": "2026-01-12", "quote": "187 otorgadas durante el mes de diciembre de 2025"},
  {"id": "rodriguez-400", "source": "j-rodriguez", "figure": ">400", "population": "prisoners",
   "period": "2025-12-23/speech", "published": "2026-01-13", "quote": "a la fecha van más de 400"},
  {"id": "rodriguez-160", "source": "j-rodriguez", "figure": 160, "population": "prisoners",
   "readings": [{"label": "on 23 December 2024, as spoken", "period": "2024-12-23"},
                {"label": "on 23 December 2025, as aides corrected it", "period": "2025-12-23"},
                {"label": "since 23 December 2025, as some outlets print it", "period": "2025-12-23/speech"}],
   "published": "2026-01-13", "quote": "las primeras 160 el 23 de diciembre de 2024"},
  {"id": "fp-49", "source": "foro-penal", "figure": 49, "basis": "verified", "population": "political",
   "period": "2026-01-08/2026-01-12", "published": "2026-01-12"},
  {"id": "fp-56", "source": "foro-penal", "figure": 56, "basis": "verified", "population": "political",
   "period": "2026-01-08/2026-01-13", "published": "2026-01-13"},
  {"id": "pud-76", "source": "pud", "figure": 76, "basis": "verified", "population": "political",
   "period": "2026-01-08/2026-01-13T11:20", "published": "2026-01-13T11:20"},
  {"id": "machado-denies-116", "source": "machado", "population": "political",
   "period": "2026-01-08/2026-01-13T12:00", "disputes": ["ministry-116"], "published": "2026-01-13"},
  {"id": "delcy-406", "source": "d-rodriguez", "figure": 406, "population": "prisoners",
   "period": "2025-12-01/2026-01-14",
   "readings": [{"label": "406 have left prison (\"ya suman\")", "basis": "asserted"},
                {"label": "406 are planned (\"previstas\")", "basis": "announced"}],
   "published": "2026-01-14", "quote": "ya suman, 406 liberaciones previstas en estos días"},
  {"id": "delcy-194", "source": "d-rodriguez", "figure": 194, "population": "prisoners", "period": "2025-12",
   "published": "2026-01-14", "quote": "procedieron 194"}
 ]
})json";

inline Ledger read(const std::string& text) {
  ReadResult result = read_ledger({{"claims.json", text}});
  return result.ledger.value();
}

inline Index claim(const Ledger& ledger, const std::string& id) {
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    if (ledger.claims[c].id == id) return c;
  }
  throw std::out_of_range("no claim " + id);
}

inline std::vector<Index> claims(const Ledger& ledger, const std::vector<std::string>& ids) {
  std::vector<Index> out;
  for (const std::string& id : ids) out.push_back(claim(ledger, id));
  return out;
}

inline Selection all_active(const Ledger& ledger) {
  return {std::vector<Inactive>(ledger.claims.size(), Inactive::no), std::vector<bool>(ledger.claims.size(), false)};
}

inline Instant at(const std::string& text) { return {Instant::Kind::at, parse_date_time(text)->span.from, 0}; }

inline ProofTerm term(const Ledger& ledger, const std::string& id, Count value, Index reading = 0) {
  ProofTerm out;
  out.claim = claim(ledger, id);
  out.reading = reading;
  out.value = value;
  const Period& period = ledger.claims[out.claim].readings[reading].period;
  out.from = {Instant::Kind::at, period.start.limits.from, 0};
  out.to = {Instant::Kind::at, period.end.limits.to, 0};
  return out;
}

inline Proof proof(std::vector<ProofTerm> at_least, std::vector<ProofTerm> at_most) {
  Proof out;
  for (const ProofTerm& t : at_least) out.total_at_least += t.value * t.times;
  for (const ProofTerm& t : at_most) out.total_at_most += t.value * t.times;
  out.at_least = std::move(at_least);
  out.at_most = std::move(at_most);
  return out;
}

inline Gap gap(const Ledger& ledger, Gap::Kind kind, const std::string& id, std::optional<CountRange> amount,
               const std::vector<std::string>& against, std::string side) {
  Gap out;
  out.kind = kind;
  out.claim = claim(ledger, id);
  out.amount = amount;
  out.against = claims(ledger, against);
  out.side = std::move(side);
  return out;
}

inline void add_range(Findings& found, Index claim, Index reading, Count min, std::optional<Count> max) {
  ReadingRanges ranges;
  ranges.reading = reading;
  ranges.implied = RangeFinding{};
  ranges.implied->range = {min, max};
  found.claims[claim].ranges.push_back(ranges);
}

inline void add_ranges(Findings& found, const Ledger& ledger) {
  found.claims.resize(ledger.claims.size());
  add_range(found, claim(ledger, "ministry-116"), 0, 0, {});
  add_range(found, claim(ledger, "ministry-116"), 1, 49, {});
  for (const char* id : {"ministry-187", "delcy-194"}) {
    add_range(found, claim(ledger, id), 0, 0, {});
    found.claims[claim(ledger, id)].status = Status::contested;
  }
  add_range(found, claim(ledger, "rodriguez-400"), 0, 76, {});
  add_range(found, claim(ledger, "rodriguez-160"), 0, 0, {});
  add_range(found, claim(ledger, "rodriguez-160"), 1, 0, {});
  for (const char* id : {"fp-49", "fp-56", "pud-76"}) add_range(found, claim(ledger, id), 0, 0, 406);
  add_range(found, claim(ledger, "delcy-406"), 0, 76, {});
  found.claims[claim(ledger, "machado-denies-116")].status = Status::unbound;
  found.claims[claim(ledger, "ministry-116")].disputed_by = claims(ledger, {"machado-denies-116"});
}

inline void add_overlaps(Findings& found, const Ledger& ledger) {
  const auto add = [&](const char* a, const char* b, TimeRelation time, PopulationRelation who,
                       std::optional<CountRange> shared) {
    found.overlaps.push_back({claim(ledger, a), claim(ledger, b), time, who, shared});
  };
  using T = TimeRelation;
  using P = PopulationRelation;
  add("delcy-194", "delcy-406", T::within, P::same, CountRange{194, 194});
  add("delcy-406", "ministry-116", T::contains, P::same, CountRange{116, 116});
  add("ministry-116", "rodriguez-400", T::within, P::same, CountRange{116, 116});
  add("delcy-406", "rodriguez-400", T::contains, P::same, CountRange{401, 406});
  add("delcy-194", "rodriguez-400", T::crosses, P::same, CountRange{0, 194});
  add("ministry-187", "rodriguez-400", T::crosses, P::same, CountRange{0, 187});
  add("delcy-194", "ministry-187", T::same, P::same, std::nullopt);
  add("rodriguez-160", "rodriguez-400", T::within, P::same, CountRange{0, 160});
  add("fp-49", "fp-56", T::within, P::same, CountRange{0, {}});
  add("fp-49", "pud-76", T::within, P::same, CountRange{0, {}});
  add("fp-56", "pud-76", T::crosses, P::same, CountRange{0, {}});
  add("fp-49", "ministry-116", T::same, P::within, CountRange{0, 116});
  add("fp-56", "rodriguez-400", T::within, P::within, CountRange{56, {}});
  add("delcy-406", "pud-76", T::contains, P::contains, CountRange{76, 406});
  found.overlap_count = found.overlaps.size();
}

inline void add_gaps(Findings& found, const Ledger& ledger) {
  using K = Gap::Kind;
  found.gaps.push_back(gap(ledger, K::unverified, "ministry-116", CountRange{67, 116}, {"fp-49"}, "foro-penal"));
  found.gaps.push_back(
      gap(ledger, K::unaccounted, "delcy-406", CountRange{96, 96}, {"delcy-194", "ministry-116"}, "government"));
  found.gaps.push_back(gap(ledger, K::unaccounted, "rodriguez-400", CountRange{91, std::nullopt},
                           {"delcy-194", "ministry-116"}, "government"));
  Gap uncovered = gap(ledger, K::unverified, "rodriguez-400", std::nullopt, {}, "foro-penal");
  uncovered.stretches = {{at("2025-12-23"), at("2026-01-08")}};
  uncovered.thin_file = true;
  found.gaps.push_back(uncovered);
  Gap apart = gap(ledger, K::incomparable, "fp-56", std::nullopt, {"rodriguez-400"}, "foro-penal");
  apart.differs = {Gap::Differs::population, Gap::Differs::start};
  found.gaps.push_back(apart);
  Gap silent = gap(ledger, K::silent, "ministry-187", std::nullopt, {}, "government");
  silent.stretches = {{at("2026-01-14"), at("2026-01-16")}};
  found.gaps.push_back(silent);
}

// What reconciling finds in the ten claims, more or less.
inline Findings ten_claims_findings(const Ledger& ledger) {
  Findings found;
  found.verdict = Verdict::conflicting;
  Conflict december;
  december.id = "c-1a2b";
  december.claims = claims(ledger, {"delcy-194", "ministry-187"});
  december.scope = "government";
  december.shortfall = 7;
  december.proof = proof({term(ledger, "delcy-194", 194)}, {term(ledger, "ministry-187", 187)});
  found.conflicts.push_back(december);
  Problem problem;
  problem.id = "p-3f2a";
  problem.scope = "government";
  problem.contested = december.claims;
  problem.repairs = {{december.claims[0]}, {december.claims[1]}};
  problem.conflicts = {0};
  problem.telling = 0;
  problem.mends.push_back({Mend::Kind::announced, claim(ledger, "ministry-187"), "basis", "announced", {}});
  found.problems.push_back(problem);
  for (const char* id : {"delcy-406", "ministry-116", "rodriguez-160"}) {
    const Index c = claim(ledger, id);
    for (Index r = 0; r < ledger.claims[c].readings.size(); ++r) found.readings.push_back({c, r, true, {}});
  }
  Conflict out;
  out.id = "c-77aa";
  out.claims = claims(ledger, {"rodriguez-160", "rodriguez-400"});
  out.scope = "government";
  out.shortfall = 241;
  out.proof = proof({term(ledger, "rodriguez-400", 401)}, {term(ledger, "rodriguez-160", 160, 2)});
  found.readings.back().holds = false;
  found.readings.back().conflict = out;
  Condition between;
  between.id = "k-0001";
  between.claims = claims(ledger, {"delcy-406", "rodriguez-400"});
  between.from = {Instant::Kind::moment, 0, 0};
  between.to = {Instant::Kind::claim_end, parse_date_time("2026-01-14")->span.from, claim(ledger, "delcy-406")};
  between.count = {std::nullopt, 5};
  between.proof = proof({term(ledger, "rodriguez-400", 401)}, {term(ledger, "delcy-406", 406)});
  found.conditions.push_back(between);
  add_ranges(found, ledger);
  add_overlaps(found, ledger);
  add_gaps(found, ledger);
  return found;
}

}  // namespace report_fixture
