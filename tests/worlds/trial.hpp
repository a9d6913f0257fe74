// One random ledger with a random way of reconciling it, and how to make it smaller while something is wrong with it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compare.hpp"
#include "judge.hpp"
#include "random_ledger.hpp"

namespace reltrack::judge {

// A number for tests that run longer by hand: RELTRACK_SEED, RELTRACK_LEDGERS.
std::uint64_t from_environment(const char* name, std::uint64_t otherwise);

// How a ledger is reconciled.
struct Way {
  std::vector<Rule> dropped;
  std::optional<std::string> as_of;
  std::vector<std::string> trust;
};

struct Trial : Way {
  Draft draft;
};

Trial random_trial(std::uint64_t seed, const RandomSize& size);

// What is wrong with a trial; nothing where all is well.
using Fault = std::function<std::vector<std::string>(const Case&)>;

// `read` is false where the reader refuses the ledger: then there is no fault.
struct Outcome {
  bool read = false;
  std::vector<std::string> lines;
};
Outcome run(const Trial& trial, const Fault& fault);
Outcome run(const std::string& ledger, const Way& way, const Fault& fault);

// The smallest trial with a fault that leaving things out one by one leads to.
Trial shrink(Trial trial, const Fault& fault);

// The trial as a file, and how it was reconciled.
std::string describe(const Trial& trial, const std::vector<std::string>& lines);

const char* rule_name(Rule rule);  // as --drop-rule has it

}  // namespace reltrack::judge
