#include "reader/cycles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "reader/codes.hpp"

namespace reltrack {
namespace {

enum class Mark : unsigned char { fresh, on_path, done };

struct Step {
  Index node;
  std::size_t next_edge;
};

// Reports each circle at the field of its first node, with a note for each of the others.
void report(const std::vector<std::vector<Index>>& edges, const Names& names, std::string_view field,
            std::string_view verb, Draft& draft) {
  constexpr std::size_t kNamed = 6;  // longer circles are cut in the message, not in the notes
  for (const std::vector<Index>& cycle : find_cycles(edges)) {
    std::string path;
    for (std::size_t i = 0; i < cycle.size() && i < kNamed; ++i) {
      path += fmt::format("\"{}\" {} ", names.id(cycle[i]), verb);
    }
    if (cycle.size() > kNamed) path += fmt::format("... ({} more) {} ", cycle.size() - kNamed, verb);
    path += fmt::format("\"{}\"", names.id(cycle.front()));

    const auto place_of = [&](Index node) {
      const Value object = names.place(node);
      const Value value = object.member(field);
      return value ? value : object;
    };
    Diagnostic& added = draft.problems.error(codes::kCycle, place_of(cycle.front()),
                                             fmt::format("this runs in a circle: {}", path), "one of these must go");
    for (std::size_t i = 1; i < cycle.size() && i < kNamed; ++i) {
      added.notes.push_back({place_of(cycle[i]).span(), "part of the circle"});
    }
  }
}

}  // namespace

std::vector<std::vector<Index>> find_cycles(const std::vector<std::vector<Index>>& edges) {
  std::vector<std::vector<Index>> cycles;
  std::vector<Mark> marks(edges.size(), Mark::fresh);
  std::vector<bool> told(edges.size(), false);
  std::vector<Step> path;
  for (Index root = 0; root < edges.size(); ++root) {
    if (marks[root] != Mark::fresh) continue;
    path.push_back({root, 0});
    marks[root] = Mark::on_path;
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next_edge == edges[step.node].size()) {
        marks[step.node] = Mark::done;
        path.pop_back();
        continue;
      }
      const Index to = edges[step.node][step.next_edge++];
      if (marks[to] == Mark::fresh) {
        marks[to] = Mark::on_path;
        path.push_back({to, 0});
      } else if (marks[to] == Mark::on_path) {
        const auto first = std::find_if(path.begin(), path.end(), [&](const Step& s) { return s.node == to; });
        if (std::any_of(first, path.end(), [&](const Step& s) { return bool{told[s.node]}; })) continue;
        std::vector<Index> cycle;
        for (auto s = first; s != path.end(); ++s) {
          cycle.push_back(s->node);
          told[s->node] = true;
        }
        cycles.push_back(std::move(cycle));
      }
    }
  }
  return cycles;
}

void check_within_cycles(Draft& draft) {
  std::vector<std::vector<Index>> edges;
  for (const Population& population : draft.ledger.populations) edges.push_back(population.within);
  report(edges, draft.populations, "within", "within", draft);
}

void check_claim_cycles(Draft& draft) {
  const std::vector<Claim>& claims = draft.ledger.claims;
  // `name` calls its second argument with each claim that its first one names.
  const auto check = [&](std::string_view field, std::string_view verb, auto name) {
    std::vector<std::vector<Index>> edges;  // most ledgers have none
    for (std::size_t i = 0; i < claims.size(); ++i) {
      name(claims[i], [&](Index to) {
        edges.resize(claims.size());
        edges[i].push_back(to);
      });
    }
    report(edges, draft.claims, field, verb, draft);
  };
  check("part_of", "part of", [](const Claim& claim, auto add) {
    for (const Reading& reading : claim.readings) {
      if (reading.part_of) add(*reading.part_of);
    }
  });
  check("corrects", "corrects", [](const Claim& claim, auto add) {
    if (claim.corrects) add(*claim.corrects);
  });
  check("repeats", "repeats", [](const Claim& claim, auto add) {
    if (claim.repeats) add(*claim.repeats);
  });
}

}  // namespace reltrack
