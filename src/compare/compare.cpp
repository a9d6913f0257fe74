#include <algorithm>

#include "compare/parts.hpp"

namespace reltrack {

bool can_move_findings(const ClaimChange& change) {
  return change.kind != ClaimChange::Kind::changed ||
         !std::all_of(change.fields.begin(), change.fields.end(),
                      [](const FieldChange& field) { return only_tells(field.field); });
}

Changes compare(const RecordState& before, const RecordState& after) {
  Changes changes;
  compare_claims(before, after, changes);
  compare_definitions(before.ledger, after.ledger, changes);
  find_steps(after, changes);
  std::set<std::string> reasons;
  for (const ClaimChange& change : changes.claims) {
    if (!can_move_findings(change)) continue;
    reasons.insert(change.after ? after.ledger.claims[*change.after].id : before.ledger.claims[*change.before].id);
  }
  compare_findings(before, after, reasons, changes);
  return changes;
}

}  // namespace reltrack
