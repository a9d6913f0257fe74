// Turns of phrase that messages share. Words of users and files come out printable.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace reltrack::cli {

// 'text', in quotes.
std::string quote(std::string_view text);

// "; did you mean 'json'?", or nothing where no candidate is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

// "; did you mean 'json'?", or where no candidate is near "; there is text, json".
std::string did_you_mean_or_list(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace reltrack::cli
