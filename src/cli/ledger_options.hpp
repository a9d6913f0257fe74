// The options that commands on a ledger share, and what they lead to: the ledger read and its claims selected, the
// findings, the look of the output.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reltrack/diagnostic.hpp"
#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/reconcile.hpp"
#include "reltrack/report.hpp"
#include "reltrack/selection.hpp"

namespace reltrack::cli {

class Arguments;

constexpr std::size_t kLeastWidth = 60;  // columns

struct LedgerOptions {
  std::vector<std::string> ledgers;
  std::optional<std::string> format, output, as_of, color;
  std::vector<std::string> only, without, trust, drop_rules;
  std::optional<std::uint64_t> effort, width;
  bool json = false;

  // Each declares some of the options; a command takes those that it needs.
  void declare_output(Arguments& arguments, const std::vector<std::string>& formats);  // how, where, how wide
  void declare_selection(Arguments& arguments);                                        // which claims
  void declare_search(Arguments& arguments);                                           // by what rules, how long

  // The format asked for; "text" where none is. Throws: UsageError where --json and --format disagree.
  std::string wanted_format() const;
  bool wants_color() const;
  std::size_t wanted_width() const;
  // A report written over the ledger it reports on would be the end of the ledger. Throws: UsageError.
  void keep_ledgers() const;
  SelectionOptions selection() const;  // Throws: UsageError where --as-of is no date.
  ReconcileOptions search(const Ledger& ledger) const;
  ReportOptions report() const;
};

// The value of an option that takes a date or a time. Throws: UsageError.
DateTime read_date(const std::string& option, const std::string& text);

struct OpenLedger {
  Ledger ledger;
  std::vector<Diagnostic> warnings;
};

// The ledgers of the command line, read as one. Absent where they have errors, which have been said then. Throws:
// InputError, UsageError.
std::optional<OpenLedger> open_ledger(const std::vector<std::string>& names);

// Throws: UsageError for names that the ledger has not.
Selection select_claims(const Ledger& ledger, const SelectionOptions& options);

// "no claim, source or side 'x'; did you mean 'y'?", of a name that the options use and no ledger has.
std::string none_named(const std::string& name, const SelectionOptions& options,
                       const std::vector<const Ledger*>& ledgers);

[[noreturn]] void refuse_trust(const Ledger& ledger, const Conflict& conflict);

// The findings, with a line of progress on a terminal. Throws: UsageError where trusted figures cannot all be right.
Findings reconcile_with_progress(const Ledger& ledger, const Selection& selection, ReconcileOptions options);

// Whether the search bound was hit before what must give, or the ranges, were complete.
bool is_unfinished(const Findings& findings);

// What `work` returns. Throws: UsageError where trusted figures cannot all be right.
template <class Work>
auto with_trust(const Ledger& ledger, Work work) {
  try {
    return work();
  } catch (const TrustBroken& broken) {
    refuse_trust(ledger, broken.conflict);
  }
}

// Warnings belong to `validate`: whoever reads a report at a terminal is told that there are some.
void count_warnings(const std::vector<Diagnostic>& warnings);

}  // namespace reltrack::cli
