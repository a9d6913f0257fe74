// The JSON report, written row by row: each row is a small document of the library's, set into the frame at its depth,
// so that a long report is never in memory twice.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>

#include "reltrack/report.hpp"
#include "report/statements.hpp"
#include "report/wording.hpp"

#ifndef RELTRACK_VERSION
#define RELTRACK_VERSION "unknown"
#endif

namespace reltrack {
namespace {

using Json = nlohmann::ordered_json;
using report::Words;

constexpr std::size_t kRowsKept = 1000;

// Bytes that are no UTF-8 (a file's name) become U+FFFD.
std::string dumped(const Json& value, int indent) {
  std::string text = value.dump(2, ' ', false, Json::error_handler_t::replace);
  std::string out;
  out.reserve(text.size() + text.size() / 4);
  for (const char c : text) {  // strings have their line ends escaped: these are the layout's
    out += c;
    if (c == '\n') out.append(static_cast<std::size_t>(indent), ' ');
  }
  return out;
}

constexpr const char* kRules[] = {"never-falls", "part-of-whole", "disjoint-parts", "balance", "no-negative", "order"};

Json count_or_null(const std::optional<Count>& count) { return count ? Json(*count) : Json(nullptr); }

class Writer {
 public:
  Writer(const Ledger& ledger, const Findings& findings, const ReportOptions& options)
      : ledger_(ledger),
        findings_(findings),
        options_(options),
        words_(ledger),
        limit_(options.limit.value_or(kRowsKept)) {}

  std::string write();

 private:
  Json id(Index claim) const { return ledger_.claims[claim].id; }
  Json ids(const std::vector<Index>& claims) const;
  std::string instant(const Instant& at) const;
  Json term(const ProofTerm& term) const;
  Json rule(const ProofRule& rule) const;
  Json split(const ProofCase& split) const;
  Json proof(const Proof& proof) const;
  Json head() const;
  Json conflict(const Conflict& conflict) const;
  Json problem(const Problem& problem) const;
  Json mend(const Mend& mend) const;
  Json condition(const Condition& condition) const;
  Json overlap(const Overlap& overlap) const;
  Json gap(const Gap& gap) const;
  Json range(const RangeFinding& range) const;
  Json claim(Index claim) const;
  Json readings_of(const std::vector<const ReadingFinding*>& readings) const;

  void member(const char* name, const Json& value);
  template <typename Rows, typename ToJson>
  void list(const char* name, const Rows& rows, std::size_t limit, ToJson to_json);
  void write_readings();
  void write_claims();

