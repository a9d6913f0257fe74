// FIGURES: the table of what is on file and what others say, then denials, repeats and what is left out.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/add_new.hpp"
#include "report/facts.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kFigureRows = 40;
constexpr std::size_t kLeftOutRows = 8;
constexpr std::size_t kEarlierFigures = 6;  // of a running count, written out

// Claims side by side, sides by when they first spoke, who said most first; within one by when it was said.
std::vector<Index> figures_in_order(const Page& page) {
  std::vector<Index> claims;
  std::map<std::string, std::pair<Minutes, int>> first;  // of a side: when, and less its claims
  for (Index c = 0; c < page.ledger.claims.size(); ++c) {
    const Claim& claim = page.ledger.claims[c];
    if (!page.selection.active(c) || !has_figure(claim) || !page.folds.leads(c)) continue;
    if (claim.repeats && !page.everything()) continue;  // told below the table
    claims.push_back(c);
    auto& [when, less] = first.emplace(page.ledger.side_of(claim), std::pair(kAfterAll, 0)).first->second;
    when = std::min(when, page.words.said_at(c));
    --less;
  }
  const auto key = [&](Index c) {
    const std::string& side = page.ledger.side_of(page.ledger.claims[c]);
    return std::tuple<std::pair<Minutes, int>, const std::string&, Minutes, const std::string&>(
        first.at(side), side, page.words.said_at(c), page.ledger.claims[c].id);
  };
  std::sort(claims.begin(), claims.end(), [&](Index a, Index b) { return key(a) < key(b); });
  return claims;
}

