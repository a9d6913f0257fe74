// What the rest of the record says of each claim: the other sides together, and its own side's other figures.
#include <algorithm>
#include <atomic>

#include "base/in_parallel.hpp"
#include "reconcile/record.hpp"
#include "reconcile/says.hpp"
#include "worlds/frame.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Form;
using worlds::System;

// Events are counted from none, also where the ends of the period may meet or pass each other.
bool counts_from_none(const Record& record, bool events) {
  const auto& dropped = record.options.dropped;
  return events && std::ranges::find(dropped, Rule::never_falls) == dropped.end();
}

class Ranges {
 public:
  Ranges(const Record& record, Findings& findings) : record_(record), ledger_(record.ledger), findings_(findings) {}

  void run() {
    findings_.claims.resize(ledger_.claims.size());
    for (Index c : record_.binding) {
      for (Index r : record_.holding[c]) findings_.claims[c].ranges.push_back({r, std::nullopt, std::nullopt});
    }
    if (record_.options.progress) record_.options.progress("ranges");
    const std::vector<std::pair<std::string, std::vector<Index>>> sides(record_.sides.begin(), record_.sides.end());
    in_parallel(2 * sides.size(), [&](std::size_t i) {
      const auto& [side, claims] = sides[i / 2];
      i % 2 == 0 ? implied(side, claims) : own(side, claims);
    });
    if (!tight_) findings_.search.ranges = findings_.search.claim_ranges = false;
    for (Index d = 0; d < ledger_.claims.size(); ++d) {
      if (!record_.selection.active(d)) continue;
      for (Index c : ledger_.claims[d].disputes) findings_.claims[c].disputed_by.push_back(d);
    }
    for (const auto& [side, claims] : sides) {
      std::vector<Stated>& said = said_.emplace_back(side, std::vector<Stated>()).second;
      for (Index c : claims) {
        for (Index r : record_.holding[c]) said.emplace_back(reading(c, r));
      }
    }
    for (Index c = 0; c < ledger_.claims.size(); ++c) describe(c);
  }

 private:
  const Reading& reading(Index c, Index r) const { return ledger_.claims[c].readings[r]; }

  // More than its figure takes part: it is some share's base, or the order of its ends is open.
  static bool matters_unsaid(const Encoding& encoding, Index c) {
    const auto& bundles = encoding.model.bundles_of;
    return !bundles[static_cast<std::size_t>(Members::presence(c))].empty() ||
           !bundles[static_cast<std::size_t>(Members::order(c))].empty();
  }

  static void add_unsaid(Index c, std::vector<bool>& members) {
    members[static_cast<std::size_t>(Members::presence(c))] = true;
    members[static_cast<std::size_t>(Members::order(c))] = true;
  }

  std::vector<Form> forms(const Encoding& encoding, const std::vector<Index>& claims) const {
    std::vector<Form> out;
    for (Index c : claims) {
      for (const ReadingRanges& ranges : findings_.claims[c].ranges) {
        out.push_back(encoding.regions[c][ranges.reading].widest);
        out.push_back(encoding.regions[c][ranges.reading].narrowest);
      }
    }
    return out;
  }

  // All claims of a side ask the same system, but those whose presence itself says something.
  void implied(const std::string& side, const std::vector<Index>& claims) {
    const Encoding& encoding = record_.joint;
    // Its own side's figures are left out, not the claims: another side's share of one still binds.
    std::vector<bool> members = members_of(encoding, record_.uncontested_joint(side));
    for (Index c : claims) {
      if (!record_.contested_joint[c]) members[static_cast<std::size_t>(Members::presence(c))] = true;
    }
    std::vector<bool> all = members;
    for (Index c : claims) add_unsaid(c, all);
    const worlds::Frame frame(encoding.model, all, forms(encoding, claims));
    const worlds::Relaxation relaxation = frame.relaxation(frame.positions(members));
    worlds::Effort effort = record_.effort();
    const auto system = frame.system(relaxation, effort);
    system->learn_none();
    system->learn(record_.joint_sample);
    for (Index c : claims) {
      const bool special = matters_unsaid(encoding, c);
      for (ReadingRanges& r : findings_.claims[c].ranges) {
        r.implied = special ? ask_alone(frame, relaxation, members, encoding, c, r.reading)
                            : ask(*system, encoding, c, r.reading, effort);
      }
    }
  }

