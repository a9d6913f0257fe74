// One step smaller, in every way there is: what is left out, then figures and periods. Each step makes something less
// and nothing more, so that shrinking ends.
#include <algorithm>
#include <cctype>

#include "random_ledger.hpp"

namespace reltrack::judge {
namespace {

bool names(const std::string& value, const std::string& id) { return value.find(in_quotes(id)) != std::string::npos; }

void forget(Fields& fields, const std::string& id) {
  std::erase_if(fields, [&](const auto& field) { return field.first != "source" && names(field.second, id); });
}

Draft without_claim(const Draft& draft, std::size_t which) {
  Draft out = draft;
  const std::string id = out.claims[which].id;
  out.claims.erase(out.claims.begin() + static_cast<std::ptrdiff_t>(which));
  for (DraftClaim& claim : out.claims) {
    forget(claim.fields, id);
    for (Fields& reading : claim.readings) forget(reading, id);
  }
  return out;
}

// With one reading left, what it says moves into the claim.
Draft without_reading(const Draft& draft, std::size_t which, std::size_t reading) {
  Draft out = draft;
  DraftClaim& claim = out.claims[which];
  claim.readings.erase(claim.readings.begin() + static_cast<std::ptrdiff_t>(reading));
  if (claim.readings.size() == 1) {
    claim.fields.insert(claim.fields.end(), claim.readings[0].begin(), claim.readings[0].end());
    claim.readings.clear();
  }
  return out;
}

void drop_each_field(const Draft& draft, std::vector<Draft>& out) {
  for (std::size_t c = 0; c < draft.claims.size(); ++c) {
    for (std::size_t f = 0; f < draft.claims[c].fields.size(); ++f) {
      const std::string& name = draft.claims[c].fields[f].first;
      if (name == "source" || name == "population" || name == "period" || name == "figure") continue;
      out.push_back(draft);
      Fields& fields = out.back().claims[c].fields;
      fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(f));
    }
  }
  for (std::size_t p = 0; p < draft.populations.size(); ++p) {
    for (std::size_t f = 1; f < draft.populations[p].second.size(); ++f) {
      out.push_back(draft);
      Fields& fields = out.back().populations[p].second;
      fields.erase(fields.begin() + static_cast<std::ptrdiff_t>(f));
    }
  }
}

template <typename Named>
void drop_each_name(const Draft& draft, Named Draft::*names_of, std::vector<Draft>& out) {
  for (std::size_t n = 0; n < (draft.*names_of).size(); ++n) {
    out.push_back(draft);
    Named& named = out.back().*names_of;
    const std::string id = named[n].first;
    named.erase(named.begin() + static_cast<std::ptrdiff_t>(n));
    for (auto& [other, fields] : named) forget(fields, id);
  }
}

// ---- Figures ----

// Every number in the text is made smaller in turn; what is said about it ("at least", "about") goes.
std::vector<std::string> smaller_figures(const std::string& figure) {
  std::vector<std::string> out;
  for (std::size_t from = 0; from < figure.size(); ++from) {
    if (std::isdigit(static_cast<unsigned char>(figure[from])) == 0) continue;
    std::size_t to = from;
    while (to < figure.size() && std::isdigit(static_cast<unsigned char>(figure[to])) != 0) ++to;
    const std::string digits = figure.substr(from, to - from);
    const long long n = std::stoll(digits);
    if (figure != digits && figure.find('%') == std::string::npos) out.push_back(digits);
    for (const long long less : {n / 2, n - n / 10, n - 1}) {
      if (less >= 0 && less < n) out.push_back(figure.substr(0, from) + std::to_string(less) + figure.substr(to));
    }
    from = to;
  }
  return out;
}

// ---- Periods ----

bool is_day(const std::string& text) { return text.size() == 10 && text[4] == '-'; }

// The days of the story, which runs from December into January.
int day_number(const std::string& day) { return std::stoi(day.substr(8)) + (day[5] == '0' ? 31 : 0); }
std::string day_text(int number) {
  const int of_month = number > 31 ? number - 31 : number;
  return (number > 31 ? "2026-01-" : "2025-12-") + std::string(of_month < 10 ? "0" : "") + std::to_string(of_month);
}

// Certain ends for uncertain ones, a day alone for an interval, a day less.
std::vector<std::string> smaller_periods(const std::string& period) {
  std::vector<std::string> out;
  const std::size_t slash = period.find('/');
  if (slash == std::string::npos) return out;
  const std::string start = period.substr(0, slash), end = period.substr(slash + 1);
  const std::string first = start.substr(0, 10), last = end.substr(0, 10);
  if (is_day(first)) out.push_back(first);
  if (is_day(last)) out.push_back(last);
  if (is_day(first) && is_day(last)) {
    if (day_number(first) < day_number(last)) {
      out.push_back(day_text(day_number(first) + 1) + "/" + end);
      out.push_back(start + "/" + day_text(day_number(last) - 1) + end.substr(10));
    }
    if (start != first) out.push_back(first + "/" + end);
  }
  if (is_day(end)) out.push_back(start + "/" + end + "T24:00");
  return out;
}

// The first of a list, the first day of an interval.
std::vector<std::string> smaller_between(const std::string& value) {
  std::vector<std::string> out;
  const std::size_t first = value.find('"');
  const std::size_t end = value.find_first_of("\"/", first + 1);
  const std::size_t second = value.find('"', value.find('"', first + 1) + 1);
  if (value.front() == '[') {
    out.push_back(value.substr(first, value.find('"', first + 1) + 1 - first));
    if (second != std::string::npos) out.push_back(value.substr(second, value.find('"', second + 1) + 1 - second));
  } else if (value[end] == '/') {
    out.push_back(in_quotes(value.substr(first + 1, end - first - 1)));
  }
  return out;
}

std::string unquoted(const std::string& value) {
  return value.front() == '"' ? value.substr(1, value.size() - 2) : value;
}

std::vector<std::string> smaller_values(const std::string& name, const std::string& value) {
  std::vector<std::string> out;
  if (name == "between") return smaller_between(value);
  if (name == "figure") {
    for (const std::string& figure : smaller_figures(unquoted(value))) {
      const bool plain = std::ranges::all_of(figure, [](unsigned char c) { return std::isdigit(c) != 0; });
      out.push_back(plain ? figure : in_quotes(figure));
    }
  }
  if (name == "period") {
    for (const std::string& period : smaller_periods(unquoted(value))) out.push_back(in_quotes(period));
  }
  return out;
}

// `fields_of` leads from a draft to the fields that are to shrink.
template <typename FieldsOf>
void shrink_each_value(const Draft& draft, const FieldsOf& fields_of, std::vector<Draft>& out) {
  Draft copy = draft;
  for (std::size_t f = 0; f < fields_of(copy).size(); ++f) {
    const auto [name, value] = fields_of(copy)[f];
    for (const std::string& less : smaller_values(name, value)) {
      out.push_back(draft);
      fields_of(out.back())[f].second = less;
    }
  }
}

void shrink_values(const Draft& draft, std::vector<Draft>& out) {
  for (std::size_t c = 0; c < draft.claims.size(); ++c) {
    shrink_each_value(
        draft, [c](Draft& d) -> Fields& { return d.claims[c].fields; }, out);
    for (std::size_t r = 0; r < draft.claims[c].readings.size(); ++r) {
      shrink_each_value(
          draft, [c, r](Draft& d) -> Fields& { return d.claims[c].readings[r]; }, out);
    }
  }
  for (std::size_t m = 0; m < draft.moments.size(); ++m) {
    shrink_each_value(
        draft, [m](Draft& d) -> Fields& { return d.moments[m].second; }, out);
  }
}

}  // namespace

std::vector<Draft> smaller(const Draft& draft) {
  std::vector<Draft> out;
  for (std::size_t c = 0; c < draft.claims.size(); ++c) out.push_back(without_claim(draft, c));
  for (std::size_t c = 0; c < draft.claims.size(); ++c) {
    for (std::size_t r = 0; r < draft.claims[c].readings.size(); ++r) out.push_back(without_reading(draft, c, r));
  }
  drop_each_name(draft, &Draft::sources, out);
  drop_each_name(draft, &Draft::populations, out);
  drop_each_name(draft, &Draft::measures, out);
  drop_each_name(draft, &Draft::moments, out);
  drop_each_field(draft, out);
  shrink_values(draft, out);
  return out;
}

}  // namespace reltrack::judge
