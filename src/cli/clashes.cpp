#include "cli/clashes.hpp"

#include <set>
#include <utility>

#include "report/statements.hpp"
#include "report/wording.hpp"

namespace reltrack::cli {

namespace {

std::set<std::string> ids_of_conflicts(const Findings& findings) {
  std::set<std::string> ids;
  for (const Conflict& conflict : findings.conflicts) ids.insert(conflict.id);
  return ids;
}

// The readings that hold, by claim and place: claims may have other indices in another ledger.
std::set<std::pair<std::string, Index>> readings_that_hold(const Reconciled& all) {
  std::set<std::pair<std::string, Index>> out;
  for (const ReadingFinding& reading : all.findings.readings) {
    if (reading.holds) out.emplace(all.ledger.claims[reading.claim].id, reading.reading);
  }
  return out;
}

void add_conflicts(const Reconciled& all, const std::set<std::string>& but, const std::string& lead,
                   std::vector<std::string>& out) {
  const report::Words words(all.ledger);
  for (const Conflict& conflict : all.findings.conflicts) {
    if (but.count(conflict.id) == 0) out.push_back(lead + report::conflict_statement(words, conflict));
  }
}

}  // namespace

std::vector<std::string> changes(const Reconciled& before, const Reconciled& after) {
  std::vector<std::string> out;
  add_conflicts(after, ids_of_conflicts(before.findings), "clashes: ", out);
  const auto held = readings_that_hold(before);
  const report::Words words(after.ledger);
  for (const ReadingFinding& reading : after.findings.readings) {
    const Claim& claim = after.ledger.claims[reading.claim];
    if (reading.holds || held.count({claim.id, reading.reading}) == 0) continue;
    std::string line = "rules out a reading of " + words.named(reading.claim) + ", \"" +
                       report::one_line(claim.readings[reading.reading].label) + "\"";
    if (reading.conflict) line += ": " + report::clash_sum(words, reading.conflict->proof);
    out.push_back(std::move(line));
  }
  add_conflicts(before, ids_of_conflicts(after.findings), "no longer clashes: ", out);
  return out;
}

}  // namespace reltrack::cli
