#include "reltrack/check.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "reconcile/alarms.hpp"
#include "reconcile/record.hpp"
#include "reconcile/says.hpp"
#include "worlds/search.hpp"

namespace reltrack {

struct Checker::Room {
  Room(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options)
      : record(ledger, selection, options) {
    find_problems(record, findings);
    find_readings(record, findings);
  }
  Record record;
  Findings findings;
};

namespace {

using worlds::Form;
using worlds::Place;
using worlds::System;

// The answer to one question.
class Check {
 public:
  Check(const Record& record, const Findings& findings, const Question& question)
      : record_(record), ledger_(record.ledger), findings_(findings), question_(question), asked_(question.asked) {}

  CheckFindings run() {
    find_sayers();
    alike_ = find_alike();
    std::set<std::string> sides;
    for (Index c : out_.said_by) sides.insert(record_.side(c));
    out_.others = account() ? in_account(question_.account) : in_joint(sides);
    if (!out_.said_by.empty()) {
      if (!account()) out_.own = in_account(record_.side(out_.said_by.front()));
      out_.verdict = said(sides);
    } else {
      out_.verdict = unsaid();
    }
    find_clashes();
    out_.beside = newest_beside(record_, asked_, out_.said_by);
    for (Index c : out_.beside) out_.beside_as.push_back(reading_beside(c));
    out_.nearest = nearest_claims(record_, asked_, out_.said_by);
    for (Near& near : out_.nearest) near.ruled_out = !reading_holds(findings_, near.claim, near.reading);
    out_.alarms = alarms(record_, asked_, out_.said_by);
    return std::move(out_);
  }

 private:
  bool account() const { return !question_.account.empty(); }

  void find_sayers() {
    for (Index c : record_.binding) {
      if (account() && record_.side(c) != question_.account) continue;
      const auto& readings = ledger_.claims[c].readings;
      for (Index r = 0; r < readings.size(); ++r) {
        if (!reading_holds(findings_, c, r) || !says(ledger_, readings[r], asked_)) continue;
        out_.said_by.push_back(c);
        break;
      }
    }
    const auto when = [&](Index c) { return std::tuple(said_at(ledger_.claims[c], kAfterAll), c); };
    std::ranges::sort(out_.said_by, {}, when);
    const auto contested = [&](Index c) { return account() ? record_.contested_account[c] : record_.contested(c); };
    std::ranges::copy_if(out_.said_by, std::back_inserter(out_.contested), contested);
    for (Index d = 0; d < ledger_.claims.size(); ++d) {
      if (record_.selection.active(d) && std::ranges::any_of(out_.said_by, [&](Index c) { return denies(d, c); }))
        out_.denied_by.push_back(d);
    }
  }

  void find_clashes() {
    for (const Problem& problem : findings_.problems) {
      if (account() && problem.scope != question_.account) continue;
      const auto here = [&](Index c) { return std::ranges::count(problem.contested, c) > 0; };
      if (std::ranges::any_of(out_.contested, here) && !problem.conflicts.empty())
        out_.clashes.push_back(findings_.conflicts[problem.conflicts.front()]);
    }
  }

  // The reading that comes nearest to what was asked, of those that hold.
  Index reading_beside(Index c) const {
    const auto& readings = ledger_.claims[c].readings;
    std::optional<std::pair<bool, Index>> best;
    for (Index r = 0; r < readings.size(); ++r) {
      if (!readings[r].figure || !reading_holds(findings_, c, r)) continue;
      const bool other = readings[r].population != asked_.population || readings[r].measure != asked_.measure;
      best = best ? std::min(*best, {other, r}) : std::pair{other, r};
    }
    return best ? best->second : 0;
  }

  bool denies(Index d, Index c) const {
    return record_.side(d) != record_.side(c) && std::ranges::count(ledger_.claims[d].disputes, c) > 0;
  }

