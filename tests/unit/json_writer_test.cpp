#include "report/json_writer.hpp"

#include <nlohmann/json.hpp>
#include <random>

#include "base/printable.hpp"
#include "catch.hpp"

using reltrack::printable;
using reltrack::report::JsonWriter;

namespace {

using Json = nlohmann::ordered_json;

std::string written(std::string_view text) {
  std::string out;
  JsonWriter(out).text(text);
  return out;
}

std::string expected(const std::string& text) { return Json(text).dump(2, ' ', false, Json::error_handler_t::replace); }

}  // namespace

TEST_CASE("values and what holds them are laid out as the library lays them out") {
  std::string out;
  JsonWriter json(out);
  json.object([&] {
    json.key("empty").object([] {});
    json.key("none").list(std::vector<int>{}, [](int) {});
    json.key("rows").list(std::vector<int>{1, -2}, [&](int n) {
      json.open_list();
      json.number(n);
      json.object([&] { json.key("yes").boolean(true); });
      json.close_list();
    });
    json.key("nothing").null();
    json.key("text").text("116 “freed”");
  });
  CHECK(out == Json::parse(out).dump(2));
  CHECK(Json::parse(out).dump() ==
        R"({"empty":{},"none":[],"rows":[[1,{"yes":true}],[-2,{"yes":true}]],"nothing":null,"text":"116 “freed”"})");
}

TEST_CASE("the buffer may be emptied between any two calls") {
  std::string piece, whole;
  JsonWriter json(piece);
  const auto empty = [&] {
    whole += piece;
    piece.clear();
  };
  json.open_list();
  empty();
  json.text("a");
  empty();
  json.text("b");
  empty();
  json.close_list();
  empty();
  CHECK(whole == "[\n  \"a\",\n  \"b\"\n]");
}

TEST_CASE("what a terminal obeys is escaped") {
  CHECK(written("\x7f\u009b31m\u202e\u2028\u200f") == "\"\\u007f\\u009b31m\\u202e\\u2028\\u200f\"");
  CHECK(written("é 被 👍") == "\"é 被 👍\"");
}

TEST_CASE("every text is escaped as the library escapes it, UTF-8 or not, but for what a terminal obeys") {
  const auto agrees = [](const std::string& text) {
    const std::string ours = written(text), theirs = expected(text);
    return ours == theirs ||
           (printable(ours) == ours && printable(theirs) != theirs && Json::parse(ours) == Json::parse(theirs));
  };
  for (int c = 0; c < 256; ++c) {
    const std::string text = std::string("a") + static_cast<char>(c) + "z";
    INFO(c);
    CHECK(agrees(text));
  }
  // Bytes that begin, go on with, and break characters of all lengths.
  const std::string bytes(
      "\x00\x1f\"\\\x7f"
      "A\x80\x8f\x90\x9f\xa0\xbf\xc1\xc2\xdf\xe0\xe1\xed\xef\xf0\xf1\xf4\xf5\xff",
      24);
  std::mt19937 random(1);
  for (int i = 0; i < 100'000; ++i) {
    std::string text;
    for (auto length = random() % 8; length > 0; --length) text += bytes[random() % bytes.size()];
    if (!agrees(text)) FAIL(expected(text));
  }
}
