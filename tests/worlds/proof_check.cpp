// A certificate is a tree of cases. At each leaf, rows that hold in every world of that case are added up, each as
// often as the certificate says. Either nothing is left of the terms while the total says "at least 1": the case has no
// world. Or the terms left are the form asked, `divisor` times: the total over the divisor bounds it, rounded up since
// counts are whole. Or the rows are orders only, and lead from a later fixed instant to an earlier one. A reader does
// the same by hand, so nothing is inferred here: what a leaf does not list is not used, but for fixed time itself.
#include "proof_check.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "reltrack/count.hpp"

namespace reltrack::worlds {

namespace {

using Flaw = std::optional<std::string>;
using Sum = std::map<std::pair<int, Place>, Count>;  // by counter and place; no zeros

bool within(int i, std::size_t size) { return i >= 0 && ix(i) < size; }

// A moment is the same whatever its unused instant says.
Place plain(Place p) { return p.moment >= 0 ? Place{0, p.moment} : p; }

bool same(Place a, Place b) { return plain(a) == plain(b); }

bool same_count(const Split& a, const Split& b) {
  return a.counter == b.counter && a.of_level == b.of_level && same(a.from, b.from) && same(a.to, b.to);
}

std::string text(Place p) {
  return p.moment >= 0 ? "moment " + std::to_string(p.moment) : "instant " + std::to_string(p.at);
}

std::string text(const Order& order) { return text(order.before) + " is not after " + text(order.after); }

// Whether these orders, one after the other, and fixed time lead from one place to the other.
bool lead(const std::vector<Order>& orders, Place from, Place to) {
  if (same(from, to)) return true;
  std::set<Place> reached;
  std::optional<std::int64_t> earliest;  // of the fixed places reached
  const auto reach = [&](Place p) {
    reached.insert(plain(p));
    if (p.moment < 0 && (!earliest || p.at < *earliest)) earliest = p.at;
  };
  const auto is_reached = [&](Place p) {
    return p.moment < 0 ? earliest && *earliest <= p.at : reached.contains(plain(p));
  };
  reach(from);
  for (bool grown = true; grown && !is_reached(to);) {
    grown = false;
    for (const Order& o : orders) {
      if (!is_reached(o.before) || is_reached(o.after)) continue;
      reach(o.after);
      grown = true;
    }
  }
  return is_reached(to);
}

class Checker {
 public:
  Checker(const Model& model, const std::vector<bool>& members, std::span<const Split> given)
      : model_(model), members_(members), assumed_(given.begin(), given.end()) {}

  Flaw refutes(const Certificate& certificate) { return proves(certificate); }

  Flaw bounds(const Form& form, Count bound, const Certificate& certificate) {
    for (const Term& t : form.terms) add(t.counter, t.at, t.times, form_);
    bound_ = bound;
    return proves(certificate);
  }

 private:
  // What a leaf's rows say together.
  struct Leaf {
    Sum sum;
    Count total = 0;
    std::vector<Order> orders;
    std::vector<Order> of_time;  // what fixed time itself says
  };

  Flaw proves(const Certificate& certificate) {
    if (certificate.cases.empty()) return leaf_proves(certificate);
    if (!certificate.rows.empty()) return "a proof by cases has rows besides";
    if (Flaw flaw = exhaust(certificate.cases)) return flaw;
    for (std::size_t i = 0; i < certificate.cases.size(); ++i) {
      assumed_.push_back(certificate.cases[i].split);
      Flaw flaw = proves(certificate.cases[i].proof);
      assumed_.pop_back();
      if (flaw) return "case " + std::to_string(i + 1) + ": " + *flaw;
    }
    return std::nullopt;
  }

  // ---- Cases ----

  Flaw exhaust(const std::vector<Case>& cases) const {
    const Split& first = cases.front().split;
    if (first.kind == Split::Kind::choice) return exhaust_choice(cases);
    if (cases.size() != 2) return "cases of an order or a count are not two";
    const Split& second = cases.back().split;
    if (!exists(first.from) || !exists(first.to)) return "cases are of a moment that there is not";
    if (first.kind == Split::Kind::order) {
      const bool reverse = second.kind == first.kind && same(second.from, first.to) && same(second.to, first.from);
      return reverse ? Flaw() : "cases of an order are not the order and its reverse";
    }
    if (Flaw flaw = count_flaw(first)) return flaw;
    const bool low_first = first.kind == Split::Kind::at_most;
    const Split& low = low_first ? first : second;
    const Split& high = low_first ? second : first;
    const bool both = low.kind == Split::Kind::at_most && high.kind == Split::Kind::at_least;
    if (both && same_count(low, high) && high.bound == checked_add(low.bound, 1)) return std::nullopt;
    return "cases of a count are not at most some number and at least the next, of one stretch";
  }

