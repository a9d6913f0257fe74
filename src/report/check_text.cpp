// The answer for a person: the verdict, who says it, who does not, what others put, what to look at, what to write.
#include <fmt/format.h>

#include <algorithm>

#include "base/add_new.hpp"
#include "reltrack/report.hpp"
#include "report/check_words.hpp"
#include "report/grounds.hpp"
#include "report/layout.hpp"
#include "report/prose.hpp"
#include "report/statements.hpp"
#include "report/voices.hpp"

namespace reltrack {

namespace report {
namespace {

constexpr std::size_t kLeadColumns = 10;
constexpr std::size_t kSaidBy = 4;
constexpr std::size_t kNear = 5;
constexpr std::size_t kClaimsNamed = 4;
constexpr std::size_t kQuote = 160;

class CheckPage {
 public:
  CheckPage(const Words& words, const Question& question, const CheckFindings& findings, const ReportOptions& options)
      : ledger_(words.ledger()), question_(question), findings_(findings), options_(options), words_(words) {}

  std::string write() {
    for (const std::string& line : wrap(first_line(words_, question_, findings_), options_.width)) {
      out_ += options_.color ? fmt::format("\x1b[1m{}\x1b[0m\n", line) : line + '\n';
    }
    out_ += '\n';
    said_by();
    against();
    ranges();
    nearest();
    careful();
    if (const std::string given = given_words(options_); !given.empty()) row("given", given);
    to_print();
    return std::move(out_);
  }

 private:
  bool said() const { return !findings_.said_by.empty(); }

  void row(std::string_view head, const std::string& text) { rows_.row(head, text); }

  void said_by() {
    const auto& claims = findings_.said_by;
    std::size_t left = claims.size(), shown = 0;
    for (const Voice& voice : by_voice(words_, claims)) {
      if (shown++ == kSaidBy) break;
      left -= voice.size();
      said_by(voice);
    }
    if (left > 0) row("said by", counted(left, "more claim"));
    if (said()) return;
    for (const Index d : findings_.repeated_by) {
      const Index repeated = *ledger_.claims[d].repeats;
      row("repeated", fmt::format("by {}, from {}{}", words_.who_when(d), told(repeated), why_not(repeated)));
    }
  }

  std::string_view why_not(Index repeated) const {
    for (const Alarm& alarm : findings_.alarms) {
      if (alarm.told.front().claim != repeated) continue;
      if (alarm.kind == Alarm::Kind::corrected) return ", corrected since";
      if (alarm.kind == Alarm::Kind::withdrawn) return ", withdrawn since";
    }
    return {};
  }

  std::string told(Index claim) const {
    const Reading& reading = ledger_.claims[claim].readings.front();
    if (!reading.figure) return "the denial by " + words_.who_when(claim);
    return fmt::format("{} ({})", figure_of(words_, reading, true), words_.who_when(claim));
  }

  void said_by(const Voice& voice) {
    std::vector<Index> claims;
    std::vector<std::string> figures;
    for (const std::size_t i : voice) {
      claims.push_back(findings_.said_by[i]);
      figures.push_back(words_.figure(claims.back()));
    }
    const Claim& claim = ledger_.claims[claims.front()];
    std::string text = words_.who_when(claims.front());
    const auto more = std::ranges::find(findings_.saying_more, claims.front(), &Told::claim);
    if (more != findings_.saying_more.end()) {
      text += ", " + figure_told(words_, reading_of(words_, *more));
    } else if (findings_.said_by.size() > 1) {
      text += ", " + also_as(figures);
    }
    if (!claim.quote.empty()) text += ": \"" + words_.quote(claims.front(), kQuote) + '"';
    row("said by", text + carried_by(words_, claims, findings_.repeated_by));
    if (!claim.url.empty()) row("said by", one_line(claim.url.front()));
    if (!claim.note.empty()) row("said by", one_line(claim.note));
  }

  void against() {
    for (const Index d : findings_.denied_by) {
      const Claim& claim = ledger_.claims[d];
      row("against", words_.who_when(d) + (claim.quote.empty() ? std::string(": denied")
                                                               : ": \"" + cut(one_line(claim.quote), kQuote) + '"'));
    }
    for (const Conflict& clash : findings_.clashes) {
      row("against", "does not fit: " + clash_sum(words_, clash.proof) + " (" + clash.id + ")");
    }
    for (const Near& denied : findings_.denied_sayers) against(denied);
    std::size_t denied = 0;
    for (const Near& ground : findings_.grounds) {
      if (!ground.denied_by.empty() && ++denied <= kGroundsTold) against(ground);
    }
    if (denied > kGroundsTold)
      row("against", fmt::format("{} more of the figures behind it {} denied", denied - kGroundsTold,
                                 denied - kGroundsTold == 1 ? "is" : "are"));
    if (said() && findings_.denied_by.empty() && findings_.clashes.empty() && findings_.denied_sayers.empty())
      row("against", "nobody in this file denies it");
  }

  void against(const Near& denied) {
    if (denied.denied_by.empty()) return;
    std::vector<std::string> who;
    for (const Index d : denied.denied_by) add_new(who, words_.who_when(d));
    row("against", fmt::format("{} is denied by {}", words_.named(denied.claim), listed(who, "and")));
  }

