// A world is a choice of readings, an order of the moments (some of them at once), and a number of events for each
// population and flow in each stretch between neighbours, with a level at the start for each stock. All of them are
// gone through, with at most `cap` events a stretch. Of each world it is enough to know which claims have their order
// and which their figures right, so worlds are counted by those: a question is then a look through a short list.
//
// What is greatest with a cap need not be greatest: whatever is greater still with a larger cap is taken to be
// unbounded. So the caps have to be beyond all that figures can bound, and everything is done twice.
#include "brute.hpp"

#include <algorithm>
#include <map>

namespace reltrack::judge {
namespace {

// Enough for 4 claims; beyond it a ledger is skipped.
constexpr std::size_t kWorldsAtMost = 50'000;

struct Extent {
  Count least = 0, greatest = 0;
};

void take(std::optional<Extent>& extent, Count n) {
  if (!extent) extent = Extent{n, n};
  extent->least = std::min(extent->least, n);
  extent->greatest = std::max(extent->greatest, n);
}

template <typename Key>
void take(std::map<Key, Extent>& extents, const Key& key, const std::optional<Extent>& seen) {
  if (!seen) return;
  const auto at = extents.try_emplace(key, *seen).first;
  at->second.least = std::min(at->second.least, seen->least);
  at->second.greatest = std::max(at->second.greatest, seen->greatest);
}

// What a kind of world says of the claims: the reading of each, and which have their order, which their place in their
// base's period and which their figure right, were they to bind.
struct Kind {
  std::vector<Index> readings;
  ClaimSet order_right = 0, place_right = 0, figure_right = 0;
  friend auto operator<=>(const Kind&, const Kind&) = default;
};

struct Seen {
  std::map<Index, Extent> counts;                         // of claims whose period runs forwards
  std::map<std::pair<Index, Index>, Extent> least, most;  // people that two claims share
};

// A moment before it is placed: certain where its spans are one minute.
struct Loose {
  std::vector<TimeSpan> spans;
};

// What stands at one place in the order of moments.
struct Place {
  std::optional<Minutes> minute;
  std::vector<std::size_t> moments;
};

struct Ends {
  std::size_t start = 0, end = 0;
};

struct World {
  // For each flow and population: the number of events in each stretch. For each stock and population: the level at
  // each place.
  std::vector<std::vector<Count>> events, levels;
};

// What the worlds of one order share, worked out once for all of them.

// The cells of a world that make up a count; of a stock, one level.
struct Cells {
  const std::vector<Count>* of = nullptr;
  std::size_t from = 0, to = 0;

  Count sum() const {
    Count total = 0;
    for (std::size_t i = from; i < to; ++i) total += (*of)[i];
    return total;
  }
};

struct Counted {
  Index claim = 0;
  bool forwards = false;
  Cells cells, whole;            // whole: of a percentage
  std::optional<Demand> wanted;  // where it may bind
};

struct Pair {
  std::size_t a = 0, b = 0;  // numbers of `Counted`
  Sharing how = Sharing::same;
  Cells in_a, in_b;
  std::vector<Cells> in_wholes;
};

// Of the worlds of one order in which the same figures are right: by number of `Counted`, and by number of `Pair`.
struct Tally {
  std::vector<std::optional<Extent>> counts, least, most;
};

class Enumeration {
 public:
  Enumeration(const Case& what, const System& system, Count extra)
      : what_(what), ledger_(*what.ledger), system_(system), involved_(list(system.involved)) {
    set_caps(extra);
    std::vector<Index> readings(ledger_.claims.size(), 0);
    choose_reading(0, readings);
  }

  const std::map<Kind, Seen>& kinds() const { return kinds_; }

  // The least total by which the figures of the conflict are missed in a world where all else of it is right.
  std::optional<Count> shortfall;

  static std::optional<Count> find_shortfall(const Case& what, const System& system, ClaimSet conflict) {
    Enumeration e(what, system, 0, conflict);
    return e.shortfall;
  }

 private:
  Enumeration(const Case& what, const System& system, Count extra, ClaimSet conflict)
      : what_(what), ledger_(*what.ledger), system_(system), involved_(list(system.involved)), conflict_(conflict) {
    set_caps(extra);
    std::vector<Index> readings(ledger_.claims.size(), 0);
    choose_reading(0, readings);
  }

  // ---- how far to count

