#include "case_file.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace reltrack::judge {
namespace {

using Json = nlohmann::ordered_json;

constexpr Rule kRules[] = {Rule::never_falls, Rule::part_of_whole, Rule::disjoint_parts, Rule::balance,
                           Rule::no_negative};

Rule rule_named(const std::string& name) {
  for (const Rule rule : kRules) {
    if (name == rule_name(rule)) return rule;
  }
  throw std::runtime_error("no rule " + name);
}

}  // namespace

std::string case_text(const Trial& trial, const Facts& facts, const std::string& found) {
  Json note = {{"found", found}};
  for (const Rule rule : trial.dropped) note["drop-rule"].push_back(rule_name(rule));
  if (trial.as_of) note["as-of"] = *trial.as_of;
  for (const std::string& name : trial.trust) note["trust"].push_back(name);
  note["facts"] = Json::object();
  for (const auto& [name, value] : facts) note["facts"][name] = value;
  std::string out = json_text(trial.draft);
  out.erase(out.rfind("\n}"));
  return out + ",\n  \"x-case\": " + note.dump(2) + "\n}\n";
}

CaseFile read_case(const std::string& path) {
  std::ifstream in(path);
  CaseFile out;
  out.ledger.assign(std::istreambuf_iterator<char>(in), {});
  const Json document = Json::parse(out.ledger, nullptr, false);
  if (document.is_discarded() || !document.contains("x-case")) throw std::runtime_error("no case: " + path);
  const Json& note = document["x-case"];
  if (note.contains("drop-rule")) {
    for (const Json& name : note["drop-rule"]) out.way.dropped.push_back(rule_named(name.get<std::string>()));
  }
  if (note.contains("as-of")) out.way.as_of = note["as-of"].get<std::string>();
  if (note.contains("trust")) out.way.trust = note["trust"].get<std::vector<std::string>>();
  out.open = note.contains("open");
  for (const auto& [name, value] : note["facts"].items()) out.facts[name] = value.get<std::string>();
  return out;
}

}  // namespace reltrack::judge