  Flaw count_flaw(const Split& split) const {
    if (!split.of_level) {
      return within(split.counter, model_.counters.size()) ? Flaw() : "cases are of a counter that there is not";
    }
    if (!within(split.counter, model_.levels.size())) return "cases are of a level that there is not";
    return same(split.from, split.to) ? Flaw() : "cases of a level name two moments";
  }

  Flaw exhaust_choice(const std::vector<Case>& cases) const {
    const int choice = cases.front().split.choice;
    if (!within(choice, model_.choices.size())) return "cases are of a choice that there is not";
    std::set<int> options;
    for (const Case& c : cases) {
      if (c.split.kind != Split::Kind::choice || c.split.choice != choice) return "cases are not all of one choice";
      if (!within(c.split.option, ix(model_.choices[ix(choice)].options))) return "a case is of an option there is not";
      if (!options.insert(c.split.option).second) return "two cases are of one option";
    }
    if (options.size() == ix(model_.choices[ix(choice)].options)) return std::nullopt;
    return "cases leave out an option of choice " + std::to_string(choice);
  }

  // ---- Leaves ----

  Flaw leaf_proves(const Certificate& certificate) {
    Leaf leaf;
    for (const Used& used : certificate.rows) {
      if (used.ref.kind != RowRef::Kind::order) continue;
      if (Flaw flaw = take_order(used.ref, leaf)) return flaw;
    }
    for (const Used& used : certificate.rows) {
      if (used.times < 0) return "a row is taken a negative number of times";
      if (used.ref.kind == RowRef::Kind::order) continue;
      if (Flaw flaw = take(used.ref, used.times, leaf)) return flaw;
    }
    return conclude(leaf, certificate);
  }

  Flaw conclude(const Leaf& leaf, const Certificate& certificate) const {
    const bool orders_only =
        std::ranges::all_of(certificate.rows, [](const Used& used) { return used.ref.kind == RowRef::Kind::order; });
    const bool backwards =
        std::ranges::any_of(leaf.of_time, [&](const Order& o) { return lead(leaf.orders, o.after, o.before); });
    if (orders_only && backwards) return std::nullopt;
    if (leaf.sum.empty() && leaf.total > 0) return std::nullopt;
    if (!bound_) {
      return leaf.sum.empty() ? "the rows add up to at least " + std::to_string(leaf.total) + ", which can be"
                              : "the rows do not cancel out: " + remainder(leaf.sum);
    }
    if (certificate.divisor < 1) return "the divisor is not positive";
    Sum rest = leaf.sum;
    for (const auto& [unknown, times] : form_) {
      add(unknown.first, unknown.second, checked_mul(times, -certificate.divisor), rest);
    }
    if (!rest.empty()) return "the rows do not add up to what is asked: " + remainder(rest);
    // Rounded up, total / divisor is `bound` or more just where it is more than bound - 1.
    if (leaf.total > checked_mul(certificate.divisor, checked_sub(*bound_, 1))) return std::nullopt;
    return "the rows add up to " + std::to_string(leaf.total) + " over " + std::to_string(certificate.divisor) +
           ", less than " + std::to_string(*bound_);
  }

  static std::string remainder(const Sum& sum) {
    const auto& [unknown, times] = *sum.begin();
    return std::to_string(times) + " times counter " + std::to_string(unknown.first) + " at " + text(unknown.second) +
           " is left over";
  }

  // ---- Orders ----

  Flaw take_order(const RowRef& ref, Leaf& leaf) const {
    const Order order{ref.from, ref.to, -1};
    if (!exists(ref.from) || !exists(ref.to)) return "an order is of a moment that there is not";
    if (ref.row == RowRef::kTimeItself) {
      if (ref.from.moment >= 0 || ref.to.moment >= 0 || ref.from.at >= ref.to.at) {
        return "time itself does not say that " + text(order);
      }
      leaf.of_time.push_back(order);
      return std::nullopt;
    }
    if (!holds(ref)) return "it is not given that " + text(order);
    leaf.orders.push_back(order);
    return std::nullopt;
  }

