#include "report/prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include "base/add_new.hpp"
#include "base/ascii.hpp"
#include "report/attribution.hpp"
#include "report/grounds.hpp"
#include "report/statements.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kSourcesBeside = 2;
constexpr std::size_t kFiguresBeside = 3;  // of each

// "Pozirk's words could mean that 250 ..., but that does not fit the other figures on file."
std::string only_allowed(const Words& words, const ReadingFinding& found, Language language) {
  const std::string& name = words.name(words.ledger().claims[found.claim].source);
  const std::string said = fact(words, reading_of(words, found), language);
  if (english(language)) {
    return fmt::format("{} words could mean that {}, but that does not fit the other figures on file.",
                       possessive(name), said);
  }
  return fmt::format(
      "Las palabras de {} podrían significar que {}, pero eso no cuadra con las demás cifras "
      "registradas.",
      name, said);
}

// Where nobody says the figure: the claim that gives the number of something else; null where none does.
const Near* told_instead(const CheckFindings& findings) {
  if (!findings.said_by.empty() || findings.verdict == CheckVerdict::follows) return nullptr;
  const auto near = std::find_if(findings.nearest.begin(), findings.nearest.end(),
                                 [](const Near& n) { return n.same_number && !n.announced; });
  return near == findings.nearest.end() ? nullptr : &*near;
}

// Claims that announce the very figure.
std::vector<Index> promised(const CheckFindings& findings) {
  std::vector<Index> out;
  for (const Near& n : findings.nearest) {
    if (n.announced && !n.figure && !n.population && !n.measure && !n.period) out.push_back(n.claim);
  }
  return out;
}

// Who gave the figure and does not any more; null where nobody did, or others give its number.
const Alarm* taken_back(const CheckFindings& findings) {
  if (std::ranges::any_of(findings.nearest, &Near::same_number)) return nullptr;
  const auto found = std::ranges::find_if(findings.alarms, [](const Alarm& alarm) {
    return alarm.kind == Alarm::Kind::corrected || alarm.kind == Alarm::Kind::withdrawn;
  });
  return found == findings.alarms.end() ? nullptr : &*found;
}

// The period in which all these claims give the figure, which may have an hour that the question has not; null where
// they differ.
const Period* period_given(const Words& words, const std::vector<Index>& giving, const Reading& asked) {
  const Period* found = nullptr;
  for (const Index c : giving) {
    const auto& readings = words.ledger().claims[c].readings;
    const auto gives = [&](const Reading& r) {
      return r.figure && r.figure->people == asked.figure->people && r.population == asked.population &&
             r.measure == asked.measure;
    };
    if (std::ranges::count_if(readings, gives) != 1) return nullptr;
    const Period& period = std::ranges::find_if(readings, gives)->period;
    if (found != nullptr && found->text != period.text) return nullptr;
    found = &period;
  }
  return found;
}

// "No source on file says that 100 people left prison ..."; in Spanish, where that takes another mood, by its number.
std::string nobody_says(const Words& words, const Question& question, Language language) {
  const std::string side = question.account.empty() ? "" : words.side(question.account);
  if (english(language)) {
    return fmt::format("{} that {}", side.empty() ? "No source on file says" : capitalised(side) + " does not say",
                       fact(words, question.asked, language));
  }
  return fmt::format("{} da esta cifra: {}", side.empty() ? "Ninguna fuente registrada" : capitalised(side) + " no",
                     figure_in_prose(words, question.asked, language));
}

