// FIGURES: the table of what is on file and what others say, then denials, repeats and what is left out.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "report/layout.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kFigureRows = 40;
constexpr std::size_t kLeftOutRows = 8;

bool has_figure(const Claim& claim) {
  return std::any_of(claim.readings.begin(), claim.readings.end(), [](const Reading& r) { return r.figure; });
}

// Claims side by side, sides by when they first spoke, who said most first; within one by when it was said.
std::vector<Index> figures_in_order(const Page& page) {
  std::vector<Index> claims;
  std::map<std::string, std::pair<Minutes, int>> first;  // of a side: when, and less its claims
  for (Index c = 0; c < page.ledger.claims.size(); ++c) {
    const Claim& claim = page.ledger.claims[c];
    if (!page.selection.active(c) || !has_figure(claim)) continue;
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

std::string denied_by(const Page& page, const ClaimFinding& finding) {
  std::vector<std::string> names;
  for (const Index claim : finding.disputed_by) {
    std::string name = page.words.short_name(page.ledger.claims[claim].source);
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  return names.empty() ? "" : "denied by " + listed(names, "and");
}

// The problem a contested claim is in; null where it is in none.
const Problem* problem_of(const Page& page, Index claim) {
  for (const Problem& problem : page.findings.problems) {
    const auto& contested = problem.contested;
    if (std::find(contested.begin(), contested.end(), claim) != contested.end()) return &problem;
  }
  return nullptr;
}

// What other sides say of the count, over all readings that hold.
std::string implied_words(const ClaimFinding& finding) {
  CountRange widest;
  bool any = false, differ = false;
  for (const ReadingRanges& ranges : finding.ranges) {
    if (!ranges.implied) continue;
    const CountRange& range = ranges.implied->range;
    if (any && range != widest) differ = true;
    if (!any) {
      widest = range;
    } else {
      widest.min = std::min(widest.min.value_or(0), range.min.value_or(0));
      widest.max = widest.max && range.max ? std::optional(std::max(*widest.max, *range.max)) : std::nullopt;
    }
    any = true;
  }
  if (!any || (widest.min.value_or(0) == 0 && !widest.max)) return "nothing on file";
  return range_words(widest) + (differ ? ", by reading" : "");
}

std::string others_say(const Page& page, Index claim) {
  const ClaimFinding& finding = page.findings.claims[claim];
  std::vector<std::string> parts;
  if (const Problem* problem = problem_of(page, claim); problem != nullptr) parts.push_back("see " + problem->id);
  if (std::string denied = denied_by(page, finding); !denied.empty()) parts.push_back(std::move(denied));
  if (finding.status == Status::unbound) {
    const Claim& c = page.ledger.claims[claim];
    parts.push_back(c.repeats ? "repeats " + page.words.named(*c.repeats) : "announced, not counted");
  } else if (const std::string implied = implied_words(finding); parts.empty() || implied != "nothing on file") {
    parts.push_back(implied);
  }
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : "; ") + part;
  return out;
}

std::string counts_of(const Page& page, Index claim) {
  std::vector<std::string> parts;
  for (const Reading& reading : page.ledger.claims[claim].readings) {
    std::string words = page.words.counts(reading);
    if (std::find(parts.begin(), parts.end(), words) == parts.end()) parts.push_back(std::move(words));
  }
  return listed(parts, "or");
}

// The periods of the readings that hold, of all of them where none was judged.
std::string periods_of(const Page& page, Index claim) {
  std::vector<Index> readings;
  for (const ReadingRanges& ranges : page.findings.claims[claim].ranges) readings.push_back(ranges.reading);
  if (readings.empty()) {
    for (Index r = 0; r < page.ledger.claims[claim].readings.size(); ++r) readings.push_back(r);
  }
  return page.words.periods(readings, claim, Years::outside);
}

std::vector<std::string> row_of(const Page& page, Index claim, bool with_id) {
  std::vector<std::string> row{page.words.figure(claim), page.words.who_when(claim), periods_of(page, claim),
                               counts_of(page, claim), others_say(page, claim)};
  if (with_id) row.push_back(one_line(page.ledger.claims[claim].id));
  return row;
}

void write_table(Page& page, const std::vector<Index>& claims, std::size_t shown) {
  const auto make = [&](bool with_id) {
    std::vector<bool> right{true, false, false, false, false};
    std::vector<std::string> head{"FIGURES", "who, when said", "period", "counts", "others say"};
    if (with_id) {
      right.push_back(false);
      head.emplace_back("id");
    }
    Table table(std::move(right), 9);
    table.add(std::move(head));
    for (std::size_t i = 0; i < shown; ++i) table.add(row_of(page, claims[i], with_id));
    return table;
  };
  std::string text;
  const Table full = make(true);
  if (full.natural_width() <= page.width()) {
    full.write(text, 0, page.width());
  } else {
    make(false).write(text, 0, page.width());
  }
  page.out += '\n';
  const std::size_t at = text.find("FIGURES");
  page.out += text.substr(0, at) + page.bold("FIGURES") + text.substr(at + 7);
  page.more(claims.size(), shown);
}

// "Machado, 13 Jan: against 116 (Ministry, 12 Jan), no count of their own."
void write_denials(Page& page) {
  std::vector<Index> denials;
  for (Index c = 0; c < page.ledger.claims.size(); ++c) {
    const Claim& claim = page.ledger.claims[c];
    if (page.selection.active(c) && !has_figure(claim) && !claim.disputes.empty()) denials.push_back(c);
  }
  std::sort(denials.begin(), denials.end(),
            [&](Index a, Index b) { return page.ledger.claims[a].id < page.ledger.claims[b].id; });
  const std::size_t shown = page.rows(denials.size(), kLeftOutRows);
  for (std::size_t i = 0; i < shown; ++i) {
    const Claim& claim = page.ledger.claims[denials[i]];
    std::vector<std::string> denied;
    for (const Index d : claim.disputes) denied.push_back(page.words.named(d));
    std::string who = page.words.name(claim.source);
    if (const std::string when = page.words.said(denials[i]); !when.empty()) who += ", " + when;
    paragraph(page.out, "", 2, fmt::format("{}: against {}, no count of their own.", who, listed(denied, "and")),
              page.width());
  }
  page.more(denials.size(), shown);
}

std::string why_left_out(const Page& page, Index claim) {
  switch (page.selection.state[claim]) {
    case Inactive::no:
      break;
    case Inactive::not_yet_said:
      return "not yet said";
    case Inactive::withdrawn:
      return "withdrawn";
    case Inactive::left_out:
      return "left out on request";
    case Inactive::corrected:
      for (Index c = 0; c < page.ledger.claims.size(); ++c) {
        const Claim& other = page.ledger.claims[c];
        if (other.corrects == claim && page.selection.active(c)) return "corrected to " + page.words.figure(c);
      }
      return "corrected";
  }
  return {};
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
  const std::size_t shown = page.rows(claims.size(), kLeftOutRows);
  Table table({true, false, false}, 12);
  for (std::size_t i = 0; i < shown; ++i) {
    table.add({page.words.figure(claims[i]), page.words.who_when(claims[i]), why_left_out(page, claims[i])});
  }
  table.write(page.out, 2, page.width());
  page.more(claims.size(), shown);
}

}  // namespace

void write_figures(Page& page) {
  const std::vector<Index> claims = figures_in_order(page);
  if (!claims.empty()) write_table(page, claims, page.rows(claims.size(), kFigureRows));
  write_denials(page);
  write_left_out(page);
}

}  // namespace reltrack::report
