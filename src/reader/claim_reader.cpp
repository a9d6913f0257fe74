#include "reader/claim_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "base/in_parallel.hpp"
#include "reader/claim_checks.hpp"
#include "reader/codes.hpp"
#include "reader/fields.hpp"
#include "reader/period_reader.hpp"

namespace reltrack {
namespace {

enum ClaimField {
  kId,
  kSource,
  kPopulation,
  kPeriod,
  kFigure,
  kMeasure,
  kBasis,
  kPartOf,
  kReadings,
  kSaid,
  kPublished,
  kCorrects,
  kWithdrawn,
  kDisputes,
  kRepeats,
  kVia,
  kUrl,
  kArchived,
  kQuote,
  kLanguage,
  kNote
};
constexpr KnownField kClaimFields[] = {{"id", true},
                                       {"source", true},
                                       {.name = "population", .awaited = true},
                                       {.name = "period", .awaited = true},
                                       {.name = "figure", .awaited = true},
                                       {"measure"},
                                       {"basis"},
                                       {"part_of"},
                                       {"readings"},
                                       {"said"},
                                       {"published"},
                                       {"corrects"},
                                       {"withdrawn"},
                                       {"disputes"},
                                       {"repeats"},
                                       {"via"},
                                       {"url"},
                                       {"archived"},
                                       {"quote"},
                                       {"language"},
                                       {"note"}};

enum ReadingField {
  kLabel,
  kReadingPopulation,
  kReadingPeriod,
  kReadingFigure,
  kReadingMeasure,
  kReadingBasis,
  kReadingPartOf
};
constexpr KnownField kReadingFields[] = {{"label", true}, {"population"}, {"period"}, {"figure"},
                                         {"measure"},     {"basis"},      {"part_of"}};

// What a reading is made of: its own fields over those of its claim.
struct Parts {
  Value population, period, figure, measure, basis, part_of;
  bool population_told = false, period_told = false, figure_told = false;  // left out, and told as misspelt
};

Value either(const Value& own, const Value& claims) { return own ? own : claims; }

Parts overlay(const Fields& own, const Parts& claim) {
  return {either(own[kReadingPopulation], claim.population),
          either(own[kReadingPeriod], claim.period),
          either(own[kReadingFigure], claim.figure),
          either(own[kReadingMeasure], claim.measure),
          either(own[kReadingBasis], claim.basis),
          either(own[kReadingPartOf], claim.part_of),
          own.misspelt(kReadingPopulation) || claim.population_told,
          own.misspelt(kReadingPeriod) || claim.period_told,
          own.misspelt(kReadingFigure) || claim.figure_told};
}

class ClaimReader {
 public:
  ClaimReader(Index index, Draft& draft, Problems& problems)
      : object_(draft.claims.place(index)),
        fields_(object_, kClaimFields, "a claim", problems),
        parts_{fields_[kPopulation],
               fields_[kPeriod],
               fields_[kFigure],
               fields_[kMeasure],
               fields_[kBasis],
               fields_[kPartOf],
               fields_.misspelt(kPopulation),
               fields_.misspelt(kPeriod),
               fields_.misspelt(kFigure)},
        claim_(draft.ledger.claims[index]),
        draft_(draft),
        problems_(problems) {}

  void read() {
    read_about();
    read_references();
    if (fields_[kReadings]) {
      read_readings();
    } else if (!only_disputes()) {
      claim_.readings.push_back(read_reading(parts_, object_));
    }
    if (claim_.readings.empty()) claim_.readings.emplace_back();  // until the denied claim is read, or after errors
  }

  // A claim that disputes and says nothing else: it speaks of what the denied claim speaks of.
  bool only_disputes() const {
    const bool empty =
        fields_[kDisputes] && fields_[kDisputes].is(json::Kind::array) && fields_[kDisputes].node->count == 0;
    return fields_[kDisputes] && !empty && !fields_[kFigure] && !fields_[kReadings];
  }

  // Requires: only_disputes(), and the denied claim is read.
  void read_denial(const Reading& denied) {
    Reading& reading = claim_.readings.front();
    reading.population = denied.population;
    reading.measure = denied.measure;
    reading.period = denied.period;
    reading.period_of_denied = !parts_.period;
    if (const auto population = draft_.populations.resolve(parts_.population, problems_)) {
      reading.population = *population;
    }
    if (const auto measure = draft_.measures.resolve(parts_.measure, problems_)) reading.measure = *measure;
    reading.basis = read_basis(parts_.basis);
    reading.part_of = draft_.claims.resolve(parts_.part_of, problems_);
    if (parts_.period) {
      const PeriodContext binds_nothing{draft_.ledger.measures[reading.measure].type, false, std::nullopt};
      if (auto period = read_period(parts_.period, binds_nothing, draft_, problems_))
        reading.period = std::move(*period);
    }
  }

