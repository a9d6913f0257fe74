// A question, read by the rules of claims.
#include <fmt/format.h>

#include "reader/claim_reader.hpp"
#include "reader/codes.hpp"
#include "reader/fields.hpp"
#include "reader/parsing.hpp"
#include "reader/period_reader.hpp"
#include "reltrack/reader.hpp"

namespace reltrack {
namespace {

enum QuestionField { kAskedFigure, kAskedPopulation, kAskedPeriod, kAskedMeasure, kAskedAccount };
constexpr KnownField kQuestionFields[] = {
    {"figure", true}, {"population", true}, {"period", true}, {"measure"}, {"account"}};

// The side's name, where the ledger has one so named.
std::string read_side(const Value& value, Draft& draft) {
  const auto side = read_text(value, draft.problems);
  if (!side) return {};
  std::vector<std::string_view> sides;
  for (const Source& source : draft.ledger.sources) sides.emplace_back(source.side);
  for (const std::string_view known : sides) {
    if (known == *side) return std::string(known);
  }
  draft.problems.error(codes::kUnknownId, value, fmt::format("there is no side \"{}\"", *side),
                       draft.problems.suggestion(*side, sides));
  return {};
}

Question ask(const Value& object, Draft& draft) {
  Problems& problems = draft.problems;
  const Fields fields(object, kQuestionFields, "a question", problems);
  Question out;
  Reading& asked = out.asked;
  asked.population = draft.populations.resolve(fields[kAskedPopulation], problems).value_or(0);
  const auto measure = draft.measures.resolve(fields[kAskedMeasure], problems);
  asked.measure = measure.value_or(0);
  if (fields[kAskedFigure]) asked.figure = read_figure(fields[kAskedFigure], problems);
  if (asked.figure && asked.figure->percent) {
    problems.error(codes::kFigure, fields[kAskedFigure], fmt::format("{} of what?", asked.figure->text),
                   "ask about a number of people");
  }
  const PeriodContext context{draft.ledger.measures[asked.measure].type, false, std::nullopt};
  if (fields[kAskedPeriod] && (measure || !fields[kAskedMeasure])) {
    if (auto period = read_period(fields[kAskedPeriod], context, draft, problems)) asked.period = std::move(*period);
  }
  out.account = read_side(fields[kAskedAccount], draft);
  return out;
}

}  // namespace

QuestionReader::QuestionReader(const Ledger& ledger) : draft_(std::make_unique<Draft>()) {
  Draft& draft = *draft_;
  draft.ledger.sources = ledger.sources;
  draft.ledger.populations = ledger.populations;
  draft.ledger.measures = ledger.measures;
  draft.ledger.moments = ledger.moments;
  for (const Population& population : ledger.populations) draft.populations.add(population.id, {});
  for (const Measure& one : ledger.measures) draft.measures.add(one.id, {});
  for (const Moment& moment : ledger.moments) draft.moments.add(moment.id, {});
}

QuestionReader::~QuestionReader() = default;

QuestionResult QuestionReader::read(std::string_view text) {
  draft_->problems = {};
  QuestionResult result;
  const Document document = parse_document(text, 0, draft_->problems);
  if (!document.tree.nodes.empty()) {
    const Value root{&document, document.tree.nodes.data()};
    if (expect_object(root, "a question: an object in { }", draft_->problems)) result.question = ask(root, *draft_);
  }
  if (draft_->problems.any_error()) result.question.reset();
  result.diagnostics = draft_->problems.take();
  return result;
}

}  // namespace reltrack
