// A ledger that reconcile() once got wrong, or might, kept as a file: a ledger as any other, with how to reconcile it
// and what a judge says of it under `x-case`, so that it can be tried on the command line and replayed without the
// judge.
#pragma once

#include <string>

#include "compare.hpp"
#include "trial.hpp"

namespace reltrack::judge {

struct CaseFile {
  std::string ledger;  // the whole text
  Way way;
  Facts facts;
  bool open = false;  // reconcile() is known to get it wrong still
};

// `found`: how it was come by, in a few words.
std::string case_text(const Trial& trial, const Facts& facts, const std::string& found);

// Throws std::runtime_error where there is no such file or no `x-case` in it.
CaseFile read_case(const std::string& path);

}  // namespace reltrack::judge
