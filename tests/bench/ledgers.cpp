#include "ledgers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <tuple>
#include <vector>

#include "events.hpp"
#include "ledger_text.hpp"

namespace reltrack::bench {
namespace {

constexpr int kSeriesOrigin = 19'358;  // 2023-01-01, in days since 1970
constexpr int kStoryOrigin = 20'089;   // 2025-01-01

bool official(int side) { return side % 2 == 0; }

// Officials of one side are two sources, as a ministry and a head of parliament are.
std::string source_of(int side, int voice) {
  return official(side) ? fmt::format("office-{}{}", side + 1, voice == 0 ? "a" : "b")
                        : fmt::format("monitor-{}", side + 1);
}

void write_sources(LedgerText& text, int sides) {
  for (int side = 0; side < sides; ++side) {
    if (!official(side)) {
      text.source(source_of(side, 0), fmt::format("Monitor {}", side + 1), "monitor", "");
      continue;
    }
    for (const int voice : {0, 1}) {
      text.source(source_of(side, voice), fmt::format("Office {}{}", side + 1, voice == 0 ? 'A' : 'B'), "official",
                  fmt::format("party-{}", side + 1));
    }
  }
}

std::string population_of(const std::string& story, int population) { return fmt::format("{}p{}", story, population); }

void write_populations(LedgerText& text, const std::string& story, int populations) {
  for (int population = 0; population < populations; ++population) {
    text.population(population_of(story, population),
                    population == 0 ? "people who left prison" : fmt::format("part {} of them", population),
                    population == 0 ? "" : population_of(story, population - 1));
  }
}

// A figure, as JSON, that the count satisfies: officials round, hedge and boast; monitors mostly count.
std::string true_figure(Count count, bool verified, Dice& dice) {
  const std::int64_t style = verified ? dice.below(40) : dice.below(100);
  const Count slack = dice.below(count / 10 + 3);
  const auto low = std::max<Count>(0, count - slack);
  if (style < 35) return fmt::format("{}", count);
  if (style < 45) return fmt::format("\">={}\"", low);
  if (style < 60 && low < count) return fmt::format("\">{}\"", low);
  if (style < 75) return fmt::format("\"{}..{}\"", low, count + dice.below(count / 10 + 3));
  if (style < 88 && count >= 15) return fmt::format("\"~{}\"", (count + 5) / 10 * 10);
  if (style < 88) return fmt::format("{}", count);
  return fmt::format("\"<={}\"", count + slack);
}

struct Days {
  int first = 0, last = 0;
};

// Figures speak of everything so far, of one day, of the last few days, or of any stretch.
Days choose_days(int days, Dice& dice) {
  const auto last = static_cast<int>(dice.below(days));
  const std::int64_t style = dice.below(100);
  if (style < 30) return {0, last};
  if (style < 50) return {last, last};
  if (style < 80) return {std::max(0, last - 1 - static_cast<int>(dice.below(6))), last};
  return {static_cast<int>(dice.below(last + 1)), last};
}

// One story: its claims name their source, and count what their side has seen.
class Story {
 public:
  Story(const Shape& shape, std::string prefix, int origin, Dice& dice)
      : shape_(shape), prefix_(std::move(prefix)), origin_(origin), dice_(dice) {
    const Events truth = Events::draw(shape.populations, shape.days, dice);
    for (int side = 0; side < shape.sides; ++side) {
      seen_.push_back(official(side) ? truth : truth.heard(50 + static_cast<int>(dice.below(45)), dice));
    }
  }

  void write(LedgerText& text) {
    for (int number = 0; number < shape_.claims; ++number) text.claim(make(number));
  }

 private:
  ClaimText make(int number) {
    // The wrong figures are spread evenly over the claims, and officials say them.
    const bool wrong = number * static_cast<std::int64_t>(shape_.wrong) / shape_.claims !=
                       (number + 1) * static_cast<std::int64_t>(shape_.wrong) / shape_.claims;
    int side = 0, population = 0;
    Days days;
    // A side repeats itself about a region only where it has few regions left to speak of.
    for (int attempt = 0; attempt < 20; ++attempt) {
      side = static_cast<int>(dice_.below(shape_.sides));
      if (wrong) side -= side % 2;
      population = static_cast<int>(dice_.below(shape_.populations));
      days = choose_days(shape_.days, dice_);
      if (said_.emplace(side, population, days.first, days.last).second) break;
    }
    return word(number, side, population, days, wrong);
  }

