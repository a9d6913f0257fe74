// Text to ledger. The only place where input can be wrong.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "reltrack/diagnostic.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/question.hpp"

namespace reltrack {

struct Draft;

struct ReadResult {
  std::optional<Ledger> ledger;  // absent where any diagnostic is an error
  std::vector<Diagnostic> diagnostics;
};

// Reads the files as one ledger. Reports every problem of all of them in one run; where one is no JSON, only what keeps
// it from being some. Throws nothing on any input.
ReadResult read_ledger(const std::vector<InputFile>& files);

struct QuestionResult {
  std::optional<Question> question;  // absent where any diagnostic is an error
  std::vector<Diagnostic> diagnostics;
};

// Reads questions of one ledger, which must outlive it: what they may name is gathered once.
class QuestionReader {
 public:
  explicit QuestionReader(const Ledger& ledger);
  ~QuestionReader();
  QuestionReader(const QuestionReader&) = delete;
  QuestionReader& operator=(const QuestionReader&) = delete;

  // Reads {"figure": ">400", "population": "prisoners", "period": "2025-12-23/2026-01-13"}, with `measure` and
  // `account` where wanted, by the rules of claims. Indices are the ledger's, places those of the text. Throws nothing
  // on any input.
  QuestionResult read(std::string_view text);

 private:
  std::unique_ptr<Draft> draft_;
};

}  // namespace reltrack
