#include <algorithm>
#include <utility>

#include "base/csv.hpp"
#include "base/printable.hpp"
#include "reader/document.hpp"
#include "reltrack/sheet.hpp"
#include "sheet/columns.hpp"
#include "sheet/csv.hpp"
#include "sheet/forms.hpp"

namespace reltrack {
namespace sheet {
namespace {

// One sheet in the making: its columns, then those of the writer's own fields in the order in which they turn up.
class SheetWriter {
 public:
  SheetWriter(SheetKind kind, char delimiter) : columns_(columns_of(kind)), delimiter_(delimiter) {}

  // Columns for the fields that are the writer's own. Requires: before all rows.
  void add_own(const Value& object) {
    for (const Value member : object.children()) {
      const std::string_view name = member.node->key();
      if (name.starts_with("x-") && std::find(own_.begin(), own_.end(), name) == own_.end()) own_.push_back(name);
    }
  }

  // A row of the object's fields, with `first` in the first column where the object does not hold it.
  void add_row(std::string_view first, std::string_view reading, const Value& object) {
    std::vector<std::string> cells(columns_.size() + own_.size());
    cells[0] = safe_cell(first);
    for (std::size_t i = 1; i < columns_.size(); ++i) {
      if (const Value value = object.member(columns_[i].name)) cells[i] = safe_cell(cell_of(value, columns_[i].form));
      if (columns_[i].name == kReading) cells[i] = safe_cell(reading);
    }
    for (std::size_t i = 0; i < own_.size(); ++i) {
      if (const Value value = object.member(own_[i])) cells[columns_.size() + i] = safe_cell(own_cell_of(value));
    }
    rows_ += csv_row(cells, delimiter_);
  }

  void add_cells(const std::vector<std::string>& cells) { rows_ += csv_row(cells, delimiter_); }

  std::string take() {
    std::vector<std::string> names;
    for (const Column& column : columns_) names.emplace_back(column.name);
    names.insert(names.end(), own_.begin(), own_.end());
    return std::string(kByteOrderMark) + csv_row(names, delimiter_) + rows_;
  }

 private:
  std::span<const Column> columns_;
  char delimiter_;
  std::vector<std::string_view> own_;
  std::string rows_;
};

std::string sheet_of_claims(const Value& claims, char delimiter) {
  SheetWriter writer(SheetKind::claims, delimiter);
  for (const Value claim : claims.children()) {
    writer.add_own(claim);
    const Value readings = claim.member("readings");
    if (!readings) continue;
    for (const Value reading : readings.children()) writer.add_own(reading);
  }
  for (const Value claim : claims.children()) {
    const std::string_view id = claim.member("id").node->text();
    writer.add_row(id, "", claim);
    const Value readings = claim.member("readings");
    if (!readings) continue;
    for (const Value reading : readings.children()) writer.add_row(id, reading.member("label").node->text(), reading);
  }
  return writer.take();
}

std::string sheet_of_entries(SheetKind kind, const Value& entries, char delimiter) {
  SheetWriter writer(kind, delimiter);
  for (const Value entry : entries.children()) writer.add_own(entry);
  for (const Value entry : entries.children()) writer.add_row(entry.node->key(), "", entry);
  return writer.take();
}

// All that stands beside the lists: a field a row.
std::string sheet_of_head(const Value& ledger, char delimiter) {
  SheetWriter writer(SheetKind::ledger, delimiter);
  for (const Value field : ledger.children()) {
    const std::string_view name = field.node->key();
    const bool own = name.starts_with("x-");
    if (!own && name != "title" && name != "about" && name != "timezone") continue;
    writer.add_cells({std::string(name), safe_cell(own ? own_cell_of(field) : cell_of(field, Form::text))});
  }
  return writer.take();
}

}  // namespace
}  // namespace sheet

std::vector<std::pair<SheetKind, std::string>> ledger_to_sheets(std::string_view ledger, char delimiter) {
  Document document;
  document.text = ledger;
  document.tree = json::parse(ledger);
  const Value root{&document, document.tree.nodes.data()};
  std::vector<std::pair<SheetKind, std::string>> out;
  for (const SheetKind kind : kSheetKinds) {
    if (kind == SheetKind::ledger) {
      out.emplace_back(kind, sheet::sheet_of_head(root, delimiter));
    } else if (const Value list = root.member(sheet_name(kind))) {
      out.emplace_back(kind, kind == SheetKind::claims ? sheet::sheet_of_claims(list, delimiter)
                                                       : sheet::sheet_of_entries(kind, list, delimiter));
    }
  }
  return out;
}

std::string sheet_without_rows(SheetKind kind, char delimiter) { return sheet::SheetWriter(kind, delimiter).take(); }

}  // namespace reltrack
