// May a figure be printed, and with whose name? One question held against a ledger.
#pragma once

#include <memory>

#include "reltrack/check_findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/question.hpp"
#include "reltrack/reconcile.hpp"
#include "reltrack/selection.hpp"

namespace reltrack {

// Answers questions about one ledger: what is contested is found once. A ledger of more than ten unrelated stories is
// not asked as a whole: a question is one about the claims of its population's story.
class Checker {
 public:
  // The ledger, the selection and the options must outlive it. Throws, as check() does: TrustBroken.
  Checker(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options);
  Checker(Checker&&) noexcept;
  ~Checker();

  // Requires: the question's indices are the ledger's; no other thread is asking. The order of the claims changes
  // nothing.
  CheckFindings check(const Question& question);

 private:
  struct Room;
  std::unique_ptr<Room> room_;
};

}  // namespace reltrack
