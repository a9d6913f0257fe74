// The page of one claim.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "report/check_words.hpp"
#include "report/explain_page.hpp"
#include "report/gap_statements.hpp"
#include "report/prose.hpp"
#include "report/statements.hpp"
#include "report/subject.hpp"
#include "report/text_sections.hpp"

namespace reltrack::report {
namespace {

std::string_view basis_words(const Reading& reading) {
  switch (reading.basis) {
    case Basis::asserted:
      return reading.period.at_moment ? "said to be so" : "said to have happened";
    case Basis::verified:
      return "checked case by case";
    case Basis::announced:
      break;
  }
  return "announced, not said to have happened: it changes no sum";
}

// Whether one figure's time and people lie within the other's: of `overlap` the first's within the second's, or the
// other way round.
bool lies_inside(const Overlap& overlap, bool first) {
  const auto time = first ? TimeRelation::within : TimeRelation::contains;
  const auto people = first ? PopulationRelation::within : PopulationRelation::contains;
  return (overlap.time == TimeRelation::same || overlap.time == time) &&
         (overlap.population == PopulationRelation::same || overlap.population == people);
}

// How two figures overlap, seen from one of them. `smaller`: it is the smaller figure; a checked one may be less than
// what is inside it. `all`: what they share is all that the smaller figure counts at least. Requires: some world holds
// both.
std::string_view relation_words(const Overlap& overlap, bool first, bool smaller, bool all) {
  const bool some = overlap.shared->min.value_or(0) > 0;
  const bool inside = lies_inside(overlap, first), around = lies_inside(overlap, !first);
  if (inside && around) return "counts the same group over the same days as";
  if (inside && smaller) return !some ? "may be inside" : all ? "is inside" : "is at least partly inside";
  if (around && !smaller) return !some ? "may include" : all ? "includes" : "includes at least part of";
  return some ? "shares people with" : "may share people with";
}

// A statement about a claim, on the claim's own page.
std::string without_head(std::string statement, const std::string& named) {
  // Where only one of its readings leaves it: "..., read as ...: ..."
  if (statement.starts_with(named + ": ") || statement.starts_with(named + ", ")) statement.erase(0, named.size() + 2);
  return sentence(std::move(statement));
}

bool uses(const std::optional<RangeFinding>& range, Index claim) {
  if (!range) return false;
  return (range->min_proof && among(claims_in(*range->min_proof), claim)) ||
         (range->max_proof && among(claims_in(*range->max_proof), claim));
}

}  // namespace

void ExplainPage::words_said(Index c) {
  const Claim& claim = ledger_.claims[c];
  const Source& source = ledger_.sources[claim.source];
  std::string who = words_.name(claim.source);
  if (!source.role.empty()) who += fmt::format(" ({})", one_line(source.role));
  std::string what = words_.figure(c);
  if (const Reading& first = claim.readings.front(); first.figure) {
    const bool one = !claim.has_readings && is_one(words_, first);
    what += ' ' + noun(words_, first.population, Language::english, one);
    if (ledger_.measures[first.measure].id != "released") what += ", " + words_.measure(first.measure);
  }
  const std::string when = words_.said(c, Years::always);
  head(fmt::format("{}: {}, {}{}", one_line(claim.id), what, who, when.empty() ? "" : ", " + when));
  const auto line = [&](const std::string& text) { paragraph(out_, "", 2, text, options_.width); };
  if (!claim.quote.empty()) line('"' + one_line(claim.quote) + '"');
  if (!claim.via.empty()) {
    std::vector<std::string> carriers;
    for (const std::string& via : claim.via) carriers.push_back(one_line(via));
    line("Carried by " + listed(carriers, "and") + (carriers.size() > 1 ? ": one voice, however many carry it." : "."));
  }
  for (const std::string& url : claim.url) line(one_line(url));
  for (const std::string& copy : claim.archived) line(one_line(copy));
  if (!claim.note.empty()) line(one_line(claim.note));
  out_ += '\n';
}

// What it says of other claims.
void ExplainPage::named_claims(const Claim& claim) {
  if (claim.repeats) {
    const std::string why = why_left_out(words_, selection_, *claim.repeats);
    page_.row("ON FILE", fmt::format("Repeats {}{}: no second voice.", words_.named(*claim.repeats),
                                     why.empty() ? "" : ", " + why));
  }
  if (claim.corrects) page_.row("ON FILE", fmt::format("Corrects {}.", words_.named(*claim.corrects)));
  for (const Index d : claim.disputes) page_.row("ON FILE", fmt::format("Denies {}.", words_.named(d)));
  for (const Reading& reading : claim.readings) {
    if (!reading.part_of) continue;
    page_.row("ON FILE", fmt::format("A share of {}.", words_.named(*reading.part_of)));
    break;
  }
}

void ExplainPage::on_file(Index c) {
  const Claim& claim = ledger_.claims[c];
  if (!selection_.active(c)) page_.row("ON FILE", fmt::format("Left out: {}.", why_left_out(words_, selection_, c)));
  std::vector<Index> told;
  for (const Reading& reading : claim.readings) {
    if (!claim.has_readings) {
      page_.row("ON FILE", all_periods(words_, c, Years::always) +
                               (reading.figure ? fmt::format("; {}.", basis_words(reading)) : "."));
    }
    if (among(told, reading.population)) continue;
    told.push_back(reading.population);
    const Population& whom = ledger_.populations[reading.population];
    std::string counts = "Counts " + one_line(whom.label.empty() ? whom.id : whom.label);
    if (!whom.definition.empty()) counts += ": " + one_line(whom.definition);
    page_.row("ON FILE", counts + (counts.ends_with('.') ? "" : "."));
  }
  named_claims(claim);
  const std::size_t sides = findings_.claims[c].independent_sources;
  if (sides > 1) page_.row("ON FILE", sentence(small_number(sides) + " sides say this or something stronger"));
  for (const Index d : findings_.claims[c].disputed_by) {
    const std::string& quote = ledger_.claims[d].quote;
    page_.row("DENIED BY", words_.who_when(d) + (quote.empty() ? "." : ": \"" + cut(one_line(quote), 160) + '"'));
  }
}

void ExplainPage::range(std::string_view head, std::string_view whose, const RangeFinding& found, Index c) {
  if (says_nothing(found.range)) {
    page_.row(head, fmt::format("{} leave it open.", whose));
    return;
  }
  page_.row(head, fmt::format("{} put {} there.", whose, range_words(found.range)));
  if (found.range.min.value_or(0) > 0 && found.min_proof) sum(*found.min_proof, SumOf::least, c, *found.range.min);
  if (found.range.max && found.max_proof) sum(*found.max_proof, SumOf::greatest, c, *found.range.max);
  if (!found.min_tight || !found.max_tight) page_.row(head, "The search was cut short: it may be narrower.");
}

void ExplainPage::ranges(Index c, const ReadingRanges& found) {
  const Index source = ledger_.claims[c].source;
  if (found.implied) range("OTHERS SAY", "Other sides' figures", *found.implied, c);
  if (found.own && !says_nothing(found.own->range)) {
    range("OWN SIDE", fmt::format("The other figures of {}", words_.side(ledger_.sources[source].side)), *found.own, c);
  }
}

void ExplainPage::readings(Index c) {
  if (ledger_.claims[c].has_readings) {
    for (Index r = 0; r < ledger_.claims[c].readings.size(); ++r) reading(c, r);
  } else {
    for (const ReadingRanges& r : findings_.claims[c].ranges) ranges(c, r);
  }
}

void ExplainPage::reading(Index c, Index r) {
  const Reading& meant = ledger_.claims[c].readings[r];
  const auto judged = std::find_if(findings_.readings.begin(), findings_.readings.end(),
                                   [&](const ReadingFinding& f) { return f.claim == c && f.reading == r; });
  const bool known = judged != findings_.readings.end();
  page_.row("READINGS", fmt::format("{}. {} [{}; {}]{}", r + 1, one_line(meant.label),
                                    words_.period(meant, Years::always), basis_words(meant),
                                    !known          ? ""
                                    : judged->holds ? ": fits."
                                                    : ": is out."));
  if (known && judged->conflict) sum(judged->conflict->proof, SumOf::conflict, c);
  for (const ReadingPair& pair : findings_.reading_pairs) {
    const bool first = pair.a == c && pair.reading_of_a == r;
    if (!pair.conflict || (!first && (pair.b != c || pair.reading_of_b != r))) continue;
    const Index other = first ? pair.b : pair.a, read = first ? pair.reading_of_b : pair.reading_of_a;
    page_.below(3, fmt::format("Not together with {}, read as \"{}\":", words_.named(other),
                               one_line(ledger_.claims[other].readings[read].label)));
    sum(pair.conflict->proof, SumOf::conflict, c);
  }
  const auto told_in_short = [&](std::string_view whose, const std::optional<RangeFinding>& range) {
    if (!range) return;
    page_.below(3, says_nothing(range->range) ? fmt::format("{} leave it open.", whose)
                                              : fmt::format("{} put {} there.", whose, range_words(range->range)));
  };
  for (const ReadingRanges& of : findings_.claims[c].ranges) {
    if (of.reading != r) continue;
    told_in_short("Other sides' figures", of.implied);
    told_in_short("Its own side's others", of.own);
  }
}

void ExplainPage::problems(Index c) {
  for (const Problem& problem : findings_.problems) {
    const bool contested = among(problem.contested, c);
    const auto holds = [&](std::size_t i) { return among(findings_.conflicts[i].claims, c); };
    auto with = std::find_if(problem.conflicts.begin(), problem.conflicts.end(), holds);
    if (problem.telling && holds(*problem.telling))
      with = std::find(problem.conflicts.begin(), problem.conflicts.end(), *problem.telling);
    if (!contested && with == problem.conflicts.end()) continue;
    page_.row("TO SETTLE", fmt::format("{}: {} {}", problem.id, problem_question(words_, problem),
                                       contested ? must_give(words_, problem) + "."
                                                 : "It stands beside, and is not in doubt there."));
    if (with == problem.conflicts.end()) continue;
    sum(findings_.conflicts[*with].proof, SumOf::conflict, c);
    const bool two = problem.contested.size() == 2;
    for (const Mend& mend : problem.mends) page_.below(3, sentence(mend_statement(words_, mend, two, false)));
  }
  std::vector<std::string> conditions;
  for (const Condition& condition : narrow_conditions(words_, findings_.conditions, false)) {
    if (!among(condition.claims, c)) continue;
    conditions.push_back(fmt::format("{}: {}", condition.id, condition_statement(words_, condition)));
  }
  rows("ONLY IF", conditions);
}

std::string ExplainPage::some(std::vector<std::string> names) const {
  const std::size_t all = names.size(), shown = told(all);
  names.resize(shown);
  if (shown < all) names.push_back(fmt::format("{} more", all - shown));
  return listed(names, "and");
}

std::string ExplainPage::names_of(const std::vector<Index>& claims) const {
  std::vector<std::string> names;
  for (const Index c : claims) names.push_back(words_.named(c));
  return some(std::move(names));
}

std::string_view ExplainPage::relation_to(Index c, Index other, const Overlap& overlap) const {
  if (!overlap.shared)
    return found_.clash_alone(overlap) ? "cannot hold beside" : "cannot hold, with the rest of the record, beside";
  if (found_.is_part(c, other)) return "is inside";
  if (found_.is_part(other, c)) return "includes";
  const bool smaller = found_.size(c) <= found_.size(other);
  return relation_words(overlap, overlap.a == c, smaller, found_.shares_all(overlap, smaller ? c : other));
}

void ExplainPage::do_not_add(Index c) {
  std::map<std::string_view, std::vector<Index>> by_relation;
  std::vector<std::string_view> order;
  for (const Overlap& overlap : findings_.overlaps) {
    if ((overlap.a != c && overlap.b != c) || !may_count_twice(ledger_, overlap)) continue;
    const Index other = overlap.a == c ? overlap.b : overlap.a;
    if (!folds_.leads(other)) continue;
    const std::string_view relation = relation_to(c, other, overlap);
    if (by_relation[relation].empty()) order.push_back(relation);
    by_relation[relation].push_back(other);
  }
  for (const std::string_view relation : order) {
    page_.row("DO NOT ADD", fmt::format("It {} {}.", relation, names_of(words_.by_said(by_relation[relation]))));
  }
}

void ExplainPage::gaps(Index c) {
  std::vector<std::string> missing;
  std::map<std::string, std::vector<Index>> by_difference;
  for (const Gap& gap : findings_.gaps) {
    if (gap.kind == Gap::Kind::incomparable) {
      if (gap.claim != c && !among(gap.against, c)) continue;
      std::vector<Index>& others = by_difference[gap_differences(gap)];
      const std::vector<Index> its = gap.claim == c ? gap.against : std::vector<Index>{gap.claim};
      std::ranges::copy_if(its, std::back_inserter(others), [&](Index other) { return folds_.leads(other); });
      continue;
    }
    if (gap.claim != c || gap.kind == Gap::Kind::silent || (gap.amount && gap.amount->max == Count{0})) continue;
    missing.push_back(without_head(gap_statement(words_, gap), words_.named(c)));
  }
  rows("MISSING", missing);
  for (const auto& [difference, others] : by_difference) {
    if (others.empty()) continue;
    page_.row("COMPARE NOT", fmt::format("With {}: {}.", names_of(words_.by_said(others)), difference));
  }
}

void ExplainPage::hangs_on(Index c) {
  std::vector<std::string> shares, repeats, ranges_of, ruled_out;
  for (Index other = 0; other < ledger_.claims.size(); ++other) {
    const Claim& claim = ledger_.claims[other];
    if (other == c || !selection_.active(other)) continue;
    if (claim.repeats == c) repeats.push_back(words_.who_when(other));
    if (std::any_of(claim.readings.begin(), claim.readings.end(), [&](const Reading& r) { return r.part_of == c; }))
      shares.push_back(words_.named(other));
    const auto& found = findings_.claims[other].ranges;
    if (std::any_of(found.begin(), found.end(),
                    [&](const ReadingRanges& r) { return uses(r.implied, c) || uses(r.own, c); }))
      ranges_of.push_back(words_.named(other));
  }
  for (const ReadingFinding& reading : findings_.readings) {
    if (reading.claim != c && reading.conflict && among(reading.conflict->claims, c)) {
      ruled_out.push_back(fmt::format("{}, read as \"{}\"", words_.named(reading.claim),
                                      one_line(ledger_.claims[reading.claim].readings[reading.reading].label)));
    }
  }
  const auto tell = [&](const std::string& lead, std::vector<std::string> names) {
    if (!names.empty()) page_.row("HANGS ON IT", lead + some(std::move(names)) + ".");
  };
  tell("A share of it: ", shares);
  tell("Repeated, and counted as one voice: by ", repeats);
  tell("It rules out ", ruled_out);
  tell("It is part of the sums behind what the record says of ", ranges_of);
  if (shares.empty() && ruled_out.empty() && ranges_of.empty() && selection_.active(c))
    page_.row("HANGS ON IT", "No sum for another figure uses it.");
}

// What one more count would do for the claim.
void ExplainPage::would_help(Index c) {
  if (!findings_.one_count) return;
  const OneMoreCount& count = *findings_.one_count;
  std::vector<std::string> does;
  for (const std::size_t p : count.problems) {
    if (among(findings_.problems[p].contested, c)) does.push_back("settle " + findings_.problems[p].id);
  }
  if (among(count.readings, c)) does.emplace_back("settle what was meant");
  if (among(count.narrowed, c)) does.emplace_back("narrow what others say of it");
  if (does.empty()) return;
  page_.row("WOULD HELP", sentence(fmt::format("{} would {}", one_count_fact(words_, count), listed(does, "and"))));
}

void ExplainPage::to_print(const AskedClaim& asked) {
  out_ += '\n';
  const std::string& label = asked.question.asked.label;
  if (!label.empty()) page_.row("WRITE", fmt::format("Read as \"{}\":", one_line(label)));
  page_.row("WRITE", wording(words_, asked.question, asked.answer, Language::english));
  page_.row("ESCRIBIR", wording(words_, asked.question, asked.answer, Language::spanish));
}

void ExplainPage::claim(Index c, const std::optional<AskedClaim>& asked) {
  words_said(c);
  on_file(c);
  readings(c);
  problems(c);
  do_not_add(c);
  gaps(c);
  hangs_on(c);
  would_help(c);
  std::vector<Choice> moments;  // all else it rests on stands above
  for (const Choice& choice : findings_.claims[c].rests_on) {
    const bool needed = std::ranges::any_of(found_.holding(c), [&](Index r) {
      const Period& period = ledger_.claims[c].readings[r].period;
      return period.start.moment == choice.index || period.end.moment == choice.index;
    });
    if (choice.kind == Choice::Kind::moment && needed) moments.push_back(choice);
  }
  choices(moments);
  if (asked) to_print(*asked);
}

}  // namespace reltrack::report