  // "76 or more; the least: by 76 (PUD, 13 Jan)", with the sum where it takes one.
  std::string range_told(const RangeFinding& found) const {
    std::string out = range_words(found.range);
    const auto end = [&](const std::optional<Proof>& proof, bool least, std::string_view word) {
      if (!proof) return;
      const Count value = (least ? found.range.min : found.range.max).value();
      const Proof* leaf = proof->cases.empty() ? &*proof : ending_leaf(*proof, least, value);  // the case that gives it
      if (leaf == nullptr) return;
      const std::vector<Index> from = claims_in(*leaf);
      if (from.empty()) return;
      std::vector<std::string> names = named_voices(words_, from);
      if (names.size() > kClaimsNamed) {
        const std::size_t more = names.size() - (kClaimsNamed - 1);
        names.resize(kClaimsNamed - 1);
        names.push_back(small_number(more) + " others");
      }
      const std::string sum = range_sum(words_, *leaf, least, value);
      out += fmt::format("; {}: {}by {}", word, sum.empty() ? "" : sum + ", ", listed(names, "and"));
    };
    if (found.range.min.value_or(0) > 0) end(found.min_proof, true, "the least");
    if (found.range.max) end(found.max_proof, false, "the most");
    return out;
  }

  // A figure of the same count and days.
  bool is_of_asked_days(const Told& told) const {
    const Reading &given = reading_of(words_, told), &asked = question_.asked;
    return given.measure == asked.measure && given.population == asked.population &&
           given.period.start.limits == asked.period.start.limits && given.period.end.limits == asked.period.end.limits;
  }

  void ranges() {
    const std::string_view head = !question_.account.empty() ? "own side" : said() ? "others" : "on file";
    if (!findings_.others) {
      row(head, "the asked period has no place among the figures on file");
    } else if (says_nothing(findings_.others->range)) {
      // What contradicts it is contested itself.
      const std::string none = findings_.clashes.empty() ? "no figure" : "no uncontested figure";
      const std::string of_own = said() ? "its other figures leave it open" : "the figures on file leave it open";
      const bool by_others = said() && question_.account.empty();
      const bool any_beside = findings_.clashes.empty() &&
                              std::ranges::any_of(findings_.beside, [&](const Told& t) { return is_of_asked_days(t); });
      row(head, !by_others   ? of_own
                : any_beside ? "the figures of other sides leave it open"
                             : fmt::format("{} of another side says anything of it", none));
    } else {
      row(head, range_told(*findings_.others));
    }
    if (findings_.own && !says_nothing(findings_.own->range))
      row("own side", "its other figures put " + range_told(*findings_.own));
  }

  void nearest() {
    if (said()) return;
    for (std::size_t i = 0; i < std::min(findings_.ruled_out.size(), kNear); ++i) {
      const ReadingFinding& found = findings_.ruled_out[i];
      row("nearest", ruled_out_statement(words_, found) + (found.conflict ? " (" + found.conflict->id + ")" : ""));
    }
    std::vector<Told> near;
    for (const Near& n : findings_.nearest) near.push_back({n.claim, n.reading});
    const std::vector<ToldVoice> voices = told_by_voice(words_, near);
    for (std::size_t i = 0; i < std::min(voices.size(), kNear); ++i) {
      const Near& nearest = findings_.nearest[voices[i].first];
      const std::string others = meanings(findings_.near_meanings, {nearest.claim}, nearest.reading);
      row("nearest", fmt::format("{}: {}{}", voices[i].words, differences(words_, question_.asked, nearest),
                                 others.empty() ? others : "; or it means: " + others));
    }
  }

  void careful() {
    for (const Alarm& alarm : findings_.alarms) row("careful", alarm_statement(words_, alarm));
    for (const Voice& voice : by_voice(words_, findings_.said_by)) {
      std::vector<Index> claims;
      for (const std::size_t i : voice) claims.push_back(findings_.said_by[i]);
      const std::string others = meanings(findings_.also_meant, claims);
      if (others.empty()) continue;
      row("careful", fmt::format("{} may mean something else: {}", named_voices(words_, claims).front(), others));
    }
    if (!findings_.complete) row("careful", "the search was cut short: the numbers hold, but may not be the tightest");
  }

  // Labels of those of the readings that are of these claims, but for the reading that is `told`.
  std::string meanings(const std::vector<Told>& readings, const std::vector<Index>& claims,
                       std::optional<Index> told = std::nullopt) const {
    std::vector<std::string> labels;
    for (const Told& other : readings) {
      if (other.reading == told || std::find(claims.begin(), claims.end(), other.claim) == claims.end()) continue;
      std::string label = one_line(reading_of(words_, other).label);
      add_new(labels, std::move(label));
    }
    return fmt::format("{}", fmt::join(labels, "; or "));  // they have commas of their own
  }

  void to_print() {
    out_ += '\n';
    row("write", wording(words_, question_, findings_, Language::english));
    row("escribir", wording(words_, question_, findings_, Language::spanish));
  }

  const Ledger& ledger_;
  const Question& question_;
  const CheckFindings& findings_;
  const ReportOptions& options_;
  const Words& words_;
  std::string out_;
  HeadedRows rows_{out_, kLeadColumns, options_.width};
};

}  // namespace
}  // namespace report

CheckWriter::CheckWriter(const Ledger& ledger) : words_(std::make_unique<const report::Words>(ledger)) {}
CheckWriter::~CheckWriter() = default;

std::string CheckWriter::text(const Question& question, const CheckFindings& findings,
                              const ReportOptions& options) const {
  return report::CheckPage(*words_, question, findings, options).write();
}

std::string CheckWriter::line(const Question& question, const CheckFindings& findings) const {
  return report::first_line(*words_, question, findings) +
         (findings.complete ? "\n" : " (The search was cut short: the numbers may not be the tightest.)\n");
}

}  // namespace reltrack
