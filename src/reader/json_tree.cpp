// The library's SAX events carry no positions. But it reads one byte at a time from any input iterator, so an iterator
// whose cursor lives outside it tells where the lexer stands: in each event just behind the token, or one byte further
// for a number. A token starts at the first byte behind the one before it that is no white space, comma or colon.
//
// The grammar, and every error, are the library's. Positions would cost a tenth on top of it; passing over the content
// of strings gives that back several times.
#include "reader/json_tree.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>
#include <unordered_map>

#include "base/printable.hpp"
#include "reader/json_problem.hpp"

namespace reltrack::json {
namespace {

// Objects with more members look for double keys by hashing.
constexpr std::size_t kSmallObject = 24;

// Bytes of a string that may need the library's eye: its end, escapes, control characters, and all that is not ASCII.
constexpr std::array<bool, 256> kSpecial = [] {
  std::array<bool, 256> special{};
  for (std::size_t i = 0; i < special.size(); ++i) special[i] = i < 0x20 || i >= 0x80 || i == '"' || i == '\\';
  return special;
}();

// Where the library stands in the text. It sees nothing of a sound string but its quotes: copying the content byte by
// byte is most of its work, and the content is a piece of the text. What is not sound, or has escapes, it sees whole.
class Cursor {
 public:
  Cursor(const char* at, const char* end) : at_(at), end_(end) {}

  const char* at() const { return at_; }
  // Bytes before the last one that the library holds to be read, and that it has not seen. A number ends with a look at
  // the byte behind it, which is then put back: what the cursor passed over behind that quote does not count.
  std::size_t passed_over() const { return passed_over_ - (at_ == string_end_ ? last_string_ : 0); }

  void step() {
    const char c = *at_++;
    if (place_ == Place::between) {
      if (c == '"') enter_string();
    } else if (place_ == Place::escaped) {
      place_ = Place::in_string;
    } else if (c == '\\') {
      place_ = Place::escaped;
    } else if (c == '"') {
      place_ = Place::between;
    }
  }

 private:
  enum class Place : std::uint8_t { between, in_string, escaped };

  void enter_string() {
    place_ = Place::in_string;
    const char* to = at_;
    while (to != end_) {
      if (!kSpecial[static_cast<unsigned char>(*to)]) {
        ++to;
        continue;
      }
      if (*to == '"') {
        last_string_ = static_cast<std::size_t>(to - at_);
        passed_over_ += last_string_;
        at_ = string_end_ = to;
        return;
      }
      const CodePoint c = first_code_point({to, static_cast<std::size_t>(end_ - to)});
      if (!c.valid || c.length == 1) return;
      to += c.length;
    }
  }

  const char* at_;
  const char* end_;
  const char* string_end_ = nullptr;  // of the last one passed over
  std::size_t passed_over_ = 0, last_string_ = 0;
  Place place_ = Place::between;
};

class CursorIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  explicit CursorIterator(Cursor* cursor) : cursor_(cursor) {}
  reference operator*() const { return *cursor_->at(); }
  CursorIterator& operator++() {
    cursor_->step();
    return *this;
  }
  CursorIterator operator++(int) {
    cursor_->step();
    return *this;
  }
  friend bool operator!=(const CursorIterator& a, const CursorIterator& b) {
    return a.cursor_->at() != b.cursor_->at();
  }

 private:
  Cursor* cursor_;
};

// What may stand between two tokens.
bool is_between(char c) { return c == ' ' || c == ',' || c == ':' || c == '\n' || c == '\t' || c == '\r'; }

// The library asks for no base class, and calls that it can see through cost it less.
class TreeBuilder {
 public:
  using Json = nlohmann::json;

  TreeBuilder(std::string_view text, std::size_t start, const Cursor& cursor, Tree& tree)
      : text_(text), start_(start), token_end_(start), cursor_(cursor), tree_(tree) {
    tree_.nodes.reserve(text.size() / 24 + 1);  // ledgers have a value every thirty bytes or so
  }

