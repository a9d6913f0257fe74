#include "base/csv.hpp"

#include "catch.hpp"

using namespace reltrack;

namespace {

// One safe cell as it stands in a row.
std::string csv_cell(std::string_view text) {
  const std::string row = csv_row({safe_cell(text), "."});
  return row.substr(0, row.size() - std::string_view(",.\r\n").size());
}

}  // namespace

TEST_CASE("cells are quoted only where they must be") {
  CHECK(csv_cell("").empty());
  CHECK(csv_cell("Foro Penal") == "Foro Penal");
  CHECK(csv_cell("1,084") == "\"1,084\"");
  CHECK(csv_cell("the \"400\"") == "\"the \"\"400\"\"\"");
  CHECK(csv_cell("two\nlines") == "\"two\nlines\"");
  CHECK(csv_cell("two\r\nlines") == "\"two\r\nlines\"");
  CHECK(csv_cell(" edge") == "\" edge\"");
  CHECK(csv_cell("edge ") == "\"edge \"");
  CHECK(csv_cell("a;b") == "a;b");
  CHECK(csv_cell("Rodríguez") == "Rodríguez");
}

TEST_CASE("no cell is a formula") {
  CHECK(csv_cell("=1+1") == "'=1+1");
  CHECK(csv_cell("+cmd|' /C calc'!A1") == "'+cmd|' /C calc'!A1");
  CHECK(csv_cell("-2+3") == "'-2+3");
  CHECK(csv_cell("@SUM(A1)") == "'@SUM(A1)");
  CHECK(csv_cell("\t=1") == "'\t=1");
  CHECK(csv_cell("\r=1") == "\"'\r=1\"");
  CHECK(csv_cell("\n=1") == "\"'\n=1\"");
  CHECK(csv_cell("=\"a\",b") == "\"'=\"\"a\"\",b\"");
  CHECK(csv_cell("-") == "'-");
  CHECK(csv_cell("+") == "'+");
  CHECK(csv_cell("-1.") == "'-1.");
  CHECK(csv_cell("-1e3") == "'-1e3");
  CHECK(csv_cell(">=104") == ">=104");
}

TEST_CASE("a plain number is no formula") {
  CHECK(csv_cell("-7") == "-7");
  CHECK(csv_cell("+58") == "+58");
  CHECK(csv_cell("-1.5") == "-1.5");
  CHECK(csv_cell("400") == "400");
}

TEST_CASE("rows end in CRLF, and a row of one empty cell is one") {
  CHECK(csv_row({"a", "b,c", ""}) == "a,\"b,c\",\r\n");
  CHECK(csv_row({""}) == "\"\"\r\n");
  CHECK(csv_row({"", ""}) == ",\r\n");
}