  void set_caps(Count extra) {
    Count largest = 0;
    bool shares = false, stocks = false;
    for (const Index c : involved_) {
      for (const Reading& r : ledger_.claims[c].readings) {
        stocks = stocks || ledger_.measures[r.measure].type == MeasureType::stock;
        if (!r.figure) continue;
        shares = shares || r.figure->percent;
        largest = std::max({largest, r.figure->people.min.value_or(0), r.figure->people.max.value_or(0)});
      }
    }
    const Count factor = shares || stocks ? 2 : 1;
    cap_ = factor * largest + (shares ? 3 : 1) + extra;  // the least share of half to four fifths is 1 of 2
    level_cap_ = largest + cap_ + extra;
  }

  // ---- readings, then the order of moments

  void choose_reading(std::size_t which, std::vector<Index>& readings) {
    if (which == involved_.size()) {
      readings_ = readings;
      place_moments();
      return;
    }
    const Index c = involved_[which];
    for (Index r = 0; r < ledger_.claims[c].readings.size(); ++r) {
      readings[c] = r;
      choose_reading(which + 1, readings);
    }
  }

  const Reading& chosen(Index c) const { return what_.reading(c, readings_[c]); }

  void place_moments() {
    std::vector<Loose> loose;
    std::map<Index, std::size_t> named;
    std::set<Minutes> minutes;
    ends_.clear();
    const auto moment_of = [&](const PeriodEnd& end) {
      if (end.moment && named.contains(*end.moment)) return named[*end.moment];
      if (end.moment) named[*end.moment] = loose.size();
      loose.push_back({end.moment ? ledger_.moments[*end.moment].between : std::vector<TimeSpan>{end.limits}});
      for (const TimeSpan& span : loose.back().spans) minutes.insert({span.from, span.to});
      return loose.size() - 1;
    };
    for (const Index c : involved_) {
      const Period& period = chosen(c).period;
      const std::size_t end = moment_of(period.end);
      ends_[c] = {period.at_moment ? end : moment_of(period.start), end};
    }
    std::vector<Place> order;
    for (const Minutes minute : minutes) order.push_back({minute, {}});
    orders_.clear();
    insert_moment(loose, 0, order);
  }

  static bool may_stand(const Loose& moment, const Place& place, const std::vector<Place>& order, std::size_t at) {
    if (place.minute) {
      return std::any_of(moment.spans.begin(), moment.spans.end(),
                         [&](const TimeSpan& s) { return s.from <= *place.minute && *place.minute <= s.to; });
    }
    // Between two fixed minutes: every limit is one of them, so the gap is wholly inside or wholly outside.
    Minutes before = kBeforeAll, after = kAfterAll;
    bool is_before = false, is_after = false;
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (!order[i].minute) continue;
      if (i < at) {
        before = *order[i].minute;
        is_before = true;
      } else if (!is_after) {
        after = *order[i].minute;
        is_after = true;
      }
    }
    return is_before && is_after && std::any_of(moment.spans.begin(), moment.spans.end(), [&](const TimeSpan& s) {
             return s.from <= before && after <= s.to;
           });
  }

  void insert_moment(const std::vector<Loose>& loose, std::size_t which, std::vector<Place>& order) {
    if (which == loose.size()) {
      use_order(order);
      return;
    }
    for (std::size_t at = 0; at < order.size(); ++at) {  // at a place that there is
      if (!may_stand(loose[which], order[at], order, at)) continue;
      order[at].moments.push_back(which);
      insert_moment(loose, which + 1, order);
      order[at].moments.pop_back();
    }
    const Place fresh{std::nullopt, {which}};
    for (std::size_t at = 1; at < order.size(); ++at) {  // or between two places
      if (!may_stand(loose[which], fresh, order, at)) continue;
      std::vector<Place> wider = order;
      wider.insert(wider.begin() + static_cast<std::ptrdiff_t>(at), fresh);
      insert_moment(loose, which + 1, wider);
    }
  }

  // Places at which no period ends do not matter: what happens around them can be put before or after.
  void use_order(const std::vector<Place>& order) {
    std::map<std::size_t, std::size_t> place_of;
    std::size_t places = 0;
    for (const Place& place : order) {
      for (const std::size_t moment : place.moments) place_of[moment] = places;
      if (!place.moments.empty()) ++places;
    }
    std::vector<std::size_t> signature;
    for (auto& [claim, ends] : ends_) {
      signature.push_back(place_of.at(ends.start));
      signature.push_back(place_of.at(ends.end));
    }
    if (!orders_.insert(signature).second) return;
    at_.clear();
    for (const auto& [claim, ends] : ends_) at_[claim] = {place_of.at(ends.start), place_of.at(ends.end)};
    places_ = places;
    order_right_ = place_right_ = 0;
    for (const Index c : involved_) {
      if (order_is_right(c)) order_right_ |= only(c);
      if (place_is_right(c)) place_right_ |= only(c);
    }
    fill();
  }

