#include "sheet/forms.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/ascii.hpp"
#include "reader/json_tree.hpp"
#include "sheet/table.hpp"

namespace reltrack::sheet {
namespace {

constexpr std::string_view kBetween = "; ";

bool is_list_form(Form form) {
  return form == Form::texts || form == Form::names || form == Form::periods || form == Form::references;
}

// Whether the text is JSON by itself, of which kind.
std::optional<json::Kind> kind_of_json(std::string_view text) {
  const json::Tree tree = json::parse(text);
  if (tree.nodes.empty() || !tree.problems.empty()) return std::nullopt;
  return tree.nodes.front().kind;
}

bool is_json_list(std::string_view cell) { return trimmed(cell).starts_with('['); }

std::string json_list(const std::vector<std::string>& items) {
  std::vector<std::string> quoted;
  for (const std::string& item : items) quoted.push_back(json_string(item));
  return fmt::format("[{}]", fmt::join(quoted, ", "));
}

std::string list_cell(const Value& value, Form form) {
  std::vector<std::string> items;
  if (value.is(json::Kind::array)) {
    for (const Value item : value.children()) items.emplace_back(item.node->text());
  } else {
    items.emplace_back(value.node->text());
  }
  std::string cell = fmt::format("{}", fmt::join(items, kBetween));
  const bool same = !items.empty() && !is_json_list(cell) && items_of(cell, form) == items;
  return same ? cell : json_list(items);
}

// As spreadsheets show it in English and in Spanish.
std::optional<bool> flag_of(std::string_view cell) {
  static constexpr std::pair<std::string_view, bool> kFlags[] = {
      {"true", true}, {"verdadero", true}, {"yes", true}, {"sí", true},    {"sÍ", true},
      {"si", true},   {"false", false},    {"no", false}, {"falso", false}};
  const std::string word = lower_case(trimmed(cell));
  for (const auto& [name, value] : kFlags) {
    if (word == name) return value;
  }
  return std::nullopt;
}

bool is_json_number(std::string_view digits) {
  constexpr std::size_t kLongest = 15;  // a figure has 13 digits at most; what is longer, the reader refuses either way
  return !digits.empty() && digits.size() <= kLongest && all_digits(digits) &&
         (digits.front() != '0' || digits.size() == 1);
}

bool write_list(std::string_view cell, Form form, CellPlace from, MappedJson& out) {
  if (is_json_list(cell)) {
    if (kind_of_json(cell) != json::Kind::array) return false;
    out.literal(cell, from);
    return true;
  }
  const std::vector<std::string> items = items_of(cell, form);
  if (items.size() == 1 && form != Form::references) {
    out.text(items.front(), from);
    return true;
  }
  out.open('[', from, MappedJson::Layout::line);
  for (const std::string& item : items) out.text(item, from);
  out.close(']');
  return true;
}

}  // namespace

std::vector<std::string> items_of(std::string_view cell, Form form) {
  std::vector<std::string> items;
  const auto add = [&](std::string_view item) {
    if (!trimmed(item).empty()) items.emplace_back(trimmed(item));
  };
  const auto parts = [&](std::size_t at) {
    const char c = cell[at];
    const bool last = at + 1 == cell.size();
    if (form != Form::texts) return std::string_view(" \t\r\n,;").find(c) != std::string_view::npos;
    return c == '\n' || (c == ';' && (last || std::string_view(" \r\n").find(cell[at + 1]) != std::string_view::npos));
  };
  std::size_t begin = 0;
  for (std::size_t at = 0; at < cell.size(); ++at) {
    if (!parts(at)) continue;
    add(cell.substr(begin, at - begin));
    begin = at + 1;
  }
  add(cell.substr(begin));
  return items;
}

std::string cell_of(const Value& value, Form form) {
  return is_list_form(form) ? list_cell(value, form) : std::string(value.node->text());
}

std::string own_cell_of(const Value& value) {
  const std::string_view text = value.node->text();
  if (!value.is(json::Kind::string)) {
    return std::string(value.document->text.substr(value.node->begin, value.node->end - value.node->begin));
  }
  return text.empty() || kind_of_json(text) ? json_string(text) : std::string(text);
}

bool leaves_out(std::string_view cell, Form form) {
  if (form == Form::text) return cell.empty();
  return trimmed(cell).empty();
}

bool write_value(std::string_view cell, Form form, CellPlace from, MappedJson& out) {
  switch (form) {
    case Form::text:
      out.text(cell, from);
      return true;
    case Form::word:
    case Form::date:
    case Form::period:
      out.text(trimmed(cell), from);
      return true;
    case Form::figure:
      if (is_json_number(cell)) {
        out.literal(cell, from);
      } else {
        out.text(cell, from);
      }
      return true;
    case Form::flag:
      if (const auto flag = flag_of(cell)) {
        out.literal(*flag ? "true" : "false", from);
        return true;
      }
      return false;
    case Form::texts:
    case Form::names:
    case Form::periods:
    case Form::references:
      return write_list(cell, form, from, out);
  }
  return false;
}

void write_own_value(std::string_view cell, CellPlace from, MappedJson& out) {
  if (kind_of_json(cell)) {
    out.literal(cell, from);
  } else {
    out.text(cell, from);
  }
}

}  // namespace reltrack::sheet
