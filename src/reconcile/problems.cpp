// Conflicts of each account and of the joint system, and the problems they make up.
#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "base/in_parallel.hpp"
#include "reconcile/order.hpp"
#include "reconcile/record.hpp"
#include "reconcile/shortfall.hpp"

namespace reltrack {

namespace {

// Claims of one side alike in measure, population, period, basis and figure count as one to repairs.
std::vector<int> units(const Record& record) {
  const Ledger& ledger = record.ledger;
  std::map<std::string, int> seen;
  std::vector<int> out(ledger.claims.size(), -1);
  for (Index c : record.binding) {
    std::string key = record.side(c);
    for (const Reading& r : ledger.claims[c].readings) {
      key += '\n' + std::to_string(r.measure) + ' ' + std::to_string(r.population) + ' ' + r.period.start.text + '/' +
             r.period.end.text + ' ' + std::to_string(r.period.start.limits.from) + ' ' +
             std::to_string(r.period.start.limits.to) + ' ' + std::to_string(r.period.end.limits.from) + ' ' +
             std::to_string(r.period.end.limits.to) + ' ' + std::to_string(static_cast<int>(r.basis));
      if (!r.figure) continue;
      if (r.figure->percent) {
        key += " of " + std::to_string(r.part_of.value_or(0)) + ' ' + r.figure->text;
      } else {
        key += ' ' + (r.figure->people.min ? std::to_string(*r.figure->people.min) : "-") + ".." +
               (r.figure->people.max ? std::to_string(*r.figure->people.max) : "-");
      }
    }
    out[c] = seen.emplace(std::move(key), static_cast<int>(seen.size())).first->second;
  }
  return out;
}

class Problems {
 public:
  Problems(Record& record, Findings& findings) : record_(record), findings_(findings), units_(units(record)) {}

  void run() {
    if (record_.options.progress) record_.options.progress("conflicts");
    // The joint system comes last in the list, and, as the largest, first in time.
    const std::vector<std::pair<std::string, std::vector<Index>>> sides(record_.sides.begin(), record_.sides.end());
    std::vector<Solved> solved(sides.size() + 1);
    in_parallel(solved.size(), [&](std::size_t i) {
      const std::size_t which = sides.size() - i;
      solved[which] =
          which < sides.size() ? solve(record_.account, sides[which].second) : solve(record_.joint, record_.binding);
    });
    for (std::size_t i = 0; i < sides.size(); ++i) {
      add(sides[i].first, record_.account, solved[i], record_.contested_account);
      record_.account_sample[sides[i].first] = solved[i].sample;
    }
    add("joint", record_.joint, solved.back(), record_.contested_joint);
    record_.joint_sample = solved.back().sample;
    std::ranges::sort(findings_.conflicts, kToldBefore);
    for (Problem& problem : findings_.problems) attach(problem);
    std::ranges::sort(findings_.problems,
                      [&](const Problem& a, const Problem& b) { return told_before(a, b, findings_.conflicts); });
  }

 private:
  // What was found of one system, and whether that is all there is.
  struct Solved {
    std::vector<Scope::Part> parts;
    std::vector<Clash> clashes;
    std::optional<Clash> broken;
    worlds::Sample sample;  // a world of the claims that are not contested, if one was met
    bool all_repairs = true, all_conflicts = true;
  };

  Solved solve(const Encoding& encoding, const std::vector<Index>& claims) const {
    std::vector<Index> kept;
    std::ranges::copy_if(claims, std::back_inserter(kept), [&](Index c) { return record_.selection.trusted[c]; });
    worlds::Effort effort = record_.effort();
    Scope scope(encoding, claims, kept, effort);
    Solved out;
    out.all_repairs = scope.find_repairs(units_);
    out.sample = scope.sample();
    effort.used = 0;
    out.all_conflicts = scope.broken() || scope.find_all();
    out.parts = scope.parts();
    out.clashes = scope.clashes();
    out.broken = scope.broken();
    return out;
  }

  void add(const std::string& name, const Encoding& encoding, const Solved& solved, std::vector<bool>& contested) {
    if (solved.broken) throw TrustBroken{conflict(name, encoding, *solved.broken).conflict};
    // Ranges leave out the contested, and who is contested is then not known.
    if (!solved.all_repairs) {
      findings_.search.repairs = findings_.search.ranges = findings_.search.claim_ranges = false;
    }
    if (!solved.all_conflicts) findings_.search.conflicts = false;
    for (const Scope::Part& part : solved.parts) {
      for (Index c : part.contested) contested[c] = true;
      add_problem(name, part);
    }
    add_conflicts(name, encoding, solved.clashes);
  }

