// Test ledgers in a few lines, and their findings by id.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/reconcile.hpp"
#include "reltrack/selection.hpp"

namespace reltrack::judge {

// A conflict as tests write it: scope, ids in order, shortfall.
struct ConflictById {
  std::string scope;
  std::vector<std::string> claims;
  std::optional<Count> shortfall;
  friend auto operator<=>(const ConflictById&, const ConflictById&) = default;
};

// A ledger read from text and reconciled.
class Told {
 public:
  // `body` is what stands beside `reltrack` and `title` in the document. Requires: a ledger without errors.
  explicit Told(const std::string& body, std::vector<Rule> dropped = {});

  Index claim(const std::string& id) const;
  std::vector<ConflictById> conflicts() const;
  // "scope: {a}, {b, c}" for each problem: its smallest repairs.
  std::set<std::string> problems() const;
  CountRange own(const std::string& id, Index reading = 0) const;
  CountRange implied(const std::string& id, Index reading = 0) const;
  // Whether each of its readings holds.
  std::vector<bool> readings(const std::string& id) const;
  std::optional<CountRange> gap(Gap::Kind kind, const std::string& side, const std::string& id) const;

  // What the checker of proofs says against the proofs of its conflicts and ranges (proofs_of.hpp): nothing, one hopes.
  std::vector<std::string> flaws() const;

  Ledger ledger;
  Findings findings;

 private:
  Selection selection_;
  std::vector<Rule> dropped_;
  const ReadingRanges& ranges(const std::string& id, Index reading) const;
};

}  // namespace reltrack::judge
