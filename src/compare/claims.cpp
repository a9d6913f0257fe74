// Claims and definitions, by id and field by field.
#include <algorithm>
#include <map>

#include "compare/parts.hpp"

namespace reltrack {
namespace {

bool is_on_file(Inactive state) { return state != Inactive::not_yet_said && state != Inactive::left_out; }

const Reading* reading_named(const Claim& claim, const std::string& label) {
  for (const Reading& reading : claim.readings) {
    if (reading.label == label) return &reading;
  }
  return nullptr;
}

Field labels(const Claim& claim) {
  Field field{"readings", {}, true};
  for (const Reading& reading : claim.readings) {
    if (claim.has_readings) field.values.push_back(reading.label);
  }
  return field;
}

std::vector<FieldChange> differing_claims(const Ledger& before, const Claim& b, const Ledger& after, const Claim& a) {
  std::vector<FieldChange> out = differing({{"source", {before.sources[b.source].id}}, labels(b)},
                                           {{"source", {after.sources[a.source].id}}, labels(a)});
  const auto add = [&](std::vector<FieldChange> more) { out.insert(out.end(), more.begin(), more.end()); };
  for (const Reading& reading : a.readings) {
    const Reading* was = reading_named(b, reading.label);
    if (was != nullptr) add(differing(reading_fields(before, *was), reading_fields(after, reading), reading.label));
  }
  add(differing(claim_fields(before, b), claim_fields(after, a)));
  return out;
}

std::optional<ClaimChange> compare_claim(const RecordState& before, Index b, const RecordState& after, Index a) {
  ClaimChange out;
  out.before = b;
  out.after = a;
  out.fields = differing_claims(before.ledger, before.ledger.claims[b], after.ledger, after.ledger.claims[a]);
  const Inactive was = before.selection.state[b], is = after.selection.state[a];
  if (was == is) {
    if (out.fields.empty()) return std::nullopt;
    out.kind = ClaimChange::Kind::changed;
  } else if (is == Inactive::withdrawn) {
    out.kind = ClaimChange::Kind::withdrawn;
  } else if (is == Inactive::corrected) {
    out.kind = ClaimChange::Kind::corrected;
  } else {
    out.kind = ClaimChange::Kind::restored;
  }
  return out;
}

using Definitions = std::map<std::pair<std::string, std::string>, std::vector<Field>>;  // by section and id

template <typename Things>
std::vector<std::string> ids(const Things& things, const std::vector<Index>& which) {
  std::vector<std::string> out;
  for (const Index at : which) out.push_back(things[at].id);
  return out;
}

Field one(std::string_view name, const std::string& text) {
  return {name, text.empty() ? std::vector<std::string>() : std::vector<std::string>{text}, false};
}

Field list(std::string_view name, std::vector<std::string> values) { return {name, std::move(values), true}; }

std::string kind_word(SourceKind kind) {
  static constexpr std::string_view kWords[] = {"official",      "monitor", "opposition",
                                                "international", "media",   "other"};  // by enumerator
  return std::string(kWords[static_cast<std::size_t>(kind)]);
}

std::vector<std::string> spans(const Moment& moment) {
  const auto at = [](Minutes m) { return m <= kBeforeAll || m >= kAfterAll ? std::string("..") : format_minutes(m); };
  std::vector<std::string> out;
  for (const TimeSpan& span : moment.between) out.push_back(at(span.from) + "/" + at(span.to));
  return out;
}

Definitions definitions(const Ledger& ledger) {
  Definitions out;
  out[{"ledger", ""}] = {one("title", ledger.title), one("about", ledger.about), one("timezone", ledger.timezone)};
  for (const Source& s : ledger.sources) {
    out[{"sources", s.id}] = {one("name", s.name), one("kind", kind_word(s.kind)),
                              one("side", s.side), one("role", s.role),
                              one("url", s.url),   one("note", s.note)};
  }
  for (const Population& p : ledger.populations) {
    out[{"populations", p.id}] = {one("label", p.label),
                                  list("within", ids(ledger.populations, p.within)),
                                  one("disjoint", p.disjoint ? "true" : "false"),
                                  one("definition", p.definition),
                                  one("url", p.url),
                                  one("note", p.note)};
  }
  for (const Measure& m : ledger.measures) {
    out[{"measures", m.id}] = {one("label", m.label), one("type", m.type == MeasureType::flow ? "flow" : "stock"),
                               list("in", ids(ledger.measures, m.in)), list("out", ids(ledger.measures, m.out))};
  }
  for (const Moment& m : ledger.moments) {
    out[{"moments", m.id}] = {one("label", m.label), list("between", spans(m))};
  }
  return out;
}

}  // namespace

std::optional<Index> on_file(const RecordState& state, std::string_view id) {
  const auto& claims = state.ledger.claims;  // sorted by id
  const auto at = std::lower_bound(claims.begin(), claims.end(), id,
                                   [](const Claim& claim, std::string_view wanted) { return claim.id < wanted; });
  if (at == claims.end() || at->id != id) return std::nullopt;
  const auto index = static_cast<Index>(at - claims.begin());
  return is_on_file(state.selection.state[index]) ? std::optional(index) : std::nullopt;
}

std::vector<FieldChange> differing(const std::vector<Field>& before, const std::vector<Field>& after,
                                   const std::string& reading) {
  std::vector<FieldChange> out;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (before[i].values == after[i].values) continue;
    out.push_back({std::string(after[i].name), reading, joined(before[i]), joined(after[i])});
  }
  return out;
}

void compare_claims(const RecordState& before, const RecordState& after, Changes& changes) {
  for (Index c = 0; c < before.ledger.claims.size(); ++c) {
    const std::string& id = before.ledger.claims[c].id;
    if (on_file(before, id) && !on_file(after, id)) {
      changes.claims.push_back({ClaimChange::Kind::removed, c, std::nullopt, {}});
    }
  }
  for (Index c = 0; c < after.ledger.claims.size(); ++c) {
    const std::string& id = after.ledger.claims[c].id;
    if (!on_file(after, id)) continue;
    const std::optional<Index> was = on_file(before, id);
    if (!was) {
      changes.claims.push_back({ClaimChange::Kind::added, std::nullopt, c, {}});
    } else if (auto change = compare_claim(before, *was, after, c)) {
      changes.claims.push_back(std::move(*change));
    }
  }
  const auto id = [&](const ClaimChange& c) -> const std::string& {
    return c.after ? after.ledger.claims[*c.after].id : before.ledger.claims[*c.before].id;
  };
  std::sort(changes.claims.begin(), changes.claims.end(),
            [&](const ClaimChange& a, const ClaimChange& b) { return id(a) < id(b); });
}

void compare_definitions(const Ledger& before, const Ledger& after, Changes& changes) {
  using Kind = DefinitionChange::Kind;
  Definitions was = definitions(before), is = definitions(after);
  for (const auto& [key, fields] : was) is.try_emplace(key);
  for (const auto& [key, fields] : is) {
    const auto old = was.find(key);
    if (old == was.end()) {
      changes.definitions.push_back({Kind::added, key.first, key.second, {}});
    } else if (fields.empty()) {
      changes.definitions.push_back({Kind::removed, key.first, key.second, {}});
    } else if (auto different = differing(old->second, fields); !different.empty()) {
      changes.definitions.push_back({Kind::changed, key.first, key.second, std::move(different)});
    }
  }
}

}  // namespace reltrack
