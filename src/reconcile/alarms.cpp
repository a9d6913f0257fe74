#include "reconcile/alarms.hpp"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

#include "model/nesting.hpp"
#include "reconcile/numerals.hpp"
#include "reconcile/says.hpp"
#include "reconcile/spans.hpp"

namespace reltrack {

namespace {

constexpr std::size_t kNearest = 8;
constexpr std::size_t kNewer = 3;
constexpr Minutes kLevelsApart = 7 * kDay;
// Smaller numbers are on file for many things by chance.
constexpr Count kTellingNumber = 20;
// Figures among which sums are looked for.
constexpr std::size_t kSummands = 200;

class Beside {
 public:
  explicit Beside(const Asking& asking)
      : record_(asking.record),
        ledger_(record_.ledger),
        standing_(asking.standing),
        asked_(asking.asked),
        said_by_(asking.said_by),
        account_(asking.account),
        number_(digits(*asked_.figure)),
        says_(ledger_.claims.size(), false) {
    for (const Index s : said_by_) {
      says_[s] = true;
      newest_said_[record_.side(s)] = s;  // by when they were said
    }
  }

  std::vector<Near> nearest() const {
    std::vector<Ranked> found;
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (!may_be_told(c)) continue;
      std::optional<Ranked> best;
      for (const Index r : standing_[c]) {
        const auto near = compare(c, r);
        if (near && (!best || near->first < best->first)) best = near;
      }
      if (best) found.push_back(*best);
    }
    std::ranges::sort(found, {}, [](const auto& f) { return f.first; });
    std::vector<Near> out;
    for (std::size_t i = 0; i < std::min(found.size(), kNearest); ++i) out.push_back(found[i].second);
    return out;
  }

  std::vector<Told> beside() const {
    // Verified; of the very days; of no later ones; of how narrow a part; cut-off; when it was said; of the people
    // asked.
    using Rank = std::tuple<bool, bool, bool, std::ptrdiff_t, Minutes, Minutes, bool>;
    struct Newest {
      Rank rank;
      std::vector<Told> told;
    };
    std::map<std::string, Newest> newest;  // by side
    for (auto c = static_cast<Index>(ledger_.claims.size()); c-- > 0;) {
      if (newest_said_.contains(record_.side(c)) || !may_be_told(c) || !record_.account.binds[c]) continue;
      const auto shown = beside(c);
      if (!shown) continue;
      const Reading& r = reading(c, *shown);
      const bool same_days = widest(r).from == widest(asked_).from && widest(r).to == widest(asked_).to;
      const Rank rank(r.basis == Basis::verified, same_days, widest(r).to <= widest(asked_).to,
                      -populations_between(ledger_, r.population, asked_.population), widest(r).to, said_at(c),
                      r.population == asked_.population);
      Newest& best = newest[record_.side(c)];
      if (best.told.empty() || rank > best.rank) best = {rank, {}};
      // Of one day those of people who are apart make one count: so many women, so many men.
      const bool adds = std::ranges::all_of(best.told, [&](const Told& t) {
        return are_apart(ledger_, r.population, reading(t.claim, t.reading).population);
      });
      if (rank == best.rank && adds && best.told.size() < kNearest) best.told.push_back({c, *shown});
    }
    std::vector<Newest> order;
    for (auto& [side, found] : newest) order.push_back(std::move(found));
    std::ranges::sort(order, std::greater<>(), [](const Newest& n) { return std::pair(n.rank, n.told.front().claim); });
    std::vector<Told> out;
    for (const Newest& found : order) std::ranges::copy(found.told, std::back_inserter(out));
    return out;
  }

  std::vector<Alarm> alarms() {
    if (!said_by_.empty()) {
      newer();
      other_start();
    } else {
      retracted();
      misread();
    }
    same_number();
    sums();
    return std::move(alarms_);
  }

 private:
  const Reading& reading(Index c, Index r) const { return ledger_.claims[c].readings[r]; }
  const Reading& first(Index c) const { return reading(c, standing_[c].front()); }

  // The first reading that may be meant and that a test holds for.
  template <class Test>
  std::optional<Index> find(Index c, Test test) const {
    const auto& all = standing_[c];
    const auto found = std::ranges::find_if(all, [&](Index r) { return test(reading(c, r)); });
    return found == all.end() ? std::nullopt : std::optional(*found);
  }

