#include "report/check_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/prose.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kSpeakersNamed = 3;

// "Jorge Rodríguez", "Foro Penal and PUD".
std::string speakers(const Words& words, const std::vector<Index>& claims) {
  std::vector<std::string> out;
  for (const Index c : claims) {
    std::string name = words.short_name(words.ledger().claims[c].source);
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  if (out.size() <= kSpeakersNamed) return listed(out, "and");
  const std::size_t more = out.size() - kSpeakersNamed;
  out.resize(kSpeakersNamed);
  out.push_back(small_number(more) + " more");
  return listed(out, "and");
}

// "is Jorge Rodríguez's figure", "is said by Foro Penal and PUD".
std::string whose(const Words& words, const std::vector<Index>& claims) {
  const std::string who = speakers(words, claims);
  const Index first = words.ledger().claims[claims.front()].source;
  const bool one =
      std::all_of(claims.begin(), claims.end(), [&](Index c) { return words.ledger().claims[c].source == first; });
  if (!one) return "is said by " + who;
  return "is " + who + (who.ends_with('s') ? "' figure" : "'s figure");
}

const Reading& reading_of(const Words& words, const Near& near) {
  return words.ledger().claims[near.claim].readings[near.reading];
}

// "NOBODY SAYS THIS: >400 political prisoners. Jorge Rodríguez said >400 people."
std::string nobody(const Words& words, const Question& question, const CheckFindings& findings) {
  const auto near =
      std::find_if(findings.nearest.begin(), findings.nearest.end(), [](const Near& n) { return n.same_number; });
  const bool named = near != findings.nearest.end();
  if (named && near->ruled_out && !near->population && !near->measure && !near->period)
    return fmt::format("NOBODY SAYS THIS: {}. {}'s words allow it, but not so that they fit the rest.",
                       figure_of(words, question.asked, true), words.name(words.ledger().claims[near->claim].source));
  const bool other_days = named && (near->period || (!near->population && !near->measure));
  const std::string what = figure_of(words, question.asked, !named || other_days);
  if (!named) return fmt::format("NOBODY SAYS THIS: {}.", what);
  return fmt::format("NOBODY SAYS THIS: {}. {} {} {}.", what, words.name(words.ledger().claims[near->claim].source),
                     near->announced ? "announced" : "said", figure_of(words, reading_of(words, *near), other_days));
}

void collect(const Proof& proof, std::vector<Index>& out) {
  for (const auto* side : {&proof.at_least, &proof.at_most}) {
    for (const ProofTerm& term : *side) {
      if (term.value != 0 && !term.assumed && std::find(out.begin(), out.end(), term.claim) == out.end())
        out.push_back(term.claim);
    }
  }
  for (const ProofCase& split : proof.cases) collect(split.proof, out);
}

}  // namespace

std::vector<Index> claims_in(const Proof& proof) {
  std::vector<Index> out;
  collect(proof, out);
  return out;
}

std::string_view verdict_word(CheckVerdict verdict) {
  switch (verdict) {
    case CheckVerdict::disputed:
      return "disputed";
    case CheckVerdict::corroborated:
      return "corroborated";
    case CheckVerdict::attributable:
      return "attributable";
    case CheckVerdict::follows:
      return "follows";
    case CheckVerdict::excluded:
      return "excluded";
    case CheckVerdict::unsupported:
      return "unsupported";
  }
  return {};
}

std::string figure_of(const Words& words, const Reading& reading, bool with_period) {
  std::string out = figure_words(*reading.figure) + ' ' + noun(words, reading.population, Language::english);
  if (words.ledger().measures[reading.measure].id != "released") out += ", " + words.measure(reading.measure);
  if (with_period) out += ", " + words.period(reading, Years::always);
  return out;
}

std::string first_line(const Words& words, const Question& question, const CheckFindings& findings) {
  const std::string figure = figure_of(words, borne_out(question, findings), true);
  const auto range = [&] { return findings.others ? range_words(findings.others->range) : std::string("any number"); };
  switch (findings.verdict) {
    case CheckVerdict::disputed: {
      std::string why;
      if (!findings.denied_by.empty()) why = speakers(words, findings.denied_by) + " denied it";
      if (!findings.contested.empty())
        why += (why.empty() ? "" : "; ") + std::string("it does not add up with other figures");
      if (why.empty()) why = "the others' figures put " + range();
      return fmt::format("DISPUTED: {}, {}; {}. Print both.", figure, whose(words, findings.said_by), why);
    }
    case CheckVerdict::corroborated:
      return fmt::format("BORNE OUT: {}, {}, and {}.", figure, whose(words, findings.said_by),
                         findings.by_each_other ? "each side's figures bear out the other's"
                                                : "other sides' figures alone put " + range());
    case CheckVerdict::attributable:
      return fmt::format("ATTRIBUTE: {}, {} alone.", figure, whose(words, findings.said_by));
    case CheckVerdict::follows:
      return fmt::format("FOLLOWS: {}. Nobody says it, but the figures on file put {}.", figure, range());
    case CheckVerdict::excluded:
      return nobody(words, question, findings) + fmt::format(" The figures on file put {}.", range());
    case CheckVerdict::unsupported:
      break;
  }
  return nobody(words, question, findings);
}

std::string_view alarm_word(Alarm::Kind kind) {
  switch (kind) {
    case Alarm::Kind::newer:
      return "newer";
    case Alarm::Kind::other_start:
      return "other-start";
    case Alarm::Kind::same_number:
      return "same-number";
    case Alarm::Kind::level:
      return "level";
    case Alarm::Kind::overlap_sum:
      return "overlap-sum";
    case Alarm::Kind::factor_of_ten:
      return "factor-of-ten";
    case Alarm::Kind::digits:
      return "digits";
  }
  return {};
}

std::string alarm_statement(const Words& words, const Alarm& alarm) {
  const auto& claims = words.ledger().claims;
  std::vector<std::string> told;
  for (const Index c : alarm.claims) {
    const Reading& r = claims[c].readings.front();
    told.push_back(fmt::format("{} ({})", figure_of(words, r, true), words.who_when(c)));
    if (told.size() == kSpeakersNamed) break;
  }
  const std::string which = listed(told, "and");
  switch (alarm.kind) {
    case Alarm::Kind::newer:
      return "newer, same side: " + which;
    case Alarm::Kind::other_start:
      return "the same source also counts from another start: " + which + "; the two cannot be compared or added";
    case Alarm::Kind::same_number:
      return "the same number on file for something else: " + which;
    case Alarm::Kind::level:
      return "that number is a level, how many were held, not how many left: " + which;
    case Alarm::Kind::overlap_sum: {
      std::vector<std::string> parts;
      for (const Index c : alarm.claims) parts.push_back(words.named(c));
      return "the sum of " + listed(parts, "and") + ", which overlap: some people would be counted twice";
    }
    case Alarm::Kind::factor_of_ten:
      return "a nought away from " + which;
    case Alarm::Kind::digits:
      return "two digits away from " + which;
  }
  return {};
}

std::string differences(const Near& near) {
  std::vector<std::string> out;
  if (near.population) out.emplace_back("other people");
  if (near.measure) out.emplace_back("another event");
  if (near.period) out.emplace_back("other days");
  if (near.announced) out.emplace_back("announced, not said to have happened");
  if (near.ruled_out) out.emplace_back("a reading of its words that does not fit the rest");
  if (near.figure && out.empty()) out.emplace_back("another figure");
  std::string text;
  for (const std::string& part : out) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace reltrack::report
