// The parts of a comparison. Each appends to `changes`.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/fields.hpp"
#include "reltrack/changes.hpp"

namespace reltrack {

// Whether more changed than where the claim was found and in what words.
bool can_move_findings(const ClaimChange& change);

// The claim of that id where it is on file in that state.
std::optional<Index> on_file(const RecordState& state, std::string_view id);

void compare_claims(const RecordState& before, const RecordState& after, Changes& changes);
void compare_definitions(const Ledger& before, const Ledger& after, Changes& changes);
// Requires: compare_claims.
void find_steps(const RecordState& after, Changes& changes);
// `changed`: ids of the claims that can be the reason.
void compare_findings(const RecordState& before, const RecordState& after, const std::set<std::string>& changed,
                      Changes& changes);

// Field by field. Requires: the same fields in the same order.
std::vector<FieldChange> differing(const std::vector<Field>& before, const std::vector<Field>& after,
                                   const std::string& reading = {});

}  // namespace reltrack
