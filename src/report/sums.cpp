// Sums that a reader re-adds by hand, made from proofs.
#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <limits>
#include <set>
#include <tuple>

#include "base/add_new.hpp"
#include "report/facts.hpp"
#include "report/share_sum.hpp"
#include "report/statements.hpp"

namespace reltrack::report {
namespace {

// More figures than this are counted, not written out: the sum would no longer be read.
constexpr std::size_t kTermsInSum = 12;

constexpr std::string_view kInWholeNumbers = "with the shares in whole numbers: ";

bool is_level(const Words& words, const ProofTerm& term) {
  if (term.assumed) return false;
  const Reading& reading = words.ledger().claims[term.claim].readings[term.reading];
  return words.ledger().measures[reading.measure].type == MeasureType::stock;
}

// Whether the claim says just that number, so that either of two such figures could be the one that is off.
bool is_exact(const Words& words, const ProofTerm& term) {
  if (term.assumed) return false;
  const Reading& reading = words.ledger().claims[term.claim].readings[term.reading];
  return reading.figure && reading.basis == Basis::asserted && reading.figure->people.min == term.value &&
         reading.figure->people.max == term.value;
}

// Writes the terms of one proof. A term names what it counts only where the proof speaks of several things.
class Terms {
 public:
  Terms(const Words& words, const Proof& proof) : words_(words) {
    std::set<Index> populations, measures;
    for (const auto* side : {&proof.at_least, &proof.at_most}) {
      for (const ProofTerm& term : *side) {
        if (term.assumed) continue;
        const Reading& reading = words.ledger().claims[term.claim].readings[term.reading];
        populations.insert(reading.population);
        if (!is_level(words, term)) measures.insert(reading.measure);
      }
    }
    several_populations_ = populations.size() > 1;
    several_measures_ = measures.size() > 1;
  }

  std::string term(const ProofTerm& term) const {
    std::string out = term.times == 1 ? "" : number(term.times) + " x ";
    out += number(term.value);
    if (term.assumed) return out + " assumed";
    const Reading& reading = words_.ledger().claims[term.claim].readings[term.reading];
    if (reading.figure && reading.figure->text.starts_with('~')) out += fmt::format(" ({})", words_.figure(reading));
    if (several_populations_) {
      const std::string who = words_.short_population(reading.population);
      out += " " + (term.value == 1 ? one_of(who) : who);
    }
    if (is_level(words_, term)) {
      out += fmt::format(" {} {}", words_.measure(reading.measure), words_.stretch(term.to, term.to));
    } else if (several_measures_) {
      out += " " + words_.measure(reading.measure);
    }
    return out;
  }

  // "99 + 88"
  std::string added(const std::vector<ProofTerm>& terms) const {
    std::vector<std::string> parts;
    for (const ProofTerm& t : in_time(terms)) parts.push_back(term(t));
    if (parts.empty()) return "0";
    if (parts.size() > kTermsInSum) return counted(parts.size(), "figure") + " together";
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : " + ") + part;
    return out;
  }

  // "99 + 88 = 187", or the lone figure.
  std::string total(const std::vector<ProofTerm>& terms) const {
    std::string sum = added(terms);
    if (terms.empty() || (terms.size() == 1 && terms[0].times == 1)) return sum;
    Count all = 0;
    for (const ProofTerm& t : terms) all = checked_add(all, checked_mul(t.value, t.times));
    return sum + " = " + number(all);
  }

  // "863 - 806 = 57", "99 + 88 = 187", or the lone figure.
  std::string total(const Difference& d) const {
    if (d.plus.size() + d.minus.size() > kTermsInSum)
      return counted(d.plus.size() + d.minus.size(), "figure") + " together = " + number(d.total);
    std::string sum = added(d.plus);
    for (const ProofTerm& t : in_time(d.minus)) sum += " - " + term(t);
    return d.plus.size() + d.minus.size() == 1 ? sum : sum + " = " + number(d.total);
  }

