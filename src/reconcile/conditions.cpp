#include "reconcile/record.hpp"

namespace reltrack {

void find_conditions(const Record&, Findings&) {}

}  // namespace reltrack
