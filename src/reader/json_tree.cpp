// The library's SAX events carry no positions. But it reads one byte at a time from any input iterator, so an iterator
// whose cursor lives outside it tells where the lexer stands: in each event just behind the token, or one byte further
// for a number. A token starts at the first byte behind the one before it that is no white space, comma or colon.
#include "reader/json_tree.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "reader/json_problem.hpp"

namespace reltrack::json {
namespace {

// Objects with more members look for double keys by hashing.
constexpr std::size_t kSmallObject = 24;

class CursorIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  explicit CursorIterator(const char** cursor) : cursor_(cursor) {}
  reference operator*() const { return **cursor_; }
  CursorIterator& operator++() {
    ++*cursor_;
    return *this;
  }
  CursorIterator operator++(int) {
    ++*cursor_;
    return *this;
  }
  friend bool operator!=(const CursorIterator& a, const CursorIterator& b) { return *a.cursor_ != *b.cursor_; }

 private:
  const char** cursor_;
};

bool is_number_character(char c) { return (c >= '0' && c <= '9') || std::strchr("+-.eE", c) != nullptr; }

class TreeBuilder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  TreeBuilder(std::string_view text, std::size_t start, const char** cursor, Tree& tree)
      : text_(text), token_end_(start), cursor_(cursor), tree_(tree) {
    tree_.nodes.reserve(text.size() / 24 + 1);  // ledgers have a value every thirty bytes or so
  }

  bool null() override { return scalar(Kind::null, 4); }
  bool boolean(bool value) override { return scalar(Kind::boolean, value ? 4 : 5); }
  bool number_integer(number_integer_t) override { return number(); }
  bool number_unsigned(number_unsigned_t) override { return number(); }
  bool number_float(number_float_t, const string_t&) override { return number(); }
  bool binary(binary_t&) override { return false; }

