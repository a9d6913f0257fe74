#include "report/choices.hpp"

namespace reltrack::report {
namespace {

// Each claim by its `name`, of its index.
template <class Name>
std::string told(const Ledger& ledger, const Choice& choice, const Name& name) {
  if (choice.kind == Choice::Kind::moment) return ledger.moments[choice.index].label;
  const Claim& claim = ledger.claims[choice.index];
  std::string out = name(choice.index);
  switch (choice.kind) {
    case Choice::Kind::readings:
      if (choice.reading) return out + " read as " + claim.readings[*choice.reading].label;
      for (std::size_t r = 0; r < claim.readings.size(); ++r) {
        out += r == 0 ? " read as " : r + 1 == claim.readings.size() ? " or " : ", ";
        out += claim.readings[r].label;
      }
      break;
    case Choice::Kind::part_of:
      out += " counts among " + name(choice.whole);
      break;
    case Choice::Kind::note:
      out += ": " + claim.note;
      break;
    case Choice::Kind::moment:
      break;
  }
  return out;
}

}  // namespace

std::string choice_statement(const Ledger& ledger, const Choice& choice) {
  std::string text = told(ledger, choice, [&](Index claim) { return ledger.claims[claim].id; });
  if (choice.kind != Choice::Kind::moment) return text;
  return "moment " + ledger.moments[choice.index].id + ": " + text;
}

std::string choice_words(const Words& words, const Choice& choice) {
  return one_line(told(words.ledger(), choice, [&](Index claim) { return words.tag(claim); }));
}

}  // namespace reltrack::report