  // Requires: no more than kLongest, as no place in the text is.
  static std::uint32_t short_of(std::size_t place) { return static_cast<std::uint32_t>(place); }
  static void set_text(Node& node, std::string_view text) {
    node.text_data = text.data();
    node.text_size = short_of(text.size());
  }

  bool null() { return scalar(Kind::null, 4); }
  bool boolean(bool value) { return scalar(Kind::boolean, value ? 4 : 5); }
  bool number_integer(Json::number_integer_t) { return number(); }
  bool number_unsigned(Json::number_unsigned_t) { return number(); }
  bool number_float(Json::number_float_t, const std::string&) { return number(); }
  static bool binary(Json::binary_t&) { return false; }

  bool string(std::string& value) {
    const std::size_t begin = token_begin();
    token_end_ = position();
    set_text(add(Kind::string, begin, token_end_), content(value, begin));
    return true;
  }
  bool key(std::string& value) {
    key_begin_ = token_begin();
    token_end_ = position();
    key_ = content(value, key_begin_);
    return true;
  }
  bool start_object(std::size_t) { return open(Kind::object); }
  bool start_array(std::size_t) { return open(Kind::array); }
  bool end_array() { return close(); }
  bool end_object() {
    check_keys(open_.back());
    return close();
  }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception& problem) {
    const std::size_t last_read = start_ + (byte == 0 ? 0 : byte - 1 + cursor_.passed_over());
    const std::size_t at = std::min(token_begin(), last_read);
    tree_.problems.push_back(syntax_problem(text_, token_end_, at, problem.what()));
    return false;
  }

 private:
  std::size_t position() const { return static_cast<std::size_t>(cursor_.at() - text_.data()); }

  std::size_t token_begin() const {
    std::size_t at = token_end_;
    while (at < text_.size() && is_between(text_[at])) ++at;
    return at;
  }

  // Of a string that the library has not seen, a view of the text will do; no escape decodes to nothing.
  std::string_view content(std::string& value, std::size_t begin) {
    if (value.empty()) return text_.substr(begin + 1, token_end_ - begin - 2);
    return tree_.decoded.emplace_back(std::move(value));
  }

  Node& add(Kind kind, std::size_t begin, std::size_t end) {
    const std::uint32_t index = short_of(tree_.nodes.size());
    Node& node = tree_.nodes.emplace_back();
    node.kind = kind;
    node.begin = short_of(begin);
    node.end = short_of(end);
    node.next = index + 1;
    if (!open_.empty()) {
      Node& parent = tree_.nodes[open_.back()];
      node.parent = open_.back();
      const bool member = parent.kind == Kind::object;
      node.label = member ? short_of(key_begin_) : parent.count;
      if (member) {
        node.key_data = key_.data();
        node.key_size = short_of(key_.size());
      }
      ++parent.count;
    }
    return node;
  }

  bool scalar(Kind kind, std::size_t length) {
    const std::size_t begin = token_begin();
    token_end_ = begin + length;
    set_text(add(kind, begin, token_end_), text_.substr(begin, length));
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
    open_.push_back(short_of(tree_.nodes.size() - 1));
    return true;
  }

