#include "report/attribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "base/add_new.hpp"
#include "report/prose.hpp"
#include "report/short_names.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kRole = 48;  // longer ones explain, and are no title

std::string with_role(const Words& words, Index claim, Language language) {
  const Source& source = words.ledger().sources[words.ledger().claims[claim].source];
  std::string out = words.name(words.ledger().claims[claim].source);
  const bool short_role = source.role.size() <= kRole && source.role.find(';') == std::string::npos;
  if (!english(language) || source.role.empty() || !short_role) return out;
  const std::string role = one_line(source.role);
  return out.ends_with(')') ? fmt::format("{}, {}", out, role) : fmt::format("{} ({})", out, role);
}

// "Foro Penal has checked case by case that 56 political prisoners left prison ..."
std::string checked(const Words& words, const std::vector<Index>& claims, const std::string& who,
                    const Reading& reading, Language language) {
  const bool en = english(language), many = several(words, claims);
  const std::string_view has = many ? (en ? "have" : "han") : en ? "has" : "ha";
  return sentence(fmt::format("{} {} {} {}", who, has,
                              en ? "checked case by case that" : "verificado caso por caso que",
                              fact(words, reading, language)));
}

}  // namespace

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

bool several(const Words& words, const std::vector<Index>& claims) {
  const auto& all = words.ledger().claims;
  const Index first = all[claims.front()].source;
  if (std::any_of(claims.begin(), claims.end(), [&](Index c) { return all[c].source != first; })) return true;
  return names_several(words.name(first));
}

std::string counted_by(const Words& words, const Told& told, Language language) {
  const Reading& reading = reading_of(words, told);
  const std::vector<Index> who{told.claim};
  const bool en = english(language);
  if (reading.figure->percent)
    return fmt::format("{} {}, {}.", en ? "According to" : "Según", names(words, who, language),
                       share_fact(words, reading, words.ledger().claims[told.claim].source, language));
  if (reading.basis == Basis::verified) return checked(words, who, names(words, who, language), reading, language);
  const std::string_view says = several(words, who) ? (en ? "say that" : "dicen que") : en ? "says that" : "dice que";
  return sentence(fmt::format("{} {} {}", names(words, who, language), says, fact(words, reading, language)));
}

std::string also_meant(const Words& words, const std::vector<Told>& readings, Index claim, std::optional<Index> told,
                       Language language) {
  const bool en = english(language);
  const std::string& name = words.name(words.ledger().claims[claim].source);
  std::vector<std::string> meant;
  bool open = false;  // announced, ordered, asked for: whatever the words are, they do not say that it happened
  for (const Told& other : readings) {
    if (other.claim != claim || other.reading == told) continue;
    const Reading& reading = reading_of(words, other);
    if (reading.basis == Basis::announced) {
      open = true;
    } else {
      add_new(meant, reading.figure->percent ? share_fact(words, reading, words.ledger().claims[claim].source, language)
                                             : fact(words, reading, language));
    }
  }
  std::vector<std::string> may;
  if (!meant.empty()) may.push_back((en ? "mean that " : "significar que ") + listed(meant, en ? "or that" : "o que"));
  if (open) may.emplace_back(en ? "leave open whether this happened" : "dejar abierto si eso ocurrió");
  if (may.empty()) return {};
  const std::string all = listed(may, en ? "or" : "o");
  return ' ' + sentence(en ? fmt::format("{} words may also {}", possessive(name), all)
                           : fmt::format("las palabras de {} también podrían {}", name, all));
}

std::string by_source(const Words& words, const std::vector<std::pair<Index, std::string>>& figures,
                      Language language) {
  const std::string_view last = english(language) ? "and" : "y";
  std::vector<std::pair<Index, std::vector<std::string>>> by;
  for (const auto& [claim, figure] : figures) {
    const Index source = words.ledger().claims[claim].source;
    auto at = std::ranges::find_if(by, [&](const auto& s) { return s.first == source; });
    if (at == by.end()) at = by.insert(at, {source, {}});
    at->second.push_back(figure);
  }
  std::vector<std::string> out;
  for (const auto& [source, of] : by) out.push_back(fmt::format("{} ({})", listed(of, last), words.name(source)));
  return listed(out, last);
}

bool clash_among_sayers(const CheckFindings& findings) {
  const auto says = [&](Index c) { return std::ranges::count(findings.said_by, c) > 0; };
  return !findings.clashes.empty() && std::ranges::all_of(findings.clashes, [&](const Conflict& clash) {
    return std::ranges::all_of(clash.claims, says);
  });
}

bool all_counted(const Words& words, const std::vector<Index>& claims, const Reading& asked) {
  const auto gives = [&](const Reading& r) {
    return r.figure && r.figure->people == asked.figure->people && r.population == asked.population &&
           r.measure == asked.measure;
  };
  return !claims.empty() && std::ranges::all_of(claims, [&](Index c) {
    const std::vector<Reading>& readings = words.ledger().claims[c].readings;
    return std::ranges::any_of(readings, gives) &&
           std::ranges::none_of(readings, [&](const Reading& r) { return gives(r) && r.basis != Basis::verified; });
  });
}

std::string attributed(const Words& words, const std::vector<Index>& claims, const Reading& reading,
                       Language language) {
  const std::string plain = names(words, claims, language);
  const std::string who = claims.size() == 1 ? with_role(words, claims.front(), language) : plain;
  const bool aside = who != plain && plain.ends_with(')');  // "Platform (PUD), a coalition, has ..."
  if (all_counted(words, claims, reading)) return checked(words, claims, who + (aside ? "," : ""), reading, language);
  return sentence(fact(words, reading, language) + (english(language) ? ", according to " : ", según ") + who);
}

}  // namespace reltrack::report
