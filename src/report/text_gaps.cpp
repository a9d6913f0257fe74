// NOT ACCOUNTED FOR: what no figure on file covers, with the sums.
#include <fmt/format.h>

#include <algorithm>

#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kGapRows = 12;

Count size_of(const Gap& gap) { return gap.amount && gap.amount->min ? *gap.amount->min : Count{-1}; }

// Gaps with an amount, the largest first; then those that name a stretch; then what cannot be compared.
std::vector<const Gap*> in_order(const Page& page) {
  std::vector<const Gap*> gaps;
  for (const Gap& gap : page.findings.gaps) {
    if (gap.kind == Gap::Kind::silent && !page.options.silent_gaps) continue;
    if (gap.amount && gap.amount->max && *gap.amount->max == 0) continue;
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

std::string kind_words(const Page& page, const Gap& gap) {
  switch (gap.kind) {
    case Gap::Kind::unverified:
      return "not verified by " + page.words.side(gap.side);
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
    return gap.thin_file ? "no count of theirs in this file for " + stretches : "they counted nothing for " + stretches;
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

// One row for all the figures that a figure cannot be compared with for the same reason.
std::vector<Gap> folded(const std::vector<const Gap*>& gaps) {
  std::vector<Gap> rows;
  for (const Gap* gap : gaps) {
    const auto same = [&](const Gap& row) {
      return row.kind == Gap::Kind::incomparable && row.claim == gap->claim && row.differs == gap->differs;
    };
    const auto found = gap->kind == Gap::Kind::incomparable ? std::find_if(rows.begin(), rows.end(), same) : rows.end();
    if (found == rows.end()) {
      rows.push_back(*gap);
    } else {
      found->against.insert(found->against.end(), gap->against.begin(), gap->against.end());
    }
  }
  return rows;
}

}  // namespace

void write_gaps(Page& page) {
  const std::vector<Gap> gaps = folded(in_order(page));
  if (gaps.empty()) return;
  page.heading("NOT ACCOUNTED FOR", "(gaps in what is on file, not findings)");
  const std::size_t shown = page.rows(gaps.size(), kGapRows);
  Table table({true, false, false, false}, 12);
  for (std::size_t i = 0; i < shown; ++i) {
    const Gap& gap = gaps[i];
    table.add({gap.kind == Gap::Kind::silent ? "" : page.words.tag(gap.claim), gap_amount(gap), kind_words(page, gap),
               detail_words(page, gap)});
  }
  table.write(page.out, 2, page.width());
  page.more(gaps.size(), shown, "gaps");
}

}  // namespace reltrack::report
