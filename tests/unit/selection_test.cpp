#include "reltrack/selection.hpp"

#include "catch.hpp"

using namespace reltrack;

namespace {

// Two sources, `a` and `b` on side `gov`, `c` on its own; claims are added by the tests.
class Case {
 public:
  Case() {
    for (const auto& [id, side] : {std::pair{"a", "gov"}, std::pair{"b", "gov"}, std::pair{"c", "c"}}) {
      Source source;
      source.id = id;
      source.side = side;
      ledger.sources.push_back(source);
    }
  }
  Claim& claim(const std::string& id, Index source = 0) {
    Claim out;
    out.id = id;
    out.source = source;
    out.readings.emplace_back();
    out.readings[0].period.end.limits = parse_date_time("2026-01-10")->span;
    ledger.claims.push_back(out);
    return ledger.claims.back();
  }
  std::vector<Inactive> states(const SelectionOptions& options = {}) const {
    std::vector<std::string> unknown;
    const Selection selection = select(ledger, options, unknown);
    CHECK(unknown.empty());
    return selection.state;
  }
  std::vector<Inactive> as_of(const char* when) const {
    SelectionOptions options;
    options.as_of = parse_date_time(when);
    return states(options);
  }
  Ledger ledger;
};

using List = std::vector<Inactive>;
constexpr auto kActive = Inactive::no;
constexpr auto kUnsaid = Inactive::not_yet_said;

}  // namespace

TEST_CASE("as of a day means its end, and as of an hour, what was said by then for certain") {
  Case c;
  c.claim("day").said = parse_date_time("2026-01-12");
  c.claim("hour").said = parse_date_time("2026-01-12T17:00");
  c.claim("published").published = parse_date_time("2026-01-13");
  c.claim("neither");
  CHECK(c.states() == List{kActive, kActive, kActive, kActive});
  CHECK(c.as_of("2026-01-12") == List{kActive, kActive, kUnsaid, kActive});
  CHECK(c.as_of("2026-01-12T17:00") == List{kUnsaid, kActive, kUnsaid, kActive});
  CHECK(c.as_of("2026-01-12T16:59") == List{kUnsaid, kUnsaid, kUnsaid, kActive});
  CHECK(c.as_of("2026-01-09") == List{kUnsaid, kUnsaid, kUnsaid, kUnsaid});
  CHECK(c.as_of("2026-01-10") == List{kUnsaid, kUnsaid, kUnsaid, kActive});
}

TEST_CASE("withdrawn from a day, that day included") {
  Case c;
  c.claim("x").withdrawn = parse_date_time("2026-01-20");
  CHECK(c.states() == List{Inactive::withdrawn});
  CHECK(c.as_of("2026-01-20") == List{Inactive::withdrawn});
  CHECK(c.as_of("2026-01-19") == List{kActive});
  CHECK(c.as_of("2026-01-20T08:00") == List{Inactive::withdrawn});
  CHECK(c.as_of("2026-01-19T23:59") == List{kActive});
}

TEST_CASE("a claim is corrected while any claim above it in the chain stands") {
  Case c;
  c.claim("first");
  c.claim("second").corrects = 0;
  c.claim("third").corrects = 1;
  CHECK(c.states() == List{Inactive::corrected, Inactive::corrected, kActive});
  c.ledger.claims[2].withdrawn = parse_date_time("2026-02-01");
  CHECK(c.states() == List{Inactive::corrected, kActive, Inactive::withdrawn});
  c.ledger.claims[1].withdrawn = parse_date_time("2026-02-01");
  CHECK(c.states() == List{kActive, Inactive::withdrawn, Inactive::withdrawn});
  c.ledger.claims[2].withdrawn.reset();
  CHECK(c.states() == List{Inactive::corrected, Inactive::withdrawn, kActive});
  c.ledger.claims[2].said = parse_date_time("2026-03-01");
  CHECK(c.as_of("2026-01-31") == List{Inactive::corrected, kActive, kUnsaid});
}

TEST_CASE("only, without and trust take claims, sources and sides") {
  Case c;
  c.claim("x", 0);
  c.claim("y", 1);
  c.claim("z", 2);
  const auto out = Inactive::left_out;
  CHECK(c.states({.as_of = {}, .only = {"gov"}, .without = {}, .trust = {}}) == List{kActive, kActive, out});
  CHECK(c.states({.as_of = {}, .only = {"a", "z"}, .without = {}, .trust = {}}) == List{kActive, out, kActive});
  CHECK(c.states({.as_of = {}, .only = {}, .without = {"y", "c"}, .trust = {}}) == List{kActive, out, out});
  CHECK(c.states({.as_of = {}, .only = {"gov"}, .without = {"b"}, .trust = {}}) == List{kActive, out, out});

  std::vector<std::string> unknown;
  const Selection trusting = select(c.ledger, {.as_of = {}, .only = {}, .without = {}, .trust = {"gov"}}, unknown);
  CHECK(trusting.trusted == std::vector<bool>{true, true, false});
  select(c.ledger, {.as_of = {}, .only = {"nobody"}, .without = {"x", "nobody"}, .trust = {"x"}}, unknown);
  CHECK(unknown == std::vector<std::string>{"nobody", "x"});
}
