#include "report/subject.hpp"

#include <algorithm>

namespace reltrack {
namespace report {
namespace {

bool share_one(const std::vector<Index>& a, const std::vector<Index>& b) {
  return std::any_of(a.begin(), a.end(), [&](Index claim) { return among(b, claim); });
}

// Keeps the rows that `touches` says yes to, by their place; returns the places of those kept.
template <typename Row, typename Touches>
std::vector<std::size_t> keep(std::vector<Row>& rows, Touches touches) {
  std::vector<std::size_t> places;
  std::vector<Row> kept;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!touches(i)) continue;
    places.push_back(i);
    kept.push_back(std::move(rows[i]));
  }
  rows = std::move(kept);
  return places;
}

// Which rows touch the subject: of a claim, all that name it; of a finding, itself and what lies between its claims.
class Touch {
 public:
  Touch(const Findings& findings, const Subject& subject)
      : findings_(findings), subject_(subject), claims_(claims_of(findings, subject)) {}

  bool conflict(std::size_t i) const {
    if (is(Subject::Kind::problem)) {
      const auto& own = findings_.problems[subject_.index].conflicts;
      return std::find(own.begin(), own.end(), i) != own.end();
    }
    return is(Subject::Kind::conflict, i) || (one_claim() && among(findings_.conflicts[i].claims, claims_.front()));
  }
  bool problem(std::size_t i) const {
    const Problem& problem = findings_.problems[i];
    if (!one_claim() && !is(Subject::Kind::conflict)) return is(Subject::Kind::problem, i);
    return (one_claim() && among(problem.contested, claims_.front())) ||
           std::any_of(problem.conflicts.begin(), problem.conflicts.end(), [&](std::size_t c) { return conflict(c); });
  }
  bool condition(std::size_t i) const {
    return is(Subject::Kind::condition, i) || (one_claim() && among(findings_.conditions[i].claims, claims_.front()));
  }
  // The other of a pair too: what rules them out together stands in the row of one.
  bool reading(const ReadingFinding& reading) const {
    const auto paired = [&](const ReadingPair& p) { return pair(p) && (p.a == reading.claim || p.b == reading.claim); };
    return among(claims_, reading.claim) ||
           (one_claim() && reading.conflict && among(reading.conflict->claims, claims_.front())) ||
           std::any_of(findings_.reading_pairs.begin(), findings_.reading_pairs.end(), paired);
  }
  bool pair(const ReadingPair& pair) const { return among(claims_, pair.a) || among(claims_, pair.b); }
  bool overlap(const Overlap& overlap) const {
    const bool a = among(claims_, overlap.a), b = among(claims_, overlap.b);
    return one_claim() ? a || b : a && b;
  }
  bool gap(const Gap& gap) const {
    const bool own = among(claims_, gap.claim), against = share_one(gap.against, claims_);
    return one_claim() ? own || against : own && against;
  }

 private:
  bool is(Subject::Kind kind) const { return subject_.kind == kind; }
  bool is(Subject::Kind kind, std::size_t i) const { return is(kind) && subject_.index == i; }
  bool one_claim() const { return is(Subject::Kind::claim); }

  const Findings& findings_;
  const Subject& subject_;
  std::vector<Index> claims_;
};

// Of what one more count would settle, what touches the subject. `problems`: the places of those kept.
void keep_settled(OneMoreCount& count, const std::vector<std::size_t>& problems, const Subject& subject) {
  std::vector<std::size_t> settled;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    if (std::ranges::find(count.problems, problems[i]) != count.problems.end()) settled.push_back(i);
  }
  count.problems = std::move(settled);
  const auto other = [&](Index c) { return subject.kind != Subject::Kind::claim || c != subject.index; };
  std::erase_if(count.readings, other);
  std::erase_if(count.narrowed, other);
}

}  // namespace

bool among(const std::vector<Index>& claims, Index claim) {
  return std::find(claims.begin(), claims.end(), claim) != claims.end();
}

const Conflict* conflict_of(const Findings& findings, const Subject& subject) {
  switch (subject.kind) {
    case Subject::Kind::conflict:
      return &findings.conflicts[subject.index];
    case Subject::Kind::reading:
      return &*findings.readings[subject.index].conflict;
    case Subject::Kind::pair:
      return &*findings.reading_pairs[subject.index].conflict;
    case Subject::Kind::claim:
    case Subject::Kind::problem:
    case Subject::Kind::condition:
      break;
  }
  return nullptr;
}

