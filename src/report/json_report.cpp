// The frame of the JSON report, of a whole ledger or of what touches one subject, handed on whenever a piece of it is
// full, so that a report of a million claims is never in memory whole.
#include <algorithm>
#include <numeric>
#include <vector>

#include "reltrack/explain.hpp"
#include "reltrack/report.hpp"
#include "report/json_head.hpp"
#include "report/json_rows.hpp"
#include "report/json_writer.hpp"
#include "report/subject.hpp"

namespace reltrack {
namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18U;  // bytes; smaller ones cost system calls, larger ones cache

class Report {
 public:
  Report(const Ledger& ledger, const Findings& findings, const ReportOptions& options, const ReportSink& sink)
      : ledger_(ledger),
        findings_(findings),
        options_(options),
        sink_(sink),
        limit_(options.limit.value_or(kRowsInJson)),
        json_(piece_),
        rows_(ledger, findings, limit_, json_) {}

  // Of these claims alone, since they are what `id` is about.
  void narrow_to(std::string id, std::vector<Index> claims) {
    about_ = std::move(id);
    about_claims_ = std::move(claims);
  }
  void write();

 private:
  void readings();
  void claims();
  void counts();
  template <typename Rows, typename Write>
  void list(std::string_view key, const Rows& rows, std::size_t limit, Write write);

  const Ledger& ledger_;
  const Findings& findings_;
  const ReportOptions& options_;
  const ReportSink& sink_;
  std::size_t limit_;
  std::string about_;  // empty: the ledger
  std::vector<Index> about_claims_;
  std::string piece_;
  report::JsonWriter json_;
  report::JsonRows rows_;
};

// The first `limit` rows (0: all), or those of them that are there.
template <typename Rows, typename Write>
void Report::list(std::string_view key, const Rows& rows, std::size_t limit, Write write) {
  json_.key(key).open_list();
  std::size_t written = 0;
  for (const auto& row : rows) {
    if (limit != 0 && written++ == limit) break;
    write(row);
    if (piece_.size() < kPiece) continue;
    sink_(piece_);
    piece_.clear();
  }
  json_.close_list();
}

void Report::readings() {
  std::vector<const ReadingFinding*> sorted;
  for (const ReadingFinding& reading : findings_.readings) sorted.push_back(&reading);
  std::sort(sorted.begin(), sorted.end(), [&](const ReadingFinding* a, const ReadingFinding* b) {
    const std::string &x = ledger_.claims[a->claim].id, &y = ledger_.claims[b->claim].id;
    return x != y ? x < y : a->reading < b->reading;
  });
  std::vector<std::vector<const ReadingFinding*>> by_claim;
  for (const ReadingFinding* reading : sorted) {
    if (by_claim.empty() || by_claim.back().front()->claim != reading->claim) by_claim.emplace_back();
    by_claim.back().push_back(reading);
  }
  list("readings", by_claim, 0, [&](const auto& of_claim) { rows_.write(of_claim); });
}

void Report::claims() {
  std::vector<Index> order = about_claims_;
  if (about_.empty()) {
    order.resize(ledger_.claims.size());
    std::iota(order.begin(), order.end(), Index{0});
  }
  const auto by_id = [&](Index a, Index b) { return ledger_.claims[a].id < ledger_.claims[b].id; };
  if (!std::is_sorted(order.begin(), order.end(), by_id)) std::sort(order.begin(), order.end(), by_id);
  list("claims", order, 0, [&](Index claim) { rows_.write(claim, findings_.claims[claim]); });
}

void Report::counts() {
  json_.key("counts").object([&] {
    json_.key("problems").number(findings_.problems.size());
    json_.key("conflicts").number(findings_.conflicts.size());
    json_.key("overlaps").number(std::max(findings_.overlap_count, findings_.overlaps.size()));
    json_.key("gaps").number(std::max(findings_.gap_count, findings_.gaps.size()));
    json_.key("conditions").number(std::max(findings_.condition_count, findings_.conditions.size()));
  });
}

void Report::write() {
  static constexpr std::string_view kVerdicts[] = {"consistent", "conflicting", "undecided"};
  const auto row = [&](const auto& finding) { rows_.write(finding); };
  json_.open_object();
  json_.key("report").number(1);
  report::write_tool(json_);
  json_.key("ledger");
  report::write_ledger(json_, ledger_, options_.as_of);
  report::write_given(json_, options_);
  if (!about_.empty()) json_.key("about").text(about_);
  json_.key("verdict").text(kVerdicts[static_cast<std::size_t>(findings_.verdict)]);
  list("conflicts", findings_.conflicts, limit_, row);
  list("problems", findings_.problems, 0, row);
  list("conditions", findings_.conditions, limit_, row);
  readings();
  list("overlaps", findings_.overlaps, limit_, row);
  list("gaps", findings_.gaps, limit_, row);
  if (findings_.one_count) {
    json_.key("one_more_count");
    row(*findings_.one_count);
  }
  claims();
  counts();
  json_.key("search");
  report::write_search(json_, findings_.search);
  json_.close_object();
  piece_ += '\n';
  sink_(piece_);
}

}  // namespace

void json_report(const Ledger& ledger, const Findings& findings, const ReportOptions& options, const ReportSink& sink) {
  Report(ledger, findings, options, sink).write();
}

std::string json_report(const Ledger& ledger, const Findings& findings, const ReportOptions& options) {
  std::string text;
  json_report(ledger, findings, options, [&](std::string_view piece) { text += piece; });
  return text;
}

std::string explain_json(const Ledger& ledger, const Findings& findings, const Subject& subject,
                         const ReportOptions& options) {
  std::string text;
  const Findings touched = report::touching(findings, subject);
  const ReportSink sink = [&](std::string_view piece) { text += piece; };
  Report report(ledger, touched, options, sink);
  report.narrow_to(report::id_of(ledger, findings, subject), report::claims_of(findings, subject));
  report.write();
  return text;
}

}  // namespace reltrack
