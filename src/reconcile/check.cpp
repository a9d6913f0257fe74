#include "reltrack/check.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/alarms.hpp"
#include "reconcile/joined.hpp"
#include "reconcile/record.hpp"
#include "reconcile/sayers.hpp"
#include "reconcile/says.hpp"
#include "reconcile/stories.hpp"
#include "worlds/search.hpp"

namespace reltrack {

// A ledger of few stories is asked as a whole; of many, the one that a question is about.
struct Checker::Room {
  // What a ledger's questions are asked of.
  struct Asked {
    Asked(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options)
        : record(ledger, selection, options) {
      find_problems(record, findings);
      find_readings(record, findings);
      standing = standing_readings(ledger, findings);
    }
    Record record;
    Findings findings;
    Standing standing;
  };

  // One of many stories, as a ledger of its own.
  struct AskedStory {
    AskedStory(const Ledger& whole, const Selection& all, const ReconcileOptions& options, const Story& story)
        : ledger(excerpt(whole, story)), selection(excerpt(all, story)), asked(ledger, selection, options) {}
    Ledger ledger;
    Selection selection;
    Asked asked;
  };

  Room(const Ledger& l, const Selection& s, const ReconcileOptions& o)
      : ledger(l), selection(s), options(o), stories(stories_of(l)) {
    if (stories.size() <= kFewStories) whole.emplace(l, s, o);
  }

  // What the question is about. A population of which nobody speaks is asked of no claims.
  Story story(const Reading& question) const {
    const auto number = story_of(stories, question.population);
    Story out = number ? stories[*number] : reltrack::whole(ledger);
    if (!number) out.claims.clear();
    for (const PeriodEnd* end : {&question.period.start, &question.period.end}) {
      if (!end->moment || std::ranges::binary_search(out.moments, *end->moment)) continue;
      // What bounds the moment in another story bounds it here.
      const auto other = std::ranges::find_if(
          stories, [&](const Story& s) { return std::ranges::binary_search(s.moments, *end->moment); });
      out = together(out, other == stories.end() ? Story{{}, {}, {*end->moment}, {}} : *other);
    }
    return out;
  }

  // The story's claims, as they are once what is contested is found.
  const Asked& asked(const Story& story) {
    std::unique_ptr<AskedStory>& known = by_story[{story.populations, story.moments}];
    try {
      if (!known) known = std::make_unique<AskedStory>(ledger, selection, options, story);
    } catch (TrustBroken& broken) {
      throw TrustBroken{of_ledger(story, std::move(broken.conflict))};
    }
    return known->asked;
  }

  const Ledger& ledger;
  const Selection& selection;
  const ReconcileOptions& options;
  std::vector<Story> stories;
  std::optional<Asked> whole;
  // By populations and moments.
  std::map<std::pair<std::vector<Index>, std::vector<Index>>, std::unique_ptr<AskedStory>> by_story;
};

namespace {

using worlds::Form;
using worlds::Place;
using worlds::System;

// The answer to one question.
class Check {
 public:
  Check(const Record& record, const Findings& findings, const Standing& standing, const Question& question)
      : record_(record),
        ledger_(record.ledger),
        findings_(findings),
        standing_(standing),
        question_(question),
        asked_(question.asked),
        sayers_(record, findings, standing, question) {}

  CheckFindings run() {
    out_.complete = findings_.search.repairs;
    sayers_.find(out_);
    out_.wanted = to_hold();
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
    sayers_.find_clashes(out_);
    const Asking asking{record_, standing_, asked_, out_.said_by, question_.account};
    out_.beside = newest_beside(asking);
    out_.nearest = nearest_claims(asking);
    for (Near& near : out_.nearest) near.denied_by = sayers_.deniers(near.claim);
    std::set<Index> told;
    for (const Told& t : out_.beside) told.insert(t.claim);
    for (const Near& n : out_.nearest) told.insert(n.claim);
    for (Index c : told) {
      for (Index r : standing_[c]) out_.also_meant.push_back({c, r});
    }
    out_.alarms = alarms(asking);
    return std::move(out_);
  }

 private:
  bool account() const { return !question_.account.empty(); }

  int nearness(Index c, const Reading& reading, bool says) const {
    if (says) return 0;
    if (reading.measure != asked_.measure || reading.population != asked_.population) return 3;
    return record_.contested(c) ? 2 : 1;
  }

  bool in_same_words(const Period& period) const {
    return period.at_moment == asked_.period.at_moment && period.stands_alone == asked_.period.stands_alone &&
           period.start.text == asked_.period.start.text && period.end.text == asked_.period.end.text;
  }