  bool order_is_right(Index c) const { return at_.at(c).start <= at_.at(c).end; }

  bool place_is_right(Index c) const {
    const std::optional<Index> base = base_of(what_, c, readings_[c]);
    if (!base || !holds(system_.involved, *base)) return true;
    if (!within(ledger_, chosen(c).population, chosen(*base).population)) return false;
    const Ends& mine = at_.at(c);
    const Ends& whole = at_.at(*base);
    if (mine.start < whole.start || mine.end > whole.end) return false;
    if (alike_ends(chosen(c).period, chosen(*base).period, true) && mine.start != whole.start) return false;
    return !alike_ends(chosen(c).period, chosen(*base).period, false) || mine.end == whole.end;
  }

  // ---- events

  std::vector<std::pair<Index, Index>> used(MeasureType type) const {
    std::set<Index> measures;
    for (const Index c : involved_) {
      const Index m = chosen(c).measure;
      if (ledger_.measures[m].type == type) measures.insert(m);
      if (type == MeasureType::stock || ledger_.measures[m].type == MeasureType::flow) continue;
      measures.insert(ledger_.measures[m].in.begin(), ledger_.measures[m].in.end());
      measures.insert(ledger_.measures[m].out.begin(), ledger_.measures[m].out.end());
    }
    std::vector<std::pair<Index, Index>> out;
    for (const Index m : measures) {
      for (Index p = 0; p < ledger_.populations.size(); ++p) out.emplace_back(m, p);
    }
    return out;
  }

  void fill() {
    flows_ = used(MeasureType::flow);
    stocks_ = used(MeasureType::stock);
    stretches_ = places_ == 0 ? 0 : places_ - 1;
    world_.events.assign(flows_.size(), std::vector<Count>(stretches_));
    world_.levels.assign(stocks_.size(), std::vector<Count>(places_));
    allowed_.clear();
    std::vector<Count> amounts(flows_.size());
    list_amounts(0, amounts);
    list_counted();
    list_pairs();
    missed_together_ = conflict_ ? figures_of(*conflict_) : std::nullopt;
    tallies_.clear();
    fill_stretch(0);
    add_tallies();
  }

  // All that may happen in one stretch.
  void list_amounts(std::size_t which, std::vector<Count>& amounts) {
    if (which == flows_.size()) {
      if (stretch_is_right(amounts)) allowed_.push_back(amounts);
      return;
    }
    const Count least = what_.keeps(Rule::never_falls) ? 0 : -cap_;
    for (Count n = least; n <= cap_; ++n) {
      amounts[which] = n;
      list_amounts(which + 1, amounts);
    }
  }

  template <typename Amount>
  bool nested(const Amount& amount) const {
    for (Index whole = 0; whole < ledger_.populations.size(); ++whole) {
      Count sum = 0;
      bool parts = false;
      for (Index part = 0; part < ledger_.populations.size(); ++part) {
        const std::vector<Index>& up = ledger_.populations[part].within;
        if (std::find(up.begin(), up.end(), whole) == up.end()) continue;
        parts = true;
        sum += amount(part);
        if (what_.keeps(Rule::part_of_whole) && amount(part) > amount(whole)) return false;
      }
      const bool disjoint = ledger_.populations[whole].disjoint && what_.keeps(Rule::disjoint_parts);
      if (parts && disjoint && sum > amount(whole)) return false;
    }
    return true;
  }

  bool stretch_is_right(const std::vector<Count>& amounts) const {
    std::set<Index> measures;
    for (const auto& [m, population] : flows_) measures.insert(m);
    return std::all_of(measures.begin(), measures.end(), [&](Index m) {
      return raises_a_stock(ledger_, m) || nested([&](Index population) {
               const auto it = std::find(flows_.begin(), flows_.end(), std::pair{m, population});
               return amounts[static_cast<std::size_t>(it - flows_.begin())];
             });
    });
  }

