#include "report/grounds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "report/attribution.hpp"
#include "report/prose.hpp"
#include "report/statements.hpp"

namespace reltrack::report {
namespace {

std::vector<Index> claims_behind(const std::vector<Near>& grounds) {
  std::vector<Index> out;
  for (const Near& ground : grounds) out.push_back(ground.claim);
  return out;
}

// "The figure of Foro means that", "Taken together, the figures of Ministry mean that": of the figures behind what
// nobody says; of several sides those "on file".
std::string figures_mean(const Words& words, const std::vector<Near>& grounds, Language language) {
  const bool en = english(language);
  const std::vector<Index> claims = claims_behind(grounds);
  const bool of_one = sides_of(words.ledger(), claims).size() == 1;
  const std::string of = of_one ? (en ? "of " : "de ") + names(words, claims, language)
                         : en   ? "on file"
                                : "registradas";
  if (claims.size() == 1) return en ? "The figure " + of + " means that " : "La cifra " + of + " implica que ";
  return en ? "Taken together, the figures " + of + " mean that "
            : "Tomadas en conjunto, las cifras " + of + " implican que ";
}

}  // namespace

std::vector<Near> telling_grounds(const CheckFindings& findings) {
  if (!findings.others) return {};
  std::vector<ProofTerm> terms;
  const auto add = [&](const std::optional<Proof>& proof, bool least, const std::optional<Count>& end) {
    const Proof* leaf = proof && end ? ending_leaf(*proof, least, *end) : nullptr;
    if (leaf == nullptr) return;
    for (const auto& side : {telling(leaf->at_least), leaf->at_most})
      terms.insert(terms.end(), side.begin(), side.end());
  };
  add(findings.others->min_proof, true, findings.others->range.min);
  add(findings.others->max_proof, false, findings.others->range.max);
  std::erase_if(terms, [](const ProofTerm& t) { return t.assumed; });
  std::vector<Near> out;
  for (Near ground : findings.grounds) {
    const auto term = std::ranges::find(terms, ground.claim, &ProofTerm::claim);
    if (term == terms.end()) continue;
    ground.reading = term->reading;
    out.push_back(std::move(ground));
  }
  return out;
}

bool adds_in_a_sentence(const Words& words, const std::vector<Near>& grounds) {
  const auto share = [&](const Near& n) { return reading_of(words, n).figure->percent; };
  return grounds.size() > 1 && grounds.size() <= kGroundsTold && std::ranges::none_of(grounds, share);
}

std::string follows(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  const bool en = english(language);
  const std::string side = question.account.empty() ? "" : words.side(question.account);
  const std::string nobody = side.empty() ? (en ? "nobody has" : "nadie ha") : side + (en ? " has not" : " no ha");
  return figures_mean(words, findings.grounds, language) + fact(words, question.asked, language) + "; " + nobody +
         (en ? " given that figure." : " dado esa cifra.");
}

std::string why_no_room(const Words& words, const Question& question, const CheckFindings& findings,
                        Language language) {
  if (findings.verdict != CheckVerdict::excluded || findings.grounds.empty()) return {};
  const bool en = english(language);
  const CountRange &range = findings.others->range, &wanted = question.asked.figure->people;
  const bool more = wanted.max && range.min.value_or(0) > *wanted.max;
  Reading put = question.asked;
  put.figure = range.min == range.max ? exactly(*range.min) : more ? at_least(*range.min) : at_most(*range.max);
  const std::vector<Near> grounds = telling_grounds(findings);
  const bool as_sum = adds_in_a_sentence(words, grounds);
  const std::string what = fact(words, put, language);
  // One that gives that very figure is told by itself.
  const auto gives_it = [&](const Near& n) { return fact(words, reading_of(words, n), language) == what; };
  if (!as_sum && std::ranges::any_of(grounds, gives_it)) return {};
  std::string lead = figures_mean(words, findings.grounds, language);
  if (as_sum) {
    std::vector<std::pair<Index, std::string>> figures;
    for (const Near& n : grounds)
      figures.emplace_back(n.claim, told_apart(words, reading_of(words, n), question.asked, language));
    lead = by_source(words, figures, language) + (en ? " together mean that " : " en conjunto implican que ");
  }
  std::string out = ' ' + sentence(lead + what);
  for (const Near& ground : grounds) {
    if (ground.denied_by.empty() || !as_sum) continue;
    const std::string_view denied = en ? "denied" : several(words, ground.denied_by) ? "negaron" : "negó";
    out += fmt::format(" {} {} {} {}.", names(words, ground.denied_by, language), denied, en ? "the" : "la cifra de",
                       figure_words(*reading_of(words, ground).figure));
  }
  return out;
}

}  // namespace reltrack::report
