#include "report/prose.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace reltrack::report {
namespace {

constexpr std::size_t kSourcesNamed = 3;
constexpr std::size_t kFiguresBeside = 2;
constexpr std::size_t kRole = 48;  // longer ones explain, and are no title

constexpr std::array<std::string_view, 12> kMonthsInEnglish = {"January",   "February", "March",    "April",
                                                               "May",       "June",     "July",     "August",
                                                               "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 12> kMeses = {"enero",      "febrero", "marzo",     "abril",
                                                     "mayo",       "junio",   "julio",     "agosto",
                                                     "septiembre", "octubre", "noviembre", "diciembre"};

// Words for those who are counted, as ledgers in English label them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kPeople = {{
    {"political prisoners", "presos políticos"},
    {"foreigners", "extranjeros"},
    {"women", "mujeres"},
    {"adolescents", "adolescentes"},
    {"military", "militares"},
    {"children", "niños"},
    {"prisoners", "presos"},
    {"civilians", "civiles"},
    {"people", "personas"},
}};

bool english(Language language) { return language == Language::english; }

std::string count_words(Count value, Language language) {
  std::string out = number(value);
  if (!english(language)) std::replace(out.begin(), out.end(), ',', '.');
  return out;
}

// "More than 400", "más de 400".
std::string quantity(const Figure& figure, Language language) {
  const bool en = english(language);
  const CountRange& people = figure.people;
  const std::string& text = figure.text;
  const auto words = [&](Count value) { return count_words(value, language); };
  if (people.min && people.max && *people.min == *people.max) return words(*people.min);
  if (text.starts_with('~')) {
    std::string plain = text.substr(1);
    plain.erase(0, plain.find_first_not_of(' '));
    return (en ? "about " : "unas ") + plain;
  }
  if (text.starts_with(">=")) return (en ? "at least " : "al menos ") + words(*people.min);
  if (text.starts_with('>')) return (en ? "more than " : "más de ") + words(*people.min - 1);
  if (text.starts_with("<=")) return (en ? "at most " : "como máximo ") + words(*people.max);
  if (text.starts_with('<')) return (en ? "fewer than " : "menos de ") + words(*people.max + 1);
  if (people.min && people.max) return words(*people.min) + (en ? " to " : " a ") + words(*people.max);
  return one_line(text);
}

CivilTime day_of(Minutes at, bool closes) { return civil_time(closes && at % kDay == 0 ? at - 1 : at); }

bool same_day(const CivilTime& a, const CivilTime& b) {
  return a.year == b.year && a.month == b.month && a.day == b.day;
}

std::string date_in_prose(const CivilTime& at, bool month, bool year, Language language) {
  const auto index = static_cast<std::size_t>(at.month - 1);
  std::string out = fmt::format("{}", at.day);
  if (month)
    out += english(language) ? fmt::format(" {}", kMonthsInEnglish[index]) : fmt::format(" de {}", kMeses[index]);
  if (year) out += english(language) ? fmt::format(" {}", at.year) : fmt::format(" de {}", at.year);
  return out;
}

// The ends of periods. A moment of one day is told by the day; one of several by its name, in the ledger's language.
class Dates {
 public:
  Dates(const Words& words, Language language) : words_(words), language_(language) {}

  bool named(const PeriodEnd& end) const {
    if (!end.moment) return false;
    return end.limits.to == kAfterAll || end.limits.to - end.limits.from > kDay;
  }

  std::string closing(const PeriodEnd& end) const {
    return named(end) ? name(end) : date_in_prose(day_of(end.limits.to, true), true, true, language_);
  }

  // One end at least has a name.
  std::string by_name(const Period& period, const std::string& last) const {
    const bool en = english(language_);
    const std::string first = named(period.start)
                                  ? name(period.start)
                                  : date_in_prose(day_of(period.start.limits.from, false), true, true, language_);
    const std::string_view until = en ? "to " : named(period.end) ? "hasta " : "hasta el ";
    return fmt::format("{}{} {}{}", en ? "from " : named(period.start) ? "desde " : "desde el ", first, until, last);
  }

