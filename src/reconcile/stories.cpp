#include "reconcile/stories.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

#include "reconcile/disjoint_sets.hpp"

namespace reltrack {

namespace {

Index number_in(const std::vector<Index>& all, Index x) {
  return static_cast<Index>(std::ranges::lower_bound(all, x) - all.begin());
}

// Claims, populations and moments as one run of elements. Claims come first, so that a set with a claim in it is known
// by its first claim.
struct Elements {
  explicit Elements(const Ledger& ledger)
      : populations(ledger.claims.size()),
        moments(populations + ledger.populations.size()),
        count(moments + ledger.moments.size()) {}
  std::size_t populations, moments, count;  // where they begin, and end
};

void join_named_by(const Ledger& ledger, Index c, const Elements& at, DisjointSets& sets) {
  const Claim& claim = ledger.claims[c];
  const auto join = [&](std::size_t base, std::optional<Index> named) {
    if (named) sets.join(c, base + *named);
  };
  join(0, claim.corrects);
  join(0, claim.repeats);
  for (Index denied : claim.disputes) join(0, denied);
  for (const Reading& r : claim.readings) {
    join(0, r.part_of);
    join(at.populations, r.population);
    join(at.moments, r.period.start.moment);
    join(at.moments, r.period.end.moment);
  }
}

DisjointSets connect(const Ledger& ledger, const Elements& at) {
  DisjointSets sets(at.count);
  for (Index p = 0; p < ledger.populations.size(); ++p) {
    for (Index whole : ledger.populations[p].within) sets.join(at.populations + p, at.populations + whole);
  }
  for (Index c = 0; c < ledger.claims.size(); ++c) join_named_by(ledger, c, at, sets);
  return sets;
}

}  // namespace

std::vector<Story> stories_of(const Ledger& ledger) {
  const Elements at(ledger);
  DisjointSets sets = connect(ledger, at);
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
  deal(at.populations, ledger.populations.size(), &Story::populations);
  deal(at.moments, ledger.moments.size(), &Story::moments);
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

Story together(const Story& a, const Story& b) {
  const auto united = [](const std::vector<Index>& x, const std::vector<Index>& y) {
    std::vector<Index> out;
    std::ranges::set_union(x, y, std::back_inserter(out));
    return out;
  };
  return {united(a.claims, b.claims), united(a.populations, b.populations), united(a.moments, b.moments),
          united(a.sources, b.sources)};
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
