#include "reader/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <utility>

#include "base/add_new.hpp"
#include "reader/codes.hpp"
#include "reader/fields.hpp"

namespace reltrack {
namespace {

constexpr std::size_t kListed = 6;  // so few ids are all named where none is near
constexpr std::size_t kFewestSlots = 16;

std::uint32_t hash_of(std::string_view id) { return static_cast<std::uint32_t>(std::hash<std::string_view>()(id)); }

}  // namespace

std::optional<Index> Names::find(std::string_view id) const {
  if (slots_.empty()) return std::nullopt;
  const std::size_t last = slots_.size() - 1;
  const std::uint32_t hash = hash_of(id);
  for (std::size_t at = hash & last; slots_[at].behind != 0; at = (at + 1) & last) {
    const Index index = slots_[at].behind - 1;
    if (slots_[at].hash == hash && ids_[index] == id) return index;
  }
  return std::nullopt;
}

// Into the first free slot from where its hash points. Requires: there is one.
void Names::put(const Slot& slot) {
  const std::size_t last = slots_.size() - 1;
  std::size_t at = slot.hash & last;
  while (slots_[at].behind != 0) at = (at + 1) & last;
  slots_[at] = slot;
}

// At least half stay free; sizes are powers of two.
void Names::make_slots(std::size_t names) {
  if (names * 2 <= slots_.size()) return;
  std::size_t size = std::max(kFewestSlots, slots_.size());
  while (size < names * 2) size *= 2;
  const std::vector<Slot> full = std::exchange(slots_, std::vector<Slot>(size));
  for (const Slot& slot : full) {
    if (slot.behind != 0) put(slot);
  }
}

void Names::reserve(std::size_t names) {
  ids_.reserve(names);
  places_.reserve(names);
  make_slots(names);
}

Index Names::add(std::string_view id, const Value& place) {
  const auto index = static_cast<Index>(places_.size());
  ids_.push_back(id);
  places_.push_back(place);
  make_slots(ids_.size());
  if (!id.empty()) put({hash_of(id), index + 1});
  return index;
}

std::optional<Index> Names::resolve(const Value& value, Problems& problems) const {
  const auto id = read_text(value, problems);
  if (!id) return std::nullopt;
  const auto index = find(*id);
  if (index) return index;
  std::string hint = suggestion(*id, problems);
  if (hint.empty() && !ids_.empty() && ids_.size() <= kListed) {
    hint = fmt::format("the ledger has {}", fmt::join(ids_, ", "));
  }
  problems.error(codes::kUnknownId, value, fmt::format("there is no {} \"{}\"", noun_, *id), std::move(hint));
  return std::nullopt;
}

std::vector<Index> Names::resolve_all(const Value& value, Problems& problems) const {
  std::vector<Index> out;
  for (const Value& text : read_texts(value, problems)) {
    const auto index = resolve(text, problems);
    if (index) add_new(out, *index);
  }
  return out;
}

std::string Names::suggestion(std::string_view id, const Problems& problems) const {
  return problems.suggestion(id, ids_);
}

}  // namespace reltrack
