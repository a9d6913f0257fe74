// Text to ledger. The only place where input can be wrong.
#pragma once

#include <optional>
#include <vector>

#include "reltrack/diagnostic.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/question.hpp"

namespace reltrack {

struct ReadResult {
  std::optional<Ledger> ledger;  // absent where any diagnostic is an error
  std::vector<Diagnostic> diagnostics;
};

// Reads the files as one ledger. Reports every problem of all of them in one run. Throws nothing on any input.
ReadResult read_ledger(const std::vector<InputFile>& files);

struct QuestionResult {
  std::optional<Question> question;  // absent where any diagnostic is an error
  std::vector<Diagnostic> diagnostics;
};

// Reads {"figure": ">400", "population": "prisoners", "period": "2025-12-23/2026-01-13"}, with `measure` and `account`
// where wanted, by the rules of claims. Indices are the ledger's. Throws nothing on any input.
QuestionResult read_question(const Ledger& ledger, const InputFile& text);

}  // namespace reltrack
