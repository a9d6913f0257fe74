// Certificates re-checked by addition alone, with nothing of the solver's: it may be wrong, and this would tell.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "worlds/certificate.hpp"
#include "worlds/model.hpp"

namespace reltrack::worlds {

// The certificate may be anything, read from a file too: what it refers to need not exist. A stretch must be in order
// by fixed time and the orders that the certificate itself lists, each of which must hold in the system.
//
// `members`: by member, whether it is in the system. `given`: decisions that hold throughout. Requires: a sound model.

// Absent when the certificate proves that the system has no world; else one sentence on what does not add up.
std::optional<std::string> check_refutation(const Model& model, const std::vector<bool>& members,
                                            std::span<const Split> given, const Certificate& certificate);

// Absent when the certificate proves that the form is at least `bound` in every world of the system; else one sentence.
// (At most: the form and the bound negated.)
std::optional<std::string> check_bound(const Model& model, const std::vector<bool>& members,
                                       std::span<const Split> given, const Form& form, Count bound,
                                       const Certificate& certificate);

}  // namespace reltrack::worlds
