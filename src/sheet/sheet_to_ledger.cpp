// The sheets become the text of a ledger, and the reader checks that: one place knows what a ledger may say. What it
// says of a byte is said of the cell that the byte came from.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "base/ascii.hpp"
#include "base/date.hpp"
#include "base/ids.hpp"
#include "base/printable.hpp"
#include "reltrack/reader.hpp"
#include "reltrack/sheet.hpp"
#include "sheet/cell_dates.hpp"
#include "sheet/claim_rows.hpp"
#include "sheet/forms.hpp"
#include "sheet/made_names.hpp"
#include "sheet/mapped_json.hpp"
#include "sheet/rewritten_date.hpp"
#include "sheet/table.hpp"

namespace reltrack {
namespace sheet {
namespace {

using Layout = MappedJson::Layout;

// A text that names a moment where no sheet of moments says so: it begins with a letter, and is no date.
bool may_name_moment(std::string_view end) {
  return !end.empty() && is_letter(end.front()) && is_id(end) && !possible_dates(end);
}

class SheetReader {
 public:
  SheetReader(const std::vector<Sheet>& sheets, const SheetOptions& options)
      : options_(options),
        dates_(
            options.dates, [this](std::string_view text) { return moments_.count(text) > 0; }, problems_) {
    for (std::size_t i = 0; i < sheets.size(); ++i) {
      tables_[static_cast<std::size_t>(sheets[i].kind)] = std::make_unique<Table>(sheets[i], i, problems_);
    }
  }

  SheetsRead read() {
    SheetsRead result;
    const bool readable =
        std::all_of(tables_.begin(), tables_.end(), [](const auto& table) { return !table || table->readable(); });
    if (readable) {
      make_names();
      write_ledger();
      check();
      result.notices = notices();
    }
    if (!problems_.any_error()) result.ledger = json_.str();
    result.problems = problems_.take();
    put_in_order(result.problems);
    return result;
  }

 private:
  const Table* table(SheetKind kind) const { return tables_[static_cast<std::size_t>(kind)].get(); }
  const Table& claims() const { return *table(SheetKind::claims); }

  void make_names() {
    if (const Table* moments = table(SheetKind::moments)) {
      for (const Row row : moments->rows()) moments_.emplace(trimmed(moments->cell(row, "id")));
    }
    for (const Row row : claims().rows()) {
      make_name(SheetKind::sources, row, "source", sources_);
      make_name(SheetKind::populations, row, "population", populations_);
      if (table(SheetKind::moments) == nullptr) make_moments(row);
    }
    sources_.warn_of_near_names("source", problems_);
    populations_.warn_of_near_names("population", problems_);
  }

  void make_name(SheetKind kind, Row row, std::string_view column, MadeNames& names) {
    const std::string_view name = trimmed(claims().cell(row, column));
    if (table(kind) == nullptr && !name.empty()) names.add(name, claims().place(row, column));
  }

  void make_moments(Row row) {
    const std::string_view period = trimmed(claims().cell(row, "period"));
    const std::size_t slash = period.find('/');
    for (const std::string_view end :
         {period.substr(0, slash), period.substr(std::min(slash, period.size() - 1) + 1)}) {
      if (!may_name_moment(end)) continue;
      made_moments_.add(end, claims().place(row, "period"));
      moments_.emplace(end);
    }
  }

  void write_ledger() {
    json_.open('{', {}, Layout::lines);
    json_.key("reltrack", {});
    json_.literal("1", {});
    write_head();
    write_catalogue(SheetKind::sources, &sources_);
    write_catalogue(SheetKind::populations, &populations_);
    write_catalogue(SheetKind::measures, nullptr);
    write_catalogue(SheetKind::moments, &made_moments_);
    json_.key("claims", {});
    json_.open('[', {}, Layout::lines);
    for (const ClaimRows& claim : rows_of_claims(claims(), problems_)) write_claim(claim);
    json_.close(']');
    json_.close('}');
  }

