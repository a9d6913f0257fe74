#include "worlds/layout.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <numeric>
#include <set>

namespace reltrack::worlds {

namespace {

class Groups {  // union-find
 public:
  explicit Groups(std::size_t n) : parent_(n) { std::iota(parent_.begin(), parent_.end(), 0); }
  int find(int a) {
    while (parent_[ix(a)] != a) a = parent_[ix(a)] = parent_[ix(parent_[ix(a)])];
    return a;
  }
  void join(int a, int b) { parent_[ix(find(a))] = find(b); }

 private:
  std::vector<int> parent_;
};

// Which counters and levels can matter. A whole that nobody speaks of, under no other that somebody speaks of, bounds
// nothing; nor does a part none of whose own parts is spoken of. Nor does a level that nobody reads where what comes in
// is free: it can be none at all times, whoever goes out having come in at that moment.
class Relevance {
 public:
  Relevance(const Model& model, std::vector<bool> counters, std::vector<bool> levels)
      : model_(model), counters_(std::move(counters)), levels_(std::move(levels)) {
    for (bool grown = true; grown;) {
      const std::vector<bool> level_low = below(model_.level_wholes, with_touched_flows());
      const std::vector<bool> level_up = above(model_.level_wholes, levels_);
      keep_levels_ = both(level_low, level_up);
      grown = false;
      for (std::size_t l = 0; l < keep_levels_.size(); ++l) {
        if (!keep_levels_[l]) continue;
        for (auto [counter, sign] : model_.levels[l].of) {
          if (!counters_[ix(counter)]) counters_[ix(counter)] = grown = true;
        }
      }
    }
    keep_counters_ = both(below(model_.wholes, counters_), above(model_.wholes, counters_));
  }
  const std::vector<bool>& counters() const { return keep_counters_; }
  const std::vector<bool>& levels() const { return keep_levels_; }

 private:
  static std::vector<bool> both(const std::vector<bool>& a, const std::vector<bool>& b) {
    std::vector<bool> out(a.size());
    for (std::size_t i = 0; i < a.size(); ++i) out[i] = a[i] && b[i];
    return out;
  }
  std::vector<bool> with_touched_flows() const {
    std::vector<bool> out = levels_;
    for (std::size_t l = 0; l < out.size(); ++l) {
      const auto& of = model_.levels[l].of;
      const auto touched = [&](auto term) { return counters_[ix(term.first)]; };
      const auto free = [&](auto term) { return term.second > 0 && !touched(term) && rises(term.first); };
      out[l] = out[l] || (std::ranges::any_of(of, touched) && std::ranges::none_of(of, free));
    }
    return out;
  }
  bool rises(int counter) const { return model_.counters[ix(counter)].kind == Counter::Kind::rising; }
  // Marked, or with a marked part somewhere below.
  static std::vector<bool> below(const std::vector<Whole>& wholes, std::vector<bool> marked) {
    for (bool grown = true; grown;) {
      grown = false;
      for (const Whole& w : wholes) {
        for (int part : w.parts) {
          if (marked[ix(part)] && !marked[ix(w.whole)]) marked[ix(w.whole)] = grown = true;
        }
      }
    }
    return marked;
  }
  // Marked, or within a marked one.
  static std::vector<bool> above(const std::vector<Whole>& wholes, std::vector<bool> marked) {
    for (bool grown = true; grown;) {
      grown = false;
      for (const Whole& w : wholes) {
        if (!marked[ix(w.whole)]) continue;
        for (int part : w.parts) {
          if (!marked[ix(part)]) marked[ix(part)] = grown = true;
        }
      }
    }
    return marked;
  }

  const Model& model_;
  std::vector<bool> counters_, levels_, keep_counters_, keep_levels_;
};

class Builder {
 public:
  Builder(const Model& model, const std::vector<bool>& members, std::span<const Form> asked,
          std::span<const Place> also)
      : model_(model),
        asked_(asked),
        also_(also),
        touched_(model.counters.size()),
        touched_levels_(model.levels.size()) {
    select_bundles(members);
  }

  Layout build() {
    for (int b : out_.bundles) {
      for (const Row& row : model_.bundles[ix(b)].rows) touch(row.terms, row.level);
    }
    for (const Form& form : asked_) touch(form.terms, form.level);
    const Relevance relevance(model_, touched_, touched_levels_);
    keep(relevance);
    place();
    number();
    out_.add_rows(model_);
    return std::move(out_);
  }

 private:
  void select_bundles(const std::vector<bool>& members) {
    used_.resize(model_.moments.size());
    for (int m = 0; m < model_.members; ++m) {
      if (members[ix(m)]) select_bundles_of(m, members);
    }
    mark_terms(asked_);
    for (Place p : also_) mark(p);
    for (int b : model_.free_bundles) {
      const bool binds = std::ranges::any_of(model_.bundles[ix(b)].orders,
                                             [&](const Order& o) { return is_used(o.before) || is_used(o.after); });
      if (binds) out_.bundles.push_back(b);
    }
    std::ranges::sort(out_.bundles);
    out_.depending.resize(model_.choices.size());
    for (std::size_t b = 0; b < out_.bundles.size(); ++b) {
      for (auto [choice, option] : model_.bundles[ix(out_.bundles[b])].when) {
        out_.depending[ix(choice)].push_back(static_cast<int>(b));
      }
    }
    for (std::size_t c = 0; c < out_.depending.size(); ++c) {
      if (!out_.depending[c].empty()) out_.choices.push_back(static_cast<int>(c));
    }
  }

