#include "reconcile/sayers.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/says.hpp"

namespace reltrack {

void Sayers::find(CheckFindings& out) const {
  for (Index c : record_.binding) {
    if (of_account() && record_.side(c) != question_.account) continue;
    if (std::ranges::any_of(standing_[c], [&](Index r) { return says_it(c, r); })) out.said_by.push_back(c);
  }
  const auto when = [&](Index c) { return std::tuple(ledger_.claims[c].said_at(kAfterAll), c); };
  std::ranges::sort(out.said_by, {}, when);
  tell_apart(out);
  if (out.said_by.empty()) find_ruled_out(out);
  const auto contested = [&](Index c) { return of_account() ? record_.contested_account[c] : record_.contested(c); };
  std::ranges::copy_if(out.said_by, std::back_inserter(out.contested), contested);
  const std::vector<Index> giving = out.said_by.empty() ? given_elsewhere() : out.giving;
  const std::set<Index> given(giving.begin(), giving.end()), said_by(out.said_by.begin(), out.said_by.end());
  for (Index d = 0; d < ledger_.claims.size(); ++d) {
    if (!record_.selection.active(d)) continue;
    if (repeats_it(d, said_by)) out.repeated_by.push_back(d);
    const bool may_deny = !of_account() || !out.said_by.empty() || record_.side(d) == question_.account;
    const auto denies_it = [&](Index c) { return given.contains(c) && record_.side(d) != record_.side(c); };
    if (may_deny && std::ranges::any_of(ledger_.claims[d].disputes, denies_it)) out.denied_by.push_back(d);
  }
  find_denied_sayers(out);
}

// Who says more may be denied, and anyone by his own side: neither is a denial of the figure by another.
void Sayers::find_denied_sayers(CheckFindings& out) const {
  const std::set<Index> told(out.denied_by.begin(), out.denied_by.end());
  std::map<Index, std::vector<Index>> deniers;  // by what they deny
  for (Index d = 0; d < ledger_.claims.size(); ++d) {
    if (!record_.selection.active(d) || told.contains(d)) continue;
    for (const Index c : ledger_.claims[d].disputes) deniers[c].push_back(d);
  }
  for (const Index c : out.said_by) {
    const auto found = deniers.find(c);
    if (found != deniers.end()) out.denied_sayers.push_back({.claim = c, .denied_by = std::move(found->second)});
  }
}

// A repeat may have changed the people or the days of the figure that it carries.
bool Sayers::repeats_it(Index d, const std::set<Index>& said_by) const {
  const Claim& claim = ledger_.claims[d];
  if (!claim.repeats) return false;
  const auto has_figure = [](const Reading& r) { return r.figure.has_value(); };
  if (std::ranges::none_of(claim.readings, has_figure)) return said_by.contains(*claim.repeats);
  for (Index r = 0; r < claim.readings.size(); ++r) {
    if (says_it(d, r)) return true;
  }
  return false;
}

// Where nobody (or nobody of the account) says it: who announces the very figure, or gives it in another account.
std::vector<Index> Sayers::given_elsewhere() const {
  std::vector<Index> out;
  for (Index c = 0; c < ledger_.claims.size(); ++c) {
    if (!record_.selection.active(c)) continue;
    const bool given = std::ranges::any_of(standing_[c], [&](Index r) {
      const Reading& reading = ledger_.claims[c].readings[r];
      const bool figure = reading.figure && reading.measure == asked_.measure;
      return figure && has_its_terms(reading) && (of_account() || reading.basis == Basis::announced);
    });
    if (given) out.push_back(c);
  }
  return out;
}

// Who gives the very figure, who more; and what else their words may mean.
void Sayers::tell_apart(CheckFindings& out) const {
  for (Index c : out.said_by) {
    for (Index r : standing_[c]) {
      if (!says_it(c, r)) out.also_meant.push_back({c, r});
    }
  }
  for (Index c : out.said_by) {
    if (gives_it(c)) {
      out.giving.push_back(c);
      continue;
    }
    const auto meant = std::ranges::find_if(standing_[c], [&](Index r) { return says_it(c, r); });
    out.saying_more.push_back({c, *meant});
  }
}

bool Sayers::says_it(Index c, Index r) const { return says(record_, c, r, asked_, is_exact(c)); }

// Its figure is the one asked about, not one that says more: who denies 116 does not deny "at least 50".
bool Sayers::gives_it(Index c) const {
  return std::ranges::any_of(standing_[c],
                             [&](Index r) { return says_it(c, r) && has_its_terms(ledger_.claims[c].readings[r]); });
}

// The people, the days and the number of the figure asked about.
bool Sayers::has_its_terms(const Reading& reading) const {
  return reading.population == asked_.population && fits(reading.period, asked_.period) && !reading.figure->percent &&
         reading.figure->people == asked_.figure->people;
}

void Sayers::find_ruled_out(CheckFindings& out) const {
  for (const ReadingFinding& found : findings_.readings) {
    if (of_account() && record_.side(found.claim) != question_.account) continue;
    if (!found.holds && says_it(found.claim, found.reading)) out.ruled_out.push_back(found);
  }
}

// Of each problem the clearest conflict of a contested claim that gives the very figure (where none gives it, of one
// that says more); where none of these is contested, of any of them, with figures that are.
void Sayers::find_clashes(CheckFindings& out) const {
  if (out.verdict == CheckVerdict::follows) out.contested = set_aside();
  std::vector<Index> giving = out.giving;
  if (giving.empty()) giving = out.said_by;
  if (giving.empty()) giving = out.contested;
  const auto is_contested = [&](Index c) { return std::ranges::count(out.contested, c) > 0; };
  const bool any_contested = std::ranges::any_of(giving, is_contested);
  if (any_contested) std::erase_if(giving, std::not_fn(is_contested));
  for (const Problem& problem : findings_.problems) {
    if (of_account() && problem.scope != question_.account) continue;
    std::vector<std::size_t> conflicts = problem.conflicts;
    std::stable_partition(conflicts.begin(), conflicts.end(), [&](std::size_t i) { return i == problem.telling; });
    auto clash = std::ranges::find_if(conflicts, [&](std::size_t i) {
      return std::ranges::any_of(findings_.conflicts[i].claims, [&](Index c) {
        return std::ranges::count(giving, c) > 0 && (!any_contested || std::ranges::count(problem.contested, c) > 0);
      });
    });
    // Where all its conflicts stand without it in an account, it is contested as the base of a share.
    const bool contests =
        std::ranges::any_of(giving, [&](Index c) { return std::ranges::count(problem.contested, c) > 0; });
    if (clash == conflicts.end() && contests) clash = conflicts.begin();
    if (clash == conflicts.end()) continue;
    const Conflict& found = findings_.conflicts[*clash];
    if (std::ranges::count(out.clashes, found.id, &Conflict::id) == 0) out.clashes.push_back(found);
  }
}

// Contested claims that give another figure of this very count.
std::vector<Index> Sayers::set_aside() const {
  std::vector<Index> out;
  for (Index c = 0; c < ledger_.claims.size(); ++c) {
    const bool contested = of_account() ? record_.contested_account[c] : record_.contested(c);
    const bool of_side = !of_account() || record_.side(c) == question_.account;
    const auto is_other = [&](const Reading& r) {
      return r.figure && !r.figure->percent && r.measure == asked_.measure && r.population == asked_.population &&
             fits(r.period, asked_.period) && apart(r.figure->people, asked_.figure->people);
    };
    if (record_.selection.active(c) && contested && of_side &&
        std::ranges::any_of(ledger_.claims[c].readings, is_other))
      out.push_back(c);
  }
  return out;
}

}  // namespace reltrack
