#include "reconcile/asked_count.hpp"

#include <algorithm>
#include <array>

namespace reltrack {

namespace {

using worlds::Form;
using worlds::Place;
using worlds::System;

// Whether an uncertain end of the claim is no moment of the model, so that nothing else can speak of it.
bool has_own_end(const Encoding& encoding, Index c) {
  return std::ranges::any_of(encoding.regions[c], [](const Region& region) {
    return region.earliest_start != region.latest_start || region.earliest_end != region.latest_end;
  });
}

// Nobody's words: the question's ends are its own.
Place place(const PeriodEnd& end, bool latest) {
  return end.moment ? Place{0, static_cast<int>(*end.moment)} : Place{latest ? end.limits.to : end.limits.from, -1};
}

}  // namespace

AskedCount::AskedCount(const Record& record, const Question& question, const std::vector<Index>& said_by)
    : record_(record),
      ledger_(record.ledger),
      asked_(question.asked),
      nobody_says_it_(said_by.empty()),
      says_it_(ledger_.claims.size(), false) {
  for (Index c : said_by) says_it_[c] = true;
}

std::optional<RangeFinding> AskedCount::in_joint(const std::set<std::string>& but) {
  std::vector<Index> members, unsaid;
  for (Index c : record_.uncontested_joint("")) (but.contains(record_.side(c)) ? unsaid : members).push_back(c);
  return range(Bindingness::joint, members, unsaid);
}

std::optional<RangeFinding> AskedCount::in_account(const std::string& side) {
  std::vector<Index> members, unsaid;
  for (Index c : record_.uncontested_account(side)) {
    (says_it(c) ? unsaid : members).push_back(c);
  }
  return range(Bindingness::account, members, unsaid);
}

// `unsaid`: claims whose figures are left out, but not what others say with reference to them.
std::optional<RangeFinding> AskedCount::range(Bindingness how, const std::vector<Index>& claims,
                                              const std::vector<Index>& unsaid) {
  std::vector<Index> placed;
  if (alike_ && !asked_.period.at_moment) placed.push_back(alike_->claim);
  if (placed.empty() && any_number_between()) return RangeFinding{};
  const Encoding& on_file = how == Bindingness::joint ? record_.joint : record_.account;
  std::optional<Encoding> anew;
  if (!placed.empty() && has_own_end(on_file, alike_->claim)) {
    anew = encode(ledger_, record_.selection, how, record_.options.dropped, both_ends_of(placed));
  }
  const Encoding& encoding = anew ? *anew : on_file;
  std::vector<bool> members = members_of(encoding, claims);
  const auto take = [&](int member) { members[static_cast<std::size_t>(member)] = true; };
  for (Index c : unsaid) take(Members::presence(c));
  std::vector<worlds::Split> given;
  if (!placed.empty()) {
    // Of a figure set aside only the cut-off is shared: what others say with reference to it does not bind.
    const auto& contested = how == Bindingness::joint ? record_.contested_joint : record_.contested_account;
    if (!contested[alike_->claim] || says_it(alike_->claim)) {
      take(Members::presence(alike_->claim));
    }
    take(Members::order(alike_->claim));
    // Where it says something else, or is one of those that are asked, that it is meant so is more than is known.
    const bool meant =
        encoding.choice[alike_->claim] >= 0 && says_it(alike_->claim) && std::ranges::count(claims, alike_->claim) == 0;
    if (meant) given.push_back(encoding.meant(alike_->claim, alike_->reading));
  }
  if (!asked_.period.at_moment) in_order(given);
  const CountForms forms = forms_in(encoding);
  const std::array asked{forms.least, forms.greatest};
  worlds::Effort effort = record_.effort();
  System system(encoding.model, members, asked, effort, given);
  std::optional<RangeFinding> out = range_of(record_, system, encoding, forms, !asked_.period.at_moment, effort);
  if (out) complete_ = complete_ && out->min_tight && out->max_tight;
  if (out && nobody_says_it_) no_world_ = holds_nowhere(system, forms);
  return out;
}

// Whether a count may rise and fall again while an end of the asked period, its own, is still to come.
bool AskedCount::any_number_between() const {
  const auto open = [](const PeriodEnd& end) { return !end.moment && end.limits.from < end.limits.to; };
  return std::ranges::count(record_.options.dropped, Rule::never_falls) > 0 && !asked_.period.at_moment &&
         (open(asked_.period.start) || open(asked_.period.end));
}

// The asked period starts before it ends, where a moment could have it otherwise.
void AskedCount::in_order(std::vector<worlds::Split>& given) const {
  const PeriodEnd &start = asked_.period.start, &end = asked_.period.end;
  if (!start.moment && !end.moment) return;
  given.push_back(worlds::Split::in_order(place(start, false), place(end, true)));
}

bool AskedCount::holds_nowhere(System& system, const CountForms& forms) const {
  const auto times = [](const Form& form, Count sign) {
    std::vector<worlds::Term> out = form.terms;
    for (worlds::Term& term : out) term.times *= sign;
    return out;
  };
  std::vector<worlds::Row> rows;
  if (asked_.figure->people.min)
    rows.push_back({times(forms.greatest, 1), *asked_.figure->people.min, forms.greatest.level, -1});
  if (asked_.figure->people.max)
    rows.push_back({times(forms.least, -1), -*asked_.figure->people.max, forms.least.level, -1});
  return !forms.may_be_empty && system.possible() == worlds::Answer::yes &&
         system.with(rows).answer == worlds::Answer::no;
}

// The count asked about: between the ends of a claim that means it, else between its own.
CountForms AskedCount::forms_in(const Encoding& encoding) const {
  if (!alike_ || asked_.period.at_moment) return own_ends(encoding);
  const Region& region = encoding.regions[alike_->claim][alike_->reading];
  return between(encoding, region, region.narrowest_empty);
}

CountForms AskedCount::between(const Encoding& encoding, const Region& region, bool may_be_empty) const {
  const int counter = encoding.counter(asked_.measure, asked_.population);
  return {worlds::count_between(counter, region.latest_start, region.earliest_end),
          worlds::count_between(counter, region.earliest_start, region.latest_end), may_be_empty};
}

CountForms AskedCount::own_ends(const Encoding& encoding) const {
  // A level asked of a day is that of the moment of whoever says it.
  const bool of_claim = asked_.period.at_moment && alike_ && says_it(alike_->claim);
  const Period& period = of_claim ? ledger_.claims[alike_->claim].readings[alike_->reading].period : asked_.period;
  if (!period.at_moment) {
    Region region;
    region.earliest_start = place(period.start, false), region.latest_start = place(period.start, true);
    region.earliest_end = place(period.end, false), region.latest_end = place(period.end, true);
    const bool may_be_empty = region.latest_start.moment < 0 && region.earliest_end.moment < 0 &&
                              region.earliest_end.at <= region.latest_start.at;
    return between(encoding, region, may_be_empty);
  }
  const auto level = std::ranges::find(encoding.level_of, std::pair{asked_.measure, asked_.population});
  Form form;
  form.level = static_cast<int>(level - encoding.level_of.begin());
  for (auto [counter, sign] : encoding.model.levels[static_cast<std::size_t>(form.level)].of) {
    form.terms.push_back({counter, place(period.end, false), sign});
  }
  return {form, form, false};
}

}  // namespace reltrack
