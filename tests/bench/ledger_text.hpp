// Writes the JSON of an invented ledger, claim by claim.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "reltrack/count.hpp"

namespace reltrack::bench {

// A claim about days [first, last] of a story that began `origin` days after 1970-01-01.
struct ClaimText {
  std::string id, source, population, figure;  // `figure` as JSON: 116 or ">400"
  int origin = 0, first = 0, last = 0;
  bool whole_day = false;  // the period is written as one day (first == last)
  bool hours = false;      // the cut-off is written with its hour
  bool verified = false;
  int said_after = 0;  // days after the last
  int wording = 0;     // which words are quoted
  std::optional<Count> right;
};

class LedgerText {
 public:
  explicit LedgerText(std::string_view title);
  // A source; `side` empty for a source by itself.
  void source(std::string_view id, std::string_view name, std::string_view kind, std::string_view side);
  // After all sources. `within` empty for a population that is part of no other.
  void population(std::string_view id, std::string_view label, std::string_view within);
  // After all populations.
  void claim(const ClaimText& claim);
  std::string finish();

 private:
  enum class Part { sources, populations, claims };
  void begin(Part part);

  std::string text_;
  Part part_ = Part::sources;
  bool first_ = true;
};

}  // namespace reltrack::bench
