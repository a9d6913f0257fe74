// Hard corners in a few words: one side's claims of releases, and all their proofs checked.
#pragma once

#include <string>
#include <vector>

#include "catch.hpp"
#include "from_text.hpp"

namespace reltrack::judge {

// One claim: asserted by one side, of releases.
std::string said(const std::string& id, const std::string& population, const std::string& period,
                 const std::string& figure, const std::string& more = "", const std::string& source = "gov");

std::string ledger(const std::vector<std::string>& claims, const std::string& moments = "");

// Every proof that it leads to must add up.
class Proven : public Told {
 public:
  explicit Proven(const std::string& body, std::vector<Rule> dropped = {}) : Told(body, std::move(dropped)) {
    const std::vector<std::string> none;
    CHECK(flaws() == none);
  }
};

}  // namespace reltrack::judge
