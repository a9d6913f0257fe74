#include "reader/catalogue_reader.hpp"

#include <fmt/format.h>

#include <map>

#include "base/date.hpp"
#include "reader/codes.hpp"
#include "reader/cycles.hpp"
#include "reader/fields.hpp"
#include "reader/period_reader.hpp"

namespace reltrack {
namespace {

// Whether two values say the same: the order of members does not matter.
bool same(const Value& a, const Value& b) {
  if (a.node->kind != b.node->kind || a.node->text() != b.node->text() || a.node->count != b.node->count) return false;
  if (a.is(json::Kind::object)) {
    std::map<std::string_view, Value> members;
    for (const Value child : a.children()) members.emplace(child.node->key(), child);
    for (const Value child : b.children()) {
      const auto found = members.find(child.node->key());
      if (found == members.end() || !same(found->second, child)) return false;
    }
    return true;
  }
  if (!a.is(json::Kind::array)) return true;
  auto other = b.children().begin();
  for (const Value child : a.children()) {
    if (!same(child, *other)) return false;
    ++other;
  }
  return true;
}

void declare(const Value& section, Names& names, Problems& problems) {
  if (!section || !expect_object(section, fmt::format("an object of {}s by their ids", names.noun()), problems)) return;
  for (const Value entry : section.children()) {
    const std::string_view id = entry.node->key();
    check_id(id, entry, true, problems);
    if (!expect_object(entry, fmt::format("an object that describes the {}", names.noun()), problems)) continue;
    const auto known = names.find(id);
    if (!known) {
      names.add(id, entry);
    } else if (!names.place(*known)) {
      names.set_place(*known, entry);
    } else if (names.place(*known).document != entry.document && !same(names.place(*known), entry)) {
      problems
          .error_at_key(codes::kClash, entry,
                        fmt::format("two files describe the {} \"{}\" differently", names.noun(), id),
                        "make the two alike, or give one another id")
          .notes.push_back({names.place(*known).key_span(), "described here too"});
    }
  }
}

void read_source(const Value& object, Index index, Draft& draft) {
  enum { kName, kKind, kSide, kRole, kUrl, kNote };
  static constexpr KnownField kFields[] = {{"name", true}, {"kind", true}, {"side"}, {"role"}, {"url"}, {"note"}};
  static constexpr std::string_view kKinds[] = {"official", "monitor", "opposition", "international", "media", "other"};
  Problems& problems = draft.problems;
  const Fields fields(object, kFields, "a source", problems);
  Source& source = draft.ledger.sources[index];
  source.id = draft.sources.id(index);
  source.name = read_label(fields[kName], problems);
  source.kind = static_cast<SourceKind>(read_word(fields[kKind], kKinds, problems).value_or(5));
  source.side = fields[kSide] ? read_label(fields[kSide], problems) : source.id;
  source.role = read_optional_text(fields[kRole], problems);
  source.url = read_optional_text(fields[kUrl], problems);
  source.note = read_optional_text(fields[kNote], problems);
}

void check_side(const Value& object, Index index, Draft& draft) {
  const Source& source = draft.ledger.sources[index];
  const Value side = object.member("side");
  if (source.side == "joint") {
    const std::string message = "\"joint\" names the sum of all sides in reports and can be no side";
    if (side) {
      draft.problems.error(codes::kSideName, side, message, "give the side another name");
    } else {
      draft.problems.error_at_key(codes::kSideName, object, message, "give the source another id, or a side");
    }
    return;
  }
  const auto other = draft.sources.find(source.side);
  if (!side || !other || *other == index) return;
  draft.problems
      .error(codes::kSideName, side, fmt::format("the side \"{}\" has the id of another source", source.side),
             fmt::format("name the side otherwise, and give \"{}\" that side too if the two speak for one party",
                         source.side))
      .notes.push_back({draft.sources.place(*other).key_span(), "the source with that id"});
}

void read_population(const Value& object, Index index, Draft& draft) {
  enum { kLabel, kWithin, kDisjoint, kDefinition, kUrl, kNote };
  static constexpr KnownField kFields[] = {{"label", true}, {"within"}, {"disjoint"},
                                           {"definition"},  {"url"},    {"note"}};
  Problems& problems = draft.problems;
  const Fields fields(object, kFields, "a population", problems);
  Population& population = draft.ledger.populations[index];
  population.id = draft.populations.id(index);
  population.label = read_label(fields[kLabel], problems);
  population.within = draft.populations.resolve_all(fields[kWithin], problems);
  population.disjoint = read_boolean(fields[kDisjoint], problems).value_or(false);
  population.definition = read_optional_text(fields[kDefinition], problems);
  population.url = read_optional_text(fields[kUrl], problems);
  population.note = read_optional_text(fields[kNote], problems);
}

constexpr Index kBuiltInMeasures = 3;
enum MeasureField { kType, kMeasureLabel, kIn, kOut };

// The type, which what is built in keeps.
void read_measure_type(const Value& object, const Value& type, Index index, Draft& draft) {
  static constexpr std::string_view kTypes[] = {"flow", "stock"};
  Measure& measure = draft.ledger.measures[index];
  const auto word = read_word(type, kTypes, draft.problems);
  if (index < kBuiltInMeasures) {
    if (word && static_cast<MeasureType>(*word) != measure.type) {
      draft.problems.error(
          codes::kBuiltInType, type,
          fmt::format("\"{}\" is built in as a {}", measure.id, kTypes[static_cast<std::size_t>(measure.type)]),
          "give a measure of another type another id");
    }
    return;
  }
  if (word) measure.type = static_cast<MeasureType>(*word);
  if (!type) {
    draft.problems.error(codes::kMissingField, object, "a measure needs the field \"type\": \"flow\" or \"stock\"")
        .span.end = object.span().begin + 1;
  }
}

void read_measure(const Value& object, Index index, Draft& draft) {
  static constexpr KnownField kFields[] = {{"type"}, {"label"}, {"in"}, {"out"}, {"note"}};
  Problems& problems = draft.problems;
  const Fields fields(object, kFields, "a measure", problems);
  Measure& measure = draft.ledger.measures[index];
  measure.id = draft.measures.id(index);
  read_measure_type(object, fields[kType], index, draft);
  if (fields[kMeasureLabel]) measure.label = read_label(fields[kMeasureLabel], problems);
  if (measure.label.empty()) measure.label = measure.id;

  for (const auto& [field, flows] : {std::pair{kIn, &measure.in}, std::pair{kOut, &measure.out}}) {
    const Value& value = fields[field];
    if (value && measure.type == MeasureType::flow) {
      problems.error_at_key(codes::kNotAFlow, value, "only a stock has flows that raise and lower it",
                            "leave it out, or make the measure a stock");
    } else if (value) {
      *flows = draft.measures.resolve_all(value, problems);
    } else if (measure.type == MeasureType::stock && index >= kBuiltInMeasures) {
      problems
          .error(codes::kMissingField, object, fmt::format("a stock needs the field \"{}\"", kFields[field].name),
                 "name the flow or flows, or write [] where nothing changes it that way")
          .span.end = object.span().begin + 1;
    }
  }
}

// A level rises and falls by flows, not by other levels.
void check_flows(const Value& object, Index index, Draft& draft) {
  for (const std::string_view name : {"in", "out"}) {
    const Value value = object.member(name);
    if (!value || draft.ledger.measures[index].type == MeasureType::flow) continue;
    std::vector<Value> texts;
    if (value.is(json::Kind::string)) texts.push_back(value);
    if (value.is(json::Kind::array)) {
      for (const Value text : value.children()) texts.push_back(text);
    }
    for (const Value& text : texts) {
      const auto flow = draft.measures.find(text.node->text());
      if (!flow || draft.ledger.measures[*flow].type == MeasureType::flow) continue;
      draft.problems.error(codes::kNotAFlow, text, fmt::format("\"{}\" is a stock", text.node->text()),
                           "a level is raised and lowered by flows");
    }
  }
}

void read_moment(const Value& object, Index index, Draft& draft) {
  enum { kLabel, kBetween, kNote };
  static constexpr KnownField kFields[] = {{"label", true}, {"between"}, {"note"}};
  Problems& problems = draft.problems;
  const Fields fields(object, kFields, "a moment", problems);
  Moment& moment = draft.ledger.moments[index];
  moment.id = draft.moments.id(index);
  moment.label = read_label(fields[kLabel], problems);
  if (looks_like_date(moment.id)) {
    problems.error_at_key(codes::kMomentLikeDate, object,
                          fmt::format("the id of a moment may not look like a date: \"{}\"", moment.id),
                          "name it for what happened: \"speech\", \"amnesty\"");
  }
  for (const Value& text : read_texts(fields[kBetween], problems)) {
    if (const auto span = read_between(text, problems)) moment.between.push_back(*span);
  }
  const bool empty_list =
      fields[kBetween] && fields[kBetween].is(json::Kind::array) && fields[kBetween].node->count == 0;
  if (empty_list) {
    problems.error(codes::kBlank, fields[kBetween], "this list is empty",
                   "leave `between` out where the moment may be any at all");
  }
  if (moment.between.empty()) moment.between.push_back({kBeforeAll, kAfterAll});
}

}  // namespace

void declare_built_in_measures(Draft& draft) {
  draft.ledger.measures = {{"released", "released", MeasureType::flow, {}, {}},
                           {"detained", "detained", MeasureType::flow, {}, {}},
                           {"held", "held", MeasureType::stock, {1}, {0}}};
  for (const std::string_view id : {"released", "detained", "held"}) draft.measures.add(id, {});
}

void declare_catalogue(const Value& ledger, Draft& draft) {
  declare(ledger.member("sources"), draft.sources, draft.problems);
  declare(ledger.member("populations"), draft.populations, draft.problems);
  declare(ledger.member("measures"), draft.measures, draft.problems);
  declare(ledger.member("moments"), draft.moments, draft.problems);
}

void read_catalogue(Draft& draft) {
  Ledger& ledger = draft.ledger;
  ledger.sources.resize(draft.sources.size());
  ledger.populations.resize(draft.populations.size());
  ledger.measures.resize(draft.measures.size());
  ledger.moments.resize(draft.moments.size());
  for (Index i = 0; i < draft.sources.size(); ++i) read_source(draft.sources.place(i), i, draft);
  for (Index i = 0; i < draft.sources.size(); ++i) check_side(draft.sources.place(i), i, draft);
  for (Index i = 0; i < draft.populations.size(); ++i) read_population(draft.populations.place(i), i, draft);
  for (Index i = 0; i < draft.measures.size(); ++i) {
    if (draft.measures.place(i)) read_measure(draft.measures.place(i), i, draft);
  }
  for (Index i = 0; i < draft.measures.size(); ++i) {
    if (draft.measures.place(i)) check_flows(draft.measures.place(i), i, draft);
  }
  for (Index i = 0; i < draft.moments.size(); ++i) read_moment(draft.moments.place(i), i, draft);
  check_within_cycles(draft);
}

}  // namespace reltrack
