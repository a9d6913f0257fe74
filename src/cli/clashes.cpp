#include "cli/clashes.hpp"

#include "report/statements.hpp"
#include "report/wording.hpp"

namespace reltrack::cli {

std::vector<std::string> clashes(const RecordState& before, const RecordState& after) {
  const Changes changes = compare(before, after);
  const report::Words were(before.ledger, &before.findings), words(after.ledger, &after.findings);
  std::vector<std::string> out, gone;
  for (const FindingChange& change : changes.conflicts) {
    if (!change.before)
      out.push_back("clashes: " + report::conflict_statement(words, after.findings.conflicts[*change.after]));
    if (!change.after)
      gone.push_back("no longer clashes: " +
                     report::conflict_statement(were, before.findings.conflicts[*change.before]));
  }
  for (const FindingChange& change : changes.readings) {
    if (!change.after || after.findings.readings[*change.after].holds) continue;
    const ReadingFinding& ruled_out = after.findings.readings[*change.after];
    const Reading& reading = after.ledger.claims[ruled_out.claim].readings[ruled_out.reading];
    std::string line =
        "rules out a reading of " + words.named(ruled_out.claim) + ", \"" + report::one_line(reading.label) + "\"";
    if (ruled_out.conflict) line += ": " + report::clash_sum(words, ruled_out.conflict->proof);
    out.push_back(std::move(line));
  }
  out.insert(out.end(), gone.begin(), gone.end());
  return out;
}

}  // namespace reltrack::cli
