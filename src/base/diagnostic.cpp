// Diagnostics as text. Whatever comes out of a ledger goes through printable(): a claims file may come from anywhere,
// and its quotations end up in a terminal.
#include "reltrack/diagnostic.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <numeric>
#include <tuple>

#include "base/printable.hpp"

namespace reltrack {
namespace {

constexpr std::size_t kShown = 100;         // errors, and warnings, told one by one
constexpr std::size_t kColumnsBefore = 50;  // of the line, kept before the place
constexpr std::size_t kColumnsMarked = 40;  // underlined at most
constexpr std::size_t kColumnsAfter = 30;   // kept behind it

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(first_code_point(text).length);
  return count;
}

// Where lines begin in each file, found when first asked for.
class Lines {
 public:
  explicit Lines(const std::vector<InputFile>& files) : files_(files), begins_(files.size()), columns_(files.size()) {}

  // The line that byte `at` is in, counted from 0, and the bytes it holds without its end.
  struct Line {
    std::size_t number, begin;
    std::string_view text;
  };
  Line at(const SourceSpan& span) {
    const std::string_view text = files_[span.file].text;
    std::vector<std::size_t>& begins = begins_[span.file];
    if (begins.empty()) begins = find(text);
    const auto behind = std::upper_bound(begins.begin(), begins.end(), std::min(span.begin, text.size()));
    const std::size_t begin = *std::prev(behind);
    std::string_view line = text.substr(begin, (behind == begins.end() ? text.size() : *behind) - begin);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return {static_cast<std::size_t>(behind - begins.begin()) - 1, begin, line};
  }

  // The column of the place on its line, counted from 0. A file may be one line of megabytes with a hundred
  // diagnostics, so the count goes on from the nearest place before.
  std::size_t column(const SourceSpan& span, const Line& line) {
    const std::size_t at = std::min(span.begin, line.begin + line.text.size());
    std::size_t from = line.begin, column = 0;
    std::map<std::size_t, std::size_t>& known = columns_[span.file];
    if (const auto next = known.upper_bound(at); next != known.begin() && std::prev(next)->first >= line.begin) {
      std::tie(from, column) = *std::prev(next);
    }
    std::string_view passed = std::string_view(files_[span.file].text).substr(from, at - from);
    if (from == 0 && passed.starts_with(kByteOrderMark))
      passed.remove_prefix(kByteOrderMark.size());  // no editor counts the mark
    column += code_points(passed);
    known.emplace(at, column);
    return column;
  }

 private:
  static std::vector<std::size_t> find(std::string_view text) {
    std::vector<std::size_t> begins{0};
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
      begins.push_back(at + 1);
    }
    return begins;
  }

  const std::vector<InputFile>& files_;
  std::vector<std::vector<std::size_t>> begins_;
  std::vector<std::map<std::size_t, std::size_t>> columns_;  // by place
};

// The last, or first, whole characters of the text that fit the columns, with "..." in place of what is cut.
std::string keep_last(std::string text, std::size_t columns) {
  if (display_width(text) <= columns) return text;
  std::string_view rest = text;
  while (display_width(rest) > columns - 3) rest.remove_prefix(first_code_point(rest).length);
  return "..." + std::string(rest);
}

std::string keep_first(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  return std::string(first_columns(text, columns - 3)) + "...";
}

// Lines can be megabytes long: no more of them than can be shown is made printable.
std::string_view tail(std::string_view text, std::size_t bytes) {
  return text.size() <= bytes ? text : text.substr(text.size() - bytes);
}

class Writer {
 public:
  explicit Writer(const std::vector<InputFile>& files) : files_(files), lines_(files) {}

  void write(const Diagnostic& d) {
    head(d.span, d.severity == Severity::error ? "error" : "warning",
         fmt::format("{} [{}]", printable(d.message), d.code));
    quote(d.span);
    if (!d.pointer.empty()) line(fmt::format("  at {}", printable(d.pointer)));
    if (!d.hint.empty()) line(fmt::format("  {}", printable(d.hint)));
    for (const Note& note : d.notes) {
      head(note.span, "note", printable(note.message));
      quote(note.span);
    }
  }
  void line(std::string_view text) { fmt::format_to(std::back_inserter(out_), "{}\n", text); }
  std::string take() { return std::move(out_); }

 private:
  void head(const SourceSpan& span, std::string_view kind, std::string_view words) {
    const Lines::Line at = lines_.at(span);
    line(fmt::format("{}:{}:{}: {}: {}", printable(files_[span.file].name), at.number + 1, lines_.column(span, at) + 1,
                     kind, words));
  }

  void quote(const SourceSpan& span) {
    const Lines::Line at = lines_.at(span);
    if (at.text.find_first_not_of(" \t\xEF\xBB\xBF") == std::string_view::npos) return;
    const std::size_t first = std::min(span.begin - at.begin, at.text.size());
    const std::size_t last = std::clamp(span.end - at.begin, first, at.text.size());
    constexpr std::size_t kBytesPerColumn = 16;
    std::string_view before = at.text.substr(0, first);
    if (at.begin == 0 && before.starts_with(kByteOrderMark)) before.remove_prefix(kByteOrderMark.size());
    before = tail(before, kColumnsBefore * kBytesPerColumn);
    if (const auto text = before.find_first_not_of(" \t"); text != std::string_view::npos) {
      before.remove_prefix(text);
    } else {
      before = {};
    }
    const std::string left = keep_last(printable(before), kColumnsBefore);
    const std::string marked = keep_first(
        printable(at.text.substr(first, std::min(last - first, kColumnsMarked * kBytesPerColumn))), kColumnsMarked);
    const std::string right =
        keep_first(printable(at.text.substr(last, kColumnsAfter * kBytesPerColumn)), kColumnsAfter);
    const std::size_t width = std::max<std::size_t>(display_width(marked), 1);
    line(fmt::format("  {}{}{}", left, marked, right));
    line(fmt::format("  {}^{}", std::string(display_width(left), ' '), std::string(width - 1, '~')));
  }

  const std::vector<InputFile>& files_;
  Lines lines_;
  std::string out_;
};

void write_rest(std::size_t total, std::string_view noun, Writer& writer) {
  if (total <= kShown) return;
  const std::size_t rest = total - kShown;
  writer.line(fmt::format("and {} more {}{}: {} in all", rest, noun, rest == 1 ? "" : "s", total));
}

}  // namespace

std::string format_diagnostics(const std::vector<Diagnostic>& diagnostics, const std::vector<InputFile>& files) {
  std::vector<std::size_t> order(diagnostics.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const SourceSpan& x = diagnostics[a].span;
    const SourceSpan& y = diagnostics[b].span;
    return std::tie(x.file, x.begin, x.end) < std::tie(y.file, y.begin, y.end);
  });
  Writer writer(files);
  std::size_t errors = 0, warnings = 0;
  for (const std::size_t i : order) {
    std::size_t& count = diagnostics[i].severity == Severity::error ? errors : warnings;
    if (++count <= kShown) writer.write(diagnostics[i]);
  }
  write_rest(errors, "error", writer);
  write_rest(warnings, "warning", writer);
  return writer.take();
}

}  // namespace reltrack