  int nearness(Index c, const Reading& reading) const {
    if (std::ranges::count(out_.said_by, c) > 0) return 0;
    if (reading.measure != asked_.measure || reading.population != asked_.population) return 3;
    return record_.contested(c) ? 2 : 1;
  }

  // A claim on file whose period the asked one may mean: the question shares its cut-off. One that says the figure,
  // else one of the same count, comes first; then one written alike.
  std::optional<Meant> find_alike() const {
    std::optional<std::tuple<int, bool, Index, Index>> best;
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (!record_.selection.active(c) || (account() && record_.side(c) != question_.account)) continue;
      for (Index r = 0; r < ledger_.claims[c].readings.size(); ++r) {
        const Reading& reading = ledger_.claims[c].readings[r];
        if (!reading.figure || !fits(reading.period, asked_.period) || !reading_holds(findings_, c, r)) continue;
        const std::tuple key{nearness(c, reading), reading.period.text != asked_.period.text, c, r};
        best = best ? std::min(*best, key) : key;
      }
    }
    if (!best) return std::nullopt;
    return Meant{std::get<2>(*best), std::get<3>(*best)};
  }

  // Over the uncontested claims of all sides but these.
  std::optional<RangeFinding> in_joint(const std::set<std::string>& but) {
    std::vector<Index> members, unsaid;
    for (Index c : record_.uncontested_joint("")) (but.contains(record_.side(c)) ? unsaid : members).push_back(c);
    return range(Bindingness::joint, members, unsaid);
  }

  // Over the side's uncontested claims but those that say it.
  std::optional<RangeFinding> in_account(const std::string& side) {
    std::vector<Index> members, unsaid;
    for (Index c : record_.uncontested_account(side)) {
      (std::ranges::count(out_.said_by, c) > 0 ? unsaid : members).push_back(c);
    }
    return range(Bindingness::account, members, unsaid);
  }

  // `unsaid`: claims whose figures are left out, but not what others say with reference to them.
  std::optional<RangeFinding> range(Bindingness how, const std::vector<Index>& claims,
                                    const std::vector<Index>& unsaid) {
    std::vector<Index> placed;
    if (alike_ && !asked_.period.at_moment) placed.push_back(alike_->claim);
    const Encoding encoding = encode(ledger_, record_.selection, how, record_.options.dropped, placed);
    std::vector<bool> members = members_of(encoding, claims);
    const auto take = [&](int member) { members[static_cast<std::size_t>(member)] = true; };
    for (Index c : unsaid) take(Members::presence(c));
    std::vector<worlds::Split> given;
    if (!placed.empty()) {
      take(Members::presence(alike_->claim));
      take(Members::order(alike_->claim));
      if (encoding.choice[alike_->claim] >= 0) given.push_back(encoding.meant(alike_->claim, alike_->reading));
    }
    const CountForms forms =
        placed.empty() ? own_ends(encoding) : between(encoding, encoding.regions[alike_->claim][alike_->reading]);
    const std::array asked{forms.least, forms.greatest};
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members, asked, effort, given);
    std::optional<RangeFinding> out = range_of(record_, system, encoding, forms, !asked_.period.at_moment, effort);
    if (out) out_.complete = out_.complete && out->min_tight && out->max_tight;
    return out;
  }

  CountForms between(const Encoding& encoding, const Region& region) const {
    const int counter = encoding.counter(asked_.measure, asked_.population);
    return {{{{counter, region.earliest_end, 1}, {counter, region.latest_start, -1}}, -1},
            {{{counter, region.latest_end, 1}, {counter, region.earliest_start, -1}}, -1},
            false};
  }

