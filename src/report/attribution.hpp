// Sentences that say whose a figure is, in English and Spanish.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reltrack/check_findings.hpp"
#include "report/facts.hpp"

namespace reltrack::report {

constexpr std::size_t kSourcesNamed = 3;

// The names of the claims' sources, each once.
std::string names(const Words& words, const std::vector<Index>& claims, Language language);
// Whether these are more than one: a source can be two people.
bool several(const Words& words, const std::vector<Index>& claims);

// "Foro Penal has checked case by case that 56 political prisoners left prison ...": what a source counts.
std::string counted_by(const Words& words, const Told& told, Language language);
// " Pozirk's words may also mean that 45 people left prison ...": those of the readings that are the claim's, but for
// the one that is `told`.
std::string also_meant(const Words& words, const std::vector<Told>& readings, Index claim, std::optional<Index> told,
                       Language language);
// "13 people and at least 62 people on 3 May 2026 (Viasna)": figures of
// claims by who gives them.
std::string by_source(const Words& words, const std::vector<std::pair<Index, std::string>>& figures, Language language);
// Whether those that say the figure do not fit with each other, and with nobody else.
bool clash_among_sayers(const CheckFindings& findings);
// Whether each of these has checked the asked figure case by case.
bool all_counted(const Words& words, const std::vector<Index>& claims, const Reading& asked);
// "160 people left prison ..., according to Jorge Rodríguez (president, National Assembly)."; of who has checked it
// case by case, as above.
std::string attributed(const Words& words, const std::vector<Index>& claims, const Reading& reading, Language language);

}  // namespace reltrack::report
