#include "reader/names.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reader/codes.hpp"
#include "reader/fields.hpp"

namespace reltrack {
namespace {

constexpr std::size_t kListed = 6;  // so few ids are all named where none is near

}  // namespace

std::optional<Index> Names::find(std::string_view id) const {
  const auto found = index_.find(id);
  if (found == index_.end()) return std::nullopt;
  return found->second;
}

Index Names::add(std::string_view id, const Value& place) {
  const auto index = static_cast<Index>(places_.size());
  ids_.push_back(id);
  places_.push_back(place);
  if (!id.empty()) index_.emplace(id, index);
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
    if (index && std::find(out.begin(), out.end(), *index) == out.end()) out.push_back(*index);
  }
  return out;
}

std::string Names::suggestion(std::string_view id, const Problems& problems) const {
  return problems.suggestion(id, ids_);
}

}  // namespace reltrack
