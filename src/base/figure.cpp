// A figure is an operator, one or two numbers, and perhaps a percent sign. What is written becomes whole people at once
// (">400" is 401 or more); a share stays a pair of exact ends, for its base is known only in a world.
#include "reltrack/figure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"

namespace reltrack {
namespace {

using Failure = std::string;

constexpr std::string_view kForms = "116, \">400\", \">=104\", \"<187\", \"<=56\", \"56..76\" or \"~800\"";

// A number as written, and the value of the place in which its last non-zero digit stands ("1250": 10).
struct Number {
  Count value = 0;
  Count place = 1;
  bool percent = false;
};

enum class Operator { none, above, at_least, below, at_most, about };

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// Bytes of the thousands separator at the head of `text`: a comma, a space, or one of the narrow and unbreakable spaces
// that copied text has. 0 where there is none.
std::size_t separator_length(std::string_view text) {
  for (const std::string_view separator : {",", " ", "\u00a0", "\u2009", "\u202f"}) {
    if (text.starts_with(separator)) return separator.size();
  }
  return 0;
}

// The digits without their separators; absent where groups are not of three ("1,25" may mean 1.25).
std::optional<std::string> ungrouped(std::string_view text) {
  std::string digits;
  std::size_t group = 0;
  bool grouped = false;
  while (!text.empty()) {
    if (is_digit(text.front())) {
      digits += text.front();
      ++group;
      text.remove_prefix(1);
      continue;
    }
    const std::size_t length = separator_length(text);
    const bool well_placed = group > 0 && (grouped ? group == 3 : group <= 3);
    if (length == 0 || !well_placed) return std::nullopt;
    text.remove_prefix(length);
    grouped = true;
    group = 0;
  }
  if (digits.empty() || (grouped && group != 3)) return std::nullopt;
  return digits;
}

// Why `text`, which has the place of a number, is none.
Failure number_problem(std::string_view text) {
  if (text.empty()) return fmt::format("there is no number here; write {}", kForms);
  if (text.front() == '-' && text.size() > 1 && is_digit(text[1])) {
    return fmt::format("{} is negative: a figure counts people, from 0 up", text);
  }
  const bool numeric = text.find_first_not_of("0123456789.,+-eE") == std::string_view::npos && is_digit(text.front());
  if (numeric && text.find_first_of("eE") != std::string_view::npos) {
    return fmt::format("{} is written with an exponent: write the number out, 1e3 as 1000", text);
  }
  if (numeric && text.find('.') != std::string_view::npos) {
    return fmt::format("{} has a decimal point: figures are whole people; a thousand is 1000 or \"1,000\"", text);
  }
  if (numeric && text.find('-') != std::string_view::npos) {
    return fmt::format("a range is written with two dots: \"{}..{}\"", text.substr(0, text.find('-')),
                       text.substr(text.find('-') + 1));
  }
  if (numeric && text.back() == '+') {
    return fmt::format("{0} is written with its sign in front: \">={1}\", or \">{1}\" for more than that", text,
                       text.substr(0, text.size() - 1));
  }
  if (numeric) return fmt::format("in {} the commas do not part thousands; write the digits alone", text);
  return fmt::format("\"{}\" is not a figure; write {}", text, kForms);
}

std::variant<Number, Failure> parse_number(std::string_view text) {
  Number number;
  text = trim(text);
  if (text.ends_with('%')) {
    number.percent = true;
    text = trim(text.substr(0, text.size() - 1));
  }
  const std::optional<std::string> digits = ungrouped(text);
  if (!digits) {
    if (number.percent && all_digits(text.substr(0, text.find('.')))) {
      return fmt::format("{}% is not a whole percentage; a range holds it, like \"7%..8%\"", text);
    }
    return number_problem(text);
  }
  for (const char c : *digits) {
    number.value = number.value * 10 + (c - '0');
    if (number.value > kLargestFigure) {
      return fmt::format("{} is too large: figures go up to 1,000,000,000,000", text);
    }
  }
  while (number.value > 0 && number.value / number.place % 10 == 0) number.place *= 10;
  if (number.percent && number.value > 100) return fmt::format("a part is at most 100%, not {}%", number.value);
  return number;
}

std::pair<Operator, std::string_view> split_operator(std::string_view text) {
  static constexpr std::pair<std::string_view, Operator> kOperators[] = {{">=", Operator::at_least},
                                                                         {"<=", Operator::at_most},
                                                                         {">", Operator::above},
                                                                         {"<", Operator::below},
                                                                         {"~", Operator::about}};
  for (const auto& [sign, op] : kOperators) {
    if (text.starts_with(sign)) return {op, text.substr(sign.size())};
  }
  return {Operator::none, text};
}

// The sign that the writer may have meant, for signs that other programs use.
std::optional<Failure> foreign_sign(std::string_view text) {
  static constexpr std::pair<std::string_view, std::string_view> kForeign[] = {
      {"≥", "\">=104\""}, {"≤", "\"<=56\""},   {"≈", "\"~800\""},   {"=>", "\">=104\""},
      {"=<", "\"<=56\""}, {"–", "\"56..76\""}, {"—", "\"56..76\""}, {"…", "\"56..76\""}};
  const auto suspect = [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '='; };
  if (std::none_of(text.begin(), text.end(), suspect)) return std::nullopt;
  for (const auto& [sign, instead] : kForeign) {
    if (text.find(sign) != std::string_view::npos) {
      return fmt::format("\"{}\" is not used in figures; write it like {}", sign, instead);
    }
  }
  return std::nullopt;
}

std::variant<CountRange, Failure> people_of(Operator op, const Number& n) {
  const Count half = n.place / 2;
  switch (op) {
    case Operator::none:
      return CountRange{n.value, n.value};
    case Operator::above:
      return CountRange{n.value + 1, std::nullopt};
    case Operator::at_least:
      return CountRange{n.value, std::nullopt};
    case Operator::at_most:
      return CountRange{0, n.value};
    case Operator::about:
      return CountRange{n.value - half, half == 0 ? n.value : n.value + half - 1};
    case Operator::below:
      break;
  }
  if (n.value == 0) return "nothing is less than 0 people; write 0, or \"<=0\"";
  return CountRange{0, n.value - 1};
}

// One percent is two two-hundredths, so half of a percentage's last place is `place` of them.
void set_share(Operator op, const Number& n, Figure& figure) {
  const int value = static_cast<int>(2 * n.value);
  const int half = op == Operator::about ? static_cast<int>(n.place) : 1;
  switch (op) {
    case Operator::above:
      figure.share_min = ShareEnd{value, true};
      return;
    case Operator::at_least:
      figure.share_min = ShareEnd{value, false};
      return;
    case Operator::below:
      figure.share_max = ShareEnd{value, true};
      return;
    case Operator::at_most:
      figure.share_max = ShareEnd{value, false};
      return;
    case Operator::none:
    case Operator::about:
      break;
  }
  figure.share_min = ShareEnd{value > half ? value - half : 0, false};
  figure.share_max = value + half > 200 ? ShareEnd{200, false} : ShareEnd{value + half, true};
}

std::variant<Figure, Failure> parse_range(std::string_view text, std::string_view low, std::string_view high) {
  const auto from = parse_number(low);
  const auto to = parse_number(high);
  for (const auto* end : {&from, &to}) {
    if (const Failure* failure = std::get_if<Failure>(end)) return *failure;
  }
  const auto& least = std::get<Number>(from);
  const auto& greatest = std::get<Number>(to);
  if (least.percent && !greatest.percent) return "a range has a percent sign on both ends or none: \"40%..60%\"";
  if (least.value > greatest.value) {
    return fmt::format("the range is upside down: {} is more than {}; write the smaller number first", trim(low),
                       trim(high));
  }
  Figure figure;
  figure.text = trim(text);
  figure.percent = greatest.percent;
  if (figure.percent) {
    figure.share_min = ShareEnd{static_cast<int>(2 * least.value), false};
    figure.share_max = ShareEnd{static_cast<int>(2 * greatest.value), false};
  } else {
    figure.people = {least.value, greatest.value};
  }
  return figure;
}

}  // namespace

Count least_of(const ShareEnd& begin, Count people) {
  const Count parts = checked_mul(begin.two_hundredths, people);
  return begin.strict ? parts / kShareScale + 1 : (parts + kShareScale - 1) / kShareScale;
}

Count most_of(const ShareEnd& end, Count people) {
  const Count parts = checked_mul(end.two_hundredths, people);
  return end.strict ? (parts + kShareScale - 1) / kShareScale - 1 : parts / kShareScale;
}

std::variant<Figure, std::string> parse_figure(std::string_view text) {
  const std::string_view trimmed = trim(text);
  if (const auto failure = foreign_sign(trimmed)) return *failure;

  const auto [op, rest] = split_operator(trimmed);
  if (const std::size_t dots = rest.find(".."); dots != std::string_view::npos) {
    if (op != Operator::none) return "a range stands without a sign before it: \"56..76\"";
    return parse_range(text, rest.substr(0, dots), rest.substr(dots + 2));
  }
  const auto parsed = parse_number(rest);
  if (const Failure* failure = std::get_if<Failure>(&parsed)) return *failure;
  const auto& number = std::get<Number>(parsed);

  Figure figure;
  figure.text = trimmed;
  figure.percent = number.percent;
  if (number.percent) {
    set_share(op, number, figure);
    if (op == Operator::below && number.value == 0) return "nothing is less than 0%; write \"0%\"";
    if (op == Operator::above && number.value == 100) return "nothing is more than 100%; write \"100%\"";
    return figure;
  }
  const auto people = people_of(op, number);
  if (const Failure* failure = std::get_if<Failure>(&people)) return *failure;
  figure.people = std::get<CountRange>(people);
  return figure;
}

}  // namespace reltrack
