// Text to a document, with what keeps it from being one told to a person.
#pragma once

#include <cstddef>
#include <string_view>

#include "reader/document.hpp"

namespace reltrack {

// `number`: the file's place among those given. The text must outlive the document, whose tree is empty where the text
// is no JSON.
Document parse_document(std::string_view text, std::size_t number, Problems& problems);

}  // namespace reltrack