 private:
  void read_about() {
    claim_.id = read_optional_text(fields_[kId], problems_);
    claim_.said = read_date_time(fields_[kSaid], problems_);
    claim_.published = read_date_time(fields_[kPublished], problems_);
    claim_.withdrawn = read_date_time(fields_[kWithdrawn], problems_);
    claim_.via = read_strings(fields_[kVia]);
    claim_.url = read_strings(fields_[kUrl]);
    claim_.archived = read_strings(fields_[kArchived]);
    claim_.quote = read_optional_text(fields_[kQuote], problems_);
    claim_.language = read_optional_text(fields_[kLanguage], problems_);
    claim_.note = read_optional_text(fields_[kNote], problems_);
  }

  void read_references() {
    claim_.source = draft_.sources.resolve(fields_[kSource], problems_).value_or(0);
    claim_.corrects = draft_.claims.resolve(fields_[kCorrects], problems_);
    claim_.repeats = draft_.claims.resolve(fields_[kRepeats], problems_);
    claim_.disputes = draft_.claims.resolve_all(fields_[kDisputes], problems_);
  }

  void read_readings() {
    const Value& list = fields_[kReadings];
    if (!expect_array(list, "a list of readings", problems_)) return;
    if (list.node->count < 2) {
      problems_.error(codes::kOneReading, list,
                      list.node->count == 0 ? "a claim has two readings or more, or none" : "one reading is no choice",
                      "put what it says into the claim itself, or add the other reading that the words allow");
    }
    claim_.has_readings = true;
    for (const Value element : list.children()) {
      if (!expect_object(element, "a reading: an object with a label", problems_)) continue;
      const Fields own(element, kReadingFields, "a reading", problems_);
      Reading reading = read_reading(overlay(own, parts_), element);
      reading.label = read_label(own[kLabel], problems_);
      claim_.readings.push_back(std::move(reading));
    }
    check_unused_parts();
  }

  // Fields of the claim that every reading overrides are checked all the same.
  void check_unused_parts() {
    draft_.populations.resolve(parts_.population, problems_);
    draft_.claims.resolve(parts_.part_of, problems_);
    read_basis(parts_.basis);
    if (parts_.figure) read_figure(parts_.figure, problems_);
    const auto measure = draft_.measures.resolve(parts_.measure, problems_);
    bool every_reading_has_period{parts_.period};
    for (const Value element : fields_[kReadings].children()) {
      every_reading_has_period = every_reading_has_period && element.is(json::Kind::object) && element.member("period");
    }
    if (!every_reading_has_period) return;
    read_period(parts_.period, {draft_.ledger.measures[measure.value_or(0)].type, false, std::nullopt}, draft_,
                problems_);
  }

  // `object` is the claim or its reading: what is missing is reported there.
  Reading read_reading(const Parts& parts, const Value& object) {
    Reading reading;
    if (!parts.population_told) require(parts.population, "population", object);
    if (!parts.period_told) require(parts.period, "period", object);
    if (!parts.figure_told) require(parts.figure, "figure", object);
    reading.population = draft_.populations.resolve(parts.population, problems_).value_or(0);
    const auto measure = draft_.measures.resolve(parts.measure, problems_);
    reading.measure = measure.value_or(0);
    reading.basis = read_basis(parts.basis);
    reading.part_of = draft_.claims.resolve(parts.part_of, problems_);
    if (parts.figure) reading.figure = read_figure(parts.figure, problems_);
    if (reading.figure && reading.figure->percent && !parts.part_of) {
      problems_.error(codes::kPercentOfNothing, parts.figure, fmt::format("{} of what?", reading.figure->text),
                      "name the claim that gives the whole: \"part_of\": \"its id\"");
    }
    const bool measure_known = measure || !parts.measure;
    if (parts.period && measure_known) {
      if (auto period = read_period(parts.period, context(reading), draft_, problems_))
        reading.period = std::move(*period);
    }
    return reading;
  }

  void require(const Value& value, std::string_view field, const Value& object) {
    if (value) return;
    const bool in_reading = object.node != object_.node;
    std::string message = in_reading ? fmt::format("this reading has no \"{0}\", and the claim gives none", field)
                                     : fmt::format("a claim needs the field \"{}\"", field);
    std::string hint;
    if (field == "figure" && !in_reading) {
      hint = "only a claim that denies others with `disputes` may do without";
    }
    Diagnostic& added = problems_.error(codes::kMissingField, object, std::move(message), std::move(hint));
    added.span.end = added.span.begin + 1;
  }

  Basis read_basis(const Value& value) {
    static constexpr std::string_view kBases[] = {"asserted", "verified", "announced"};
    return static_cast<Basis>(read_word(value, kBases, problems_).value_or(0));
  }

  std::vector<std::string> read_strings(const Value& value) {
    std::vector<std::string> out;
    for (const Value& text : read_texts(value, problems_)) out.emplace_back(text.node->text());
    return out;
  }

  PeriodContext context(const Reading& reading) const {
    return {draft_.ledger.measures[reading.measure].type, reading.basis != Basis::announced, claim_.when_said()};
  }

