// With too little effort the report says which part of the work is unfinished, and what it says besides is right: each
// conflict is one, each range encloses the true one, and nothing is called consistent that was not searched to the end.
#include <algorithm>
#include <iostream>
#include <map>

#include "catch.hpp"
#include "from_text.hpp"
#include "reconcile/conflicts.hpp"
#include "reltrack/reconcile.hpp"
#include "trial.hpp"

namespace reltrack::judge {
namespace {

constexpr std::uint64_t kEnough = 20'000;

Findings with_effort(const Case& what, std::uint64_t effort) {
  ReconcileOptions options;
  options.dropped = what.dropped;
  options.effort = effort;
  return reconcile(*what.ledger, *what.selection, options);
}

std::string text(const CountRange& range) {
  const auto end = [](const std::optional<Count>& n) { return n ? std::to_string(*n) : std::string("?"); };
  return end(range.min) + ".." + end(range.max);
}

bool encloses(const CountRange& outer, const CountRange& inner) {
  const bool low = !outer.min || (inner.min && *outer.min <= *inner.min);
  return low && (!outer.max || (inner.max && *outer.max >= *inner.max));
}

// What a cut search said, against the whole answer.
class Honesty {
 public:
  Honesty(const Case& what, const Findings& whole, const Findings& cut) : what_(what), whole_(whole), cut_(cut) {}

  std::vector<std::string> lies() {
    verdict();
    conflicts();
    problems();
    // What is contested is not known to the end, so readings and ranges answer other questions.
    if (!cut_.search.repairs) return lies_;
    readings();
    for (Index c = 0; c < cut_.claims.size(); ++c) {
      if (cut_.claims[c].ranges.size() >= whole_.claims[c].ranges.size()) ranges(c);
    }
    overlaps();
    return lies_;
  }

 private:
  void expect(bool right, const std::string& what) {
    if (!right) lies_.push_back(what);
  }
  std::string id(Index c) const { return what_.ledger->claims[c].id; }

  void verdict() {
    const bool searched = cut_.search.conflicts && cut_.search.repairs;
    expect(searched || cut_.verdict != Verdict::consistent, "called consistent, though not searched to the end");
    expect(!searched || cut_.verdict == whole_.verdict, "another verdict");
    expect(cut_.verdict != Verdict::conflicting || whole_.verdict == Verdict::conflicting, "conflicting, wrongly");
  }

  bool is_minimal(const Conflict& conflict) const {
    const bool joint = conflict.scope == "joint";
    const Encoding encoding =
        encode(*what_.ledger, *what_.selection, joint ? Bindingness::joint : Bindingness::account, what_.dropped);
    const auto holds = [&](const std::vector<Index>& claims) {
      worlds::Effort effort{kEnough, 0};
      return Scope(encoding, claims, {}, effort).consistent(claims);
    };
    if (holds(conflict.claims) != worlds::Answer::no) return false;
    for (std::size_t i = 0; i < conflict.claims.size(); ++i) {
      std::vector<Index> rest = conflict.claims;
      rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
      if (holds(rest) != worlds::Answer::yes) return false;
    }
    return true;
  }

  void conflicts() {
    std::map<std::pair<std::string, std::vector<Index>>, std::optional<Count>> all;
    for (const Conflict& c : whole_.conflicts) all[{c.scope, c.claims}] = c.shortfall;
    for (const Conflict& c : cut_.conflicts) {
      expect(is_minimal(c), "no minimal conflict: " + c.id);
      const auto known = all.find({c.scope, c.claims});
      if (known == all.end()) continue;
      if (c.shortfall) expect(c.shortfall == known->second, "another shortfall: " + c.id);
      expect(c.shortfall == known->second || !cut_.search.conflicts, "no shortfall, but called finished: " + c.id);
    }
    // Where an account's conflict was missed, a joint one that holds it may be listed besides.
    if (cut_.search.conflicts) expect(cut_.conflicts.size() == whole_.conflicts.size(), "conflicts are missing");
  }

  void problems() {
    if (!cut_.search.repairs) return;
    const auto named = [](const Findings& findings) {
      std::map<std::string, std::vector<std::vector<Index>>> out;
      for (const Problem& p : findings.problems) out[p.id] = p.repairs;
      return out;
    };
    expect(named(cut_) == named(whole_), "other problems");
  }

  void readings() {
    for (std::size_t i = 0; i < cut_.readings.size(); ++i) {
      const ReadingFinding &cut = cut_.readings[i], &whole = whole_.readings[i];
      const std::string name = id(cut.claim) + "#" + std::to_string(cut.reading);
      expect(cut.holds || !whole.holds, "a reading is ruled out wrongly: " + name);
      expect(cut.holds == whole.holds || !cut_.search.ranges, "a reading is not ruled out: " + name);
    }
  }

