// Which claims are active: what had been said by a date, nothing corrected or withdrawn, `--only` and `--without`.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reltrack/ledger.hpp"

namespace reltrack {

struct SelectionOptions {
  std::optional<DateTime> as_of;     // only what had been said by then; a day means its end
  std::vector<std::string> only;     // ids of claims, sources or sides: nothing else is active (empty: all)
  std::vector<std::string> without;  // ids of claims, sources or sides left out
  std::vector<std::string> trust;    // sources or sides whose verified figures are exact, and stay
};

// Why a claim is not active.
enum class Inactive { no, not_yet_said, corrected, withdrawn, left_out };

struct Selection {
  std::vector<Inactive> state;  // one a claim of the ledger
  std::vector<bool> trusted;    // one a claim: by a source or side named in `trust`
  // Requires: a claim of the ledger that it was made of.
  bool active(Index claim) const { return state[claim] == Inactive::no; }
};

// Names in `only` and `without` that the ledger has neither as claim, source nor side, and names in `trust` that it has
// neither as source nor side, are appended to `unknown`, each once; the selection is made as if they named nothing,
// which whoever gave them does not expect.
Selection select(const Ledger& ledger, const SelectionOptions& options, std::vector<std::string>& unknown);

}  // namespace reltrack