  bool holds(const RowRef& ref) const {
    if (ref.row == RowRef::kMomentsLimits) return is_limit(ref.from, ref.to);
    if (ref.row == RowRef::kItsCase) {
      return std::ranges::any_of(assumed_, [&](const Split& s) {
        return s.kind == Split::Kind::order && same(s.from, ref.from) && same(s.to, ref.to);
      });
    }
    if (bundle_flaw(ref.index)) return false;
    const std::vector<Order>& orders = model_.bundles[ix(ref.index)].orders;
    return within(ref.row, orders.size()) && same(orders[ix(ref.row)].before, ref.from) &&
           same(orders[ix(ref.row)].after, ref.to);
  }

  // Whether a moment's limits alone put one of the places not after the other.
  bool is_limit(Place from, Place to) const {
    if (from.moment < 0) return to.moment >= 0 && from == Place{model_.moments[ix(to.moment)].from, -1};
    return to == Place{model_.moments[ix(from.moment)].to, -1};
  }

  // ---- Rows ----

  Flaw take(const RowRef& ref, Count times, Leaf& leaf) const {
    switch (ref.kind) {
      case RowRef::Kind::member:
        return take_member(ref, times, leaf);
      case RowRef::Kind::assumed:
      case RowRef::Kind::assumed_level:
        return take_assumed(ref, times, leaf);
      case RowRef::Kind::never_falls:
        return take_never_falls(ref, times, leaf);
      case RowRef::Kind::whole:
        return take_whole(ref, times, leaf);
      case RowRef::Kind::never_negative:
        return take_never_negative(ref, times, leaf);
      case RowRef::Kind::level_whole:
        return take_level_whole(ref, times, leaf);
      case RowRef::Kind::order:
        break;
    }
    return "a row is of no known kind";
  }

  Flaw take_never_falls(const RowRef& ref, Count times, Leaf& leaf) const {
    if (!within(ref.index, model_.counters.size())) return "never-falls is used of a counter that there is not";
    // A count that may fall is still one number at two places that must be one moment.
    const bool one_moment = exists(ref.from) && exists(ref.to) && lead(leaf.orders, ref.to, ref.from);
    if (model_.counters[ix(ref.index)].kind != Counter::Kind::rising && !one_moment) {
      return "never-falls is used of counter " + std::to_string(ref.index) + ", which may fall";
    }
    if (Flaw flaw = stretch_flaw(ref, leaf)) return flaw;
    add_stretch(ref.index, ref, times, leaf.sum);
    return std::nullopt;
  }

  Flaw take_whole(const RowRef& ref, Count times, Leaf& leaf) const {
    if (!within(ref.index, model_.wholes.size())) return "a whole is used that there is not";
    if (Flaw flaw = stretch_flaw(ref, leaf)) return flaw;
    const Whole& whole = model_.wholes[ix(ref.index)];
    add_stretch(whole.whole, ref, times, leaf.sum);
    for (int part : whole.parts) add_stretch(part, ref, -times, leaf.sum);
    return std::nullopt;
  }

  Flaw take_never_negative(const RowRef& ref, Count times, Leaf& leaf) const {
    if (!within(ref.index, model_.levels.size())) return "no-negative is used of a level that there is not";
    if (!model_.levels[ix(ref.index)].never_negative) {
      return "no-negative is used of level " + std::to_string(ref.index) + ", which may be below zero";
    }
    if (Flaw flaw = instant_flaw(ref)) return flaw;
    add_level(ref.index, ref.from, times, leaf.sum);
    return std::nullopt;
  }

  Flaw take_level_whole(const RowRef& ref, Count times, Leaf& leaf) const {
    if (!within(ref.index, model_.level_wholes.size())) return "a whole of levels is used that there is not";
    if (Flaw flaw = instant_flaw(ref)) return flaw;
    const Whole& whole = model_.level_wholes[ix(ref.index)];
    add_level(whole.whole, ref.from, times, leaf.sum);
    for (int part : whole.parts) add_level(part, ref.from, -times, leaf.sum);
    return std::nullopt;
  }

  Flaw take_member(const RowRef& ref, Count times, Leaf& leaf) const {
    if (Flaw flaw = bundle_flaw(ref.index)) return flaw;
    const Bundle& bundle = model_.bundles[ix(ref.index)];
    if (!within(ref.row, bundle.rows.size())) {
      return "bundle " + std::to_string(ref.index) + " has no row " + std::to_string(ref.row);
    }
    const Row& row = bundle.rows[ix(ref.row)];
    for (const Term& t : row.terms) add(t.counter, t.at, checked_mul(t.times, times), leaf.sum);
    leaf.total = checked_add(leaf.total, checked_mul(row.at_least, times));
    return std::nullopt;
  }

