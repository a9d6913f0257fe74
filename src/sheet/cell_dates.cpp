#include "sheet/cell_dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

#include "base/date.hpp"
#include "sheet/forms.hpp"
#include "sheet/rewritten_date.hpp"
#include "sheet/table.hpp"

namespace reltrack::sheet {
namespace {

// Whoever has said the order means it for all dates: one that is a date the other way round alone may be a slip.
auto in_order(const std::vector<PossibleDate>& dates, DateOrder order) {
  return std::ranges::find_if(dates, [&](const PossibleDate& date) { return date.order.value_or(order) == order; });
}

}  // namespace

// The date written out; absent where the text stays as it is, for the reader or because of an error told here.
std::optional<std::string> CellDates::settle_date(std::string_view text, CellPlace place) {
  if (is_moment_(text)) return std::nullopt;
  const auto dates = possible_dates(text);
  if (!dates) return std::nullopt;
  if (dates->empty()) {
    tell(fmt::format("no date can be told from \"{}\"", text), place);
  } else if (!order_) {
    tell(fmt::format("\"{}\" is not written as a date: it may be {}", text, offered(*dates)), place);
  } else if (const auto meant = in_order(*dates, *order_); meant != dates->end()) {
    ++settled_;
    return meant->iso;
  } else {
    const std::string_view first = *order_ == DateOrder::day_first ? "day" : "month";
    tell(fmt::format("\"{}\" is no {} first date: it may be {}", text, first, offered(*dates)), place);
  }
  return std::nullopt;
}

// The same advice beside each of a hundred dates would hide them.
void CellDates::tell(std::string message, CellPlace place) {
  constexpr std::string_view kAdvice = "a date is written 2026-01-12: format its column as text";
  std::string hint;
  if (!std::exchange(advised_, true)) {
    hint =
        order_ ? std::string(kAdvice) : fmt::format("{}; --dates dmy or --dates mdy settles all such dates", kAdvice);
  }
  problems_.error(codes::kRewrittenDate, place, std::move(message), std::move(hint));
}

std::string CellDates::settle_period(std::string_view text, CellPlace place) {
  const auto good = [&](std::string_view end) {
    return end.empty() || end == ".." || is_moment_(end) || std::holds_alternative<Date>(parse_date(end));
  };
  const std::size_t slash = text.find('/');
  const bool as_written =
      slash == std::string_view::npos ? good(text) : good(text.substr(0, slash)) && good(text.substr(slash + 1));
  if (as_written) return std::string(text);
  const std::vector<std::string_view> ends = loose_ends(text);
  if (ends.size() == 1 || possible_dates(text)) return settle_date(text, place).value_or(std::string(text));
  const auto start = settle_date(ends[0], place), end = settle_date(ends[1], place);
  if (!start && !end) return std::string(text);
  return start.value_or(std::string(ends[0])) + "/" + end.value_or(std::string(ends[1]));
}

std::string CellDates::settle(std::string_view cell, Form form, CellPlace place) {
  const std::string_view text = trimmed(cell);
  if (form == Form::date) return settle_date(text, place).value_or(std::string(text));
  if (form == Form::period) return settle_period(text, place);
  if (form != Form::periods || text.starts_with('[')) return std::string(cell);
  std::string out;
  for (const std::string& item : items_of(cell, form)) out += (out.empty() ? "" : "; ") + settle_period(item, place);
  return out;
}

}  // namespace reltrack::sheet