std::string others_say(const Page& page, Index claim) {
  const ClaimFinding& finding = page.findings.claims[claim];
  std::vector<std::string> parts;
  if (const Problem* problem = page.found.problem(claim); problem != nullptr) parts.push_back("see " + problem->id);
  if (!finding.disputed_by.empty()) parts.emplace_back("denied");  // by whom: below the table
  if (finding.status == Status::unbound) {
    const Claim& c = page.ledger.claims[claim];
    parts.push_back(c.repeats ? repeats_words(page.words, page.selection, claim) : "announced, not counted");
  } else if (const std::string implied = implied_words(finding); parts.empty()) {
    parts.push_back(implied);
  } else if (implied != "nothing on file" && finding.status != Status::contested) {
    parts.insert(parts.begin(), implied);
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

// "people or political"; of one population in two measures: "pardoned or released: political".
std::string counts_of(const Page& page, Index claim) {
  const auto& readings = page.ledger.claims[claim].readings;
  const std::vector<Index>& holding = page.found.holding(claim);
  std::vector<std::string> parts, measures;
  for (const Index r : holding) {
    add_new(parts, page.words.counts(readings[r]));
    add_new(measures, page.words.measure(readings[r].measure));
  }
  const Index people = readings[holding.front()].population;
  if (measures.size() > 1 && std::ranges::all_of(holding, [&](Index r) { return readings[r].population == people; }))
    return listed(measures, "or") + ": " + page.words.short_population(people);
  return listed(parts, "or");
}

std::string periods_of(const Page& page, Index claim) {
  return page.words.periods(page.found.holding(claim), claim, Years::outside);
}

std::string periods_told(const Page& page, Index claim) {
  return fmt::format("{}{}", periods_of(page, claim), so_far(page.ledger.claims[claim], page.found.holding(claim)));
}

// A line of the table: a claim, with the earlier figures of its running count that it has overtaken.
struct Line {
  Index claim;
  std::vector<Index> earlier;
};

// A running count is told by its newest figure once it has overtaken two; a figure that something is found about keeps
// a line of its own.
std::vector<Line> gathered(const Page& page, const std::vector<Index>& claims) {
  std::map<std::string, std::vector<Index>> counts;
  for (const Index claim : claims) {
    const std::string count = page.everything() ? std::string() : page.words.running_count(claim);
    if (!count.empty()) counts[count].push_back(claim);
  }
  std::map<Index, std::vector<Index>> overtaken;  // by the newest of its count
  std::set<Index> told;
  for (auto& [count, figures] : counts) {
    const Index newest = figures.back();
    figures.pop_back();
    const auto found = [&](Index c) {
      return !page.findings.claims[c].disputed_by.empty() || page.found.problem(c) != nullptr;
    };
    figures.erase(std::remove_if(figures.begin(), figures.end(), found), figures.end());
    if (figures.size() < 2) continue;
    told.insert(figures.begin(), figures.end());
    overtaken[newest] = std::move(figures);
  }
  std::vector<Line> lines;
  for (const Index claim : claims) {
    if (told.count(claim) == 0) lines.push_back({claim, overtaken[claim]});
  }
  return lines;
}

// "before: 9 (10 Jan), 17 (11 Jan), 49 (12 Jan)"; "also said that day: ~400".
std::string note_of(const Page& page, const Line& line) {
  std::string note;
  const auto dated = [&](Index claim) {
    const std::string date = page.words.dated(claim);
    return page.found.figure(claim) + (date.empty() ? "" : fmt::format(" ({})", date));
  };
  if (!line.earlier.empty()) {
    const bool all = line.earlier.size() <= kEarlierFigures;
    note = "before: " + dated(line.earlier.front());
    for (std::size_t i = 1; all && i < line.earlier.size(); ++i) note += ", " + dated(line.earlier[i]);
    if (!all) note += fmt::format(" to {}, {}", dated(line.earlier.back()), counted(line.earlier.size(), "figure"));
  }
  const std::string also = also_said(page, line.claim);
  return also.empty() || note.empty() ? note + also : fmt::format("{}; {}", note, also);
}

std::vector<std::string> row_of(const Page& page, Index claim, bool with_id) {
  std::vector<std::string> row{page.words.figure(claim), page.words.who_when(claim), periods_told(page, claim),
                               counts_of(page, claim), others_say(page, claim)};
  if (with_id) row.push_back(one_line(page.ledger.claims[claim].id));
  return row;
}

// With ids where everything is asked for: in a column where there is room, else below each row; an id is never broken.
Table table_of(const Page& page, const std::vector<Line>& lines, std::size_t shown, bool id_column) {
  std::vector<bool> right{true, false, false, false, false};
  std::vector<std::string> head{"FIGURES", "who, when said", "period", "counts", "others say"};
  if (id_column) {
    right.push_back(false);
    head.emplace_back("id");
  }
  Table table(std::move(right), 9);
  table.add(std::move(head));
  for (std::size_t i = 0; i < shown; ++i) {
    const bool id_below = page.everything() && !id_column;
    table.add(row_of(page, lines[i].claim, id_column),
              id_below ? "id: " + one_line(page.ledger.claims[lines[i].claim].id) : note_of(page, lines[i]));
  }
  return table;
}

void write_table(Page& page, const std::vector<Line>& lines, std::size_t shown) {
  Table table = table_of(page, lines, shown, page.everything());
  if (page.everything() && table.natural_width() > page.width()) table = table_of(page, lines, shown, false);
  std::string text;
  table.write(text, 0, page.width());
  page.out += '\n';
  const std::size_t at = text.find("FIGURES");
  page.out += text.substr(0, at) + page.bold("FIGURES") + text.substr(at + 7);
  page.more(lines.size(), shown);
}

// The short name unless it is cut.
const std::string& whole_name(const Page& page, Index source) {
  const std::string& name = page.words.short_name(source);
  const bool is_cut = name.size() > 3 && name.compare(name.size() - 3, 3, "...") == 0;
  return is_cut ? page.words.name(source) : name;
}

void write_left_out(Page& page) {
  std::vector<Index> claims;
  for (Index c = 0; c < page.ledger.claims.size(); ++c) {
    if (!page.selection.active(c)) claims.push_back(c);
  }
  if (claims.empty()) return;
  std::sort(claims.begin(), claims.end(), [&](Index a, Index b) {
    const auto &x = page.selection.state[a], &y = page.selection.state[b];
    return x != y ? x < y : page.ledger.claims[a].id < page.ledger.claims[b].id;
  });
  page.heading(fmt::format("LEFT OUT ({})", claims.size()));
  // Many that the reader's own options leave out are counted: the reader knows, and wants what is in.
  std::string counted_only;
  for (const Inactive by_option : {Inactive::not_yet_said, Inactive::left_out}) {
    const auto is_so = [&](Index c) { return page.selection.state[c] == by_option; };
    const auto many = static_cast<std::size_t>(std::count_if(claims.begin(), claims.end(), is_so));
    if (page.everything() || many <= kLeftOutRows) continue;
    const Index any = *std::find_if(claims.begin(), claims.end(), is_so);
    counted_only +=
        fmt::format("  {} {} (--limit 0 prints them)\n", many, why_left_out(page.words, page.selection, any));
    claims.erase(std::remove_if(claims.begin(), claims.end(), is_so), claims.end());
  }
  const std::size_t shown = page.rows(claims.size(), kLeftOutRows);
  Table table({true, false, false}, 12);
  for (std::size_t i = 0; i < shown; ++i) {
    table.add({page.words.figure(claims[i]), page.words.who_when(claims[i]),
               why_left_out(page.words, page.selection, claims[i])});
  }
  table.write(page.out, 2, page.width());
  page.more(claims.size(), shown);
  page.out += counted_only;
}

}  // namespace

std::string also_said(const Page& page, Index claim) {
  std::vector<std::string> also;
  for (const Index follower : page.folds.followers(claim)) {
    if (page.ledger.claims[follower].has_readings) continue;  // told under WHAT WAS MEANT
    std::string figure = page.found.figure(follower);
    add_new(also, std::move(figure));
  }
  if (also.empty() || (also.size() == 1 && also[0] == page.words.figure(claim))) return {};
  return "also said that day: " + listed(also, "and");
}

void write_repeats(Page& page, const std::vector<Index>& of) {
  if (of.empty()) return;
  const std::vector<Index> repeats = page.words.by_said(of);
  const std::size_t shown = page.rows(repeats.size(), kLeftOutRows);
  std::string all;
  for (std::size_t i = 0; i < shown; ++i) {
    const Index claim = repeats[i], first = *page.ledger.claims[claim].repeats;
    const std::string period = periods_of(page, claim);
    const std::string why = why_left_out(page.words, page.selection, first);
    all += fmt::format("{}{}{} by {}", i == 0 ? "Repeated: " : "; ", page.words.tag(first),
                       why.empty() ? why : " (" + why + ")", page.words.who_when(claim));
    if (!has_figure(page.ledger.claims[claim])) continue;
    const Reading &said = page.ledger.claims[claim].readings.front(),
                  &repeated = page.ledger.claims[first].readings.front();
    std::vector<std::string> other;
    if (repeated.figure && page.words.figure(claim) != page.words.figure(first))
      other.push_back("as " + page.words.figure(claim));
    if (repeated.basis == Basis::announced && said.basis != Basis::announced) other.emplace_back("as done");
    if (said.population != repeated.population)
      other.push_back("of " + noun(page.words, said.population, Language::english));
    if (period != periods_of(page, first)) other.push_back("for " + period);
    if (!other.empty()) all += ", but " + listed(other, "and");
  }
  paragraph(page.out, "", 2, all + ".", page.width());
  page.more(repeats.size(), shown);
}

void write_denials(Page& page, const std::vector<Index>& by) {
  std::map<std::pair<Minutes, std::string>, std::pair<Index, std::vector<Index>>> denied;
  for (const Index c : by) {
    for (const Index d : page.ledger.claims[c].disputes) {
      auto& [claim, deniers] = denied[{page.words.said_at(d), page.ledger.claims[d].id}];
      claim = d;
      deniers.push_back(c);
    }
  }
  if (denied.empty()) return;
  const std::size_t shown = page.rows(denied.size(), kLeftOutRows);
  std::string all;
  std::size_t told = 0;
  for (const auto& [key, denial] : denied) {
    if (told++ == shown) break;
    std::vector<std::string> names;
    for (const Index c : page.words.by_said(denial.second)) {
      std::string who = "by " + whole_name(page, page.ledger.claims[c].source);
      if (const std::string when = page.words.said(c); !when.empty()) who += ", " + when;
      if (has_figure(page.ledger.claims[c])) who += fmt::format(" ({})", page.words.figure(c));
      names.push_back(std::move(who));
    }
    all += fmt::format("{}{} {}", all.empty() ? "Denied: " : "; ", page.words.tag(denial.first), listed(names, "and"));
  }
  paragraph(page.out, "", 2, all + ".", page.width());
  page.more(denied.size(), shown);
}

void write_figures(Page& page) {
  const std::vector<Line> lines = gathered(page, figures_in_order(page));
  if (!lines.empty()) write_table(page, lines, page.rows(lines.size(), kFigureRows));
  std::vector<Index> denials, repeats;
  for (Index c = 0; c < page.ledger.claims.size(); ++c) {
    if (page.selection.active(c)) denials.push_back(c);
    if (page.selection.active(c) && page.ledger.claims[c].repeats && !page.everything()) repeats.push_back(c);
  }
  write_denials(page, denials);
  write_repeats(page, repeats);
  write_left_out(page);
}

}  // namespace reltrack::report
