#include "report/json_rows.hpp"

#include <algorithm>

#include "reltrack/list.hpp"
#include "report/choices.hpp"
#include "report/gap_statements.hpp"
#include "report/statements.hpp"

namespace reltrack::report {
namespace {

constexpr std::string_view kRules[] = {"never-falls", "part-of-whole", "disjoint-parts",
                                       "balance",     "no-negative",   "order"};

template <typename Enum, std::size_t N>
std::string_view name_of(const std::string_view (&names)[N], Enum value) {
  return names[static_cast<std::size_t>(value)];
}

}  // namespace

void JsonRows::count_or_null(const std::optional<Count>& count) {
  if (count) {
    json_.number(*count);
  } else {
    json_.null();
  }
}

void JsonRows::ids(std::string_view key, const std::vector<Index>& claims) {
  json_.key(key).list(claims, [&](Index claim) { id(claim); });
}

void JsonRows::rests_on(const std::vector<Choice>& choices) {
  json_.key("rests_on").list(choices, [&](const Choice& choice) { json_.text(choice_statement(ledger_, choice)); });
}

void JsonRows::append(const Instant& at, std::string& out) const {
  switch (at.kind) {
    case Instant::Kind::moment:
      out += "moment:";
      out += ledger_.moments[at.index].id;
      return;
    case Instant::Kind::claim_start:
      out += "start:";
      out += ledger_.claims[at.index].id;
      return;
    case Instant::Kind::claim_end:
      out += "end:";
      out += ledger_.claims[at.index].id;
      return;
    case Instant::Kind::at:
      break;
  }
  out += at.at <= kBeforeAll || at.at >= kAfterAll ? ".." : format_minutes(at.at);
}

void JsonRows::instant(std::string_view key, const Instant& at) {
  scratch_.clear();
  append(at, scratch_);
  json_.key(key).text(scratch_);
}

std::string JsonRows::stretch(const Instant& from, const Instant& to) const {
  std::string out;
  append(from, out);
  out += '/';
  append(to, out);
  return out;
}

// --- Proofs ----------------------------------------------------------------------------------------------------------

void JsonRows::write(const ProofTerm& term) {
  json_.object([&] {
    if (term.assumed) {
      json_.key("assumed").boolean(true);
    } else {
      json_.key("claim");
      id(term.claim);
    }
    json_.key("value").number(term.value);
    json_.key("times").number(term.times);
    if (!term.assumed && ledger_.claims[term.claim].has_readings) {
      json_.key("reading").text(ledger_.claims[term.claim].readings[term.reading].label);
    }
    if (term.share) json_.key("share").boolean(true);
    instant("from", term.from);
    instant("to", term.to);
  });
}

void JsonRows::write(const ProofRule& rule) {
  json_.object([&] {
    json_.key("rule").text(name_of(kRules, rule.rule));
    if (rule.rule != Rule::order) {
      json_.key("measure").text(ledger_.measures[rule.measure].id);
      json_.key("population").text(ledger_.populations[rule.population].id);
    }
    if (!rule.parts.empty()) {
      json_.key("parts").list(rule.parts, [&](Index part) { json_.text(ledger_.populations[part].id); });
    }
    instant("from", rule.from);
    instant("to", rule.to);
    if (rule.claim) {
      json_.key("claim");
      id(*rule.claim);
    }
    json_.key("times").number(rule.times);
  });
}

void JsonRows::write(const ProofCase& split) {
  static constexpr std::string_view kKinds[] = {"reading", "between", "order", "count"};
  json_.object([&] {
    json_.key("kind").text(name_of(kKinds, split.kind));
    switch (split.kind) {
      case ProofCase::Kind::reading:
        json_.key("claim");
        id(split.claim);
        json_.key("reading").text(ledger_.claims[split.claim].readings[split.choice].label);
        break;
      case ProofCase::Kind::between:
        json_.key("moment").text(ledger_.moments[split.claim].id);
        json_.key("choice").number(split.choice);
        break;
      case ProofCase::Kind::order:
        instant("from", split.from);
        instant("to", split.to);
        break;
      case ProofCase::Kind::count:
        json_.key("measure").text(ledger_.measures[split.measure].id);
        json_.key("population").text(ledger_.populations[split.population].id);
        instant("from", split.from);
        instant("to", split.to);
        ends(split.limit.min, split.limit.max);
        break;
    }
    json_.key("proof");
    write(split.proof);
  });
}

void JsonRows::write(const Proof& proof) {
  const auto one = [&](const auto& row) { write(row); };
  json_.object([&] {
    json_.key("at_least").list(proof.at_least, one);
    json_.key("at_most").list(proof.at_most, one);
    json_.key("rules").list(proof.rules, one);
    json_.key("divisor").number(proof.divisor);
    json_.key("total_at_least").number(proof.total_at_least);
    json_.key("total_at_most").number(proof.total_at_most);
    if (!proof.cases.empty()) json_.key("cases").list(proof.cases, one);
  });
}

// The ends that are there, as conditions and cases name them.
void JsonRows::ends(const std::optional<Count>& min, const std::optional<Count>& max) {
  if (min) json_.key("at_least").number(*min);
  if (max) json_.key("at_most").number(*max);
}

// --- Findings --------------------------------------------------------------------------------------------------------

// Those of what rules a reading out too; `id`: the key of its id.
void JsonRows::members(std::string_view id, const Conflict& conflict) {
  json_.key(id).text(conflict.id);
  ids("claims", conflict.claims);
  json_.key("scope").text(conflict.scope);
  if (conflict.shortfall) json_.key("shortfall").number(*conflict.shortfall);
  json_.key("statement").text(conflict_statement(words_, conflict));
  json_.key("proof");
  write(conflict.proof);
}

void JsonRows::write(const Conflict& conflict) {
  json_.object([&] {
    members("id", conflict);
    rests_on(conflict.rests_on);
  });
}

void JsonRows::write(const Mend& mend) {
  json_.object([&] {
    json_.key("claim");
    id(mend.claim);
    json_.key("change").object([&] { json_.key(mend.field).text(mend.value); });
    if (mend.from) {
      json_.key("as");
      id(*mend.from);
    }
    json_.key("statement").text(mend_statement(words_, mend));
  });
}

void JsonRows::write(const Problem& problem) {
  json_.object([&] {
    json_.key("id").text(problem.id);
    json_.key("scope").text(problem.scope);
    ids("contested", problem.contested);
    json_.key("repairs").list(first_rows(problem.repairs, limit_), [&](const std::vector<Index>& repair) {
      json_.list(repair, [&](Index claim) { id(claim); });
    });
    json_.key("conflicts").list(first_rows(problem.conflicts, limit_), [&](std::size_t conflict) {
      json_.text(findings_.conflicts[conflict].id);
    });
    json_.key("statement").text(problem_statement(words_, findings_, problem));
    json_.key("mends").list(problem.mends, [&](const Mend& mend) { write(mend); });
  });
}

void JsonRows::write(const Condition& condition) {
  json_.object([&] {
    json_.key("id").text(condition.id);
    json_.key("scope").text(condition.scope);
    ids("claims", condition.claims);
    json_.key("period").text(stretch(condition.from, condition.to));
    json_.key("population").text(ledger_.populations[condition.population].id);
    json_.key("measure").text(ledger_.measures[condition.measure].id);
    ends(condition.count.min, condition.count.max);
    json_.key("statement").text(condition_statement(words_, condition));
    json_.key("proof");
    write(condition.proof);
  });
}

void JsonRows::write(const OneMoreCount& count) {
  json_.object([&] {
    json_.key("period").text(stretch(count.from, count.to));
    json_.key("population").text(ledger_.populations[count.population].id);
    json_.key("measure").text(ledger_.measures[count.measure].id);
    std::vector<std::string> problems;
    for (const std::size_t p : count.problems) problems.push_back(findings_.problems[p].id);
    json_.key("problems").list(problems, [&](const std::string& id) { json_.text(id); });
    ids("readings", count.readings);
    ids("narrowed", count.narrowed);
    json_.key("statement").text(one_count_statement(words_, findings_, count));
  });
}

void JsonRows::write(const CountRange& range) {
  json_.object([&] {
    json_.key("min");
    count_or_null(range.min);
    json_.key("max");
    count_or_null(range.max);
  });
}

void JsonRows::write(const Overlap& overlap) {
  static constexpr std::string_view kTimes[] = {"same", "contains", "within", "crosses"};
  static constexpr std::string_view kPopulations[] = {"same", "contains", "within", "may-share"};
  json_.object([&] {
    json_.key("a");
    id(overlap.a);
    json_.key("b");
    id(overlap.b);
    json_.key("time").text(name_of(kTimes, overlap.time));
    json_.key("population").text(name_of(kPopulations, overlap.population));
    if (overlap.shared) {
      json_.key("shared");
      write(*overlap.shared);
    }
  });
}

void JsonRows::write(const Gap& gap) {
  static constexpr std::string_view kKinds[] = {"unverified", "unaccounted", "outstanding", "silent", "incomparable"};
  static constexpr std::string_view kDiffers[] = {"measure", "population", "start"};
  json_.object([&] {
    json_.key("kind").text(name_of(kKinds, gap.kind));
    json_.key("claim");
    id(gap.claim);
    if (gap.reading) json_.key("reading").text(ledger_.claims[gap.claim].readings[*gap.reading].label);
    if (gap.amount) {
      json_.key("amount");
      write(*gap.amount);
    }
    ids("against", gap.against);
    if (!gap.set_aside.empty()) ids("set_aside", gap.set_aside);
    json_.key("side").text(gap.side);
    if (!gap.stretches.empty()) {
      json_.key("stretches").list(gap.stretches, [&](const Stretch& s) { json_.text(stretch(s.from, s.to)); });
    }
    if (!gap.differs.empty()) {
      json_.key("differs").list(gap.differs, [&](Gap::Differs d) { json_.text(name_of(kDiffers, d)); });
    }
    if (gap.thin_file) json_.key("thin_file").boolean(true);
    json_.key("statement").text(gap_statement(words_, gap));
  });
}

// The readings of other claims that this one does not hold with. Each pair stands in both rows, its proof in the first.
void JsonRows::not_with(Index claim, Index reading) {
  std::vector<const ReadingPair*> pairs;
  for (const ReadingPair& p : findings_.reading_pairs) {
    const bool here = (p.a == claim && p.reading_of_a == reading) || (p.b == claim && p.reading_of_b == reading);
    if (here) pairs.push_back(&p);
  }
  if (pairs.empty()) return;
  json_.key("not_with").list(pairs, [&](const ReadingPair* p) {
    const bool first = p->a == claim;
    const Claim& other = ledger_.claims[first ? p->b : p->a];
    json_.object([&] {
      json_.key("claim").text(other.id);
      json_.key("label").text(other.readings[first ? p->reading_of_b : p->reading_of_a].label);
      if (!p->conflict) return;
      if (first) {
        members("conflict", *p->conflict);
      } else {
        json_.key("conflict").text(p->conflict->id);
      }
    });
  });
}

void JsonRows::write(const std::vector<const ReadingFinding*>& readings) {
  const auto one = [&](const ReadingFinding* reading) {
    json_.object([&] {
      json_.key("label").text(ledger_.claims[reading->claim].readings[reading->reading].label);
      json_.key("holds").boolean(reading->holds);
      if (reading->conflict) members("conflict", *reading->conflict);
      not_with(reading->claim, reading->reading);
    });
  };
  json_.object([&] {
    json_.key("claim");
    id(readings.front()->claim);
    json_.key("readings").list(readings, one);
  });
}

void JsonRows::write(const RangeFinding& finding) {
  json_.object([&] {
    json_.key("min");
    count_or_null(finding.range.min);
    json_.key("max");
    count_or_null(finding.range.max);
    if (!finding.min_tight) json_.key("min_tight").boolean(false);
    if (!finding.max_tight) json_.key("max_tight").boolean(false);
    if (finding.min_proof) {
      json_.key("min_proof");
      write(*finding.min_proof);
    }
    if (finding.max_proof) {
      json_.key("max_proof");
      write(*finding.max_proof);
    }
  });
}

void JsonRows::ranges(const ReadingRanges& ranges) {
  if (ranges.implied) {
    json_.key("implied");
    write(*ranges.implied);
  }
  if (ranges.own) {
    json_.key("own");
    write(*ranges.own);
  }
}

void JsonRows::write(Index index, const ClaimFinding& finding) {
  const Claim& claim = ledger_.claims[index];
  json_.object([&] {
    json_.key("id").text(claim.id);
    json_.key("status").text(status_word(finding.status));
    if (claim.has_readings && !finding.ranges.empty()) {
      json_.key("readings").list(finding.ranges, [&](const ReadingRanges& of_reading) {
        json_.object([&] {
          json_.key("label").text(claim.readings[of_reading.reading].label);
          ranges(of_reading);
        });
      });
    } else if (!finding.ranges.empty()) {
      ranges(finding.ranges.front());
    }
    ids("disputed_by", finding.disputed_by);
    json_.key("independent_sources").number(finding.independent_sources);
    rests_on(finding.rests_on);
  });
}

}  // namespace reltrack::report
