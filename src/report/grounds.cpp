#include "report/grounds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/add_new.hpp"
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

// Whether the same figures give both ends of a range that is one number.
bool is_exact(const RangeFinding& found) {
  const auto claims = [](const std::optional<Proof>& proof) {
    std::vector<Index> out;
    if (!proof) return out;
    for (const auto* terms : {&proof->at_least, &proof->at_most}) {
      for (const ProofTerm& t : *terms) add_new(out, t.claim);
    }
    std::ranges::sort(out);
    return out;
  };
  return found.range.min && found.range.min == found.range.max && found.min_proof && found.min_proof->cases.empty() &&
         claims(found.min_proof) == claims(found.max_proof);
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
  if (findings.rests_on_least) add(findings.others->min_proof, true, findings.others->range.min);
  if (findings.rests_on_most) add(findings.others->max_proof, false, findings.others->range.max);
  std::vector<Near> out;
  for (Near ground : findings.grounds) {
    const auto term =
        std::ranges::find_if(terms, [&](const ProofTerm& t) { return !t.assumed && t.claim == ground.claim; });
    if (term == terms.end()) continue;
    ground.reading = term->reading;
    out.push_back(std::move(ground));
  }
  return out;
}

bool adds_in_a_sentence(const Words& words, const CheckFindings& findings) {
  const std::vector<Near> grounds = telling_grounds(findings);
  const auto by_cases = [](bool rests, const std::optional<Proof>& proof) {
    return rests && proof && !proof->cases.empty();
  };
  const auto unclear = [&](const Near& n) {
    return reading_of(words, n).figure->percent ||
           std::ranges::count(findings.near_meanings, n.claim, &Told::claim) > 0;
  };
  return findings.others && findings.rests_on_least != findings.rests_on_most &&
         !by_cases(findings.rests_on_least, findings.others->min_proof) &&
         !by_cases(findings.rests_on_most, findings.others->max_proof) && grounds.size() > 1 &&
         grounds.size() <= kGroundsTold && std::ranges::none_of(grounds, unclear);
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
  put.figure = is_exact(*findings.others) ? exactly(*range.min) : more ? at_least(*range.min) : at_most(*range.max);
  const std::vector<Near> grounds = telling_grounds(findings);
  const bool as_sum = adds_in_a_sentence(words, findings);
  const std::string what = fact(words, put, language);
  // One of these very people and days is told by itself.
  const auto is_of_asked = [&](const Near& n) {
    const Reading& r = reading_of(words, n);
    return r.measure == put.measure && r.population == put.population && !r.figure->percent &&
           when_in_prose(words, r, language) == when_in_prose(words, put, language);
  };
  if (grounds.size() == 1 && is_of_asked(grounds.front())) return {};
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
    out += fmt::format(" {} {} {} {}.", names(words, ground.denied_by, language), denied,
                       en ? "the figure of" : "la cifra de", quantity(*reading_of(words, ground).figure, language));
  }
  return out;
}

}  // namespace reltrack::report