  std::string by_day(const Period& period, const std::string& last) const {
    const bool en = english(language_);
    if (period.start.limits.from <= kBeforeAll) return (en ? "by " : "hasta el ") + last;
    const CivilTime from = day_of(period.start.limits.from, false), to = day_of(period.end.limits.to, true);
    if (same_day(from, to)) return (en ? "on " : "el ") + last;
    const bool same_year = from.year == to.year, same_month = same_year && from.month == to.month;
    return fmt::format("{}{} {}{}", en ? "from " : "del ", date_in_prose(from, !same_month, !same_year, language_),
                       en ? "to " : "al ", last);
  }

 private:
  // In the ledger's language; in Spanish the days between which it lies, where both are known.
  std::string name(const PeriodEnd& end) const {
    if (english(language_) || end.limits.to == kAfterAll || end.limits.from == kBeforeAll)
      return one_line(words_.ledger().moments[*end.moment].label);
    return fmt::format("un momento entre el {} y el {}",
                       date_in_prose(day_of(end.limits.from, false), true, false, language_),
                       date_in_prose(day_of(end.limits.to, true), true, true, language_));
  }

  const Words& words_;
  Language language_;
};

// "left prison": what the measure says happened to them. Empty: no verb is known, and the measure is named.
std::string_view verb(const Words& words, Index measure, Language language) {
  const std::string& id = words.ledger().measures[measure].id;
  const bool en = english(language);
  if (id == "released") return en ? "left prison" : "salieron de prisión";
  if (id == "detained")
    return en ? "were taken into custody or newly counted" : "ingresaron en prisión o en el registro";
  if (id == "held") return en ? "were held" : "seguían en prisión";
  return {};
}

// "were pardoned"; of a label that is no such word, "were counted under \"pardons approved\"".
std::string named_measure(const Words& words, Index measure, Language language) {
  const std::string label = words.measure(measure);
  if (!english(language)) return "figuran como «" + label + "»";
  const bool participle = label.ends_with("ed") && label.find(' ') == std::string::npos;
  return participle ? "were " + label : "were counted under \"" + label + "\"";
}

// "more than 400 people left prison from ... to ..."
std::string fact(const Words& words, const Reading& reading, Language language) {
  std::string out = quantity(*reading.figure, language) + ' ' + noun(words, reading.population, language);
  const std::string_view did = verb(words, reading.measure, language);
  out += ' ';
  out += did.empty() ? named_measure(words, reading.measure, language) : std::string(did);
  return out + ' ' + when_in_prose(words, reading, language);
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

std::string with_role(const Words& words, Index claim, Language language) {
  const Source& source = words.ledger().sources[words.ledger().claims[claim].source];
  std::string out = words.name(words.ledger().claims[claim].source);
  const bool short_role = source.role.size() <= kRole && source.role.find(';') == std::string::npos;
  if (english(language) && !source.role.empty() && short_role) out += " (" + one_line(source.role) + ")";
  return out;
}

// "Foro Penal had verified 56 political prisoners who left prison ...": what another side counts.
std::string counted_by(const Words& words, Index claim, Index as, Language language) {
  const Reading& reading = words.ledger().claims[claim].readings[as];
  const bool en = english(language);
  const bool checked = reading.basis == Basis::verified;
  const std::string& name = words.name(words.ledger().claims[claim].source);
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

// The claim whose figure is printed where nobody says the one that was asked about; null where there is none.
const Near* told_instead(const CheckFindings& findings) {
  if (!findings.said_by.empty() || findings.verdict == CheckVerdict::follows) return nullptr;
  const auto near = std::find_if(findings.nearest.begin(), findings.nearest.end(),
                                 [](const Near& n) { return n.same_number && !n.announced && !n.ruled_out; });
  return near == findings.nearest.end() ? nullptr : &*near;
}

std::string lead(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  const bool en = english(language);
  switch (findings.verdict) {
    case CheckVerdict::disputed:
    case CheckVerdict::corroborated:
    case CheckVerdict::attributable:
      return attributed(words, findings.said_by, borne_out(question, findings), language);
    case CheckVerdict::follows:
      return sentence((en ? "taken together, the figures on file mean that "
                          : "tomadas en conjunto, las cifras registradas implican que ") +
                      fact(words, question.asked, language) +
                      (en ? "; nobody has given that figure" : "; nadie ha dado esa cifra"));
    case CheckVerdict::excluded:
    case CheckVerdict::unsupported:
      break;
  }
  const Near* near = told_instead(findings);
  if (near == nullptr) return en ? "No source on file gives this figure." : "Ninguna fuente registrada da esta cifra.";
  return attributed(words, {near->claim}, words.ledger().claims[near->claim].readings[near->reading], language);
}

}  // namespace

Reading borne_out(const Question& question, const CheckFindings& findings) {
  Reading out = question.asked;
  if (!findings.at_least) return out;
  out.figure->text = fmt::format(">={}", *out.figure->people.min);
  out.figure->people.max.reset();
  return out;
}

std::string noun(const Words& words, Index population, Language language) {
  std::string label = one_line(words.ledger().populations[population].label);
  for (const std::string_view tail : {" who ", " that ", " whose ", ",", ";", ":", " ("}) {
    if (const std::size_t at = label.find(tail); at != std::string::npos && at > 0) label.resize(at);
  }
  if (english(language)) return label;
  std::string lower = label;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const auto& [in_english, in_spanish] : kPeople) {
    if (lower == in_english) return std::string(in_spanish);
  }
  return label;
}

