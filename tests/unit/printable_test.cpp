#include "base/printable.hpp"

#include "catch.hpp"

using namespace reltrack;

TEST_CASE("what could steer a terminal becomes visible") {
  CHECK(printable("\x1b[31mred\x1b[0m") == "\\u001b[31mred\\u001b[0m");
  CHECK(printable(std::string_view("a\0b", 3)) == "a\\u0000b");
  CHECK(printable("\x7f") == "\\u007f");
  CHECK(printable("\u009b31m") == "\\u009b31m");
  CHECK(printable("\u202egnp.exe\u202c") == "\\u202egnp.exe\\u202c");
  CHECK(printable("a\u200e\u200f\u061cb") == "a\\u200e\\u200f\\u061cb");
  CHECK(printable("\u2066x\u2069") == "\\u2066x\\u2069");
  CHECK(printable("\u2028") == "\\u2028");
  CHECK(printable("a\xff\xc3z") == "a\\xff\\xc3z");
  CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");
}

TEST_CASE("other text stays, on one line") {
  CHECK(printable("José Ángel, 囚人 👮 اعتقال") == "José Ángel, 囚人 👮 اعتقال");
  CHECK(printable("a\nb\tc\r\nd") == "a b c  d");
  CHECK(printable("").empty());
}

TEST_CASE("columns in a terminal") {
  CHECK(display_width("") == 0);
  CHECK(display_width("José") == 4);
  CHECK(display_width("Jose\u0301") == 4);
  CHECK(display_width("囚人") == 4);
  CHECK(display_width("👮") == 2);
  CHECK(display_width("ｗ") == 2);
  CHECK(display_width("\u200b") == 0);
}

TEST_CASE("what fits so many columns is whole characters") {
  CHECK(first_columns("José", 9) == "José");
  CHECK(first_columns("José", 4) == "José");
  CHECK(first_columns("José", 3) == "Jos");
  CHECK(first_columns("Jose\u0301s", 4) == "Jose\u0301");
  CHECK(first_columns("囚人", 3) == "囚");
  CHECK(first_columns("囚人", 1).empty());
  CHECK(first_columns("\xff\xffz", 2) == "\xff\xff");
}

TEST_CASE("characters of UTF-8 are told from bytes that are none") {
  CHECK(first_code_point("é").value == 0xE9);
  CHECK(first_code_point("é").length == 2);
  CHECK(first_code_point("👮").value == 0x1F46E);
  for (const char* text : {"\x80", "\xc0\x80", "\xe0\x80\x80", "\xf4\x90\x80\x80", "\xf8", "\xe9t", "\xc3"}) {
    CHECK_FALSE(first_code_point(text).valid);
    CHECK(first_code_point(text).length == 1);
  }
}
