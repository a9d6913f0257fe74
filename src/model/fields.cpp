#include "model/fields.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace reltrack {
namespace {

std::vector<std::string> one(const std::string& text) {
  return text.empty() ? std::vector<std::string>() : std::vector<std::string>{text};
}

std::vector<std::string> time(const std::optional<DateTime>& at) {
  return at ? std::vector<std::string>{format_date_time(*at)} : std::vector<std::string>();
}

std::vector<std::string> claim(const Ledger& ledger, const std::optional<Index>& at) {
  return at ? std::vector<std::string>{ledger.claims[*at].id} : std::vector<std::string>();
}

}  // namespace

std::vector<Field> claim_fields(const Ledger& ledger, const Claim& c) {
  std::vector<std::string> disputes;
  for (const Index denied : c.disputes) disputes.push_back(ledger.claims[denied].id);
  return {{"said", time(c.said)},
          {"published", time(c.published)},
          {"withdrawn", time(c.withdrawn)},
          {"corrects", claim(ledger, c.corrects)},
          {"repeats", claim(ledger, c.repeats)},
          {"disputes", disputes, true},
          {"via", c.via, true},
          {"url", c.url, true},
          {"archived", c.archived, true},
          {"quote", one(c.quote)},
          {"language", one(c.language)},
          {"note", one(c.note)}};
}

std::vector<Field> reading_fields(const Ledger& ledger, const Reading& r) {
  return {{"figure", r.figure ? one(r.figure->text) : std::vector<std::string>()},
          {"measure", one(ledger.measures[r.measure].id)},
          {"population", one(ledger.populations[r.population].id)},
          {"period", one(r.period.text)},
          {"basis", one(std::string(basis_word(r.basis)))},
          {"part_of", claim(ledger, r.part_of)}};
}

bool only_tells(std::string_view field) {
  static constexpr std::array<std::string_view, 6> kTelling = {"via", "url", "archived", "quote", "language", "note"};
  return std::find(kTelling.begin(), kTelling.end(), field) != kTelling.end();
}

std::string_view basis_word(Basis basis) {
  static constexpr std::array<std::string_view, 3> kWords = {"asserted", "verified", "announced"};  // by enumerator
  return kWords[static_cast<std::size_t>(basis)];
}

std::string joined(const Field& field) {
  std::string out;
  for (const std::string& value : field.values) out += (out.empty() ? "" : "; ") + value;
  return out;
}

}  // namespace reltrack
