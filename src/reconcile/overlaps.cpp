// Figures that may count the same people: two flows of one measure whose periods meet and whose populations can.
//
// What both count is what the narrower population had from the later start to the earlier cut-off (overlap_pairs.hpp).
#include <algorithm>
#include <cstdint>
#include <limits>
#include <map>
#include <unordered_map>

#include "base/in_parallel.hpp"
#include "model/nesting.hpp"
#include "reconcile/order.hpp"
#include "reconcile/overlap_pairs.hpp"
#include "reconcile/record.hpp"
#include "reconcile/spans.hpp"

namespace reltrack {

namespace {

// Pairs that differ in what they have in common before a second thread pays.
constexpr std::size_t kWorthASecond = 100;

// Comparisons in memory before they are answered.
constexpr std::size_t kAtOnce = 50'000;

// Of two populations' relation, besides those there are.
constexpr std::int8_t kNotAsked = -1, kApart = -2;

class Overlaps {
 public:
  Overlaps(const Record& record, std::optional<Count> shared_elsewhere)
      : record_(record),
        ledger_(record.ledger),
        shared_elsewhere_(shared_elsewhere),
        people_(ledger_.populations.size() * ledger_.populations.size(), kNotAsked) {}

  Findings run() {
    for (Index c = 0; c < ledger_.claims.size(); ++c) {
      std::vector<Counted>& held = held_.emplace_back();
      for (Index r : record_.meant[c]) {
        const Reading& reading = ledger_.claims[c].readings[r];
        const bool flow = !reading.period.at_moment;
        held.push_back({r, reading.measure, reading.population, flow, widest(reading), at_most(c, reading)});
      }
    }
    for (Index a : record_.binding) {
      for (Index b : record_.binding) {
        if (a < b) compare(a, b);
      }
      if (compared_.size() >= kAtOnce) finish_compared();
    }
    finish_compared();
    std::ranges::sort(out_.overlaps, kToldBefore);
    return std::move(out_);
  }

 private:
  // What a reading that holds counts.
  struct Counted {
    Index reading, measure, population;
    bool flow;
    Span widest;
    std::optional<Count> at_most;  // people, as the joint system binds it
  };
  // Two claims, and the pairs of readings in which they can share: so many of pairs_ from the first; behind these,
  // those in which they are apart.
  struct Compared {
    Overlap overlap;
    std::size_t first = 0, pairs = 0, apart = 0;
    const std::optional<CountRange>* alike = nullptr;  // what all pairs like this one share, where it has one reading
  };
  // A pair that stands for all that are alike, and where they find its answer.
  struct Question {
    FigurePair pair;
    std::optional<CountRange>* shared = nullptr;
    std::optional<Index> contested;  // the first claim that is
  };

  using Known = std::unordered_map<CommonStretch, std::optional<CountRange>, CommonStretch::Hash>;

  // One thread's systems, and what it found out.
  struct Half {
    explicit Half(const Record& record) : counts(record) {}
    PairCounts counts;
    Known known;
  };

  void compare(Index a, Index b) {
    if (held_[a].size() == 1 && held_[b].size() == 1 && is_told_last(held_[a].front(), held_[b].front())) {
      if (related(held_[a].front(), held_[b].front())) ++out_.overlap_count;
      return;
    }
    std::optional<Overlap> out;
    const std::size_t first = pairs_.size();
    std::vector<FigurePair> apart;
    for (const Counted& x : held_[a]) {
      for (const Counted& y : held_[b]) {
        const auto how = related(x, y);
        if (!how) {
          apart.push_back({a, x.reading, b, y.reading, PopulationRelation::same});
          continue;
        }
        if (!out) out = Overlap{a, b, how->first, how->second, std::nullopt};
        pairs_.push_back({a, x.reading, b, y.reading, how->second});
      }
    }
    if (!out) return;
    ++out_.overlap_count;
    compared_.push_back({*out, first, pairs_.size() - first, apart.size(), nullptr});
    std::ranges::copy(apart, std::back_inserter(pairs_));
  }

  std::optional<Count> at_most(Index c, const Reading& reading) const {
    const bool binds = record_.options.dropped.empty() && !reading.figure->percent &&
                       (reading.basis == Basis::asserted || record_.selection.trusted[c]);
    return binds ? reading.figure->people.max : std::nullopt;
  }

