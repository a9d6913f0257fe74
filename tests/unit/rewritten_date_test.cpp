#include "sheet/rewritten_date.hpp"

#include <fmt/format.h>

#include <string>

#include "catch.hpp"

using namespace reltrack;
using namespace reltrack::sheet;

namespace {

// "2026-01-12 or 2026-12-01", "none" of a date that says nothing, "-" of what is no spreadsheet's date.
std::string dates(std::string_view text) {
  const auto found = possible_dates(text);
  if (!found) return "-";
  return found->empty() ? "none" : offered(*found);
}

std::string ends(std::string_view text) { return fmt::format("{}", fmt::join(loose_ends(text), "|")); }

}  // namespace

TEST_CASE("dates that a spreadsheet has rewritten are told from what they look like") {
  CHECK(dates("12/1/2026") == "2026-01-12 or 2026-12-01");
  CHECK(dates("12.01.2026") == "2026-01-12 or 2026-12-01");
  CHECK(dates("12-1-26") == "2026-01-12 or 2026-12-01");
  CHECK(dates("13/1/2026") == "2026-01-13");
  CHECK(dates("1/13/2026") == "2026-01-13");
  CHECK(dates("5/5/2026") == "2026-05-05");
  CHECK(dates("2026-1-5") == "2026-01-05");
  CHECK(dates("2026/01/05") == "2026-01-05");
  CHECK(dates("20260112") == "2026-01-12");
  CHECK(dates("46034") == "2026-01-12");
  CHECK(dates("46034.75") == "2026-01-12T18:00");
  CHECK(dates("46034,5") == "2026-01-12T12:00");
  CHECK(dates("12-Jan-26") == "2026-01-12");
  CHECK(dates("12-ene-2026") == "2026-01-12");
  CHECK(dates("12 de enero de 2026") == "2026-01-12");
  CHECK(dates("January 12, 2026") == "2026-01-12");
  CHECK(dates("Jan-26") == "2026-01");
  CHECK(dates("dic-25") == "2025-12");
  CHECK(dates("1/2026") == "2026-01");
  CHECK(dates("12/1/2026 20:00") == "2026-01-12T20:00 or 2026-12-01T20:00");
  CHECK(dates("2026-01-12 20:00:00") == "2026-01-12T20:00");
  CHECK(dates("2026-01-12T20:00:00Z") == "2026-01-12T20:00");
  CHECK(dates("1/13/2026 8:05:00 PM") == "2026-01-13T20:05");
  CHECK(dates("1/13/2026 12:05 am") == "2026-01-13T00:05");
}

TEST_CASE("dates that cannot be told are dates all the same") {
  CHECK(dates("12-Jan") == "none");
  CHECK(dates("enero") == "none");
  CHECK(dates("31/2/2026") == "none");
  CHECK(dates("40/40/2026") == "none");
}

TEST_CASE("what ledgers write, right or wrong, and names are no spreadsheet's dates") {
  for (const char* text : {"2026-01-12",
                           "2026-01",
                           "2026",
                           "2026-01-12T20:00",
                           "2026-02-30",
                           "speech",
                           "jep-audit",
                           "fp-310-end",
                           "decree",
                           "marcha",
                           "marcha-1",
                           "last-sunday",
                           "99",
                           "",
                           "..",
                           "123456789",
                           "2025-12-23/speech",
                           "2026-01-08/2026-01-12",
                           "12:00",
                           "999999999999999999999"}) {
    CHECK(dates(text) == "-");
  }
}

TEST_CASE("periods are parted however they are written") {
  CHECK(ends("8.1.2026/12.1.2026") == "8.1.2026|12.1.2026");
  CHECK(ends("8/1/2026/12/1/2026") == "8/1/2026|12/1/2026");
  CHECK(ends("8/1/2026/12.1.2026") == "8/1/2026|12.1.2026");
  CHECK(ends("2026-01-08/12/1/2026") == "2026-01-08|12/1/2026");
  CHECK(ends("8/1/2026 - 12/1/2026") == "8/1/2026|12/1/2026");
  CHECK(ends("8/1/2026 al 12/1/2026") == "8/1/2026|12/1/2026");
  CHECK(ends("12/1/2026") == "12/1/2026");
}
