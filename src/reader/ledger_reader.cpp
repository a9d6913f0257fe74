// All files are parsed, then all ids declared, then everything read: a claim may refer to what stands further down, or
// in a file given later.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <tuple>

#include "base/ascii.hpp"
#include "base/in_parallel.hpp"
#include "reader/catalogue_reader.hpp"
#include "reader/claim_reader.hpp"
#include "reader/codes.hpp"
#include "reader/document.hpp"
#include "reader/draft.hpp"
#include "reader/fields.hpp"
#include "reader/parsing.hpp"
#include "reader/warnings.hpp"
#include "reltrack/reader.hpp"

namespace reltrack {
namespace {

enum TopField { kVersion, kTitle, kAbout, kTimezone, kSources, kPopulations, kMeasures, kMoments, kClaims };
constexpr KnownField kTopFields[] = {{"reltrack", true}, {"title", true},   {"about"},
                                     {"timezone"},       {"sources", true}, {"populations", true},
                                     {"measures"},       {"moments"},       {"claims", true}};

void check_version(const Value& version, Problems& problems) {
  if (!version || (version.is(json::Kind::number) && version.node->text() == "1")) return;
  const bool newer = version.is(json::Kind::number) && all_digits(version.node->text()) && version.node->text() != "0";
  problems.error(codes::kVersion, version, "the format version is the number 1",
                 newer ? "a ledger of a later format needs a later reltrack" : "write \"reltrack\": 1");
}

void check_title(const Value& title, Problems& problems) {
  if (!title || !title.is(json::Kind::string) || title.node->text().find('\n') == std::string_view::npos) return;
  problems.error(codes::kBlank, title, "the title is one line", "longer text goes into `about`");
}

// Title, zone and the like: the first file that has one gives it. `zone` is where the zone was given.
void read_head(const Value& root, Value& zone, Draft& draft) {
  Problems& problems = draft.problems;
  const Fields fields(root, kTopFields, "a ledger", problems);
  check_version(fields[kVersion], problems);
  check_title(fields[kTitle], problems);
  const std::string title = read_label(fields[kTitle], problems);
  const std::string about = read_optional_text(fields[kAbout], problems);
  const std::string timezone = read_optional_text(fields[kTimezone], problems);
  Ledger& ledger = draft.ledger;
  if (ledger.title.empty()) ledger.title = title;
  if (ledger.about.empty()) ledger.about = about;
  if (timezone.empty()) return;
  if (ledger.timezone.empty()) {
    ledger.timezone = timezone;
    zone = fields[kTimezone];
  } else if (ledger.timezone != timezone) {
    problems
        .error(codes::kClash, fields[kTimezone],
               fmt::format("these files are in two time zones: \"{}\" and \"{}\"", ledger.timezone, timezone),
               "write all times on one clock")
        .notes.push_back({zone.span(), "the other"});
  }
}

std::vector<Document> parse_files(const std::vector<InputFile>& files, Draft& draft) {
  std::vector<Document> documents(files.size());
  for (std::size_t i = 0; i < files.size(); ++i) {
    documents[i] = parse_document(files[i].text, i, draft.problems);
    draft.ledger.files.push_back({files[i].name, files[i].text.size()});
  }
  return documents;
}

// By place; what was found twice (a field that several readings share) is said once.
void put_in_order(std::vector<Diagnostic>& diagnostics) {
  const auto place = [](const Diagnostic& d) {
    return std::tuple(d.span.file, d.span.begin, d.span.end, std::string_view(d.code), std::string_view(d.message));
  };
  std::vector<const Diagnostic*> order;
  order.reserve(diagnostics.size());
  for (const Diagnostic& diagnostic : diagnostics) order.push_back(&diagnostic);
  std::stable_sort(order.begin(), order.end(),
                   [&](const Diagnostic* a, const Diagnostic* b) { return place(*a) < place(*b); });
  const auto same = [&](const Diagnostic* a, const Diagnostic* b) { return place(*a) == place(*b); };
  order.erase(std::unique(order.begin(), order.end(), same), order.end());
  std::vector<Diagnostic> sorted;
  sorted.reserve(order.size());
  for (const Diagnostic* diagnostic : order) {
    sorted.push_back(std::move(diagnostics[static_cast<std::size_t>(diagnostic - diagnostics.data())]));
  }
  diagnostics = std::move(sorted);
}

// The claims by id. Most ids part within their first eight bytes, which are compared as one number.
std::vector<Index> order_of_ids(const std::vector<Claim>& claims) {
  struct Key {
    std::uint64_t head = 0;
    Index claim = 0;
  };
  std::vector<Key> keys(claims.size());
  for (Index i = 0; i < claims.size(); ++i) {
    const std::string& id = claims[i].id;
    for (std::size_t c = 0; c < sizeof(Key::head); ++c) {
      keys[i].head = (keys[i].head << 8U) | (c < id.size() ? static_cast<unsigned char>(id[c]) : 0U);
    }
    keys[i].claim = i;
  }
  std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
    return a.head != b.head ? a.head < b.head : claims[a.claim].id < claims[b.claim].id;
  });
  std::vector<Index> order;
  order.reserve(keys.size());
  for (const Key& key : keys) order.push_back(key.claim);
  return order;
}

