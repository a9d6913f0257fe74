// The words of an answer that its text and its JSON share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reltrack/check_findings.hpp"
#include "reltrack/question.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// "attributable".
std::string_view verdict_word(CheckVerdict verdict);
// ">400 political prisoners", ">400 people, 23 Dec 2025 - 13 Jan 2026".
std::string figure_of(const Words& words, const Reading& reading, bool with_period);
// The same with the period; of a share, how many it comes to: "79 to 80 (40% of 200) women, 1-10 Jan 2026".
std::string figure_told(const Words& words, const Reading& reading);
// What can be read aloud: "ATTRIBUTE: ... is Jorge Rodríguez's figure alone."
std::string first_line(const Words& words, const Question& question, const CheckFindings& findings);
// Claims in one line a voice.
struct ToldVoice {
  std::size_t first = 0;  // its first claim's position among those that are told
  std::string words;      // ">400 people, 23 Dec 2025 - 13 Jan 2026 (Jorge Rodríguez, 13 Jan, also as ~400)"
};
std::vector<ToldVoice> told_by_voice(const Words& words, const std::vector<Told>& told);
std::string_view alarm_word(Alarm::Kind kind);
std::string alarm_statement(const Words& words, const Alarm& alarm);
// "250 people, 1-31 Dec (Pozirk, 18 Jan): the words allow it ("in December"), but that reading does not fit: ...".
std::string ruled_out_statement(const Words& words, const ReadingFinding& found);
// "other people, other days": how a claim differs from what was asked; "another side" where its count is the same.
std::string differences(const Words& words, const Reading& asked, const Near& near);

}  // namespace reltrack::report
