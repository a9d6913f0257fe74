#include "reader/json_tree.hpp"

#include <memory>
#include <string>

#include "catch.hpp"

namespace reltrack::json {

namespace {

// The tree as one line: kind, text and span of each node, children in brackets.
std::string shape(const Tree& tree, std::size_t index = 0) {
  const Node& node = tree.nodes[index];
  std::string out;
  if (!node.key().empty()) out += std::string(node.key()) + "=";
  out += "nbns[{"[static_cast<std::size_t>(node.kind)];
  if (node.kind == Kind::string || node.kind == Kind::number) out += std::string(node.text());
  out += "@" + std::to_string(node.begin) + "-" + std::to_string(node.end);
  for (std::size_t child = index + 1; child < node.next; child = tree.nodes[child].next) {
    out += " " + shape(tree, child);
  }
  return out;
}

Problem only_problem(const std::string& text) {
  Tree tree = parse(text);
  INFO(text);
  REQUIRE(tree.problems.size() == 1);
  return tree.problems.front();
}

using What = Problem::What;

}  // namespace

TEST_CASE("every value knows its place") {
  const std::string text = R"( {"a" : [1, -2.5e3,"x"], "b":{}, "c":null,"d":true , "e":false})";
  const Tree tree = parse(text);
  REQUIRE(tree.problems.empty());
  CHECK(shape(tree) == "{@1-63 a=[@8-23 n1@9-10 n-2.5e3@12-18 sx@19-22 b={@29-31 c=n@37-41 d=b@46-50 e=b@57-62");
  CHECK(tree.nodes[0].count == 5);
  CHECK(tree.nodes[1].label == 2);
  CHECK(tree.nodes[3].label == 1);
  CHECK(tree.nodes[3].parent == 1);
}

TEST_CASE("strings without escapes are views into the text, others are decoded") {
  const std::string text = R"(["plain é", "a\n\u00e9\"", "\ud83d\ude00"])";
  const Tree tree = parse(text);
  REQUIRE(tree.problems.empty());
  CHECK(tree.nodes[1].text().data() == text.data() + 2);
  CHECK(tree.nodes[2].text() == "a\né\"");
  CHECK(tree.nodes[3].text() == "😀");
  CHECK(tree.decoded.size() == 2);
}

TEST_CASE("numbers keep their letters") {
  for (const std::string number : {"18446744073709551616", "-0", "1e3", "12.90", "0"}) {
    const Tree tree = parse(number);
    REQUIRE(tree.problems.empty());
    CHECK(tree.nodes[0].text() == number);
  }
}

TEST_CASE("a key given twice is told with both places, in small and in large objects") {
  const Problem small = only_problem(R"({"a":1,"b":2,"\u0061":3})");
  CHECK(small.what == What::duplicate_key);
  CHECK(small.words == "a");
  CHECK(small.begin == 13);
  CHECK(small.end == 21);
  CHECK(small.first_begin == 1);

  std::string large = "{";
  for (int i = 0; i < 100; ++i) large += "\"k" + std::to_string(i) + "\":{\"same\":1},";
  large += "\"k0\":0}";
  CHECK(only_problem(large).words == "k0");
  CHECK(parse(large).nodes.size() == 202);
}

TEST_CASE("a byte order mark is skipped, and so are line ends of any kind") {
  CHECK(shape(parse("\xEF\xBB\xBF{}")) == "{@3-5");
  CHECK(shape(parse("[\r\n1\r\n]\r\n")) == "[@0-7 n1@3-4");
}

TEST_CASE("what is no JSON is placed where a person would look") {
  const auto place = [](const std::string& text) { return only_problem(text).begin; };
  CHECK(only_problem("").what == What::empty);
  CHECK(only_problem(" \n").what == What::empty);
  CHECK(only_problem("\xEF\xBB\xBF").what == What::empty);
  CHECK(only_problem("{\"a\":").what == What::truncated);
  CHECK(only_problem("{\"a").what == What::truncated);
  CHECK(only_problem(std::string("{}\0x", 4)).what == What::nul);
  CHECK(only_problem("[\"ab\xff\"]").what == What::invalid_utf8);
  CHECK(place("[\"ab\xff\"]") == 4);
  CHECK(place("[1,]") == 2);
  CHECK(place("[1 2]") == 1);
  CHECK(place("{\"a\" 1}") == 5);
  CHECK(place("[0116]") == 1);
  CHECK(place("[~800]") == 1);
  CHECK(place("{} {}") == 3);
}

TEST_CASE("behind a byte order mark errors stand as far on as the mark is long") {
  for (const std::string text :
       {"{a: 1}", "{\"a\":1}}", "{\"a\": 1\n \"b\": 2}", "{\"a\": ~116}", "[1,]", "{\"a\"", "nul"}) {
    const Problem without = only_problem(text), with = only_problem("\xEF\xBB\xBF" + text);
    CHECK(with.what == without.what);
    CHECK(with.words == without.words);
    CHECK(with.begin == without.begin + 3);
    CHECK(with.end == without.end + 3);
  }
}

TEST_CASE("what strings hold neither moves nor words an error behind them") {
  // The library looks at the quote behind the number, and puts it back.
  CHECK(only_problem(R"({"a": 1-12", "said": "2026-01-12"})").begin == 6);
  CHECK(only_problem(R"({"a": 12 "b", "said": "2026-01-12"})").begin == 7);
  CHECK(only_problem(R"({"unexpected end of input": x})").begin == 28);
  CHECK(only_problem(R"({"invalid string": "\n" x})").begin == 24);
  CHECK(only_problem(R"(["é\x"])").begin == 1);
}

TEST_CASE("a text too long for short places is not looked at") {
  const std::unique_ptr<char[]> never_written(new char[kLongest + 1]);
  const Tree tree = parse({never_written.get(), kLongest + 1});
  REQUIRE(tree.problems.size() == 1);
  CHECK(tree.problems.front().what == What::too_long);
  CHECK(tree.nodes.empty());
}

TEST_CASE("nesting stops at the deepest level allowed") {
  CHECK(parse(std::string(64, '[') + std::string(64, ']')).problems.empty());
  CHECK(only_problem(std::string(65, '[') + std::string(65, ']')).what == What::too_deep);
  CHECK(only_problem(std::string(100'000, '[')).begin == 64);
  CHECK(parse(std::string(65, '[')).nodes.empty());
}

}  // namespace reltrack::json
