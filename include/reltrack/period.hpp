// Points in time and the periods that claims speak of: the subset of ISO 8601-2 (EDTF) in docs/ledger-format.md.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace reltrack {

// Minutes since 1970-01-01T00:00 on the wall clock of the ledger's zone.
using Minutes = std::int64_t;

inline constexpr Minutes kDay = 24 * 60;
// Before every date a ledger can name: the start of `../2026-01-12`.
inline constexpr Minutes kBeforeAll = std::numeric_limits<std::int64_t>::min() / 4;
// After every date a ledger can name.
inline constexpr Minutes kAfterAll = std::numeric_limits<std::int64_t>::max() / 4;

// Every moment from `from` to `to`, both included. A known moment has from == to.
struct TimeSpan {
  Minutes from = 0;
  Minutes to = 0;
  bool certain() const { return from == to; }
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

// A date, or a date and time, as `said`, `published`, `withdrawn` and `--as-of` give it.
struct DateTime {
  TimeSpan span;          // of a day: its first and last midnight; of a minute: that minute twice
  bool has_hour = false;  // written with an hour
};

// One end of a period (or a stock's moment, in `end`).
struct PeriodEnd {
  std::string text;                     // as written: "2026-01-12", "amnesty", ""
  std::optional<std::uint32_t> moment;  // index into Ledger::moments, where a moment's id stands here
  TimeSpan limits;                      // within which the end lies, after "nothing is counted after it was said"
  friend bool operator==(const PeriodEnd&, const PeriodEnd&) = default;
};

// The period of a flow (both ends), or the moment of a stock (`at_moment`: both ends are that moment).
struct Period {
  std::string text;  // as written
  bool at_moment = false;
  bool stands_alone = false;  // one day, month or year, not an interval
  PeriodEnd start;
  PeriodEnd end;
  friend bool operator==(const Period&, const Period&) = default;
};

// "2026-01-12", or "2026-01-12T20:00" where the minute is not a midnight; "2026-01-12T24:00" never: midnights are
// printed as the day they begin. Requires: as civil_time().
std::string format_minutes(Minutes at);
// The same for a date or time as it was given: a minute has its hour even at midnight, "2026-01-12T00:00".
std::string format_date_time(const DateTime& at);

// The year, month (1-12), day (1-31), hour and minute of a moment other than kBeforeAll and kAfterAll.
struct CivilTime {
  int year, month, day, hour, minute;
};
CivilTime civil_time(Minutes at);

// A date "2026-01-12" or a minute "2026-01-12T20:00" ("T24:00" is the end of that day). Absent where the text is
// neither, or names no real day or minute.
std::optional<DateTime> parse_date_time(std::string_view text);

}  // namespace reltrack
