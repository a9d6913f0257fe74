#include "report/check_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/add_new.hpp"
#include "base/ascii.hpp"
#include "model/shares.hpp"
#include "report/attribution.hpp"
#include "report/grounds.hpp"
#include "report/prose.hpp"
#include "report/short_names.hpp"
#include "report/statements.hpp"
#include "report/voices.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kSpeakersNamed = 3;

// "one other", "two others".
std::string other_people(std::size_t many) { return small_number(many) + (many == 1 ? " other" : " others"); }

// A source's short name; where that cuts the names of several people, the first of them: "María Corina Machado and one
// other".
std::string speaker(const Words& words, Index source) {
  const std::string& name = words.name(source);
  const std::string& short_name = words.short_name(source);
  if (short_name == name || !short_name.ends_with("...") || !names_several(name)) return short_name;
  std::size_t joins = 0, first = name.size();
  for (const std::string_view link : {" and ", " y "}) {
    for (std::size_t at = name.find(link); at != std::string::npos; at = name.find(link, at + 1)) {
      first = std::min(first, at);
      ++joins;
    }
  }
  return fmt::format("{} and {}", short_name_of(name.substr(0, first)), other_people(joins));
}

// "Jorge Rodríguez", "Foro Penal and PUD".
std::string speakers(const Words& words, const std::vector<Index>& claims) {
  std::vector<std::string> out;
  for (const Index c : claims) {
    // "Foro Penal, María Corina Machado and one other"
    const Index source = words.ledger().claims[c].source;
    const std::string name = speaker(words, source);
    const std::size_t link = names_several(words.name(source)) ? name.find(" and ") : std::string::npos;
    out.push_back(name.substr(0, link));
    if (link != std::string::npos) out.push_back(name.substr(link + 5));
  }
  out = each_once(std::move(out));
  if (out.size() <= kSpeakersNamed) return listed(out, "and");
  const std::size_t more = out.size() - kSpeakersNamed;
  out.resize(kSpeakersNamed);
  out.push_back(other_people(more));
  return listed(out, "and");
}

// "100 people (Ministry, 5 Mar)"
template <class Named>
std::string said_by(const Words& words, const Named& told) {
  return fmt::format("{} ({})", figure_told(words, reading_of(words, told)), words.who_when(told.claim));
}

// "is Jorge Rodríguez's figure", "is said by Foro Penal and PUD"; where nobody gives the very figure, "follows from 50
// women, 1-3 Mar 2026 (Prison Watch, 4 Mar)".
std::string whose(const Words& words, const CheckFindings& findings) {
  if (findings.giving.empty()) {
    const std::size_t more = findings.saying_more.size() - 1;
    return "follows from " + said_by(words, findings.saying_more.front()) +
           (more == 0   ? ""
            : more == 1 ? " and " + said_by(words, findings.saying_more.back())
                        : " and " + counted(more, "other figure"));
  }
  const std::vector<Index>& claims = findings.said_by;
  const std::string who = speakers(words, claims);
  const Index first = words.ledger().claims[claims.front()].source;
  const bool one =
      std::all_of(claims.begin(), claims.end(), [&](Index c) { return words.ledger().claims[c].source == first; });
  if (!one) return "is said by " + who;
  return "is " + possessive(who) + " figure";
}

// "Pozirk's words allow it, but that reading does not fit."
std::string only_allowed(const Words& words, const std::vector<ReadingFinding>& ruled_out) {
  std::vector<Index> claims;
  for (const ReadingFinding& found : ruled_out) claims.push_back(found.claim);
  return possessive(speakers(words, claims)) + " words allow it, but that reading does not fit.";
}

// What a figure counts: "people, 23 Dec 2025 - 13 Jan 2026".
std::string count_of(const Words& words, const Reading& reading, bool with_period) {
  std::string out = noun(words, reading.population, Language::english, is_one(words, reading));
  if (words.ledger().measures[reading.measure].id != "released") out += ", " + words.measure(reading.measure);
  if (with_period) out += ", " + words.period(reading, Years::always);
  return out;
}

// "BORNE OUT: at least 207 people, 1-28 Dec 2024. 207 is Viasna's figure, and other sides' figures alone put 227."
std::string borne_out(const Words& words, const Question& question, const CheckFindings& findings) {
  const std::string by = "other sides' figures alone put " + range_words(findings.others->range);
  const std::string who = whose(words, findings);
  const Figure& figure = *question.asked.figure;
  const std::string count = count_of(words, question.asked, true);
  if (!findings.at_least) return fmt::format("BORNE OUT: {} {}, {}, and {}.", figure_words(figure), count, who, by);
  return fmt::format("BORNE OUT: at least {} {}. {} {}, and {}.", number(*figure.people.min), count,
                     figure_words(figure), who, by);
}

