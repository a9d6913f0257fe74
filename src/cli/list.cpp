#include "reltrack/list.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/add_new.hpp"
#include "base/date.hpp"
#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "cli/ledger_options.hpp"
#include "cli/output.hpp"
#include "cli/words.hpp"
#include "model/fields.hpp"

namespace reltrack::cli {

namespace {

constexpr std::array<Basis, 3> kBases = {Basis::asserted, Basis::verified, Basis::announced};
constexpr std::array<Status, 6> kStatuses = {Status::inactive,     Status::unbound,    Status::contested,
                                             Status::corroborated, Status::compatible, Status::alone};
constexpr std::array<std::pair<std::string_view, ListOrder>, 5> kOrders = {{{"said", ListOrder::said},
                                                                            {"period", ListOrder::period},
                                                                            {"figure", ListOrder::figure},
                                                                            {"source", ListOrder::source},
                                                                            {"id", ListOrder::id}}};
constexpr std::string_view kAnyStatus = "all";  // of --status: to have it shown
constexpr std::size_t kNamesListed = 12;        // more are not offered where none is near

// The places in `known` of the names asked for. Throws: UsageError for one that is not among them.
std::vector<Index> find_names(std::string_view option, std::string_view thing, const std::vector<std::string>& asked,
                              const std::vector<std::string>& known) {
  std::vector<Index> found;
  for (const std::string& name : asked) {
    Index at = 0;
    while (at < known.size() && known[at] != name) ++at;
    if (at == known.size()) {
      const std::string near =
          known.size() <= kNamesListed ? did_you_mean_or_list(name, known) : did_you_mean(name, known);
      throw UsageError(std::string(option) + ": the ledger has no " + std::string(thing) + " " + quote(name) + near);
    }
    found.push_back(at);
  }
  return found;
}

template <typename Things>
std::vector<std::string> ids_of(const Things& things) {
  std::vector<std::string> ids;
  for (const auto& thing : things) ids.push_back(thing.id);
  return ids;
}

std::vector<std::string> sides_of(const Ledger& ledger) {
  std::vector<std::string> sides;
  for (const Source& source : ledger.sources) sides.push_back(source.side);
  return each_once(std::move(sides));
}

// When one end of --period can be: a date, or a moment of the ledger.
TimeSpan read_end(const Ledger& ledger, const std::string& text) {
  for (const Moment& moment : ledger.moments) {
    if (moment.id != text) continue;
    TimeSpan widest{kAfterAll, kBeforeAll};
    for (const TimeSpan& span : moment.between) {
      widest = {std::min(widest.from, span.from), std::max(widest.to, span.to)};
    }
    return widest;
  }
  const auto parsed = parse_date(text);
  if (const Date* date = std::get_if<Date>(&parsed)) return date->span;
  const std::string near = looks_like_date(text) ? "" : did_you_mean(text, ids_of(ledger.moments));
  throw UsageError("--period: " + quote(text) + (near.empty() ? ": " + std::get<std::string>(parsed) : near));
}

// "2026-01", "2026-01-08/2026-01-12", and open at either end: "2026-01-08/..".
TimeSpan read_period(const Ledger& ledger, const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return read_end(ledger, text);
  const auto open = [](const std::string& end) { return end.empty() || end == ".."; };
  const std::string first = text.substr(0, slash), last = text.substr(slash + 1);
  const TimeSpan span{open(first) ? kBeforeAll : read_end(ledger, first).from,
                      open(last) ? kAfterAll : read_end(ledger, last).to};
  if (span.to < span.from) throw UsageError("--period: " + quote(text) + " ends before it starts");
  return span;
}

class ListCommand : public Command {
 public:
  std::string name() const override { return "list"; }
  std::string summary() const override { return "Lists the claims of a ledger as a table, all or those asked for"; }
  std::string examples() const override {
    return "  reltrack list data/claims.json --side government --sort figure\n"
           "  reltrack list data/claims.json --period 2026-01-08/2026-01-12 --format csv\n";
  }
  void declare(Arguments& arguments) override;
  ExitStatus run() override;

 private:
  ListFilter filter(const Ledger& ledger) const;
  ListOrder order() const;

