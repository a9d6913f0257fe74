#include "worlds/frame.hpp"

#include <algorithm>

namespace reltrack::worlds {

namespace {

using Visit = std::function<void(std::size_t, const Relaxation&)>;

void leave_out(const Relaxation& so_far, std::span<const std::vector<int>> groups, std::size_t first,
               const Visit& visit) {
  if (groups.size() == 1) return visit(first, so_far);
  const std::size_t half = groups.size() / 2;
  const auto go = [&](std::span<const std::vector<int>> visited, std::span<const std::vector<int>> taken,
                      std::size_t at) {
    std::vector<int> positions;
    for (const auto& group : taken) positions.insert(positions.end(), group.begin(), group.end());
    Relaxation more = so_far;
    if (more.possible()) more.add(positions);
    leave_out(more, visited, at, visit);
  };
  go(groups.first(half), groups.subspan(half), first);
  go(groups.subspan(half), groups.first(half), first + half);
}

}  // namespace

Frame::Frame(const Model& model, const std::vector<bool>& members, std::span<const Form> asked)
    : model_(model), layout_(std::make_shared<Layout>(lay_out(model, members, asked, {}))), rules_(model, *layout_) {}

std::vector<int> Frame::positions(const std::vector<bool>& members) const {
  std::vector<int> out;
  for (int b = 0; b < static_cast<int>(layout_->bundles.size()); ++b) {
    const Bundle& bundle = model_.bundles[static_cast<std::size_t>(layout_->bundles[static_cast<std::size_t>(b)])];
    if (std::ranges::all_of(bundle.members, [&](int m) { return members[static_cast<std::size_t>(m)]; })) {
      out.push_back(b);
    }
  }
  return out;
}

std::vector<int> Frame::with(std::span<const int> positions, int member) const {
  std::vector<int> out;
  for (int number : model_.bundles_of[ix(member)]) {
    const auto at = std::ranges::lower_bound(layout_->bundles, number);
    const int position = static_cast<int>(at - layout_->bundles.begin());
    const bool laid_out = at != layout_->bundles.end() && *at == number;
    if (laid_out && std::ranges::binary_search(positions, position)) out.push_back(position);
  }
  return out;
}

Relaxation Frame::relaxation(std::span<const int> positions) const {
  Relaxation out = rules_;
  if (out.possible()) out.add(positions);
  return out;
}

Relaxation Frame::with_all(Relaxation relaxation, const std::vector<bool>& members) const {
  if (!relaxation.possible()) return relaxation;
  std::vector<int> more = positions(members);
  std::erase_if(more, [&](int b) { return relaxation.has_bundle(b); });
  relaxation.add(more);
  return relaxation;
}

std::unique_ptr<System> Frame::system(const std::vector<bool>& members, Effort& effort,
                                      std::span<const Split> given) const {
  return system(relaxation(positions(members)), effort, given);
}

std::unique_ptr<System> Frame::system(Relaxation relaxation, Effort& effort, std::span<const Split> given) const {
  return std::make_unique<System>(layout_, std::move(relaxation), effort, given);
}

void Frame::each_left_out(const std::vector<int>& base, std::span<const std::vector<int>> groups,
                          const Visit& visit) const {
  if (!groups.empty()) leave_out(relaxation(base), groups, 0, visit);
}

}  // namespace reltrack::worlds
