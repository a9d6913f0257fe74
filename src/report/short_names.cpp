#include "report/short_names.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "base/ascii.hpp"
#include "base/printable.hpp"
#include "report/wording.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kLongName = 26;
constexpr std::size_t kLongPopulation = 18;
constexpr std::size_t kReadableId = 4;

// Words of a label that say nothing at its end: "people who" is no short name.
bool is_link_word(std::string_view word) {
  static constexpr std::string_view kLinks[] = {
      "a",    "an",      "the",     "of",    "for",   "in",    "on",      "at",     "by",    "who",   "and",
      "or",   "to",      "from",    "with",  "as",    "de",    "del",     "la",     "las",   "los",   "el",
      "en",   "y",       "que",     "por",   "para",  "are",   "is",      "were",   "was",   "have",  "had",
      "that", "under",   "over",    "aged",  "below", "above", "between", "before", "after", "since", "until",
      "than", "menores", "mayores", "desde", "hasta", "entre", "bajo"};
  return std::find(std::begin(kLinks), std::end(kLinks), word) != std::end(kLinks);
}

// Whether a label must not end before this word: who stands before it is not who is counted ("women and children",
// "children of prisoners").
bool goes_with_head(std::string_view word) {
  static constexpr std::string_view kWords[] = {"and", "or", "&", "of", "not", "without", "except", "y",
                                                "e",   "o",  "u", "de", "del", "no",      "sin",    "excepto"};
  return std::find(std::begin(kWords), std::end(kWords), word) != std::end(kWords);
}

// Where a label may end after its first words: not where the next two join others to them ("political prisoners and
// relatives").
bool may_end_at(std::string_view label, std::size_t end) {
  for (int word_number = 1; word_number <= 2 && end < label.size(); ++word_number) {
    const std::size_t begin = end + 1;
    end = std::min(label.find(' ', begin), label.size());
    const std::string_view word = label.substr(begin, end - begin);
    const bool joins = word == "and" || word == "or" || word == "&" || word == "y" || word == "o";
    if (joins || (word_number == 1 && goes_with_head(word))) return false;
  }
  return true;
}

// Whether another label begins so, of all labels in order: those that do stand side by side, and one of them is the
// label itself.
bool is_shared(std::string_view head, const std::vector<std::string_view>& labels) {
  const auto first = std::ranges::lower_bound(labels, head);
  return labels.end() - first > 1 && std::next(first)->starts_with(head);
}

// The fewest first words of a label that stand for it; empty where none do.
std::string short_label(const std::string& label, const std::vector<std::string_view>& labels) {
  for (std::size_t end = label.find(' ');; end = label.find(' ', end + 1)) {
    std::string head = label.substr(0, end);
    if (display_width(head) > kLongPopulation) return {};
    if (end == std::string::npos && std::ranges::count(labels, std::string_view(label)) == 1) return label;
    const bool links = is_link_word(head.substr(head.rfind(' ') + 1));
    if (!links && !is_shared(head, labels) && may_end_at(label, head.size())) return head;
    if (end == std::string::npos) return {};
  }
}

// An id of a few letters says less than the beginning of the label.
std::string short_id(std::string id, const std::string& label, const std::vector<std::string_view>& labels) {
  std::string begun = cut(label, kLongPopulation);
  if (display_width(id) >= kReadableId || begun == label || is_shared(begun.substr(0, begun.size() - 3), labels))
    return id;
  return begun;
}

// What stands in the last brackets of a name, where it is one word in capitals: "Unitary Platform (PUD)".
std::string initials_in_brackets(const std::string& name) {
  const std::size_t open = name.rfind('(');
  if (open == std::string::npos || open == 0) return {};
  const std::size_t close = name.find(')', open);
  if (close == std::string::npos) return {};
  const std::string inside = name.substr(open + 1, close - open - 1);
  const auto capital = [](char c) { return (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-'; };
  return inside.size() >= 2 && inside.size() <= 10 && std::all_of(inside.begin(), inside.end(), capital)
             ? inside
             : std::string();
}

// Whether a name may stand for itself without what follows: "Ministry", not "President", nor "Families".
bool is_institution(std::string_view head) {
  static constexpr std::string_view kWords[] = {
      "Ministry", "Committee",   "Commission", "Observatory",  "Coalition", "Union",       "Association", "Department",
      "Court",    "Government",  "Foundation", "Centre",       "Center",    "Council",     "Network",     "Movement",
      "Service",  "Directorate", "Federation", "Institute",    "Agency",    "Secretariat", "Prosecutor",  "Ministerio",
      "Comité",   "Comisión",    "Tribunal",   "Observatorio", "Coalición", "Asociación",  "Gobierno",    "Fundación",
      "Centro",   "Consejo",     "Red",        "Movimiento",   "Fiscalía",  "Defensoría",  "Instituto"};
  const auto is_one = [](std::string_view word) { return std::ranges::find(kWords, word) != std::end(kWords); };
  return is_one(head.substr(0, head.find(' '))) || is_one(head.substr(head.rfind(' ') + 1));
}

}  // namespace

std::string short_name_of(const std::string& name) {
  if (std::string initials = initials_in_brackets(name); !initials.empty()) return initials;
  if (display_width(name) <= kLongName) return name;
  for (const std::string_view link : {" for ", " of ", " para ", " de ", " ("}) {
    const std::size_t at = name.find(link);
    if (at <= kLongName && is_institution(name.substr(0, at))) return name.substr(0, at);
  }
  return cut(name, kLongName);
}

bool names_several(const std::string& name) {
  const auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  const bool of_something = has(" de ") || has(" del ") || has(" of ") || has(" for ") || has(" por ");
  return (has(" and ") || has(" y ")) && !of_something && name.find_first_of(",(") == std::string::npos;
}

std::vector<std::string> short_labels(const std::vector<std::string>& labels, const std::vector<std::string>& ids) {
  std::vector<std::string_view> sorted(labels.begin(), labels.end());
  std::ranges::sort(sorted);
  std::vector<std::string> out;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    std::string words = short_label(labels[i], sorted);
    if (words.empty()) words = short_id(ids[i], labels[i], sorted);
    while (!words.empty() && (words.back() == ',' || words.back() == ':' || words.back() == ';')) words.pop_back();
    out.push_back(std::move(words));
  }
  return out;
}

}  // namespace reltrack::report