// "NOBODY SAYS THIS: >400 political prisoners. Jorge Rodríguez said >400 people.", or whose words allow it.
std::string nobody(const Words& words, const Question& question, const CheckFindings& findings) {
  const std::string head =
      question.account.empty() ? "NOBODY SAYS THIS" : "NOT SAID BY " + words.side(question.account);
  if (!findings.ruled_out.empty()) {
    return fmt::format("{}: {}. {}", head, figure_of(words, question.asked, true),
                       only_allowed(words, findings.ruled_out));
  }
  const auto near =
      std::find_if(findings.nearest.begin(), findings.nearest.end(), [](const Near& n) { return n.same_number; });
  const bool named = near != findings.nearest.end();
  const bool other_days = named && (near->period || (!near->population && !near->measure));
  std::string what = figure_of(words, question.asked, !named || other_days);
  if (!named) return fmt::format("{}: {}.", head, what);
  std::string told = figure_of(words, reading_of(words, *near), other_days);
  // Hours that neither sentence has tell them apart.
  if (told == what && near->period) {
    what += fmt::format(" ({})", one_line(question.asked.period.text));
    told += fmt::format(" ({})", one_line(reading_of(words, *near).period.text));
  }
  return fmt::format("{}: {}. {} {} {}.", head, what, words.name(words.ledger().claims[near->claim].source),
                     near->announced                                     ? "announced"
                     : reading_of(words, *near).basis == Basis::verified ? "counted"
                                                                         : "said",
                     told);
}

// ", denied by Monitor, 6 Mar".
std::string denied(const Words& words, const Alarm& alarm) {
  if (alarm.denied_by.empty()) return {};
  std::vector<std::string> who;
  for (const Index d : alarm.denied_by) who.push_back("by " + words.who_when(d));
  if (who.size() > kSpeakersNamed) {
    const std::size_t more = who.size() - kSpeakersNamed;
    who.resize(kSpeakersNamed);
    who.push_back("by " + other_people(more));
  }
  return ", denied " + listed(who, "and");
}

// "Ministry's figures put 170", "Foro's figure puts 116 or more": what a figure follows from that nobody says. Of
// several sides "the figures on file put 105 to 449"; of one, only what its figures put.
std::string put_by(const Words& words, const Question& question, const CheckFindings& findings) {
  std::vector<Index> claims;
  for (const Near& ground : findings.grounds) claims.push_back(ground.claim);
  CountRange range = findings.others->range;
  if (sides_of(words.ledger(), claims).size() != 1) return "the figures on file put " + range_words(range);
  const CountRange& wanted = question.asked.figure->people;
  if (!wanted.max) range.max.reset();
  if (wanted.min.value_or(0) == 0) range.min = 0;
  return fmt::format("{} {} {}", possessive(speakers(words, claims)),
                     claims.size() == 1 ? "figure puts" : "figures put", range_words(range));
}

// "; 116 (Ministry, 12 Jan) is denied by Foro Penal": of what it follows from.
std::string denied_grounds(const Words& words, const CheckFindings& findings) {
  std::string out;
  std::size_t denied = 0;
  for (const Near& ground : findings.grounds) {
    if (ground.denied_by.empty() || ++denied > kGroundsTold) continue;
    out += fmt::format("; {} is denied by {}", words.named(ground.claim), speakers(words, ground.denied_by));
  }
  if (denied > kGroundsTold)
    out += fmt::format("; {} more {} denied", denied - kGroundsTold, denied - kGroundsTold == 1 ? "is" : "are");
  return out;
}

}  // namespace

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
  return figure_words(*reading.figure) + ' ' + count_of(words, reading, with_period);
}

std::string figure_told(const Words& words, const Reading& reading) {
  const Figure& figure = *reading.figure;
  if (!figure.percent) return figure_of(words, reading, true);
  return fmt::format("{} ({} of {}) {}", range_words(Shares(words.ledger()).people(reading)), figure_words(figure),
                     words.figure(*reading.part_of), count_of(words, reading, true));
}

std::string first_line(const Words& words, const Question& question, const CheckFindings& findings) {
  const std::string figure = figure_of(words, question.asked, true);
  const bool own = !question.account.empty();
  const std::string side = own ? words.side(question.account) : std::string();
  const std::string figures = own ? possessive(side) + " figures" : "the figures on file";
  const auto range = [&] { return findings.others ? range_words(findings.others->range) : std::string("any number"); };
  switch (findings.verdict) {
    case CheckVerdict::disputed: {
      std::string why;
      if (!findings.denied_by.empty()) why = speakers(words, findings.denied_by) + " denied it";
      if (!findings.contested.empty())
        why += (why.empty() ? "" : "; ") + std::string(clash_among_sayers(findings) ? "those do not fit together"
                                                       : findings.giving.empty()
                                                           ? "that does not add up with other figures"
                                                           : "it does not add up with other figures");
      if (why.empty()) why = "the others' figures put " + range();
      return fmt::format("DISPUTED: {}, {}; {}. Print both.", figure, whose(words, findings), why);
    }
    case CheckVerdict::corroborated:
      return borne_out(words, question, findings);
    case CheckVerdict::attributable:
      return fmt::format("ATTRIBUTE: {}, {} alone.", figure, whose(words, findings));
    case CheckVerdict::follows:
      return fmt::format("FOLLOWS: {}. {}, but {}{}.{}", figure,
                         own ? capitalised(side) + " does not say it" : "Nobody says it",
                         put_by(words, question, findings), denied_grounds(words, findings),
                         findings.ruled_out.empty() ? "" : ' ' + only_allowed(words, findings.ruled_out));
    case CheckVerdict::excluded:
      return nobody(words, question, findings) + ' ' + sentence(fmt::format("{} put {}", figures, range()));
    case CheckVerdict::unsupported:
      break;
  }
  return nobody(words, question, findings);
}

