#include "report/sum_column.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "report/check_words.hpp"
#include "report/statements.hpp"

namespace reltrack::report {
namespace {

class Column {
 public:
  Column(const Words& words, const Proof& proof, SumOf of, std::optional<Index> self)
      : words_(words), proof_(proof), of_(of), self_(self) {}

  std::vector<SumLine> lines() && {
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
  void part(std::string_view lead, const std::vector<ProofTerm>& terms, Count total) {
    std::size_t shown = 0;
    for (const ProofTerm& term : in_time(terms)) {
      const std::string value = (term.times == 1 ? "" : number(term.times) + " x ") + number(term.value);
      lines_.push_back({shown++ == 0 ? std::string(lead) : "and", value, what(term)});
    }
    if (shown == 0 && of_ == SumOf::conflict) lines_.push_back({std::string(lead), number(total), "nobody more"});
    if (shown > 1) lines_.push_back({"together", number(total), ""});
  }

  std::string what(const ProofTerm& term) const {
    if (term.assumed) return "assumed in this case";
    const Reading& reading = words_.ledger().claims[term.claim].readings[term.reading];
    const std::string shared = term.share ? "the share, in whole numbers: " : "";
    if (self_ == term.claim) return shared + "this claim";
    if (!reading.figure) return shared + words_.who_when(term.claim);
    return fmt::format("{}{} ({})", shared, figure_of(words_, reading, true), words_.who_when(term.claim));
  }

  void result(Count rest) {
    const Count d = proof_.divisor;
    if (of_ != SumOf::conflict && lines_.size() == 1 && d == 1) return;  // the lone figure is the end
    if (of_ == SumOf::conflict) {
      if (proof_.at_least.empty()) {
        lines_.push_back({"", "", "Their times cannot be put in any order."});
      } else {
        const bool told = tells_shortfall(proof_);
        lines_.push_back({told ? "too many" : "over", number(rest), ""});
        if (!told && d != 1)
          lines_.push_back(
              {"too many", number((rest - 1) / d + 1), fmt::format("divided by {}, rounded up", number(d))});
      }
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
      if (!text.empty() && std::find(told.begin(), told.end(), text) == told.end()) told.push_back(std::move(text));
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
