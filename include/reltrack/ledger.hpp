// The ledger in memory: plain types, every reference resolved to an index, every rule of docs/ledger-format.md checked.
// Indices run over the vectors of Ledger. Claims stand sorted by id, so that no answer depends on the file's order; all
// else stands in the file's order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "reltrack/figure.hpp"
#include "reltrack/period.hpp"

namespace reltrack {

using Index = std::uint32_t;

enum class SourceKind { official, monitor, opposition, international, media, other };

struct Source {
  std::string id, name;
  SourceKind kind = SourceKind::other;
  std::string side;  // never empty: the source's own id where the ledger gives none
  std::string role, url, note;
};

struct Population {
  std::string id, label;
  std::vector<Index> within;  // its direct wholes; never in a circle
  bool disjoint = false;      // its direct parts share nobody
  std::string definition, url, note;
};

enum class MeasureType { flow, stock };

struct Measure {
  std::string id, label;
  MeasureType type = MeasureType::flow;
  std::vector<Index> in, out;  // of a stock: the flows that raise and lower it
};

struct Moment {
  std::string id, label;
  std::vector<TimeSpan> between;  // it lies in one of these; one span of kBeforeAll..kAfterAll where none is given
};

enum class Basis { asserted, verified, announced };

// One meaning that the words of a claim allow. A claim without `readings` has exactly one, unlabelled.
struct Reading {
  std::string label;
  Index population = 0;
  Index measure = 0;
  Basis basis = Basis::asserted;
  std::optional<Figure> figure;  // absent on a bare denial
  Period period;
  std::optional<Index> part_of;  // a claim; there wherever the figure is a percentage
  // Of a bare denial that has no period of its own: `period` is that of the denied claim's first reading.
  bool period_of_denied = false;
};

struct Claim {
  std::string id;
  Index source = 0;
  std::vector<Reading> readings;  // at least one
  bool has_readings = false;      // the ledger gives `readings`: then two or more
  std::optional<DateTime> said, published, withdrawn;
  std::optional<Index> corrects, repeats;  // claims, as those that it disputes
  std::vector<Index> disputes;
  std::vector<std::string> via, url, archived;
  std::string quote, language, note;

  // When it was said, else published; absent where nobody says.
  const std::optional<DateTime>& when_said() const { return said ? said : published; }
  // The first moment at which that can have been: what puts claims in order. `unknown` where nobody says.
  Minutes said_at(Minutes unknown) const { return when_said() ? when_said()->span.from : unknown; }
};

struct LedgerFile {
  std::string name;  // as given on the command line; "-" for standard input
  std::size_t bytes = 0;
};

struct Ledger {
  std::string title, about, timezone;
  std::vector<LedgerFile> files;
  std::vector<Source> sources;
  std::vector<Population> populations;
  std::vector<Measure> measures;  // the three built in come first: released, detained, held
  std::vector<Moment> moments;
  std::vector<Claim> claims;  // sorted by id

  const std::string& side_of(const Claim& claim) const { return sources[claim.source].side; }
};

}  // namespace reltrack