  // Title and the like: a field a row.
  void write_head() {
    bool titled = false;
    if (const Table* head = table(SheetKind::ledger)) {
      for (const Row row : head->rows()) {
        const std::string_view field = head->cell(row, "field"), value = head->cell(row, "value");
        if (value.empty()) continue;
        const CellPlace place = head->place(row, "value");
        const bool own = field.starts_with("x-");
        json_.key(own ? field : trimmed(field), head->place(row, "field"));
        if (own) {
          write_own_value(value, place, json_);
        } else {
          json_.text(value, place);
        }
        titled = titled || trimmed(field) == "title";
      }
    }
    if (titled) return;
    json_.key("title", {});
    json_.text(options_.title, {});
    made_title_ = true;
  }

  void write_catalogue(SheetKind kind, const MadeNames* made) {
    const Table* sheet = table(kind);
    if (sheet == nullptr && (made == nullptr || (made->list().empty() && kind == SheetKind::moments))) return;
    json_.key(sheet_name(kind), {});
    json_.open('{', {}, Layout::lines);
    if (sheet != nullptr) {
      for (const Row row : sheet->rows()) write_entry(*sheet, row, columns_of(kind));
    } else {
      for (const MadeNames::Made& name : made->list()) write_made(kind, name);
    }
    json_.close('}');
  }

  void write_entry(const Table& sheet, Row row, std::span<const Column> columns) {
    const CellPlace id = sheet.place(row, std::size_t{0});
    json_.key(trimmed(sheet.cell(row, std::size_t{0})), id);
    json_.open('{', id, Layout::line);
    for (std::size_t i = 1; i < columns.size(); ++i) write_field(sheet, row, i, columns[i]);
    write_own(sheet, row);
    json_.close('}');
  }

  void write_made(SheetKind kind, const MadeNames::Made& made) {
    json_.key(made.id, made.first);
    json_.open('{', made.first, Layout::line);
    json_.key(kind == SheetKind::sources ? "name" : "label", made.first);
    json_.text(made.name, made.first);
    if (kind == SheetKind::sources) {
      json_.key("kind", made.first);
      json_.text("other", made.first);
    }
    json_.close('}');
  }

  void write_claim(const ClaimRows& claim) {
    const auto columns = columns_of(SheetKind::claims);
    json_.open('{', claims().place(claim.first, "id"), Layout::lines);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (columns[i].name == kReading) continue;
      if (!columns[i].of_reading) {
        if (const auto row = row_that_says(claims(), claim, i, problems_)) write_field(claims(), *row, i, columns[i]);
      } else if (claim.itself) {
        write_field(claims(), *claim.itself, i, columns[i]);
      }
    }
    if (claim.itself) write_own(claims(), *claim.itself);
    if (!claim.readings.empty()) write_readings(claim, columns);
    json_.close('}');
  }

