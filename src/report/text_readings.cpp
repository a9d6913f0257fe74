// WHAT WAS MEANT: figures whose words allow several readings.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/add_new.hpp"
#include "base/printable.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kReadingClaims = 8;
constexpr std::size_t kPairs = 4;  // of readings that do not fit together
constexpr std::size_t kFigureColumns = 16;
constexpr std::size_t kLabelColumns = 40;  // a label is not cut to fewer
constexpr std::size_t kPairColumns = 40;   // of a label, where it stands beside another

// The readings of a claim, or of several that are one count said twice: all are told in one breath.
struct Meaning {
  std::vector<Index> claims;
  std::vector<const ReadingFinding*> readings;

  bool has_out() const {
    return std::any_of(readings.begin(), readings.end(), [](const ReadingFinding* r) { return !r->holds; });
  }
};

std::vector<Meaning> meanings(const Page& page) {
  std::map<std::pair<std::string, Index>, Meaning> by_leader;
  for (const ReadingFinding& reading : page.findings.readings) {
    const Index leader = page.folds.leader(reading.claim);
    Meaning& meaning = by_leader[{page.ledger.claims[leader].id, leader}];
    meaning.readings.push_back(&reading);
    if (meaning.claims.empty() || meaning.claims.back() != reading.claim) meaning.claims.push_back(reading.claim);
  }
  std::vector<Meaning> all;
  for (auto& entry : by_leader) all.push_back(std::move(entry.second));
  // Those with a reading that is out come first: they say something.
  std::stable_partition(all.begin(), all.end(), [](const Meaning& m) { return m.has_out(); });
  return all;
}

// The figure that leads the line: of several told in one breath, that of the claim which leads them.
std::string figure_of(const Page& page, const Meaning& meaning) {
  return page.words.figure(page.folds.leader(meaning.claims.front()));
}

// "Jorge Rodríguez, 13 Jan, also as <400, ~400 or 400".
std::string speaker_of(const Page& page, const Meaning& meaning) {
  const Index leader = page.folds.leader(meaning.claims.front());
  std::string who = page.words.who_when(leader);
  std::vector<std::string> also;
  for (const ReadingFinding* r : meaning.readings) {
    if (r->claim != leader) add_new(also, page.words.figure(page.ledger.claims[r->claim].readings[r->reading]));
  }
  return also.empty() ? who : fmt::format("{}, also as {}", who, listed(also, "or"));
}

// "on 23 December 2024, as spoken; or on 23 December 2025": labels have commas of their own.
std::string either_label(const std::vector<std::string>& labels) {
  std::string out;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    out += (i == 0 ? "" : i + 1 == labels.size() ? "; or " : "; ") + labels[i];
  }
  return out;
}

// What the reading is called; without the figure, which stands in front of the line.
std::string label(const Page& page, Index claim, Index reading, const std::string& figure) {
  std::string words = one_line(page.ledger.claims[claim].readings[reading].label);
  if (words.rfind(figure + " ", 0) == 0) words.erase(0, figure.size() + 1);
  return words;
}

std::string against(const Page& page, const ReadingFinding& reading) {
  std::vector<std::string> others;
  for (const Index claim : reading.conflict->claims) {
    if (claim == reading.claim) continue;
    if (page.ledger.claims[claim].source != page.ledger.claims[reading.claim].source) {
      others.push_back(page.words.named(claim));
      continue;
    }
    const std::string said = page.words.said(claim), own = page.words.said(reading.claim);
    others.push_back(page.words.figure(claim) + (said == own ? " of the same day" : " of " + said));
  }
  if (others.size() > 4) {
    others[3] = counted(others.size() - 3, "other");
    others.resize(4);
  }
  return listed(others, "and");
}

// "since 23 December, as some print it: 401 - 160 = 241 too many". Against what is told once, of readings that are out
// for the same reason.
std::string what_is_out(const Page& page, const Meaning& meaning, const std::string& figure) {
  std::string out, told;
  for (const ReadingFinding* r : meaning.readings) {
    if (r->holds) continue;
    const std::string other = r->conflict ? against(page, *r) : std::string();
    if (!out.empty()) out += told != other && !told.empty() ? fmt::format(", against {}; ", told) : "; ";
    told = other;
    out += label(page, r->claim, r->reading, figure);
    if (r->conflict) out += ": " + clash_sum(page.words, r->conflict->proof);
  }
  return told.empty() ? out : fmt::format("{}, against {}", out, told);
}

