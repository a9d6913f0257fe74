// What of the findings touches one subject.
#pragma once

#include <string>
#include <vector>

#include "reltrack/explain.hpp"

namespace reltrack::report {

bool among(const std::vector<Index>& claims, Index claim);

// What cannot all be; null of a claim, a problem or a condition.
const Conflict* conflict_of(const Findings& findings, const Subject& subject);
const std::string& id_of(const Ledger& ledger, const Findings& findings, const Subject& subject);

// The claims that the subject speaks of, by id: of a problem those of its conflicts.
std::vector<Index> claims_of(const Findings& findings, const Subject& subject);

// The findings that touch it, in their order; the claims stay one a claim of the ledger.
Findings touching(const Findings& findings, const Subject& subject);

}  // namespace reltrack::report
