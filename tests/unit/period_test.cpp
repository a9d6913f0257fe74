#include "reltrack/period.hpp"

#include <string>
#include <variant>

#include "base/date.hpp"
#include "catch.hpp"

using namespace reltrack;

namespace {

std::string why_no_date(std::string_view text) {
  const auto parsed = parse_date(text);
  const std::string* why = std::get_if<std::string>(&parsed);
  return why == nullptr ? "(a date)" : *why;
}

}  // namespace

TEST_CASE("days, months, years and minutes have their spans") {
  const auto span = [](std::string_view text) { return std::get<Date>(parse_date(text)).span; };
  CHECK(span("1970-01-01") == TimeSpan{0, kDay});
  CHECK(span("1970-01-02T00:01") == TimeSpan{kDay + 1, kDay + 1});
  CHECK(span("1970-01-01T24:00") == TimeSpan{kDay, kDay});
  CHECK(span("1970-01") == TimeSpan{0, 31 * kDay});
  CHECK(span("1970-12").to == 365 * kDay);
  CHECK(span("1970") == TimeSpan{0, 365 * kDay});
  CHECK(span("2024-02").to - span("2024-02").from == 29 * kDay);
  CHECK(span("1969-12-31") == TimeSpan{-kDay, 0});
}

TEST_CASE("what is no date says why") {
  const std::string forms = "a date is written 2026-01-12, a time 2026-01-12T20:00, a month 2026-01, a year 2026";
  const std::string seconds =
      "a time is written to the minute, on the clock of the ledger's `timezone`, without seconds or offset: "
      "2026-01-12T20:00";
  CHECK(why_no_date("2026-02-30") == "February 2026 has 28 days");
  CHECK(why_no_date("2023-02-29") == "February 2023 has 28 days");
  CHECK(why_no_date("2024-02-29") == "(a date)");
  CHECK(why_no_date("2026-01-00") == "January 2026 has 31 days");
  CHECK(why_no_date("2026-13-01") == "there is no month 13");
  CHECK(why_no_date("2026-00") == "there is no month 00");
  CHECK(why_no_date("0000") == "there is no year 0");
  CHECK(why_no_date("2026-01-12T24:01") == "no day has a 24:01; its last minute is 23:59, and 24:00 is its end");
  CHECK(why_no_date("2026-01-12T23:60") == "no day has a 23:60; its last minute is 23:59, and 24:00 is its end");
  CHECK(why_no_date("2024-1-01") == "months and days are written with two digits: 2026-01-08");
  CHECK(why_no_date("12-01-2026") == "a date is written year first: 2026-01-12");
  CHECK(why_no_date("20260112") == "a date is written with hyphens: 2026-01-12");
  CHECK(why_no_date("2026-01-12T20:00Z") == seconds);
  CHECK(why_no_date("2026-01-12 20:00") ==
        "a time is written with T and two digits each for hour and minute: 2026-01-12T20:00");
  for (const char* text : {"", "+024-01-01", "yesterday", "2026-", "２０２６"}) CHECK(why_no_date(text) == forms);
}

TEST_CASE("a date or a minute is a point for `said`, and a month is not") {
  CHECK(parse_date_time("2026-01-12")->span.to - parse_date_time("2026-01-12")->span.from == kDay);
  CHECK_FALSE(parse_date_time("2026-01-12")->has_hour);
  CHECK(parse_date_time("2026-01-12T24:00")->has_hour);
  CHECK(parse_date_time("2026-01-12T24:00")->span.from == parse_date_time("2026-01-13")->span.from);
  CHECK_FALSE(parse_date_time("2026-01"));
  CHECK_FALSE(parse_date_time("2026-02-30"));
}

TEST_CASE("minutes print as they are written") {
  for (const char* text : {"2026-01-12", "2026-01-12T20:05", "1969-12-31T23:59", "0001-01-01", "9999-12-31"}) {
    CHECK(format_minutes(parse_date_time(text)->span.from) == text);
  }
  CHECK(format_minutes(parse_date_time("2026-01-12T24:00")->span.to) == "2026-01-13");
  const CivilTime t = civil_time(parse_date_time("2024-02-29T06:07")->span.from);
  CHECK((t.year == 2024 && t.month == 2 && t.day == 29 && t.hour == 6 && t.minute == 7));
}

TEST_CASE("names that look like dates are not for moments") {
  for (const char* text : {"2026", "2026-01-13", "2026-02-30", "13-01-2026", "20260113"}) CHECK(looks_like_date(text));
  for (const char* text : {"speech", "2026-amnesty", "day2", "", "23"}) CHECK_FALSE(looks_like_date(text));
}
