// The fields of an object: which it may have, which it must, and what kind of value each holds.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reader/document.hpp"

namespace reltrack {

struct KnownField {
  std::string_view name;
  bool required = false;
  bool awaited = false;  // required of most: whoever reads the object tells where it is missing
};

inline constexpr std::size_t kMostFields = 24;

// Values of an object by the place of their field in the list of known ones; empty where a field is left out.
class Fields {
 public:
  // Reports fields that are not known (names that begin with x- are the writer's own) and required ones left out, but
  // for those that are misspelt.
  // `what` names the object in messages: "a claim". Requires: `object` is one, and `known` has at most kMostFields.
  Fields(const Value& object, std::span<const KnownField> known, std::string_view what, Problems& problems);
  const Value& operator[](std::size_t field) const { return values_[field]; }
  // Whether the field is left out and a name near to its own, which is not known, was reported.
  bool misspelt(std::size_t field) const { return misspelt_[field]; }

 private:
  void tell_unknown(const Value& member, std::span<const KnownField> known, std::string_view what, Problems& problems);

  std::array<Value, kMostFields> values_{};
  std::array<bool, kMostFields> misspelt_{};
};

// Each returns nothing, or an empty result, for an absent value without a word, and for a value of another kind with an
// error.
std::optional<std::string_view> read_text(const Value& value, Problems& problems);
std::string read_optional_text(const Value& value, Problems& problems);
// A text that says something: blank is an error.
std::string read_label(const Value& value, Problems& problems);
std::optional<bool> read_boolean(const Value& value, Problems& problems);
// One text or a list of texts.
std::vector<Value> read_texts(const Value& value, Problems& problems);
// Whether the value is an object or list; an error otherwise.
bool expect_object(const Value& value, std::string_view what, Problems& problems);
bool expect_array(const Value& value, std::string_view what, Problems& problems);
// The place of the text among the words allowed.
std::optional<std::size_t> read_word(const Value& value, std::span<const std::string_view> words, Problems& problems);
// Reports a text that is no id.
bool check_id(std::string_view id, const Value& at, bool at_key, Problems& problems);

// "a text", "a number", as messages name a value.
std::string_view kind_name(json::Kind kind);

}  // namespace reltrack
