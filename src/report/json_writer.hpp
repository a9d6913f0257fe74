// JSON text, indented by two, appended value by value to a buffer of the caller's.
//
// A report of a thousand claims is megabytes of small values; building documents of them first takes ten times as long
// as writing them. Nothing written is looked at again, so the buffer may be emptied between any two calls.
#pragma once

#include <algorithm>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reltrack::report {

// Each value stands behind a key, in a list, or alone at the top. The caller sees to that, and to closing what it
// opens.
class JsonWriter {
 public:
  // Requires: `out` outlives this.
  explicit JsonWriter(std::string& out) : out_(out) {}

  void open_object() { open('{'); }
  void close_object() { close('}'); }
  void open_list() { open('['); }
  void close_list() { close(']'); }

  // The name of the value that follows. Requires: nothing in it needs escaping.
  JsonWriter& key(std::string_view name);

  // Bytes that are no UTF-8 (of a file's name) become U+FFFD; what a terminal obeys is escaped (printable.hpp).
  void text(std::string_view value);
  template <std::integral Number>
  void number(Number value);
  void boolean(bool value);
  void null();

  // An object of what `members` writes; a list of what `write` writes for each of the rows.
  template <typename Members>
  void object(Members members);
  template <typename Rows, typename Write>
  void list(const Rows& rows, Write write);

 private:
  void open(char bracket);
  void close(char bracket);
  void begin_value();
  void begin_line();
  void escape(std::string_view value);

  std::string& out_;
  std::size_t depth_ = 0;
  bool first_ = true;        // in what is open
  bool behind_key_ = false;  // the key is written, its value is not
};

// The first so many rows; 0: all.
template <typename Row>
std::span<const Row> first_rows(const std::vector<Row>& rows, std::size_t limit) {
  return {rows.data(), limit == 0 ? rows.size() : std::min(limit, rows.size())};
}

template <std::integral Number>
void JsonWriter::number(Number value) {
  begin_value();
  char digits[24];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

template <typename Members>
void JsonWriter::object(Members members) {
  open_object();
  members();
  close_object();
}

template <typename Rows, typename Write>
void JsonWriter::list(const Rows& rows, Write write) {
  open_list();
  for (const auto& row : rows) write(row);
  close_list();
}

}  // namespace reltrack::report