  // The bundles that this member is the first of, so that each is met once.
  void select_bundles_of(int member, const std::vector<bool>& members) {
    for (int b : model_.bundles_of[ix(member)]) {
      const Bundle& bundle = model_.bundles[ix(b)];
      if (bundle.members.front() != member) continue;
      if (!std::ranges::all_of(bundle.members, [&](int other) { return members[ix(other)]; })) continue;
      out_.bundles.push_back(b);
      mark_terms(bundle.rows);
      for (const Order& o : bundle.orders) {
        mark(o.before);
        mark(o.after);
      }
    }
  }

  bool is_used(Place p) const { return p.moment >= 0 && used_[ix(p.moment)]; }

  void mark(Place p) {
    if (p.moment >= 0) used_[ix(p.moment)] = true;
  }

  template <class Forms>
  void mark_terms(const Forms& forms) {
    for (const auto& form : forms) {
      for (const Term& t : form.terms) mark(t.at);
    }
  }

  void touch(const std::vector<Term>& terms, int level) {
    for (const Term& t : terms) touched_[ix(t.counter)] = true;
    if (level >= 0) touched_levels_[ix(level)] = true;
  }

  void keep(const Relevance& relevance) {
    for (std::size_t c = 0; c < model_.counters.size(); ++c) {
      if (relevance.counters()[c]) out_.counters.push_back(static_cast<int>(c));
    }
    for (std::size_t l = 0; l < model_.levels.size(); ++l) {
      if (relevance.levels()[l]) out_.levels.push_back(static_cast<int>(l));
    }
    const auto keep_wholes = [this](const std::vector<Whole>& all, const std::vector<bool>& kept,
                                    std::vector<int>& out) {
      for (std::size_t w = 0; w < all.size(); ++w) {
        const auto is_kept = [&](int part) { return kept[ix(part)]; };
        const bool any = std::ranges::any_of(all[w].parts, is_kept);
        if (kept[ix(all[w].whole)] && any && (spare_parts_ || std::ranges::all_of(all[w].parts, is_kept))) {
          out.push_back(static_cast<int>(w));
        }
      }
    };
    keep_wholes(model_.wholes, relevance.counters(), out_.wholes);
    keep_wholes(model_.level_wholes, relevance.levels(), out_.level_wholes);
  }

  // Counters that meet in a whole, in levels, or at one moment, share their places; so every stretch of one is a
  // stretch of all, and a level is looked at wherever any of its counts is.
  void place() {
    classes_ = std::make_unique<Groups>(model_.counters.size());
    for (int w : out_.wholes) {
      for (int part : model_.wholes[ix(w)].parts) classes_->join(part, model_.wholes[ix(w)].whole);
    }
    join_levels();
    std::vector<int> first(model_.moments.size(), -1);
    const auto meet = [&](int counter, Place p) {
      if (p.moment < 0 || constant(counter)) return;
      int& seen = first[ix(p.moment)];
      if (seen < 0) seen = counter;
      classes_->join(counter, seen);
    };
    each_term([&](const Term& t) { meet(t.counter, t.at); });
    for (int b : out_.bundles) join_orders(model_.bundles[ix(b)], first);
    each_term([&](const Term& t) {
      if (!constant(t.counter)) places_[classes_->find(t.counter)].insert(t.at);
    });
    for (auto& [klass, places] : places_) add_limits(places, klass, first);
  }

  void join_levels() {
    const auto join = [this](int level, int with) {
      for (auto [counter, sign] : model_.levels[ix(level)].of) {
        for (auto [other, of_other] : model_.levels[ix(with)].of) {
          if (!constant(counter) && !constant(other)) classes_->join(counter, other);
        }
      }
    };
    for (int l : out_.levels) join(l, l);
    for (int w : out_.level_wholes) {
      for (int part : model_.level_wholes[ix(w)].parts) join(part, model_.level_wholes[ix(w)].whole);
    }
  }

  // An order binds whatever counters its places are used for.
  void join_orders(const Bundle& bundle, const std::vector<int>& first) {
    for (const Order& o : bundle.orders) {
      const int a = o.before.moment < 0 ? -1 : first[ix(o.before.moment)];
      const int b = o.after.moment < 0 ? -1 : first[ix(o.after.moment)];
      if (a >= 0 && b >= 0) classes_->join(a, b);
    }
  }