  void fill_stretch(std::size_t stretch) {
    if (stretch == stretches_) {
      fill_levels(0);
      return;
    }
    for (const std::vector<Count>& amounts : allowed_) {
      for (std::size_t f = 0; f < flows_.size(); ++f) world_.events[f][stretch] = amounts[f];
      fill_stretch(stretch + 1);
    }
  }

  void fill_levels(std::size_t which) {
    if (which == stocks_.size()) {
      if (levels_are_right()) look();
      return;
    }
    std::vector<Count>& levels = world_.levels[which];
    if (what_.keeps(Rule::balance)) {
      for (Count start = what_.keeps(Rule::no_negative) ? 0 : -level_cap_; start <= level_cap_; ++start) {
        follow(stocks_[which], start, levels);
        fill_levels(which + 1);
      }
      return;
    }
    free_levels(which, 0, levels);
  }

  void free_levels(std::size_t which, std::size_t place, std::vector<Count>& levels) {
    if (place == places_) {
      const std::vector<Count> kept = levels;
      fill_levels(which + 1);
      levels = kept;
      return;
    }
    for (Count n = what_.keeps(Rule::no_negative) ? 0 : -level_cap_; n <= level_cap_; ++n) {
      levels[place] = n;
      free_levels(which, place + 1, levels);
    }
  }

  void follow(const std::pair<Index, Index>& stock, Count start, std::vector<Count>& levels) {
    const Measure& m = ledger_.measures[stock.first];
    levels[0] = start;
    for (std::size_t s = 0; s < stretches_; ++s) {
      levels[s + 1] = levels[s];
      for (const Index in : m.in) levels[s + 1] += events_of(in, stock.second)[s];
      for (const Index out : m.out) levels[s + 1] -= events_of(out, stock.second)[s];
    }
  }

  bool levels_are_right() const {
    if (what_.keeps(Rule::no_negative)) {
      for (const std::vector<Count>& levels : world_.levels) {
        if (std::any_of(levels.begin(), levels.end(), [](Count n) { return n < 0; })) return false;
      }
    }
    for (std::size_t first = 0; first < stocks_.size(); first += ledger_.populations.size()) {  // of each measure
      for (std::size_t place = 0; place < places_; ++place) {
        if (!nested([&](Index population) { return world_.levels[first + population][place]; })) return false;
      }
    }
    return true;
  }

  // ---- what a world says of the claims

  const std::vector<Count>& events_of(Index measure, Index population) const {
    const auto at = std::find(flows_.begin(), flows_.end(), std::pair{measure, population});
    return world_.events[static_cast<std::size_t>(at - flows_.begin())];
  }

  Cells cells_of(Index c) const {
    const Reading& r = chosen(c);
    const Ends& ends = at_.at(c);
    if (ledger_.measures[r.measure].type == MeasureType::stock) {
      const auto at = std::find(stocks_.begin(), stocks_.end(), std::pair{r.measure, r.population});
      return {&world_.levels[static_cast<std::size_t>(at - stocks_.begin())], ends.end, ends.end + 1};
    }
    return {&events_of(r.measure, r.population), ends.start, ends.end};
  }

  void list_counted() {
    counted_.clear();
    for (const Index c : involved_) {
      Counted counted{c, holds(order_right_, c), cells_of(c), {}, std::nullopt};
      if (holds(system_.members, c) && binds(what_, c, readings_[c])) {
        counted.wanted = demand(what_, system_, c, readings_[c]);
        if (counted.wanted->percent) counted.whole = cells_of(*chosen(c).part_of);
      }
      counted_.push_back(counted);
    }
  }

  void list_pairs() {
    pairs_.clear();
    for (std::size_t a = 0; a < counted_.size(); ++a) {
      for (std::size_t b = 0; b < counted_.size(); ++b) list_pair(a, b);
    }
  }

  void list_pair(std::size_t a, std::size_t b) {
    const Reading& x = chosen(counted_[a].claim);
    const Reading& y = chosen(counted_[b].claim);
    if (ledger_.measures[x.measure].type == MeasureType::stock || x.measure != y.measure) return;
    const std::optional<Sharing> how = sharing(ledger_, x.measure, x.population, y.population);
    if (!how || !counted_[a].forwards || !counted_[b].forwards) return;
    const std::size_t from = std::max(counted_[a].cells.from, counted_[b].cells.from);
    const std::size_t to = std::min(counted_[a].cells.to, counted_[b].cells.to);
    const auto inside = [&](Index population) { return Cells{&events_of(x.measure, population), from, to}; };
    Pair pair{a, b, *how, inside(x.population), inside(y.population), {}};
    if (*how == Sharing::may_share) {
      for (const Index w : common_wholes(ledger_, x.measure, x.population, y.population))
        pair.in_wholes.push_back(inside(w));
    }
    pairs_.push_back(pair);
  }