std::string when_in_prose(const Words& words, const Reading& reading, Language language) {
  const bool en = english(language);
  const Period& period = reading.period;
  const Dates dates(words, language);
  const std::string last = dates.closing(period.end);
  if (period.stands_alone && period.text.size() == std::string_view("2025-12").size()) {
    const CivilTime month = day_of(period.start.limits.from, false);
    return en ? fmt::format("in {} {}", kMonthsInEnglish[static_cast<std::size_t>(month.month - 1)], month.year)
              : fmt::format("en {} de {}", kMeses[static_cast<std::size_t>(month.month - 1)], month.year);
  }
  if (period.at_moment) return dates.named(period.end) ? "(" + last + ")" : (en ? "on " : "el ") + last;
  return dates.named(period.start) || dates.named(period.end) ? dates.by_name(period, last)
                                                              : dates.by_day(period, last);
}

std::string wording(const Words& words, const Question& question, const CheckFindings& findings, Language language) {
  const bool en = english(language);
  std::string out = lead(words, question, findings, language);
  if (!findings.denied_by.empty()) {
    const Index first = words.ledger().claims[findings.denied_by.front()].source;
    const bool one = std::all_of(findings.denied_by.begin(), findings.denied_by.end(),
                                 [&](Index c) { return words.ledger().claims[c].source == first; });
    out += ' ' + sentence(names(words, findings.denied_by, language) + (en    ? " denied it"
                                                                        : one ? " lo negó"
                                                                              : " lo negaron"));
  }
  for (const Conflict& clash : findings.clashes) {
    std::vector<Index> rest;
    for (const Index c : clash.claims) {
      if (std::find(findings.said_by.begin(), findings.said_by.end(), c) == findings.said_by.end()) rest.push_back(c);
    }
    std::vector<std::string> tags;
    for (const Index c : rest)
      tags.push_back(fmt::format("{} ({})", words.figure(c), words.name(words.ledger().claims[c].source)));
    if (tags.empty()) continue;
    out += ' ' + sentence((en ? "it cannot stand together with " : "no cuadra con ") + listed(tags, en ? "and" : "y"));
  }
  const Near* told = told_instead(findings);
  for (std::size_t i = 0; i < std::min(findings.beside.size(), kFiguresBeside); ++i) {
    const Index c = findings.beside[i];
    if (told == nullptr || told->claim != c) out += ' ' + counted_by(words, c, findings.beside_as[i], language);
  }
  return out;
}

}  // namespace reltrack::report
