#include "reader/fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "base/ids.hpp"
#include "reader/codes.hpp"

namespace reltrack {
namespace {

std::string list_of(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

void wrong_type(const Value& value, std::string_view expected, std::string hint, Problems& problems) {
  if (value.is(json::Kind::null) && hint.empty()) hint = "leave the field out where there is nothing to say";
  problems.error(codes::kWrongType, value, fmt::format("expected {}, got {}", expected, kind_name(value.node->kind)),
                 std::move(hint));
}

}  // namespace

std::string_view kind_name(json::Kind kind) {
  switch (kind) {
    case json::Kind::null:
      return "null";
    case json::Kind::boolean:
      return "true or false";
    case json::Kind::number:
      return "a number";
    case json::Kind::string:
      return "a text";
    case json::Kind::array:
      return "a list";
    case json::Kind::object:
      return "an object";
  }
  return "nothing";
}

Fields::Fields(const Value& object, std::span<const KnownField> known, std::string_view what, Problems& problems) {
  assert(known.size() <= kMostFields);
  std::vector<Value> unknown;
  std::size_t after = 0;  // most writers keep to one order: the next field is looked for behind the last
  for (const Value member : object.children()) {
    const std::string_view name = member.node->key();
    const auto is_it = [&](const KnownField& field) { return field.name == name; };
    auto found = std::find_if(known.begin() + static_cast<std::ptrdiff_t>(after), known.end(), is_it);
    if (found == known.end()) found = std::find_if(known.begin(), known.end(), is_it);
    const auto place = static_cast<std::size_t>(found - known.begin());
    if (place < known.size()) {
      after = place + 1;
      if (!values_[place]) values_[place] = member;  // a second one was reported with the text
    } else if (!name.starts_with("x-")) {
      unknown.push_back(member);
    }
  }
  for (const Value& member : unknown) tell_unknown(member, known, what, problems);
  for (std::size_t i = 0; i < known.size(); ++i) {
    if (!known[i].required || values_[i] || misspelt_[i]) continue;
    Diagnostic& missing =
        problems.error(codes::kMissingField, object, fmt::format("{} needs the field \"{}\"", what, known[i].name));
    missing.span.end = missing.span.begin + 1;
  }
}

// One slip is one error: a field that is missing for its name alone is told here.
void Fields::tell_unknown(const Value& member, std::span<const KnownField> known, std::string_view what,
                          Problems& problems) {
  const std::string_view name = member.node->key();
  std::vector<std::string_view> names;
  for (const KnownField& field : known) names.push_back(field.name);
  std::string message = fmt::format("{} has no field \"{}\"", what, name);
  std::string hint = "a field of your own has a name that begins with x-";
  if (const auto nearest = problems.nearest(name, names)) {
    const auto place = static_cast<std::size_t>(std::find(names.begin(), names.end(), *nearest) - names.begin());
    misspelt_[place] = !values_[place];
    if (misspelt_[place] && (known[place].required || known[place].awaited)) {
      message += fmt::format(", and \"{}\" is missing", *nearest);
    }
    hint = fmt::format("did you mean \"{}\"?", *nearest);
  }
  problems.error_at_key(codes::kUnknownField, member, std::move(message), std::move(hint));
}

std::optional<std::string_view> read_text(const Value& value, Problems& problems) {
  if (!value) return std::nullopt;
  if (value.is(json::Kind::string)) return value.node->text();
  const bool number = value.is(json::Kind::number);
  wrong_type(value, "a text", number ? fmt::format("put it in quotes: \"{}\"", value.node->text()) : "", problems);
  return std::nullopt;
}

std::string read_optional_text(const Value& value, Problems& problems) {
  return std::string(read_text(value, problems).value_or(""));
}

std::string read_label(const Value& value, Problems& problems) {
  const auto text = read_text(value, problems);
  if (text && text->find_first_not_of(" \t\r\n") == std::string_view::npos) {
    problems.error(codes::kBlank, value, "this text is blank", "reports show it to readers: write a few words");
  }
  return std::string(text.value_or(""));
}

std::optional<bool> read_boolean(const Value& value, Problems& problems) {
  if (!value) return std::nullopt;
  if (value.is(json::Kind::boolean)) return value.node->text() == "true";
  const bool quoted = value.is(json::Kind::string) && (value.node->text() == "true" || value.node->text() == "false");
  wrong_type(value, "true or false", quoted ? "take the quotes away" : "", problems);
  return std::nullopt;
}

std::vector<Value> read_texts(const Value& value, Problems& problems) {
  std::vector<Value> out;
  if (!value) return out;
  if (!value.is(json::Kind::array)) {
    if (value.is(json::Kind::string)) {
      out.push_back(value);
    } else {
      wrong_type(value, "a text or a list of texts", "", problems);
    }
    return out;
  }
  for (const Value element : value.children()) {
    if (read_text(element, problems)) out.push_back(element);
  }
  return out;
}

bool expect_object(const Value& value, std::string_view what, Problems& problems) {
  if (value.is(json::Kind::object)) return true;
  wrong_type(value, what, "", problems);
  return false;
}

bool expect_array(const Value& value, std::string_view what, Problems& problems) {
  if (value.is(json::Kind::array)) return true;
  wrong_type(value, what, "", problems);
  return false;
}

std::optional<std::size_t> read_word(const Value& value, std::span<const std::string_view> words, Problems& problems) {
  const auto text = read_text(value, problems);
  if (!text) return std::nullopt;
  const auto* found = std::find(words.data(), words.data() + words.size(), *text);
  const auto place = static_cast<std::size_t>(found - words.data());
  if (place < words.size()) return place;
  problems.error(codes::kUnknownWord, value, fmt::format("expected {}, got \"{}\"", list_of(words), *text),
                 problems.suggestion(*text, {words.begin(), words.end()}));
  return std::nullopt;
}

bool check_id(std::string_view id, const Value& at, bool at_key, Problems& problems) {
  if (is_id(id)) return true;
  std::string message =
      fmt::format("\"{}\" is no id: ids are letters without accents, digits, and . _ - behind the first", id);
  const std::string instead = id_from(id);
  std::string hint = instead.empty() ? std::string() : fmt::format("\"{}\" would do", instead);
  if (at_key) {
    problems.error_at_key(codes::kBadId, at, std::move(message), std::move(hint));
  } else {
    problems.error(codes::kBadId, at, std::move(message), std::move(hint));
  }
  return false;
}

}  // namespace reltrack