  // By how much the world misses the figure; absent where it misses a percentage.
  static std::optional<Count> missed_by(const Counted& counted) {
    const Demand& wanted = *counted.wanted;
    const Count n = counted.cells.sum();
    if (!wanted.percent) {
      return std::max<Count>(wanted.people.min.value_or(n) - n, 0) +
             std::max<Count>(n - wanted.people.max.value_or(n), 0);
    }
    const Count whole = counted.whole.sum();
    bool right = whole >= 1;
    if (const std::optional<ShareEnd>& least = wanted.share_min) {
      right =
          right && (least->strict ? 200 * n > least->two_hundredths * whole : 200 * n >= least->two_hundredths * whole);
    }
    if (const std::optional<ShareEnd>& most = wanted.share_max) {
      right =
          right && (most->strict ? 200 * n < most->two_hundredths * whole : 200 * n <= most->two_hundredths * whole);
    }
    return right ? std::optional<Count>(0) : std::nullopt;
  }

  void look() {
    if (++worlds_ > kWorldsAtMost) throw TooManyWorlds();
    if (conflict_) {
      measure_shortfall();
      return;
    }
    ClaimSet figure_right = 0;
    for (const Counted& counted : counted_) {
      if (counted.forwards && counted.wanted && missed_by(counted) == 0) figure_right |= only(counted.claim);
    }
    Tally& tally = tallies_[figure_right];
    tally.counts.resize(counted_.size());
    for (std::size_t i = 0; i < counted_.size(); ++i) {
      if (counted_[i].forwards) take(tally.counts[i], counted_[i].cells.sum());
    }
    tally.least.resize(pairs_.size());
    tally.most.resize(pairs_.size());
    for (std::size_t i = 0; i < pairs_.size(); ++i) look_at_pair(pairs_[i], tally.least[i], tally.most[i]);
  }

  static void look_at_pair(const Pair& pair, std::optional<Extent>& all_least, std::optional<Extent>& all_most) {
    const Count in_a = pair.in_a.sum();
    const Count in_b = pair.in_b.sum();
    Count least = pair.how == Sharing::lesser_is_b ? in_b : in_a;
    Count most = least;
    if (pair.how == Sharing::may_share) {
      least = 0;
      most = std::min(in_a, in_b);
      for (const Cells& whole : pair.in_wholes) least = std::max(least, in_a + in_b - whole.sum());
    }
    take(all_least, least);
    take(all_most, most);
  }

  void add_tallies() {
    for (const auto& [figure_right, tally] : tallies_) {
      Seen& seen = kinds_[{readings_, order_right_, place_right_, figure_right}];
      for (std::size_t i = 0; i < counted_.size(); ++i) take(seen.counts, counted_[i].claim, tally.counts[i]);
      for (std::size_t i = 0; i < pairs_.size(); ++i) {
        const std::pair<Index, Index> claims{counted_[pairs_[i].a].claim, counted_[pairs_[i].b].claim};
        take(seen.least, claims, tally.least[i]);
        take(seen.most, claims, tally.most[i]);
      }
    }
  }

  // The claims of the conflict whose figures a world of this order may miss; absent where all else is not right either.
  std::optional<std::vector<Counted>> figures_of(ClaimSet conflict) const {
    std::vector<Counted> out;
    for (const Counted& counted : counted_) {
      const Index c = counted.claim;
      if (!holds(conflict, c) || !binds(what_, c, readings_[c])) continue;
      const std::optional<Index> base = base_of(what_, c, readings_[c]);
      const bool rests = base && (beyond_repair(system_, *base) || holds(conflict, *base));
      if (!holds(order_right_, c) || (rests && !holds(place_right_, c))) return std::nullopt;
      if (!chosen(c).figure->percent || rests) out.push_back(counted);
    }
    return out;
  }

  void measure_shortfall() {
    if (!missed_together_) return;
    Count total = 0;
    for (const Counted& counted : *missed_together_) {
      const std::optional<Count> missed = missed_by(counted);
      if (!missed) return;
      total += *missed;
    }
    shortfall = std::min(shortfall.value_or(total), total);
  }

