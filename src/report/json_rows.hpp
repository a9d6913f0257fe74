// The rows of the JSON report, each written by itself: a caller may write the rows of a list as they come to hand.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "report/json_writer.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// Writes values into what `json` has open. Keeps references to all it is given.
class JsonRows {
 public:
  // `limit`: rows of the lists within a problem; 0: all.
  JsonRows(const Ledger& ledger, const Findings& findings, std::size_t limit, JsonWriter& json)
      : ledger_(ledger), findings_(findings), limit_(limit), words_(ledger, &findings), json_(json) {}

  void write(const Conflict& conflict);
  void write(const Problem& problem);
  void write(const Condition& condition);
  void write(const Overlap& overlap);
  void write(const Gap& gap);
  void write(const OneMoreCount& count);
  // Of one claim: its readings. What rules one out, or out beside another, stands with it, since it need not be a
  // conflict of the whole ledger.
  void write(const std::vector<const ReadingFinding*>& readings);
  void write(Index claim, const ClaimFinding& finding);

 private:
  void write(const ProofTerm& term);
  void write(const ProofRule& rule);
  void write(const ProofCase& split);
  void write(const Proof& proof);
  void write(const Mend& mend);
  void write(const RangeFinding& finding);
  void write(const CountRange& range);
  void ranges(const ReadingRanges& ranges);
  void members(std::string_view id, const Conflict& conflict);
  void not_with(Index claim, Index reading);
  void ends(const std::optional<Count>& min, const std::optional<Count>& max);
  void count_or_null(const std::optional<Count>& count);
  void id(Index claim) { json_.text(ledger_.claims[claim].id); }
  void ids(std::string_view key, const std::vector<Index>& claims);
  void rests_on(const std::vector<Choice>& choices);
  void instant(std::string_view key, const Instant& at);
  std::string stretch(const Instant& from, const Instant& to) const;
  void append(const Instant& at, std::string& out) const;

  const Ledger& ledger_;
  const Findings& findings_;
  std::size_t limit_;
  const Words words_;
  JsonWriter& json_;
  std::string scratch_;  // an instant in words: proofs name thousands
};

}  // namespace reltrack::report