  void add_problem(const std::string& name, const Scope::Part& part) {
    const auto same = [&](const Problem& p) {
      return p.contested == part.contested && p.repairs == sorted(part.repairs);
    };
    // The same trouble, seen in an account already.
    if (name == "joint" && std::ranges::any_of(findings_.problems, same)) return;
    Problem problem;
    problem.scope = name;
    problem.contested = part.contested;
    problem.repairs = sorted(part.repairs);
    std::vector<std::string> key = claim_ids(record_.ledger, part.contested);
    key.push_back(name);
    problem.id = finding_id('p', key);
    findings_.problems.push_back(std::move(problem));
  }

  static std::vector<std::vector<Index>> sorted(std::vector<std::vector<Index>> repairs) {
    std::ranges::sort(repairs,
                      [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    return repairs;
  }

  void add_conflicts(const std::string& name, const Encoding& encoding, const std::vector<Clash>& clashes) {
    std::vector<const Clash*> fresh;
    for (const Clash& clash : clashes) {
      const bool listed = name == "joint" && std::ranges::any_of(findings_.conflicts, [&](const Conflict& known) {
                            return std::ranges::includes(clash.claims, known.claims);
                          });
      if (!listed) fresh.push_back(&clash);
    }
    std::vector<Told> told(fresh.size());
    in_parallel(fresh.size(), [&](std::size_t i) { told[i] = conflict(name, encoding, *fresh[i]); });
    for (Told& one : told) {
      if (!one.searched) findings_.search.conflicts = false;
      findings_.conflicts.push_back(std::move(one.conflict));
    }
  }

  // `searched`: false where the search bound was hit.
  struct Told {
    Conflict conflict;
    bool searched = true;
  };

  Told conflict(const std::string& name, const Encoding& encoding, const Clash& clash) const {
    Conflict out;
    std::vector<std::string> key = claim_ids(record_.ledger, clash.claims);
    key.push_back(name);
    out.id = finding_id('c', key);
    out.claims = clash.claims;
    out.scope = name;
    worlds::Effort effort = record_.effort();
    const Shortfall off = shortfall(encoding, clash, {}, effort);
    out.shortfall = off.total;
    out.proof = to_proof(encoding, off.why);
    out.rests_on = rests_on(record_.ledger, clash.claims);
    return {std::move(out), off.searched};
  }

  // The problem's conflicts: those of its system that hold one of its contested claims, the clearest first.
  void attach(Problem& problem) const {
    for (std::size_t i = 0; i < findings_.conflicts.size(); ++i) {
      const Conflict& c = findings_.conflicts[i];
      const bool touches = std::ranges::any_of(
          c.claims, [&](Index claim) { return std::ranges::binary_search(problem.contested, claim); });
      // A conflict within one account stands in the joint system as well, where all its figures bind there.
      if (touches && (c.scope == problem.scope || problem.scope == "joint")) problem.conflicts.push_back(i);
    }
    std::ranges::sort(problem.conflicts, {}, [&](std::size_t i) {
      const Conflict& c = findings_.conflicts[i];
      return std::tuple(c.claims.size(), -c.shortfall.value_or(0), c.claims);
    });
    if (problem.conflicts.empty()) return;
    const std::vector<bool>& contested = problem.scope == "joint" ? record_.contested_joint : record_.contested_account;
    const auto elsewhere = [&](Index c) { return contested[c] && !std::ranges::binary_search(problem.contested, c); };
    const auto by_itself = [&](std::size_t i) {
      return std::ranges::none_of(findings_.conflicts[i].claims, elsewhere);
    };
    // What stands within one account is told there.
    auto telling = std::ranges::find_if(problem.conflicts, [&](std::size_t i) {
      return findings_.conflicts[i].scope == problem.scope && by_itself(i);
    });
    if (telling == problem.conflicts.end()) telling = std::ranges::find_if(problem.conflicts, by_itself);
    problem.telling = telling != problem.conflicts.end() ? *telling : problem.conflicts.front();
  }

  Record& record_;
  Findings& findings_;
  std::vector<int> units_;
};

}  // namespace

void find_problems(Record& record, Findings& findings) { Problems(record, findings).run(); }

}  // namespace reltrack