// Of a figure that somebody says: with whose name.
std::string said(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  Reading said = question.asked;
  // "At least" is what others bear out, and nobody's words; who counted case by case says no more than that.
  if (findings.at_least && !all_counted(words, findings.giving, said)) said.figure = at_least(*said.figure->people.min);
  if (!findings.giving.empty()) {
    if (const Period* period = period_given(words, findings.giving, question.asked)) said.period = *period;
    return attributed(words, findings.giving, said, language);
  }
  // Nobody has used these words: who says more is told behind, in their own.
  const bool en = english(language);
  std::string out = fact(words, said, language) + (en ? ", as the figures of " : ", según las cifras de ") +
                    names(words, findings.said_by, language) + (en ? " have it" : "");
  const bool several_sides = sides_of(words.ledger(), findings.said_by).size() > 1;
  if (clash_among_sayers(findings)) {
    out += en ? "; those figures do not fit together" : "; esas cifras no cuadran entre sí";
  } else if (findings.verdict == CheckVerdict::disputed && (several_sides || findings.clashes.empty())) {
    out += en ? "; other figures on file do not fit that" : "; otras cifras registradas no cuadran con eso";
  }
  return sentence(std::move(out));
}

// "Ministry said that 100 people left prison ...; that has been corrected since."
std::string said_once(const Words& words, const Alarm& alarm, Language language) {
  const bool corrected = alarm.kind == Alarm::Kind::corrected;
  const std::vector<Index> giver{alarm.told.front().claim};
  const std::string who = names(words, giver, language);
  const std::string what = fact(words, reading_of(words, alarm.told.front()), language);
  if (english(language))
    return fmt::format("{} said that {}; that has been {} since.", who, what, corrected ? "corrected" : "withdrawn");
  return fmt::format("{} {} que {}; después fue {}.", who, several(words, giver) ? "dijeron" : "dijo", what,
                     corrected ? "corregido" : "retirado");
}

// "Radio One gives it, in the name of Ministry": repeats that say something else than what they repeat.
std::string given_for(const Words& words, const std::vector<Index>& repeats, Language language) {
  std::vector<Index> repeated;
  for (const Index r : repeats) repeated.push_back(*words.ledger().claims[r].repeats);
  const std::string who = names(words, repeats, language), of = names(words, repeated, language);
  const bool many = several(words, repeats);
  if (english(language)) return fmt::format("{} {} it, in the name of {}", who, many ? "give" : "gives", of);
  return fmt::format("{} la {}, en nombre de {}", who, many ? "dan" : "da", of);
}

// Of one that nobody says: who gives the number of something else, promised it or took it back.
std::string unsaid(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  if (const Near* near = told_instead(findings))
    return attributed(words, {near->claim}, reading_of(words, *near), language);
  if (!findings.ruled_out.empty()) return {};
  const std::string nobody = nobody_says(words, question, language);
  if (const std::vector<Index> claims = promised(findings); !claims.empty()) {
    const std::string who = names(words, claims, language);
    if (english(language)) return fmt::format("{}; {} announced that it would happen.", nobody, who);
    return fmt::format("{}; {} {} que ocurriría.", nobody, who, several(words, claims) ? "anunciaron" : "anunció");
  }
  if (const Alarm* alarm = taken_back(findings)) return said_once(words, *alarm, language);
  return nobody + (findings.repeated_by.empty() ? "" : "; " + given_for(words, findings.repeated_by, language)) + '.';
}

std::string lead(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  switch (findings.verdict) {
    case CheckVerdict::disputed:
    case CheckVerdict::corroborated:
    case CheckVerdict::attributable:
      return said(words, question, findings, language);
    case CheckVerdict::follows:
      return follows(words, question, findings, language);
    case CheckVerdict::excluded:
    case CheckVerdict::unsupported:
      break;
  }
  return unsaid(words, question, findings, language);
}

// Where another figure is told instead, who denies that one.
std::vector<Index> who_denies(const CheckFindings& findings) {
  const Near* other = told_instead(findings);
  return other != nullptr ? other->denied_by : findings.denied_by;
}

// Of these denied ones, who denies what the claim said.
std::vector<Index> who_denies(const std::vector<Near>& denied, Index claim) {
  const auto found = std::ranges::find(denied, claim, &Near::claim);
  return found == denied.end() ? std::vector<Index>() : found->denied_by;
}

