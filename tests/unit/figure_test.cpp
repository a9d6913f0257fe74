#include "reltrack/figure.hpp"

#include <string>

#include "catch.hpp"

using namespace reltrack;

namespace {

Figure figure(std::string_view text) {
  auto parsed = parse_figure(text);
  INFO(text);
  REQUIRE(std::holds_alternative<Figure>(parsed));
  return std::get<Figure>(parsed);
}

CountRange people(std::string_view text) { return figure(text).people; }

std::string why_none(std::string_view text) {
  const auto parsed = parse_figure(text);
  const std::string* why = std::get_if<std::string>(&parsed);
  return why == nullptr ? "(a figure)" : *why;
}

}  // namespace

TEST_CASE("figures of people") {
  CHECK(people("116") == CountRange{116, 116});
  CHECK(people("0") == CountRange{0, 0});
  CHECK(people(">400") == CountRange{401, std::nullopt});
  CHECK(people("> 400") == CountRange{401, std::nullopt});
  CHECK(people(">=104") == CountRange{104, std::nullopt});
  CHECK(people("<187") == CountRange{0, 186});
  CHECK(people("<=56") == CountRange{0, 56});
  CHECK(people("56..76") == CountRange{56, 76});
  CHECK(people("56..56") == CountRange{56, 56});
  CHECK(people("1,250") == CountRange{1250, 1250});
  CHECK(people("1 250 000") == CountRange{1'250'000, 1'250'000});
  CHECK(people("1\u202f250") == CountRange{1250, 1250});
  CHECK(people("1,000,000,000,000") == CountRange{kLargestFigure, kLargestFigure});
}

TEST_CASE("a rounded figure is uncertain where its last non-zero digit stands") {
  CHECK(people("~800") == CountRange{750, 849});
  CHECK(people("~20") == CountRange{15, 24});
  CHECK(people("~1250") == CountRange{1245, 1254});
  CHECK(people("~1,200") == CountRange{1150, 1249});
  CHECK(people("~115") == CountRange{115, 115});
  CHECK(people("~0") == CountRange{0, 0});
}

TEST_CASE("shares keep exact ends") {
  CHECK(figure(">50%").share_min == ShareEnd{100, true});
  CHECK_FALSE(figure(">50%").share_max);
  CHECK(figure("<=50%").share_max == ShareEnd{100, false});
  CHECK(figure("7%").share_min == ShareEnd{13, false});
  CHECK(figure("7%").share_max == ShareEnd{15, true});
  CHECK(figure("0%").share_min == ShareEnd{0, false});
  CHECK(figure("100%").share_max == ShareEnd{200, false});
  CHECK(figure("40%..60%").share_min == ShareEnd{80, false});
  CHECK(figure("40%..60%").share_max == ShareEnd{120, false});
  CHECK(figure("~40%").share_min == ShareEnd{70, false});
  CHECK(figure("~40%").share_max == ShareEnd{90, true});
  CHECK(figure("7%").percent);
}

TEST_CASE("what is no figure says why, and what to write") {
  const std::string forms = "116, \">400\", \">=104\", \"<187\", \"<=56\", \"56..76\" or \"~800\"";
  CHECK(why_none("-3") == "-3 is negative: a figure counts people, from 0 up");
  CHECK(why_none("1e3") == "1e3 is written with an exponent: write the number out, 1e3 as 1000");
  CHECK(why_none("1.5") == "1.5 has a decimal point: figures are whole people; a thousand is 1000 or \"1,000\"");
  CHECK(why_none("18446744073709551616") == "18446744073709551616 is too large: figures go up to 1,000,000,000,000");
  CHECK(why_none("1000000000001") == "1000000000001 is too large: figures go up to 1,000,000,000,000");
  CHECK(why_none("76..56") == "the range is upside down: 76 is more than 56; write the smaller number first");
  CHECK(why_none("56-76") == "a range is written with two dots: \"56..76\"");
  CHECK(why_none("≥104") == "\"≥\" is not used in figures; write it like \">=104\"");
  CHECK(why_none("400+") == "400+ is written with its sign in front: \">=400\", or \">400\" for more than that");
  CHECK(why_none("1,25") == "in 1,25 the commas do not part thousands; write the digits alone");
  CHECK(why_none("1,2500") == "in 1,2500 the commas do not part thousands; write the digits alone");
  CHECK(why_none("<0") == "nothing is less than 0 people; write 0, or \"<=0\"");
  CHECK(why_none("120%") == "a part is at most 100%, not 120%");
  CHECK(why_none("7.5%") == "7.5% is not a whole percentage; a range holds it, like \"7%..8%\"");
  CHECK(why_none("40%..60") == "a range has a percent sign on both ends or none: \"40%..60%\"");
  CHECK(why_none(">56..76") == "a range stands without a sign before it: \"56..76\"");
  CHECK(why_none("") == "there is no number here; write " + forms);
  CHECK(why_none(">") == "there is no number here; write " + forms);
  CHECK(why_none("most") == "\"most\" is not a figure; write " + forms);
  for (const char* text : {"..", "5..", "..5", "%", "~~5", ">>5", "1,", ",1", "1,,000", "+7", "0x10", "nan", "五"}) {
    CHECK(why_none(text) != "(a figure)");
  }
}
