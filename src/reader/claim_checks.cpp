#include "reader/claim_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/nesting.hpp"
#include "reader/codes.hpp"
#include "reader/cycles.hpp"

namespace reltrack {
namespace {

// The field of the reading that gave `name`, or the claim's.
Value field_of(const Value& claim, std::size_t reading, std::string_view name) {
  if (const Value list = claim.member("readings"); list && list.is(json::Kind::array)) {
    std::size_t i = 0;
    for (const Value element : list.children()) {
      if (i++ != reading || !element.is(json::Kind::object)) continue;
      if (const Value own = element.member(name)) return own;
    }
  }
  const Value claims = claim.member(name);
  return claims ? claims : claim;
}

// Where the whole has readings, one whose population holds the part is enough: in the other worlds it cannot be meant.
void check_part(Index index, std::size_t number, Draft& draft) {
  const Ledger& ledger = draft.ledger;
  const Reading& part = ledger.claims[index].readings[number];
  const Claim& whole = ledger.claims[*part.part_of];
  const bool fits = std::any_of(whole.readings.begin(), whole.readings.end(), [&](const Reading& reading) {
    return is_within(ledger, part.population, reading.population);
  });
  if (fits) return;
  draft.problems.error(codes::kNotWithin, field_of(draft.claims.place(index), number, "part_of"),
                       fmt::format("this counts \"{}\", which are not within \"{}\", whom \"{}\" counts",
                                   ledger.populations[part.population].id,
                                   ledger.populations[whole.readings.front().population].id, whole.id),
                       "a part counts the whole's population or one `within` it");
}

void check_correction(Index index, Draft& draft) {
  const Claim& claim = draft.ledger.claims[index];
  const Claim& earlier = draft.ledger.claims[*claim.corrects];
  const std::string& side = draft.ledger.side_of(claim);
  const std::string& other = draft.ledger.side_of(earlier);
  if (side == other) return;
  draft.problems.error(codes::kOtherSide, draft.claims.place(index).member("corrects"),
                       fmt::format("\"{}\" cannot correct \"{}\": one side is \"{}\", the other \"{}\"", claim.id,
                                   earlier.id, side, other),
                       "a source corrects what its own side said; what another side said it `disputes`");
}

void check_denial(Index index, Draft& draft) {
  const std::vector<Index>& denied = draft.ledger.claims[index].disputes;
  if (std::find(denied.begin(), denied.end(), index) == denied.end()) return;
  draft.problems.error(codes::kCycle, draft.claims.place(index).member("disputes"), "a claim cannot deny itself",
                       "name the claim that it calls false");
}

}  // namespace

void check_claims(Draft& draft) {
  const bool populations_known = !draft.ledger.populations.empty();
  for (Index i = 0; i < draft.ledger.claims.size(); ++i) {
    const Claim& claim = draft.ledger.claims[i];
    if (claim.corrects) check_correction(i, draft);
    check_denial(i, draft);
    for (std::size_t r = 0; populations_known && r < claim.readings.size(); ++r) {
      if (claim.readings[r].part_of) check_part(i, r, draft);
    }
  }
  check_claim_cycles(draft);
}

}  // namespace reltrack
