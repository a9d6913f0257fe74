// Which figures of a side are parts of which others, and how they can be read together.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "reconcile/covered.hpp"
#include "reconcile/record.hpp"
#include "reconcile/spans.hpp"

namespace reltrack {

// One way to read all parts.
struct Combination {
  std::vector<Part> chosen;  // of those with several readings
  std::vector<Run> runs;
};
struct Total {
  Index claim = 0, reading = 0;
  std::vector<Index> parts;            // by when they start
  std::vector<Index> contested_parts;  // would be among them; sorted
  std::vector<Combination> combinations;
  std::vector<Span> uncovered;  // in one combination or another
  bool all_combined = true;     // whether these are all combinations
};

class Totals {
 public:
  // Of these claims of one side. `findings`: ranges are in it.
  Totals(const Record& record, const Findings& findings, const std::vector<Index>& claims);

  // The claim as a total, in each of its readings that hold and that have parts.
  std::vector<Total> of(Index claim) const;
  // The uncertain ends of which the total's runs speak.
  std::vector<ClaimEnd> placed(const Total& total) const;
  // Events in the total's period and that of some part, in each way in which the parts can be read and lie in time.
  Ways ways(const Encoding& encoding, const Total& total) const;

 private:
  // A reading of a figure: that something happened, or (an announcement) would.
  struct FittingReading {
    Index reading = 0;
    bool happened = false;
    Span narrowest, widest;
  };
  // What is asked of a figure for each total that it may be part of.
  struct Figure {
    bool plain = false;                   // it has a figure in each reading
    bool share = false;                   // in some reading a percentage
    std::vector<FittingReading> fitting;  // readings that hold, and announcements
    std::optional<Minutes> from;          // when the first of those that hold starts
  };
  // One way to read a part of a total.
  struct Meaning {
    FittingReading reading;
    bool inside = false;  // whether it is a part, so read
    bool chosen = true;   // whether that reading alone is meant
  };

  using Counted = std::pair<Index, Index>;  // what is counted, and of whom
  Counted counted(Index c, Index r) const;
  const Reading& reading(const Total& total) const { return ledger_.claims[total.claim].readings[total.reading]; }
  const Period& period(const Part& part) const { return ledger_.claims[part.claim].readings[part.reading].period; }
  Figure figure(Index c) const;
  bool lies_inside(Index d, const FittingReading& meant, const Reading& total) const;
  bool is_part(Index d, const Reading& total) const;
  std::vector<Meaning> meanings(Index d, const Total& total) const;
  static void leave_swallowed(std::vector<std::vector<Meaning>>& of_part);
  std::set<Index> starts(const std::vector<std::vector<Meaning>>& of_part, const std::vector<std::size_t>& which,
                         const Total& total) const;
  Span surely_covered(const FittingReading& meant, const Part& part, const Reading& total) const;
  void combine(Total& total) const;
  std::vector<Run> runs(std::vector<std::pair<Span, Part>> parts) const;

  const Record& record_;
  const Ledger& ledger_;
  const Findings& findings_;
  std::vector<Figure> figures_;                     // by claim, of those below
  std::map<Counted, std::vector<Index>> counting_;  // uncontested claims, by what some reading counts
  std::vector<Index> contested_;                    // the others
};

}  // namespace reltrack
