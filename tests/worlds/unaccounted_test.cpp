// What a total's parts leave of it, against all worlds of small ledgers of one side: every uncertain end at every
// quarter of its day, and every count in between.
#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "catch.hpp"
#include "from_text.hpp"

namespace reltrack::judge {
namespace {

// Quarters of a day since the beginning of 2026.
using Tick = int;
constexpr Tick kDayTicks = 4;
constexpr Count kMostNeeded = 3;  // by one figure
constexpr Count kBeyond = 10;     // more than figures add up to
constexpr int kMoment = -1;       // an end of this kind is the one moment

// One end of a period: between which ticks it lies, and how it is written.
struct End {
  Tick from = 0, to = 0;
  int moment = 0;
  std::string text;
};
struct Figure {
  End start, end;
  Count min = 0, max = 0;
  std::string text;
};

std::string day_of(Tick at) { return "2026-01-0" + std::to_string(at / kDayTicks + 1); }

class SmallLedger {
 public:
  explicit SmallLedger(std::mt19937& dice) : dice_(dice) {
    const std::size_t claims = 3 + dice_() % 2;
    while (figures.size() < claims) add();
  }

  std::string text() const {
    std::string out =
        R"("sources": {"s": {"name": "S", "kind": "official"}}, "populations": {"p": {"label": "people"}},)"
        R"("moments": {"m": {"label": "law", "between": "2026-01-02"}}, "claims": [)";
    for (std::size_t c = 0; c < figures.size(); ++c) {
      const Figure& f = figures[c];
      out += (c == 0 ? "" : ", ") + std::string(R"({"id": "c)") + std::to_string(c) +
             R"(", "source": "s", "population": "p", "period": ")" + f.start.text + "/" + f.end.text +
             R"(", "figure": ")" + f.text + R"("})";
    }
    return out + "]";
  }

  // What the other figures put into the widest period of this one: the least and the greatest; kBeyond and more are
  // any number. Absent where none of them is a part of it.
  std::optional<CountRange> put_into(std::size_t total) const {
    std::vector<std::size_t> parts;
    for (std::size_t d = 0; d < figures.size(); ++d) {
      if (d != total && is_part(d, total)) parts.push_back(d);
    }
    if (parts.empty()) return std::nullopt;
    std::optional<CountRange> out;
    each_placing([&](const std::vector<std::pair<Tick, Tick>>& at) {
      each_count(at, total, [&](const std::vector<Count>& events) {
        Count sum = 0;
        for (Tick t = figures[total].start.from; t < figures[total].end.to; ++t) {
          const bool in_a_part =
              std::ranges::any_of(parts, [&](std::size_t d) { return at[d].first <= t && t < at[d].second; });
          if (in_a_part) sum += events[static_cast<std::size_t>(t)];
        }
        out = out ? CountRange{std::min(*out->min, sum), std::max(*out->max, sum)} : CountRange{sum, sum};
      });
    });
    return out;
  }

  std::vector<Figure> figures;

 private:
  static constexpr Tick kEnd = 3 * kDayTicks;

