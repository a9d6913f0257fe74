// The rows of a claims sheet that speak of one claim: its own, and one for each of its readings.
#pragma once

#include <optional>
#include <vector>

#include "sheet/table.hpp"

namespace reltrack::sheet {

struct ClaimRows {
  Row first;                  // in the order of the sheet
  std::optional<Row> itself;  // the row without a reading; absent where all have one
  std::vector<Row> readings;
};

// The claims in the order of their first rows. Every row without a reading is a claim, so that an id given twice stays
// two for the reader to report; a row with one belongs to the claim whose id it repeats. Reports readings without an
// id.
std::vector<ClaimRows> rows_of_claims(const Table& claims, Problems& problems);

// The row that gives a column which is the claim's wherever it stands: the first that has a cell there. Reports rows
// that say otherwise. Absent where none says anything.
std::optional<Row> row_that_says(const Table& claims, const ClaimRows& claim, std::size_t column, Problems& problems);

}  // namespace reltrack::sheet