  void write_readings(const ClaimRows& claim, std::span<const Column> columns) {
    const CellPlace first = claims().place(claim.readings.front(), kReading);
    json_.key("readings", first);
    json_.open('[', first, Layout::lines);
    for (const Row row : claim.readings) {
      const CellPlace place = claims().place(row, kReading);
      json_.open('{', place, Layout::line);
      json_.key("label", place);
      json_.text(claims().cell(row, kReading), place);
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].of_reading) write_field(claims(), row, i, columns[i]);
      }
      write_own(claims(), row);
      json_.close('}');
    }
    json_.close(']');
  }

  void write_field(const Table& sheet, Row row, std::size_t column, const Column& about) {
    const std::string_view cell = sheet.cell(row, column);
    if (leaves_out(cell, about.form)) return;
    const CellPlace place = sheet.place(row, column);
    std::string text = dates_.settle(cell, about.form, place);
    if (&sheet == &claims() && holds_made_names(about)) text = id_of_name(trimmed(text));
    json_.key(about.name, place);
    if (write_value(text, about.form, place, json_)) return;
    json_.literal("null", place);
    if (about.form == Form::flag) {
      problems_.error(codes::kNoFlag, place, fmt::format("expected true or false, got \"{}\"", trimmed(cell)));
    } else {
      problems_.error(codes::kNoList, place, "this begins with [ and is no JSON list",
                      "write the names one after the other with \"; \" between, or [\"one\", \"two\"]");
    }
  }

  // Whether the column holds names that have been made into ids.
  bool holds_made_names(const Column& column) const {
    return (column.name == "source" && table(SheetKind::sources) == nullptr) ||
           (column.name == "population" && table(SheetKind::populations) == nullptr);
  }

  void write_own(const Table& sheet, Row row) {
    for (const Table::Own& own : sheet.own()) {
      const std::string_view cell = sheet.own_cell(row, own);
      if (cell.empty()) continue;
      const CellPlace place = sheet.own_place(row, own);
      json_.key(own.name, place);
      write_own_value(cell, place, json_);
    }
  }

  // What the reader says, said of cells. A cell that is wrong already is not told twice.
  void check() {
    const ReadResult read = read_ledger({{"", json_.str()}});
    std::vector<SheetProblem> found;
    for (const Diagnostic& diagnostic : read.diagnostics) {
      const CellPlace place = place_of(diagnostic);
      if (problems_.has_error_at(place)) continue;
      SheetProblem problem{diagnostic.severity, diagnostic.code, place, {}, {},
                           diagnostic.message,  diagnostic.hint, {}};
      for (const Note& note : diagnostic.notes) problem.notes.emplace_back(json_.place(note.span.begin), note.message);
      found.push_back(std::move(problem));
    }
    for (SheetProblem& problem : found) problems_.add(std::move(problem));
  }

  // A field that is missing has no place in the text: the reader shows where the object begins, and names the field.
  CellPlace place_of(const Diagnostic& diagnostic) const {
    const CellPlace place = json_.place(diagnostic.span.begin);
    const std::size_t quote = diagnostic.message.find('"');
    if (diagnostic.code != "E0202" || quote == std::string::npos) return place;
    const std::string_view rest = std::string_view(diagnostic.message).substr(quote + 1);
    const std::string_view field = rest.substr(0, rest.find('"'));
    for (const auto& sheet : tables_) {
      if (sheet && sheet->number() == place.sheet) return sheet->place_of_column(place, field).value_or(place);
    }
    return place;
  }

  std::vector<std::string> notices() const {
    std::vector<std::string> out;
    const auto add = [&](std::string notice, std::string_view advice) {
      if (!notice.empty()) out.push_back(std::move(notice) + std::string(advice));
    };
    add(sources_.notice("source"), "; each is a side by itself, of kind \"other\"");
    add(populations_.notice("population"), "; none lies within another");
    add(made_moments_.notice("moment"), "; each may be any time");
    if (made_title_) out.push_back(fmt::format("made the title \"{}\"", printable(options_.title)));
    if (dates_.settled() > 0) {
      out.push_back(fmt::format("read {} date{} {} first", dates_.settled(), dates_.settled() == 1 ? "" : "s",
                                options_.dates == DateOrder::day_first ? "day" : "month"));
    }
    return out;
  }

  void put_in_order(std::vector<SheetProblem>& list) const {
    std::stable_sort(list.begin(), list.end(),
                     [](const SheetProblem& a, const SheetProblem& b) { return a.place < b.place; });
    for (SheetProblem& problem : list) {
      for (const auto& sheet : tables_) {
        if (sheet && sheet->number() == problem.place.sheet) {
          std::tie(problem.column, problem.cell) = sheet->shown(problem.place);
        }
      }
    }
  }

  const SheetOptions& options_;
  Problems problems_;
  std::array<std::unique_ptr<Table>, std::size(kSheetKinds)> tables_;
  MadeNames sources_, populations_, made_moments_;
  std::set<std::string, std::less<>> moments_;
  CellDates dates_;
  MappedJson json_;
  bool made_title_ = false;
};

}  // namespace
}  // namespace sheet

SheetsRead sheets_to_ledger(const std::vector<Sheet>& sheets, const SheetOptions& options) {
  return sheet::SheetReader(sheets, options).read();
}

}  // namespace reltrack
