#include "reltrack/selection.hpp"

#include <algorithm>
#include <unordered_set>

namespace reltrack {
namespace {

// When a claim was said: without `said` and `published`, at the latest end of its period.
Minutes latest_said(const Claim& claim) {
  if (const auto& said = claim.when_said()) return said->span.to;
  Minutes latest = kBeforeAll;
  for (const Reading& reading : claim.readings) latest = std::max(latest, reading.period.end.limits.to);
  return latest;
}

bool withdrawn_by(const Claim& claim, const std::optional<DateTime>& as_of) {
  if (!claim.withdrawn) return false;
  if (!as_of) return true;
  const Minutes from = claim.withdrawn->span.from;
  // A day ends at the midnight at which the next begins; what is withdrawn from the next on still stands.
  return as_of->has_hour ? from <= as_of->span.to : from < as_of->span.to;
}

// A list of names given by a user, each the id of a claim or a source, or a side.
class NamedClaims {
 public:
  explicit NamedClaims(const std::vector<std::string>& names) : names_(names.begin(), names.end()) {}

  bool empty() const { return names_.empty(); }
  bool holds(const Ledger& ledger, const Claim& claim) const {
    return names_.contains(claim.id) || holds_source(ledger, claim);
  }
  bool holds_source(const Ledger& ledger, const Claim& claim) const {
    const Source& source = ledger.sources[claim.source];
    return names_.contains(source.id) || names_.contains(source.side);
  }

 private:
  std::unordered_set<std::string> names_;
};

// Claims below one that still stands, in the chain of corrections.
std::vector<bool> corrected_claims(const Ledger& ledger, const std::vector<Inactive>& state) {
  std::vector<bool> corrected(ledger.claims.size(), false);
  for (std::size_t i = 0; i < ledger.claims.size(); ++i) {
    if (state[i] != Inactive::no) continue;
    std::optional<Index> below = ledger.claims[i].corrects;
    while (below && !corrected[*below]) {  // what lies below a marked claim is marked
      corrected[*below] = true;
      below = ledger.claims[*below].corrects;
    }
  }
  return corrected;
}

void collect_unknown(const Ledger& ledger, const std::vector<std::string>& names, bool claims_too,
                     std::vector<std::string>& unknown) {
  if (names.empty()) return;
  std::unordered_set<std::string_view> known;
  for (const Source& source : ledger.sources) {
    known.insert(source.id);
    known.insert(source.side);
  }
  for (const Claim& claim : ledger.claims) {
    if (claims_too) known.insert(claim.id);
  }
  for (const std::string& name : names) {
    const bool told = std::find(unknown.begin(), unknown.end(), name) != unknown.end();
    if (!known.contains(name) && !told) unknown.push_back(name);
  }
}

}  // namespace

Selection select(const Ledger& ledger, const SelectionOptions& options, std::vector<std::string>& unknown) {
  collect_unknown(ledger, options.only, true, unknown);
  collect_unknown(ledger, options.without, true, unknown);
  collect_unknown(ledger, options.trust, false, unknown);

  const NamedClaims only(options.only), without(options.without), trust(options.trust);
  Selection selection;
  for (const Claim& claim : ledger.claims) {
    const bool left_out = (!only.empty() && !only.holds(ledger, claim)) || without.holds(ledger, claim);
    const bool unsaid = options.as_of && latest_said(claim) > options.as_of->span.to;
    Inactive state = Inactive::no;
    if (left_out) {
      state = Inactive::left_out;
    } else if (unsaid) {
      state = Inactive::not_yet_said;
    } else if (withdrawn_by(claim, options.as_of)) {
      state = Inactive::withdrawn;
    }
    selection.state.push_back(state);
    selection.trusted.push_back(trust.holds_source(ledger, claim));
  }
  const std::vector<bool> corrected = corrected_claims(ledger, selection.state);
  for (std::size_t i = 0; i < ledger.claims.size(); ++i) {
    if (corrected[i] && selection.state[i] == Inactive::no) selection.state[i] = Inactive::corrected;
  }
  return selection;
}

}  // namespace reltrack
