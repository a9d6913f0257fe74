#include "reconcile/record.hpp"

#include <algorithm>
#include <cstdint>

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

namespace {

// "c1 read as A, B or C"
std::string named_readings(const Claim& claim) {
  std::string text = claim.id + " read as ";
  for (std::size_t r = 0; r < claim.readings.size(); ++r) {
    text += (r == 0 ? "" : r + 1 == claim.readings.size() ? " or " : ", ") + claim.readings[r].label;
  }
  return text;
}

}  // namespace

std::vector<std::string> rests_on(const Ledger& ledger, const std::vector<Index>& claims) {
  std::vector<std::string> out;
  const auto say = [&](std::string text) {
    if (std::ranges::find(out, text) == out.end()) out.push_back(std::move(text));
  };
  for (Index c : claims) {
    const Claim& claim = ledger.claims[c];
    if (claim.has_readings) say(named_readings(claim));
    for (const Reading& r : claim.readings) {
      for (const PeriodEnd* end : {&r.period.start, &r.period.end}) {
        if (!end->moment) continue;
        const Moment& moment = ledger.moments[*end->moment];
        say("moment " + moment.id + ": " + moment.label);
      }
      if (r.part_of) say(claim.id + " counts among " + ledger.claims[*r.part_of].id);
    }
    if (!claim.note.empty()) say(claim.id + ": " + claim.note);
  }
  return out;
}

}  // namespace reltrack
