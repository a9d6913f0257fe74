// The answer for programs: docs/report-format.md, "check".
#include <algorithm>

#include "reltrack/report.hpp"
#include "report/check_words.hpp"
#include "report/json_head.hpp"
#include "report/json_writer.hpp"
#include "report/prose.hpp"
#include "report/statements.hpp"

namespace reltrack {

namespace {

using report::JsonWriter;
using report::Words;

// The same JSON on one line: line ends stand between values alone, with blanks behind them.
std::string on_one_line(const std::string& json) {
  std::string out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i] != '\n') {
      out += json[i];
      continue;
    }
    while (i + 1 < json.size() && json[i + 1] == ' ') ++i;
  }
  return out;
}

class CheckJson {
 public:
  CheckJson(const Words& words, const Question& question, const CheckFindings& findings)
      : ledger_(words.ledger()), question_(question), findings_(findings), words_(words), json_(out_) {}

  std::string write(const ReportOptions& options) {
    const Reading& asked = question_.asked;
    json_.object([&] {
      json_.key("verdict").text(report::verdict_word(findings_.verdict));
      json_.key("figure").text(asked.figure->text);
      json_.key("population").text(ledger_.populations[asked.population].id);
      json_.key("measure").text(ledger_.measures[asked.measure].id);
      json_.key("period").text(asked.period.text);
      if (!question_.account.empty()) json_.key("account").text(question_.account);
      if (options.as_of) json_.key("as_of").text(*options.as_of);
      report::write_given(json_, options);
      json_.key("statement").text(report::first_line(words_, question_, findings_));
      if (findings_.verdict == CheckVerdict::corroborated) json_.key("at_least").boolean(findings_.at_least);
      if (findings_.others) range("range", findings_.others->range);
      if (findings_.own) range("own", findings_.own->range);
      ids("said_by", findings_.said_by);
      ids("against", against());
      ids("denied_by", findings_.denied_by);
      if (!findings_.denied_sayers.empty()) {
        json_.key("denied_sayers").list(findings_.denied_sayers, [&](const Near& denied) { write_denied(denied); });
      }
      if (!findings_.grounds.empty()) write_grounds(options.limit.value_or(kRowsInJson));
      if (!findings_.ruled_out.empty()) {
        json_.key("ruled_out").list(findings_.ruled_out, [&](const ReadingFinding& found) { write(found); });
      }
      ids("beside", claims_of(findings_.beside));
      json_.key("nearest").list(findings_.nearest, [&](const Near& near) { write(near); });
      json_.key("wording").object([&] {
        json_.key("en").text(report::wording(words_, question_, findings_, report::Language::english));
        json_.key("es").text(report::wording(words_, question_, findings_, report::Language::spanish));
      });
      json_.key("alarms").list(findings_.alarms, [&](const Alarm& alarm) {
        json_.object([&] {
          json_.key("kind").text(report::alarm_word(alarm.kind));
          ids("claims", claims_of(alarm.told));
          json_.key("statement").text(report::alarm_statement(words_, alarm));
        });
      });
      json_.key("complete").boolean(findings_.complete);
    });
    return std::move(out_);
  }

 private:
  // Who denies it, what it clashes with, and what leaves no room for it.
  std::vector<Index> against() const {
    std::vector<Index> out = findings_.denied_by;
    const auto add = [&](Index c) {
      const auto& said_by = findings_.said_by;
      if (std::find(said_by.begin(), said_by.end(), c) == said_by.end()) out.push_back(c);
    };
    for (const Conflict& clash : findings_.clashes) std::for_each(clash.claims.begin(), clash.claims.end(), add);
    const CountRange& wanted = findings_.wanted;
    if (findings_.others) {
      const RangeFinding& others = *findings_.others;
      const bool above = wanted.max && others.range.min && *others.range.min > *wanted.max;
      const bool below = wanted.min && others.range.max && *others.range.max < *wanted.min;
      const auto& proof = above ? others.min_proof : others.max_proof;
      if ((above || below) && proof) {
        const std::vector<Index> used = report::claims_in(*proof);
        std::for_each(used.begin(), used.end(), add);
      }
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  static std::vector<Index> claims_of(const std::vector<Told>& told) {
    std::vector<Index> out;
    for (const Told& t : told) out.push_back(t.claim);
    return out;
  }

  void write(const ReadingFinding& found) {
    json_.object([&] {
      json_.key("claim").text(ledger_.claims[found.claim].id);
      json_.key("reading").text(ledger_.claims[found.claim].readings[found.reading].label);
      if (found.conflict) json_.key("conflict").text(found.conflict->id);
      json_.key("statement").text(report::ruled_out_statement(words_, found));
    });
  }

  // Where some are left out, those that somebody denies come first.
  void write_grounds(std::size_t limit) {
    std::vector<Near> grounds = findings_.grounds;
    const std::size_t left_out = grounds.size() - report::first_rows(grounds, limit).size();
    if (left_out > 0)
      std::stable_partition(grounds.begin(), grounds.end(), [](const Near& n) { return !n.denied_by.empty(); });
    json_.key("grounds").list(report::first_rows(grounds, limit), [&](const Near& ground) { write_denied(ground); });
    if (left_out > 0) json_.key("grounds_left_out").number(left_out);
  }

  void write_denied(const Near& claim) {
    json_.object([&] {
      json_.key("claim").text(ledger_.claims[claim.claim].id);
      ids("denied_by", claim.denied_by);
    });
  }

  void write(const Near& near) {
    json_.object([&] {
      json_.key("claim").text(ledger_.claims[near.claim].id);
      std::vector<std::string_view> differs;
      if (near.figure) differs.emplace_back("figure");
      if (near.population) differs.emplace_back("population");
      if (near.measure) differs.emplace_back("measure");
      if (near.period) differs.emplace_back("period");
      if (near.announced) differs.emplace_back("basis");
      json_.key("differs").list(differs, [&](std::string_view word) { json_.text(word); });
    });
  }

  void range(std::string_view key, const CountRange& range) {
    json_.key(key).object([&] {
      number("min", range.min);
      number("max", range.max);
    });
  }

  void number(std::string_view key, const std::optional<Count>& value) {
    json_.key(key);
    if (value) {
      json_.number(*value);
    } else {
      json_.null();
    }
  }

  void ids(std::string_view key, const std::vector<Index>& claims) {
    json_.key(key).list(claims, [&](Index c) { json_.text(ledger_.claims[c].id); });
  }

  const Ledger& ledger_;
  const Question& question_;
  const CheckFindings& findings_;
  const Words& words_;
  std::string out_;
  JsonWriter json_;
};

}  // namespace

std::string CheckWriter::json(const Question& question, const CheckFindings& findings, const ReportOptions& options,
                              bool one_line) const {
  std::string out = CheckJson(*words_, question, findings).write(options);
  return (one_line ? on_one_line(out) : out) + '\n';
}

}  // namespace reltrack