// " Foro Penal denied it."
std::string denial(const Words& words, const std::vector<Index>& deniers, Language language) {
  if (deniers.empty()) return {};
  const std::string who = names(words, deniers, language);
  return ' ' + sentence(who + (english(language)         ? " denied it"
                               : several(words, deniers) ? " lo negaron"
                                                         : " lo negó"));
}

// " Two more figures on file, some of them denied, count towards it.": of those that are too many to be told; now they
// are.
std::string more_figures(std::span<const Near> figures, std::vector<Index>& told, Language language) {
  const bool en = english(language);
  for (const Near& n : figures) told.push_back(n.claim);
  const bool denied = std::ranges::any_of(figures, [](const Near& n) { return !n.denied_by.empty(); });
  if (figures.size() == 1) {
    return en ? fmt::format(" One more figure on file{} counts towards it.", denied ? ", which is denied," : "")
              : fmt::format(" Otra cifra registrada{} entra en la suma.", denied ? ", desmentida," : "");
  }
  return en ? ' ' + sentence(fmt::format("{} more figures on file{} count towards it", small_number(figures.size()),
                                         denied ? ", some of them denied," : ""))
            : fmt::format(" Otras {} cifras registradas{} entran en la suma.", figures.size(),
                          denied ? ", algunas desmentidas," : "");
}

// What these figures say and who denies them, but for those that are told; now they are.
std::string told_figures(const Words& words, const CheckFindings& findings, const std::vector<Near>& figures,
                         std::vector<Index>& told, Language language) {
  std::vector<std::string> sentences;
  const auto out = [&] { return fmt::format("{}", fmt::join(sentences, "")); };
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const Near& near = figures[i];
    if (std::ranges::count(told, near.claim) > 0) continue;
    if (i >= kGroundsTold) return out() + more_figures(std::span(figures).subspan(i), told, language);
    told.push_back(near.claim);
    add_new(sentences, ' ' + counted_by(words, {near.claim, near.reading}, language) +
                           denial(words, near.denied_by, language) +
                           also_meant(words, findings.near_meanings, near.claim, near.reading, language));
  }
  return out();
}

// Where nobody says it: what it follows from or what leaves it no room, and other figures of the very people and days.
std::string on_file(const Words& words, const CheckFindings& findings, std::vector<Index>& told, Language language) {
  if (!findings.said_by.empty()) return {};
  std::vector<Near> same;
  for (const Near& n : findings.nearest) {
    const bool of_it = !n.population && !n.measure && !n.period && !n.announced;
    if (of_it && same.size() < kFiguresBeside) same.push_back(n);
  }
  // What leaves it no room is told in one sentence, unless it is a figure told by itself, or a share.
  std::vector<Near> grounds = telling_grounds(findings);
  const auto is_denied = [](const Near& n) { return !n.denied_by.empty(); };
  if (grounds.size() > kGroundsTold) std::stable_partition(grounds.begin(), grounds.end(), is_denied);
  if (findings.verdict == CheckVerdict::excluded) {
    const bool as_sum = adds_in_a_sentence(words, findings);
    for (const Near& n : grounds) {
      if (as_sum && told_instead(findings) == nullptr) told.push_back(n.claim);
    }
    if (as_sum || told_instead(findings) != nullptr) grounds.clear();
    // Of many, those alone that somebody denies.
    if (grounds.size() > kGroundsTold) std::erase_if(grounds, std::not_fn(is_denied));
  }
  std::string out = told_figures(words, findings, grounds, told, language);
  return out + told_figures(words, findings, same, told, language);
}

