// Names, dates and figures as people write them. All text that comes from a ledger leaves here printable, on one line.
// Nothing here rates who is right.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/ledger.hpp"
#include "reltrack/report.hpp"
#include "reltrack/selection.hpp"

namespace reltrack::report {

// "1,084".
std::string number(Count value);
// Whether any reading of the claim has one.
bool has_figure(const Claim& claim);
// As written, with thousands separators: ">400", "1,084", "56 to 76", ">50%".
std::string figure_words(const Figure& figure);
// "67", "49 to 303", "76 or more"; "any number" where neither end says anything.
std::string range_words(const CountRange& range);
// A range that any number lies in.
bool says_nothing(const CountRange& range);
// The sides that these claims are of, each once.
std::vector<std::string> sides_of(const Ledger& ledger, const std::vector<Index>& claims);
// What the user had left out, or taken for right: "Only what had been said by 2026-01-13." Empty where nothing.
std::string given_words(const ReportOptions& options);
// "a, b or c"; `last` is "or", "and".
std::string listed(const std::vector<std::string>& parts, std::string_view last);

// Untrusted text on one line, printable: runs of white space become one space.
std::string one_line(std::string_view untrusted);
// At most `columns` wide, cut at a word where that loses little, with "..." in the place of the rest.
std::string cut(const std::string& printable_text, std::size_t columns);
// "Both fit." of "both fit".
std::string sentence(std::string words);
// "Pozirk's", "Reporters'".
std::string possessive(const std::string& name);

// "one" to "nine", then digits.
std::string small_number(std::size_t value);
// "1 claim", "3 claims".
std::string counted(std::size_t value, std::string_view noun);

// A date as it was written: the parts that are not given are zero (an hour: -1).
struct WrittenDate {
  int year = 0, month = 0, day = 0, hour = -1, minute = 0;
  friend bool operator==(const WrittenDate&, const WrittenDate&) = default;
};
// Absent where the text is no date (the id of a moment, an open end).
std::optional<WrittenDate> written_date(std::string_view text);

// When a date carries its year. A date without one is the nearest to the time when the ledger's figures were said.
enum class Years {
  outside,  // where it is not within the eleven months before the last figure was said, or figures were said, or count,
            // in that month of another year
  needed,   // also where some reading of a claim is of that month in another year
  always,
};

// Whether dates in these words say of what year they are.
bool has_year(const std::string& words);

// Words for the things of one ledger. Keeps references: the ledger must outlive it.
class Words {
 public:
  // `findings`: what they say of readings; null where nothing is known of them.
  explicit Words(const Ledger& ledger, const Findings* findings = nullptr);

  const Ledger& ledger() const { return ledger_; }
  // Whether it is known to be open what the claim means: more than one of its readings may be meant.
  bool has_open_meaning(Index claim) const { return open_meaning_[claim]; }
  // Whose period it has: a bare denial, that of what is denied in the end; else its own.
  Index whose_period(Index claim) const { return whose_period_[claim]; }

  // "187"; a bare denial: "no figure"; readings that differ: "160 or 187".
  std::string figure(Index claim) const;
  std::string figure(const Reading& reading) const;
  // Of a source: its name, with its id where another has that name too, and a short form that no other source of the
  // ledger shares.
  const std::string& name(Index source) const { return names_[source]; }
  const std::string& short_name(Index source) const { return short_names_[source]; }
  std::string side(const std::string& side) const;  // its id, or the name of the source that is a side of its own
  // When it was said (else published): "13 Jan", "13 Jan 11:20"; empty where nobody says.
  std::string said(Index claim, Years years = Years::outside) const;
  // The moment that orders claims by when they were said; kAfterAll where nobody says.
  Minutes said_at(Index claim) const { return ledger_.claims[claim].said_at(kAfterAll); }
  std::vector<Index> by_said(std::vector<Index> claims) const;  // in that order, then by id
  // The same for figures of one source, measure, population and start, and for one level at two times; else empty.
  std::string running_count(Index claim) const;
  bool same_running_count(Index a, Index b) const;  // of a flow
  // "12-14 Jan 2026": when the ledger's figures were said. Empty where nobody says.
  std::string said_range() const;
  std::string who_when(Index claim) const;  // "Ministry, 12 Jan"
  // "187 (Ministry, 12 Jan)"; with its id where another claim, no repeat, has all that.
  std::string named(Index claim) const;
  // Its words, at most so wide; where they are cut, so that the first number like the figure stays in sight.
  std::string quote(Index claim, std::size_t columns) const;
  // The figure; with who where the ledger has it more than once, and when where that source said it more than once.
  std::string tag(Index claim) const;
  std::string tags(const std::vector<Index>& claims, std::string_view last) const;
  // What tells it from other figures of its source: of a level that is on file under a date, that; else when it was
  // said.
  std::string dated(Index claim) const;
  // As few words of its label as tell it from the others, else its id.
  const std::string& short_population(Index population) const { return short_populations_[population]; }
  std::string measure(Index measure) const;
  // What a reading counts, for a narrow column: "people", "held: political".
  std::string counts(const Reading& reading) const;

  // "8-12 Jan", "23 Dec - 13 Jan", "December", "to 12 Jan"; a level's: "12 Jan".
  std::string period(const Reading& reading, Years years) const;
  // The period of a claim, or of its readings: "11-12 or 8-12 Jan", "23 Dec 2024 or 2025".
  std::string periods(const std::vector<Index>& readings, Index claim, Years years) const;
  std::string period_text(std::string_view written, Years years) const;  // of a period as a ledger writes it
  // "on 12 Jan", "8-12 Jan", "from the cut-off of 401 (JEP, 13 Jan) to 14 Jan".
  std::string stretch(const Instant& from, const Instant& to, Years years = Years::needed) const;
  // Greatest length of a stretch, its uncertain ends taken at their widest.
  Minutes length(const Instant& from, const Instant& to) const;

 private:
  struct End {
    std::optional<WrittenDate> date;
    std::string words;         // where it is no date; empty: open
    bool within_days = false;  // they are days, of which it is some time
  };
  std::string date_words(const WrittenDate& date, bool year, bool long_month) const;
  std::string range_of_dates(const WrittenDate& from, const WrittenDate& to, Years years) const;
  std::string between_ends(const End& from, const End& to, Years years) const;
  bool year_shown(const WrittenDate& date, Years years) const;
  End end_of(const PeriodEnd& end, Years years) const;
  End end_of(const Instant& instant, bool closes) const;
  End moment_end(Index moment, Years years) const;
  std::string figure_told(Index claim) const;  // "187 (Ministry, 12 Jan"
  void name_sources();
  void name_populations();
  void find_years();
  void find_open_meanings(const Findings& findings);
  void find_whose_period();

  const Ledger& ledger_;
  std::vector<std::string> names_, short_names_, population_labels_, short_populations_;
  std::map<std::string, Index> speakers_;               // by side, the source whose name is its own
  std::vector<std::pair<std::string, Index>> figures_;  // with their sources, of each claim but repeats; sorted
  std::vector<std::string> told_;                       // the same with when they were said; sorted
  std::vector<bool> open_meaning_;                      // by claim
  std::vector<Index> whose_period_;                     // by claim
  Minutes first_said_ = kAfterAll, last_said_ = kBeforeAll;
  // Of a month: the year in which figures speak of it (0: none yet), and whether in several.
  struct MonthYears {
    int year = 0;
    bool several = false;
  };
  std::array<MonthYears, 13> years_{}, years_meant_{};  // of claims of one meaning; of any that is allowed
};

}  // namespace reltrack::report
