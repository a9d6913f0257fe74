// W0608: figures of part and whole that nothing compares, since their flow raises a stock.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

#include "base/add_new.hpp"
#include "reader/codes.hpp"
#include "reader/warnings.hpp"

namespace reltrack {
namespace {

// What is on file for a measure: the first claim with a figure of each population.
using OnFile = std::map<Index, Index>;

OnFile figures_on_file(const Ledger& ledger, Index measure) {
  OnFile out;
  for (Index c = 0; c < ledger.claims.size(); ++c) {
    for (const Reading& reading : ledger.claims[c].readings) {
      if (reading.figure && reading.measure == measure) out.emplace(reading.population, c);
    }
  }
  return out;
}

// It raises a stock, and no level of one says that a register is meant.
bool raises_unseen(const Ledger& ledger, const std::vector<bool>& used, Index flow) {
  bool raises = false;
  for (Index m = 0; m < ledger.measures.size(); ++m) {
    const auto& in = ledger.measures[m].in;
    if (std::find(in.begin(), in.end(), flow) == in.end()) continue;
    if (used[m]) return false;
    raises = true;
  }
  return raises;
}

// A population around this one that is on file too; the entry of the part itself, where there is none.
OnFile::const_iterator whole_of(const Ledger& ledger, const OnFile& on_file, OnFile::const_iterator part) {
  std::vector<Index> open = ledger.populations[part->first].within;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (const auto found = on_file.find(open[i]); found != on_file.end()) return found;
    for (const Index up : ledger.populations[open[i]].within) {
      add_new(open, up);
    }
  }
  return part;
}

Value population_of(const Draft& draft, Index claim) {
  const Value object = draft.claims.place(claim);
  const Value population = object.member("population");
  return population ? population : object;
}

}  // namespace

void warn_not_nested(const std::vector<bool>& used, const Draft& draft, Problems& problems) {
  const Ledger& ledger = draft.ledger;
  for (Index flow = 0; flow < ledger.measures.size(); ++flow) {
    if (!used[flow] || !raises_unseen(ledger, used, flow)) continue;
    const OnFile on_file = figures_on_file(ledger, flow);
    for (auto part = on_file.begin(); part != on_file.end(); ++part) {
      const auto whole = whole_of(ledger, on_file, part);
      if (whole == part) continue;
      problems
          .warning(codes::kNotNested, population_of(draft, part->second),
                   fmt::format("\"{}\" of \"{}\" is held against no figure of \"{}\": it raises a stock",
                               ledger.measures[flow].id, ledger.populations[part->first].id,
                               ledger.populations[whole->first].id),
                   "to compare them, count by a measure of your own that raises no stock")
          .notes.push_back({population_of(draft, whole->second).span(), "a figure of the whole"});
      break;  // once a measure
    }
  }
}

}  // namespace reltrack
