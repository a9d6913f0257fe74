// The cells of a sheet that hold dates.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "sheet/columns.hpp"
#include "sheet/problems.hpp"

namespace reltrack::sheet {

// Reads cells with dates as ledgers write them. Dates that a spreadsheet has rewritten are errors that offer what they
// may have been, unless the writer has said in which order day and month stand.
class CellDates {
 public:
  // `is_moment` tells the ids of moments, which are no dates whatever they look like.
  CellDates(std::optional<DateOrder> order, std::function<bool(std::string_view)> is_moment, Problems& problems)
      : order_(order), is_moment_(std::move(is_moment)), problems_(problems) {}

  // The text to put into the ledger: the cell's own, or the one with its dates written out.
  std::string settle(std::string_view cell, Form form, CellPlace place);

  std::size_t settled() const { return settled_; }  // dates that were written out

 private:
  std::string settle_period(std::string_view text, CellPlace place);
  std::optional<std::string> settle_date(std::string_view text, CellPlace place);
  void tell(std::string message, CellPlace place);

  std::optional<DateOrder> order_;
  std::function<bool(std::string_view)> is_moment_;
  Problems& problems_;
  std::size_t settled_ = 0;
  bool advised_ = false;  // the way out has been told once
};

}  // namespace reltrack::sheet
