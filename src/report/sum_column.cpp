#include "report/sum_column.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/add_new.hpp"
#include "report/check_words.hpp"
#include "report/statements.hpp"

namespace reltrack::report {
namespace {

class Column {
 public:
  Column(const Words& words, const Proof& proof, SumOf of, std::optional<Index> self)
      : words_(words), proof_(proof), of_(of), self_(self) {}

  std::vector<SumLine> lines() && {
    if (const auto sum = share_sum(words_.ledger(), proof_, of_)) {
      share(*sum);
      rules();
      return std::move(lines_);
    }
    if (of_ == SumOf::conflict && tells_in_words()) return {{"", "", sentence(clash_sum(words_, proof_))}};
    if (of_ == SumOf::conflict && proof_.at_least.empty()) return {{"", "", sentence(no_order(words_, proof_))}};
    const bool most = of_ == SumOf::greatest;
    const Count first = most ? proof_.total_at_most : proof_.total_at_least;
    const Count second = most ? proof_.total_at_least : proof_.total_at_most;
    const std::vector<ProofTerm> at_least = telling(proof_.at_least);
    part(most ? "at most" : "at least", most ? proof_.at_most : at_least, first);
    part(of_ == SumOf::conflict ? "at most" : "less", most ? at_least : proof_.at_most, second);
    result(checked_sub(first, second));
    rules();
    return std::move(lines_);
  }

 private:
  // A sum of shares in whole numbers that nobody would add.
  bool tells_in_words() const {
    return contrary_shares(words_.ledger(), proof_).has_value() || less_than_itself(proof_) != nullptr;
  }

  void part(std::string_view lead, const std::vector<ProofTerm>& terms, Count total) {
    std::size_t shown = 0;
    for (const ProofTerm& term : in_time(terms)) {
      const std::string value = (term.times == 1 ? "" : number(term.times) + " x ") + number(term.value);
      lines_.push_back({shown++ == 0 ? std::string(lead) : "and", value, what(term)});
    }
    if (shown == 0 && of_ == SumOf::conflict) lines_.push_back({std::string(lead), number(total), "nobody more"});
    if (shown > 1) lines_.push_back({"together", number(total), ""});
  }

  // The base, the share of it, and what stands against that.
  void share(const ShareSum& sum) {
    const std::string at_least = "at least", at_most = "at most";
    const bool conflict = of_ == SumOf::conflict;
    difference(sum.at_least ? at_least : at_most, sum.base);
    lines_.push_back({"so " + (sum.at_least ? at_least : at_most), number(sum.people), of_that(sum)});
    const bool least = of_ == SumOf::least, share_first = !conflict && sum.at_least == least;
    difference(share_first ? "less" : sum.at_least ? at_most : at_least, sum.part);
    if (conflict) {
      lines_.push_back({"too many", number(sum.rest(sum.at_least)), ""});
    } else if (!sum.part.plus.empty() || !sum.part.minus.empty()) {
      if (!share_first) lines_.push_back({"less", number(sum.people), "of that share"});
      lines_.push_back({"so " + (least ? at_least : at_most), number(sum.rest(share_first)), ""});
    }
  }

  void difference(const std::string& lead, const Difference& d) {
    std::size_t shown = 0;
    for (const auto* terms : {&d.plus, &d.minus}) {
      for (const ProofTerm& term : in_time(*terms)) {
        const std::string sign = terms == &d.plus ? "and" : "without";
        lines_.push_back({shown++ == 0 ? lead : sign, number(term.value), what(term)});
      }
    }
    if (shown > 1) lines_.push_back({"together", number(d.total), ""});
  }

  std::string of_that(const ShareSum& sum) const {
    const Reading& reading = words_.ledger().claims[sum.share.claim].readings[sum.share.reading];
    return fmt::format("{} of that ({})", figure_words(*reading.figure),
                       self_ == sum.share.claim ? "this claim" : words_.who_when(sum.share.claim));
  }

