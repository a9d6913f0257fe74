#include "report/prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/add_new.hpp"
#include "base/ascii.hpp"
#include "report/short_names.hpp"
#include "report/statements.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kSourcesNamed = 3;
constexpr std::size_t kSourcesBeside = 2;
constexpr std::size_t kFiguresBeside = 3;  // of each
constexpr std::size_t kRole = 48;          // longer ones explain, and are no title

// The names of the claims' sources, each once.
std::string names(const Words& words, const std::vector<Index>& claims, Language language) {
  std::vector<std::string> out;
  for (const Index c : claims) out.push_back(words.name(words.ledger().claims[c].source));
  out = each_once(std::move(out));
  const std::size_t all = out.size();
  if (all > kSourcesNamed) out.resize(kSourcesNamed);
  std::string text = listed(out, english(language) ? "and" : "y");
  if (all > kSourcesNamed) text += english(language) ? " and others" : " y otros";
  return text;
}

// Whether these are more than one: a source can be two people.
bool several(const Words& words, const std::vector<Index>& claims) {
  const auto& all = words.ledger().claims;
  const Index first = all[claims.front()].source;
  if (std::any_of(claims.begin(), claims.end(), [&](Index c) { return all[c].source != first; })) return true;
  return names_several(words.name(first));
}

// "13, 35 and at least 62 (Viasna)": figures by who gives them.
std::string figures_of(const Words& words, const std::vector<Index>& claims, const Reading& asked, Language language) {
  const std::string_view last = english(language) ? "and" : "y";
  std::vector<std::pair<Index, std::vector<std::string>>> by_source;
  for (const Index c : claims) {
    const Claim& claim = words.ledger().claims[c];
    std::vector<std::string> meant;
    for (const Reading& r : claim.readings) {
      std::string said = r.figure ? told_apart(words, r, asked, language) : std::string();
      if (!said.empty()) add_new(meant, std::move(said));
    }
    auto at = std::find_if(by_source.begin(), by_source.end(), [&](const auto& s) { return s.first == claim.source; });
    if (at == by_source.end()) at = by_source.insert(at, {claim.source, {}});
    at->second.push_back(listed(meant, english(language) ? "or" : "o"));
  }
  std::vector<std::string> out;
  for (const auto& [source, figures] : by_source) {
    out.push_back(fmt::format("{} ({})", listed(figures, last), words.name(source)));
  }
  return listed(out, last);
}

std::string with_role(const Words& words, Index claim, Language language) {
  const Source& source = words.ledger().sources[words.ledger().claims[claim].source];
  std::string out = words.name(words.ledger().claims[claim].source);
  const bool short_role = source.role.size() <= kRole && source.role.find(';') == std::string::npos;
  if (!english(language) || source.role.empty() || !short_role) return out;
  const std::string role = one_line(source.role);
  return out.ends_with(')') ? fmt::format("{}, {}", out, role) : fmt::format("{} ({})", out, role);
}

// "Foro Penal has checked case by case that 56 political prisoners left prison ...": what another side counts.
std::string counted_by(const Words& words, const Told& told, Language language) {
  const Reading& reading = reading_of(words, told);
  const bool en = english(language);
  const bool checked = reading.basis == Basis::verified;
  const std::string& name = words.name(words.ledger().claims[told.claim].source);
  return sentence(name +
                  (checked ? (en ? " has checked case by case that " : " ha verificado caso por caso que ")
                           : (en ? " says that " : " dice que ")) +
                  fact(words, reading, language));
}

// " Pozirk's words may also mean that 45 people left prison ...": those of the readings that are the claim's, but for
// the one that is `told`.
std::string also_meant(const Words& words, const std::vector<Told>& readings, Index claim, std::optional<Index> told,
                       Language language) {
  const bool en = english(language);
  const std::string& name = words.name(words.ledger().claims[claim].source);
  std::vector<std::string> meant;
  for (const Told& other : readings) {
    if (other.claim != claim || other.reading == told) continue;
    const Reading& reading = reading_of(words, other);
    if (reading.basis != Basis::announced) {
      add_new(meant, fact(words, reading, language));
    } else {
      add_new(meant,
              std::string(en ? "this was announced, not yet carried out" : "eso se anunció y aún no se cumplió"));
    }
  }
  if (meant.empty()) return {};
  const std::string all = listed(meant, en ? "or that" : "o que");
  return ' ' + sentence(en ? fmt::format("{} words may also mean that {}", possessive(name), all)
                           : fmt::format("las palabras de {} también podrían significar que {}", name, all));
}

std::string attributed(const Words& words, const std::vector<Index>& claims, const Reading& reading,
                       Language language) {
  const std::string who =
      claims.size() == 1 ? with_role(words, claims.front(), language) : names(words, claims, language);
  return sentence(fact(words, reading, language) + (english(language) ? ", according to " : ", según ") + who);
}

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

