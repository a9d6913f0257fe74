// Certificates of the kernel in the ledger's terms.
#include <algorithm>
#include <map>

#include "reconcile/record.hpp"

namespace reltrack {

namespace {

using worlds::Certificate;
using worlds::RowRef;
using worlds::Split;
using worlds::Used;

class Translation {
 public:
  Translation(const Encoding& encoding, const worlds::Form& asked) : encoding_(encoding), asked_(asked) {}

  Proof run(const Certificate& certificate) {
    Proof out;
    if (asked_.level >= 0) note(asked_.level, encoding_.instant(asked_.terms.front().at));
    out.divisor = certificate.divisor;
    for (const Used& used : certificate.rows) add(used, out);
    add_balances(out);
    for (const ProofTerm& t : out.at_least)
      out.total_at_least = checked_add(out.total_at_least, checked_mul(t.value, t.times));
    for (const ProofTerm& t : out.at_most)
      out.total_at_most = checked_add(out.total_at_most, checked_mul(t.value, t.times));
    const auto by_claim = [](const ProofTerm& t) { return std::pair{t.claim, t.value}; };
    std::ranges::stable_sort(out.at_least, {}, by_claim);
    std::ranges::stable_sort(out.at_most, {}, by_claim);
    for (const worlds::Case& c : certificate.cases) out.cases.push_back(translate(c));
    return out;
  }

 private:
  static std::size_t ix(int i) { return static_cast<std::size_t>(i); }

  void add(const Used& used, Proof& out) {
    const RowRef& ref = used.ref;
    ProofRule rule;
    rule.times = used.times;
    rule.from = encoding_.instant(ref.from);
    rule.to = encoding_.instant(ref.to);
    switch (ref.kind) {
      case RowRef::Kind::member:
        add_bound(used, out);
        return;
      case RowRef::Kind::assumed:
      case RowRef::Kind::assumed_level: {
        ProofTerm term;
        term.assumed = true;
        term.value = ref.bound;
        term.times = used.times;
        term.from = rule.from;
        term.to = rule.to;
        (ref.row > 0 ? out.at_least : out.at_most).push_back(term);
        return;
      }
      case RowRef::Kind::never_falls:
        rule.rule = encoding_.model.counters[ix(ref.index)].kind == worlds::Counter::Kind::rising ? Rule::never_falls
                                                                                                  : Rule::order;
        std::tie(rule.measure, rule.population) = encoding_.counter_of[ix(ref.index)];
        break;
      case RowRef::Kind::whole:
        add_parts(encoding_.model.wholes[ix(ref.index)], encoding_.counter_of, rule);
        break;
      case RowRef::Kind::never_negative:
        rule.rule = Rule::no_negative;
        std::tie(rule.measure, rule.population) = encoding_.level_of[ix(ref.index)];
        note(ref.index, rule.to);
        break;
      case RowRef::Kind::level_whole: {
        const worlds::Whole& whole = encoding_.model.level_wholes[ix(ref.index)];
        add_parts(whole, encoding_.level_of, rule);
        note(whole.whole, rule.to);
        for (int part : whole.parts) note(part, rule.to);
        break;
      }
      case RowRef::Kind::order:
        rule.rule = Rule::order;
        if (ref.row >= 0) {
          const int tag = encoding_.model.bundles[ix(ref.index)].orders[ix(ref.row)].tag;
          if (tag < 0) break;
          const RowMeaning& meaning = encoding_.rows[ix(tag)];
          rule.claim = meaning.claim;
          if (meaning.kind == RowMeaning::Kind::inside) rule.part = meaning.reading;
        }
        break;
    }
    out.rules.push_back(std::move(rule));
  }

  void add_parts(const worlds::Whole& whole, const std::vector<std::pair<Index, Index>>& names, ProofRule& rule) const {
    rule.rule = whole.parts.size() > 1 || !encoding_.part_of_whole ? Rule::disjoint_parts : Rule::part_of_whole;
    std::tie(rule.measure, rule.population) = names[ix(whole.whole)];
    for (int part : whole.parts) rule.parts.push_back(names[ix(part)].second);
  }

  void add_bound(const Used& used, Proof& out) {
    const worlds::Row& row = encoding_.model.bundles[ix(used.ref.index)].rows[ix(used.ref.row)];
    const RowMeaning& meaning = encoding_.rows[ix(row.tag)];
    ProofTerm term;
    term.claim = meaning.claim;
    term.reading = meaning.reading;
    term.times = used.times;
    term.from = encoding_.instant(meaning.from);
    term.to = encoding_.instant(meaning.to);
    term.share = meaning.kind == RowMeaning::Kind::share;
    const bool below = meaning.kind != RowMeaning::Kind::at_most;
    term.value = below ? row.at_least : -row.at_least;
    (below ? out.at_least : out.at_most).push_back(term);
    if (row.level >= 0) note(row.level, term.to);
  }

  // That the sum speaks of the level at that time.
  void note(int level, const Instant& at) {
    auto& [from, to] = levels_.try_emplace(level, std::pair{at, at}).first->second;
    if (at.at < from.at) from = at;
    if (at.at > to.at) to = at;
  }

  // Two levels of one population are tied by what came in and went out between them.
  void add_balances(Proof& out) const {
    for (const auto& [level, span] : levels_) {
      if (span.first == span.second) continue;
      ProofRule rule;
      rule.rule = Rule::balance;
      std::tie(rule.measure, rule.population) = encoding_.level_of[ix(level)];
      rule.from = span.first;
      rule.to = span.second;
      out.rules.push_back(std::move(rule));
    }
  }

  ProofCase translate(const worlds::Case& source) const {
    ProofCase out;
    const Split& split = source.split;
    switch (split.kind) {
      case Split::Kind::choice: {
        const auto [claim, owner] = encoding_.choice_of[ix(split.choice)];
        out.kind = claim ? ProofCase::Kind::reading : ProofCase::Kind::between;
        out.claim = owner;
        out.choice = static_cast<Index>(split.option);
        break;
      }
      case Split::Kind::order:
        out.kind = ProofCase::Kind::order;
        out.from = encoding_.instant(split.from);
        out.to = encoding_.instant(split.to);
        break;
      case Split::Kind::at_most:
      case Split::Kind::at_least:
        out.kind = ProofCase::Kind::count;
        out.from = encoding_.instant(split.from);
        out.to = encoding_.instant(split.to);
        std::tie(out.measure, out.population) =
            (split.of_level ? encoding_.level_of : encoding_.counter_of)[ix(split.counter)];
        (split.kind == Split::Kind::at_least ? out.limit.min : out.limit.max) = split.bound;
        break;
    }
    out.proof = Translation(encoding_, asked_).run(source.proof);
    return out;
  }

  const Encoding& encoding_;
  const worlds::Form& asked_;
  std::map<int, std::pair<Instant, Instant>> levels_;
};

void collect(const Proof& proof, std::set<Index>& into) {
  for (const auto* terms : {&proof.at_least, &proof.at_most}) {
    for (const ProofTerm& t : *terms) {
      if (!t.assumed) into.insert(t.claim);
    }
  }
  for (const ProofCase& c : proof.cases) {
    if (c.kind == ProofCase::Kind::reading) into.insert(c.claim);
    collect(c.proof, into);
  }
}

}  // namespace

Proof to_proof(const Encoding& encoding, const Certificate& certificate, const worlds::Form& asked) {
  return Translation(encoding, asked).run(certificate);
}

std::set<Index> claims_behind(const Proof& proof) {
  std::set<Index> out;
  collect(proof, out);
  return out;
}

}  // namespace reltrack