  ClaimText word(int number, int side, int population, Days days, bool wrong) {
    ClaimText claim;
    claim.id = fmt::format("{}c{:04}", prefix_, number + 1);
    claim.source = source_of(side, static_cast<int>(dice_.below(2)));
    claim.population = population_of(prefix_, population);
    claim.origin = origin_;
    claim.first = days.first;
    claim.last = days.last;
    claim.whole_day = days.first == days.last;
    claim.hours = shape_.hours;
    claim.verified = !official(side);
    claim.said_after = 1 + static_cast<int>(dice_.below(2));
    claim.wording = static_cast<int>(dice_.below(25));
    // With no hour written, a running figure was cut off at some quarter of its last day.
    const bool closed = claim.whole_day || shape_.hours;
    const int cut = closed ? kSlotsPerDay : static_cast<int>(dice_.below(kSlotsPerDay + 1));
    const Events& seen = seen_[static_cast<std::size_t>(side)];
    const Count count = seen.count(population, days.first * kSlotsPerDay, days.last * kSlotsPerDay + cut);
    if (wrong) {
      claim.right = count;
      claim.figure = fmt::format("{}", count + seen.busiest(0, std::min(7, shape_.days)));
    } else {
      claim.figure = true_figure(count, claim.verified, dice_);
    }
    return claim;
  }

  const Shape& shape_;
  std::string prefix_;
  int origin_;
  Dice& dice_;
  std::vector<Events> seen_;                       // by side
  std::set<std::tuple<int, int, int, int>> said_;  // side, population, first and last day
};

std::string make_stories(const Shape& shape, Dice& dice) {
  const bool one = shape.kind == Kind::story;
  LedgerText text(one ? "One story" : fmt::format("{} unrelated stories", shape.stories));
  write_sources(text, shape.sides);
  const auto prefix = [&](int story) { return one ? std::string() : fmt::format("s{:05}-", story + 1); };
  const int stories = one ? 1 : shape.stories;
  for (int story = 0; story < stories; ++story) write_populations(text, prefix(story), shape.populations);
  for (int story = 0; story < stories; ++story) {
    const int origin = kStoryOrigin - (one ? 0 : static_cast<int>(dice.below(3'000)));
    Story(shape, prefix(story), origin, dice).write(text);
  }
  return text.finish();
}

// A series: each day, each population, the day's count and the count so far; each seventh day, the week's.
class Series {
 public:
  Series(const Shape& shape, Dice& dice)
      : shape_(shape), dice_(dice), events_(Events::draw(shape.populations, shape.days, dice)) {
    // Each slip lies well inside a stretch of its own, so that the figures around it show that it alone is wrong.
    for (int slip = 0; slip < shape.wrong; ++slip) {
      const int stretch = shape.days / shape.wrong;
      wrong_.insert({slip * stretch + 9 + static_cast<int>(dice.below(stretch - 18)),
                     static_cast<int>(dice.below(shape.populations)), static_cast<int>(dice.below(2))});
    }
  }

  std::string make() {
    LedgerText text("One series");
    text.source("office", "Office", "official", "");
    write_populations(text, "", shape_.populations);
    for (int day = 0; day < shape_.days; ++day) {
      for (int population = 0; population < shape_.populations; ++population) {
        text.claim(word("day", population, {day, day}, wrong_.count({day, population, 0}) > 0));
        if (day > 0) text.claim(word("sum", population, {0, day}, wrong_.count({day, population, 1}) > 0));
        if (day % 7 == 6) text.claim(word("week", population, {day - 6, day}, false));
      }
    }
    return text.finish();
  }

 private:
  ClaimText word(std::string_view kind, int population, Days days, bool wrong) {
    ClaimText claim;
    claim.id = fmt::format("{}-{:04}-p{}", kind, days.last + 1, population);
    claim.source = "office";
    claim.population = population_of("", population);
    claim.origin = kSeriesOrigin;
    claim.first = days.first;
    claim.last = days.last;
    claim.whole_day = days.first == days.last;
    claim.hours = shape_.hours;
    claim.said_after = 1;
    claim.wording = static_cast<int>(dice_.below(25));
    const bool closed = claim.whole_day || shape_.hours;
    const int cut = closed ? kSlotsPerDay : static_cast<int>(dice_.below(kSlotsPerDay + 1));
    const Count count = events_.count(population, days.first * kSlotsPerDay, days.last * kSlotsPerDay + cut);
    if (wrong) claim.right = count;
    claim.figure = fmt::format("{}", wrong ? count + events_.busiest(population, 7) : count);
    return claim;
  }

  const Shape& shape_;
  Dice& dice_;
  Events events_;
  std::set<std::tuple<int, int, int>> wrong_;  // day, population, and 1 for the count so far
};

}  // namespace

std::string make_ledger(const Shape& shape) {
  if (shape.stories < 1 || shape.claims < 1 || shape.days < 1 || shape.populations < 1 || shape.sides < 1) {
    throw std::invalid_argument("sizes are at least 1");
  }
  if (shape.wrong < 0 || shape.wrong > shape.claims * (shape.kind == Kind::series ? shape.days : 1)) {
    throw std::invalid_argument("more wrong figures than figures");
  }
  if (shape.kind == Kind::series && shape.wrong > 0 && shape.days < 19 * shape.wrong) {
    throw std::invalid_argument("a series needs 19 days for each wrong figure");
  }
  Dice dice(shape.seed);
  return shape.kind == Kind::series ? Series(shape, dice).make() : make_stories(shape, dice);
}

}  // namespace reltrack::bench
