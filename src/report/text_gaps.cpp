// NOT ACCOUNTED FOR: what no figure on file covers, with the sums.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "base/add_new.hpp"
#include "report/gap_statements.hpp"
#include "report/layout.hpp"
#include "report/statements.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kGapRows = 8;
constexpr std::size_t kUncountedRows = 2;  // before the figures that cannot be compared; the rest come last
constexpr std::size_t kFiguresTold = 6;    // that a gap was taken against
// More rows than this of figures that cannot be compared are read by nobody, and each costs a pass over the figures.
constexpr std::size_t kIncomparableRows = 200;

Count size_of(const Gap& gap) { return gap.amount && gap.amount->min ? *gap.amount->min : Count{-1}; }

// Nothing missing, or anything from nothing to the whole claim.
bool says_nothing(const Page& page, const Gap& gap) {
  if (!gap.amount->max) return gap.amount->min.value_or(0) == 0;
  if (*gap.amount->max == 0) return true;
  const auto fits_whole = [&](const Reading& r) {
    return r.figure && !r.figure->percent && r.figure->people.max && *r.figure->people.max <= *gap.amount->max;
  };
  const auto& readings = page.ledger.claims[gap.claim].readings;
  return gap.kind != Gap::Kind::silent && gap.amount->min.value_or(0) == 0 &&
         std::all_of(readings.begin(), readings.end(), fits_whole);
}

// What a running count's total adds to its earlier figures is what its figures say anyway.
bool is_plain_step(const Page& page, const Gap& gap) {
  return !gap.against.empty() && std::all_of(gap.against.begin(), gap.against.end(), [&](Index other) {
    return page.words.same_running_count(gap.claim, other);
  });
}

// Whether a line is due to it. Where not everything is asked for, not to the steps of a running count, nor to a claim
// that another tells.
bool is_told(const Page& page, const Gap& gap) {
  const bool silent = gap.kind == Gap::Kind::silent;
  if (silent && !page.options.silent_gaps) return false;
  if (gap.amount && gap.amount->max == Count{0}) return false;
  if (page.everything() || silent) return true;
  return page.folds.leads(gap.claim) && !(gap.kind == Gap::Kind::unaccounted && is_plain_step(page, gap));
}

// Gaps with an amount, the largest first; then those that name a stretch; then what cannot be compared.
std::vector<const Gap*> in_order(const Page& page) {
  std::vector<const Gap*> gaps;
  for (const Gap& gap : page.findings.gaps) {
    if (is_told(page, gap)) gaps.push_back(&gap);
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
    const Count x = page.found.size(a->claim);
    const Count y = page.found.size(b->claim);
    if (x != y) return x > y;
    return page.ledger.claims[a->claim].id < page.ledger.claims[b->claim].id;
  });
  return gaps;
}

// A row of the table: the gap that tells most, with the others of its claim that are told beside it.
struct Row {
  Gap gap;
  std::vector<std::string> sides;  // that leave the same stretches open
  std::vector<Gap> others;         // by other sides
  std::vector<Index> claims;       // to which it applies alike
  bool by_reading = false;         // its amount is of one reading, or of several that leave different ones
};

// What a remainder was taken against, where no plain sum tells it.
std::string beside(const Page& page, const Gap& gap) {
  std::vector<Index> against;
  for (const Index claim : gap.against) {
    if (page.folds.leads(claim)) against.push_back(claim);
  }
  if (against.empty()) return {};
  if (against.size() > kFiguresTold) return "beside " + counted(against.size(), "figure");
  return "beside " + page.words.tags(against, "and");
}

// "not verified by Foro Penal: 116 - 56 = 60; by PUD: 116 - 76 = 40".
std::string verified_words(const Page& page, const Row& row) {
  std::string out = "not verified by " + page.words.side(row.gap.side) + (row.by_reading ? ", by reading" : "");
  std::string sum = gap_sum(page.words, row.gap);
  if (sum.empty()) sum = beside(page, row.gap);
  if (!sum.empty()) out += ": " + sum;
  for (const Gap& other : row.others) {
    sum = gap_sum(page.words, other);
    out += fmt::format("; by {}: {}", page.words.side(other.side), sum.empty() ? gap_amount(other) : sum);
  }
  return out;
}