  Value object_;
  Fields fields_;
  Parts parts_;
  Claim& claim_;
  const Draft& draft_;
  Problems& problems_;
};

// Notes the claim and its id.
void declare_claim(const Value& claim, Draft& draft) {
  if (!expect_object(claim, "a claim: an object with an id and a source", draft.problems)) return;
  const Value id = claim.member("id");
  if (!id || !id.is(json::Kind::string)) {
    draft.claims.add("", claim);
    return;
  }
  const std::string_view name = id.node->text();
  check_id(name, id, false, draft.problems);
  const auto known = draft.claims.find(name);
  draft.claims.add(known ? "" : name, claim);
  if (!known) return;
  draft.problems
      .error(codes::kDuplicateClaim, id, fmt::format("there are two claims \"{}\"", name),
             "every claim needs an id of its own")
      .notes.push_back({draft.claims.place(*known).member("id").span(), "the first one"});
}

// Bare denials, until what they deny is read.
using Waiting = std::vector<std::pair<Index, ClaimReader>>;

// Reads the claims from `first` to before `end`.
Waiting read_from_to(Index first, Index end, Draft& draft, Problems& problems) {
  Waiting out;
  for (Index i = first; i < end; ++i) {
    ClaimReader reader(i, draft, problems);
    reader.read();
    if (reader.only_disputes()) out.emplace_back(i, reader);
  }
  return out;
}

// What bare denials deny may be a bare denial itself.
void read_denials(Waiting& waiting, Draft& draft) {
  if (waiting.empty()) return;
  constexpr std::size_t kRead = std::numeric_limits<std::size_t>::max();
  std::vector<std::size_t> place(draft.ledger.claims.size(), kRead);  // among the waiting
  for (std::size_t i = 0; i < waiting.size(); ++i) place[waiting[i].first] = i;
  std::vector<bool> visited(waiting.size(), false);
  std::vector<std::size_t> chain;  // each denies the next
  for (const auto& [index, reader] : waiting) {
    chain.clear();
    Index at = index;
    while (place[at] != kRead && !visited[place[at]] && !draft.ledger.claims[at].disputes.empty()) {
      visited[place[at]] = true;
      chain.push_back(place[at]);
      at = draft.ledger.claims[at].disputes.front();
    }
    if (place[at] != kRead) continue;  // a circle, or it hangs on one
    for (; !chain.empty(); chain.pop_back()) {
      auto& [denial, its_reader] = waiting[chain.back()];
      its_reader.read_denial(draft.ledger.claims[at].readings.front());
      place[denial] = kRead;
      at = denial;
    }
  }
  for (const auto& [index, reader] : waiting) {
    if (place[index] == kRead || draft.ledger.claims[index].disputes.empty()) continue;
    const Value disputes = draft.claims.place(index).member("disputes");
    draft.problems.error(codes::kCycle, disputes, "this denies what in the end only denies this",
                         "a claim that only disputes needs another with a figure at the end");
  }
}

}  // namespace

std::optional<Figure> read_figure(const Value& value, Problems& problems) {
  const bool number = value.is(json::Kind::number);
  if (!number && !value.is(json::Kind::string)) {
    problems.error(codes::kWrongType, value, fmt::format("expected a figure, got {}", kind_name(value.node->kind)),
                   "write 116, \">400\", \"56..76\" or \"~800\"; a claim that only denies has no `figure`");
    return std::nullopt;
  }
  auto parsed = parse_figure(value.node->text());
  if (Figure* figure = std::get_if<Figure>(&parsed)) return std::move(*figure);
  problems.error(codes::kFigure, value, std::move(std::get<std::string>(parsed)));
  return std::nullopt;
}

void declare_claims(const Value& ledger, Draft& draft) {
  const Value list = ledger.member("claims");
  if (!list || !expect_array(list, "a list of claims", draft.problems)) return;
  const std::size_t most = draft.claims.size() + list.node->count;
  const auto declare = [&] {
    draft.claims.reserve(most);
    for (const Value claim : list.children()) declare_claim(claim, draft);
  };
  // What is taken for so many claims is first touched here, so meanwhile.
  beside(
      declare, [&] { draft.ledger.claims.resize(most); }, worth_a_thread(most));
}

void read_claims(Draft& draft) {
  const auto claims = static_cast<Index>(draft.claims.size());
  draft.ledger.claims.resize(claims);  // less what was no object
  if (draft.ledger.sources.empty() && claims > 0) draft.ledger.sources.emplace_back();
  const Index middle = worth_a_thread(claims) ? claims / 2 : claims;
  Problems problems;  // of the second half
  Waiting waiting, more;
  beside([&] { waiting = read_from_to(0, middle, draft, draft.problems); },
         [&] { more = read_from_to(middle, claims, draft, problems); }, middle < claims);
  std::copy(more.begin(), more.end(), std::back_inserter(waiting));
  read_denials(waiting, draft);
  draft.problems.add_all(std::move(problems));
  check_claims(draft);
}

}  // namespace reltrack
