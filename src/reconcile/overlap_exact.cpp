#include "reconcile/overlap_exact.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "model/nesting.hpp"

namespace reltrack {

namespace {

using worlds::Answer;
using worlds::Form;
using worlds::Place;
using worlds::Split;
using worlds::System;

// Of the search's bound, in entries of closed networks for each of its steps: what all pairs of one thread may use
// together (each half of what is left), and what each gets in any case; but no fewer steps than these.
constexpr std::uint64_t kEntriesInCommon = 2'000'000;
constexpr std::uint64_t kEntriesAStep = 1000;
constexpr std::uint64_t kFewestSteps = 20;

std::uint64_t times(std::uint64_t steps, std::uint64_t entries) {
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  return steps > kMost / entries ? kMost : steps * entries;
}

std::vector<Split> both(const std::vector<Split>& a, const std::vector<Split>& b) {
  std::vector<Split> out = a;
  out.insert(out.end(), b.begin(), b.end());
  return out;
}

}  // namespace

std::vector<Split> FigurePair::meant(const Encoding& encoding) const {
  std::vector<Split> out;
  for (auto [c, r] : {std::pair{a, ra}, std::pair{b, rb}}) {
    if (encoding.choice[c] >= 0) out.push_back(encoding.meant(c, r));
  }
  return out;
}

std::vector<Index> common_wholes(const Ledger& ledger, Index measure, Index x, Index y) {
  std::vector<Index> all, out;
  if (!nests(ledger, measure)) return out;
  for (Index w = 0; w < ledger.populations.size(); ++w) {
    if (is_within(ledger, x, w) && is_within(ledger, y, w)) all.push_back(w);
  }
  for (Index w : all) {
    const bool smallest = std::ranges::none_of(all, [&](Index v) { return v != w && is_within(ledger, v, w); });
    if (smallest) out.push_back(w);
  }
  return out;
}

ExactOverlap::ExactOverlap(const Record& record, const std::vector<Index>& uncontested, const FigurePair& pair,
                           const SeenOverlap& seen, std::uint64_t& spent)
    : record_(record), pair_(pair), claims_(uncontested), seen_(seen), effort_(record.effort()), spent_(spent) {
  const std::array placed{pair.a, pair.b};
  encoding_ = encode(record.ledger, record.selection, Bindingness::joint, record.options.dropped, both_ends_of(placed));
  for (Index c : placed) {
    if (!std::ranges::binary_search(claims_, c)) claims_.insert(std::ranges::lower_bound(claims_, c), c);
  }
  members_ = members_of(encoding_, claims_);
  given_ = pair.meant(encoding_);
  const Region& of_x = encoding_.regions[pair.a][pair.ra];
  const Region& of_y = encoding_.regions[pair.b][pair.rb];
  starts_ = orders(of_x.earliest_start, of_y.earliest_start, true);
  ends_ = orders(of_x.latest_end, of_y.latest_end, false);
  if (pair.people == PopulationRelation::may_share) return;
  std::vector<Form> asked;
  for (const auto& [start, before] : starts_) {
    for (const auto& [end, after] : ends_) asked.push_back(in_both(start, end));
  }
  system_ = std::make_unique<System>(encoding_.model, members_, asked, effort_, given_);
}

std::optional<CountRange> ExactOverlap::range() {
  std::optional<CountRange> out;
  for (const auto& [start, start_order] : starts_) {
    for (const auto& [end, end_order] : ends_) widen(out, between(start, end, both(start_order, end_order)));
  }
  return out;
}

std::vector<ExactOverlap::Case> ExactOverlap::orders(Place x, Place y, bool later) const {
  if (encoding_.model.never_after(x, y)) return {{later ? y : x, {}}};
  if (encoding_.model.never_after(y, x)) return {{later ? x : y, {}}};
  return {{later ? y : x, {Split::in_order(x, y)}}, {later ? x : y, {Split::in_order(y, x)}}};
}

// Where the start may come after the end, worlds in which it does share nobody.
std::optional<CountRange> ExactOverlap::between(Place start, Place end, std::vector<Split> orders) {
  const worlds::Limits from = encoding_.model.limits(start), to = encoding_.model.limits(end);
  std::optional<CountRange> out;
  if (to.from < from.to || (from.to == to.from && start.moment >= 0 && end.moment >= 0)) {
    const auto backwards = in_order(both(orders, {Split::in_order(end, start)}));
    if (backwards->possible() == Answer::yes) out = CountRange{0, 0};
    spend(backwards->layout());
    if (to.to <= from.from) return out;
    orders.push_back(Split::in_order(start, end));
  }
  widen(out, count(start, end, orders));
  return out;
}

// Few pairs need much, but a record may have thousands, and all together are to take seconds: once what they have in
// common is used up, those in a large system get few steps each.
worlds::Effort ExactOverlap::effort_for(const worlds::Layout& layout) const {
  const std::uint64_t limit = record_.options.effort, entries = layout.entries();
  const std::uint64_t in_common = times(limit, kEntriesInCommon);
  const std::uint64_t left = in_common > spent_ ? (in_common - spent_) / entries : 0;
  return {std::min(limit, std::max({left / 2, times(limit, kEntriesAStep) / entries, kFewestSteps})), 0};
}

// What has been used is put down, and the next question may use as much.
void ExactOverlap::spend(const worlds::Layout& layout) { spent_ += std::exchange(effort_.used, 0) * layout.entries(); }

std::unique_ptr<System> ExactOverlap::in_order(const std::vector<Split>& orders) {
  if (system_) {
    effort_ = effort_for(system_->layout());
    return std::make_unique<System>(*system_, orders);
  }
  effort_ = record_.effort();
  return std::make_unique<System>(encoding_.model, members_, std::span<const Form>(), effort_, both(given_, orders));
}

std::optional<CountRange> ExactOverlap::count(Place start, Place end, const std::vector<Split>& orders) {
  if (pair_.people == PopulationRelation::may_share) return may_share(start, end, orders);
  const auto system = in_order(orders);
  const Answer possible = system->possible();
  spend(system->layout());
  if (possible == Answer::no) return std::nullopt;
  const Form asked = in_both(start, end);
  const CountRange out = range(*system, asked, asked);
  spend(system->layout());
  return out;
}

// An end that worlds are known to attain is not asked about.
CountRange ExactOverlap::range(System& system, const Form& below, const Form& above) {
  const auto end = [&](std::optional<Count> CountRange::*which, const auto& ask) {
    if (!seen_.met) return ask(std::nullopt);
    const std::optional<Count> met = *seen_.met.*which;
    return seen_.bounds && *seen_.bounds.*which == met ? worlds::End{met, true} : ask(met);
  };
  const worlds::End least = end(&CountRange::min, [&](auto met) { return system.least(below, met); });
  const worlds::End greatest = end(&CountRange::max, [&](auto met) { return system.greatest(above, met); });
  tight_ = tight_ && least.tight && greatest.tight;
  CountRange out{least.value, greatest.value};
  const auto& dropped = record_.options.dropped;
  const bool may_fall = std::ranges::find(dropped, Rule::never_falls) != dropped.end();
  if (!may_fall && out.min.value_or(-1) < 0) out.min = 0;
  return out;
}

Form ExactOverlap::form(Index population, Place start, Place end) const {
  return worlds::count_between(encoding_.counter(x().measure, population), start, end);
}

// The count in question, of the narrower population.
Form ExactOverlap::in_both(Place start, Place end) const {
  return form(pair_.people == PopulationRelation::contains ? y().population : x().population, start, end);
}

// At least what the two have beyond their whole; at most the lesser: a counter of its own, within both.
std::optional<CountRange> ExactOverlap::may_share(Place start, Place end, const std::vector<Split>& orders) {
  worlds::Model model = encoding_.model;
  const int shared = static_cast<int>(model.counters.size());
  model.counters.push_back({worlds::Counter::Kind::rising});
  const Form common = worlds::count_between(shared, start, end);
  const Form of_x = form(x().population, start, end), of_y = form(y().population, start, end);
  worlds::Bundle within;
  within.members = {Members::figure(claims_.front())};
  for (const Form* f : {&of_x, &of_y}) {
    worlds::Row row{f->terms, 0, -1, -1};
    for (worlds::Term t : common.terms) row.terms.push_back({t.counter, t.at, -t.times});
    within.rows.push_back(std::move(row));
  }
  model.bundles_of[static_cast<std::size_t>(within.members.front())].push_back(static_cast<int>(model.bundles.size()));
  model.bundles.push_back(within);
  CountRange out{0, std::nullopt};
  const std::vector<Index> wholes = common_wholes(record_.ledger, x().measure, x().population, y().population);
  if (wholes.empty()) {
    System system(model, members_, std::array{common}, effort_, both(given_, orders));
    effort_ = effort_for(system.layout());
    const Answer possible = system.possible();
    spend(system.layout());
    if (possible == Answer::no) return std::nullopt;
    const worlds::End most = system.greatest(common);
    tight_ = tight_ && most.tight;
    out.max = most.value;
    spend(system.layout());
  }
  for (Index w : wholes) {
    Form beyond = of_x;
    beyond.terms.insert(beyond.terms.end(), of_y.terms.begin(), of_y.terms.end());
    for (worlds::Term t : form(w, start, end).terms) beyond.terms.push_back({t.counter, t.at, -t.times});
    const std::vector<Form> asked{common, beyond};
    System system(model, members_, asked, effort_, both(given_, orders));
    effort_ = effort_for(system.layout());
    const Answer possible = system.possible();
    spend(system.layout());
    if (possible == Answer::no) return std::nullopt;
    const CountRange more = range(system, beyond, common);
    spend(system.layout());
    out.min = std::max(*out.min, more.min.value_or(0));
    out.max = more.max;
  }
  return out;
}

}  // namespace reltrack
