#include "reltrack/diagnostic.hpp"

#include <string>

#include "catch.hpp"

using namespace reltrack;

namespace {

Diagnostic at(std::size_t begin, std::size_t end, std::string message = "wrong") {
  return {Severity::error, "E0000", {0, begin, end}, "", std::move(message), "", {}};
}

std::string format(const std::string& text, const Diagnostic& diagnostic) {
  return format_diagnostics({diagnostic}, {{"ledger.json", text}});
}

}  // namespace

TEST_CASE("a diagnostic shows its line, a caret, the pointer, the way out and its notes") {
  Diagnostic d = at(10, 13);
  d.pointer = "/claims/0";
  d.hint = "do this";
  d.notes.push_back({{0, 0, 1}, "first here"});
  CHECK(format("first\n  a: bad value\n", d) ==
        "ledger.json:2:5: error: wrong [E0000]\n"
        "  a: bad value\n"
        "    ^~~\n"
        "  at /claims/0\n"
        "  do this\n"
        "ledger.json:1:1: note: first here\n"
        "  first\n"
        "  ^\n");
}

TEST_CASE("columns count characters, carets stand by their width on screen") {
  CHECK(format("é囚x", at(5, 6)) == "ledger.json:1:3: error: wrong [E0000]\n  é囚x\n     ^\n");
  CHECK(format("\ta\tb", at(3, 4)) == "ledger.json:1:4: error: wrong [E0000]\n  a b\n    ^\n");
  CHECK(format("\x1b[1mx", at(4, 5)) == "ledger.json:1:5: error: wrong [E0000]\n  \\u001b[1mx\n           ^\n");
  CHECK(format("\xEF\xBB\xBFx", at(3, 4)) == "ledger.json:1:1: error: wrong [E0000]\n  x\n  ^\n");
}

TEST_CASE("places at the end of a line, of the text, or over several lines") {
  CHECK(format("ab\r\ncd", at(2, 2)) == "ledger.json:1:3: error: wrong [E0000]\n  ab\n    ^\n");
  CHECK(format("ab\n", at(3, 3)) == "ledger.json:2:1: error: wrong [E0000]\n");
  CHECK(format("", at(0, 0)) == "ledger.json:1:1: error: wrong [E0000]\n");
  CHECK(format("abc\ndef", at(1, 6)) == "ledger.json:1:2: error: wrong [E0000]\n  abc\n   ^~\n");
}

TEST_CASE("long lines are cut on both sides of the place") {
  const std::string text = std::string(80, 'a') + "X" + std::string(80, 'b');
  CHECK(format(text, at(80, 81)) ==
        "ledger.json:1:81: error: wrong [E0000]\n"
        "  ..." +
            std::string(47, 'a') + "X" + std::string(27, 'b') + "...\n" + "  " + std::string(50, ' ') + "^\n");
}

TEST_CASE("words from a ledger cannot steer the terminal") {
  const std::string out = format("x", at(0, 1, "no \x1b]0;title\x07"));
  CHECK(out.find('\x1b') == std::string::npos);
  CHECK(out.find("no \\u001b]0;title\\u0007") != std::string::npos);
}

TEST_CASE("sorted by place, a hundred, then a count") {
  std::vector<Diagnostic> many;
  for (std::size_t i = 0; i < 102; ++i) many.push_back(at(101 - i, 102 - i));
  const std::string out = format_diagnostics(many, {{"-", std::string(102, 'x')}});
  CHECK(out.starts_with("-:1:1: error"));
  CHECK(out.find("-:1:100: error") != std::string::npos);
  CHECK(out.find("-:1:101: error") == std::string::npos);
  CHECK(out.ends_with("and 2 more errors: 102 in all\n"));
}
