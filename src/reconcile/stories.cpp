#include "reconcile/stories.hpp"

#include <algorithm>
#include <numeric>

namespace reltrack {

namespace {

// Disjoint sets (Galler & Fischer 1964): each set is known by its least element.
class DisjointSets {
 public:
  explicit DisjointSets(std::size_t elements) : up_(elements) { std::iota(up_.begin(), up_.end(), std::size_t{0}); }

  std::size_t of(std::size_t x) {
    while (up_[x] != x) x = up_[x] = up_[up_[x]];
    return x;
  }
  void join(std::size_t x, std::size_t y) {
    x = of(x), y = of(y);
    up_[std::max(x, y)] = std::min(x, y);
  }

 private:
  std::vector<std::size_t> up_;
};

Index number_in(const std::vector<Index>& all, Index x) {
  return static_cast<Index>(std::ranges::lower_bound(all, x) - all.begin());
}

}  // namespace

std::vector<Story> stories_of(const Ledger& ledger) {
  // Claims come first, so that a set with a claim in it is known by its first claim.
  const std::size_t populations = ledger.claims.size(), moments = populations + ledger.populations.size();
  DisjointSets sets(moments + ledger.moments.size());
  for (Index p = 0; p < ledger.populations.size(); ++p) {
    for (Index whole : ledger.populations[p].within) sets.join(populations + p, populations + whole);
  }
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    const Claim& claim = ledger.claims[c];
    if (claim.corrects) sets.join(c, *claim.corrects);
    if (claim.repeats) sets.join(c, *claim.repeats);
    for (Index denied : claim.disputes) sets.join(c, denied);
    for (const Reading& r : claim.readings) {
      sets.join(c, populations + r.population);
      if (r.part_of) sets.join(c, *r.part_of);
      for (const PeriodEnd* end : {&r.period.start, &r.period.end}) {
        if (end->moment) sets.join(c, moments + *end->moment);
      }
    }
  }
  std::vector<Story> out;
  std::vector<std::size_t> story_of(ledger.claims.size());
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    const std::size_t first = sets.of(c);
    if (first == c) {
      story_of[c] = out.size();
      out.emplace_back();
    }
    Story& story = out[story_of[c] = story_of[first]];
    story.claims.push_back(c);
    story.sources.push_back(ledger.claims[c].source);
  }
  const auto deal = [&](std::size_t base, std::size_t count, std::vector<Index> Story::*into) {
    for (std::size_t x = 0; x < count; ++x) {
      const std::size_t first = sets.of(base + x);
      if (first < story_of.size()) (out[story_of[first]].*into).push_back(static_cast<Index>(x));
    }
  };
  deal(populations, ledger.populations.size(), &Story::populations);
  deal(moments, ledger.moments.size(), &Story::moments);
  for (Story& story : out) {
    std::ranges::sort(story.sources);
    story.sources.erase(std::unique(story.sources.begin(), story.sources.end()), story.sources.end());
  }
  return out;
}

Story whole(const Ledger& ledger) {
  const auto all = [](std::size_t count) {
    std::vector<Index> out(count);
    std::iota(out.begin(), out.end(), Index{0});
    return out;
  };
  return {all(ledger.claims.size()), all(ledger.populations.size()), all(ledger.moments.size()),
          all(ledger.sources.size())};
}

std::optional<std::size_t> story_of(const std::vector<Story>& stories, Index population) {
  const auto found = std::ranges::find_if(
      stories, [&](const Story& story) { return std::ranges::binary_search(story.populations, population); });
  if (found == stories.end()) return std::nullopt;
  return static_cast<std::size_t>(found - stories.begin());
}

Ledger excerpt(const Ledger& ledger, const Story& story) {
  Ledger out;
  out.title = ledger.title;
  out.timezone = ledger.timezone;
  out.measures = ledger.measures;
  for (Index s : story.sources) out.sources.push_back(ledger.sources[s]);
  for (Index m : story.moments) out.moments.push_back(ledger.moments[m]);
  for (Index p : story.populations) {
    out.populations.push_back(ledger.populations[p]);
    for (Index& whole : out.populations.back().within) whole = number_in(story.populations, whole);
  }
  const auto renumber = [&](std::optional<Index>& claim) {
    if (claim) claim = number_in(story.claims, *claim);
  };
  for (Index c : story.claims) {
    Claim& claim = out.claims.emplace_back(ledger.claims[c]);
    claim.source = number_in(story.sources, claim.source);
    renumber(claim.corrects);
    renumber(claim.repeats);
    for (Index& denied : claim.disputes) denied = number_in(story.claims, denied);
    for (Reading& r : claim.readings) r = excerpt(std::move(r), story);
  }
  return out;
}

Reading excerpt(Reading reading, const Story& story) {
  reading.population = number_in(story.populations, reading.population);
  if (reading.part_of) reading.part_of = number_in(story.claims, *reading.part_of);
  for (PeriodEnd* end : {&reading.period.start, &reading.period.end}) {
    if (end->moment) end->moment = number_in(story.moments, *end->moment);
  }
  return reading;
}

Selection excerpt(const Selection& selection, const Story& story) {
  Selection out;
  for (Index c : story.claims) {
    out.state.push_back(selection.state[c]);
    out.trusted.push_back(selection.trusted[c]);
  }
  return out;
}

}  // namespace reltrack
