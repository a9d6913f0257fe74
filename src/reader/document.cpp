#include "reader/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "base/spelling.hpp"

namespace reltrack {
namespace {

// RFC 6901: ~ and / of a key are written ~0 and ~1.
std::string pointer_token(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

Value Value::member(std::string_view name) const {
  if (!is(json::Kind::object)) return {};
  for (const Value child : children()) {
    if (child.node->key() == name) return child;
  }
  return {};
}

SourceSpan Value::span() const {
  return document == nullptr ? SourceSpan() : SourceSpan{document->number, node->begin, node->end};
}

SourceSpan Value::span_of(std::string_view part) const {
  const std::less_equal<> not_after;
  const std::string_view text = document->text;
  const bool inside =
      not_after(text.data(), part.data()) && not_after(part.data() + part.size(), text.data() + text.size());
  if (!inside || part.empty()) return span();
  const auto begin = static_cast<std::size_t>(part.data() - text.data());
  return {document->number, begin, begin + part.size()};
}

SourceSpan Value::key_span() const {
  return {document->number, node->label, json::end_of_string(document->text, node->label)};
}

std::string Value::pointer() const {
  std::string out;
  if (document == nullptr) return out;
  const json::Node* root = document->tree.nodes.data();
  for (const json::Node* at = node; at != root; at = root + at->parent) {
    const bool element = root[at->parent].kind == json::Kind::array;
    out.insert(0, "/" + (element ? fmt::format("{}", at->label) : pointer_token(at->key())));
  }
  return out;
}

std::string pointer_at(const Document& document, std::size_t key_begin) {
  // Nodes stand in the order of the text: the member's value is the first node behind its key.
  const std::vector<json::Node>& nodes = document.tree.nodes;
  const auto found =
      std::partition_point(nodes.begin(), nodes.end(), [&](const json::Node& node) { return node.begin < key_begin; });
  return Value{&document, &*found}.pointer();
}

Diagnostic& Problems::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  return list_.emplace_back(std::move(diagnostic));
}

void Problems::add_all(Problems others) {
  for (Diagnostic& diagnostic : others.list_) add(std::move(diagnostic));
}

Diagnostic& Problems::error(std::string_view code, const Value& at, std::string message, std::string hint) {
  return add({Severity::error, std::string(code), at.span(), at.pointer(), std::move(message), std::move(hint), {}});
}

Diagnostic& Problems::error_at_key(std::string_view code, const Value& member, std::string message, std::string hint) {
  Diagnostic& added = error(code, member, std::move(message), std::move(hint));
  added.span = member.key_span();
  return added;
}

Diagnostic& Problems::warning(std::string_view code, const Value& at, std::string message, std::string hint) {
  return add({Severity::warning, std::string(code), at.span(), at.pointer(), std::move(message), std::move(hint), {}});
}

std::optional<std::string_view> Problems::nearest(std::string_view name,
                                                  const std::vector<std::string_view>& known) const {
  constexpr std::size_t kShown = 100;
  return errors_ > kShown ? std::nullopt : nearest_name(name, known);
}

std::string Problems::suggestion(std::string_view name, const std::vector<std::string_view>& known) const {
  const auto found = nearest(name, known);
  return found ? fmt::format("did you mean \"{}\"?", *found) : std::string();
}

}  // namespace reltrack
