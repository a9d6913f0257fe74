#include "report/prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kSourcesNamed = 3;
constexpr std::size_t kFiguresBeside = 2;
constexpr std::size_t kRole = 48;  // longer ones explain, and are no title

// Words for those who are counted, as ledgers in English label them; then for one of them.
struct PeopleWords {
  std::string_view english, spanish, one_in_english, one_in_spanish;
};
constexpr std::array<PeopleWords, 15> kPeople = {{
    {"former political prisoners", "expresos políticos", "former political prisoner", "expreso político"},
    {"political prisoners", "presos políticos", "political prisoner", "preso político"},
    {"press workers", "trabajadores de la prensa", "press worker", "trabajador de la prensa"},
    {"us citizens", "ciudadanos estadounidenses", "US citizen", "ciudadano estadounidense"},
    {"journalists", "periodistas", "journalist", "periodista"},
    {"soldiers", "militares", "soldier", "militar"},
    {"men", "hombres", "man", "hombre"},
    {"foreigners", "extranjeros", "foreigner", "extranjero"},
    {"women", "mujeres", "woman", "mujer"},
    {"adolescents", "adolescentes", "adolescent", "adolescente"},
    {"military", "militares", "member of the military", "militar"},
    {"children", "niños", "child", "niño"},
    {"prisoners", "presos", "prisoner", "preso"},
    {"civilians", "civiles", "civilian", "civil"},
    {"people", "personas", "person", "persona"},
}};

bool english(Language language) { return language == Language::english; }

// Numbers with the language's separator of thousands.
std::string separated(std::string words, Language language) {
  if (!english(language)) std::replace(words.begin(), words.end(), ',', '.');
  return words;
}

// "more than 50%", "más del 50%"
std::string percentage(const Figure& figure, Language language) {
  struct Sign {
    std::string_view sign, en, es;
  };
  static constexpr std::array kSigns{Sign{">=", "at least ", "al menos el "}, Sign{">", "more than ", "más del "},
                                     Sign{"<=", "at most ", "como máximo el "}, Sign{"<", "less than ", "menos del "},
                                     Sign{"~", "about ", "cerca del "}};
  std::string words = figure_words(figure);
  for (const Sign& sign : kSigns) {
    if (!words.starts_with(sign.sign)) continue;
    const std::size_t number = words.find_first_not_of(' ', sign.sign.size());
    return std::string(english(language) ? sign.en : sign.es) + words.substr(std::min(number, words.size()));
  }
  if (english(language)) return words;
  const std::size_t range = words.find(" to ");
  if (range == std::string::npos) return "el " + words;
  return "del " + words.substr(0, range) + " al " + words.substr(range + 4);
}

// "more than 400", "más de 400"
std::string quantity(const Figure& figure, Language language) {
  if (figure.percent) return percentage(figure, language);
  const bool en = english(language);
  const CountRange& people = figure.people;
  const std::string& text = figure.text;
  const auto words = [&](Count value) { return separated(number(value), language); };
  if (people.min && people.max && *people.min == *people.max) return words(*people.min);
  if (text.starts_with('~')) {
    std::string plain = figure_words(figure).substr(1);
    plain.erase(0, plain.find_first_not_of(' '));
    return (en ? "about " : "alrededor de ") + separated(plain, language);
  }
  if (text.starts_with(">=")) return (en ? "at least " : "al menos ") + words(*people.min);
  if (text.starts_with('>')) return (en ? "more than " : "más de ") + words(*people.min - 1);
  if (text.starts_with("<=")) return (en ? "at most " : "como máximo ") + words(*people.max);
  if (text.starts_with('<')) return (en ? "fewer than " : "menos de ") + words(*people.max + 1);
  if (people.min && people.max) return words(*people.min) + (en ? " to " : " a ") + words(*people.max);
  return one_line(text);
}

template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Whether an English label can stand behind "were": "pardoned", "put under restrictions", "in hospital"; not "amnesty
// granted", nor "recognised cases".
bool tells_what_befell(const std::string& label) {
  constexpr std::array<std::string_view, 10> kParticiples = {"put",  "held",  "taken", "sent",  "let",
                                                             "shot", "freed", "given", "found", "seen"};
  constexpr std::array<std::string_view, 19> kLinks = {
      "under", "in", "on", "at",  "out", "behind",  "without", "from",  "to",    "by",
      "after", "as", "of", "and", "or",  "outside", "inside",  "again", "abroad"};
  const std::size_t end = label.find(' ');
  const std::string head = label.substr(0, end);
  if (is_among(kParticiples, head) || is_among(kLinks, head)) return true;
  if (head.size() < 5 || !head.ends_with("ed") || head.ends_with("eed")) return false;
  if (end == std::string::npos) return true;
  const std::string rest = label.substr(end + 1);
  return is_among(kLinks, rest.substr(0, rest.find(' ')));
}

