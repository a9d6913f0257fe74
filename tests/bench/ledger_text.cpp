#include "ledger_text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <iterator>
#include <utility>

namespace reltrack::bench {
namespace {

std::string date(int days) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days}}};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string period(const ClaimText& claim) {
  if (claim.whole_day) return date(claim.origin + claim.first);
  return fmt::format("{}/{}{}", date(claim.origin + claim.first), date(claim.origin + claim.last),
                     claim.hours ? "T24:00" : "");
}

// As long as what real ledgers quote.
constexpr std::string_view kQuotes[] = {
    "se han concretado {} nuevas excarcelaciones",        "a la fecha van {} personas excarceladas",
    "hemos verificado caso por caso {} excarcelaciones",  "suman {} las personas que han salido en libertad",
    "van {} en total, según el último balance publicado",
};

constexpr std::string_view kNotes[] = {
    "", "", "", "", "No list of names was published with it.",
};

}  // namespace

LedgerText::LedgerText(std::string_view title) {
  text_ = fmt::format("{{\n \"reltrack\": 1,\n \"title\": \"{}\",\n \"sources\": {{", title);
}

void LedgerText::begin(Part part) {
  while (part_ != part) {
    part_ = part_ == Part::sources ? Part::populations : Part::claims;
    text_ += part_ == Part::populations ? "\n },\n \"populations\": {" : "\n },\n \"claims\": [";
    first_ = true;
  }
  text_ += first_ ? "\n  " : ",\n  ";
  first_ = false;
}

void LedgerText::source(std::string_view id, std::string_view name, std::string_view kind, std::string_view side) {
  begin(Part::sources);
  fmt::format_to(std::back_inserter(text_), R"("{}": {{"name": "{}", "kind": "{}")", id, name, kind);
  if (!side.empty()) fmt::format_to(std::back_inserter(text_), R"(, "side": "{}")", side);
  text_ += '}';
}

void LedgerText::population(std::string_view id, std::string_view label, std::string_view within) {
  begin(Part::populations);
  fmt::format_to(std::back_inserter(text_), R"("{}": {{"label": "{}")", id, label);
  if (!within.empty()) fmt::format_to(std::back_inserter(text_), R"(, "within": "{}")", within);
  text_ += '}';
}

void LedgerText::claim(const ClaimText& claim) {
  begin(Part::claims);
  const auto out = std::back_inserter(text_);
  const std::string said = date(claim.origin + claim.last + claim.said_after);
  fmt::format_to(out, R"({{"id": "{}", "source": "{}", "figure": {}, "population": "{}", "period": "{}", "said": "{}")",
                 claim.id, claim.source, claim.figure, claim.population, period(claim), said);
  if (claim.verified) text_ += R"(, "basis": "verified")";
  std::string_view bare = claim.figure;  // the quote gives a figure without JSON's quotation marks
  if (bare.front() == '"') bare = bare.substr(1, bare.size() - 2);
  text_ += ",\n   \"quote\": \"";
  fmt::format_to(out, fmt::runtime(kQuotes[static_cast<std::size_t>(claim.wording) % std::size(kQuotes)]), bare);
  fmt::format_to(out, R"(", "url": "https://example.org/{}")", claim.id);
  const std::string_view note = kNotes[static_cast<std::size_t>(claim.wording / 5) % std::size(kNotes)];
  if (!note.empty()) fmt::format_to(out, R"(, "note": "{}")", note);
  if (claim.right) fmt::format_to(out, R"(, "x-right": {})", *claim.right);
  text_ += '}';
}

std::string LedgerText::finish() {
  text_ += "\n ]\n}\n";
  return std::move(text_);
}

}  // namespace reltrack::bench
