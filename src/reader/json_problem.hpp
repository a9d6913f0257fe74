// Words for text that is no JSON, for someone who has never heard of a token.
#pragma once

#include <cstddef>
#include <string_view>

#include "reader/json_tree.hpp"

namespace reltrack::json {

// What is wrong at byte `at`, the first byte that the grammar does not allow there (or the start of the token it is
// in); `behind` is the end of the last sound token. `library_words` is what the JSON library says of it.
Problem syntax_problem(std::string_view text, std::size_t behind, std::size_t at, std::string_view library_words);

}  // namespace reltrack::json