Figure at_least(const Figure& figure) {
  Figure out;
  out.text = fmt::format(">={}", *figure.people.min);
  out.people = {figure.people.min, std::nullopt};
  return out;
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

// The account that is asked, or the one side of whose figures alone the proofs of these ends are; empty where of
// several.
std::string whose_figures(const Words& words, const Question& question, const CheckFindings& findings) {
  if (!question.account.empty()) return words.side(question.account);
  std::vector<Index> claims;
  const CountRange& wanted = question.asked.figure->people;
  const auto collect = [&](const std::optional<Proof>& proof) {
    if (proof) std::ranges::copy(claims_in(*proof), std::back_inserter(claims));
  };
  if (findings.others && wanted.min.value_or(0) > 0) collect(findings.others->min_proof);
  if (findings.others && wanted.max) collect(findings.others->max_proof);
  const std::vector<std::string> sides = sides_of(words.ledger(), claims);
  return sides.size() == 1 ? words.side(sides.front()) : std::string();
}

std::string follows(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  const bool en = english(language);
  const std::string what = fact(words, question.asked, language);
  const std::string side = whose_figures(words, question, findings);
  if (side.empty()) {
    return en ? "Taken together, the figures on file mean that " + what + "; nobody has given that figure."
              : "Tomadas en conjunto, las cifras registradas implican que " + what + "; nadie ha dado esa cifra.";
  }
  return en ? fmt::format("Taken together, the figures of {} mean that {}; it has not given that figure.", side, what)
            : fmt::format("Tomadas en conjunto, las cifras de {0} implican que {1}; {0} no ha dado esa cifra.", side,
                          what);
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

// The verified figure that the only one who gives it gives.
std::optional<Told> only_tally(const Words& words, const std::vector<Index>& giving, const Reading& asked) {
  if (giving.size() != 1) return std::nullopt;
  const auto& readings = words.ledger().claims[giving.front()].readings;
  for (Index r = 0; r < readings.size(); ++r) {
    const Reading& given = readings[r];
    const bool is_it = given.basis == Basis::verified && given.figure && given.figure->people == asked.figure->people &&
                       given.population == asked.population && given.measure == asked.measure;
    if (is_it) return Told{giving.front(), r};
  }
  return std::nullopt;
}

// Of a figure that somebody says: with whose name.
std::string said(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  Reading said = question.asked;
  if (findings.at_least) said.figure = at_least(*said.figure);
  if (!findings.giving.empty()) {
    if (const Period* period = period_given(words, findings.giving, question.asked)) said.period = *period;
    // "At least" is what others bear out, and nobody's words.
    if (const auto tally = findings.at_least ? only_tally(words, findings.giving, question.asked) : std::nullopt)
      return counted_by(words, *tally, language);
    return attributed(words, findings.giving, said, language);
  }
  // Nobody has used these words: who says more is told behind, in their own.
  const std::vector<std::string> sides = sides_of(words.ledger(), findings.said_by);
  // Not "as the figures on file have it", of which some have it otherwise.
  if (findings.verdict == CheckVerdict::disputed && sides.size() > 1)
    return nobody_says(words, question, language) + '.';
  const std::string who = sides.size() == 1 ? words.side(sides.front()) : std::string();
  const std::string by = english(language)
                             ? (who.empty() ? "the" : possessive(who)) + " figures" + (who.empty() ? " on file" : "")
                         : who.empty() ? "las cifras registradas"
                                       : "las cifras de " + who;
  return sentence(fact(words, said, language) + (english(language) ? ", as " + by + " have it" : ", según " + by));
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
  const Near* instead = told_instead(findings);
  return instead != nullptr ? instead->denied_by : findings.denied_by;
}

// What others count, but for what the first sentence has said already.
std::string beside(const Words& words, const CheckFindings& findings, Language language) {
  const Near* lead = told_instead(findings);
  const auto told = [&](const Told& t) {
    return lead != nullptr && words.ledger().claims[t.claim].source == words.ledger().claims[lead->claim].source &&
           reading_of(words, t).figure->people == reading_of(words, *lead).figure->people;
  };
  std::string out;
  std::size_t count = 0;
  for (const Told& t : findings.saying_more) {
    if (count == kFiguresBeside) break;
    out += ' ' + counted_by(words, t, language);
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
             also_meant(words, findings.near_meanings, t.claim, t.reading, language);
  }
  return out;
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
          (english(language) ? " cannot stand together with " : " no cuadra con ");
  }
  return ' ' + sentence(out + figures_of(words, rest, question.asked, language));
}

}  // namespace

std::string wording(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  const bool en = english(language);
  std::string out = lead(words, question, findings, language);
  for (std::size_t i = 0; i < std::min(findings.ruled_out.size(), kFiguresBeside); ++i) {
    out += (out.empty() ? "" : " ") + only_allowed(words, findings.ruled_out[i], language);
  }
  if (const std::vector<Index> deniers = who_denies(findings); !deniers.empty()) {
    const std::string who = names(words, deniers, language);
    out += ' ' + sentence(who + (en ? " denied it" : several(words, deniers) ? " lo negaron" : " lo negó"));
  }
  for (const Conflict& clash : findings.clashes) out += does_not_fit(words, question, findings, clash, language);
  std::vector<std::string> meant;
  for (const Index c : findings.giving) {
    if (meant.size() < kSourcesNamed) add_new(meant, also_meant(words, findings.also_meant, c, std::nullopt, language));
  }
  if (const Near* near = told_instead(findings))
    add_new(meant, also_meant(words, findings.near_meanings, near->claim, near->reading, language));
  for (const std::string& sentence : meant) out += sentence;
  return out + beside(words, findings, language);
}

}  // namespace reltrack::report
