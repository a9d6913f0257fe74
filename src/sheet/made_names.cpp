#include "sheet/made_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"
#include "base/printable.hpp"
#include "base/spelling.hpp"

namespace reltrack::sheet {
namespace {

bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

bool is_id(std::string_view text) {
  return !text.empty() && is_letter_or_digit(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_letter_or_digit(c) || c == '.' || c == '_' || c == '-';
  });
}

// The letter without its accent, of the letters of Latin-1; a blank for all else.
char without_accent(char32_t c) {
  static constexpr std::string_view kPlain = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";
  constexpr char32_t kFirst = 0xC0, kLast = 0xFF;
  return c >= kFirst && c <= kLast ? kPlain[c - kFirst] : ' ';
}

}  // namespace

std::string id_from(std::string_view name) {
  if (is_id(name)) return std::string(name);
  std::string id;
  for (std::string_view rest = name; !rest.empty();) {
    const CodePoint c = first_code_point(rest);
    rest.remove_prefix(c.length);
    const char letter = c.value < 0x80 ? static_cast<char>(c.value) : without_accent(c.value);
    if (is_letter_or_digit(letter)) {
      id += lower(letter);
    } else if (!id.empty() && id.back() != '-') {
      id += '-';
    }
  }
  while (id.ends_with('-')) id.pop_back();
  return id.empty() ? std::string(name) : id;
}

void MadeNames::add(std::string_view name, CellPlace place) {
  std::string id = id_from(name);
  const auto [known, fresh] = by_id_.emplace(id, list_.size());
  if (fresh) list_.push_back({std::move(id), std::string(name), place});
}

void MadeNames::warn_of_near_names(std::string_view noun, Problems& problems) const {
  constexpr std::size_t kShortest = 5;  // of shorter names many are near by chance
  constexpr std::size_t kMost = 200;    // names are compared pair by pair
  if (list_.size() > kMost) return;
  for (std::size_t i = 0; i < list_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::string &a = list_[i].id, &b = list_[j].id;
      if (std::min(a.size(), b.size()) < kShortest || edit_distance(a, b, 1) > 1) continue;
      problems
          .warning(codes::kNearNames, list_[i].first,
                   fmt::format("\"{}\" and \"{}\" are taken for two {}s", list_[j].name, list_[i].name, noun),
                   fmt::format("write them alike if they are one; a sheet of {}s settles which there are", noun))
          .notes.emplace_back(list_[j].first, "the other");
      break;
    }
  }
}

std::string MadeNames::notice(std::string_view noun) const {
  if (list_.empty()) return {};
  std::vector<std::string> shown;
  for (const Made& made : list_) {
    shown.push_back(made.id == made.name ? printable(made.id)
                                         : fmt::format("{} (\"{}\")", printable(made.id), printable(made.name)));
  }
  return fmt::format("made {} {}{} from the names used: {}", list_.size(), noun, list_.size() == 1 ? "" : "s",
                     fmt::join(shown, ", "));
}

}  // namespace reltrack::sheet