std::vector<ToldVoice> told_by_voice(const Words& words, const std::vector<Told>& told) {
  std::vector<Index> claims;
  for (const Told& t : told) claims.push_back(t.claim);
  std::vector<ToldVoice> out;
  for (const Voice& voice : by_voice(words, claims)) {
    std::vector<std::string> figures;
    for (const std::size_t i : voice) figures.push_back(words.figure(reading_of(words, told[i])));
    const Told& first = told[voice.front()];
    std::string who = words.who_when(first.claim) + also_as(figures).substr(figures.front().size());
    out.push_back({voice.front(), fmt::format("{} ({})", figure_told(words, reading_of(words, first)), who)});
  }
  return out;
}

std::string_view alarm_word(Alarm::Kind kind) {
  switch (kind) {
    case Alarm::Kind::newer:
      return "newer";
    case Alarm::Kind::corrected:
      return "corrected";
    case Alarm::Kind::withdrawn:
      return "withdrawn";
    case Alarm::Kind::other_start:
    case Alarm::Kind::beside:
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
  std::vector<std::string> told;
  for (ToldVoice& voice : told_by_voice(words, alarm.told)) {
    told.push_back(std::move(voice.words));
    if (told.size() == kSpeakersNamed) break;
  }
  const std::string which = listed(told, "and");
  switch (alarm.kind) {
    case Alarm::Kind::corrected:
      return "given, and corrected since: " + said_by(words, alarm.told.front()) + denied(words, alarm) +
             (alarm.told.size() > 1 ? "; now " + said_by(words, alarm.told.back()) : "");
    case Alarm::Kind::withdrawn:
      return "given, and withdrawn since: " + said_by(words, alarm.told.front()) + denied(words, alarm);
    case Alarm::Kind::newer:
      return "newer, same side: " + which;
    case Alarm::Kind::other_start:
      return "the same source also counts from another start: " + which + "; the two do not count the same days";
    case Alarm::Kind::beside:
      return "another start, so do not subtract one from the other: " + which;
    case Alarm::Kind::same_number:
      return "the same number on file for something else: " + which;
    case Alarm::Kind::level:
      return "that number is a level, how many there were at one moment, not how many left: " + which;
    case Alarm::Kind::overlap_sum: {
      std::vector<std::string> parts;
      for (const Told& t : alarm.told) parts.push_back(words.named(t.claim));
      return "the sum of " + listed(parts, "and") + ", which overlap: some people would be counted twice";
    }
    case Alarm::Kind::factor_of_ten:
      return "a nought away from " + which;
    case Alarm::Kind::digits:
      return "two digits away from " + which;
  }
  return {};
}

std::string ruled_out_statement(const Words& words, const ReadingFinding& found) {
  std::string out = fmt::format("{}: the words allow it (\"{}\"), but that reading does not fit", said_by(words, found),
                                one_line(reading_of(words, found).label));
  if (!found.conflict) return out;
  std::vector<std::string> others;
  for (const Index c : found.conflict->claims) {
    if (c != found.claim) others.push_back(words.named(c));
  }
  out += ": " + clash_sum(words, found.conflict->proof);
  return others.empty() || others.size() > kSpeakersNamed ? out : out + ", against " + listed(others, "and");
}

namespace {

// Whether they start and end on the same days, at whatever hours.
bool of_same_days(const Period& a, const Period& b) {
  const auto day = [](Minutes at) { return at - (at % kDay + kDay) % kDay; };
  // Midnight closes the day before it; what is some time of a day begins with that day.
  const auto days = [&](const TimeSpan& span, Minutes closes) {
    return std::pair(day(span.certain() ? span.from - closes : span.from),
                     day(span.certain() ? span.to - closes : span.to - 1));
  };
  return days(a.start.limits, 0) == days(b.start.limits, 0) && days(a.end.limits, 1) == days(b.end.limits, 1);
}

}  // namespace

std::string differences(const Words& words, const Reading& asked, const Near& near) {
  const bool same_days = of_same_days(reading_of(words, near).period, asked.period);
  std::vector<std::string> out;
  if (near.population) out.emplace_back("other people");
  if (near.measure) out.emplace_back("another event");
  if (near.period) out.emplace_back(same_days ? "another hour" : "other days");
  if (near.announced) out.emplace_back("announced, not said to have happened");
  if (near.figure && out.empty()) out.emplace_back("another figure");
  if (out.empty()) out.emplace_back("another side");
  std::string text;
  for (const std::string& part : out) text += (text.empty() ? "" : ", ") + part;
  return text;
}

}  // namespace reltrack::report