  // Each uncontested figure is left out in turn; the contested ones are out anyway.
  void own(const std::string& side, const std::vector<Index>& claims) {
    const Encoding& encoding = record_.account;
    const std::vector<Index> others = record_.uncontested_account(side);
    const std::vector<bool> members = members_of(encoding, others);
    std::vector<bool> all = members;
    for (Index c : claims) add_unsaid(c, all);
    const worlds::Frame frame(encoding.model, all, forms(encoding, claims));
    std::vector<int> base = frame.positions(members);
    const worlds::Relaxation closed = frame.relaxation(base);
    for (Index c : claims) {
      if (!record_.contested_account[c]) continue;
      for (ReadingRanges& r : findings_.claims[c].ranges) {
        r.own = ask_alone(frame, closed, members, encoding, c, r.reading);
      }
    }
    worlds::Effort effort = record_.effort();
    const auto all_figures = frame.system(closed, effort);
    all_figures->learn(record_.account_sample.at(side));
    System* const with = all_figures->possible() == Answer::yes ? all_figures.get() : nullptr;
    std::vector<Index> asked;
    std::vector<std::vector<int>> figures;  // theirs
    for (Index c : others) {
      std::vector<int> figure = frame.with(base, Members::figure(c));
      if (with != nullptr && others_say_as_much(*with, figure, c)) continue;
      asked.push_back(c);
      figures.push_back(std::move(figure));
    }
    for (const auto& figure : figures) {
      std::erase_if(base, [&](int b) { return std::ranges::binary_search(figure, b); });
    }
    frame.each_left_out(base, figures, [&](std::size_t i, const worlds::Relaxation& relaxation) {
      const Index c = asked[i];
      std::vector<bool> rest = members;
      rest[static_cast<std::size_t>(Members::figure(c))] = false;
      for (ReadingRanges& r : findings_.claims[c].ranges) {
        r.own = ask_alone(frame, relaxation, rest, encoding, c, r.reading, with);
      }
    });
  }

  // Whether the range is what it is with the figure: each end follows from other figures by one way, as in a series
  // that adds up, and a world of all attains it. Then it is set.
  bool others_say_as_much(const System& all, std::span<const int> figure, Index c) {
    if (record_.account.choice[c] >= 0) return false;
    for (ReadingRanges& r : findings_.claims[c].ranges) {
      const Region& region = record_.account.regions[c][r.reading];
      if (region.narrowest_empty) return false;
      const auto least = all.least_without(region.narrowest, figure);
      const auto most = least ? all.greatest_without(region.widest, figure) : std::nullopt;
      if (!most) return false;
      r.own = RangeFinding{{least->value, most->value}, true, true, {}, {}};
      const bool none = counts_from_none(record_, !reading(c, r.reading).period.at_moment) && least->value <= 0;
      if (none) r.own->range.min = 0;
      if (!record_.options.proofs) continue;
      r.own->min_proof = none ? Proof{} : to_proof(record_.account, least->why, region.narrowest);
      r.own->max_proof = to_proof(record_.account, most->why, region.widest);
    }
    return true;
  }

  // `relaxation` is of these members; the claim's presence and order come in. `all`: a system that has its figure, too.
  std::optional<RangeFinding> ask_alone(const worlds::Frame& frame, const worlds::Relaxation& relaxation,
                                        const std::vector<bool>& members, const Encoding& encoding, Index c, Index r,
                                        System* all = nullptr) {
    worlds::Relaxation with_claim = relaxation;
    if (matters_unsaid(encoding, c)) {
      std::vector<bool> more = members;
      add_unsaid(c, more);
      with_claim = frame.with_all(std::move(with_claim), more);
    }
    std::vector<worlds::Split> given;
    if (encoding.choice[c] >= 0) given.push_back(encoding.meant(c, r));
    worlds::Effort effort = record_.effort();
    const auto system = frame.system(std::move(with_claim), effort, given);
    if (all != nullptr) system->lean_on(*all, given);
    system->learn(&encoding == &record_.joint ? record_.joint_sample : record_.account_sample.at(record_.side(c)));
    return ask(*system, encoding, c, r, effort);
  }

