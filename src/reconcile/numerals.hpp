// The numbers of figures as they are written, for what a slip of the pen makes of them.
#pragma once

#include <string>

#include "reltrack/figure.hpp"

namespace reltrack {

// The figure's number as a reader sees it: "400" of ">400" and "~400", "56.76" of "56..76". Of a share none.
std::string digits(const Figure& figure);
// Whether two neighbouring digits make the one number of the other.
bool swapped(const std::string& a, const std::string& b);

}  // namespace reltrack