  bool string(string_t& value) override {
    const std::size_t begin = token_begin();
    token_end_ = position();
    add(Kind::string, begin, token_end_).text = content(value, begin);
    return true;
  }
  bool key(string_t& value) override {
    key_begin_ = token_begin();
    token_end_ = position();
    key_ = content(value, key_begin_);
    return true;
  }
  bool start_object(std::size_t) override { return open(Kind::object); }
  bool start_array(std::size_t) override { return open(Kind::array); }
  bool end_array() override { return close(); }
  bool end_object() override {
    check_keys(open_.back());
    return close();
  }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception& problem) override {
    const std::size_t last_read = byte == 0 ? 0 : byte - 1;
    const std::size_t at = std::min(token_begin(), last_read);
    tree_.problems.push_back(syntax_problem(text_, token_end_, at, problem.what()));
    return false;
  }

 private:
  std::size_t position() const { return static_cast<std::size_t>(*cursor_ - text_.data()); }

  std::size_t token_begin() const {
    std::size_t at = token_end_;
    while (at < text_.size() && std::strchr(" \t\r\n,:", text_[at]) != nullptr) ++at;
    return at;
  }

  // A string without escapes is as long decoded as written, and a view of the text will do.
  std::string_view content(string_t& value, std::size_t begin) {
    if (value.size() == token_end_ - begin - 2) return text_.substr(begin + 1, value.size());
    return tree_.decoded.emplace_back(std::move(value));
  }

  Node& add(Kind kind, std::size_t begin, std::size_t end) {
    const auto index = static_cast<std::uint32_t>(tree_.nodes.size());
    Node node;
    node.kind = kind;
    node.begin = begin;
    node.end = end;
    node.next = index + 1;
    if (!open_.empty()) {
      Node& parent = tree_.nodes[open_.back()];
      node.parent = open_.back();
      const bool member = parent.kind == Kind::object;
      node.label = member ? key_begin_ : parent.count;
      if (member) node.key = key_;
      ++parent.count;
    }
    return tree_.nodes.emplace_back(node);
  }

  bool scalar(Kind kind, std::size_t length) {
    const std::size_t begin = token_begin();
    token_end_ = begin + length;
    add(kind, begin, token_end_).text = text_.substr(begin, length);
    return true;
  }

  bool number() {
    const std::size_t begin = token_begin();
    std::size_t end = begin;
    while (end < text_.size() && is_number_character(text_[end])) ++end;
    return scalar(Kind::number, end - begin);
  }

  bool open(Kind kind) {
    const std::size_t begin = token_begin();
    token_end_ = begin + 1;
    if (open_.size() == kDeepest) {
      tree_.problems.push_back({.what = Problem::What::too_deep, .begin = begin, .end = begin + 1});
      return false;
    }
    add(kind, begin, begin);
    open_.push_back(static_cast<std::uint32_t>(tree_.nodes.size() - 1));
    return true;
  }

  bool close() {
    token_end_ = token_begin() + 1;
    Node& node = tree_.nodes[open_.back()];
    node.end = token_end_;
    node.next = static_cast<std::uint32_t>(tree_.nodes.size());
    open_.pop_back();
    return true;
  }

  void check_keys(std::uint32_t object) {
    const std::uint32_t count = tree_.nodes[object].count;
    if (count < 2) return;
    if (count <= kSmallObject) return check_few_keys(object);
    std::unordered_map<std::string_view, std::uint32_t> seen;
    seen.reserve(count);
    for (std::uint32_t i = object + 1; i < tree_.nodes.size(); i = tree_.nodes[i].next) {
      const auto [first, fresh] = seen.emplace(tree_.nodes[i].key, i);
      if (!fresh) report_double(first->second, i);
    }
  }

  void check_few_keys(std::uint32_t object) {
    std::uint32_t seen[kSmallObject];
    std::size_t count = 0;
    for (std::uint32_t i = object + 1; i < tree_.nodes.size(); i = tree_.nodes[i].next) {
      const auto* first =
          std::find_if(seen, seen + count, [&](std::uint32_t k) { return tree_.nodes[k].key == tree_.nodes[i].key; });
      if (first != seen + count) report_double(*first, i);
      seen[count++] = i;
    }
  }

  void report_double(std::uint32_t first, std::uint32_t again) {
    const auto place = [&](std::uint32_t i) { return tree_.nodes[i].label; };
    tree_.problems.push_back({.what = Problem::What::duplicate_key,
                              .begin = place(again),
                              .end = end_of_string(text_, place(again)),
                              .first_begin = place(first),
                              .first_end = end_of_string(text_, place(first)),
                              .words = std::string(tree_.nodes[again].key),
                              .hint = {}});
  }

  std::string_view text_;
  std::size_t token_end_;
  const char** cursor_;
  Tree& tree_;
  std::string_view key_;
  std::size_t key_begin_ = 0;
  std::vector<std::uint32_t> open_;
};

}  // namespace

std::size_t end_of_string(std::string_view text, std::size_t begin) {
  std::size_t at = begin + 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2U : 1U;
  return std::min(at + 1, text.size());
}

Tree parse(std::string_view text) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  Tree tree;
  // The library takes NUL for the end of the text and would not see what stands behind it.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    tree.problems.push_back({.what = Problem::What::nul, .begin = nul, .end = nul + 1});
    return tree;
  }
  const std::size_t start = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  if (text.find_first_not_of(" \t\r\n", start) == std::string_view::npos) {
    tree.problems.push_back({.what = Problem::What::empty, .begin = start, .end = start});
    return tree;
  }
  const char* cursor = text.data() + start;
  const char* end = text.data() + text.size();
  TreeBuilder builder(text, start, &cursor, tree);
  if (!nlohmann::json::sax_parse(CursorIterator(&cursor), CursorIterator(&end), &builder)) tree.nodes.clear();
  if (tree.problems.size() > 1) {
    std::stable_sort(tree.problems.begin(), tree.problems.end(),
                     [](const Problem& a, const Problem& b) { return a.begin < b.begin; });
  }
  return tree;
}

}  // namespace reltrack::json