  Flaw take_assumed(const RowRef& ref, Count times, Leaf& leaf) const {
    if (ref.row != 1 && ref.row != -1) return "a count is assumed neither from below nor from above";
    Split wanted;
    wanted.kind = ref.row == 1 ? Split::Kind::at_least : Split::Kind::at_most;
    wanted.counter = ref.index;
    wanted.of_level = ref.kind == RowRef::Kind::assumed_level;
    wanted.from = ref.from;
    wanted.to = ref.to;
    const bool stands =
        !count_flaw(wanted) && exists(ref.from) && exists(ref.to) && std::ranges::any_of(assumed_, [&](const Split& s) {
          return s.kind == wanted.kind && same_count(s, wanted) && s.bound == ref.bound;
        });
    if (!stands) return "a count is used that no case around it assumes";
    const Count signed_times = ref.row == 1 ? times : -times;
    if (wanted.of_level) {
      add_level(ref.index, ref.from, signed_times, leaf.sum);
    } else {
      add_stretch(ref.index, ref, signed_times, leaf.sum);
    }
    leaf.total = checked_add(leaf.total, checked_mul(ref.bound, signed_times));
    return std::nullopt;
  }

  // Absent where the bundle's rows and orders hold in this case.
  Flaw bundle_flaw(int number) const {
    if (!within(number, model_.bundles.size())) return "bundle " + std::to_string(number) + " does not exist";
    const Bundle& bundle = model_.bundles[ix(number)];
    for (int m : bundle.members) {
      if (!within(m, members_.size()) || !members_[ix(m)]) {
        return "bundle " + std::to_string(number) + " is used without its member " + std::to_string(m);
      }
    }
    for (const auto& [choice, option] : bundle.when) {
      const bool settled = std::ranges::any_of(assumed_, [c = choice, o = option](const Split& s) {
        return s.kind == Split::Kind::choice && s.choice == c && s.option == o;
      });
      if (!settled) {
        return "bundle " + std::to_string(number) + " is used where choice " + std::to_string(choice) + " is open";
      }
    }
    return std::nullopt;
  }

  Flaw stretch_flaw(const RowRef& ref, const Leaf& leaf) const {
    if (!exists(ref.from) || !exists(ref.to)) return "a rule is used of a moment that there is not";
    if (lead(leaf.orders, ref.from, ref.to)) return std::nullopt;
    return "no order in the proof says that " + text(Order{ref.from, ref.to, -1});
  }

  Flaw instant_flaw(const RowRef& ref) const {
    if (!exists(ref.from)) return "a rule is used of a moment that there is not";
    return same(ref.from, ref.to) ? Flaw() : "a rule about one moment names two";
  }

  bool exists(Place p) const { return p.moment == -1 || within(p.moment, model_.moments.size()); }

  // ---- Addition ----

  void add(int counter, Place at, Count times, Sum& sum) const {
    const bool constant = model_.counters[ix(counter)].kind == Counter::Kind::constant;
    const auto entry = sum.try_emplace({counter, constant ? Place{} : plain(at)}, 0).first;
    entry->second = checked_add(entry->second, times);
    if (entry->second == 0) sum.erase(entry);
  }

  void add_stretch(int counter, const RowRef& ref, Count times, Sum& sum) const {
    add(counter, ref.to, times, sum);
    add(counter, ref.from, -times, sum);
  }

  void add_level(int level, Place at, Count times, Sum& sum) const {
    for (const auto& [counter, sign] : model_.levels[ix(level)].of) add(counter, at, sign * times, sum);
  }

  const Model& model_;
  const std::vector<bool>& members_;
  std::vector<Split> assumed_;  // given, and by the cases around
  Sum form_;
  std::optional<Count> bound_;  // absent: a refutation is asked
};

template <class Check>
Flaw checked(Check&& check) {
  try {
    return check();
  } catch (const CountOverflow&) {
    return "a sum does not fit 64 bits";
  }
}

}  // namespace

std::optional<std::string> check_refutation(const Model& model, const std::vector<bool>& members,
                                            std::span<const Split> given, const Certificate& certificate) {
  return checked([&] { return Checker(model, members, given).refutes(certificate); });
}

std::optional<std::string> check_bound(const Model& model, const std::vector<bool>& members,
                                       std::span<const Split> given, const Form& form, Count bound,
                                       const Certificate& certificate) {
  return checked([&] { return Checker(model, members, given).bounds(form, bound, certificate); });
}

}  // namespace reltrack::worlds