  void add_limits(std::set<Place>& places, int klass, const std::vector<int>& first) {
    std::vector<Place> extra;
    for (std::size_t m = 0; m < first.size(); ++m) {
      if (first[m] < 0 || classes_->find(first[m]) != klass) continue;
      extra.push_back({model_.moments[m].from, -1});
      extra.push_back({model_.moments[m].to, -1});
      for (int b : out_.bundles) {
        for (const Order& o : model_.bundles[ix(b)].orders) {
          const int moment = static_cast<int>(m);
          if (o.before.moment == moment) extra.push_back(o.after);
          if (o.after.moment == moment) extra.push_back(o.before);
        }
      }
    }
    places.insert(extra.begin(), extra.end());
  }

  template <class F>
  void each_term(F&& visit) const {
    for (int b : out_.bundles) {
      for (const Row& row : model_.bundles[ix(b)].rows) {
        for (const Term& t : row.terms) visit(t);
      }
    }
    for (const Form& form : asked_) {
      for (const Term& t : form.terms) visit(t);
    }
  }

  bool constant(int counter) const { return model_.counters[ix(counter)].kind == Counter::Kind::constant; }

  void number() {
    number_places();
    out_.at.resize(model_.counters.size());
    out_.places_of.resize(model_.counters.size());
    number_networks();
  }

  void number_places() {
    std::set<Place> fixed, moments;
    const auto add = [&](Place p) { (p.moment < 0 ? fixed : moments).insert(p); };
    for (const auto& [klass, places] : places_) std::ranges::for_each(places, add);
    for (std::size_t m = 0; m < used_.size(); ++m) {
      if (!used_[m]) continue;
      moments.insert({0, static_cast<int>(m)});
      fixed.insert({model_.moments[m].from, -1});
      fixed.insert({model_.moments[m].to, -1});
    }
    std::ranges::for_each(also_, add);
    for (int b : out_.bundles) {
      for (const Order& o : model_.bundles[ix(b)].orders) {
        add(o.before);
        add(o.after);
      }
    }
    out_.places.assign(fixed.begin(), fixed.end());
    out_.fixed = static_cast<int>(out_.places.size());
    out_.places.insert(out_.places.end(), moments.begin(), moments.end());
  }

  void number_networks() {
    Groups networks(model_.counters.size());
    for (int l : out_.levels) {
      const Level& level = model_.levels[ix(l)];
      if (out_.is_simple(level)) networks.join(level.of[0].first, level.of[1].first);
    }
    std::map<int, std::vector<int>> by_network;
    for (int c : out_.counters) by_network[networks.find(c)].push_back(c);
    for (const auto& [root, counters] : by_network) {
      Network network{out_.nodes, out_.nodes};
      for (int c : counters) number_counter(c, static_cast<int>(out_.networks.size()));
      network.end = out_.nodes;
      out_.networks.push_back(network);
    }
  }

  void number_counter(int c, int network) {
    out_.at[ix(c)].assign(out_.places.size(), -1);
    const auto add = [&](int place) {
      out_.network_of.push_back(network);
      out_.counter_of.push_back(c);
      out_.place_of.push_back(place);
      return out_.nodes++;
    };
    if (constant(c)) {
      std::ranges::fill(out_.at[ix(c)], add(-1));
      return;
    }
    for (Place p : places_[classes_->find(c)]) {
      const int index = out_.index(p);
      out_.places_of[ix(c)].push_back(index);
    }
    std::ranges::sort(out_.places_of[ix(c)]);
    for (int index : out_.places_of[ix(c)]) out_.at[ix(c)][ix(index)] = add(index);
  }

  const Model& model_;
  std::span<const Form> asked_;
  std::span<const Place> also_;
  // A part that is not spoken of is none or more, so the others still fit; unless counts may fall.
  bool spare_parts_ = std::ranges::none_of(model_.counters, [](Counter c) { return c.kind == Counter::Kind::loose; });
  std::vector<bool> used_;  // moments
  std::vector<bool> touched_, touched_levels_;
  std::unique_ptr<Groups> classes_;
  std::map<int, std::set<Place>> places_;  // by class
  Layout out_;
};

}  // namespace

int Layout::index(Place place) const {
  const auto begin = places.begin(), middle = begin + fixed, end = places.end();
  const auto found = place.moment < 0 ? std::lower_bound(begin, middle, place) : std::lower_bound(middle, end, place);
  return found != (place.moment < 0 ? middle : end) && *found == place ? static_cast<int>(found - begin) : -1;
}

Node Layout::node(int counter, Place place) const { return has(counter) ? node(counter, index(place)) : -1; }

Node Layout::node(int counter, int place) const {
  if (!has(counter)) return -1;
  const auto& nodes_at = at[ix(counter)];
  if (places_of[ix(counter)].empty()) return nodes_at.front();  // a constant is the same everywhere
  return place < 0 ? -1 : nodes_at[ix(place)];
}

Layout lay_out(const Model& model, const std::vector<bool>& members, std::span<const Form> asked,
               std::span<const Place> also) {
  return Builder(model, members, asked, also).build();
}

}  // namespace reltrack::worlds