  bool close() {
    token_end_ = token_begin() + 1;
    Node& node = tree_.nodes[open_.back()];
    node.end = short_of(token_end_);
    node.next = short_of(tree_.nodes.size());
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
      const auto [first, fresh] = seen.emplace(tree_.nodes[i].key(), i);
      if (!fresh) report_double(first->second, i);
    }
  }

  void check_few_keys(std::uint32_t object) {
    std::uint32_t seen[kSmallObject];
    std::size_t count = 0;
    std::uint64_t marks = 0;  // a bit for each kind of key seen: only keys of one kind need be compared
    for (std::uint32_t i = object + 1; i < tree_.nodes.size(); i = tree_.nodes[i].next) {
      const std::string_view key = tree_.nodes[i].key();
      const std::uint64_t mark = std::uint64_t{1} << kind_of_key(key);
      if ((marks & mark) != 0) {
        const auto* first =
            std::find_if(seen, seen + count, [&](std::uint32_t k) { return tree_.nodes[k].key() == key; });
        if (first != seen + count) report_double(*first, i);
      }
      marks |= mark;
      seen[count++] = i;
    }
  }

  // From 0 to 63; of the fields of a ledger hardly two are alike.
  static std::size_t kind_of_key(std::string_view key) {
    if (key.empty()) return 0;
    return (key.size() * 7 + static_cast<unsigned char>(key.front()) * 3U + static_cast<unsigned char>(key.back())) %
           64;
  }

  void report_double(std::uint32_t first, std::uint32_t again) {
    const auto place = [&](std::uint32_t i) { return std::size_t{tree_.nodes[i].label}; };
    tree_.problems.push_back({.what = Problem::What::duplicate_key,
                              .begin = place(again),
                              .end = end_of_string(text_, place(again)),
                              .first_begin = place(first),
                              .first_end = end_of_string(text_, place(first)),
                              .words = std::string(tree_.nodes[again].key()),
                              .hint = {}});
  }

  std::string_view text_;
  std::size_t start_;  // behind a byte order mark
  std::size_t token_end_;
  const Cursor& cursor_;
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

namespace {

// Figures without quotes that are told in one run.
constexpr std::size_t kFiguresTold = 50;

Tree parse_once(std::string_view text) {
  Tree tree;
  if (text.size() > kLongest) {
    tree.problems.push_back({.what = Problem::What::too_long});
    return tree;
  }
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
  const char* const behind = text.data() + text.size();
  Cursor cursor(text.data() + start, behind), end(behind, behind);
  TreeBuilder builder(text, start, cursor, tree);
  if (!nlohmann::json::sax_parse(CursorIterator(&cursor), CursorIterator(&end), &builder)) tree.nodes.clear();
  return tree;
}

Tree in_order(Tree tree) {
  std::ranges::stable_sort(tree.problems, {}, &Problem::begin);
  return tree;
}

// A view of the one text, as one of the other.
void move_view(const char*& data, std::string_view from, std::string_view to) {
  const std::less_equal<> not_after;
  if (data == nullptr || !not_after(from.data(), data) || !not_after(data, from.data() + from.size())) return;
  data = to.data() + (data - from.data());
}

constexpr std::string_view kInstead = "0";

// The tree of a text that has this number instead of these figures, as one of the text.
void put_back(std::string_view read, std::string_view text, std::span<const Problem> figures, Tree& tree) {
  for (Node& node : tree.nodes) {
    move_view(node.key_data, read, text);
    move_view(node.text_data, read, text);
    const bool instead = std::ranges::any_of(figures, [&](const Problem& f) { return f.begin == node.begin; });
    if (instead) TreeBuilder::set_text(node, kInstead);
  }
}

}  // namespace

// A figure without quotes is read as a number, so that what else is wrong is found in the same run.
Tree parse(std::string_view text) {
  Tree tree = parse_once(text);
  if (!tree.nodes.empty() || !tree.problems.back().figure) return in_order(std::move(tree));
  std::vector<Problem> figures;
  std::string read(text);
  while (tree.nodes.empty() && tree.problems.back().figure && figures.size() < kFiguresTold) {
    const Problem& figure = figures.emplace_back(std::move(tree.problems.back()));
    for (std::size_t at = figure.begin; at < figure.end; ++at) read[at] = at == figure.begin ? kInstead.front() : ' ';
    tree = parse_once(read);
  }
  put_back(read, text, figures, tree);
  tree.problems.insert(tree.problems.end(), figures.begin(), figures.end());
  return in_order(std::move(tree));
}

}  // namespace reltrack::json