  // A claim on file whose period the asked one means: the question shares its cut-off. One that says the figure at its
  // own ends, else one in the same words, of the same count before others.
  std::optional<Told> find_alike() const {
    std::optional<std::tuple<int, bool, Index, Index>> best;
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (!record_.selection.active(c) || (account() && record_.side(c) != question_.account)) continue;
      for (const Index r : standing_[c]) {
        const Reading& reading = ledger_.claims[c].readings[r];
        if (!reading.figure) continue;
        const bool says =
            std::ranges::count(out_.said_by, c) > 0 && sayers_.says_it(c, r) && fits(reading.period, asked_.period);
        if (!says && !in_same_words(reading.period)) continue;
        const std::tuple key{nearness(c, reading, says), reading.period.text != asked_.period.text, c, r};
        best = best ? std::min(*best, key) : key;
      }
    }
    if (!best) return std::nullopt;
    return Told{std::get<2>(*best), std::get<3>(*best)};
  }

  // The first claim of the side that says it at ends of its own.
  std::optional<Told> sayer_of(const std::string& side) const {
    for (Index c : out_.said_by) {
      if (record_.side(c) != side) continue;
      for (const Index r : standing_[c]) {
        if (sayers_.says_it(c, r) && fits(ledger_.claims[c].readings[r].period, asked_.period)) return Told{c, r};
      }
    }
    return std::nullopt;
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
    if (placed.empty() && any_number_between()) return RangeFinding{};
    const Encoding encoding = encode(ledger_, record_.selection, how, record_.options.dropped, both_ends_of(placed));
    std::vector<bool> members = members_of(encoding, claims);
    const auto take = [&](int member) { members[static_cast<std::size_t>(member)] = true; };
    for (Index c : unsaid) take(Members::presence(c));
    std::vector<worlds::Split> given;
    if (!placed.empty()) {
      // Of a figure set aside only the cut-off is shared: what others say with reference to it does not bind.
      const auto& contested = how == Bindingness::joint ? record_.contested_joint : record_.contested_account;
      if (!contested[alike_->claim] || std::ranges::count(out_.said_by, alike_->claim) > 0) {
        take(Members::presence(alike_->claim));
      }
      take(Members::order(alike_->claim));
      // Where it says something else, or is one of those that are asked, that it is meant so is more than is known.
      const bool meant = encoding.choice[alike_->claim] >= 0 && std::ranges::count(out_.said_by, alike_->claim) > 0 &&
                         std::ranges::count(claims, alike_->claim) == 0;
      if (meant) given.push_back(encoding.meant(alike_->claim, alike_->reading));
    }
    if (!asked_.period.at_moment) in_order(given);
    const CountForms forms =
        placed.empty() ? own_ends(encoding) : between(encoding, encoding.regions[alike_->claim][alike_->reading]);
    const std::array asked{forms.least, forms.greatest};
    worlds::Effort effort = record_.effort();
    System system(encoding.model, members, asked, effort, given);
    std::optional<RangeFinding> out = range_of(record_, system, encoding, forms, !asked_.period.at_moment, effort);
    if (out) out_.complete = out_.complete && out->min_tight && out->max_tight;
    if (out && out_.said_by.empty()) no_world_ = holds_nowhere(system, forms);
    return out;
  }

  // Whether a count may rise and fall again while an end of the asked period, its own, is still to come.
  bool any_number_between() const {
    const auto open = [](const PeriodEnd& end) { return !end.moment && end.limits.from < end.limits.to; };
    return std::ranges::count(record_.options.dropped, Rule::never_falls) > 0 && !asked_.period.at_moment &&
           (open(asked_.period.start) || open(asked_.period.end));
  }

  // The asked period starts before it ends, where a moment could have it otherwise.
  void in_order(std::vector<worlds::Split>& given) const {
    const PeriodEnd &start = asked_.period.start, &end = asked_.period.end;
    if (!start.moment && !end.moment) return;
    given.push_back(worlds::Split::in_order(place(start, false), place(end, true)));
  }

  // Whether no world has such a count, though some have fewer and others more.
  bool holds_nowhere(System& system, const CountForms& forms) const {
    const auto times = [](const Form& form, Count sign) {
      std::vector<worlds::Term> out = form.terms;
      for (worlds::Term& term : out) term.times *= sign;
      return out;
    };
    std::vector<worlds::Row> rows;
    if (asked_.figure->people.min)
      rows.push_back({times(forms.greatest, 1), *asked_.figure->people.min, forms.greatest.level, -1});
    if (asked_.figure->people.max)
      rows.push_back({times(forms.least, -1), -*asked_.figure->people.max, forms.least.level, -1});
    return !forms.may_be_empty && system.possible() == worlds::Answer::yes &&
           system.with(rows).answer == worlds::Answer::no;
  }

  CountForms between(const Encoding& encoding, const Region& region) const {
    const int counter = encoding.counter(asked_.measure, asked_.population);
    return {worlds::count_between(counter, region.latest_start, region.earliest_end),
            worlds::count_between(counter, region.earliest_start, region.latest_end), false};
  }