 private:
  const Words& words_;
  bool several_populations_ = false, several_measures_ = false;
};

bool has_share(const Proof& proof) {
  const auto share = [](const ProofTerm& t) { return t.share; };
  return std::any_of(proof.at_least.begin(), proof.at_least.end(), share) ||
         std::any_of(proof.at_most.begin(), proof.at_most.end(), share);
}

bool taken_once(const Proof& proof) {
  const auto once = [](const ProofTerm& t) { return t.times == 1; };
  return std::all_of(proof.at_least.begin(), proof.at_least.end(), once) &&
         std::all_of(proof.at_most.begin(), proof.at_most.end(), once);
}

// The one level among the terms; null where there are none or several, or one is taken more than once.
const ProofTerm* only_level(const Words& words, const std::vector<ProofTerm>& terms) {
  const ProofTerm* found = nullptr;
  for (const ProofTerm& t : terms) {
    if (!is_level(words, t)) continue;
    if (found != nullptr || t.times != 1) return nullptr;
    found = &t;
  }
  return found;
}

std::vector<ProofTerm> without(const std::vector<ProofTerm>& terms, const ProofTerm* left_out) {
  std::vector<ProofTerm> rest;
  for (const ProofTerm& t : terms) {
    if (&t != left_out) rest.push_back(t);
  }
  return rest;
}

// "863 held on 29 Dec less 806 held on 12 Jan: at least 57 left, 17 more than 40". Empty where the proof is not about
// the step from one level to another.
std::string levels_sum(const Words& words, const Proof& proof) {
  const ProofTerm* high = only_level(words, proof.at_least);
  const ProofTerm* low = only_level(words, proof.at_most);
  if (high == nullptr || low == nullptr || high->to == low->to) return {};
  const Terms terms(words, proof);
  const std::vector<ProofTerm> in = telling(without(proof.at_least, high)), out = without(proof.at_most, low);
  Count moved = checked_sub(high->value, low->value);
  for (const ProofTerm& t : in) moved = checked_add(moved, checked_mul(t.value, t.times));
  if (moved <= 0) return {};
  std::string text = terms.term(*high);
  if (!in.empty()) text += " + " + terms.added(in);
  const bool fell = words.length(high->to, low->to) > 0;
  text += fmt::format(" less {}: at least {} {}", terms.term(*low), number(moved), fell ? "left" : "came in");
  if (!out.empty()) {
    const Count excess = checked_sub(proof.total_at_least, proof.total_at_most);
    text += fmt::format(", {} more than {}", number(excess), terms.total(out));
  }
  return text;
}

// "more than 50%", "30%": an end of a share; of an upper one "at most" goes without saying.
std::string percent(const ShareEnd& end, bool at_least) {
  const std::string strict = end.strict ? (at_least ? "more than " : "less than ") : "";
  return fmt::format("{}{}{}%", strict, end.two_hundredths / 2, end.two_hundredths % 2 != 0 ? ".5" : "");
}

std::string percent(const ShareSum& sum) { return percent(sum.end, sum.at_least); }

// "60% of 181 is 109 or more, 50% of 181 is 90 or fewer"; "no number is more than 50% of another and less than 50% of
// it, too".
std::string contrary_sum(const Terms& terms, const ContraryShares& shares) {
  const std::string least = percent(shares.least, true), most = percent(shares.most, false);
  if (!shares.base) return fmt::format("no number is {} of another and {} of it, too", least, most);
  ProofTerm once = *shares.base;
  once.times = 1;
  const std::string base = terms.term(once);
  return fmt::format("{} of {} is {} or more, {} of {} is {} or fewer", least, base,
                     number(least_of(shares.least, shares.base->value)), most, base,
                     number(most_of(shares.most, shares.base->value)));
}

// "more than 50% of 401 is 201 or more, 85 more than 116"; "116 + 50 = 166, 46 more than the 120 that 30% of 400 can
// be".
std::string share_clash(const Terms& terms, const ShareSum& sum) {
  const std::string excess = number(sum.rest(sum.at_least));
  const std::string base = terms.total(sum.base), part = terms.total(sum.part);
  if (!sum.at_least) {
    return fmt::format("{}, {} more than the {} that {} of {} can be", part, excess, number(sum.people), percent(sum),
                       base);
  }
  return fmt::format("{} of {} is {} or more, {} more than {}", percent(sum), base, number(sum.people), excess, part);
}

// "more than 50% of 401 is 201 or more"; "201 (more than 50% of 401) - 50 = 151"; of others than those it counts, "40 -
// 30 (less than 15.5% of 200) = 10".
std::string share_range(const Terms& terms, const ShareSum& sum, bool least) {
  const std::string share = percent(sum) + " of " + terms.total(sum.base);
  const Difference& others = sum.part;
  if (others.plus.empty() && others.minus.empty())
    return fmt::format("{} is {} or {}", share, number(sum.people), sum.at_least ? "more" : "fewer");
  const std::string people = fmt::format("{} ({})", number(sum.people), share);
  const bool share_first = sum.at_least == least;
  std::string out = share_first ? people : terms.added(others.plus);
  for (const ProofTerm& t : in_time(share_first ? others.plus : others.minus)) out += " - " + terms.term(t);
  for (const ProofTerm& t : in_time(share_first ? others.minus : std::vector<ProofTerm>()))
    out += " + " + terms.term(t);
  if (!share_first) out += " - " + people;
  return out + " = " + number(sum.rest(share_first));
}

// The part whose people its whole does not count; null where the proof is not about that.
const ProofTerm* left_out(const Words& words, const Proof& proof) {
  const auto is_it = [&](const ProofTerm& t) {
    const Reading& r = words.ledger().claims[t.claim].readings[t.reading];
    return t.share && r.part_of && !(r.figure && r.figure->percent);
  };
  const auto found = std::ranges::find_if(proof.at_least, is_it);
  return found != proof.at_least.end() ? &*found : nullptr;
}

std::string plain_sum(const Words& words, const Proof& proof) {
  if (proof.at_least.empty()) return no_order(words, proof);
  const Count excess = checked_sub(proof.total_at_least, proof.total_at_most);
  const bool share = has_share(proof);
  if (const ProofTerm* part = left_out(words, proof)) {
    const Reading& reading = words.ledger().claims[part->claim].readings[part->reading];
    return fmt::format("{} counts {}, whom that meaning of {} leaves out", words.tag(part->claim),
                       words.short_population(reading.population), words.tag(*reading.part_of));
  }
  if (const auto sum = share_sum(words.ledger(), proof, SumOf::conflict)) return share_clash(Terms(words, proof), *sum);
  if (const auto shares = contrary_shares(words.ledger(), proof)) return contrary_sum(Terms(words, proof), *shares);
  if (const ProofTerm* part = less_than_itself(proof))
    return fmt::format("{} counts the very people that it is a share of", words.tag(part->claim));
  if (!tells_shortfall(proof)) {
    const Terms terms(words, proof);
    const std::string more = share ? number(proof.total_at_least) : terms.total(telling(proof.at_least));
    const std::string less = share ? number(proof.total_at_most) : terms.total(proof.at_most);
    const std::string_view lead = share ? kInWholeNumbers : "";
    if (proof.divisor == 1) return fmt::format("{}{}, where {} is the most", lead, more, less);
    return fmt::format("{}{}, against {}; the difference divided by {}: at least {} too many", lead, more, less,
                       number(proof.divisor), number((excess - 1) / proof.divisor + 1));
  }
  if (std::string levels = levels_sum(words, proof); !levels.empty()) return levels;
  const Terms terms(words, proof);
  const std::vector<ProofTerm> at_least = telling(proof.at_least);
  if (at_least.size() == 1 && proof.at_most.size() == 1) {
    const ProofTerm &more = at_least[0], &less = proof.at_most[0];
    const bool same = more.from == less.from && more.to == less.to && is_exact(words, more) && is_exact(words, less);
    return fmt::format("{} - {} = {} {}", terms.term(more), terms.term(less), number(excess),
                       same ? "apart" : "too many");
  }
  return fmt::format("{}, {} more than {}", terms.total(at_least), number(excess), terms.total(proof.at_most));
}

void collect(const Proof& proof, std::vector<Index>& out) {
  for (const auto& side : {telling(proof.at_least), proof.at_most}) {
    for (const ProofTerm& term : side) {
      if (!term.assumed) add_new(out, term.claim);
    }
  }
  for (const ProofCase& split : proof.cases) collect(split.proof, out);
}

bool adds_a_figure(const Proof& leaf) {
  const auto figure = [](const ProofTerm& t) { return !t.share && !t.assumed; };
  return std::any_of(leaf.at_least.begin(), leaf.at_least.end(), figure) ||
         std::any_of(leaf.at_most.begin(), leaf.at_most.end(), figure);
}

}  // namespace

