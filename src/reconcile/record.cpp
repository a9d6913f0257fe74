#include "reconcile/record.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

#include "base/add_new.hpp"

namespace reltrack {

Record::Record(const Ledger& l, const Selection& s, const ReconcileOptions& o)
    : ledger(l),
      selection(s),
      options(o),
      account(encode(l, s, Bindingness::account, o.dropped)),
      joint(encode(l, s, Bindingness::joint, o.dropped)),
      contested_account(l.claims.size(), false),
      contested_joint(l.claims.size(), false) {
  for (Index c = 0; c < l.claims.size(); ++c) {
    if (!account.binds[c]) continue;
    binding.push_back(c);
    sides[side(c)].push_back(c);
  }
}

std::vector<Index> Record::deniers(Index claim) const {
  std::vector<Index> out;
  for (Index d = 0; d < ledger.claims.size(); ++d) {
    const bool disputes = selection.active(d) && std::ranges::count(ledger.claims[d].disputes, claim) > 0;
    if (disputes && side(d) != side(claim)) out.push_back(d);
  }
  return out;
}

std::vector<Index> Record::uncontested_account(const std::string& of_side) const {
  std::vector<Index> out;
  const auto found = sides.find(of_side);
  if (found == sides.end()) return out;
  std::ranges::copy_if(found->second, std::back_inserter(out), [&](Index c) { return !contested_account[c]; });
  return out;
}

std::vector<Index> Record::uncontested_joint(const std::string& but_side) const {
  std::vector<Index> out;
  std::ranges::copy_if(binding, std::back_inserter(out),
                       [&](Index c) { return !contested_joint[c] && (but_side.empty() || side(c) != but_side); });
  return out;
}

std::string finding_id(char kind, const std::vector<std::string>& parts) {
  std::uint64_t hash = 14695981039346656037U;  // FNV-1a
  const auto mix = [&](char c) { hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U; };
  for (const std::string& part : parts) {
    for (char c : part) mix(c);
    mix('\n');
  }
  static constexpr std::string_view kDigits = "0123456789abcdefghjkmnpqrstvwxyz";
  std::string out{kind, '-'};
  for (int i = 0; i < 7; ++i, hash >>= 5U) out += kDigits[hash & 31U];
  return out;
}

std::vector<std::string> claim_ids(const Ledger& ledger, const std::vector<Index>& claims) {
  std::vector<std::string> out;
  for (Index c : claims) out.push_back(ledger.claims[c].id);
  return out;
}

std::vector<Choice> rests_on(const Ledger& ledger, const std::vector<Index>& claims, const std::vector<Meant>& meant) {
  std::vector<Choice> out;
  for (Index c : claims) {
    const Claim& claim = ledger.claims[c];
    std::span<const Reading> readings = claim.readings;
    const auto one = std::ranges::find(meant, c, &Meant::claim);
    if (one != meant.end()) readings = readings.subspan(one->reading, 1);
    if (claim.has_readings)
      out.push_back({Choice::Kind::readings, c, 0, one != meant.end() ? std::optional(one->reading) : std::nullopt});
    for (const Reading& r : readings) {
      for (const PeriodEnd* end : {&r.period.start, &r.period.end}) {
        if (end->moment) add_new(out, Choice{Choice::Kind::moment, *end->moment, 0});
      }
      if (r.part_of) add_new(out, Choice{Choice::Kind::part_of, c, *r.part_of});
    }
    if (!claim.note.empty()) out.push_back({Choice::Kind::note, c, 0});
  }
  return out;
}

}  // namespace reltrack
