#include "report/facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/add_new.hpp"
#include "base/ascii.hpp"
#include "base/printable.hpp"
#include "model/nesting.hpp"

namespace reltrack::report {
namespace {

// Words for those who are counted, as ledgers in English label them; then for one of them.
struct PeopleWords {
  std::string_view english, spanish, one_in_english, one_in_spanish;
};
constexpr std::array<PeopleWords, 18> kPeople = {{
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
    {"minors", "menores", "minor", "menor"},
    {"hostages", "rehenes", "hostage", "rehén"},
    {"prisoners of war", "prisioneros de guerra", "prisoner of war", "prisionero de guerra"},
    {"prisoners", "presos", "prisoner", "preso"},
    {"civilians", "civiles", "civilian", "civil"},
    {"people", "personas", "person", "persona"},
}};

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

// Who is held by others than a state, or in a war, leaves no prison.
bool are_captives(const Words& words, Index population) {
  constexpr std::array<std::string_view, 6> kCaptives = {"hostage", "captive", "prisoners of war",
                                                         "rehén",   "rehenes", "cautiv"};
  const Ledger& ledger = words.ledger();
  for (Index whole = 0; whole < ledger.populations.size(); ++whole) {
    if (!is_within(ledger, population, whole)) continue;
    const std::string label = lower_case(ledger.populations[whole].label);
    const auto named = [&](std::string_view word) { return label.find(word) != std::string::npos; };
    if (std::ranges::any_of(kCaptives, named)) return true;
  }
  return false;
}

// What befell one of them, or several.
struct Verb {
  std::string_view measure, english_of_one, english, spanish_of_one, spanish;
  std::string in(Language language, bool one) const {
    if (reltrack::report::english(language)) return std::string(one ? english_of_one : english);
    return std::string(one ? spanish_of_one : spanish);
  }
};
constexpr std::array<Verb, 3> kVerbs = {{
    {"released", "left prison", "left prison", "salió de prisión", "salieron de prisión"},
    {"detained", "was taken into custody or newly counted", "were taken into custody or newly counted",
     "ingresó en prisión o en el registro", "ingresaron en prisión o en el registro"},
    {"held", "was held", "were held", "seguía en prisión", "seguían en prisión"},
}};
// Of hostages and prisoners of war.
constexpr std::array<Verb, 3> kVerbsOfCaptives = {{
    {"released", "was released", "were released", "quedó en libertad", "quedaron en libertad"},
    {"detained", "was captured or newly counted", "were captured or newly counted",
     "fue capturado o entró en el registro", "fueron capturados o entraron en el registro"},
    {"held", "was held", "were held", "seguía en cautiverio", "seguían en cautiverio"},
}};

// "were pardoned", 'are counted under "amnesty granted"': by the label of a measure of the ledger's own.
std::string verb_of_label(const std::string& label, Language language, bool one) {
  if (!english(language)) return (one ? "figura como «" : "figuran como «") + label + "»";
  const std::string lower = lower_case(label);
  if (tells_what_befell(lower)) return (one ? "was " : "were ") + lower;
  return (one ? "is counted under \"" : "are counted under \"") + label + '"';
}

// "left prison": what the measure says happened to them.
std::string verb(const Words& words, const Reading& reading, Language language, bool one) {
  const std::string& id = words.ledger().measures[reading.measure].id;
  const auto& verbs = are_captives(words, reading.population) ? kVerbsOfCaptives : kVerbs;
  const auto known = std::ranges::find(verbs, id, &Verb::measure);
  return known != verbs.end() ? known->in(language, one) : verb_of_label(words.measure(reading.measure), language, one);
}

Figure written(std::string_view sign, const CountRange& people, Count number) {
  Figure out;
  out.text = fmt::format("{}{}", sign, number);
  out.people = people;
  return out;
}

// "40% of 200"; of a base that another source than `speaker` gave "40% of 200 (Ministry)", or announced.
std::string share_of(const Words& words, const Reading& reading, Language language,
                     std::optional<Index> speaker = std::nullopt) {
  const bool en = english(language);
  const Claim& base = words.ledger().claims[*reading.part_of];
  const bool of_another = speaker && base.source != *speaker;
  std::vector<std::string> meant;
  for (const Reading& r : base.readings) {
    if (!r.figure) continue;
    const std::string_view announced = r.basis != Basis::announced ? "" : en ? ", announced" : ", anunciado";
    std::string one = r.figure->percent ? share_of(words, r, language, speaker) : quantity(*r.figure, language);
    if (of_another && !r.figure->percent) one += fmt::format(" ({}{})", words.name(base.source), announced);
    add_new(meant, std::move(one));
  }
  const std::string whole = listed(meant, en ? "or" : "o");
  const std::string of = en ? " of " + whole : whole.starts_with("el ") ? " d" + whole : " de " + whole;
  return quantity(*reading.figure, language) + of;
}

}  // namespace

Figure exactly(Count people) { return written("", {people, people}, people); }
Figure at_least(Count people) { return written(">=", {people, std::nullopt}, people); }
Figure at_most(Count people) { return written("<=", {0, people}, people); }

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

std::string fact(const Words& words, const Reading& reading, Language language) {
  const bool one = is_one(words, reading);
  return fmt::format("{} {} {} {}", quantity(*reading.figure, language), noun(words, reading.population, language, one),
                     verb(words, reading, language, one), when_in_prose(words, reading, language));
}

std::string figure_in_prose(const Words& words, const Reading& reading, Language language) {
  const bool one = is_one(words, reading);
  return fmt::format("{} {} {} {} {}", quantity(*reading.figure, language),
                     noun(words, reading.population, language, one), english(language) ? "who" : "que",
                     verb(words, reading, language, one), when_in_prose(words, reading, language));
}

std::string share_fact(const Words& words, const Reading& reading, Index speaker, Language language) {
  const bool en = english(language);
  return fmt::format("{} {} {} {} {} {}", share_of(words, reading, language, speaker), en ? "were" : "eran",
                     noun(words, reading.population, language), en ? "who" : "que",
                     verb(words, reading, language, false), when_in_prose(words, reading, language));
}

std::string told_apart(const Words& words, const Reading& reading, const Reading& asked, Language language) {
  const bool en = english(language), one = is_one(words, reading);
  const std::string said = quantity(*reading.figure, language), people = noun(words, reading.population, language, one);
  if (reading.figure->percent) {
    return fmt::format("{} {} {}", people, en ? "as" : "como", share_of(words, reading, language));
  }
  if (reading.measure == asked.measure && !asked.period.at_moment) {
    const std::string when = when_in_prose(words, reading, language);
    return said + ' ' + people + (when == when_in_prose(words, asked, language) ? "" : ' ' + when);
  }
  return fmt::format("{} {} {} {} {}", said, people, en ? "who" : "que", verb(words, reading, language, one),
                     when_in_prose(words, reading, language));
}

bool is_one(const Words& words, const Reading& reading) {
  if (!reading.figure || reading.figure->percent) return false;
  std::string_view number = reading.figure->text;
  if (const std::size_t at = number.find_first_not_of("<>=~ "); at != std::string_view::npos) number.remove_prefix(at);
  const bool none = reading.figure->people.max == Count{0};  // "<1"
  if ((number != "1" || none) && reading.figure->people != CountRange{1, 1}) return false;
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
  // What the sentence says anyway: "people who left prison".
  for (const std::string_view tail : {" who left", " who have left", " who were released", " who were freed"}) {
    if (const std::size_t at = label.find(tail); at != std::string::npos && at > 0) label.resize(at);
  }
  const std::string lower = lower_case(label);
  const auto others_join = [&](std::size_t at) {
    return std::ranges::any_of(std::array{" and ", " or ", " & "},
                               [&](std::string_view word) { return lower.compare(at, word.size(), word) == 0; });
  };
  for (const PeopleWords& people : kPeople) {
    const bool more = lower.starts_with(std::string(people.english) + ' ');
    if (lower != people.english && !more) continue;
    if (more && others_join(people.english.size())) return english(language) ? label : fmt::format("«{}»", label);
    if (english(language)) return one ? one_of(label) : label;
    const std::string_view spanish = one ? people.one_in_spanish : people.spanish;
    // More is said of them, in the ledger's language: it is quoted.
    return more ? fmt::format("{} («{}»)", spanish, label) : std::string(spanish);
  }
  return label;
}

}  // namespace reltrack::report
