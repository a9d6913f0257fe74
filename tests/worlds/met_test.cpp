// Which worlds a search remembers.
#include "catch.hpp"
#include "worlds/witness.hpp"

namespace {

using reltrack::Count;
using reltrack::worlds::Met;
using reltrack::worlds::World;

void meet(Met& met, Count from, Count to) {
  for (Count i = from; i < to; ++i) met.add(std::make_shared<const World>(World{i}));
}

}  // namespace

TEST_CASE("of many worlds met the first and the last are remembered") {
  Met met;
  meet(met, 0, 1000);
  REQUIRE(!met.all().empty());
  CHECK(met.all().size() < 1000);
  CHECK(met.all().back()->front() == 999);
  CHECK(met.all().front()->front() == 0);
  CHECK(static_cast<Count>(met.all().size()) == 1 + 1000 - met.all()[1]->front());
}

TEST_CASE("worlds met since the last look are told once, but for those forgotten in between") {
  Met met;
  std::size_t known = 0;
  meet(met, 0, 3);
  CHECK(met.since(known).size() == 3);
  CHECK(met.since(known).empty());
  meet(met, 3, 5);
  REQUIRE(met.since(known).size() == 2);
  meet(met, 5, 1000);
  const auto after = met.since(known);
  CHECK(after.size() == met.all().size() - 1);
  CHECK(after.front()->front() == met.all()[1]->front());
  CHECK(met.since(known).empty());
  meet(met, 1000, 1001);
  const auto last = met.since(known);
  REQUIRE(last.size() == 1);
  CHECK(last.front()->front() == 1000);
}