  const Ledger& ledger_;
  const Findings& findings_;
  const ReportOptions& options_;
  const Words words_;
  std::size_t limit_;
  std::string out_;
};

Json Writer::ids(const std::vector<Index>& claims) const {
  Json out = Json::array();
  for (const Index claim : claims) out.push_back(ledger_.claims[claim].id);
  return out;
}

std::string Writer::instant(const Instant& at) const {
  switch (at.kind) {
    case Instant::Kind::moment:
      return "moment:" + ledger_.moments[at.index].id;
    case Instant::Kind::claim_start:
      return "start:" + ledger_.claims[at.index].id;
    case Instant::Kind::claim_end:
      return "end:" + ledger_.claims[at.index].id;
    case Instant::Kind::at:
      break;
  }
  return at.at <= kBeforeAll || at.at >= kAfterAll ? ".." : format_minutes(at.at);
}

Json Writer::term(const ProofTerm& term) const {
  Json out = Json::object();
  if (term.assumed) {
    out["assumed"] = true;
  } else {
    out["claim"] = id(term.claim);
  }
  out["value"] = term.value;
  out["times"] = term.times;
  if (!term.assumed && ledger_.claims[term.claim].has_readings) {
    out["reading"] = ledger_.claims[term.claim].readings[term.reading].label;
  }
  if (term.share) out["share"] = true;
  out["from"] = instant(term.from);
  out["to"] = instant(term.to);
  return out;
}

Json Writer::rule(const ProofRule& rule) const {
  Json out = {{"rule", kRules[static_cast<std::size_t>(rule.rule)]}};
  if (rule.rule != Rule::order) {
    out["measure"] = ledger_.measures[rule.measure].id;
    out["population"] = ledger_.populations[rule.population].id;
  }
  if (!rule.parts.empty()) {
    out["parts"] = Json::array();
    for (const Index part : rule.parts) out["parts"].push_back(ledger_.populations[part].id);
  }
  out["from"] = instant(rule.from);
  out["to"] = instant(rule.to);
  if (rule.claim) out["claim"] = id(*rule.claim);
  out["times"] = rule.times;
  return out;
}

Json Writer::split(const ProofCase& split) const {
  Json out;
  switch (split.kind) {
    case ProofCase::Kind::reading:
      out = {{"kind", "reading"},
             {"claim", id(split.claim)},
             {"reading", ledger_.claims[split.claim].readings[split.choice].label}};
      break;
    case ProofCase::Kind::between:
      out = {{"kind", "between"}, {"moment", ledger_.moments[split.claim].id}, {"choice", split.choice}};
      break;
    case ProofCase::Kind::order:
      out = {{"kind", "order"}, {"from", instant(split.from)}, {"to", instant(split.to)}};
      break;
    case ProofCase::Kind::count:
      out = {{"kind", "count"},
             {"measure", ledger_.measures[split.measure].id},
             {"population", ledger_.populations[split.population].id},
             {"from", instant(split.from)},
             {"to", instant(split.to)}};
      if (split.limit.min) out["at_least"] = *split.limit.min;
      if (split.limit.max) out["at_most"] = *split.limit.max;
      break;
  }
  out["proof"] = proof(split.proof);
  return out;
}

Json Writer::proof(const Proof& proof) const {
  Json out = {{"at_least", Json::array()}, {"at_most", Json::array()}, {"rules", Json::array()}};
  for (const ProofTerm& t : proof.at_least) out["at_least"].push_back(term(t));
  for (const ProofTerm& t : proof.at_most) out["at_most"].push_back(term(t));
  for (const ProofRule& r : proof.rules) out["rules"].push_back(rule(r));
  out["divisor"] = proof.divisor;
  out["total_at_least"] = proof.total_at_least;
  out["total_at_most"] = proof.total_at_most;
  if (!proof.cases.empty()) {
    out["cases"] = Json::array();
    for (const ProofCase& c : proof.cases) out["cases"].push_back(split(c));
  }
  return out;
}

Json Writer::head() const {
  std::set<Index> sources;
  for (const Claim& claim : ledger_.claims) sources.insert(claim.source);
  Json files = Json::array();
  for (const LedgerFile& file : ledger_.files) files.push_back({{"name", file.name}, {"bytes", file.bytes}});
  return {{"title", ledger_.title},
          {"files", std::move(files)},
          {"claims", ledger_.claims.size()},
          {"sources", sources.size()},
          {"as_of", options_.as_of ? Json(*options_.as_of) : Json(nullptr)}};
}

Json Writer::conflict(const Conflict& conflict) const {
  Json out = {{"id", conflict.id}, {"claims", ids(conflict.claims)}, {"scope", conflict.scope}};
  if (conflict.shortfall) out["shortfall"] = *conflict.shortfall;
  out["statement"] = report::conflict_statement(words_, conflict);
  out["proof"] = proof(conflict.proof);
  out["rests_on"] = conflict.rests_on;
  return out;
}

Json Writer::mend(const Mend& mend) const {
  Json out = {{"claim", id(mend.claim)}, {"change", {{mend.field, mend.value}}}};
  if (mend.from) out["as"] = id(*mend.from);
  out["statement"] = report::mend_statement(words_, mend);
  return out;
}

Json Writer::problem(const Problem& problem) const {
  Json repairs = Json::array(), conflicts = Json::array(), mends = Json::array();
  for (std::size_t i = 0; i < problem.repairs.size() && (limit_ == 0 || i < limit_); ++i) {
    repairs.push_back(ids(problem.repairs[i]));
  }
  for (std::size_t i = 0; i < problem.conflicts.size() && (limit_ == 0 || i < limit_); ++i) {
    conflicts.push_back(findings_.conflicts[problem.conflicts[i]].id);
  }
  for (const Mend& m : problem.mends) mends.push_back(mend(m));
  return {{"id", problem.id},
          {"scope", problem.scope},
          {"contested", ids(problem.contested)},
          {"repairs", std::move(repairs)},
          {"conflicts", std::move(conflicts)},
          {"statement", report::problem_statement(words_, findings_, problem)},
          {"mends", std::move(mends)}};
}

Json Writer::condition(const Condition& condition) const {
  Json out = {{"id", condition.id},
              {"scope", condition.scope},
              {"claims", ids(condition.claims)},
              {"period", instant(condition.from) + "/" + instant(condition.to)},
              {"population", ledger_.populations[condition.population].id},
              {"measure", ledger_.measures[condition.measure].id}};
  if (condition.count.min) out["at_least"] = *condition.count.min;
  if (condition.count.max) out["at_most"] = *condition.count.max;
  out["statement"] = report::condition_statement(words_, condition);
  out["proof"] = proof(condition.proof);
  return out;
}

Json Writer::overlap(const Overlap& overlap) const {
  static constexpr const char* kTimes[] = {"same", "contains", "within", "crosses"};
  static constexpr const char* kPopulations[] = {"same", "contains", "within", "may-share"};
  Json out = {{"a", id(overlap.a)},
              {"b", id(overlap.b)},
              {"time", kTimes[static_cast<std::size_t>(overlap.time)]},
              {"population", kPopulations[static_cast<std::size_t>(overlap.population)]}};
  if (overlap.shared) {
    out["shared"] = {{"min", count_or_null(overlap.shared->min)}, {"max", count_or_null(overlap.shared->max)}};
  }
  return out;
}

Json Writer::gap(const Gap& gap) const {
  static constexpr const char* kKinds[] = {"unverified", "unaccounted", "outstanding", "silent", "incomparable"};
  static constexpr const char* kDiffers[] = {"measure", "population", "start"};
  Json out = {{"kind", kKinds[static_cast<std::size_t>(gap.kind)]}, {"claim", id(gap.claim)}};
  if (gap.amount) out["amount"] = {{"min", count_or_null(gap.amount->min)}, {"max", count_or_null(gap.amount->max)}};
  out["against"] = ids(gap.against);
  out["side"] = gap.side;
  if (!gap.stretches.empty()) {
    out["stretches"] = Json::array();
    for (const Stretch& s : gap.stretches) out["stretches"].push_back(instant(s.from) + "/" + instant(s.to));
  }
  for (const Gap::Differs d : gap.differs) out["differs"].push_back(kDiffers[static_cast<std::size_t>(d)]);
  if (gap.thin_file) out["thin_file"] = true;
  out["statement"] = report::gap_statement(words_, gap);
  return out;
}

Json Writer::range(const RangeFinding& range) const {
  Json out = {{"min", count_or_null(range.range.min)}, {"max", count_or_null(range.range.max)}};
  if (!range.min_tight) out["min_tight"] = false;
  if (!range.max_tight) out["max_tight"] = false;
  if (range.min_proof) out["min_proof"] = proof(*range.min_proof);
  if (range.max_proof) out["max_proof"] = proof(*range.max_proof);
  return out;
}

Json Writer::claim(Index index) const {
  static constexpr const char* kStatus[] = {"inactive", "unbound", "contested", "corroborated", "compatible", "alone"};
  const ClaimFinding& finding = findings_.claims[index];
  const Claim& claim = ledger_.claims[index];
  const auto add_ranges = [&](Json& to, const ReadingRanges& ranges) {
    if (ranges.implied) to["implied"] = range(*ranges.implied);
    if (ranges.own) to["own"] = range(*ranges.own);
  };
  Json out = {{"id", claim.id}, {"status", kStatus[static_cast<std::size_t>(finding.status)]}};
  if (claim.has_readings && !finding.ranges.empty()) {
    out["readings"] = Json::array();
    for (const ReadingRanges& ranges : finding.ranges) {
      Json entry = {{"label", claim.readings[ranges.reading].label}};
      add_ranges(entry, ranges);
      out["readings"].push_back(std::move(entry));
    }
  } else if (!finding.ranges.empty()) {
    add_ranges(out, finding.ranges.front());
  }
  out["disputed_by"] = ids(finding.disputed_by);
  out["independent_sources"] = finding.independent_sources;
  out["rests_on"] = finding.rests_on;
  return out;
}

// The readings of one claim. What rules one out stands with it, since it need not be a conflict of the whole ledger.
Json Writer::readings_of(const std::vector<const ReadingFinding*>& readings) const {
  Json rows = Json::array();
  for (const ReadingFinding* reading : readings) {
    Json row = {{"label", ledger_.claims[reading->claim].readings[reading->reading].label}, {"holds", reading->holds}};
    if (reading->conflict) {
      const Conflict& c = *reading->conflict;
      row["conflict"] = c.id;
      row["claims"] = ids(c.claims);
      row["scope"] = c.scope;
      if (c.shortfall) row["shortfall"] = *c.shortfall;
      row["statement"] = report::conflict_statement(words_, c);
      row["proof"] = proof(c.proof);
    }
    rows.push_back(std::move(row));
  }
  return {{"claim", id(readings.front()->claim)}, {"readings", std::move(rows)}};
}

void Writer::member(const char* name, const Json& value) {
  if (out_ != "{") out_ += ',';
  out_ += fmt::format("\n  \"{}\": {}", name, dumped(value, 2));
}

template <typename Rows, typename ToJson>
void Writer::list(const char* name, const Rows& rows, std::size_t limit, ToJson to_json) {
  out_ += fmt::format(",\n  \"{}\": [", name);
  std::size_t written = 0;
  for (const auto& row : rows) {
    if (limit != 0 && written == limit) break;
    out_ += written++ == 0 ? "\n    " : ",\n    ";
    out_ += dumped(to_json(row), 4);
  }
  out_ += written == 0 ? "]" : "\n  ]";
}

void Writer::write_readings() {
  std::vector<const ReadingFinding*> sorted;
  for (const ReadingFinding& reading : findings_.readings) sorted.push_back(&reading);
  std::sort(sorted.begin(), sorted.end(), [&](const ReadingFinding* a, const ReadingFinding* b) {
    const std::string &x = ledger_.claims[a->claim].id, &y = ledger_.claims[b->claim].id;
    return x != y ? x < y : a->reading < b->reading;
  });
  std::vector<std::vector<const ReadingFinding*>> by_claim;
  for (const ReadingFinding* reading : sorted) {
    if (by_claim.empty() || by_claim.back().front()->claim != reading->claim) by_claim.emplace_back();
    by_claim.back().push_back(reading);
  }
  list("readings", by_claim, 0, [&](const auto& readings) { return readings_of(readings); });
}

void Writer::write_claims() {
  std::vector<Index> sorted(ledger_.claims.size());
  std::iota(sorted.begin(), sorted.end(), Index{0});
  std::sort(sorted.begin(), sorted.end(),
            [&](Index a, Index b) { return ledger_.claims[a].id < ledger_.claims[b].id; });
  list("claims", sorted, 0, [&](Index index) { return claim(index); });
}

std::string Writer::write() {
  static constexpr const char* kVerdicts[] = {"consistent", "conflicting", "undecided"};
  const SearchState& search = findings_.search;
  out_ = "{";
  member("report", 1);
  member("tool", {{"name", "reltrack"}, {"version", RELTRACK_VERSION}});
  member("ledger", head());
  member("verdict", kVerdicts[static_cast<std::size_t>(findings_.verdict)]);
  list("conflicts", findings_.conflicts, limit_, [&](const Conflict& c) { return conflict(c); });
  list("problems", findings_.problems, 0, [&](const Problem& p) { return problem(p); });
  list("conditions", findings_.conditions, limit_, [&](const Condition& c) { return condition(c); });
  write_readings();
  list("overlaps", findings_.overlaps, limit_, [&](const Overlap& o) { return overlap(o); });
  list("gaps", findings_.gaps, limit_, [&](const Gap& g) { return gap(g); });
  write_claims();
  member("counts", {{"problems", findings_.problems.size()},
                    {"conflicts", findings_.conflicts.size()},
                    {"overlaps", std::max(findings_.overlap_count, findings_.overlaps.size())},
                    {"gaps", findings_.gaps.size()},
                    {"conditions", findings_.conditions.size()}});
  member("search", {{"conflicts", search.conflicts}, {"repairs", search.repairs}, {"ranges", search.ranges}});
  out_ += "\n}\n";
  return std::move(out_);
}

}  // namespace

std::string json_report(const Ledger& ledger, const Selection&, const Findings& findings,
                        const ReportOptions& options) {
  return Writer(ledger, findings, options).write();
}

}  // namespace reltrack
