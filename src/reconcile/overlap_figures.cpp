#include "reconcile/overlap_figures.hpp"

#include <algorithm>
#include <vector>

namespace reltrack {

namespace {

using worlds::Place;
using worlds::System;

class Narrowing {
 public:
  Narrowing(const System& system, const worlds::Model& model, FlowFigure& figure)
      : system_(system), model_(model), figure_(figure) {
    const worlds::Layout& layout = system.layout();
    for (int p : layout.places_of[static_cast<std::size_t>(figure.counter)]) {
      if (p < layout.fixed) places_.push_back(layout.places[static_cast<std::size_t>(p)]);
    }
  }

  // The start is not after the first place from which too few come, nor before the last one from which too many do.
  void start() {
    Region& r = figure_.region;
    if (r.earliest_start == r.latest_start) return;
    const Place ends_last = r.latest_end, ends_first = r.earliest_end;
    const auto first = std::ranges::find_if(places_, [&](Place p) { return too_few(p, ends_last); });
    const auto last = std::find_if(places_.rbegin(), places_.rend(), [&](Place p) { return too_many(p, ends_first); });
    if (first != places_.end()) not_after(r.latest_start, *first);
    if (last != places_.rend()) not_before(r.earliest_start, *last);
  }

  void end() {
    Region& r = figure_.region;
    if (r.earliest_end == r.latest_end) return;
    const Place starts_first = r.earliest_start, starts_last = r.latest_start;
    const auto last = std::find_if(places_.rbegin(), places_.rend(), [&](Place p) { return too_few(starts_first, p); });
    const auto first = std::ranges::find_if(places_, [&](Place p) { return too_many(starts_last, p); });
    if (last != places_.rend()) not_before(r.earliest_end, *last);
    if (first != places_.end()) not_after(r.latest_end, *first);
  }

 private:
  bool too_few(Place from, Place to) const {
    const auto most = system_.quick_most(figure_.counter, from, to);
    return figure_.at_least && most && *most < *figure_.at_least;
  }
  bool too_many(Place from, Place to) const {
    const auto back = system_.quick_most(figure_.counter, to, from);
    return figure_.at_most && back && -*back > *figure_.at_most;
  }
  void not_after(Place& limit, Place p) const {
    if (model_.never_after(p, limit)) limit = p;
  }
  void not_before(Place& limit, Place p) const {
    if (model_.never_after(limit, p)) limit = p;
  }

  const System& system_;
  const worlds::Model& model_;
  FlowFigure& figure_;
  std::vector<Place> places_;  // fixed ones, in order
};

}  // namespace

std::optional<FlowFigure> flow_figure(const Record& record, System& system, Index claim, Index reading) {
  const Reading& meant = record.ledger.claims[claim].readings[reading];
  const Encoding& encoding = record.joint;
  FlowFigure out{encoding.regions[claim][reading], encoding.counter(meant.measure, meant.population), {}, {}};
  const Region& r = out.region;
  if (meant.figure->percent) {
    const bool certain = r.earliest_start == r.latest_start && r.earliest_end == r.latest_end;
    return certain ? std::optional(out) : std::nullopt;
  }
  out.at_least = meant.figure->people.min;
  if (meant.basis == Basis::asserted || record.selection.trusted[claim]) out.at_most = meant.figure->people.max;
  if (system.possible() != worlds::Answer::yes) return out;
  Narrowing narrowing(system, encoding.model, out);
  narrowing.start();
  narrowing.end();
  return out;
}

}  // namespace reltrack
