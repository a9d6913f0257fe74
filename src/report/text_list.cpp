// The list as a table.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "base/add_new.hpp"
#include "model/fields.hpp"
#include "reltrack/list.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/wording.hpp"

namespace reltrack {
namespace {

using report::Words;

constexpr std::size_t kLeastColumn = 9;
// Without so many columns to spare too much would wrap: then what counts least goes below each row.
constexpr std::size_t kToSpare = 12;
constexpr std::string_view kHead = "FIGURE";

// What `words` says of each reading, once.
template <typename WordsOf>
std::string of_readings(const Claim& claim, WordsOf words) {
  std::vector<std::string> parts;
  for (const Reading& reading : claim.readings) {
    std::string part = words(reading);
    add_new(parts, std::move(part));
  }
  return report::listed(parts, "or");
}

class TextList {
 public:
  TextList(const ClaimList& list, const ReportOptions& options) : list_(list), options_(options), words_(list.ledger) {}

  std::string write() const {
    if (list_.claims.empty()) return {};
    report::Table table = table_of(true);
    if (table.least_width() + kToSpare > options_.width) table = table_of(false);
    std::string out;
    table.write(out, 0, options_.width);
    if (options_.color) out.replace(out.find(kHead), kHead.size(), fmt::format("\x1b[1m{}\x1b[0m", kHead));
    const std::size_t all = list_.ledger.claims.size(), shown = list_.claims.size();
    return out + (shown == all ? "" : fmt::format("{} of ", shown)) + report::counted(all, "claim") + "\n";
  }

 private:
  // `wide`: all in columns. Ids are to be copied, so they are never broken.
  report::Table table_of(bool wide) const {
    std::vector<std::string> head{std::string(kHead), "who, when said", "period"};
    if (wide) head.insert(head.end(), {"counts", "basis"});
    if (list_.findings != nullptr) head.emplace_back("status");
    if (wide) head.emplace_back("id");
    std::vector<bool> right(head.size(), false);
    right.front() = true;
    const std::size_t whole = (list_.findings != nullptr ? 1U : 0U) + (wide ? 1U : 0U);
    report::Table table(std::move(right), kLeastColumn, whole);
    table.add(std::move(head));
    for (const Index claim : list_.claims) add_row(table, claim, wide);
    return table;
  }

  void add_row(report::Table& table, Index claim, bool wide) const {
    const Claim& c = list_.ledger.claims[claim];
    std::vector<Index> readings(c.readings.size());
    std::iota(readings.begin(), readings.end(), Index{0});
    std::vector<std::string> row{
        words_.figure(claim), words_.who_when(claim),
        fmt::format("{}{}", report::all_periods(words_, claim, report::Years::outside), report::so_far(c, readings))},
        notes;
    const std::string counts = of_readings(c, [&](const Reading& r) { return words_.counts(r); });
    const std::string basis = of_readings(c, [](const Reading& r) { return std::string(basis_word(r.basis)); });
    if (wide) {
      row.insert(row.end(), {counts, basis});
    } else {
      notes = {counts, basis, "id " + c.id};
    }
    if (list_.findings != nullptr) row.emplace_back(status_word(list_.findings->claims[claim].status));
    if (wide) row.push_back(c.id);
    if (std::string state = report::why_left_out(words_, list_.selection, claim); !state.empty()) {
      notes.push_back(std::move(state));
    }
    if (!c.disputes.empty()) notes.push_back("denies " + words_.tags(c.disputes, "and"));
    if (c.repeats) notes.push_back(report::repeats_words(words_, list_.selection, claim));
    std::string note;
    for (const std::string& part : notes) note += (note.empty() ? "" : "; ") + part;
    table.add(std::move(row), std::move(note));
  }

  const ClaimList& list_;
  const ReportOptions& options_;
  const Words words_;
};

}  // namespace

std::string text_list(const ClaimList& list, const ReportOptions& options) { return TextList(list, options).write(); }

}  // namespace reltrack
