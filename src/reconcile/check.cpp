#include "reltrack/check.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "reconcile/alarms.hpp"
#include "reconcile/asked_count.hpp"
#include "reconcile/joined.hpp"
#include "reconcile/record.hpp"
#include "reconcile/sayers.hpp"
#include "reconcile/says.hpp"
#include "reconcile/stories.hpp"

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
    count_.emplace(record_, question_, out_.said_by);
    count_->between_ends_of(find_alike());
    std::set<std::string> sides;
    for (Index c : out_.said_by) sides.insert(record_.side(c));
    out_.others = account() ? count_->in_account(question_.account) : count_->in_joint(sides);
    if (!out_.said_by.empty()) {
      if (!account()) out_.own = count_->in_account(record_.side(out_.said_by.front()));
      out_.verdict = said();
    } else {
      out_.verdict = unsaid();
    }
    out_.complete = out_.complete && count_->complete();
    if (out_.said_by.empty()) find_grounds();
    sayers_.find_clashes(out_);
    const Asking asking{record_, standing_, asked_, out_.said_by, question_.account};
    out_.beside = newest_beside(asking);
    for (const Told& t : out_.beside) {
      std::vector<Index> deniers = record_.deniers(t.claim);
      if (!deniers.empty()) out_.denied_beside.push_back({.claim = t.claim, .denied_by = std::move(deniers)});
    }
    out_.nearest = nearest_claims(asking);
    for (Near& near : out_.nearest) near.denied_by = record_.deniers(near.claim);
    std::set<Index> told;
    for (const Told& t : out_.beside) told.insert(t.claim);
    for (const Near& n : out_.nearest) told.insert(n.claim);
    for (const Near& n : out_.grounds) told.insert(n.claim);
    for (Index c : told) {
      if (standing_[c].size() == 1) continue;
      for (Index r : standing_[c]) out_.near_meanings.push_back({c, r});
    }
    out_.alarms = alarms(asking);
    if (!out_.said_by.empty()) add_other_starts();
    return std::move(out_);
  }

 private:
  bool account() const { return !question_.account.empty(); }

  static void collect(const Proof& proof, std::vector<ProofTerm>& out) {
    std::ranges::copy_if(proof.at_least, std::back_inserter(out),
                         [](const auto& t) { return t.value != 0 || t.share; });
    std::ranges::copy(proof.at_most, std::back_inserter(out));
    for (const ProofCase& split : proof.cases) collect(split.proof, out);
  }

  // Behind the ends of the range that the verdict rests on.
  void find_grounds() {
    if (!out_.others) return;
    const CountRange &range = out_.others->range, &wanted = asked_.figure->people;
    const bool follows = out_.verdict == CheckVerdict::follows;
    out_.rests_on_least = follows ? wanted.min.value_or(0) > 0 : wanted.max && range.min.value_or(0) > *wanted.max;
    out_.rests_on_most = follows ? wanted.max.has_value() : wanted.min && range.max && *range.max < *wanted.min;
    std::vector<ProofTerm> terms;
    if (out_.rests_on_least && out_.others->min_proof) collect(*out_.others->min_proof, terms);
    if (out_.rests_on_most && out_.others->max_proof) collect(*out_.others->max_proof, terms);
    std::erase_if(terms, [](const ProofTerm& t) { return t.assumed; });
    const auto when = [](const ProofTerm& t) { return std::tuple(t.from.at, t.to.at, t.claim); };
    std::ranges::stable_sort(terms, {}, when);
    for (const ProofTerm& t : terms) {
      if (std::ranges::count(out_.grounds, t.claim, &Near::claim) > 0) continue;
      out_.grounds.push_back({.claim = t.claim, .reading = t.reading, .denied_by = record_.deniers(t.claim)});
    }
  }

  // Running counts of another start, among those told beside.
  void add_other_starts() {
    if (asked_.period.at_moment || asked_.period.stands_alone) return;
    Alarm alarm{Alarm::Kind::beside, {}};
    std::ranges::copy_if(out_.beside, std::back_inserter(alarm.told), [&](const Told& told) {
      const Period& period = ledger_.claims[told.claim].readings[told.reading].period;
      return !period.at_moment && !period.stands_alone && !starts_alike(period, asked_.period);
    });
    if (alarm.told.empty()) return;
    const auto after = std::ranges::upper_bound(out_.alarms, alarm.kind, {}, &Alarm::kind);
    out_.alarms.insert(after, std::move(alarm));
  }

  // How near a claim in the asked words is to the question, the nearest first. A share holds at its own cut-off alone;
  // what was counted by then holds later, too.
  enum class Nearness { says_it, implies_it, share, count, contested, other_count };

  Nearness nearness(Index c, const Reading& reading, bool says) const {
    if (says) return Nearness::says_it;
    if (implies_it(c, reading)) return Nearness::implies_it;
    if (reading.measure != asked_.measure || reading.population != asked_.population) return Nearness::other_count;
    if (record_.contested(c)) return Nearness::contested;
    return reading.figure->percent ? Nearness::share : Nearness::count;
  }

  // Of people or days of its own, it leaves no room for another figure at its own ends.
  bool implies_it(Index c, const Reading& reading) const {
    if (record_.contested(c) || reading.basis == Basis::announced) return false;
    Reading there = asked_;
    there.period = reading.period;
    return implies(ledger_, record_.options.dropped, Stated(reading), Stated(there));
  }

  bool in_same_words(const Period& period) const {
    return period.at_moment == asked_.period.at_moment && period.stands_alone == asked_.period.stands_alone &&
           period.start.text == asked_.period.start.text && period.end.text == asked_.period.end.text;
  }

  // A claim on file whose period the asked one means: the question shares its cut-off. One that says the figure at its
  // own ends, else one in the same words or of which it follows there, of the same count before others.
  std::optional<Told> find_alike() const {
    std::vector<bool> said_by(ledger_.claims.size(), false);
    for (Index c : out_.said_by) said_by[c] = true;
    std::optional<std::tuple<Nearness, bool, Index, Index>> best;  // then those of the very text of the period
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (!record_.selection.active(c) || (account() && record_.side(c) != question_.account)) continue;
      for (const Index r : standing_[c]) {
        const Reading& reading = ledger_.claims[c].readings[r];
        if (!reading.figure) continue;
        const bool says = said_by[c] && sayers_.says_it(c, r);
        const bool means =
            in_same_words(reading.period) || (fits(reading.period, asked_.period) && implies_it(c, reading));
        if (!says && !means) continue;
        const std::tuple key{nearness(c, reading, says), reading.period.text != asked_.period.text, c, r};
        best = best ? std::min(*best, key) : key;
      }
    }
    if (!best) return std::nullopt;
    return Told{std::get<2>(*best), std::get<3>(*best)};
  }

  // What the count must be for the figure to hold: where it is one that was checked case by case, at least so many.
  CountRange to_hold() const {
    const auto checked = [&](Index c) {
      const std::vector<Reading>& readings = ledger_.claims[c].readings;
      bool any = false;
      for (Index r = 0; r < readings.size(); ++r) {
        if (readings[r].basis != Basis::verified || !readings[r].figure) return false;
        any = any || people_told(record_, c, r) == asked_.figure->people;
      }
      return any;
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

  CheckVerdict said() {
    const bool all_contested = out_.contested.size() == out_.said_by.size();
    const bool denied = !out_.denied_by.empty();
    if (denied || all_contested || (out_.others && leaves_no_room(*out_.others))) return CheckVerdict::disputed;
    if (account()) return CheckVerdict::attributable;  // a side never bears out its own figure
    return out_.others && bears_out(*out_.others) ? CheckVerdict::corroborated : CheckVerdict::attributable;
  }

  // Whether it puts the count within the figure, or within what is wanted of it: that it is at least so many where it
  // can be less.
  bool bears_out(const RangeFinding& range) {
    if (lies_within(range, asked_.figure->people)) return true;
    out_.at_least = out_.wanted.min.value_or(0) > 0 && lies_within(range, out_.wanted);
    return out_.at_least;
  }

  CheckVerdict unsaid() const {
    if (!out_.others) return CheckVerdict::unsupported;
    return lies_within(*out_.others, asked_.figure->people)        ? CheckVerdict::follows
           : leaves_no_room(*out_.others) || count_->in_no_world() ? CheckVerdict::excluded
                                                                   : CheckVerdict::unsupported;
  }

  const Record& record_;
  const Ledger& ledger_;
  const Findings& findings_;
  const Standing& standing_;
  const Question& question_;
  const Reading& asked_;
  const Sayers sayers_;
  std::optional<AskedCount> count_;
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