  // The reading of the measure within the asked time; of the asked people, where one is.
  std::optional<Index> beside(Index c) const {
    const auto fitting = [&](const Reading& r) {
      return r.figure && !r.figure->percent && r.measure == asked_.measure && r.basis != Basis::announced && meets(r) &&
             widest(r).to <= widest(asked_).to + kDay;
    };
    const auto same = find(c, [&](const Reading& r) { return fitting(r) && r.population == asked_.population; });
    return same ? same : find(c, fitting);
  }

  bool may_be_told(Index c) const { return record_.selection.active(c) && !ledger_.claims[c].repeats && !says_[c]; }

  bool same_count(const Reading& r) const {
    return r.figure && !r.figure->percent && r.measure == asked_.measure && r.population == asked_.population;
  }

  bool counts_then(const Reading& r) const { return same_count(r) && meets(r); }

  bool meets(const Reading& r) const {
    const Span x = widest(r), y = widest(asked_);
    if (r.period.at_moment && asked_.period.at_moment)
      return x.from <= y.from + kLevelsApart && y.from <= x.from + kLevelsApart;
    return std::max(x.from, y.from) < std::min(x.to, y.to);
  }

  // What orders them: another number, how much differs, whether the same one counts later days, how far off.
  using Ranked = std::pair<std::tuple<int, int, bool, Count, Index>, Near>;

  // The same number of another count, or another number of this one.
  std::optional<Ranked> compare(Index c, Index r) const {
    const Reading& on_file = reading(c, r);
    const auto people = on_file.figure ? people_told(record_, c, r) : std::nullopt;
    if (!people) return std::nullopt;
    Near near{c, r};
    near.population = on_file.population != asked_.population;
    near.measure = on_file.measure != asked_.measure;
    near.period = !fits(on_file.period, asked_.period) && !on_that_day(on_file.period);
    near.announced = on_file.basis == Basis::announced;
    near.same_number = digits(*on_file.figure) == number_;
    near.figure = people != asked_.figure->people;
    const int differences = int{near.population} + int{near.measure} + int{near.period};
    if (!near.same_number && (near.population || near.measure || !meets(on_file))) return std::nullopt;
    const Count low = people->min.value_or(0), wanted = asked_.figure->people.min.value_or(0);
    const Count far = low > wanted ? low - wanted : wanted - low;
    const bool later = near.same_number && near.period && widest(on_file).to > widest(asked_).to;
    return Ranked{{near.same_number ? 0 : 1, differences, later, far, c}, near};
  }

  // A level at some moment of the one day that was asked about.
  bool on_that_day(const Period& level) const {
    return level.at_moment && !asked_.period.at_moment && asked_.period.stands_alone &&
           is_of_day(level.end, {asked_.period.start.limits.from, asked_.period.end.limits.to}, asked_.period.text);
  }

  void raise(Alarm::Kind kind, std::vector<Told> told) {
    std::ranges::sort(told, {}, &Told::claim);
    alarms_.push_back({kind, std::move(told), {}});
  }

  Minutes said_at(Index c) const { return ledger_.claims[c].said_at(kBeforeAll); }

  // Claims that said it, and that their side has replaced or no longer stands by.
  void retracted() {
    std::multimap<Index, Index> by;  // corrections, by what they correct
    for (auto c = static_cast<Index>(ledger_.claims.size()); c-- > 0;) {
      if (ledger_.claims[c].corrects) by.emplace(*ledger_.claims[c].corrects, c);
    }
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      const Inactive state = record_.selection.state[c];
      if (state != Inactive::corrected && state != Inactive::withdrawn) continue;
      if (!account_.empty() && record_.side(c) != account_) continue;
      const auto& all = ledger_.claims[c].readings;
      const bool exact = !account_.empty() || record_.selection.trusted[c];
      Index said = 0;
      while (said < all.size() && !says(record_, c, said, asked_, exact)) ++said;
      if (said == all.size()) continue;
      Alarm alarm{state == Inactive::corrected ? Alarm::Kind::corrected : Alarm::Kind::withdrawn, {}, {}};
      alarm.told.push_back({c, said});
      // Of one that may mean several things, or gives no figure, there is nothing to tell in a word.
      const auto now = replacing(c, by);
      if (now && standing_[*now].size() == 1 && first(*now).figure)
        alarm.told.push_back({*now, standing_[*now].front()});
      alarm.denied_by = record_.deniers(c);
      alarms_.push_back(std::move(alarm));
    }
  }

