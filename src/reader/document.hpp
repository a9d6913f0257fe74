// The files of a ledger while they are read: values with their places, and the list of what is wrong with them.
#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reader/json_tree.hpp"
#include "reltrack/diagnostic.hpp"

namespace reltrack {

// One file, parsed. `number` is its place among the files given.
struct Document {
  std::size_t number = 0;
  std::string_view text;
  json::Tree tree;
};

// A value in a document: cheap to copy, alive as long as the document. Empty where `node` is null.
struct Value {
  const Document* document = nullptr;
  const json::Node* node = nullptr;

  explicit operator bool() const { return node != nullptr; }
  bool is(json::Kind kind) const { return node->kind == kind; }

  // The members of an object or the elements of an array, in order.
  class Children;
  Children children() const;

  // The member with that name; empty where there is none, or this is no object.
  Value member(std::string_view name) const;

  SourceSpan span() const;  // of the value; of none, nothing
  // Of a part of the value's text; of the whole value where escapes keep the text apart from the file's.
  SourceSpan span_of(std::string_view part) const;
  SourceSpan key_span() const;  // of its key in the object that holds it. Requires: a member
  std::string pointer() const;  // RFC 6901
};

class Value::Children {
 public:
  class Iterator {
   public:
    Iterator(const Document* document, const json::Node* node) : value_{document, node} {}
    const Value& operator*() const { return value_; }
    Iterator& operator++() {
      value_.node = value_.document->tree.nodes.data() + value_.node->next;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return value_.node != other.value_.node; }

   private:
    Value value_;
  };
  explicit Children(const Value& of) : of_(of) {}
  Iterator begin() const { return {of_.document, of_.node + 1}; }
  Iterator end() const { return {of_.document, of_.document->tree.nodes.data() + of_.node->next}; }

 private:
  Value of_;
};

inline Value::Children Value::children() const { return Children(*this); }

// The pointer of the member whose key's quote stands at byte `key_begin`. Requires: there is one.
std::string pointer_at(const Document& document, std::size_t key_begin);

// What was found wrong, in the order of finding.
class Problems {
 public:
  Diagnostic& error(std::string_view code, const Value& at, std::string message, std::string hint = {});
  Diagnostic& error_at_key(std::string_view code, const Value& member, std::string message, std::string hint = {});
  Diagnostic& warning(std::string_view code, const Value& at, std::string message, std::string hint = {});
  Diagnostic& add(Diagnostic diagnostic);
  void add_all(Problems others);

  bool any_error() const { return errors_ > 0; }

  // The nearest of the names, or nothing. Past a hundred errors nobody sees it: then nothing.
  std::optional<std::string_view> nearest(std::string_view name, const std::vector<std::string_view>& known) const;
  // `did you mean "..."?` for it.
  std::string suggestion(std::string_view name, const std::vector<std::string_view>& known) const;

  std::vector<Diagnostic> take() { return std::move(list_); }

 private:
  std::vector<Diagnostic> list_;
  std::size_t errors_ = 0;
};

}  // namespace reltrack
