#include "report/share_sum.hpp"

#include <algorithm>
#include <utility>

namespace reltrack::report {
namespace {

// The one share among the terms; null where there are none or several.
const ProofTerm* only_share(const Proof& leaf) {
  const ProofTerm* found = nullptr;
  for (const auto* side : {&leaf.at_least, &leaf.at_most}) {
    for (const ProofTerm& t : *side) {
      if (!t.share) continue;
      if (found != nullptr) return nullptr;
      found = &t;
    }
  }
  return found;
}

// Takes the terms apart by how often they are taken: two hundred times what the share counts, so many two-hundredths
// times its base. Of all of a base (100%) both are two hundred, and the side tells. `merged`: where one figure is the
// base and bounds the share as well, the proof has both at once.
class Taken {
 public:
  Taken(const Proof& leaf, const ProofTerm& share, const ShareEnd& end, bool at_least, bool merged)
      : at_least_(at_least), merged_(merged) {
    sum_ = ShareSum{share, end, at_least, {}, 0, {}};
    of_base_ = checked_mul(share.times, end.two_hundredths);
    of_part_ = checked_mul(share.times, kShareScale);
    take(leaf.at_least, true);
    take(leaf.at_most, false);
  }

  std::optional<ShareSum> sum(const Proof& leaf, SumOf of) && {
    // The same sum the other way round has a base of fewer than nobody.
    if (!fits_ || sum_.base.plus.empty() || sum_.base.total <= 0) return std::nullopt;
    if (of == SumOf::conflict ? sum_.part.plus.empty() : leaf.divisor != of_part_) return std::nullopt;
    sum_.people = at_least_ ? least_of(sum_.end, sum_.base.total) : most_of(sum_.end, sum_.base.total);
    if (sum_.people < 0) return std::nullopt;
    return std::move(sum_);
  }

 private:
  void take(const std::vector<ProofTerm>& terms, bool at_least) {
    for (const ProofTerm& t : terms) {
      if (t.share) continue;
      const bool as_both = merged_ && at_least != at_least_ && t.times == of_part_ - of_base_;
      const bool as_base = t.times == of_base_ && (of_base_ != of_part_ || at_least == at_least_);
      fits_ = fits_ && (as_both || as_base || t.times == of_part_);
      if (t.value == 0 && at_least) continue;
      // The base is bounded as the share is, those it counts the other way.
      if (as_both || as_base) add(t, sum_.base, as_both || at_least == at_least_);
      if (as_both || !as_base) add(t, sum_.part, at_least != at_least_);
    }
  }

  static void add(const ProofTerm& term, Difference& to, bool plus) {
    std::vector<ProofTerm>& terms = plus ? to.plus : to.minus;
    terms.push_back(term);
    terms.back().times = 1;
    to.total = plus ? checked_add(to.total, term.value) : checked_sub(to.total, term.value);
  }

  bool at_least_, merged_;
  Count of_base_ = 0, of_part_ = 0;
  bool fits_ = true;
  ShareSum sum_;
};

const Reading& reading_of(const Ledger& ledger, const ProofTerm& term) {
  return ledger.claims[term.claim].readings[term.reading];
}

// Of the same people and days, taken as often.
bool of_one_base(const Ledger& ledger, const ProofTerm& a, const ProofTerm& b) {
  const Reading &x = reading_of(ledger, a), &y = reading_of(ledger, b);
  return a.times == b.times && x.part_of == y.part_of && x.population == y.population && x.measure == y.measure &&
         x.period == y.period && x.figure && y.figure;
}

// One share's least beside the other's most, and as much of the base as lies between them.
std::optional<ContraryShares> contrary(const Ledger& ledger, const ProofTerm& lower, const ProofTerm& upper,
                                       const std::optional<ProofTerm>& base) {
  const std::optional<ShareEnd>& least = reading_of(ledger, lower).figure->share_min;
  const std::optional<ShareEnd>& most = reading_of(ledger, upper).figure->share_max;
  const auto as_told = [](const ProofTerm& term, const ShareEnd& end) { return term.value == (end.strict ? 1 : 0); };
  if (!least || !most || !as_told(lower, *least) || !as_told(upper, *most)) return std::nullopt;
  const Count apart = checked_mul(lower.times, least->two_hundredths - most->two_hundredths);
  if (apart != (base ? base->times : 0)) return std::nullopt;
  return ContraryShares{lower, upper, *least, *most, base};
}

}  // namespace

std::optional<ShareSum> share_sum(const Ledger& ledger, const Proof& leaf, SumOf of) {
  const ProofTerm* share = only_share(leaf);
  if (share == nullptr) return std::nullopt;
  const std::optional<Figure>& figure = ledger.claims[share->claim].readings[share->reading].figure;
  if (!figure) return std::nullopt;
  for (const bool merged : {false, true}) {
    for (const bool at_least : {of != SumOf::greatest, of == SumOf::greatest}) {
      const std::optional<ShareEnd>& end = at_least ? figure->share_min : figure->share_max;
      if (!end || share->value != (end->strict ? 1 : 0)) continue;
      if (auto sum = Taken(leaf, *share, *end, at_least, merged).sum(leaf, of)) return sum;
    }
  }
  return std::nullopt;
}

std::optional<ContraryShares> contrary_shares(const Ledger& ledger, const Proof& leaf) {
  std::vector<ProofTerm> shares, others;
  for (const ProofTerm& t : leaf.at_least) {
    if (t.share || t.value != 0) (t.share ? shares : others).push_back(t);
  }
  if (shares.size() != 2 || others.size() > 1 || !leaf.at_most.empty()) return std::nullopt;
  const std::optional<ProofTerm> base = others.empty() ? std::nullopt : std::optional(others[0]);
  if ((base && base->assumed) || !of_one_base(ledger, shares[0], shares[1])) return std::nullopt;
  auto out = contrary(ledger, shares[0], shares[1], base);
  return out ? out : contrary(ledger, shares[1], shares[0], base);
}

const ProofTerm* less_than_itself(const Proof& leaf) {
  const ProofTerm* share = only_share(leaf);
  const auto says_something = [&](const ProofTerm& t) { return &t != share && t.value != 0; };
  const bool alone = share != nullptr && leaf.at_most.empty() && std::ranges::none_of(leaf.at_least, says_something);
  return alone && share->value == 1 ? share : nullptr;
}

}  // namespace reltrack::report
