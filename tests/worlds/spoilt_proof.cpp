#include "spoilt_proof.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace reltrack::worlds {
namespace {

using judge::Dice;
using Kind = RowRef::Kind;

// What a reader gets who adds up the rows of a leaf. Written anew, so that it can say where a change still leaves a
// proof: only there may the checker accept a spoilt certificate.
struct Tally {
  std::map<std::pair<int, Place>, Count> sum;
  Count total = 0;

  void add(const Model& m, int counter, Place at, Count times) {
    if (m.counters[ix(counter)].kind == Counter::Kind::constant) at = {};
    if ((sum[{counter, at}] += times) == 0) sum.erase({counter, at});
  }
  void add(const Model& m, const Whole& w, bool levels, const RowRef& ref, Count times) {
    for (int i = -1; i < static_cast<int>(w.parts.size()); ++i) {
      const int of = i < 0 ? w.whole : w.parts[ix(i)];
      const Count signed_times = i < 0 ? times : -times;
      if (levels) {
        for (auto [counter, sign] : m.levels[ix(of)].of) add(m, counter, ref.from, sign * signed_times);
      } else {
        add(m, of, ref.to, signed_times);
        add(m, of, ref.from, -signed_times);
      }
    }
  }
  // False where there is no such row.
  bool add(const Model& m, const Used& used) {
    const RowRef& ref = used.ref;
    const Count sign = ref.by_a_count() && ref.row < 0 ? -1 : 1;
    if (ref.kind == Kind::member) {
      const auto& rows = m.bundles[ix(ref.index)].rows;
      if (ix(ref.row) >= rows.size()) return false;
      for (const Term& t : rows[ix(ref.row)].terms) add(m, t.counter, t.at, t.times * used.times);
      total += rows[ix(ref.row)].at_least * used.times;
    } else if (ref.kind == Kind::never_falls || ref.kind == Kind::assumed) {
      add(m, {ref.index, {}}, false, ref, used.times * sign);
      total += ref.bound * used.times * sign;
    } else if (ref.kind == Kind::assumed_level) {
      add(m, {ref.index, {}}, true, ref, used.times * sign);
      total += ref.bound * used.times * sign;
    } else if (ref.kind == Kind::whole) {
      add(m, m.wholes[ix(ref.index)], false, ref, used.times);
    } else if (ref.kind == Kind::never_negative) {
      add(m, {ref.index, {}}, true, ref, used.times);
    } else if (ref.kind == Kind::level_whole) {
      add(m, m.level_wholes[ix(ref.index)], true, ref, used.times);
    }
    return true;
  }
};

bool adds_up(const Proof& proof, const Certificate& leaf) {
  Tally tally;
  for (const Used& used : leaf.rows) {
    if (!tally.add(*proof.model, used)) return false;
  }
  if (tally.sum.empty() && tally.total > 0) return true;
  if (!proof.form) return false;
  Tally form;
  for (const Term& t : proof.form->terms) form.add(*proof.model, t.counter, t.at, t.times * leaf.divisor);
  return tally.sum == form.sum && tally.total > leaf.divisor * (proof.bound - 1);
}

// Whether the leaf's orders and fixed time lead from one place to the other, by way of `left` orders at most.
bool leads(const Certificate& leaf, Place from, Place to, std::size_t left) {
  if (from == to || (from.moment < 0 && to.moment < 0 && from.at <= to.at)) return true;
  if (left == 0) return false;
  return std::ranges::any_of(leaf.rows, [&](const Used& used) {
    const RowRef& o = used.ref;
    const bool next = o.kind == Kind::order && o.row != -2 &&
                      (o.from == from || (o.from.moment < 0 && from.moment < 0 && from.at <= o.from.at));
    return next && leads(leaf, o.to, to, left - 1);
  });
}

// Whether the leaf's orders say all that its other rows (or, of orders alone, its conclusion) need.
bool ordered(const Certificate& leaf) {
  const auto orders = static_cast<std::size_t>(
      std::ranges::count_if(leaf.rows, [](const Used& used) { return used.ref.kind == Kind::order; }));
  if (orders == leaf.rows.size()) {
    return std::ranges::any_of(leaf.rows, [&](const Used& used) {
      return used.ref.row == worlds::RowRef::kTimeItself && leads(leaf, used.ref.to, used.ref.from, orders);
    });
  }
  return std::ranges::all_of(leaf.rows, [&](const Used& used) {
    const bool stretch = used.ref.kind == Kind::never_falls || used.ref.kind == Kind::whole;
    return !stretch || leads(leaf, used.ref.from, used.ref.to, orders);
  });
}

// Whether the rule is one of the model's, and may be used where it is.
bool allowed(const Model& m, const Certificate& leaf, const RowRef& ref) {
  if (ref.index < 0 && ref.kind != Kind::order) return false;
  switch (ref.kind) {
    case Kind::never_falls:
      return ix(ref.index) < m.counters.size() && (m.counters[ix(ref.index)].kind == Counter::Kind::rising ||
                                                   leads(leaf, ref.to, ref.from, leaf.rows.size()));
    case Kind::whole:
      return ix(ref.index) < m.wholes.size();
    case Kind::never_negative:
      return ix(ref.index) < m.levels.size() && m.levels[ix(ref.index)].never_negative && ref.from == ref.to;
    case Kind::level_whole:
      return ix(ref.index) < m.level_wholes.size() && ref.from == ref.to;
    default:
      return true;
  }
}

// A certificate within another, with the cases that lead to it.
struct Part {
  Certificate* at = nullptr;
  std::vector<Split> around;
};

void parts(Certificate& c, const std::vector<Split>& around, std::vector<Part>& leaves, std::vector<Part>& splits) {
  (c.cases.empty() ? leaves : splits).push_back({&c, around});
  for (Case& each : c.cases) {
    std::vector<Split> deeper = around;
    deeper.push_back(each.split);
    parts(each.proof, deeper, leaves, splits);
  }
}

class Spoiler {
 public:
  Spoiler(Proof& proof, Dice& dice) : proof_(proof), dice_(dice) { parts(proof.why, proof.given, leaves_, splits_); }

