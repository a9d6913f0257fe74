#include "sheet/claim_rows.hpp"

#include <fmt/format.h>

#include <string_view>
#include <unordered_map>

#include "sheet/forms.hpp"

namespace reltrack::sheet {

std::vector<ClaimRows> rows_of_claims(const Table& claims, Problems& problems) {
  std::vector<ClaimRows> out;
  std::unordered_map<std::string_view, std::size_t> by_id;  // the first with that id
  for (const Row row : claims.rows()) {
    const std::string_view id = trimmed(claims.cell(row, "id"));
    const bool reading = !trimmed(claims.cell(row, kReading)).empty();
    if (reading && id.empty()) {
      problems.error(codes::kReadingOfNone, claims.place(row, "id"), "this reading does not say of which claim",
                     "repeat the claim's id in the row of each of its readings");
      continue;
    }
    const auto [known, fresh] = by_id.emplace(id, out.size());
    const bool same_claim = !fresh && !id.empty() && (reading || !out[known->second].itself);
    ClaimRows& claim = same_claim ? out[known->second] : out.emplace_back(ClaimRows{row, std::nullopt, {}});
    if (reading) {
      claim.readings.push_back(row);
    } else {
      claim.itself = row;
    }
  }
  return out;
}

std::optional<Row> row_that_says(const Table& claims, const ClaimRows& claim, std::size_t column, Problems& problems) {
  const Form form = columns_of(SheetKind::claims)[column].form;
  std::optional<Row> says = claim.itself;
  if (says && leaves_out(claims.cell(*says, column), form)) says = std::nullopt;
  for (const Row row : claim.readings) {
    const std::string_view cell = claims.cell(row, column);
    if (trimmed(cell).empty()) continue;
    if (!says) says = row;
    if (trimmed(cell) == trimmed(claims.cell(*says, column))) continue;
    problems
        .error(codes::kRowsDiffer, claims.place(row, column), "another row of this claim says otherwise",
               "a reading changes figure, population, period, measure, basis and part_of; all else is the claim's")
        .notes.emplace_back(claims.place(*says, column), "the other");
  }
  return says;
}

}  // namespace reltrack::sheet
