#include "report/json_head.hpp"

#include <algorithm>
#include <vector>

#ifndef RELTRACK_VERSION
#define RELTRACK_VERSION "unknown"
#endif

namespace reltrack::report {

void write_tool(JsonWriter& json) {
  json.key("tool").object([&] {
    json.key("name").text("reltrack");
    json.key("version").text(RELTRACK_VERSION);
  });
}

void write_ledger(JsonWriter& json, const Ledger& ledger, const std::optional<std::string>& as_of) {
  std::vector<bool> speaks(ledger.sources.size(), false);
  for (const Claim& claim : ledger.claims) speaks[claim.source] = true;
  json.object([&] {
    json.key("title").text(ledger.title);
    json.key("files").list(ledger.files, [&](const LedgerFile& file) {
      json.object([&] {
        json.key("name").text(file.name);
        json.key("bytes").number(file.bytes);
      });
    });
    json.key("claims").number(ledger.claims.size());
    json.key("sources").number(std::count(speaks.begin(), speaks.end(), true));
    json.key("as_of");
    if (as_of) {
      json.text(*as_of);
    } else {
      json.null();
    }
  });
}

void write_given(JsonWriter& json, const ReportOptions& options) {
  const auto names = [&](std::string_view key, const std::vector<std::string>& given) {
    if (!given.empty()) json.key(key).list(given, [&](const std::string& name) { json.text(name); });
  };
  names("trusted", options.trusted);
  names("dropped_rules", options.rules_left_out);
}

void write_search(JsonWriter& json, const SearchState& search) {
  json.object([&] {
    json.key("conflicts").boolean(search.conflicts);
    json.key("repairs").boolean(search.repairs);
    json.key("ranges").boolean(search.ranges);
  });
}

}  // namespace reltrack::report