  // Whether the changed proof must fail; absent where there was nothing to change.
  std::optional<bool> spoil(Spoil how) {
    leaf_ = pick(leaves_);
    switch (how) {
      case Spoil::bound:
        if (!proof_.form) return {};
        ++proof_.bound;  // the old bound is attained by a world
        return true;
      case Spoil::times: {
        Used* used = row([](const Used& u) { return u.ref.kind != Kind::order; });
        if (used == nullptr) return {};
        ++used->times;
        return !adds_up(proof_, *leaf_.at);
      }
      case Spoil::negative: {
        Used* used = row([](const Used& u) { return u.times > 0; });
        if (used == nullptr) return {};
        used->times = -used->times;
        return true;
      }
      case Spoil::row:
        return drop([](const Used& u) { return u.ref.kind != Kind::order; });
      case Spoil::order:
        return drop([](const Used& u) { return u.ref.kind == Kind::order; });
      case Spoil::rule:
      case Spoil::counter:
        return swap_rule(how);
      case Spoil::place:
      case Spoil::stretch:
        return move_rule(how);
      case Spoil::bundle:
        return swap_bundle();
      case Spoil::other_row:
        return swap_row();
      case Spoil::value:
        return change_assumed();
      case Spoil::divisor:
        ++leaf_.at->divisor;
        return proof_.form && !leaf_.at->rows.empty() && !ordered_alone() && !adds_up(proof_, *leaf_.at)
                   ? std::optional(true)
                   : std::nullopt;
      case Spoil::drop_case:
      case Spoil::split:
        return spoil_split(how);
      case Spoil::member:
        return drop_member();
      case Spoil::last:
        break;
    }
    return {};
  }

 private:
  template <class T>
  T& pick(std::vector<T>& from) {
    return from[ix(dice_.between(0, static_cast<int>(from.size()) - 1))];
  }

  template <class Fits>
  Used* row(Fits&& fits) {
    std::vector<Used*> found;
    for (Used& used : leaf_.at->rows) {
      if (fits(used)) found.push_back(&used);
    }
    return found.empty() ? nullptr : pick(found);
  }

  bool ordered_alone() const {
    return std::ranges::all_of(leaf_.at->rows, [](const Used& u) { return u.ref.kind == Kind::order; });
  }

  template <class Fits>
  std::optional<bool> drop(Fits&& fits) {
    const bool by_time = !leaf_.at->rows.empty() && ordered_alone();
    const Used* used = row(fits);
    if (used == nullptr) return {};
    leaf_.at->rows.erase(leaf_.at->rows.begin() + (used - leaf_.at->rows.data()));
    const bool all_allowed = std::ranges::all_of(
        leaf_.at->rows, [&](const Used& u) { return !is_rule(u) || allowed(*proof_.model, *leaf_.at, u.ref); });
    return !(all_allowed && ordered(*leaf_.at) && (by_time || adds_up(proof_, *leaf_.at)));
  }

  static bool is_rule(const Used& u) { return u.ref.kind >= Kind::never_falls && u.ref.kind <= Kind::level_whole; }

  bool still_proves(const RowRef& changed) const {
    return allowed(*proof_.model, *leaf_.at, changed) && adds_up(proof_, *leaf_.at) && ordered(*leaf_.at);
  }