  // Nobody's words: the question's ends are its own.
  CountForms own_ends(const Encoding& encoding) const {
    const auto place = [](const PeriodEnd& end, bool latest) {
      return end.moment ? Place{0, static_cast<int>(*end.moment)} : Place{latest ? end.limits.to : end.limits.from, -1};
    };
    const Period& period = asked_.period;
    if (!period.at_moment) {
      Region region;
      region.earliest_start = place(period.start, false), region.latest_start = place(period.start, true);
      region.earliest_end = place(period.end, false), region.latest_end = place(period.end, true);
      CountForms out = between(encoding, region);
      out.may_be_empty = region.latest_start.moment < 0 && region.earliest_end.moment < 0 &&
                         region.earliest_end.at <= region.latest_start.at;
      return out;
    }
    const auto level = std::ranges::find(encoding.level_of, std::pair{asked_.measure, asked_.population});
    Form form;
    form.level = static_cast<int>(level - encoding.level_of.begin());
    for (auto [counter, sign] : encoding.model.levels[static_cast<std::size_t>(form.level)].of) {
      form.terms.push_back({counter, place(period.end, false), sign});
    }
    return {form, form, false};
  }

  // What the count must be for the figure to hold: of figures that were checked case by case, at least so many.
  CountRange wanted() const {
    const auto checked = [&](Index c) {
      return std::ranges::all_of(ledger_.claims[c].readings,
                                 [](const Reading& r) { return r.basis == Basis::verified; });
    };
    CountRange out = asked_.figure->people;
    if (!account() && !out_.said_by.empty() && std::ranges::all_of(out_.said_by, checked)) out.max.reset();
    return out;
  }

  bool lies_within(const RangeFinding& found) const {
    const CountRange &range = found.range, wanted = this->wanted();
    return (!wanted.min || (range.min && *range.min >= *wanted.min)) &&
           (!wanted.max || (range.max && *range.max <= *wanted.max));
  }

  bool leaves_no_room(const RangeFinding& found) const {
    const CountRange &range = found.range, wanted = this->wanted();
    return (wanted.min && range.max && *range.max < *wanted.min) ||
           (wanted.max && range.min && *range.min > *wanted.max);
  }

  CheckVerdict said(const std::set<std::string>& sides) {
    const bool all_questioned = std::ranges::all_of(out_.said_by, [&](Index c) {
      return std::ranges::count(out_.contested, c) > 0 ||
             std::ranges::any_of(out_.denied_by, [&](Index d) { return denies(d, c); });
    });
    if (all_questioned || (out_.others && leaves_no_room(*out_.others))) return CheckVerdict::disputed;
    if (account()) return CheckVerdict::attributable;  // a side never bears out its own figure
    const auto& most = asked_.figure->people.max;
    out_.at_least =
        most && !wanted().max && !(out_.others && out_.others->range.max && *out_.others->range.max <= *most);
    if (out_.others && lies_within(*out_.others)) return CheckVerdict::corroborated;
    // Two sides that say it bear one another out, as far as their figures bind.
    out_.by_each_other = sides.size() > 1 && std::ranges::any_of(sides, [&](const std::string& side) {
                           const std::optional<RangeFinding> without = in_joint({side});
                           return without && lies_within(*without);
                         });
    out_.at_least = out_.at_least && out_.by_each_other;
    return out_.by_each_other ? CheckVerdict::corroborated : CheckVerdict::attributable;
  }

  CheckVerdict unsaid() const {
    if (!out_.others) return CheckVerdict::unsupported;
    return lies_within(*out_.others)      ? CheckVerdict::follows
           : leaves_no_room(*out_.others) ? CheckVerdict::excluded
                                          : CheckVerdict::unsupported;
  }

  const Record& record_;
  const Ledger& ledger_;
  const Findings& findings_;
  const Question& question_;
  const Reading& asked_;
  std::optional<Meant> alike_;
  CheckFindings out_;
};

}  // namespace

Checker::Checker(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options)
    : room_(std::make_unique<Room>(ledger, selection, options)) {}
Checker::Checker(Checker&&) noexcept = default;
Checker::~Checker() = default;

CheckFindings Checker::check(const Question& question) const {
  return Check(room_->record, room_->findings, question).run();
}

}  // namespace reltrack