const std::string& id_of(const Ledger& ledger, const Findings& findings, const Subject& subject) {
  if (const Conflict* conflict = conflict_of(findings, subject)) return conflict->id;
  if (subject.kind == Subject::Kind::problem) return findings.problems[subject.index].id;
  if (subject.kind == Subject::Kind::condition) return findings.conditions[subject.index].id;
  return ledger.claims[subject.index].id;
}

std::vector<Index> claims_of(const Findings& findings, const Subject& subject) {
  if (const Conflict* conflict = conflict_of(findings, subject)) return conflict->claims;
  if (subject.kind == Subject::Kind::condition) return findings.conditions[subject.index].claims;
  if (subject.kind == Subject::Kind::claim) return {static_cast<Index>(subject.index)};
  const Problem& problem = findings.problems[subject.index];
  std::vector<Index> all = problem.contested;
  for (const std::size_t c : problem.conflicts) {
    all.insert(all.end(), findings.conflicts[c].claims.begin(), findings.conflicts[c].claims.end());
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Findings touching(const Findings& findings, const Subject& subject) {
  const Touch touch(findings, subject);
  Findings out = findings;
  const std::vector<std::size_t> conflicts = keep(out.conflicts, [&](std::size_t i) { return touch.conflict(i); });
  const std::vector<std::size_t> problems = keep(out.problems, [&](std::size_t i) { return touch.problem(i); });
  if (out.one_count) keep_settled(*out.one_count, problems, subject);
  if (out.one_count && out.one_count->problems.empty() && out.one_count->readings.empty() &&
      out.one_count->narrowed.empty())
    out.one_count.reset();
  keep(out.conditions, [&](std::size_t i) { return touch.condition(i); });
  keep(out.readings, [&](std::size_t i) { return touch.reading(findings.readings[i]); });
  keep(out.reading_pairs, [&](std::size_t i) { return touch.pair(findings.reading_pairs[i]); });
  keep(out.overlaps, [&](std::size_t i) { return touch.overlap(findings.overlaps[i]); });
  keep(out.gaps, [&](std::size_t i) { return touch.gap(findings.gaps[i]); });
  out.overlap_count = out.overlaps.size();
  out.gap_count = out.gaps.size();
  out.condition_count = out.conditions.size();
  for (Problem& problem : out.problems) {  // where the conflicts that are left stand now
    std::vector<std::size_t> left;
    std::optional<std::size_t> telling;
    for (const std::size_t c : problem.conflicts) {
      const auto at = std::find(conflicts.begin(), conflicts.end(), c);
      if (at == conflicts.end()) continue;
      left.push_back(static_cast<std::size_t>(at - conflicts.begin()));
      if (!telling || c == problem.telling) telling = left.back();
    }
    problem.conflicts = std::move(left);
    problem.telling = telling;
  }
  return out;
}

}  // namespace report

namespace {

// Calls `see` with each id and what has it, in the order in which they are looked up.
template <typename See>
void each_subject(const Ledger& ledger, const Findings& findings, See see) {
  const auto all = [&](const auto& rows, Subject::Kind kind) {
    for (std::size_t i = 0; i < rows.size(); ++i) see(rows[i].id, Subject{kind, i});
  };
  const auto ruled_out = [&](const auto& rows, Subject::Kind kind) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].conflict) see(rows[i].conflict->id, Subject{kind, i});
    }
  };
  all(ledger.claims, Subject::Kind::claim);
  all(findings.problems, Subject::Kind::problem);
  all(findings.conflicts, Subject::Kind::conflict);
  all(findings.conditions, Subject::Kind::condition);
  ruled_out(findings.readings, Subject::Kind::reading);
  ruled_out(findings.reading_pairs, Subject::Kind::pair);
}

}  // namespace

std::vector<std::string> subject_ids(const Ledger& ledger, const Findings& findings) {
  std::vector<std::string> ids;
  each_subject(ledger, findings, [&](const std::string& id, const Subject&) { ids.push_back(id); });
  return ids;
}

std::optional<Subject> find_subject(const Ledger& ledger, const Findings& findings, std::string_view id) {
  std::optional<Subject> found;
  each_subject(ledger, findings, [&](const std::string& of, const Subject& subject) {
    if (!found && of == id) found = subject;
  });
  return found;
}

}  // namespace reltrack