  std::optional<bool> swap_rule(Spoil how) {
    Used* used = row(is_rule);
    if (used == nullptr) return {};
    RowRef& ref = used->ref;
    const RowRef old = ref;
    static constexpr Kind kRules[] = {Kind::never_falls, Kind::whole, Kind::never_negative, Kind::level_whole};
    const Model& m = *proof_.model;
    const std::size_t numbers[] = {m.counters.size(), m.wholes.size(), m.levels.size(), m.level_wholes.size()};
    if (how == Spoil::rule) ref.kind = kRules[dice_.between(0, 3)];
    const std::size_t many = numbers[std::ranges::find(kRules, ref.kind) - kRules];
    if (many == 0) return {};
    ref.index = how == Spoil::rule ? std::min(ref.index, static_cast<int>(many) - 1)
                                   : dice_.between(0, static_cast<int>(many) - 1);
    if (ref == old) return {};
    return !still_proves(ref);
  }

  std::optional<bool> move_rule(Spoil how) {
    Used* used = row(is_rule);
    if (used == nullptr) return {};
    const bool level = used->ref.kind == Kind::never_negative || used->ref.kind == Kind::level_whole;
    Place& moved = how == Spoil::place ? used->ref.from : used->ref.to;
    const Place old = moved;
    moved = dice_.chance(50) || proof_.model->moments.empty()
                ? Place{old.at + dice_.between(1, 3), -1}
                : Place{0, dice_.between(0, static_cast<int>(proof_.model->moments.size()) - 1)};
    if (moved == old) return {};
    if (level && dice_.chance(80)) used->ref.to = used->ref.from = moved;
    return !still_proves(used->ref);
  }

  bool in_force(const Bundle& bundle) const {
    return std::ranges::all_of(bundle.members, [&](int m) { return proof_.members[ix(m)]; }) &&
           std::ranges::all_of(bundle.when, [&](auto when) {
             return std::ranges::any_of(leaf_.around, [&](const Split& s) {
               return s.kind == Split::Kind::choice && s.choice == when.first && s.option == when.second;
             });
           });
  }

  std::optional<bool> swap_bundle() {
    Used* used = row([](const Used& u) { return u.ref.kind == Kind::member; });
    const int bundles = static_cast<int>(proof_.model->bundles.size());
    if (used == nullptr || bundles < 2) return {};
    used->ref.index = (used->ref.index + dice_.between(1, bundles - 1)) % bundles;
    return !(in_force(proof_.model->bundles[ix(used->ref.index)]) && adds_up(proof_, *leaf_.at));
  }

  std::optional<bool> swap_row() {
    Used* used = row([&](const Used& u) {
      return u.ref.kind == Kind::member && proof_.model->bundles[ix(u.ref.index)].rows.size() > 1;
    });
    if (used == nullptr) return {};
    const int rows = static_cast<int>(proof_.model->bundles[ix(used->ref.index)].rows.size());
    used->ref.row = (used->ref.row + dice_.between(1, rows - 1)) % rows;
    return !adds_up(proof_, *leaf_.at);
  }

  std::optional<bool> change_assumed() {
    Used* used = row([](const Used& u) { return u.ref.by_a_count(); });
    if (used == nullptr) return {};
    RowRef& ref = used->ref;
    if (dice_.chance(30)) {
      ref.row = -ref.row;
    } else {
      ref.bound += dice_.chance(50) ? 1 : -1;
    }
    const bool stands = std::ranges::any_of(leaf_.around, [&](const Split& s) {
      return s.kind == (ref.row == 1 ? Split::Kind::at_least : Split::Kind::at_most) && s.counter == ref.index &&
             s.of_level == (ref.kind == Kind::assumed_level) && s.from == ref.from && s.to == ref.to &&
             s.bound == ref.bound;
    });
    return !(stands && adds_up(proof_, *leaf_.at));
  }

  std::optional<bool> spoil_split(Spoil how) {
    if (splits_.empty()) return {};
    std::vector<Case>& cases = pick(splits_).at->cases;
    if (how == Spoil::drop_case) {
      cases.erase(cases.begin() + dice_.between(0, static_cast<int>(cases.size()) - 1));
      return true;
    }
    Split& split = cases.front().split;
    if (split.kind == Split::Kind::choice) split.option = cases.back().split.option;
    if (split.kind == Split::Kind::order) std::swap(split.from, split.to);
    if (split.kind == Split::Kind::at_most || split.kind == Split::Kind::at_least) --split.bound;
    return true;
  }

  // A claim that is used is no member of the system.
  std::optional<bool> drop_member() {
    const Used* used =
        row([](const Used& u) { return u.ref.kind == Kind::member || (u.ref.kind == Kind::order && u.ref.row >= 0); });
    if (used == nullptr || proof_.model->bundles[ix(used->ref.index)].members.empty()) return {};
    std::vector<int> of = proof_.model->bundles[ix(used->ref.index)].members;
    proof_.members[ix(pick(of))] = false;
    return true;
  }

  Proof& proof_;
  Dice& dice_;
  std::vector<Part> leaves_, splits_;
  Part leaf_;
};

}  // namespace

std::optional<bool> spoil(Proof& proof, Spoil how, Dice& dice) { return Spoiler(proof, dice).spoil(how); }

}  // namespace reltrack::worlds
