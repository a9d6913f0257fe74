// What must have happened, if the uncontested figures are to hold together.
//
// At least: where more must have happened in a stretch than any single claim inside it says (forced.hpp), several
// claims force it between them. At most: at_most.hpp.
#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "base/in_parallel.hpp"
#include "model/nesting.hpp"
#include "reconcile/at_most.hpp"
#include "reconcile/forced.hpp"
#include "reconcile/order.hpp"
#include "reconcile/record.hpp"

namespace reltrack {

namespace {

class Conditions {
 public:
  explicit Conditions(const Record& record) : record_(record), ledger_(record.ledger) {}

  void find_joint() { at_least("joint", record_.joint, record_.uncontested_joint(""), record_.joint_sample); }

  // Of one side: all but what is bound between two cut-offs of which one is uncertain, to be answered piece by piece.
  void find(const std::string& side) {
    const std::vector<Index> uncontested = record_.uncontested_account(side);
    at_least(side, record_.account, uncontested, record_.account_sample.at(side));
    at_most_.emplace(record_, side, uncontested);
  }

  // False where the search bound was hit.
  bool found_all() const { return all_; }

  std::size_t open() const { return at_most_ ? at_most_->open() : 0; }
  void answer(std::size_t piece) { at_most_->answer(piece); }

  // What was not said before.
  void add_to(std::vector<Condition>& said) {
    if (at_most_) {
      for (std::optional<Condition>& condition : at_most_->take()) {
        if (condition) finish(std::move(*condition));
      }
    }
    for (Condition& condition : found_) say(std::move(condition), said);
  }

 private:
  void at_least(const std::string& scope, const Encoding& encoding, const std::vector<Index>& claims,
                const worlds::Sample& sample) {
    ForcedStretches forced = forced_stretches(record_, encoding, claims, sample);
    all_ = forced.all;
    for (ForcedStretch& stretch : forced.found) {
      Condition out;
      out.scope = scope;
      std::tie(out.measure, out.population) = encoding.counter_of[static_cast<std::size_t>(stretch.counter)];
      out.from = encoding.instant(stretch.from);
      out.to = encoding.instant(stretch.to);
      out.count.min = stretch.least;
      out.claims = std::move(stretch.claims);
      out.proof = std::move(stretch.proof);
      finish(std::move(out));
    }
  }

  // A named moment that is known to the minute is that minute, as other claims may write it.
  Instant minute(const Instant& at) const {
    if (at.kind != Instant::Kind::moment) return at;
    const std::vector<TimeSpan>& between = ledger_.moments[at.index].between;
    const bool known = between.size() == 1 && between.front().from == between.front().to;
    return known ? Instant{Instant::Kind::at, at.at, 0} : at;
  }

  void finish(Condition condition) {
    condition.from = minute(condition.from);
    condition.to = minute(condition.to);
    if (condition.claims.empty()) {
      const std::set<Index> claims = claims_behind(condition.proof);
      condition.claims.assign(claims.begin(), claims.end());
    }
    if (condition.claims.size() < 2) return;
    if (needs_more(condition)) return;
    std::erase_if(found_, [&](const Condition& c) { return has_more(c, condition); });
    std::vector<std::string> key = claim_ids(ledger_, condition.claims);
    key.push_back(condition.scope);
    key.emplace_back(condition.count.min ? "least" : "most");
    key.push_back(ledger_.measures[condition.measure].id + ' ' + ledger_.populations[condition.population].id);
    key.push_back(name(condition.from) + ' ' + name(condition.to));
    condition.id = finding_id('n', key);
    say(std::move(condition), found_);
  }

  // Two cut-offs may be at one time at the earliest.
  std::string name(const Instant& at) const {
    std::string time = std::to_string(at.at);
    if (at.kind == Instant::Kind::at) return time;
    if (at.kind == Instant::Kind::moment) return time + ' ' + ledger_.moments[at.index].id;
    return time + (at.kind == Instant::Kind::claim_start ? " from " : " to ") + ledger_.claims[at.index].id;
  }

  // Whether one of the same count rests on the other's claims and more.
  static bool has_more(const Condition& more, const Condition& fewer) {
    return more.scope == fewer.scope && more.measure == fewer.measure && more.population == fewer.population &&
           more.count == fewer.count && more.from == fewer.from && more.to == fewer.to &&
           std::ranges::includes(more.claims, fewer.claims);
  }
  bool needs_more(const Condition& condition) const {
    return std::ranges::any_of(found_, [&](const Condition& c) { return has_more(condition, c); });
  }

  // The same claims force it of a part as of its whole, and jointly as within one account: it is said once, of the
  // part.
  void say(Condition condition, std::vector<Condition>& said) const {
    const auto same = std::ranges::find_if(said, [&](const Condition& c) {
      return c.claims == condition.claims && c.count == condition.count && c.from == condition.from &&
             c.to == condition.to && c.measure == condition.measure;
    });
    if (same == said.end()) {
      said.push_back(std::move(condition));
    } else if (condition.population != same->population && is_within(ledger_, condition.population, same->population)) {
      *same = std::move(condition);
    }
  }

  const Record& record_;
  const Ledger& ledger_;
  std::optional<AtMost> at_most_;
  std::vector<Condition> found_;
  bool all_ = true;
};

}  // namespace

void find_conditions(const Record& record, Findings& findings) {
  // The joint ones first.
  std::vector<Conditions> all(record.sides.size() + 1, Conditions(record));
  in_parallel(all.size(), [&](std::size_t i) {
    if (i == 0) return all[0].find_joint();
    all[i].find(std::next(record.sides.begin(), static_cast<std::ptrdiff_t>(i) - 1)->first);
  });
  std::vector<std::pair<Conditions*, std::size_t>> open;
  for (Conditions& some : all) {
    for (std::size_t i = 0; i < some.open(); ++i) open.emplace_back(&some, i);
  }
  in_parallel(open.size(), [&](std::size_t i) { open[i].first->answer(open[i].second); });
  for (Conditions& some : all) {
    some.add_to(findings.conditions);
    if (!some.found_all()) findings.search.ranges = false;
  }
  std::ranges::sort(findings.conditions, kToldBefore);
  findings.condition_count = findings.conditions.size();
}

}  // namespace reltrack
