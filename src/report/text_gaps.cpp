// NOT ACCOUNTED FOR: what no figure on file covers, with the sums.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kGapRows = 12;
// More rows than this of figures that cannot be compared are read by nobody, and each costs a pass over the pairs.
constexpr std::size_t kIncomparableRows = 200;

Count size_of(const Gap& gap) { return gap.amount && gap.amount->min ? *gap.amount->min : Count{-1}; }

bool says_nothing(const CountRange& amount) { return amount.max ? *amount.max == 0 : amount.min.value_or(0) == 0; }

// What a running count's total adds to its earlier figures is what its figures say anyway.
bool is_plain_step(const Page& page, const Gap& gap) {
  return !gap.against.empty() && std::all_of(gap.against.begin(), gap.against.end(), [&](Index other) {
    return page.words.same_running_count(gap.claim, other);
  });
}

// Gaps with an amount, the largest first; then those that name a stretch; then what cannot be compared.
std::vector<const Gap*> in_order(const Page& page) {
  std::vector<const Gap*> gaps;
  for (const Gap& gap : page.findings.gaps) {
    if (gap.kind == Gap::Kind::silent && !page.options.silent_gaps) continue;
    if (gap.amount && says_nothing(*gap.amount)) continue;
    if (gap.kind == Gap::Kind::unaccounted && page.options.limit != std::size_t{0} && is_plain_step(page, gap))
      continue;
    gaps.push_back(&gap);
  }
  const auto rank = [](const Gap& gap) {
    if (gap.kind == Gap::Kind::incomparable) return 3;
    if (gap.kind == Gap::Kind::silent) return 2;
    return gap.amount ? 0 : 1;
  };
  std::stable_sort(gaps.begin(), gaps.end(), [&](const Gap* a, const Gap* b) {
    if (rank(*a) != rank(*b)) return rank(*a) < rank(*b);
    if (size_of(*a) != size_of(*b)) return size_of(*a) > size_of(*b);
    if (a->kind != b->kind) return a->kind < b->kind;
    return page.ledger.claims[a->claim].id < page.ledger.claims[b->claim].id;
  });
  return gaps;
}

std::string kind_words(const Gap& gap, const std::vector<std::string>& sides) {
  switch (gap.kind) {
    case Gap::Kind::unverified:
      return (gap.amount ? "not verified by " : "not counted by ") + listed(sides, "or");
    case Gap::Kind::unaccounted:
      return "in no other figure";
    case Gap::Kind::outstanding:
      return "not yet known";
    case Gap::Kind::silent:
      return "nothing on file";
    case Gap::Kind::incomparable:
      return "not comparable";
  }
  return {};
}

std::string detail_words(const Page& page, const Gap& gap) {
  const Words& words = page.words;
  const std::string sum = gap_sum(words, gap), stretches = gap_stretches(words, gap);
  if (gap.kind == Gap::Kind::silent) return words.side(gap.side) + ", " + stretches;
  if (gap.kind == Gap::Kind::incomparable) {
    return fmt::format("with {}: {}", words.tags(gap.against, "and"), gap_differences(gap));
  }
  if (!gap.amount && gap.kind == Gap::Kind::unverified) {
    return (gap.thin_file ? "in this file: " : "") + stretches;
  }
  std::string out = sum;
  if (sum.empty() && !gap.against.empty() && gap.against.size() <= 6) {
    out = "less " + words.tags(gap.against, "and");
  } else if (sum.empty() && !gap.against.empty()) {
    out = "less " + counted(gap.against.size(), "figure");
  }
  if (gap.kind == Gap::Kind::unaccounted && !stretches.empty()) {
    out += fmt::format("{}falls into {}", out.empty() ? "" : "; ", stretches);
  }
  return out;
}

bool same_stretch(const Stretch& a, const Stretch& b) { return a.from == b.from && a.to == b.to; }

// A row of the table: a gap, with the sides that share it.
struct Row {
  Gap gap;
  std::vector<std::string> sides;
};

