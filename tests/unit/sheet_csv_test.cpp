#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/csv.hpp"
#include "catch.hpp"
#include "sheet/csv.hpp"

using namespace reltrack;
using namespace reltrack::sheet;

namespace {

// "1:a|b 2:c", rows by their numbers.
std::string rows(std::string_view text) {
  std::string out;
  for (const CsvRow& row : read_csv(text).rows) {
    out += fmt::format("{}{}:{}", out.empty() ? "" : " ", row.number, fmt::join(row.cells, "|"));
  }
  return out;
}

// "open quote at 2:0".
std::string problems(std::string_view text) {
  static constexpr std::string_view kNames[] = {"utf-16", "not utf-8", "open quote", "behind quote"};
  std::string out;
  for (const CsvProblem& problem : read_csv(text).problems) {
    out += fmt::format("{}{} at {}:{}", out.empty() ? "" : ", ", kNames[static_cast<std::size_t>(problem.what)],
                       problem.row, problem.column);
  }
  return out;
}

}  // namespace

TEST_CASE("rows end in LF, CRLF or CR, and the last need not") {
  CHECK(rows("a,b\nc,d\n") == "1:a|b 2:c|d");
  CHECK(rows("a,b\r\nc,d") == "1:a|b 2:c|d");
  CHECK(rows("a,b\rc,d\r") == "1:a|b 2:c|d");
  CHECK(rows("").empty());
  CHECK(rows("a") == "1:a");
  CHECK(rows("a,\n") == "1:a|");
}

TEST_CASE("blank rows are left out, and count") {
  CHECK(rows("a,b\n\n,\nc,d\n") == "1:a|b 4:c|d");
  CHECK(rows("\n\na\n") == "3:a");
}

TEST_CASE("between quotes everything stays as it is") {
  CHECK(rows("\"a,b\",\"c\"\"d\"\n") == "1:a,b|c\"d");
  CHECK(rows("\"two\r\nlines\",x\n\"\",y\n") == "1:two\r\nlines|x 2:|y");
  CHECK(rows("a\"b,c\n") == "1:a\"b|c");
  CHECK(read_csv("\"a\n\n\nb\"\nc\n").rows.at(1).number == 2);
}

TEST_CASE("rows may be ragged") { CHECK(rows("a,b,c\nd\ne,f,g,h\n") == "1:a|b|c 2:d 3:e|f|g|h"); }

TEST_CASE("the delimiter is the one of the first row") {
  CHECK(read_csv("a,b\n1;2;3;4\n").delimiter == ',');
  CHECK(read_csv("a;b\n1,2,3\n").delimiter == ';');
  CHECK(read_csv("a\tb\n").delimiter == '\t');
  CHECK(read_csv("\"a,b,c\";d\n").delimiter == ';');
  CHECK(read_csv("id\n").delimiter == ',');
}

TEST_CASE("a byte order mark is skipped") {
  CHECK(rows("\xEF\xBB\xBF"
             "a,b\n") == "1:a|b");
  CHECK(rows("\xEF\xBB\xBF\"a\",b\n") == "1:a|b");
}

TEST_CASE("what is no table is reported with its place") {
  CHECK(problems("a,b\nc,\"d\n\ne") == "open quote at 2:1");
  CHECK(problems("a,b\n\"c\"d,e\n") == "behind quote at 2:0");
  CHECK(problems("a,b\nc,Jos\xE9\nd,\xE9\n") == "not utf-8 at 2:1");
  CHECK(problems("\xFF\xFE"
                 "a") == "utf-16 at 1:0");
  CHECK(problems(std::string_view("a\0,\0b\0\n\0", 8)) == "utf-16 at 1:0");
  CHECK(problems("a,b\nc,d\n").empty());
}

TEST_CASE("what is written is read back") {
  const std::vector<std::vector<std::string>> table = {
      {"plain", "", " padded ", "a,b;c\td", "\"quoted\"", "two\nlines", "two\r\nlines", "\r", std::string("a\0b", 3)},
      {"é", "'", "''", "\"", ",", ";", "\t", "\n", "x"}};
  for (const char delimiter : {',', ';', '\t'}) {
    std::string text;
    for (const auto& cells : table) text += csv_row(cells, delimiter);
    const CsvTable read = read_csv(text);
    REQUIRE(read.rows.size() == table.size());
    CHECK(read.problems.empty());
    CHECK(read.delimiter == delimiter);
    for (std::size_t i = 0; i < table.size(); ++i) CHECK(read.rows[i].cells == table[i]);
  }
  CHECK(csv_row({"a", "b c", "d,e"}, ',') == "a,b c,\"d,e\"\r\n");
}

TEST_CASE("no cell is run as a formula, and none is changed for it") {
  CHECK(safe_cell("=1+1") == "'=1+1");
  CHECK(safe_cell("+58 212") == "'+58 212");
  CHECK(safe_cell("-x") == "'-x");
  CHECK(safe_cell("@sum") == "'@sum");
  CHECK(safe_cell("\tx") == "'\tx");
  CHECK(safe_cell("\rx") == "'\rx");
  CHECK(safe_cell("-12") == "-12");
  CHECK(safe_cell("+12") == "+12");
  CHECK(safe_cell("'tis") == "'tis");
  CHECK(safe_cell(">400") == ">400");
  CHECK(safe_cell("'=x") == "''=x");
  for (const std::string text :
       {"", "=1", "'=1", "''=1", "'", "''", "'a", "-", "-1", "'-1", "'-", "+1a", "@", "''@", "\n"}) {
    CHECK(plain_cell(safe_cell(text)) == text);
    CHECK(std::string("=+-@\t\r\n").find(safe_cell(text + "x").front()) == std::string::npos);
  }
}
