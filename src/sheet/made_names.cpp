#include "sheet/made_names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/ids.hpp"
#include "base/printable.hpp"
#include "base/spelling.hpp"

namespace reltrack::sheet {
std::string id_of_name(std::string_view name) {
  std::string id = id_from(name);
  return id.empty() ? std::string(name) : id;
}

void MadeNames::add(std::string_view name, CellPlace place) {
  std::string id = id_of_name(name);
  const auto [known, fresh] = by_id_.emplace(id, list_.size());
  if (fresh) list_.push_back({std::move(id), std::string(name), place});
}

void MadeNames::warn_of_near_names(std::string_view noun, Problems& problems) const {
  constexpr std::size_t kShortest = 5;  // of shorter names many are near by chance
  constexpr std::size_t kMost = 200;    // names are compared pair by pair
  if (list_.size() > kMost) return;
  for (std::size_t i = 0; i < list_.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const std::string &a = list_[i].id, &b = list_[j].id;
      if (std::min(a.size(), b.size()) < kShortest || edit_distance(a, b, 1) > 1) continue;
      problems
          .warning(codes::kNearNames, list_[i].first,
                   fmt::format("\"{}\" and \"{}\" are taken for two {}s", list_[j].name, list_[i].name, noun),
                   fmt::format("write them alike if they are one; a sheet of {}s settles which there are", noun))
          .notes.emplace_back(list_[j].first, "the other");
      break;
    }
  }
}

std::string MadeNames::notice(std::string_view noun) const {
  if (list_.empty()) return {};
  std::vector<std::string> shown;
  for (const Made& made : list_) {
    shown.push_back(made.id == made.name ? printable(made.id)
                                         : fmt::format("{} (\"{}\")", printable(made.id), printable(made.name)));
  }
  return fmt::format("made {} {}{} from the names used: {}", list_.size(), noun, list_.size() == 1 ? "" : "s",
                     fmt::join(shown, ", "));
}

}  // namespace reltrack::sheet