// Whether the gap is told in the row, which is then widened: the same amount under another reading of the claim, or the
// same stretch left open by another side.
bool joins(const Page& page, Row& row, const Gap& gap) {
  Gap& into = row.gap;
  if (into.kind != gap.kind || into.claim != gap.claim || gap.kind == Gap::Kind::silent) return false;
  if (into.amount && gap.amount) {
    if (into.side != gap.side) return false;
    into.amount->min = std::min(into.amount->min.value_or(0), gap.amount->min.value_or(0));
    if (!gap.amount->max || !into.amount->max) {
      into.amount->max.reset();
    } else {
      into.amount->max = std::max(*into.amount->max, *gap.amount->max);
    }
    return true;
  }
  if (gap.kind != Gap::Kind::unverified || into.amount || gap.amount || into.thin_file != gap.thin_file) return false;
  std::vector<Stretch> common;
  for (const Stretch& s : into.stretches) {
    const auto same = [&](const Stretch& other) { return same_stretch(s, other); };
    if (std::any_of(gap.stretches.begin(), gap.stretches.end(), same)) common.push_back(s);
  }
  if (common.empty()) return false;
  into.stretches = std::move(common);
  row.sides.push_back(page.words.side(gap.side));
  return true;
}

struct Pair {
  std::vector<Gap::Differs> differs;
  Index a, b;
};

// Pairs that cannot be compared for the same reason, told from the figure that is in most of them.
void add_incomparable(const Page& page, std::vector<Pair> pairs, std::vector<Row>& rows) {
  const auto rank = [&](Index c) { return std::pair(page.words.said_at(c), page.ledger.claims[c].id); };
  for (std::size_t told_rows = 0; !pairs.empty() && told_rows < kIncomparableRows; ++told_rows) {
    std::map<std::pair<std::vector<Gap::Differs>, Index>, std::set<Index>> partners;
    for (const Pair& pair : pairs) {
      partners[{pair.differs, pair.a}].insert(pair.b);
      partners[{pair.differs, pair.b}].insert(pair.a);
    }
    const auto most = std::max_element(partners.begin(), partners.end(), [&](const auto& x, const auto& y) {
      if (x.second.size() != y.second.size()) return x.second.size() < y.second.size();
      return rank(x.first.second) > rank(y.first.second);
    });
    Row row;
    row.gap.kind = Gap::Kind::incomparable;
    row.gap.differs = most->first.first;
    row.gap.claim = most->first.second;
    row.gap.against = page.words.by_said({most->second.begin(), most->second.end()});
    const auto told = [&](const Pair& pair) {
      return pair.differs == row.gap.differs && (pair.a == row.gap.claim || pair.b == row.gap.claim);
    };
    pairs.erase(std::remove_if(pairs.begin(), pairs.end(), told), pairs.end());
    rows.push_back(std::move(row));
  }
}

std::vector<Row> folded(const Page& page, const std::vector<const Gap*>& gaps) {
  std::vector<Row> rows;
  std::vector<Pair> incomparable;
  std::map<std::pair<Gap::Kind, Index>, std::vector<std::size_t>> by_claim;
  for (const Gap* gap : gaps) {
    if (gap->kind == Gap::Kind::incomparable) {
      for (const Index other : gap->against) incomparable.push_back({gap->differs, gap->claim, other});
      continue;
    }
    std::vector<std::size_t>& candidates = by_claim[{gap->kind, gap->claim}];
    const auto takes = [&](std::size_t i) { return joins(page, rows[i], *gap); };
    if (std::any_of(candidates.begin(), candidates.end(), takes)) continue;
    candidates.push_back(rows.size());
    rows.push_back({*gap, {page.words.side(gap->side)}});
  }
  add_incomparable(page, std::move(incomparable), rows);
  return rows;
}

}  // namespace

void write_gaps(Page& page) {
  const std::vector<Row> rows = folded(page, in_order(page));
  if (rows.empty()) return;
  page.heading("NOT ACCOUNTED FOR", "(gaps in what is on file, not findings)");
  const std::size_t shown = page.rows(rows.size(), kGapRows);
  Table table({false, false, false, false}, 12);
  for (std::size_t i = 0; i < shown; ++i) {
    const Gap& gap = rows[i].gap;
    table.add({gap.kind == Gap::Kind::silent ? "" : page.words.tag(gap.claim), gap_amount(gap),
               kind_words(gap, rows[i].sides), detail_words(page, gap)});
  }
  table.write(page.out, 2, page.width());
  page.more(rows.size(), shown);
}

}  // namespace reltrack::report
