#include "from_text.hpp"

#include <stdexcept>

#include "proofs_of.hpp"
#include "reltrack/diagnostic.hpp"
#include "reltrack/reader.hpp"

namespace reltrack::judge {
namespace {

Ledger read(const std::string& body) {
  const std::vector<InputFile> files{{"test.json", "{\"reltrack\": 1, \"title\": \"test\",\n" + body + "}\n"}};
  ReadResult result = read_ledger(files);
  if (!result.ledger) throw std::runtime_error(format_diagnostics(result.diagnostics, files));
  return std::move(*result.ledger);
}

}  // namespace

Told::Told(const std::string& body, std::vector<Rule> dropped) : ledger(read(body)), dropped_(std::move(dropped)) {
  std::vector<std::string> unknown;
  selection_ = select(ledger, {}, unknown);
  ReconcileOptions options;
  options.dropped = dropped_;
  findings = reconcile(ledger, selection_, options);
}

std::vector<std::string> Told::flaws() const {
  std::vector<std::string> out;
  const Case what{&ledger, &selection_, dropped_};
  const worlds::Proofs proofs(what);
  for (const worlds::Proof& proof : proofs.list()) {
    if (const auto flaw = flaw_of(proof)) out.push_back(proof.what + ": " + *flaw);
  }
  if (proofs.list().empty()) out.emplace_back("no proofs");
  return out;
}

Index Told::claim(const std::string& id) const {
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    if (ledger.claims[c].id == id) return c;
  }
  throw std::runtime_error("no claim " + id);
}

std::vector<ConflictById> Told::conflicts() const {
  std::vector<ConflictById> out;
  for (const Conflict& conflict : findings.conflicts) {
    ConflictById one{conflict.scope, {}, conflict.shortfall};
    for (const Index c : conflict.claims) one.claims.push_back(ledger.claims[c].id);
    out.push_back(one);
  }
  return out;
}

std::set<std::string> Told::problems() const {
  std::set<std::string> out;
  for (const Problem& problem : findings.problems) {
    std::set<std::string> repairs;
    for (const std::vector<Index>& repair : problem.repairs) {
      std::set<std::string> ids;
      for (const Index c : repair) ids.insert(ledger.claims[c].id);
      std::string text;
      for (const std::string& id : ids) text += (text.empty() ? "{" : ", ") + id;
      repairs.insert(text + "}");
    }
    std::string line = problem.scope + ":";
    for (const std::string& repair : repairs) line += (line.back() == ':' ? " " : ", ") + repair;
    out.insert(line);
  }
  return out;
}

const ReadingRanges& Told::ranges(const std::string& id, Index reading) const {
  for (const ReadingRanges& r : findings.claims[claim(id)].ranges) {
    if (r.reading == reading) return r;
  }
  throw std::runtime_error("no ranges of " + id);
}

CountRange Told::own(const std::string& id, Index reading) const { return ranges(id, reading).own.value().range; }

CountRange Told::implied(const std::string& id, Index reading) const {
  return ranges(id, reading).implied.value().range;
}

std::vector<bool> Told::readings(const std::string& id) const {
  std::vector<bool> out(ledger.claims[claim(id)].readings.size());
  for (const ReadingFinding& r : findings.readings) {
    if (r.claim == claim(id)) out[r.reading] = r.holds;
  }
  return out;
}

std::optional<CountRange> Told::gap(Gap::Kind kind, const std::string& side, const std::string& id) const {
  for (const Gap& gap : findings.gaps) {
    if (gap.kind == kind && gap.side == side && gap.claim == claim(id)) return gap.amount;
  }
  return std::nullopt;
}

}  // namespace reltrack::judge