  // Nobody's words: the question's ends are its own.
  static Place place(const PeriodEnd& end, bool latest) {
    return end.moment ? Place{0, static_cast<int>(*end.moment)} : Place{latest ? end.limits.to : end.limits.from, -1};
  }

  CountForms own_ends(const Encoding& encoding) const {
    // A level asked of a day is that of the moment of whoever says it.
    const bool of_claim = asked_.period.at_moment && alike_ && std::ranges::count(out_.said_by, alike_->claim) > 0;
    const Period& period = of_claim ? ledger_.claims[alike_->claim].readings[alike_->reading].period : asked_.period;
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

  // What the count must be for the figure to hold: where it is one that was checked case by case, at least so many.
  CountRange to_hold() const {
    const auto checked = [&](Index c) {
      const std::vector<Reading>& readings = ledger_.claims[c].readings;
      return std::ranges::all_of(readings, [](const Reading& r) { return r.basis == Basis::verified && r.figure; }) &&
             std::ranges::any_of(readings, [&](const Reading& r) { return r.figure->people == asked_.figure->people; });
    };
    CountRange out = asked_.figure->people;
    if (!account() && !out_.said_by.empty() && std::ranges::all_of(out_.said_by, checked)) out.max.reset();
    return out;
  }

  static bool lies_within(const RangeFinding& found, const CountRange& wanted) {
    const CountRange& range = found.range;
    return (!wanted.min || (range.min && *range.min >= *wanted.min)) &&
           (!wanted.max || (range.max && *range.max <= *wanted.max));
  }

  bool leaves_no_room(const RangeFinding& found) const { return apart(found.range, out_.wanted); }

  CheckVerdict said(const std::set<std::string>& sides) {
    const bool all_contested = out_.contested.size() == out_.said_by.size();
    const bool denied = !out_.denied_by.empty();
    if (denied || all_contested || (out_.others && leaves_no_room(*out_.others))) return CheckVerdict::disputed;
    if (account()) return CheckVerdict::attributable;  // a side never bears out its own figure
    if (out_.others && borne_out_by({*out_.others})) return CheckVerdict::corroborated;
    if (sides.size() < 2) return CheckVerdict::attributable;
    // An uncontested side that says it may be borne out by the others, those that say it included.
    std::vector<RangeFinding> without;
    std::set<std::string> uncontested;
    for (Index c : out_.said_by) {
      if (std::ranges::count(out_.contested, c) == 0) uncontested.insert(record_.side(c));
    }
    const std::optional<Told> alike = alike_;
    for (const std::string& side : uncontested) {
      alike_ = sayer_of(side);
      if (std::optional<RangeFinding> range = in_joint({side})) without.push_back(*std::move(range));
      if (!without.empty() && lies_within(without.back(), asked_.figure->people)) break;  // no other says more
    }
    alike_ = alike;
    out_.by_each_other = borne_out_by(without);
    return out_.by_each_other ? CheckVerdict::corroborated : CheckVerdict::attributable;
  }

  // Whether one of these puts the count within the figure, or within what is wanted of it: that it is at least so many
  // where it can be less.
  bool borne_out_by(const std::vector<RangeFinding>& ranges) {
    const auto within = [&](const CountRange& people) {
      return std::ranges::any_of(ranges, [&](const RangeFinding& range) { return lies_within(range, people); });
    };
    if (within(asked_.figure->people)) return true;
    out_.at_least = out_.wanted.min.value_or(0) > 0 && within(out_.wanted);
    return out_.at_least;
  }

  CheckVerdict unsaid() const {
    if (!out_.others) return CheckVerdict::unsupported;
    return lies_within(*out_.others, asked_.figure->people) ? CheckVerdict::follows
           : leaves_no_room(*out_.others) || no_world_      ? CheckVerdict::excluded
                                                            : CheckVerdict::unsupported;
  }

  const Record& record_;
  const Ledger& ledger_;
  const Findings& findings_;
  const Standing& standing_;
  const Question& question_;
  const Reading& asked_;
  const Sayers sayers_;
  std::optional<Told> alike_;
  bool no_world_ = false;
  CheckFindings out_;
};

}  // namespace

Checker::Checker(const Ledger& ledger, const Selection& selection, const ReconcileOptions& options)
    : room_(std::make_unique<Room>(ledger, selection, options)) {}
Checker::Checker(Checker&&) noexcept = default;
Checker::~Checker() = default;

CheckFindings Checker::check(const Question& question) {
  const auto answer = [](const Room::Asked& asked, const Question& of) {
    return Check(asked.record, asked.findings, asked.standing, of).run();
  };
  if (room_->whole) return answer(*room_->whole, question);
  const Story story = room_->story(question.asked);
  return of_ledger(story, answer(room_->asked(story), {excerpt(question.asked, story), question.account}));
}

}  // namespace reltrack
