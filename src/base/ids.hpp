#pragma once

#include <string>
#include <string_view>

namespace reltrack {

// Letters without accents, digits, and . _ - behind the first.
bool is_id(std::string_view text);

// "Foro Penal" gives "foro-penal", "José Luis" "jose-luis"; what is an id already stays as it is. Empty for what has no
// letter or digit that ids may have.
std::string id_from(std::string_view name);

}  // namespace reltrack
