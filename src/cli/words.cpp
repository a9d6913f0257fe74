#include "cli/words.hpp"

#include <fmt/format.h>

#include <optional>

#include "base/printable.hpp"
#include "base/spelling.hpp"

namespace reltrack::cli {

std::string quote(std::string_view text) { return "'" + printable(text) + "'"; }

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::vector<std::string_view> known(candidates.begin(), candidates.end());
  const std::optional<std::string_view> near = nearest_name(word, known);
  return near ? "; did you mean " + quote(*near) + "?" : "";
}

std::string did_you_mean_or_list(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string near = did_you_mean(word, candidates);
  return near.empty() ? "; there is " + printable(fmt::format("{}", fmt::join(candidates, ", "))) : near;
}

}  // namespace reltrack::cli
