// What changed, for programs.
#include <array>

#include "reltrack/change_report.hpp"
#include "reltrack/list.hpp"
#include "report/json_head.hpp"
#include "report/json_rows.hpp"
#include "report/json_writer.hpp"
#include "report/text_changes.hpp"

namespace reltrack {
namespace {

class JsonChanges {
 public:
  JsonChanges(const Changes& changes, const RecordState& before, const RecordState& after, std::string& out)
      : changes_(changes),
        before_(before),
        after_(after),
        json_(out),
        old_rows_(before.ledger, before.findings, 0, json_),
        rows_(after.ledger, after.findings, 0, json_),
        old_words_(before.ledger, &before.findings),
        words_(after.ledger, &after.findings) {}

  void write(const ReportOptions& options) {
    json_.object([&] {
      json_.key("diff").number(1);
      report::write_tool(json_);
      report::write_given(json_, options);
      state("before", before_);
      state("after", after_);
      json_.key("claims").list(changes_.claims, [&](const ClaimChange& change) { claim(change); });
      json_.key("definitions").list(changes_.definitions, [&](const DefinitionChange& change) { definition(change); });
      json_.key("steps").list(changes_.steps, [&](const Step& of) { step(of); });
      findings("problems", changes_.problems, &Findings::problems);
      findings("conflicts", changes_.conflicts, &Findings::conflicts);
      findings("conditions", changes_.conditions, &Findings::conditions);
      json_.key("readings").list(changes_.readings, [&](const FindingChange& change) { reading(change); });
      json_.key("ranges").list(changes_.ranges, [&](const RangeChange& change) { range(change); });
      json_.key("statuses").list(changes_.statuses, [&](const StatusChange& change) { status(change); });
    });
  }

 private:
  const std::string& id(Index claim) const { return after_.ledger.claims[claim].id; }

  void texts(std::string_view key, const std::vector<std::string>& texts) {
    json_.key(key).list(texts, [&](const std::string& text) { json_.text(text); });
  }

  void state(std::string_view key, const RecordState& of) {
    json_.key(key).object([&] {
      json_.key("ledger");
      report::write_ledger(json_, of.ledger, of.as_of);
      json_.key("search");
      report::write_search(json_, of.findings.search);
    });
  }

  void fields(const std::vector<FieldChange>& fields) {
    json_.key("fields").list(fields, [&](const FieldChange& field) {
      json_.object([&] {
        json_.key("field").text(field.field);
        if (!field.reading.empty()) json_.key("reading").text(field.reading);
        json_.key("before").text(field.before);
        json_.key("after").text(field.after);
      });
    });
  }

  void claim(const ClaimChange& change) {
    static constexpr std::array<std::string_view, 6> kWords = {"added",     "removed",  "withdrawn",
                                                               "corrected", "restored", "changed"};  // by enumerator
    json_.object([&] {
      json_.key("id").text(change.after ? id(*change.after) : before_.ledger.claims[*change.before].id);
      json_.key("change").text(kWords[static_cast<std::size_t>(change.kind)]);
      json_.key("statement").text(change.after ? words_.named(*change.after) : old_words_.named(*change.before));
      fields(change.fields);
    });
  }

  void definition(const DefinitionChange& change) {
    static constexpr std::array<std::string_view, 3> kWords = {"added", "removed", "changed"};  // by enumerator
    json_.object([&] {
      json_.key("section").text(change.section);
      if (!change.id.empty()) json_.key("id").text(change.id);
      json_.key("change").text(kWords[static_cast<std::size_t>(change.kind)]);
      fields(change.fields);
    });
  }

  void step(const Step& of) {
    json_.object([&] {
      json_.key("from").text(id(of.earlier));
      json_.key("to").text(id(of.later));
      if (of.count.min) json_.key("at_least").number(*of.count.min);
      if (of.count.max) json_.key("at_most").number(*of.count.max);
      json_.key("level").boolean(of.level);
      json_.key("one_start").boolean(of.one_start);
      json_.key("conditions").list(of.conditions, [&](std::size_t at) {
        json_.text(after_.findings.conditions[at].id);
      });
      json_.key("statement").text(step_words(words_, of));
    });
  }

  template <typename Row>
  void findings(std::string_view key, const std::vector<FindingChange>& changes, std::vector<Row> Findings::*list) {
    json_.key(key).list(changes, [&](const FindingChange& change) {
      json_.object([&] {
        json_.key("change").text(!change.before ? "appeared" : change.after ? "changed" : "vanished");
        texts("because", change.because);
        if (change.before) {
          json_.key("before");
          old_rows_.write((before_.findings.*list)[*change.before]);
        }
        if (change.after) {
          json_.key("after");
          rows_.write((after_.findings.*list)[*change.after]);
        }
      });
    });
  }

  void reading(const FindingChange& change) {
    const ReadingFinding& reading = after_.findings.readings[*change.after];
    json_.object([&] {
      json_.key("claim").text(id(reading.claim));
      json_.key("label").text(after_.ledger.claims[reading.claim].readings[reading.reading].label);
      json_.key("holds").boolean(reading.holds);
      texts("because", change.because);
      if (!reading.conflict) return;
      json_.key("conflict");
      rows_.write(*reading.conflict);
    });
  }

  void ends(std::string_view key, const CountRange& range) {
    const auto end = [&](std::string_view name, const std::optional<Count>& value) {
      json_.key(name);
      if (value) {
        json_.number(*value);
      } else {
        json_.null();
      }
    };
    json_.key(key).object([&] {
      end("min", range.min);
      end("max", range.max);
    });
  }

  void range(const RangeChange& change) {
    const Claim& claim = after_.ledger.claims[change.after];
    json_.object([&] {
      json_.key("claim").text(claim.id);
      if (claim.has_readings) json_.key("reading").text(claim.readings[change.reading].label);
      json_.key("range").text(change.own ? "own" : "implied");
      ends("before", change.was);
      ends("after", change.is);
      if (!change.tight) json_.key("tight").boolean(false);
      texts("because", change.because);
    });
  }

  void status(const StatusChange& change) {
    json_.object([&] {
      json_.key("claim").text(id(change.after));
      json_.key("before").text(status_word(before_.findings.claims[change.before].status));
      json_.key("after").text(status_word(after_.findings.claims[change.after].status));
    });
  }

  const Changes& changes_;
  const RecordState &before_, &after_;
  report::JsonWriter json_;
  report::JsonRows old_rows_, rows_;
  const report::Words old_words_, words_;
};

}  // namespace

std::string json_changes(const Changes& changes, const RecordState& before, const RecordState& after,
                         const ReportOptions& options) {
  std::string out;
  JsonChanges(changes, before, after, out).write(options);
  return out + "\n";
}

}  // namespace reltrack