  void range(const std::optional<RangeFinding>& cut, const std::optional<RangeFinding>& whole,
             const std::string& name) {
    if (!whole) {
      expect(!cut || !cut_.search.ranges, "a range without a world, " + name);
      return;
    }
    if (!cut) return expect(false, "no range, " + name);
    expect(encloses(cut->range, whole->range),
           "too narrow: " + text(cut->range) + " of " + text(whole->range) + ", " + name);
    expect(!cut->min_tight || cut->range.min == whole->range.min, "a loose least called tight, " + name);
    expect(!cut->max_tight || cut->range.max == whole->range.max, "a loose greatest called tight, " + name);
    expect((cut->min_tight && cut->max_tight) || !cut_.search.ranges, "loose, but ranges called finished, " + name);
  }

  void ranges(Index c) {
    for (const ReadingRanges& whole : whole_.claims[c].ranges) {
      const auto& of_cut = cut_.claims[c].ranges;
      const auto cut = std::find_if(of_cut.begin(), of_cut.end(),
                                    [&](const ReadingRanges& r) { return r.reading == whole.reading; });
      if (cut == of_cut.end()) continue;
      const std::string name = id(c) + "#" + std::to_string(whole.reading);
      range(cut->implied, whole.implied, "implied of " + name);
      range(cut->own, whole.own, "own of " + name);
    }
  }

  void overlaps() {
    for (const Overlap& whole : whole_.overlaps) {
      const auto cut = std::find_if(cut_.overlaps.begin(), cut_.overlaps.end(),
                                    [&](const Overlap& o) { return o.a == whole.a && o.b == whole.b; });
      const std::string name = "overlap of " + id(whole.a) + " and " + id(whole.b);
      if (cut == cut_.overlaps.end()) {
        expect(false, "no " + name);
        continue;
      }
      if (!whole.shared) {
        expect(!cut->shared || !cut_.search.ranges, name + ", of no world");
        continue;
      }
      expect(cut->shared && encloses(*cut->shared, *whole.shared), name + " is too narrow");
      expect(cut->shared == whole.shared || !cut_.search.ranges, name + " is loose, but ranges called finished");
    }
  }

  const Case& what_;
  const Findings &whole_, &cut_;
  std::vector<std::string> lies_;
};

struct Cut {
  std::size_t conflicts = 0, repairs = 0, ranges = 0;
};

}  // namespace

TEST_CASE("a search cut short says so, and what it says is right") {
  const std::uint64_t seed = from_environment("RELTRACK_SEED", 1);
  const std::uint64_t ledgers = from_environment("RELTRACK_LEDGERS", 300);
  std::cout << "effort: seed " << seed << ", " << ledgers << " ledgers\n";
  std::map<std::uint64_t, Cut> cut;
  const Fault fault = [&](const Case& what) -> std::vector<std::string> {
    std::vector<std::string> out;
    try {
      const Findings whole = with_effort(what, kEnough);
      if (!whole.search.conflicts || !whole.search.repairs || !whole.search.ranges) return {};
      for (const std::uint64_t effort : {1U, 5U, 50U}) {
        const Findings little = with_effort(what, effort);
        cut[effort].conflicts += little.search.conflicts ? 0 : 1;
        cut[effort].repairs += little.search.repairs ? 0 : 1;
        cut[effort].ranges += little.search.ranges ? 0 : 1;
        for (const std::string& lie : Honesty(what, whole, little).lies()) {
          out.push_back("effort " + std::to_string(effort) + ": " + lie);
        }
      }
    } catch (const TrustBroken&) {
      return {};
    }
    return out;
  };
  for (std::uint64_t i = 0; i < ledgers; ++i) {
    const Trial trial = random_trial(seed + i, {});
    if (run(trial, fault).lines.empty()) continue;
    INFO("seed " << seed + i);
    const Trial small = shrink(trial, fault);
    FAIL_CHECK(describe(small, run(small, fault).lines));
  }
  for (const auto& [effort, n] : cut) {
    std::cout << "effort " << effort << ": unfinished conflicts " << n.conflicts << ", repairs " << n.repairs
              << ", ranges " << n.ranges << '\n';
  }
  if (ledgers < 300) return;
  CHECK(cut[1].conflicts > 0);
  CHECK(cut[1].repairs > 0);
  CHECK(cut[1].ranges > 0);
}

}  // namespace reltrack::judge
