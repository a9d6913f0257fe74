// The checker of proofs on models made by hand: what it says of each thing that may be wrong.
#include "proof_check.hpp"

#include <utility>

#include "catch.hpp"

namespace reltrack::worlds {
namespace {

using Kind = RowRef::Kind;

constexpr Place at(std::int64_t instant) { return {instant, -1}; }
constexpr Place moment(int m) { return {0, m}; }
Term term(int counter, Place place, Count times) { return {counter, place, times}; }

Used use(Kind kind, int index, int row, Place from = {}, Place to = {}, Count bound = 0) {
  return {{kind, index, row, from, to, bound}, 1};
}
Used member(int bundle, Count times = 1) { return {{Kind::member, bundle, 0, {}, {}, 0}, times}; }
Used rises(int counter, Place from, Place to, Count times = 1) {
  return {{Kind::never_falls, counter, 0, from, to, 0}, times};
}
Used order(int by, int index, Place from, Place to) { return use(Kind::order, index, by, from, to); }

Split option(int choice, int o) {
  Split out;
  out.choice = choice;
  out.option = o;
  return out;
}
Split split(Split::Kind kind, Place from, Place to, Count bound = 0) { return {kind, 0, 0, from, to, 0, false, bound}; }

constexpr int kWhole = 0, kPart = 1, kOther = 2, kLoose = 3, kStart = 4;  // counters
enum Bundles { kFive, kThree, kPartFive, kLate, kEarly, kOdd, kOdder, kRead, kReread, kLow, kHigh, kFree };

// Each bundle is of the member of its number but the last, which is of none.
Model made() {
  Model m;
  m.counters = {{}, {}, {}, {Counter::Kind::loose}, {Counter::Kind::constant}};
  m.wholes = {{kWhole, {kPart}}, {kWhole, {kPart, kOther}}};
  m.levels = {{{{kLoose, 1}, {kStart, -1}}, true}, {{{kPart, 1}, {kStart, -1}}, false}};
  m.level_wholes = {{0, {1}}};
  m.moments = {{0, 10}, {0, 10}};
  m.choices = {{2, kRead}, {2, -1}};
  m.bundles.resize(kFree + 1);
  const auto row = [&](int b, std::vector<Term> terms, Count least) {
    m.bundles[ix(b)].rows.push_back({std::move(terms), least, -1, -1});
  };
  row(kFive, {term(kWhole, at(8), 1), term(kWhole, at(2), -1)}, 5);
  row(kThree, {term(kWhole, at(10), -1), term(kWhole, at(0), 1)}, -3);
  row(kPartFive, {term(kPart, at(8), 1), term(kPart, at(2), -1)}, 5);
  m.bundles[kLate].orders = {{at(12), moment(0), -1}};
  m.bundles[kEarly].orders = {{moment(0), moment(1), -1}};
  row(kOdd, {term(kWhole, at(8), 2), term(kWhole, at(2), -2)}, 5);
  row(kOdder, {term(kWhole, at(8), -2), term(kWhole, at(2), 2)}, -5);
  m.bundles[kRead].when = {{0, 0}};
  row(kRead, {term(kWhole, at(8), 1), term(kWhole, at(2), -1)}, 4);
  m.bundles[kReread].when = {{0, 1}};
  row(kReread, {term(kWhole, at(9), 1), term(kWhole, at(3), -1)}, 6);
  row(kLow, {term(kLoose, at(5), -1), term(kStart, at(7), 1)}, 2);  // the first level is at most -2
  row(kHigh, {term(kWhole, moment(1), -1), term(kWhole, moment(0), 1)}, 1);
  m.bundles[kFree].when = {{1, 0}};
  m.bundles[kFree].orders = {{moment(1), moment(0), -1}};
  for (int b = 0; b < kFree; ++b) m.bundles[ix(b)].members = {b};
  m.free_bundles = {kFree};
  m.members = kFree;
  return m;
}

std::string refuted(std::vector<Used> rows, std::vector<Case> cases = {}, std::vector<Split> given = {}) {
  static const Model model = made();
  std::vector<bool> members(kFree, true);
  members[kPartFive] = false;
  return check_refutation(model, members, given, {std::move(rows), 1, std::move(cases)}).value_or("proved");
}

std::string part_refuted(std::vector<Used> rows) {
  static const Model model = made();
  return check_refutation(model, std::vector<bool>(kFree, true), {}, {std::move(rows), 1, {}}).value_or("proved");
}

// Of how many there are of the whole from 2 to 8.
std::string bounded(Count bound, Count divisor, std::vector<Used> rows, std::vector<Case> cases = {}) {
  static const Model model = made();
  const Form form{{term(kWhole, at(8), 1), term(kWhole, at(2), -1)}, -1};
  const Certificate why{std::move(rows), divisor, std::move(cases)};
  return check_bound(model, std::vector<bool>(kFree, true), {}, form, bound, why).value_or("proved");
}

}  // namespace

TEST_CASE("rows that cancel out and leave at least one are a refutation") {
  const Used before = rises(kWhole, at(0), at(2)), after = rises(kWhole, at(8), at(10));
  CHECK(refuted({member(kFive), member(kThree), before, after}) == "proved");
  CHECK(refuted({member(kFive), member(kThree), before}) ==
        "the rows do not cancel out: 1 times counter 0 at instant 8 is left over");
  CHECK(refuted({member(kFive), member(kThree, 2), before, after}) ==
        "the rows do not cancel out: 1 times counter 0 at instant 0 is left over");
  CHECK(refuted({}) == "the rows add up to at least 0, which can be");
  CHECK(refuted({member(kOdd), member(kOdder)}) == "the rows add up to at least 0, which can be");
  CHECK(refuted({member(kFive, -1)}) == "a row is taken a negative number of times");
  CHECK(refuted({member(kFive, Count{1} << 62)}) == "a sum does not fit 64 bits");
  CHECK(refuted({member(kPartFive)}) == "bundle 2 is used without its member 2");
  CHECK(refuted({member(99)}) == "bundle 99 does not exist");
  CHECK(refuted({use(Kind::member, kFive, 1)}) == "bundle 0 has no row 1");
  CHECK(refuted({member(kRead)}) == "bundle 7 is used where choice 0 is open");
}

TEST_CASE("a rule is used where the model has it") {
  CHECK(refuted({rises(kLoose, at(0), at(1))}) == "never-falls is used of counter 3, which may fall");
  CHECK(refuted({rises(kStart, at(0), at(1))}) == "never-falls is used of counter 4, which may fall");
  CHECK(refuted({rises(9, at(0), at(1))}) == "never-falls is used of a counter that there is not");
  CHECK(refuted({rises(kWhole, at(1), at(0))}) == "no order in the proof says that instant 1 is not after instant 0");
  CHECK(refuted({rises(kWhole, at(1), moment(2))}) == "a rule is used of a moment that there is not");
  CHECK(refuted({use(Kind::whole, 2, 0)}) == "a whole is used that there is not");
  CHECK(refuted({use(Kind::never_negative, 1, 0)}) == "no-negative is used of level 1, which may be below zero");
  CHECK(refuted({use(Kind::never_negative, 0, 0, at(1), at(2))}) == "a rule about one moment names two");
  CHECK(refuted({use(Kind::level_whole, 1, 0)}) == "a whole of levels is used that there is not");
  // The start, a constant, is the same wherever it is read.
  CHECK(refuted({member(kLow), use(Kind::never_negative, 0, 0, at(5), at(5))}) == "proved");
  CHECK(refuted({member(kLow), use(Kind::never_negative, 0, 0, at(7), at(7))}) ==
        "the rows do not cancel out: -1 times counter 3 at instant 5 is left over");
}

TEST_CASE("every part of a whole is in the sum") {
  const Used one = use(Kind::whole, 0, 0, at(2), at(8)), both = use(Kind::whole, 1, 0, at(2), at(8));
  const std::vector<Used> rest{member(kPartFive), member(kThree), rises(kWhole, at(0), at(2)),
                               rises(kWhole, at(8), at(10))};
  const auto with = [&](std::vector<Used> more) {
    more.insert(more.end(), rest.begin(), rest.end());
    return part_refuted(std::move(more));
  };
  CHECK(with({one}) == "proved");
  CHECK(with({both, rises(kOther, at(2), at(8))}) == "proved");
  CHECK(with({both}) == "the rows do not cancel out: 1 times counter 2 at instant 2 is left over");
}

TEST_CASE("a stretch between moments needs the orders that the proof lists") {
  const Used needed = rises(kWhole, moment(0), moment(1)), said = order(0, kEarly, moment(0), moment(1));
  CHECK(refuted({member(kHigh), needed, said}) == "proved");
  CHECK(refuted({member(kHigh), needed}) == "no order in the proof says that moment 0 is not after moment 1");
  CHECK(refuted({order(0, kEarly, moment(1), moment(0))}) == "it is not given that moment 1 is not after moment 0");
  CHECK(refuted({order(1, kEarly, moment(0), moment(1))}) == "it is not given that moment 0 is not after moment 1");
  CHECK(refuted({order(-3, 0, moment(0), moment(1))}) == "it is not given that moment 0 is not after moment 1");
  CHECK(refuted({member(kHigh), needed, order(-3, 0, moment(0), moment(1))}, {},
                {split(Split::Kind::order, moment(0), moment(1))}) == "proved");
  // By a moment's limits, and fixed time between them.
  CHECK(refuted({rises(kWhole, at(-1), moment(0)), order(-1, 0, at(0), moment(0))}) ==
        "the rows do not cancel out: -1 times counter 0 at instant -1 is left over");
  CHECK(refuted({order(-1, 0, at(1), moment(0))}) == "it is not given that instant 1 is not after moment 0");
  CHECK(refuted({order(-1, 0, at(10), moment(0))}) == "it is not given that instant 10 is not after moment 0");
  // What a moment lies between is a choice of the world's own.
  const Used free = order(0, kFree, moment(1), moment(0));
  CHECK(refuted({free}) == "it is not given that moment 1 is not after moment 0");
  CHECK(refuted({free}, {}, {option(1, 0)}) == "the rows add up to at least 0, which can be");
}

TEST_CASE("orders alone refute where time would run backwards") {
  const Used late = order(0, kLate, at(12), moment(0)), until = order(-1, 0, moment(0), at(10));
  CHECK(refuted({late, until, order(-2, 0, at(10), at(12))}) == "proved");
  CHECK(refuted({late, until, order(-2, 0, at(9), at(12))}) == "the rows add up to at least 0, which can be");
  CHECK(refuted({late, until, order(-2, 0, at(12), at(10))}) ==
        "time itself does not say that instant 12 is not after instant 10");
  CHECK(refuted({late, order(-2, 0, at(10), at(12))}) == "the rows add up to at least 0, which can be");
}

TEST_CASE("cases leave no other") {
  const auto assumed = [](int below, Count bound) { return Used{{Kind::assumed, 0, below, at(2), at(8), bound}, 2}; };
  const Case low{split(Split::Kind::at_most, at(2), at(8), 2), {{member(kOdd), assumed(-1, 2)}, 1, {}}};
  const Case high{split(Split::Kind::at_least, at(2), at(8), 3), {{member(kOdder), assumed(1, 3)}, 1, {}}};
  CHECK(refuted({}, {low, high}) == "proved");
  CHECK(refuted({}, {high, low}) == "proved");
  CHECK(refuted({}, {low}) == "cases of an order or a count are not two");
  CHECK(refuted({}, {low, low}) ==
        "cases of a count are not at most some number and at least the next, of one stretch");
  CHECK(refuted({member(kOdd)}, {low, high}) == "a proof by cases has rows besides");
  CHECK(refuted({assumed(1, 3)}) == "a count is used that no case around it assumes");
  Case wrong = high;
  wrong.proof = low.proof;
  CHECK(refuted({}, {low, wrong}) == "case 2: a count is used that no case around it assumes");

  const std::vector<Used> outer{member(kThree), rises(kWhole, at(0), at(2)), rises(kWhole, at(8), at(10))};
  std::vector<Used> wider{member(kThree), member(kReread), rises(kWhole, at(0), at(3)), rises(kWhole, at(9), at(10))};
  std::vector<Used> first = outer;
  first.push_back(member(kRead));
  CHECK(refuted({}, {{option(0, 0), {first, 1, {}}}, {option(0, 1), {wider, 1, {}}}}) == "proved");
  CHECK(refuted({}, {{option(0, 0), {first, 1, {}}}}) == "cases leave out an option of choice 0");
  CHECK(refuted({}, {{option(0, 0), {first, 1, {}}}, {option(0, 0), {first, 1, {}}}}) == "two cases are of one option");
  CHECK(refuted({}, {{option(0, 2), {first, 1, {}}}}) == "a case is of an option there is not");
  CHECK(refuted({}, {{option(2, 0), {first, 1, {}}}}) == "cases are of a choice that there is not");

  const Split there = split(Split::Kind::order, moment(0), moment(1)),
              back = split(Split::Kind::order, moment(1), moment(0));
  CHECK(refuted({}, {{there, {}}, {there, {}}}) == "cases of an order are not the order and its reverse");
  CHECK(refuted({}, {{there, {}}, {back, {}}}) == "case 1: the rows add up to at least 0, which can be");
}

TEST_CASE("a bound is the total over the divisor, rounded up") {
  CHECK(bounded(3, 2, {member(kOdd)}) == "proved");
  CHECK(bounded(2, 2, {member(kOdd)}) == "proved");
  CHECK(bounded(4, 2, {member(kOdd)}) == "the rows add up to 5 over 2, less than 4");
  CHECK(bounded(3, 1, {member(kOdd)}) ==
        "the rows do not add up to what is asked: -1 times counter 0 at instant 2 is left over");
  CHECK(bounded(3, 0, {member(kOdd)}) == "the divisor is not positive");
  CHECK(bounded(0, 1, {rises(kWhole, at(2), at(8))}) == "proved");
  // A case may have no world at all.
  const Case none{split(Split::Kind::at_most, at(2), at(8), 2),
                  {{member(kFive), {{Kind::assumed, 0, -1, at(2), at(8), 2}, 1}}, 1, {}}};
  const Case more{split(Split::Kind::at_least, at(2), at(8), 3),
                  {{{{Kind::assumed, 0, 1, at(2), at(8), 3}, 1}}, 1, {}}};
  CHECK(bounded(3, 1, {}, {none, more}) == "proved");
  CHECK(bounded(4, 1, {}, {none, more}) == "case 2: the rows add up to 3 over 1, less than 4");
}

}  // namespace reltrack::worlds