  std::string what(const ProofTerm& term) const {
    if (term.assumed) return "assumed in this case";
    const Reading& reading = words_.ledger().claims[term.claim].readings[term.reading];
    const bool of_nobody = term.share && proof_.at_least.size() == 1 && proof_.at_most.empty();
    const bool left_out = term.share && reading.part_of && !(reading.figure && reading.figure->percent);
    const std::string shared = left_out     ? "whom that meaning leaves out: "
                               : of_nobody  ? "of whom it is a share: "
                               : term.share ? "the share, in whole numbers: "
                                            : "";
    if (self_ == term.claim) return shared + "this claim";
    if (!reading.figure) return shared + words_.who_when(term.claim);
    return fmt::format("{}{} ({})", shared, figure_of(words_, reading, true), words_.who_when(term.claim));
  }

  void result(Count rest) {
    const Count d = proof_.divisor;
    if (of_ != SumOf::conflict && lines_.size() == 1 && d == 1) return;  // the lone figure is the end
    if (of_ == SumOf::conflict) {
      const bool told = tells_shortfall(proof_);
      lines_.push_back({told ? "too many" : "over", number(rest), ""});
      if (!told && d != 1)
        lines_.push_back({"too many", number((rest - 1) / d + 1), fmt::format("divided by {}, rounded up", number(d))});
      return;
    }
    const bool least = of_ == SumOf::least;
    if (d == 1) {
      lines_.push_back({least ? "so at least" : "so at most", number(rest), ""});
      return;
    }
    lines_.push_back({"leaves", number(rest), fmt::format("{} times the count", number(d))});
    const Count down = rest / d, up = checked_add(down, rest % d != 0 ? 1 : 0);
    lines_.push_back({least ? "so at least" : "so at most", number(least ? up : down), "in whole people"});
  }

  // What must be so for the sum to count: each once, whatever its stretch.
  void rules() {
    std::vector<std::string> told;
    for (const ProofRule& rule : proof_.rules) {
      std::string text = rule_words(rule);
      if (!text.empty()) add_new(told, std::move(text));
    }
    for (std::string& text : told) lines_.push_back({"", "", std::move(text)});
  }

  std::string people(Index population) const {
    const Population& p = words_.ledger().populations[population];
    return one_line(p.label.empty() ? p.id : p.label);
  }

  std::string rule_words(const ProofRule& rule) const {
    std::vector<std::string> parts;
    for (const Index part : rule.parts) parts.push_back(people(part));
    const std::string whole = people(rule.population);
    switch (rule.rule) {
      case Rule::part_of_whole:
        return fmt::format("Of {} never more than of {}.", listed(parts, "and"), whole);
      case Rule::disjoint_parts:
        return fmt::format("{} share nobody, and all are among {}.", listed(parts, "and"), whole);
      case Rule::balance:
        return "A level changes by those who come in and those who go out.";
      case Rule::no_negative:
        return "No level is below zero.";
      case Rule::never_falls:
      case Rule::order:
        break;
    }
    return {};
  }

  const Words& words_;
  const Proof& proof_;
  SumOf of_;
  std::optional<Index> self_;
  std::vector<SumLine> lines_;
};

}  // namespace

std::vector<SumLine> sum_column(const Words& words, const Proof& proof, SumOf of, std::optional<Index> self,
                                Count end) {
  if (proof.cases.empty()) return Column(words, proof, of, self).lines();
  const bool conflict = of == SumOf::conflict, least = of == SumOf::least;
  const std::string cases = number(static_cast<Count>(count_leaves(proof))) + " cases";
  const Proof* leaf = conflict ? &nearest_leaf(proof) : ending_leaf(proof, least, end);
  if (leaf == nullptr) return {{"", "", fmt::format("It takes {}, which --json tells.", cases)}};
  std::vector<SumLine> lines = Column(words, *leaf, of, self).lines();
  const std::string lead =
      conflict ? fmt::format("One of {} must be so; in the nearest:", cases)
               : fmt::format("It takes {}; in the {} of those that can be:", cases, least ? "lowest" : "highest");
  lines.insert(lines.begin(), {"", "", lead});
  return lines;
}

}  // namespace reltrack::report
