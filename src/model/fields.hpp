// Claims field by field, as a ledger writes them: what is listed, and what is compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reltrack/ledger.hpp"

namespace reltrack {

// One field of a claim or a reading. `values` is empty where the ledger gives none, and has at most one unless `list`.
struct Field {
  std::string_view name;
  std::vector<std::string> values;
  bool list = false;
};

// Always the same fields in the same order, whatever the claim has.
std::vector<Field> claim_fields(const Ledger& ledger,
                                const Claim& claim);  // but for `id`, `source` and what readings have
std::vector<Field> reading_fields(const Ledger& ledger, const Reading& reading);  // but for `label`

// Whether a field of a claim tells where it was found and in what words, and can move no finding: `url`, `quote`.
bool only_tells(std::string_view field);

// "verified".
std::string_view basis_word(Basis basis);

// The values in one text: "a; b".
std::string joined(const Field& field);

}  // namespace reltrack
