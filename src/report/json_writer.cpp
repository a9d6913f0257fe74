#include "report/json_writer.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "base/printable.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kIndent = 2;

// Bytes that cannot stand for themselves in JSON (or should not: a terminal obeys DEL), and those that need a look
// because they are not ASCII.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> special{};
  for (std::size_t i = 0; i < special.size(); ++i) special[i] = i < 0x20 || i >= 0x7F || i == '"' || i == '\\';
  return special;
}();

unsigned char byte(char c) { return static_cast<unsigned char>(c); }

// Bytes at the head of `text`, which begins with no UTF-8, that together stand for one lost character: as many as could
// have begun one (Unicode 15, 3.9, "maximal subpart").
std::size_t broken_length(std::string_view text) {
  const unsigned char lead = byte(text[0]);
  if (lead < 0xC2 || lead > 0xF4) return 1;
  const std::size_t whole = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  unsigned char least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char greatest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  std::size_t length = 1;
  while (length < whole && length < text.size() && byte(text[length]) >= least && byte(text[length]) <= greatest) {
    ++length;
    least = 0x80;
    greatest = 0xBF;
  }
  return length;
}

void append_escape(char c, std::string& out) {
  static constexpr std::string_view kNamed = "\"\\\b\t\n\f\r", kNames = "\"\\btnfr";
  const std::size_t named = kNamed.find(c);
  if (named != std::string_view::npos) {
    out += '\\';
    out += kNames[named];
  } else {
    fmt::format_to(std::back_inserter(out), "\\u{:04x}", byte(c));
  }
}

}  // namespace

JsonWriter& JsonWriter::key(std::string_view name) {
  begin_line();
  out_ += '"';
  out_ += name;
  out_ += "\": ";
  behind_key_ = true;
  return *this;
}

void JsonWriter::text(std::string_view value) {
  begin_value();
  out_ += '"';
  escape(value);
  out_ += '"';
}

void JsonWriter::boolean(bool value) {
  begin_value();
  out_ += value ? "true" : "false";
}

void JsonWriter::null() {
  begin_value();
  out_ += "null";
}

void JsonWriter::open(char bracket) {
  begin_value();
  out_ += bracket;
  ++depth_;
  first_ = true;
}

void JsonWriter::close(char bracket) {
  --depth_;
  if (!first_) out_.append(1, '\n').append(depth_ * kIndent, ' ');
  out_ += bracket;
  first_ = false;
}

void JsonWriter::begin_value() {
  if (!behind_key_ && depth_ > 0) begin_line();
  behind_key_ = false;
}

void JsonWriter::begin_line() {
  if (!first_) out_ += ',';
  first_ = false;
  out_ += '\n';
  out_.append(depth_ * kIndent, ' ');
}

void JsonWriter::escape(std::string_view value) {
  while (!value.empty()) {
    std::size_t plain = 0;
    while (plain < value.size() && !kSpecial[byte(value[plain])]) ++plain;
    out_ += value.substr(0, plain);
    value.remove_prefix(plain);
    if (value.empty()) return;
    std::size_t length = 1;
    if (byte(value[0]) < 0x80) {
      append_escape(value[0], out_);
    } else if (const CodePoint c = first_code_point(value); c.valid) {
      length = c.length;
      if (is_unsafe(c.value)) {
        fmt::format_to(std::back_inserter(out_), "\\u{:04x}", static_cast<unsigned>(c.value));
      } else {
        out_ += value.substr(0, length);
      }
    } else {
      length = broken_length(value);
      out_ += "\xEF\xBF\xBD";
    }
    value.remove_prefix(length);
  }
}

}  // namespace reltrack::report
