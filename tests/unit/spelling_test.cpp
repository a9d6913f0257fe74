#include "base/spelling.hpp"

#include <string>
#include <vector>

#include "catch.hpp"

using namespace reltrack;

namespace {

std::string nearest(std::string_view name, std::vector<std::string_view> known) {
  return std::string(nearest_name(name, known).value_or("(none)"));
}

}  // namespace

TEST_CASE("slips between two names") {
  CHECK(edit_distance("figure", "figure", 3) == 0);
  CHECK(edit_distance("figur", "figure", 3) == 1);
  CHECK(edit_distance("figrue", "figure", 3) == 1);
  CHECK(edit_distance("Figure", "figure", 3) == 0);
  CHECK(edit_distance("", "abc", 3) == 3);
  CHECK(edit_distance("kitten", "sitting", 5) == 3);
  CHECK(edit_distance("kitten", "sitting", 2) == 3);
}

TEST_CASE("the nearest name, if it is near") {
  CHECK(nearest("figur", {"figure", "period"}) == "figure");
  CHECK(nearest("minstry", {"monitor", "ministry"}) == "ministry");
  CHECK(nearest("ministry-117", {"ministry-116", "ministry-187"}) == "ministry-116");
  CHECK(nearest("colour", {"figure", "period"}) == "(none)");
  CHECK(nearest("x", {"y"}) == "(none)");
  CHECK(nearest("", {"a"}) == "(none)");
  CHECK(nearest("a", {}) == "(none)");
  CHECK(nearest(std::string(200, 'a'), {"aaaa"}) == "(none)");
}
