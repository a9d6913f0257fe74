#include "reconcile/sayers.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "reconcile/says.hpp"

namespace reltrack {

void Sayers::find(CheckFindings& out) const {
  for (Index c : record_.binding) {
    if (of_account() && record_.side(c) != question_.account) continue;
    if (std::ranges::any_of(standing_[c], [&](Index r) { return says_it(c, r); })) out.said_by.push_back(c);
  }
  const auto when = [&](Index c) { return std::tuple(said_at(ledger_.claims[c], kAfterAll), c); };
  std::ranges::sort(out.said_by, {}, when);
  tell_apart(out);
  if (out.said_by.empty()) find_ruled_out(out);
  const auto contested = [&](Index c) { return of_account() ? record_.contested_account[c] : record_.contested(c); };
  std::ranges::copy_if(out.said_by, std::back_inserter(out.contested), contested);
  for (Index d = 0; d < ledger_.claims.size(); ++d) {
    if (!record_.selection.active(d)) continue;
    const auto& repeated = ledger_.claims[d].repeats;
    if (repeated && std::ranges::count(out.said_by, *repeated) > 0) out.repeated_by.push_back(d);
    if (std::ranges::any_of(out.giving, [&](Index c) { return denies(d, c); })) {
      out.denied_by.push_back(d);
    }
  }
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

bool Sayers::says_it(Index c, Index r) const {
  return says(ledger_, record_.options.dropped, ledger_.claims[c].readings[r], asked_);
}

// Its figure is the one asked about, not one that says more: who denies 116 does not deny "at least 50".
bool Sayers::gives_it(Index c) const {
  return std::ranges::any_of(standing_[c], [&](Index r) {
    const Reading& reading = ledger_.claims[c].readings[r];
    return says_it(c, r) && reading.population == asked_.population && fits(reading.period, asked_.period) &&
           reading.figure->people == asked_.figure->people;
  });
}

void Sayers::find_ruled_out(CheckFindings& out) const {
  for (const ReadingFinding& found : findings_.readings) {
    if (of_account() && record_.side(found.claim) != question_.account) continue;
    if (!found.holds && says_it(found.claim, found.reading)) out.ruled_out.push_back(found);
  }
}

// Of each problem the clearest conflict of a contested claim that gives the very figure; where none gives it, of one
// that says more.
void Sayers::find_clashes(CheckFindings& out) const {
  std::vector<Index> giving = out.giving;
  if (giving.empty()) giving = out.said_by;
  std::erase_if(giving, [&](Index c) { return std::ranges::count(out.contested, c) == 0; });
  for (const Problem& problem : findings_.problems) {
    if (of_account() && problem.scope != question_.account) continue;
    auto clash = std::ranges::find_if(problem.conflicts, [&](std::size_t i) {
      return std::ranges::any_of(findings_.conflicts[i].claims, [&](Index c) {
        return std::ranges::count(giving, c) > 0 && std::ranges::count(problem.contested, c) > 0;
      });
    });
    // Where all its conflicts stand without it in an account, it is contested as the base of a share.
    const bool contests =
        std::ranges::any_of(giving, [&](Index c) { return std::ranges::count(problem.contested, c) > 0; });
    if (clash == problem.conflicts.end() && contests) clash = problem.conflicts.begin();
    if (clash == problem.conflicts.end()) continue;
    const Conflict& found = findings_.conflicts[*clash];
    if (std::ranges::count(out.clashes, found.id, &Conflict::id) == 0) out.clashes.push_back(found);
  }
}

bool Sayers::denies(Index d, Index c) const {
  return record_.side(d) != record_.side(c) && std::ranges::count(ledger_.claims[d].disputes, c) > 0;
}

}  // namespace reltrack