// Puts claim number order[i] into place i. Claims are large: each moves once, round by round, and none is doubled.
void permute(std::vector<Claim>& claims, std::vector<Index> order) {
  for (Index first = 0; first < order.size(); ++first) {
    if (order[first] == first) continue;
    Claim held = std::move(claims[first]);
    Index to = first;
    for (Index from = order[to]; from != first; from = order[to]) {
      claims[to] = std::move(claims[from]);
      order[to] = to;
      to = from;
    }
    claims[to] = std::move(held);
    order[to] = to;
  }
}

// `order`: by id, so that no answer can depend on the order of the files or of the claims in them.
void sort_claims(Ledger& ledger, std::vector<Index> order) {
  std::vector<Index> place(order.size());
  for (Index i = 0; i < order.size(); ++i) place[order[i]] = i;
  const auto move = [&](std::optional<Index>& claim) {
    if (claim) claim = place[*claim];
  };
  for (Claim& claim : ledger.claims) {
    move(claim.corrects);
    move(claim.repeats);
    for (Index& denied : claim.disputes) denied = place[denied];
    for (Reading& reading : claim.readings) move(reading.part_of);
  }
  permute(ledger.claims, std::move(order));
}

}  // namespace

ReadResult read_ledger(const std::vector<InputFile>& files) {
  Draft draft;
  const std::vector<Document> documents = parse_files(files, draft);
  std::vector<Value> roots;
  for (const Document& document : documents) {
    if (document.tree.nodes.empty()) continue;
    const Value root{&document, document.tree.nodes.data()};
    if (expect_object(root, "a ledger: an object in { }", draft.problems)) roots.push_back(root);
  }
  declare_built_in_measures(draft);
  for (const Value& root : roots) {
    declare_catalogue(root, draft);
    declare_claims(root, draft);
  }
  Value zone;
  for (const Value& root : roots) read_head(root, zone, draft);
  // With a file missing, what it declares would be reported as unknown all over the others.
  if (roots.size() == files.size()) {
    read_catalogue(draft);
    read_claims(draft);
  }
  ReadResult result;
  if (!draft.problems.any_error()) {
    std::vector<Index> order;
    beside([&] { add_warnings(draft, draft.problems); }, [&] { order = order_of_ids(draft.ledger.claims); },
           worth_a_thread(draft.claims.size()));
    sort_claims(draft.ledger, std::move(order));
    result.ledger = std::move(draft.ledger);
  }
  result.diagnostics = draft.problems.take();
  put_in_order(result.diagnostics);
  return result;
}

}  // namespace reltrack
