// Choices made in coding the ledger that a finding rests on, one sentence each.
#pragma once

#include <string>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// For other programs, by ids and as the ledger has it: "m-187: Same communiqué as the 116."
std::string choice_statement(const Ledger& ledger, const Choice& choice);

// For people, safe to print: "187: Same communiqué as the 116."
std::string choice_words(const Words& words, const Choice& choice);

}  // namespace reltrack::report