// Whether these are all the sides but the claim's own that verify anything.
bool all_who_verify(const Page& page, const Row& row) {
  std::set<std::string> verify;
  for (Index c = 0; c < page.ledger.claims.size(); ++c) {
    const Claim& claim = page.ledger.claims[c];
    const auto verified = [](const Reading& r) { return r.basis == Basis::verified; };
    if (!page.selection.active(c) ||
        page.ledger.side_of(claim) == page.ledger.side_of(page.ledger.claims[row.gap.claim]))
      continue;
    if (std::any_of(claim.readings.begin(), claim.readings.end(), verified))
      verify.insert(page.words.side(page.ledger.side_of(claim)));
  }
  return verify.size() > 2 && verify == std::set<std::string>(row.sides.begin(), row.sides.end());
}

// "no count on file by Foro Penal or JEP: 23-24 Dec; by PUD: 23 Dec - 7 Jan"; "no verified count on file: 23-24 Dec".
std::string uncounted_words(const Page& page, const Row& row) {
  std::string out = row.gap.thin_file ? "no count on file by " : "nothing counted by ";
  out += listed(row.sides, "or");
  if (row.gap.thin_file && all_who_verify(page, row)) out = "no verified count on file";
  out += ": " + gap_stretches(page.words, row.gap, Years::outside);
  for (const Gap& other : row.others) {
    out += fmt::format("; by {}: {}", page.words.side(other.side), gap_stretches(page.words, other, Years::outside));
  }
  return out;
}

// "in no other figure: 401 - 116 - 88 = 197; so in 1-7 Jan".
std::string remainder_words(const Page& page, const Row& row) {
  const Gap& gap = row.gap;
  std::string out =
      gap.kind == Gap::Kind::unaccounted ? "in no other figure" + of_these_people(page.words, gap) : "not yet known";
  if (!gap.set_aside.empty()) out += fmt::format(" ({})", set_aside(page.words, gap));
  if (row.by_reading) out += ", by reading";
  std::string sum = gap_sum(page.words, gap);
  if (sum.empty()) sum = beside(page, gap);
  if (!sum.empty()) out += ": " + sum;
  const std::string stretches = gap_stretches(page.words, gap, Years::outside);
  if (gap.kind == Gap::Kind::unaccounted && !stretches.empty()) {
    const bool is_day =
        gap.stretches.size() == 1 && page.words.stretch(gap.stretches[0].from, gap.stretches[0].to).starts_with("on ");
    out += (stretches.starts_with("up to ") ? "; so " : is_day ? "; so on " : "; so in ") + stretches;
  }
  return out;
}

std::string detail_words(const Page& page, const Row& row) {
  const Gap& gap = row.gap;
  switch (gap.kind) {
    case Gap::Kind::unverified:
      return gap.amount ? verified_words(page, row) : uncounted_words(page, row);
    case Gap::Kind::unaccounted:
    case Gap::Kind::outstanding:
      return remainder_words(page, row);
    case Gap::Kind::silent:
      return fmt::format("nothing on file by {} for {}", page.words.side(gap.side),
                         gap_stretches(page.words, gap, Years::outside));
    case Gap::Kind::incomparable:
      return fmt::format("not comparable with {}: {}", page.words.tags(gap.against, "and"), gap_differences(gap));
  }
  return {};
}

bool same_stretch(const Stretch& a, const Stretch& b) { return a.from == b.from && a.to == b.to; }

bool same_stretches(const Gap& a, const Gap& b) {
  return std::equal(a.stretches.begin(), a.stretches.end(), b.stretches.begin(), b.stretches.end(), same_stretch);
}