// "left prison": what the measure says happened to them; "were pardoned", 'are counted under "amnesty granted"' by the
// label of a measure of the ledger's own.
std::string verb(const Words& words, Index measure, Language language, bool one) {
  const std::string& id = words.ledger().measures[measure].id;
  const bool en = english(language);
  const std::string were = one ? "was " : "were ";
  if (id == "released") return en ? "left prison" : one ? "salió de prisión" : "salieron de prisión";
  if (id == "detained") {
    if (en) return were + "taken into custody or newly counted";
    return one ? "ingresó en prisión o en el registro" : "ingresaron en prisión o en el registro";
  }
  if (id == "held") return en ? were + "held" : one ? "seguía en prisión" : "seguían en prisión";
  const std::string label = words.measure(measure);
  if (!en) return (one ? "figura como «" : "figuran como «") + label + "»";
  const std::string lower = lower_case(label);
  if (tells_what_befell(lower)) return were + lower;
  return (one ? "is counted under \"" : "are counted under \"") + label + '"';
}

// "more than 400 people left prison from ... to ..."
std::string fact(const Words& words, const Reading& reading, Language language) {
  const bool one = is_one(words, reading);
  return fmt::format("{} {} {} {}", quantity(*reading.figure, language), noun(words, reading.population, language, one),
                     verb(words, reading.measure, language, one), when_in_prose(words, reading, language));
}

// The names of the claims' sources, each once.
std::string names(const Words& words, const std::vector<Index>& claims, Language language) {
  std::vector<std::string> out;
  for (const Index c : claims) {
    std::string name = words.name(words.ledger().claims[c].source);
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(std::move(name));
  }
  const std::size_t all = out.size();
  if (all > kSourcesNamed) out.resize(kSourcesNamed);
  std::string text = listed(out, english(language) ? "and" : "y");
  if (all > kSourcesNamed) text += english(language) ? " and others" : " y otros";
  return text;
}

// Whether these are more than one: a source can be two people ("A and B"; a body's name has a comma, or initials).
bool several(const Words& words, const std::vector<Index>& claims) {
  const auto& all = words.ledger().claims;
  const Index first = all[claims.front()].source;
  if (std::any_of(claims.begin(), claims.end(), [&](Index c) { return all[c].source != first; })) return true;
  const std::string& name = words.name(first);
  const bool joined = name.find(" and ") != std::string::npos || name.find(" y ") != std::string::npos;
  return joined && name.find_first_of(",(") == std::string::npos;
}