// "Ministry, 12 Jan: in the last hours...; or since the announcement...?" On one line where that can be read.
std::string all_fit(const Page& page, const std::string& who, std::vector<std::string> labels, std::size_t room) {
  const std::size_t links = display_width(who) + 3 + 2 * labels.size() + 1;
  if (!page.everything() && room > links) labels = cut_longest(std::move(labels), room - links, kLabelColumns);
  return fmt::format("{}: {}?", who, either_label(labels));
}

void write_meaning(Page& page, const Meaning& meaning, std::size_t figure_width) {
  const std::string figure = figure_of(page, meaning);
  const bool fits = display_width(figure) <= figure_width;
  const std::string lead = "  " + pad(fits ? figure : std::string(), figure_width);
  const std::size_t indent = figure_width + 4;
  const std::string who = (fits ? "" : figure + ", ") + speaker_of(page, meaning);
  std::vector<std::string> holding;
  for (const ReadingFinding* r : meaning.readings) {
    if (r->holds) add_new(holding, label(page, r->claim, r->reading, figure));
  }
  if (!meaning.has_out()) {
    paragraph(page.out, lead, indent, all_fit(page, who, holding, page.width() - indent), page.width());
    return;
  }
  const std::string what = holding.empty() ? "No reading fits" : "Fits: " + either_label(holding);
  paragraph(page.out, lead, indent, fmt::format("{}. {}.", who, what), page.width());
  paragraph(page.out, std::string(indent, ' ') + "Is out: ", indent + 8, what_is_out(page, meaning, figure) + ".",
            page.width());
}

// Whether a conflict of the whole ledger says it already.
bool is_to_settle(const Page& page, const ReadingPair& pair) {
  return std::any_of(page.findings.conflicts.begin(), page.findings.conflicts.end(), [&](const Conflict& known) {
    const auto& claims = pair.conflict->claims;
    return std::includes(claims.begin(), claims.end(), known.claims.begin(), known.claims.end());
  });
}

// "116 in the last hours: 11-12 January".
std::string meant_so(const Page& page, Index claim, Index reading) {
  const std::string figure = page.words.figure(page.ledger.claims[claim].readings[reading]);
  const std::string words = label(page, claim, reading, figure);
  return fmt::format("{} {}", figure, page.everything() ? words : cut(words, kPairColumns));
}

// "116 in the last hours; and 406 have left prison: 87 + 194 + 11 + 116 = 408, 2 more than 406, with 194 and >=87".
std::string not_together(const Page& page, const ReadingPair& pair) {
  std::vector<Index> others = page.words.by_said(pair.conflict->claims);
  others.erase(std::remove_if(others.begin(), others.end(), [&](Index c) { return c == pair.a || c == pair.b; }),
               others.end());
  const std::string beside = others.empty() ? "" : ", with " + page.words.tags(others, "and");
  return fmt::format("{}; and {}: {}{}", meant_so(page, pair.a, pair.reading_of_a),
                     meant_so(page, pair.b, pair.reading_of_b), clash_sum(page.words, pair.conflict->proof), beside);
}

// Readings that fit, but not with each other; what is most off first.
void write_pairs(Page& page) {
  std::vector<const ReadingPair*> pairs;
  for (const ReadingPair& pair : page.findings.reading_pairs) {
    if (pair.conflict && !is_to_settle(page, pair)) pairs.push_back(&pair);
  }
  std::stable_sort(pairs.begin(), pairs.end(), [](const ReadingPair* a, const ReadingPair* b) {
    return a->conflict->shortfall.value_or(0) > b->conflict->shortfall.value_or(0);
  });
  constexpr std::string_view kNotTogether = "  Not together: ";
  const std::size_t shown = page.rows(pairs.size(), kPairs);
  for (std::size_t i = 0; i < shown; ++i) {
    paragraph(page.out, kNotTogether, kNotTogether.size(), not_together(page, *pairs[i]) + ".", page.width());
  }
  page.more(pairs.size(), shown);
}

}  // namespace

void write_readings(Page& page) {
  const std::vector<Meaning> all = meanings(page);
  if (all.empty()) return;
  const bool open = std::any_of(all.begin(), all.end(), [](const Meaning& m) { return !m.has_out(); });
  page.heading(fmt::format("WHAT WAS MEANT ({})", all.size()), open ? "(\"?\" at the end: every reading fits)" : "");
  const std::size_t shown = page.rows(all.size(), kReadingClaims);
  std::size_t figure_width = 0;
  for (std::size_t i = 0; i < shown; ++i) {
    const std::size_t wide = display_width(figure_of(page, all[i]));
    if (wide <= kFigureColumns) figure_width = std::max(figure_width, wide);
  }
  for (std::size_t i = 0; i < shown; ++i) write_meaning(page, all[i], figure_width);
  page.more(all.size(), shown);
  write_pairs(page);
}

}  // namespace reltrack::report
