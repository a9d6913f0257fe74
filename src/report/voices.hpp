// One mouth, however many carry its words: which claims an answer tells in one line.
#pragma once

#include <string>
#include <vector>

#include "report/wording.hpp"

namespace reltrack::report {

// Claims of one count said twice (folds.hpp): positions in the list they came from, in its order.
using Voice = std::vector<std::size_t>;

// The claims by voice, each where its first one stands.
std::vector<Voice> by_voice(const Words& words, const std::vector<Index>& claims);

// ">400, also as ~400": of a voice's figures, the first one leads.
std::string also_as(const std::vector<std::string>& figures);

// ">400, also as ~400 (Jorge Rodríguez, 13 Jan)" for each voice.
std::vector<std::string> named_voices(const Words& words, const std::vector<Index>& claims);

// ", carried by EFE, La Prensa; Aporrea; Reuters: one voice": the outlets of these claims, and who of `repeats` repeats
// them. Empty where none is on file.
std::string carried_by(const Words& words, const std::vector<Index>& claims, const std::vector<Index>& repeats);

}  // namespace reltrack::report