// "13, 35 and at least 62 (Viasna)": figures by who gives them.
std::string figures_of(const Words& words, const std::vector<Index>& claims, Language language) {
  const std::string_view last = english(language) ? "and" : "y";
  std::vector<std::pair<Index, std::vector<std::string>>> by_source;
  for (const Index c : claims) {
    const Claim& claim = words.ledger().claims[c];
    std::vector<std::string> meant;
    for (const Reading& r : claim.readings) {
      std::string said = r.figure ? quantity(*r.figure, language) : std::string();
      if (!said.empty() && std::find(meant.begin(), meant.end(), said) == meant.end()) meant.push_back(std::move(said));
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
  if (english(language) && !source.role.empty() && short_role) out += " (" + one_line(source.role) + ")";
  return out;
}

// "Foro Penal had verified 56 political prisoners who left prison ...": what another side counts.
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

std::string lead(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  const bool en = english(language);
  switch (findings.verdict) {
    case CheckVerdict::disputed:
    case CheckVerdict::corroborated:
    case CheckVerdict::attributable: {
      Reading said = question.asked;
      if (findings.at_least) said.figure = at_least(*said.figure);
      if (!findings.giving.empty()) return attributed(words, findings.giving, said, language);
      // Nobody has used these words: who says more is told behind, in their own.
      return sentence(fact(words, said, language) +
                      (en ? ", as the figures on file have it" : ", según las cifras registradas"));
    }
    case CheckVerdict::follows:
      return sentence((en ? "taken together, the figures on file mean that "
                          : "tomadas en conjunto, las cifras registradas implican que ") +
                      fact(words, question.asked, language) +
                      (en ? "; nobody has given that figure" : "; nadie ha dado esa cifra"));
    case CheckVerdict::excluded:
    case CheckVerdict::unsupported:
      break;
  }
  if (const Near* near = told_instead(findings))
    return attributed(words, {near->claim}, reading_of(words, *near), language);
  if (!findings.ruled_out.empty()) return {};
  if (const std::vector<Index> claims = promised(findings); !claims.empty()) {
    const std::string who = names(words, claims, language);
    return en ? "No source on file says that this has happened; " + who + " announced it."
              : "Ninguna fuente registrada dice que haya ocurrido; " + who +
                    (several(words, claims) ? " lo anunciaron." : " lo anunció.");
  }
  const auto taken_back = [](const Alarm& alarm) {
    return alarm.kind == Alarm::Kind::corrected || alarm.kind == Alarm::Kind::withdrawn;
  };
  const bool was_given =
      std::any_of(findings.alarms.begin(), findings.alarms.end(), taken_back) &&
      std::none_of(findings.nearest.begin(), findings.nearest.end(), [](const Near& near) { return near.same_number; });
  if (was_given)
    return en ? "No source on file stands by this figure any more."
              : "Ninguna fuente registrada mantiene ya esta cifra.";
  return en ? "No source on file gives this figure." : "Ninguna fuente registrada da esta cifra.";
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
  count = 0;
  for (const Told& t : findings.beside) {
    if (count == kFiguresBeside) break;
    if (told(t)) continue;
    out += ' ' + counted_by(words, t, language);
    ++count;
  }
  return out;
}

}  // namespace

bool is_one(const Words& words, const Reading& reading) {
  if (!reading.figure || reading.figure->percent) return false;
  std::string_view number = reading.figure->text;
  if (const std::size_t at = number.find_first_not_of("<>=~ "); at != std::string_view::npos) number.remove_prefix(at);
  if (number != "1" && reading.figure->people != CountRange{1, 1}) return false;
  const std::string kind = noun(words, reading.population, Language::english);
  constexpr std::array<std::string_view, 4> kSeveral = {" and ", " or ", "/", "&"};
  return std::none_of(kSeveral.begin(), kSeveral.end(),
                      [&](std::string_view word) { return kind.find(word) != std::string::npos; });
}

std::string one_of(const std::string& people) {
  const std::string lower = lower_case(people);
  for (const PeopleWords& known : kPeople) {
    if (lower == known.english || lower.starts_with(std::string(known.english) + ' '))
      return std::string(known.one_in_english) + people.substr(known.english.size());
  }
  return people;
}

std::string noun(const Words& words, Index population, Language language, bool one) {
  std::string label = one_line(words.ledger().populations[population].label);
  for (const std::string_view tail : {" who ", " that ", " whose ", ",", ";", ":", " ("}) {
    if (const std::size_t at = label.find(tail); at != std::string::npos && at > 0) label.resize(at);
  }
  const std::string lower = lower_case(label);
  for (const PeopleWords& people : kPeople) {
    const bool more = lower.starts_with(std::string(people.english) + ' ');
    if (lower != people.english && !more) continue;
    if (english(language)) return one ? one_of(label) : label;
    const std::string_view spanish = one ? people.one_in_spanish : people.spanish;
    // More is said of them, in the ledger's language: it is quoted.
    return more ? fmt::format("{} («{}»)", spanish, label) : std::string(spanish);
  }
  return label;
}

std::string wording(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  const bool en = english(language);
  std::string out = lead(words, question, findings, language);
  for (std::size_t i = 0; i < std::min(findings.ruled_out.size(), kFiguresBeside); ++i) {
    out += (out.empty() ? "" : " ") + only_allowed(words, findings.ruled_out[i], language);
  }
  if (!findings.denied_by.empty()) {
    const std::string who = names(words, findings.denied_by, language);
    out += ' ' + sentence(who + (en ? " denied it" : several(words, findings.denied_by) ? " lo negaron" : " lo negó"));
  }
  for (const Conflict& clash : findings.clashes) {
    std::vector<Index> rest, sayers;
    for (const Index c : clash.claims) {
      const bool says = std::find(findings.said_by.begin(), findings.said_by.end(), c) != findings.said_by.end();
      (says ? sayers : rest).push_back(c);
    }
    if (rest.empty()) continue;
    // Of who says more it is that figure, and not the one asked about, which does not fit.
    const bool of_more = findings.giving.empty() && !sayers.empty();
    const std::string subject = of_more ? figures_of(words, sayers, language) + ' ' : en ? "it " : "";
    out += ' ' + sentence(subject + (en ? "cannot stand together with " : "no cuadra con ") +
                          figures_of(words, rest, language));
  }
  return out + beside(words, findings, language);
}

}  // namespace reltrack::report