  // Whether two that come after all that were kept cannot share more than each of those for certain, or share less than
  // others that are told: they share no more than either figure says.
  bool is_told_last(const Counted& x, const Counted& y) const {
    constexpr Count kAny = std::numeric_limits<Count>::max();
    const Count most = std::min(x.at_most.value_or(kAny), y.at_most.value_or(kAny));
    const std::optional<Count> here = last_told_ && last_told_->shared ? last_told_->shared->min : std::nullopt;
    return (here && most <= *here) || (shared_elsewhere_ && most < *shared_elsewhere_);
  }

  void finish_compared() {
    answer();
    for (const Compared& c : compared_) {
      if (!last_told_ || told_before(c.overlap, *last_told_)) out_.overlaps.push_back(c.overlap);
    }
    compared_.clear();
    pairs_.clear();
    const std::size_t rows = record_.options.rows;
    if (rows == 0 || out_.overlaps.size() < 4 * rows) return;
    const auto last = out_.overlaps.begin() + static_cast<std::ptrdiff_t>(rows) - 1;
    std::ranges::nth_element(out_.overlaps, last, kToldBefore);
    keep_first(out_.overlaps, rows);
    last_told_ = out_.overlaps.back();
  }

  // Half of the work is a second thread's, where it pays. Which half does not depend on the machine, so neither do the
  // answers: of pairs that are alike, every other one that has one reading (those of one contested claim, whose system
  // is large, go together); then the claims of several readings, every other one with all that it is compared with.
  void answer() {
    if (!first_) first_.emplace(record_);
    const std::vector<Question> questions = distinct(first_->counts);
    in_two_ = in_two_ || questions.size() >= kWorthASecond;
    in_halves([&](Half& half, std::size_t begin, std::size_t step) { answer(questions, half, begin, step); });
    for (Compared& c : compared_) {
      if (c.alike != nullptr) c.overlap.shared = *c.alike;
    }
    const std::vector<std::vector<std::size_t>> by_owner = owned();
    in_halves([&](Half& half, std::size_t begin, std::size_t step) {
      for (std::size_t i = begin; i < by_owner.size(); i += step) {
        for (std::size_t c : by_owner[i]) share(compared_[c], half);
        half.counts.forget(owner(compared_[by_owner[i].front()].overlap));
      }
    });
    if (!first_->counts.tight() || (second_ && !second_->counts.tight())) out_.search.ranges = false;
  }

  // What is not told needs no answer.
  void answer(const std::vector<Question>& questions, Half& half, std::size_t begin, std::size_t step) const {
    std::optional<Index> last;
    for (std::size_t i = 0; i < questions.size(); ++i) {
      const Question& question = questions[i];
      if ((question.contested ? *question.contested : i) % step != begin) continue;
      if (shared_elsewhere_ && half.counts.most(question.pair).value_or(*shared_elsewhere_) < *shared_elsewhere_)
        continue;
      if (last && *last != question.pair.a) half.counts.forget(*last);
      *question.shared = half.counts.shared(question.pair);
      last = question.pair.a;
    }
  }

  template <class Work>
  void in_halves(const Work& work) {
    if (!in_two_) return work(*first_, 0, 1);
    in_parallel(2, [&](std::size_t number) {
      std::optional<Half>& half = number == 0 ? first_ : second_;
      if (!half) half.emplace(record_);
      work(*half, number, 2);
    });
  }

  // What has not been asked before, of pairs of one reading each.
  std::vector<Question> distinct(PairCounts& counts) {
    std::vector<Question> out;
    for (Compared& c : compared_) {
      if (c.pairs > 1 || c.apart > 0) continue;
      const FigurePair& pair = pairs_[c.first];
      const auto stretch = counts.in_common(pair);
      if (!stretch) continue;
      const auto [known, fresh] = known_.try_emplace(*stretch);
      c.alike = &known->second;
      if (fresh) out.push_back({pair, &known->second, stretch->contested.front()});
    }
    return out;
  }

  // The claim of several readings, whose systems a comparison asks.
  Index owner(const Overlap& o) const {
    return ledger_.claims[o.a].readings.size() > 1 || ledger_.claims[o.b].readings.size() == 1 ? o.a : o.b;
  }

  // Comparisons that are like none answered, by owner; first those of claims of several readings.
  std::vector<std::vector<std::size_t>> owned() const {
    std::map<std::pair<bool, Index>, std::vector<std::size_t>> out;
    for (std::size_t c = 0; c < compared_.size(); ++c) {
      if (compared_[c].alike != nullptr) continue;
      const Index by = owner(compared_[c].overlap);
      out[{ledger_.claims[by].readings.size() == 1, by}].push_back(c);
    }
    std::vector<std::vector<std::size_t>> in_order;
    for (auto& [by, comparisons] : out) in_order.push_back(std::move(comparisons));
    return in_order;
  }

