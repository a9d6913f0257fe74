#include "trial.hpp"

#include <cstdlib>

#include "reltrack/count.hpp"
#include "reltrack/reader.hpp"

namespace reltrack::judge {
namespace {

std::optional<Trial> first_faulty(const std::vector<Trial>& trials, const Fault& fault) {
  for (const Trial& trial : trials) {
    if (!run(trial, fault).lines.empty()) return trial;
  }
  return std::nullopt;
}

std::vector<Trial> smaller_trials(const Trial& trial) {
  std::vector<Trial> out;
  for (Draft& draft : smaller(trial.draft)) {
    out.push_back(trial);
    out.back().draft = std::move(draft);
  }
  for (std::size_t r = 0; r < trial.dropped.size(); ++r) {
    out.push_back(trial);
    out.back().dropped.erase(out.back().dropped.begin() + static_cast<std::ptrdiff_t>(r));
  }
  if (trial.as_of) {
    out.push_back(trial);
    out.back().as_of.reset();
  }
  if (!trial.trust.empty()) {
    out.push_back(trial);
    out.back().trust.clear();
  }
  return out;
}

}  // namespace

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* const text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

Trial random_trial(std::uint64_t seed, const RandomSize& size) {
  Dice dice(seed);
  Trial trial;
  trial.draft = random_draft(dice, size);
  static const Rule rules[] = {Rule::never_falls, Rule::part_of_whole, Rule::disjoint_parts, Rule::balance,
                               Rule::no_negative};
  if (dice.chance(15)) trial.dropped.push_back(rules[dice.between(0, 4)]);
  if (dice.chance(8)) trial.as_of = dice.chance(50) ? "2026-01-01" : "2026-01-01T12:00";
  if (dice.chance(8)) trial.trust.emplace_back(dice.chance(50) ? "fp" : "jep");
  return trial;
}

const char* rule_name(Rule rule) {
  switch (rule) {
    case Rule::never_falls:
      return "never-falls";
    case Rule::part_of_whole:
      return "part-of-whole";
    case Rule::disjoint_parts:
      return "disjoint-parts";
    case Rule::balance:
      return "balance";
    case Rule::no_negative:
      return "no-negative";
    case Rule::order:
      break;
  }
  return "order";
}

Outcome run(const std::string& text, const Way& way, const Fault& fault) {
  Outcome out;
  const std::optional<Ledger> ledger = read_ledger({{"random.json", text}}).ledger;
  if (!ledger) return out;
  SelectionOptions options;
  if (way.as_of) options.as_of = parse_date_time(*way.as_of);
  options.trust = way.trust;
  std::vector<std::string> unknown;
  const Selection selection = select(*ledger, options, unknown);
  if (!unknown.empty()) return out;  // while shrinking
  out.read = true;
  try {
    out.lines = fault({&*ledger, &selection, way.dropped});
  } catch (const CountOverflow&) {
    out.lines = {"a count overflowed"};
  }
  return out;
}

Outcome run(const Trial& trial, const Fault& fault) { return run(json_text(trial.draft), trial, fault); }

Trial shrink(Trial trial, const Fault& fault) {
  while (std::optional<Trial> next = first_faulty(smaller_trials(trial), fault)) trial = std::move(*next);
  return trial;
}

std::string describe(const Trial& trial, const std::vector<std::string>& lines) {
  std::string out = json_text(trial.draft);
  for (const Rule rule : trial.dropped) out += std::string("--drop-rule ") + rule_name(rule) + "\n";
  if (trial.as_of) out += "--as-of " + *trial.as_of + "\n";
  for (const std::string& name : trial.trust) out += "--trust " + name + "\n";
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

}  // namespace reltrack::judge
