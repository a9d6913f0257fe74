// The sections of the text report, in the order in which they are printed. Each appends nothing where it has nothing to
// say.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "reltrack/report.hpp"
#include "report/folds.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// What every section needs. Holds references: all of it must outlive the page.
struct Page {
  const Ledger& ledger;
  const Selection& selection;
  const Findings& findings;
  const ReportOptions& options;
  const Words& words;
  const ByClaim& found;
  const Folds& folds;
  std::string& out;

  std::size_t width() const;
  // Whether everything is to be printed, each claim by itself.
  bool everything() const { return options.limit == std::size_t{0}; }
  // Rows to print of a list of `all`, of which `fits` fit a screen; a few more are printed rather than left over.
  std::size_t rows(std::size_t all, std::size_t fits) const;
  std::string bold(std::string_view text) const;
  // A blank line, then the head in bold, then `aside` where the line has room for it.
  void heading(std::string_view head, std::string_view aside = {});
  // "  and 12 more", where fewer than `all` rows were printed.
  void more(std::size_t all, std::size_t printed);
};

void write_problems(Page& page);    // TO SETTLE
void write_readings(Page& page);    // WHAT WAS MEANT
void write_one_count(Page& page);   // ONE MORE COUNT
void write_conditions(Page& page);  // ONLY IF
void write_overlaps(Page& page);    // DO NOT ADD
void write_gaps(Page& page);        // NOT ACCOUNTED FOR
void write_figures(Page& page);     // FIGURES, denials, and what is left out

// Those of up to two days, one for each sum; an at-least and an at-most of one sum that meet are one. `steps`: the
// steps of running counts too, last: their figures say them anyway.
std::vector<Condition> narrow_conditions(const Words& words, const std::vector<Condition>& conditions, bool steps);

// "Denied: 116 by Foro Penal, 13 Jan (56), and by Machado, 13 Jan." What these claims deny.
void write_denials(Page& page, const std::vector<Index>& by);
// "Repeated: 99 by Reuters, 1 Jan, but for 26 Dec." The period is told where the repeat has another.
void write_repeats(Page& page, const std::vector<Index>& repeats);
// "also said that day: ~400": what is told by this claim; empty where it says nothing more.
std::string also_said(const Page& page, Index claim);

}  // namespace reltrack::report