  // Widens the range by what they share in each pair of readings; those that cannot widen it need no exact answer.
  void share(Compared& compared, Half& half) const {
    const std::span<const FigurePair> pairs = std::span(pairs_).subspan(compared.first, compared.pairs);
    std::optional<CountRange>& range = compared.overlap.shared;
    const std::span<const FigurePair> apart =
        std::span(pairs_).subspan(compared.first + compared.pairs, compared.apart);
    std::vector<CountRange> outer(pairs.size(), {0, std::nullopt});
    if (pairs.size() > 1) {
      for (std::size_t i = 0; i < pairs.size(); ++i) outer[i] = half.counts.glance(pairs[i], range);
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      if (!range || !within(outer[i], *range)) widen(range, shared(pairs[i], half));
    }
    if (range && range->min.value_or(0) == 0) return;
    if (std::ranges::any_of(apart, [&](const FigurePair& pair) { return half.counts.hold(pair); }))
      widen(range, CountRange{0, 0});
  }

  std::optional<CountRange> shared(const FigurePair& pair, Half& half) const {
    const auto stretch = half.counts.in_common(pair);
    if (!stretch) return half.counts.shared(pair);
    if (const auto known = known_.find(*stretch); known != known_.end()) return known->second;
    const auto [known, fresh] = half.known.try_emplace(*stretch);
    if (fresh) known->second = half.counts.shared(pair);
    return known->second;
  }

  // How their periods and populations lie, if both can count the same people.
  std::optional<std::pair<TimeRelation, PopulationRelation>> related(const Counted& x, const Counted& y) {
    if (x.measure != y.measure || !x.flow || !y.flow) return std::nullopt;
    const auto time = relation(x.widest, y.widest);
    auto people = time ? relation(x.population, y.population) : std::nullopt;
    if (!people) return std::nullopt;
    if (*people != PopulationRelation::same && !nests(ledger_, x.measure)) people = PopulationRelation::may_share;
    return std::pair(*time, *people);
  }

  static std::optional<TimeRelation> relation(Span x, Span y) {
    if (std::max(x.from, y.from) >= std::min(x.to, y.to)) return std::nullopt;
    if (x.from == y.from && x.to == y.to) return TimeRelation::same;
    if (x.from <= y.from && x.to >= y.to) return TimeRelation::contains;
    if (y.from <= x.from && y.to >= x.to) return TimeRelation::within;
    return TimeRelation::crosses;
  }

  std::optional<PopulationRelation> relation(Index x, Index y) {
    std::int8_t& known = people_[x * ledger_.populations.size() + y];
    if (known == kNotAsked) {
      const auto found = find_relation(x, y);
      known = found ? static_cast<std::int8_t>(*found) : kApart;
    }
    return known == kApart ? std::nullopt : std::optional(static_cast<PopulationRelation>(known));
  }

  std::optional<PopulationRelation> find_relation(Index x, Index y) const {
    if (x == y) return PopulationRelation::same;
    if (is_within(ledger_, y, x)) return PopulationRelation::contains;
    if (is_within(ledger_, x, y)) return PopulationRelation::within;
    if (are_apart(ledger_, x, y)) return std::nullopt;
    for (Index w = 0; w < ledger_.populations.size(); ++w) {
      if (is_within(ledger_, x, w) && is_within(ledger_, y, w)) return PopulationRelation::may_share;
    }
    return std::nullopt;
  }

  const Record& record_;
  const Ledger& ledger_;
  std::optional<Count> shared_elsewhere_;
  Findings out_;
  std::vector<std::vector<Counted>> held_;  // by claim, its readings that hold
  std::vector<std::int8_t> people_;         // by one population and the other: their relation
  std::vector<Compared> compared_;
  std::vector<FigurePair> pairs_;
  Known known_;                       // of pairs of one reading each
  std::optional<Overlap> last_told_;  // of those kept, where some were not
  std::optional<Half> first_, second_;
  bool in_two_ = false;  // from when it pays
};

}  // namespace

Findings find_overlaps(const Record& record, std::optional<Count> shared_elsewhere) {
  return Overlaps(record, shared_elsewhere).run();
}

}  // namespace reltrack
