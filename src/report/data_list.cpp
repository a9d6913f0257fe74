// The list for programs: JSON and CSV.
#include "base/csv.hpp"
#include "base/printable.hpp"
#include "model/fields.hpp"
#include "reltrack/list.hpp"
#include "report/json_head.hpp"
#include "report/json_writer.hpp"

namespace reltrack {
namespace {

using report::JsonWriter;

void write_fields(JsonWriter& json, const std::vector<Field>& fields) {
  for (const Field& field : fields) {
    if (field.values.empty()) continue;
    json.key(field.name);
    if (field.list) {
      json.list(field.values, [&](const std::string& value) { json.text(value); });
    } else {
      json.text(field.values.front());
    }
  }
}

void write_end(JsonWriter& json, std::string_view key, const std::optional<Count>& end) {
  json.key(key);
  if (end) {
    json.number(*end);
  } else {
    json.null();
  }
}

void write_reading(JsonWriter& json, const Ledger& ledger, const Reading& reading) {
  write_fields(json, reading_fields(ledger, reading));
  if (!reading.figure || reading.figure->percent) return;
  json.key("people").object([&] {
    write_end(json, "min", reading.figure->people.min);
    write_end(json, "max", reading.figure->people.max);
  });
}

std::string_view state_word(Inactive state) {
  switch (state) {
    case Inactive::no:
      break;
    case Inactive::not_yet_said:
      return "not-yet-said";
    case Inactive::corrected:
      return "corrected";
    case Inactive::withdrawn:
      return "withdrawn";
    case Inactive::left_out:
      return "left-out";
  }
  return "active";
}

void write_claim(JsonWriter& json, const ClaimList& list, Index index) {
  const Claim& claim = list.ledger.claims[index];
  json.object([&] {
    json.key("id").text(claim.id);
    json.key("source").text(list.ledger.sources[claim.source].id);
    json.key("side").text(list.ledger.side_of(claim));
    json.key("state").text(state_word(list.selection.state[index]));
    if (list.findings != nullptr) json.key("status").text(status_word(list.findings->claims[index].status));
    if (claim.has_readings) {
      json.key("readings").list(claim.readings, [&](const Reading& reading) {
        json.object([&] {
          json.key("label").text(reading.label);
          write_reading(json, list.ledger, reading);
        });
      });
    } else {
      write_reading(json, list.ledger, claim.readings.front());
    }
    write_fields(json, claim_fields(list.ledger, claim));
  });
}

// One row of CSV for a reading of a claim; or the header, the same row with the name of each cell in its place.
std::string csv_line(const ClaimList& list, const Claim& claim, const Reading& reading, std::string_view state,
                     std::string_view status, bool header) {
  std::vector<std::string> cells;
  const auto add = [&](std::string_view name, std::string_view text) {
    cells.push_back(header ? std::string(name) : safe_cell(printable(text)));
  };
  add("id", claim.id);
  add("source", list.ledger.sources[claim.source].id);
  add("side", list.ledger.side_of(claim));
  add("state", state);
  if (list.findings != nullptr) add("status", status);
  add("reading", reading.label);
  for (const Field& field : reading_fields(list.ledger, reading)) add(field.name, joined(field));
  for (const Field& field : claim_fields(list.ledger, claim)) add(field.name, joined(field));
  return csv_row(cells);
}

std::string csv_header(const ClaimList& list) {
  Ledger nothing;  // the names do not depend on what the ledger holds, nor on there being a claim
  nothing.sources.emplace_back();
  nothing.populations.emplace_back();
  nothing.measures.emplace_back();
  return csv_line({nothing, list.selection, list.findings, {}}, Claim(), Reading(), {}, {}, true);
}

}  // namespace

std::string json_list(const ClaimList& list, const ReportOptions& options) {
  std::string out;
  JsonWriter json(out);
  json.object([&] {
    json.key("list").number(1);
    report::write_tool(json);
    json.key("ledger");
    report::write_ledger(json, list.ledger, options.as_of);
    report::write_given(json, options);
    json.key("claims").list(list.claims, [&](Index claim) { write_claim(json, list, claim); });
  });
  return out + "\n";
}

std::string csv_list(const ClaimList& list) {
  std::string out = csv_header(list);
  for (const Index index : list.claims) {
    const Claim& claim = list.ledger.claims[index];
    const std::string_view state = state_word(list.selection.state[index]);
    const std::string_view status = list.findings != nullptr ? status_word(list.findings->claims[index].status) : "";
    for (const Reading& reading : claim.readings) out += csv_line(list, claim, reading, state, status, false);
  }
  return out;
}

}  // namespace reltrack
