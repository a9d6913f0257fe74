#include "sheet/mapped_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace reltrack::sheet {

void MappedJson::new_line() { out_ += '\n' + std::string(levels_.size(), ' '); }

// What stands before a key or value.
void MappedJson::begin(CellPlace from) {
  if (!behind_key_ && !levels_.empty()) {
    Level& level = levels_.back();
    if (!level.empty) out_ += level.layout == Layout::line ? ", " : ",";
    if (level.layout == Layout::lines) new_line();
    level.empty = false;
  }
  behind_key_ = false;
  marks_.push_back({out_.size(), from});
}

void MappedJson::open(char bracket, CellPlace from, Layout layout) {
  begin(from);
  out_ += bracket;
  levels_.push_back({layout, true});
}

void MappedJson::close(char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (level.layout == Layout::lines && !level.empty) new_line();
  out_ += bracket;
  if (levels_.empty()) out_ += '\n';
}

void MappedJson::key(std::string_view name, CellPlace from) {
  begin(from);
  out_ += json_string(name) + ": ";
  behind_key_ = true;
}

void MappedJson::text(std::string_view value, CellPlace from) {
  begin(from);
  out_ += json_string(value);
}

void MappedJson::literal(std::string_view json, CellPlace from) {
  begin(from);
  out_ += json;
}

CellPlace MappedJson::place(std::size_t at) const {
  const auto behind = std::upper_bound(marks_.begin(), marks_.end(), at,
                                       [](std::size_t a, const Mark& mark) { return a < mark.begin; });
  return behind == marks_.begin() ? marks_.front().from : std::prev(behind)->from;
}

std::string json_string(std::string_view text) {
  static constexpr std::string_view kNamed = "\"\\\b\t\n\f\r", kNames = "\"\\btnfr";
  std::string out = "\"";
  for (const char c : text) {
    const std::size_t named = kNamed.find(c);
    if (named != std::string_view::npos) {
      out += '\\';
      out += kNames[named];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace reltrack::sheet
