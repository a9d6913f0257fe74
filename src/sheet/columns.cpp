#include "sheet/columns.hpp"

namespace reltrack {

std::string_view sheet_name(SheetKind kind) {
  switch (kind) {
    case SheetKind::claims:
      return "claims";
    case SheetKind::sources:
      return "sources";
    case SheetKind::populations:
      return "populations";
    case SheetKind::measures:
      return "measures";
    case SheetKind::moments:
      return "moments";
    case SheetKind::ledger:
      return "ledger";
  }
  return {};
}

namespace sheet {
namespace {

constexpr Column kClaims[] = {{.name = "id", .form = Form::word, .required = true},
                              {.name = kReading, .form = Form::text},
                              {.name = "source", .form = Form::word, .required = true},
                              {.name = "figure", .form = Form::figure, .required = true, .of_reading = true},
                              {.name = "population", .form = Form::word, .required = true, .of_reading = true},
                              {.name = "period", .form = Form::period, .required = true, .of_reading = true},
                              {.name = "measure", .form = Form::word, .of_reading = true},
                              {.name = "basis", .form = Form::word, .of_reading = true},
                              {.name = "part_of", .form = Form::word, .of_reading = true},
                              {.name = "said", .form = Form::date},
                              {.name = "published", .form = Form::date},
                              {.name = "quote", .form = Form::text},
                              {.name = "language", .form = Form::text},
                              {.name = "via", .form = Form::texts},
                              {.name = "url", .form = Form::texts},
                              {.name = "archived", .form = Form::texts},
                              {.name = "disputes", .form = Form::references},
                              {.name = "repeats", .form = Form::word},
                              {.name = "corrects", .form = Form::word},
                              {.name = "withdrawn", .form = Form::date},
                              {.name = "note", .form = Form::text}};

constexpr Column kSources[] = {{.name = "id", .form = Form::word, .required = true},
                               {.name = "name", .form = Form::text, .required = true},
                               {.name = "kind", .form = Form::word, .required = true},
                               {.name = "side", .form = Form::text},
                               {.name = "role", .form = Form::text},
                               {.name = "url", .form = Form::text},
                               {.name = "note", .form = Form::text}};

constexpr Column kPopulations[] = {{.name = "id", .form = Form::word, .required = true},
                                   {.name = "label", .form = Form::text, .required = true},
                                   {.name = "within", .form = Form::names},
                                   {.name = "disjoint", .form = Form::flag},
                                   {.name = "definition", .form = Form::text},
                                   {.name = "url", .form = Form::text},
                                   {.name = "note", .form = Form::text}};

constexpr Column kMeasures[] = {{.name = "id", .form = Form::word, .required = true},
                                {.name = "type", .form = Form::word},
                                {.name = "in", .form = Form::names},
                                {.name = "out", .form = Form::names},
                                {.name = "label", .form = Form::text},
                                {.name = "note", .form = Form::text}};

constexpr Column kMoments[] = {{.name = "id", .form = Form::word, .required = true},
                               {.name = "label", .form = Form::text, .required = true},
                               {.name = "between", .form = Form::periods},
                               {.name = "note", .form = Form::text}};

constexpr Column kLedger[] = {{.name = "field", .form = Form::word, .required = true},
                              {.name = "value", .form = Form::text, .required = true}};

}  // namespace

std::span<const Column> columns_of(SheetKind kind) {
  switch (kind) {
    case SheetKind::claims:
      return kClaims;
    case SheetKind::sources:
      return kSources;
    case SheetKind::populations:
      return kPopulations;
    case SheetKind::measures:
      return kMeasures;
    case SheetKind::moments:
      return kMoments;
    case SheetKind::ledger:
      return kLedger;
  }
  return {};
}

}  // namespace sheet
}  // namespace reltrack