std::vector<ProofTerm> in_time(std::vector<ProofTerm> terms) {
  std::stable_sort(terms.begin(), terms.end(), [](const ProofTerm& a, const ProofTerm& b) {
    return std::tuple(a.from.at, a.to.at) < std::tuple(b.from.at, b.to.at);
  });
  return terms;
}

std::vector<ProofTerm> telling(std::vector<ProofTerm> at_least) {
  std::erase_if(at_least, [](const ProofTerm& t) { return t.value == 0 && !t.share; });
  return at_least;
}

std::vector<Index> claims_in(const Proof& proof) {
  std::vector<Index> out;
  collect(proof, out);
  return out;
}

bool tells_shortfall(const Proof& proof) { return !has_share(proof) && taken_once(proof); }

std::size_t count_leaves(const Proof& proof) {
  std::size_t leaves = 0;
  std::vector<const Proof*> open{&proof};
  while (!open.empty()) {
    const Proof* at = open.back();
    open.pop_back();
    if (at->cases.empty()) ++leaves;
    for (const ProofCase& c : at->cases) open.push_back(&c.proof);
  }
  return leaves;
}

namespace {

// Of those for which `off` is a number, the leaf for which it is least, the first of them.
template <class Off>
const Proof* nearest_by(const Proof& proof, const Off& off) {
  const Proof* nearest = nullptr;
  std::optional<Count> best;
  std::vector<const Proof*> open{&proof};
  while (!open.empty()) {
    const Proof* at = open.back();
    open.pop_back();
    const std::optional<Count> here = at->cases.empty() ? off(*at) : std::nullopt;
    if (here && (!best || *here <= *best)) nearest = at, best = here;  // those taken later stand earlier
    for (const ProofCase& c : at->cases) open.push_back(&c.proof);
  }
  return nearest;
}

std::string cases_lead(const Words& words, const Proof& proof) {
  const ProofCase& split = proof.cases.front();
  if (split.kind == ProofCase::Kind::reading && words.has_open_meaning(split.claim))
    return fmt::format("whichever reading of {} is meant", words.named(split.claim));
  return fmt::format("in each of {} cases", count_leaves(proof));
}

// The least whole number that is not less than a leaf's sum over its divisor.
Count rounded_up(const Proof& leaf) {
  const Count excess = checked_sub(leaf.total_at_least, leaf.total_at_most);
  return excess > 0 ? (excess - 1) / leaf.divisor + 1 : excess / leaf.divisor;
}

// Of a proof without cases.
std::string leaf_sum(const Words& words, const Proof& proof, bool least) {
  if (const auto sum = share_sum(words.ledger(), proof, least ? SumOf::least : SumOf::greatest)) {
    return share_range(Terms(words, proof), *sum, least);
  }
  const auto& first = least ? proof.at_least : proof.at_most;
  const auto& second = least ? proof.at_most : proof.at_least;
  const auto left = least ? telling(first) : first, right = least ? second : telling(second);
  if (left.size() + right.size() > kTermsInSum) return {};
  const Count value = least ? rounded_up(proof) : -rounded_up(proof);
  const std::string_view rounded = least ? "up" : "down";
  if (has_share(proof)) {
    if (!adds_a_figure(proof)) return "there is no share of nobody";
    return fmt::format("{}({} - {}) / {} = {}, rounded {}", kInWholeNumbers,
                       number(least ? proof.total_at_least : proof.total_at_most),
                       number(least ? proof.total_at_most : proof.total_at_least), number(proof.divisor), number(value),
                       rounded);
  }
  if (proof.divisor == 1 && (left.empty() || left.size() + right.size() == 1)) return {};
  const Terms terms(words, proof);
  std::string out = terms.added(left);
  for (const ProofTerm& t : right) out += " - " + terms.term(t);
  if (proof.divisor == 1) return out + " = " + number(value);
  return fmt::format("({}) / {} = {}, rounded {}", out, number(proof.divisor), number(value), rounded);
}

}  // namespace

