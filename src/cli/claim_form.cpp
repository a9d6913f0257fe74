#include "cli/claim_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstdio>

#include "base/ascii.hpp"
#include "base/printable.hpp"
#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/output.hpp"

namespace reltrack::cli {

namespace {

struct Field {
  std::string_view name, placeholder, help, question;
};

constexpr Field kFields[] = {
    {"id", "ID", "A name for the claim: letters, digits and . _ -", "A name for this claim"},
    {"source", "SOURCE", "Who says it: the id of a source of the ledger", "Who says it"},
    {"figure", "FIGURE", "How many: 116, \">400\", 56..76, ~800", "How many (116, >400, 56..76, ~800)"},
    {"basis", "BASIS", "asserted, verified or announced (asserted)", "asserted, verified or announced (asserted)"},
    {"population", "POPULATION", "Of whom: the id of a population", "Of whom"},
    {"measure", "MEASURE", "Of what (released)", ""},
    {"period", "PERIOD", "Over what time: 2026-01-12, or\n2026-01-08/2026-01-12",
     "Over what time (2026-01-12, or 2026-01-08/2026-01-12)"},
    {"part_of", "ID", "The claim whose people these are among", ""},
    {"said", "DATE", "When it was said: 2026-01-12 or\n2026-01-12T20:00",
     "When was it said (2026-01-12; empty if not known)"},
    {"published", "DATE", "When the outlet carried it", ""},
    {"quote", "TEXT", "The few words that hold the figure", "The words that hold the figure (may be empty)"},
    {"language", "LANGUAGE", "Their language", ""},
    {"via", "TEXT", "The outlet; several with \"; \" between", ""},
    {"url", "URL", "Where it can be read; likewise", "Where can it be read (may be empty)"},
    {"archived", "URL", "Where a copy is kept; likewise", ""},
    {"disputes", "ID", "The claim that it denies; likewise", ""},
    {"repeats", "ID", "The claim that it merely carries on", ""},
    {"corrects", "ID", "The earlier claim that it replaces", ""},
    {"withdrawn", "DATE", "When the source took it back", ""},
    {"note", "TEXT", "A remark", ""},
};

constexpr std::string_view kAsked[] = {"source", "figure", "population", "period", "basis",
                                       "said",   "quote",  "url",        "id"};

bool required(std::string_view field) {
  return field == "id" || field == "source" || field == "figure" || field == "population" || field == "period";
}

// A line of standard input without its end; absent at the end of the input.
std::optional<std::string> read_line() {
  std::string line;
  for (int c = std::fgetc(stdin); c != '\n'; c = std::fgetc(stdin)) {
    if (c == EOF) return std::nullopt;
    line += static_cast<char>(c);
  }
  if (line.ends_with('\r')) line.pop_back();
  return line;
}

template <typename Named>
std::string ids_to_choose(const std::vector<Named>& all) {
  constexpr std::size_t kMost = 20;
  std::vector<std::string> ids;
  for (const Named& one : all) ids.push_back(printable(one.id));
  if (ids.size() > kMost) return {};
  return fmt::format(": {}", fmt::join(ids, ", "));
}

}  // namespace

std::string option_of(std::string_view field) {
  std::string name = "--" + std::string(field);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

std::size_t ClaimForm::index_of(std::string_view field) {
  const auto* found =
      std::find_if(std::begin(kFields), std::end(kFields), [&](const Field& known) { return known.name == field; });
  assert(found != std::end(kFields));
  return static_cast<std::size_t>(found - std::begin(kFields));
}

bool ClaimForm::given(std::string_view field) const {
  const auto& text = value(field);
  return text && text->find_first_not_of(" \t") != std::string::npos;
}

bool ClaimForm::only_disputes() const { return given("disputes") && !given("figure"); }

void ClaimForm::declare(Arguments& arguments) {
  static_assert(std::size(kFields) == ClaimForm::kFieldCount);
  for (const Field& field : kFields) {
    arguments.text(option_of(field.name), std::string(field.placeholder), value(field.name), std::string(field.help));
  }
}

std::vector<std::string> ClaimForm::missing() const {
  std::vector<std::string> out;
  for (const Field& field : kFields) {
    const bool always = field.name == "id" || field.name == "source";
    if (required(field.name) && !given(field.name) && (always || !only_disputes())) out.emplace_back(field.name);
  }
  return out;
}

void ClaimForm::ask(std::string_view field, const Ledger& ledger) {
  const Field* const about = std::begin(kFields) + index_of(field);
  std::string question(about->question.empty() ? about->help : about->question);
  if (field == "source") question += ids_to_choose(ledger.sources);
  if (field == "population") question += ids_to_choose(ledger.populations);
  std::string offered;
  if (field == "id" && given("source") && given("figure")) {
    for (const char c : *value("source") + "-" + *value("figure")) {
      if (is_letter(c) || is_digit(c) || c == '-') offered += c;
    }
    question += fmt::format(" [{}]", offered);
  }
  do {
    say(question + ": ");
    const auto answer = read_line();
    if (!answer) throw UsageError("the answers ended too early; nothing was added");
    value(field) = answer->empty() ? offered : *answer;
  } while (required(field) && !given(field) && !(only_disputes() && field != "id" && field != "source"));
}

void ClaimForm::ask_for_missing(const Ledger& ledger) {
  for (const std::string_view field : kAsked) {
    if (!value(field) || (required(field) && !given(field))) ask(field, ledger);
  }
}

void ClaimForm::ask_again(const std::vector<std::string>& fields, const Ledger& ledger) {
  for (const std::string& field : fields) ask(field, ledger);
}

std::vector<ClaimField> ClaimForm::fields() const {
  std::vector<ClaimField> out;
  for (const Field& field : kFields) {
    if (given(field.name)) out.push_back({std::string(field.name), *value(field.name)});
  }
  return out;
}

}  // namespace reltrack::cli