  std::optional<RangeFinding> ask(System& system, const Encoding& encoding, Index c, Index r, worlds::Effort& effort) {
    const Region& region = encoding.regions[c][r];
    const CountForms forms{region.narrowest, region.widest, region.narrowest_empty};
    const bool events = !reading(c, r).period.at_moment;
    std::optional<RangeFinding> out = range_of(record_, system, encoding, forms, events, effort);
    if (out && (!out->min_tight || !out->max_tight)) tight_ = false;
    return out;
  }

  void describe(Index c) {
    ClaimFinding& out = findings_.claims[c];
    out.status = status(c);
    out.rests_on = rests_on(ledger_, {c});
    if (out.status == Status::inactive || out.status == Status::unbound) return;
    const auto say_so = [&](const auto& side) {
      return side.first == record_.side(c) || std::ranges::any_of(record_.holding[c], [&](Index r) {
               const Stated asked(reading(c, r));
               return std::ranges::any_of(
                   side.second, [&](const Stated& d) { return implies(ledger_, record_.options.dropped, d, asked); });
             });
    };
    out.independent_sources = static_cast<std::size_t>(std::ranges::count_if(said_, say_so));
  }

  Status status(Index c) const {
    if (!record_.selection.active(c)) return Status::inactive;
    if (!record_.account.binds[c]) return Status::unbound;
    if (record_.contested(c)) return Status::contested;
    if (record_.meant[c].empty()) return Status::unbound;  // what it can mean is announced
    bool all_inside = true, any_word = false;
    for (const ReadingRanges& r : findings_.claims[c].ranges) {
      const std::optional<CountRange> surely_so = surely(ledger_, reading(c, r.reading));
      const CountRange said = surely_so.value_or(CountRange{});
      if (!r.implied) continue;
      const CountRange range = r.implied->range;
      any_word = any_word || range.max || (range.min && *range.min > 0);
      // "At least none", of a verified "at most 30", says nothing that others could bear out.
      const bool says_nothing = !surely_so || (!said.max && said.min.value_or(0) == 0);
      all_inside = all_inside && !says_nothing && (!said.min || (range.min && *range.min >= *said.min)) &&
                   (!said.max || (range.max && *range.max <= *said.max));
    }
    if (findings_.claims[c].ranges.empty()) return Status::compatible;
    return !any_word ? Status::alone : all_inside ? Status::corroborated : Status::compatible;
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
  std::vector<std::pair<std::string, std::vector<Stated>>> said_;  // by side, by all readings that hold
  std::atomic<bool> tight_ = true;
};

}  // namespace

std::optional<RangeFinding> range_of(const Record& record, System& system, const Encoding& encoding,
                                     const CountForms& forms, bool events, worlds::Effort& effort) {
  RangeFinding out;
  effort.used = 0;
  if (system.possible() == Answer::no) return std::nullopt;
  const bool proofs = record.options.proofs, from_none = counts_from_none(record, events);
  // What some world has none of needs no proof, nor a search for one.
  const bool seen_none = from_none && system.has_met(forms.least, 0);
  System::Explained least{{0, true}, {}};
  if (!forms.may_be_empty && !seen_none) {
    least = proofs ? system.explained_least(forms.least) : System::Explained{system.least(forms.least), {}};
  }
  out.range.min = least.end.value;
  out.min_tight = least.end.tight;
  const bool none = from_none && least.end.value.value_or(-1) <= 0;
  if (none) out.range.min = 0;
  if (proofs && forms.may_be_empty && !none) least.why = system.explained_least(forms.least).why;
  if (proofs && out.range.min) out.min_proof = none ? Proof{} : to_proof(encoding, least.why, forms.least);
  effort.used = 0;
  const System::Explained greatest =
      proofs ? system.explained_greatest(forms.greatest) : System::Explained{system.greatest(forms.greatest), {}};
  out.range.max = greatest.end.value;
  out.max_tight = greatest.end.tight;
  if (proofs && greatest.end.value) out.max_proof = to_proof(encoding, greatest.why, forms.greatest);
  return out;
}

void find_ranges(const Record& record, Findings& findings) { Ranges(record, findings).run(); }

}  // namespace reltrack