// What both leave open: the days in both where they are dates, else the stretches that both name.
std::vector<Stretch> in_both(const Gap& a, const Gap& b) {
  const auto dated = [](const Stretch& s) {
    return s.from.kind == Instant::Kind::at && s.to.kind == Instant::Kind::at;
  };
  std::vector<Stretch> both;
  for (const Stretch& s : a.stretches) {
    for (const Stretch& t : b.stretches) {
      if (same_stretch(s, t)) {
        both.push_back(s);
      } else if (dated(s) && dated(t)) {
        const Stretch common{s.from.at < t.from.at ? t.from : s.from, s.to.at < t.to.at ? s.to : t.to};
        if (common.from.at < common.to.at) both.push_back(common);
      }
    }
  }
  return both;
}

// Parts of a day are told only where no whole day is left open.
void drop_hours(const Page& page, std::vector<Stretch>& stretches) {
  const auto short_one = [&](const Stretch& s) { return page.words.length(s.from, s.to) < kDay; };
  if (std::all_of(stretches.begin(), stretches.end(), short_one)) return;
  stretches.erase(std::remove_if(stretches.begin(), stretches.end(), short_one), stretches.end());
}

// The figures that the least amount was taken against stay with it, for its sum.
void widen(Gap& gap, const Gap& other) {
  CountRange& range = *gap.amount;
  const CountRange& by = *other.amount;
  if (by.min.value_or(0) < range.min.value_or(0)) gap.against = other.against;
  range.min = std::min(range.min.value_or(0), by.min.value_or(0));
  range.max = range.max && by.max ? std::optional(std::max(*range.max, *by.max)) : std::nullopt;
}

// Whether the gap is told in the row, which then says it too: the same amount under another reading of the claim, what
// another side has not verified of it, or the stretches for which another side has no count.
bool joins(const Page& page, Row& row, const Gap& gap) {
  Gap& into = row.gap;
  if (into.kind != gap.kind || into.claim != gap.claim || gap.kind == Gap::Kind::silent) return false;
  if (into.amount.has_value() != gap.amount.has_value()) return false;
  if (into.amount && into.side == gap.side) {
    row.by_reading = row.by_reading || into.amount != gap.amount;
    widen(into, gap);
    return true;
  }
  if (gap.kind != Gap::Kind::unverified || into.thin_file != gap.thin_file) return false;
  if (!gap.amount) {
    const std::vector<Stretch> both = in_both(into, gap);
    if (page.everything() ? same_stretches(into, gap) : !both.empty()) {
      into.stretches = both;
      const std::string side = page.words.side(gap.side);
      add_new(row.sides, side);
      return true;
    }
  }
  for (Gap& other : row.others) {
    if (other.side != gap.side) continue;
    if (!gap.amount) return same_stretches(other, gap);
    widen(other, gap);
    return true;
  }
  row.others.push_back(gap);
  return true;
}

// By how they differ and by figure: those that it cannot be compared with.
using Partners = std::map<std::pair<std::vector<Gap::Differs>, Index>, std::set<Index>>;

// Pairs that cannot be compared for the same reason, told from the figure that is in most of them.
void add_incomparable(const Page& page, Partners partners, std::vector<Row>& rows) {
  const auto rank = [&](Index c) { return std::pair(page.words.said_at(c), page.ledger.claims[c].id); };
  for (std::size_t told_rows = 0; !partners.empty() && told_rows < kIncomparableRows; ++told_rows) {
    const auto most = std::max_element(partners.begin(), partners.end(), [&](const auto& x, const auto& y) {
      if (x.second.size() != y.second.size()) return x.second.size() < y.second.size();
      return rank(x.first.second) > rank(y.first.second);
    });
    Row row;
    row.gap.kind = Gap::Kind::incomparable;
    row.gap.differs = most->first.first;
    row.gap.claim = most->first.second;
    row.claims = {row.gap.claim};
    row.gap.against = page.words.by_said({most->second.begin(), most->second.end()});
    for (const Index other : most->second) {
      const auto its = partners.find({row.gap.differs, other});
      its->second.erase(row.gap.claim);
      if (its->second.empty()) partners.erase(its);
    }
    partners.erase(most);
    // Another figure that differs from the same ones for the same reason is told in the same row.
    const auto alike = [&](const Row& other) {
      return other.gap.kind == Gap::Kind::incomparable && other.gap.differs == row.gap.differs &&
             other.gap.against == row.gap.against;
    };
    const auto same = page.everything() ? rows.end() : std::find_if(rows.begin(), rows.end(), alike);
    if (same == rows.end()) {
      rows.push_back(std::move(row));
    } else {
      same->claims.push_back(row.gap.claim);
    }
  }
}