  LedgerOptions options_;
  std::vector<std::string> sources_, sides_, populations_, measures_, bases_, statuses_;
  std::optional<std::string> period_, sort_;
};

void ListCommand::declare(Arguments& arguments) {
  std::vector<std::string> bases, statuses{std::string(kAnyStatus)}, orders;
  for (const Basis basis : kBases) bases.emplace_back(basis_word(basis));
  for (const Status status : kStatuses) statuses.emplace_back(status_word(status));
  for (const auto& [word, order] : kOrders) orders.emplace_back(word);
  arguments.ledgers(options_.ledgers);
  arguments.list("--source", "ID,...", {}, sources_, "Only what these sources say");
  arguments.list("--side", "SIDE,...", {}, sides_, "Only what these sides say");
  arguments.list("--population", "ID,...", {}, populations_, "Only figures of these populations");
  arguments.list("--measure", "ID,...", {}, measures_, "Only figures of these measures");
  arguments.text("--period", "PERIOD", period_,
                 "Only what may fall into it: 2026-01, 2026-01-08/..,\n2026-01-08/2026-01-12");
  arguments.list("--basis", "BASIS,...", bases, bases_, "asserted, verified or announced");
  arguments.list("--status", "STATUS,...", statuses, statuses_,
                 "Reconcile, and show the status of each (all), or\nonly those that are inactive, unbound, contested,\n"
                 "corroborated, compatible or alone");
  arguments.choice("--sort", orders, sort_, "In what order (said); figures, the largest first");
  options_.declare_selection(arguments);
  options_.declare_search(arguments);
  options_.declare_output(arguments, {"text", "json", "csv"});
}

ListFilter ListCommand::filter(const Ledger& ledger) const {
  ListFilter out;
  out.sources = find_names("--source", "source", sources_, ids_of(ledger.sources));
  out.populations = find_names("--population", "population", populations_, ids_of(ledger.populations));
  out.measures = find_names("--measure", "measure", measures_, ids_of(ledger.measures));
  const std::vector<std::string> sides = sides_of(ledger);
  for (const Index side : find_names("--side", "side", sides_, sides)) out.sides.push_back(sides[side]);
  if (period_) out.period = read_period(ledger, *period_);
  for (const Basis basis : kBases) {
    if (std::find(bases_.begin(), bases_.end(), basis_word(basis)) != bases_.end()) out.bases.push_back(basis);
  }
  if (std::find(statuses_.begin(), statuses_.end(), kAnyStatus) != statuses_.end()) return out;
  for (const Status status : kStatuses) {
    if (std::find(statuses_.begin(), statuses_.end(), status_word(status)) != statuses_.end())
      out.statuses.push_back(status);
  }
  return out;
}

ListOrder ListCommand::order() const {
  for (const auto& [word, order] : kOrders) {
    if (sort_ == word) return order;
  }
  return ListOrder::said;
}

ExitStatus ListCommand::run() {
  const std::string format = options_.wanted_format();
  const SelectionOptions chosen = options_.selection();
  options_.keep_ledgers();
  const std::optional<OpenLedger> open = open_ledger(options_.ledgers);
  if (!open) return ExitStatus::ledger;
  const Ledger& ledger = open->ledger;
  const ListFilter wanted = filter(ledger);
  const Selection selection = select_claims(ledger, chosen);
  std::optional<Findings> findings;
  if (!statuses_.empty()) {
    ReconcileOptions search = options_.search(ledger);
    search.proofs = search.overlaps = false;
    findings = reconcile_with_progress(ledger, selection, search);
  }
  const ClaimList list = list_claims(ledger, selection, findings ? &*findings : nullptr, wanted, order());

  ReportOptions report = options_.report();
  const std::string text = format == "json"  ? json_list(list, report)
                           : format == "csv" ? csv_list(list)
                                             : text_list(list, report);
  write_output(text, options_.output);
  if (list.claims.empty() && format == "text") say("reltrack: no claim fits\n");
  count_warnings(open->warnings);
  if (!findings || !is_unfinished(*findings)) return ExitStatus::done;
  say("reltrack: search not finished: statuses are what was found so far; see --effort\n");
  return ExitStatus::unfinished;
}

}  // namespace

std::unique_ptr<Command> make_list_command() { return std::make_unique<ListCommand>(); }

}  // namespace reltrack::cli
