#include "worlds/mixtures.hpp"

#include <algorithm>

namespace reltrack::worlds {

namespace {

Count sum_of(const NodeRow& row, const World& world) {
  Count out = 0;
  for (auto [node, times] : row.terms) out = checked_add(out, checked_mul(times, world[ix(node)]));
  return out;
}

class Mixtures {
 public:
  explicit Mixtures(std::span<const std::vector<Way>> parts) : parts_(parts) {}

  // Whether the row of a bundle with these members holds in every mixture that leaves none of them out.
  bool holds(const NodeRow& row, const std::vector<int>& members) const {
    const Count base = sum_of(row, *parts_.front().front().world);
    Count worst = base;
    for (const auto& ways : parts_) {
      std::optional<Count> worst_of_part;
      for (const Way& way : ways) {
        if (leaves_out(way, members)) continue;
        const Count change = checked_sub(sum_of(row, *way.world), base);
        worst_of_part = std::min(worst_of_part.value_or(change), change);
      }
      if (!worst_of_part) return true;  // each way of this part leaves one of them out
      worst = checked_add(worst, *worst_of_part);
    }
    return worst >= row.at_least;
  }

  bool may_bind(const std::vector<int>& members) const {
    return std::ranges::all_of(parts_, [&](const auto& ways) {
      return std::ranges::any_of(ways, [&](const Way& way) { return !leaves_out(way, members); });
    });
  }

 private:
  static bool leaves_out(const Way& way, const std::vector<int>& members) {
    return std::ranges::any_of(members, [&](int m) { return std::ranges::binary_search(way.left_out, m); });
  }

  std::span<const std::vector<Way>> parts_;
};

bool is_picked(const Bundle& bundle, std::span<const Split> picks) {
  return std::ranges::all_of(bundle.when, [&](const auto& when) {
    return std::ranges::any_of(picks, [&](const Split& p) { return std::pair(p.choice, p.option) == when; });
  });
}

}  // namespace

bool any_mixture_holds(const Model& model, const Layout& layout, std::span<const NodeRow> rules,
                       std::span<const Split> picks, std::span<const std::vector<Way>> parts) {
  if (layout.fixed != static_cast<int>(layout.places.size())) return false;  // the order of moments may differ
  const Mixtures mixtures(parts);
  for (std::size_t b = 0; b < layout.bundles.size(); ++b) {
    const Bundle& bundle = model.bundles[ix(layout.bundles[b])];
    if (!is_picked(bundle, picks)) continue;
    const bool in_time = std::ranges::all_of(layout.orders[b], [](const auto& o) { return o.first <= o.second; });
    if (!in_time && mixtures.may_bind(bundle.members)) return false;
    for (int r = layout.row_begin[b]; r < layout.row_begin[b + 1]; ++r) {
      if (!mixtures.holds(layout.rows[ix(r)], bundle.members)) return false;
    }
  }
  return std::ranges::all_of(rules, [&](const NodeRow& row) { return mixtures.holds(row, {}); });
}

}  // namespace reltrack::worlds