// Leaves out what says nothing, and tells claims together that are open in the same way.
void tidy(const Page& page, std::vector<Row>& rows) {
  std::vector<Row> kept;
  for (Row& row : rows) {
    const auto nothing = [&](const Gap& gap) { return gap.amount && says_nothing(page, gap); };
    row.others.erase(std::remove_if(row.others.begin(), row.others.end(), nothing), row.others.end());
    if (nothing(row.gap)) continue;
    const bool uncounted = row.gap.kind == Gap::Kind::unverified && !row.gap.amount;
    if (uncounted) drop_hours(page, row.gap.stretches);
    const auto alike = [&](const Row& other) {
      return other.gap.kind == row.gap.kind && !other.gap.amount && other.gap.thin_file == row.gap.thin_file &&
             other.sides == row.sides && other.others.empty() && same_stretches(other.gap, row.gap);
    };
    const auto same = std::find_if(kept.begin(), kept.end(), alike);
    if (uncounted && row.others.empty() && same != kept.end()) {
      same->claims.push_back(row.gap.claim);
    } else {
      kept.push_back(std::move(row));
    }
  }
  rows = std::move(kept);
}

std::vector<Row> folded(const Page& page, const std::vector<const Gap*>& gaps) {
  std::vector<Row> rows;
  Partners incomparable;
  std::map<std::pair<Gap::Kind, Index>, std::vector<std::size_t>> by_claim;
  for (const Gap* gap : gaps) {
    if (gap->kind == Gap::Kind::incomparable) {
      for (const Index other : gap->against) {
        if (!page.folds.leads(other)) continue;
        incomparable[{gap->differs, gap->claim}].insert(other);
        incomparable[{gap->differs, other}].insert(gap->claim);
      }
      continue;
    }
    std::vector<std::size_t>& candidates = by_claim[{gap->kind, gap->claim}];
    const auto takes = [&](std::size_t i) { return joins(page, rows[i], *gap); };
    if (std::any_of(candidates.begin(), candidates.end(), takes)) continue;
    candidates.push_back(rows.size());
    rows.push_back({*gap, {page.words.side(gap->side)}, {}, {gap->claim}, gap->reading.has_value()});
  }
  if (!page.everything()) tidy(page, rows);
  const auto uncounted = [](const Row& row) { return row.gap.kind == Gap::Kind::unverified && !row.gap.amount; };
  std::size_t told = 0;
  const auto later = [&](const Row& row) { return uncounted(row) && ++told > kUncountedRows; };
  const auto first_later = page.everything() ? rows.end() : std::find_if(rows.begin(), rows.end(), later);
  const std::vector<Row> last(std::make_move_iterator(first_later), std::make_move_iterator(rows.end()));
  rows.erase(first_later, rows.end());
  add_incomparable(page, std::move(incomparable), rows);
  rows.insert(rows.end(), last.begin(), last.end());
  return rows;
}

}  // namespace

void write_gaps(Page& page) {
  const std::vector<Row> rows = folded(page, in_order(page));
  if (rows.empty()) return;
  page.heading("NOT ACCOUNTED FOR", "(gaps in what is on file, not findings)");
  const std::size_t shown = page.rows(rows.size(), kGapRows);
  Table table({false, false, false}, 12);
  for (std::size_t i = 0; i < shown; ++i) {
    const Gap& gap = rows[i].gap;
    table.add({gap.kind == Gap::Kind::silent ? "" : page.words.tags(rows[i].claims, "and"), gap_amount(gap),
               detail_words(page, rows[i])});
  }
  table.write(page.out, 2, page.width());
  page.more(rows.size(), shown);
}

}  // namespace reltrack::report
