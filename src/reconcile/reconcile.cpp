#include "reltrack/reconcile.hpp"

#include "reconcile/record.hpp"

namespace reltrack {

Findings reconcile(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options) {
  Findings findings;
  Record record(ledger, selection, options);
  find_problems(record, findings);
  find_mends(record, findings);
  find_readings(record, findings);
  find_ranges(record, findings);
  find_overlaps(record, findings);
  find_conditions(record, findings);
  find_gaps(record, findings);
  find_one_count(record, findings);
  return findings;
}

}  // namespace reltrack