  const Case& what_;
  const Ledger& ledger_;
  const System& system_;
  std::vector<Index> involved_;
  std::optional<ClaimSet> conflict_;
  Count cap_ = 0, level_cap_ = 0;
  std::vector<Index> readings_;
  std::map<Index, Ends> ends_;  // moments of each claim's period
  std::map<Index, Ends> at_;    // places of each claim's period
  std::set<std::vector<std::size_t>> orders_;
  std::size_t places_ = 0, stretches_ = 0;
  ClaimSet order_right_ = 0, place_right_ = 0;
  std::vector<std::pair<Index, Index>> flows_, stocks_;
  std::vector<std::vector<Count>> allowed_;
  World world_;
  std::vector<Counted> counted_;
  std::vector<Pair> pairs_;
  std::optional<std::vector<Counted>> missed_together_;
  std::map<ClaimSet, Tally> tallies_;
  std::size_t worlds_ = 0;
  std::map<Kind, Seen> kinds_;
};

class Brute : public WorldJudge {
 public:
  Brute(const Case& what, const System& system)
      : what_(what), system_(system), small_(what_, system_, 0), large_(what_, system_, 2) {}

  bool satisfiable(const Query& query) override {
    return std::any_of(small_.kinds().begin(), small_.kinds().end(),
                       [&](const auto& kind) { return fits(kind.first, query); });
  }

  std::optional<CountRange> range(const Query& query) override {
    const auto counts = [&](const Seen& seen) -> std::optional<Extent> {
      const auto it = seen.counts.find(*query.pinned_claim);
      if (it == seen.counts.end()) return std::nullopt;
      return it->second;
    };
    return compare(extent(small_, query, counts), extent(large_, query, counts));
  }

  std::optional<Count> shortfall(ClaimSet conflict) override {
    return Enumeration::find_shortfall(what_, system_, conflict);
  }

  std::optional<CountRange> shared(const Query& query, Index a, Index b) override {
    const auto pair = [&](const Seen& seen) -> std::optional<Extent> {
      const auto it = seen.least.find({a, b});
      if (it == seen.least.end()) return std::nullopt;
      return Extent{it->second.least, seen.most.at({a, b}).greatest};
    };
    return compare(extent(small_, query, pair), extent(large_, query, pair));
  }

 private:
  bool fits(const Kind& kind, const Query& query) const {
    if (query.pinned_claim && kind.readings[*query.pinned_claim] != query.pinned_reading) return false;
    for (const auto& [claim, reading] : query.also_pinned) {
      if (kind.readings[claim] != reading) return false;
    }
    for (const Index c : list(system_.members)) {
      const Index r = kind.readings[c];
      if (!binds(what_, c, r)) continue;
      const std::optional<Index> base = base_of(what_, c, r);
      const bool rests = base && (beyond_repair(system_, *base) || holds(query.present, *base));
      const bool placed = holds(kind.order_right, c) && (!rests || holds(kind.place_right, c));
      if (holds(query.ordered, c) && !placed) return false;
      const bool by_share = what_.reading(c, r).figure->percent;
      if (holds(query.figures, c) && (rests || !by_share) && !holds(kind.figure_right, c)) return false;
    }
    return true;
  }

  template <typename Pick>
  std::optional<Extent> extent(const Enumeration& all, const Query& query, const Pick& pick) const {
    std::optional<Extent> out;
    for (const auto& [kind, seen] : all.kinds()) {
      if (!fits(kind, query)) continue;
      const std::optional<Extent> one = pick(seen);
      if (!one) continue;
      if (!out) out = one;
      out->least = std::min(out->least, one->least);
      out->greatest = std::max(out->greatest, one->greatest);
    }
    return out;
  }

  static std::optional<CountRange> compare(const std::optional<Extent>& small, const std::optional<Extent>& large) {
    if (!small) return std::nullopt;
    CountRange out;
    if (small->least == large->least) out.min = small->least;
    if (small->greatest == large->greatest) out.max = small->greatest;
    return out;
  }

  const Case what_;
  const System system_;
  Enumeration small_, large_;
};

}  // namespace

std::unique_ptr<WorldJudge> make_brute(const Case& what, const System& system) {
  return std::make_unique<Brute>(what, system);
}

}  // namespace reltrack::judge