  int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }

  void add() {
    Figure f;
    const Tick first = roll(3) * kDayTicks, last = std::min(first + roll(3) * kDayTicks, kEnd - kDayTicks);
    f.start = {first, first, 0, day_of(first)};
    if (roll(3) == 0) f.start = {first + 2, first + 2, 0, day_of(first) + "T12:00"};
    f.end = {last, last + kDayTicks, 0, day_of(last)};
    if (roll(3) == 0) f.end = {last + kDayTicks, last + kDayTicks, 0, day_of(last) + "T24:00"};
    const End moment{kDayTicks, 2 * kDayTicks, kMoment, "m"};
    const int with_moment = roll(6);
    if (with_moment == 0 && last >= kDayTicks) f.start = moment;
    if (with_moment == 1 && first < kDayTicks) f.end = moment;
    const Count number = roll(4);
    const int kind = roll(4);
    f.min = kind == 1 ? 0 : number;
    f.max = kind == 0 ? kBeyond : number;
    f.text = (kind == 0 ? ">=" : kind == 1 ? "<=" : "") + std::to_string(number);
    figures.push_back(std::move(f));
  }

  // In some world, partly or wholly within the total; not where it covers it.
  bool is_part(std::size_t d, std::size_t total) const {
    const Figure &part = figures[d], &whole = figures[total];
    const bool meets = part.start.from < whole.end.to && whole.start.from < part.end.to;
    const bool covers = part.start.from <= whole.start.from && part.end.to >= whole.end.to;
    const bool one_moment = (part.start.moment == kMoment && whole.end.moment == kMoment) ||
                            (part.end.moment == kMoment && whole.start.moment == kMoment);
    return meets && !covers && !one_moment;
  }

  using Placing = std::vector<std::pair<Tick, Tick>>;
  void each_placing(const std::function<void(const Placing&)>& see) const {
    for (Tick moment = kDayTicks; moment <= 2 * kDayTicks; ++moment) {
      Placing at(figures.size());
      place(0, moment, at, see);
    }
  }
  void place(std::size_t c, Tick moment, Placing& at, const std::function<void(const Placing&)>& see) const {
    if (c == figures.size()) return see(at);
    const auto ticks = [&](const End& end) {
      return end.moment == kMoment ? std::pair(moment, moment) : std::pair(end.from, end.to);
    };
    const auto [start, unused] = ticks(figures[c].start);
    const auto [from, to] = ticks(figures[c].end);
    for (Tick end = std::max(from, start); end <= to; ++end) {
      at[c] = {start, end};
      place(c + 1, moment, at, see);
    }
  }

  // All counts by quarter that fit every figure but the total's.
  void each_count(const Placing& at, std::size_t total,
                  const std::function<void(const std::vector<Count>&)>& see) const {
    std::set<Tick> places{0, kEnd, figures[total].start.from, figures[total].end.to};
    for (const auto& [start, end] : at) places.insert({start, end});
    std::vector<Count> events(static_cast<std::size_t>(kEnd), 0);
    count(std::vector<Tick>(places.begin(), places.end()), 0, at, total, events, see);
  }
  void count(const std::vector<Tick>& places, std::size_t i, const Placing& at, std::size_t total,
             std::vector<Count>& events, const std::function<void(const std::vector<Count>&)>& see) const {
    if (i + 1 == places.size()) return see(events);
    Count& here = events[static_cast<std::size_t>(places[i])];
    bool counted = false, bounded = false;  // by figures: what none counts is in no part
    for (std::size_t c = 0; c < figures.size(); ++c) {
      const bool covers = c != total && at[c].first <= places[i] && places[i + 1] <= at[c].second;
      counted = counted || covers;
      bounded = bounded || (covers && figures[c].max < kBeyond);
    }
    for (here = 0; here <= (counted ? kBeyond : 0); here += bounded || here < kMostNeeded ? 1 : kBeyond - here) {
      bool too_many = false, fits = true;
      for (std::size_t c = 0; c < figures.size(); ++c) {
        if (c == total) continue;
        Count sum = 0;
        for (Tick t = at[c].first; t < std::min(at[c].second, places[i + 1]); ++t)
          sum += events[static_cast<std::size_t>(t)];
        too_many = too_many || (figures[c].max < kBeyond && sum > figures[c].max);
        fits = fits && (at[c].second > places[i + 1] || sum >= figures[c].min);
      }
      if (too_many) break;
      if (fits) count(places, i + 1, at, total, events, see);
      if (here == kBeyond) break;
    }
    here = 0;
  }

  std::mt19937& dice_;
};

// The total less what the others put; absent where that says nothing.
std::optional<CountRange> left(const Figure& total, const CountRange& put) {
  CountRange out{0, std::nullopt};
  if (*put.max < kBeyond) out.min = std::max<Count>(0, total.min - *put.max);
  if (total.max < kBeyond) out.max = std::max<Count>(0, total.max - *put.min);
  return out.min == 0 && !out.max ? std::nullopt : std::optional(out);
}

}  // namespace

TEST_CASE("what a total's parts leave is what they leave in the worlds of its account") {
  std::mt19937 dice(17);
  int checked = 0, uncertain = 0;
  for (int run = 0; run < 300; ++run) {
    const SmallLedger small(dice);
    const Told told(small.text());
    if (!told.problems().empty()) continue;
    for (std::size_t total = 0; total < small.figures.size(); ++total) {
      const auto put = small.put_into(total);
      if (!put) continue;
      INFO(small.text() << " total c" << total);
      CHECK(told.gap(Gap::Kind::unaccounted, "s", "c" + std::to_string(total)) == left(small.figures[total], *put));
      ++checked;
      if (put->min != put->max) ++uncertain;
    }
  }
  CHECK(checked >= 240);
  CHECK(uncertain >= 90);
}

}  // namespace reltrack::judge