  // The claim in force at the head of the chain of corrections.
  std::optional<Index> replacing(Index corrected, const std::multimap<Index, Index>& by) const {
    std::vector<Index> open{corrected};
    while (!open.empty()) {
      const Index at = open.back();
      open.pop_back();
      if (record_.selection.active(at)) return at;
      const auto [first, last] = by.equal_range(at);
      for (auto next = first; next != last; ++next) open.push_back(next->second);  // the first claim on top
    }
    return std::nullopt;
  }

  // Of each side that says it the newest, up to three, of the same count and no earlier cut-off.
  void newer() {
    const auto counts_on = [&](const Reading& r) {
      return same_count(r) && !r.period.stands_alone && r.period.end.limits.to >= asked_.period.end.limits.to &&
             r.period.start.limits.from <= asked_.period.start.limits.to;
    };
    std::map<std::string, std::vector<Told>> by_side;
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      const auto said = newest_said_.find(record_.side(c));
      if (said == newest_said_.end() || !may_be_told(c) || said_at(c) <= said_at(said->second)) continue;
      if (const auto r = find(c, counts_on)) by_side[said->first].push_back({c, *r});
    }
    for (auto& [side, later] : by_side) {
      std::ranges::stable_sort(later, std::greater<>(), [&](const Told& t) { return said_at(t.claim); });
      if (later.size() > kNewer) later.resize(kNewer);
      raise(Alarm::Kind::newer, std::move(later));
    }
  }

  void other_start() {
    if (asked_.period.at_moment || asked_.period.stands_alone) return;
    std::map<Index, Index> latest;  // by source
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      const Reading& r = first(c);
      if (!may_be_told(c) || !same_count(r) || r.period.stands_alone || starts_alike(r.period, asked_.period) ||
          !meets(r))
        continue;
      const auto [at, fresh] = latest.emplace(ledger_.claims[c].source, c);
      if (!fresh && said_at(c) > said_at(at->second)) at->second = c;
    }
    const auto other = [&](Index s) { return latest.find(ledger_.claims[s].source); };
    const auto sayer = std::ranges::find_if(said_by_, [&](Index s) { return other(s) != latest.end(); });
    if (sayer == said_by_.end()) return;
    const Index found = other(*sayer)->second;
    raise(Alarm::Kind::other_start, {{found, standing_[found].front()}});
  }

  void same_number() {
    if (asked_.figure->people.min.value_or(0) < kTellingNumber &&
        asked_.figure->people.max.value_or(0) < kTellingNumber)
      return;
    const auto same_digits = [&](const Reading& r) { return r.figure && digits(*r.figure) == number_; };
    const auto level = [&](const Reading& r) { return r.period.at_moment && !asked_.period.at_moment; };
    const auto elsewhere = [&](const Reading& r) {
      return r.measure != asked_.measure || r.population != asked_.population || !meets(r);
    };
    std::vector<Told> levels, others;
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (!may_be_told(c)) continue;
      const auto r = find(c, [&](const Reading& x) { return same_digits(x) && (level(x) || elsewhere(x)); });
      if (r) (level(reading(c, *r)) ? levels : others).push_back({c, *r});
    }
    if (!levels.empty()) raise(Alarm::Kind::level, std::move(levels));
    if (!others.empty()) raise(Alarm::Kind::same_number, std::move(others));
  }

  void misread() {
    std::vector<Told> noughts, swaps;
    // What lies within "<1,000" is no misreading of it.
    const auto nought = [&](const Figure& f, const std::string& n) {
      return apart(f.people, asked_.figure->people) && (n + "0" == number_ || number_ + "0" == n);
    };
    const auto swap = [&](const Figure&, const std::string& n) { return swapped(n, number_); };
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      if (!may_be_told(c)) continue;
      const auto reads = [&](auto near) {
        return find(c, [&](const Reading& r) { return counts_then(r) && near(*r.figure, digits(*r.figure)); });
      };
      if (const auto r = reads(nought)) noughts.push_back({c, *r});
      if (const auto r = reads(swap)) swaps.push_back({c, *r});
    }
    if (!noughts.empty()) raise(Alarm::Kind::factor_of_ten, std::move(noughts));
    if (!swaps.empty()) raise(Alarm::Kind::digits, std::move(swaps));
  }

  // Two figures of the count, or three of one side, that add up to the number asked about, where some days are counted
  // twice.
  void sums() {
    const CountRange& wanted = asked_.figure->people;
    if (asked_.period.at_moment || wanted.min != wanted.max || *wanted.min < kTellingNumber) return;
    const std::vector<Summand> exact = summands();
    if (exact.size() > kSummands) return;
    for (std::size_t i = 0; i < exact.size(); ++i) {
      for (std::size_t j = i + 1; j < exact.size(); ++j) {
        if (add_up({exact[i], exact[j]}) || third(exact, i, j)) return;
      }
    }
  }

  struct Summand {
    Index claim;
    const Reading* reading;
    Count people;
  };

  std::vector<Summand> summands() const {
    std::vector<Summand> out;
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      const Reading& r = first(c);
      if (may_be_told(c) && counts_then(r) && r.figure->people.min == r.figure->people.max && *r.figure->people.min > 0)
        out.push_back({c, &r, *r.figure->people.min});
    }
    return out;
  }

  bool third(const std::vector<Summand>& exact, std::size_t i, std::size_t j) {
    for (std::size_t k = j + 1; k < exact.size(); ++k) {
      const bool one_side = record_.side(exact[i].claim) == record_.side(exact[j].claim) &&
                            record_.side(exact[i].claim) == record_.side(exact[k].claim);
      if (one_side && add_up({exact[i], exact[j], exact[k]})) return true;
    }
    return false;
  }

  // One that its side says is among those of the figure asked about, which it gives itself.
  bool is_part_of_said(const Summand& part) const {
    const std::optional<Index>& whole = part.reading->part_of;
    return whole && says_[*whole] && record_.side(*whole) == record_.side(part.claim);
  }

  // Whether these make the number, two of them speaking of the same days; then it is told. A side that gives the whole
  // of its own parts has not added them up.
  bool add_up(std::initializer_list<Summand> parts) {
    Count sum = 0;
    for (const Summand& a : parts) sum += a.people;
    if (sum != *asked_.figure->people.min ||
        std::ranges::all_of(parts, [&](const Summand& a) { return is_part_of_said(a); }))
      return false;
    bool overlap = false;
    std::vector<Told> told;
    for (const Summand& a : parts) {
      told.push_back({a.claim, standing_[a.claim].front()});
      for (const Summand& b : parts) overlap = overlap || (a.claim < b.claim && may_meet(*a.reading, *b.reading));
    }
    if (!overlap) return false;
    raise(Alarm::Kind::overlap_sum, std::move(told));
    return true;
  }

  const Record& record_;
  const Ledger& ledger_;
  const Standing& standing_;
  const Reading& asked_;
  const std::vector<Index>& said_by_;
  const std::string& account_;
  const std::string number_;
  std::vector<bool> says_;                    // by claim
  std::map<std::string, Index> newest_said_;  // of those that say it, by side
  std::vector<Alarm> alarms_;
};

}  // namespace

Standing standing_readings(const Ledger& ledger, const Findings& findings) {
  Standing out(ledger.claims.size());
  for (const ReadingFinding& found : findings.readings) {
    if (found.holds) out[found.claim].push_back(found.reading);
  }
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    if (!out[c].empty()) continue;
    out[c].resize(ledger.claims[c].readings.size());
    std::iota(out[c].begin(), out[c].end(), Index{0});
  }
  return out;
}

std::vector<Near> nearest_claims(const Asking& asking) { return Beside(asking).nearest(); }

std::vector<Told> newest_beside(const Asking& asking) { return Beside(asking).beside(); }

std::vector<Alarm> alarms(const Asking& asking) { return Beside(asking).alarms(); }

}  // namespace reltrack