// What others count, but for what the first sentence has said already, and these.
std::string beside(const Words& words, const CheckFindings& findings, const std::vector<Index>& told_before,
                   Language language) {
  const Near* lead = told_instead(findings);
  const auto told = [&](const Told& t) {
    if (std::ranges::count(told_before, t.claim) > 0) return true;
    return lead != nullptr && words.ledger().claims[t.claim].source == words.ledger().claims[lead->claim].source &&
           reading_of(words, t).figure->people == reading_of(words, *lead).figure->people;
  };
  std::string out;
  std::size_t count = 0;
  for (const Told& t : findings.saying_more) {
    if (count == kFiguresBeside) break;
    out += ' ' + counted_by(words, t, language) + denial(words, who_denies(findings.denied_sayers, t.claim), language) +
           also_meant(words, findings.also_meant, t.claim, t.reading, language);
    ++count;
  }
  std::vector<Index> sources;
  count = 0;
  for (const Told& t : findings.beside) {
    if (told(t)) continue;
    const Index source = words.ledger().claims[t.claim].source;
    const bool same = !sources.empty() && sources.back() == source;
    if (!same && sources.size() == kSourcesBeside) break;
    if (!same) count = 0, sources.push_back(source);
    if (++count <= kFiguresBeside)
      out += ' ' + counted_by(words, t, language) +
             denial(words, who_denies(findings.denied_beside, t.claim), language) +
             also_meant(words, findings.near_meanings, t.claim, t.reading, language);
  }
  return out;
}

// The claims' figures, each in whatever its words may mean, by who gives them.
std::string figures_of(const Words& words, const std::vector<Index>& claims, const Reading& asked, Language language) {
  std::vector<std::pair<Index, std::string>> figures;
  for (const Index c : claims) {
    std::vector<std::string> meant;
    for (const Reading& r : words.ledger().claims[c].readings) {
      std::string said = r.figure ? told_apart(words, r, asked, language) : std::string();
      if (!said.empty()) add_new(meant, std::move(said));
    }
    figures.emplace_back(c, listed(meant, english(language) ? "or" : "o"));
  }
  return by_source(words, figures, language);
}

// " It cannot stand together with 160 (Jorge Rodríguez)."
std::string does_not_fit(const Words& words, const Question& question, const CheckFindings& findings,
                         const Conflict& clash, Language language) {
  std::vector<Index> rest, sayers;
  for (const Index c : clash.claims) {
    const bool says = std::ranges::count(findings.said_by, c) > 0;
    // Of what follows, the others are what it follows from.
    const bool is_ground = findings.said_by.empty() && std::ranges::count(findings.contested, c) == 0;
    if (!is_ground) (says ? sayers : rest).push_back(c);
  }
  if (rest.empty()) return {};
  // Of who says more it is that figure, and not the one asked about, which does not fit.
  std::string out = english(language) ? "it cannot stand together with " : "no cuadra con ";
  if (findings.giving.empty() && !sayers.empty()) {
    out = figures_of(words, sayers, question.asked, language) +
          (english(language) ? " cannot stand together with " : " no cuadran con ");
  }
  return ' ' + sentence(out + figures_of(words, rest, question.asked, language));
}

}  // namespace

std::string wording(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  std::string out = lead(words, question, findings, language);
  for (std::size_t i = 0; i < std::min(findings.ruled_out.size(), kFiguresBeside); ++i) {
    out += (out.empty() ? "" : " ") + only_allowed(words, findings.ruled_out[i], language);
  }
  out += denial(words, who_denies(findings), language);
  if (told_instead(findings) == nullptr) out += why_no_room(words, question, findings, language);
  for (const Conflict& clash : findings.clashes) out += does_not_fit(words, question, findings, clash, language);
  std::vector<std::string> meant;
  for (const Index c : findings.giving) {
    if (meant.size() < kSourcesNamed) add_new(meant, also_meant(words, findings.also_meant, c, std::nullopt, language));
  }
  if (const Near* near = told_instead(findings))
    add_new(meant, also_meant(words, findings.near_meanings, near->claim, near->reading, language));
  for (const std::string& sentence : meant) out += sentence;
  std::vector<Index> told;
  if (const Near* near = told_instead(findings)) told.push_back(near->claim);
  out += on_file(words, findings, told, language);
  return out + beside(words, findings, told, language);
}

}  // namespace reltrack::report