const Proof& nearest_leaf(const Proof& proof) {
  const Proof* nearest = nearest_by(proof, [](const Proof& leaf) -> std::optional<Count> {
    return adds_a_figure(leaf) ? rounded_up(leaf) : std::numeric_limits<Count>::max();
  });
  assert(nearest != nullptr);
  return *nearest;
}

const Proof* ending_leaf(const Proof& proof, bool least, Count end) {
  return nearest_by(proof, [&](const Proof& leaf) -> std::optional<Count> {
    const Count beyond = checked_sub(rounded_up(leaf), least ? end : -end);
    return beyond < 0 ? std::nullopt : std::optional(beyond);
  });
}

std::string no_order(const Words& words, const Proof& proof) {
  const auto rule = std::ranges::find_if(proof.rules, [](const ProofRule& r) { return r.part.has_value(); });
  if (rule == proof.rules.end()) return "their times cannot be put in any order";
  const Reading& part = words.ledger().claims[*rule->claim].readings[*rule->part];
  return fmt::format("{} is part of {}, but does not lie within its time", words.figure(part),
                     words.tag(*part.part_of));
}

std::string clash_sum(const Words& words, const Proof& proof) {
  if (proof.cases.empty()) return plain_sum(words, proof);
  return fmt::format("{}; in the nearest, {}", cases_lead(words, proof), plain_sum(words, nearest_leaf(proof)));
}

std::string range_sum(const Words& words, const Proof& proof, bool least, Count end) {
  if (proof.cases.empty()) return leaf_sum(words, proof, least);
  const Proof* leaf = ending_leaf(proof, least, end);
  const std::string sum = leaf == nullptr ? "" : leaf_sum(words, *leaf, least);
  return sum.empty() ? sum
                     : fmt::format("{}; in the {}, {}", cases_lead(words, proof), least ? "lowest" : "highest", sum);
}

}  // namespace reltrack::report
