// Whoever keeps a ledger by hand has a way of writing it, and a history of changes that is read line by line. So the
// new claim is spliced into the text, in the manner of the claim before it.
#include <algorithm>
#include <optional>

#include "reader/document.hpp"
#include "reltrack/sheet.hpp"
#include "sheet/columns.hpp"
#include "sheet/forms.hpp"
#include "sheet/mapped_json.hpp"

namespace reltrack {
namespace sheet {
namespace {

// What stands around the parts of a claim, and around the claim itself.
struct Manner {
  std::string before_claim, behind_claim;  // what stands between it and its neighbours, the comma left out
  std::string first, between, last;        // behind {, behind each comma, before }
  std::string_view colon = ": ";
  bool filled = false;  // lines hold several fields, as many as fit
};

constexpr std::size_t kLineWidth = 110;  // bytes of a line that is filled

bool has_line_end(std::string_view text) { return text.find('\n') != std::string_view::npos; }

// The white space before byte `at`.
std::string_view blank_before(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && std::string_view(" \t\r\n").find(text[begin - 1]) != std::string_view::npos) --begin;
  return text.substr(begin, at - begin);
}

// One line end and what follows it: blank lines that part groups of claims are not repeated.
std::string_view last_line_of(std::string_view blank) {
  std::size_t at = blank.rfind('\n');
  if (at == std::string_view::npos) return blank;
  if (at > 0 && blank[at - 1] == '\r') --at;
  return blank.substr(at);
}

Manner manner_of(const Value& claim) {
  const std::string_view text = claim.document->text;
  Manner manner;
  manner.before_claim = last_line_of(blank_before(text, claim.node->begin));
  manner.between = " ";
  bool first = true;
  for (const Value member : claim.children()) {
    const std::string_view blank = blank_before(text, member.node->label);
    if (first) {
      manner.first = blank;
      manner.colon = text[member.node->begin - 1] == ':' ? ":" : ": ";
      if (manner.colon == ":") manner.between.clear();
    }
    if (has_line_end(blank)) {
      manner.between = last_line_of(blank);
      manner.filled = !first;
      break;
    }
    first = false;
  }
  manner.last = blank_before(text, claim.node->end - 1);
  return manner;
}

// Where there is no claim to go by: one line a field, indented from the line of "claims".
Manner manner_of_first(const Value& list) {
  const std::string_view text = list.document->text;
  const std::size_t line = text.rfind('\n', list.node->label);
  Manner manner;
  if (text[list.node->begin - 1] == ':') manner.colon = ":";
  if (line == std::string_view::npos) {
    manner.between = manner.colon == ":" ? "" : " ";
    return manner;
  }
  const std::string_view rest = text.substr(line + 1);
  const std::string indent(rest.substr(0, rest.find_first_not_of(" \t")));
  const std::string step = indent.empty() ? "  " : indent;
  const std::string end = line > 0 && text[line - 1] == '\r' ? "\r\n" : "\n";
  const std::string outer = end + indent + step;
  manner.before_claim = manner.last = outer;
  manner.behind_claim = end + indent;
  manner.first = manner.between = outer + step;
  return manner;
}

std::string json_value(const ClaimField& field) {
  const auto columns = columns_of(SheetKind::claims);
  const auto column =
      std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == field.name; });
  if (leaves_out(field.value, column->form)) return {};
  MappedJson json;
  if (!write_value(field.value, column->form, {}, json)) return json_string(field.value);
  std::string text = json.str();
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

// The claim, with the places of its fields in `out`, behind whose text it is put.
void write_claim(const std::vector<ClaimField>& fields, const Manner& manner, AddedClaim& out) {
  out.begin = out.text.size();
  out.text += "{";
  for (const ClaimField& field : fields) {
    const std::string value = json_value(field);
    if (value.empty()) continue;
    const std::string piece = json_string(field.name) + std::string(manner.colon) + value;
    const std::size_t line = out.text.size() - (out.text.rfind('\n') + 1);
    const bool fits = manner.filled && line + piece.size() < kLineWidth;
    if (out.fields.empty()) {
      out.text += manner.first;
    } else {
      out.text += "," + (fits ? " " : manner.between);
    }
    out.fields.emplace_back(out.text.size(), field.name);
    out.text += piece;
  }
  out.text += manner.last + "}";
  out.end = out.text.size();
}

}  // namespace
}  // namespace sheet

AddedClaim add_claim(std::string_view ledger, const std::vector<ClaimField>& fields) {
  Document document;
  document.text = ledger;
  document.tree = json::parse(ledger);
  const Value list = Value{&document, document.tree.nodes.data()}.member("claims");
  std::optional<Value> last;
  for (const Value claim : list.children()) last = claim;
  const sheet::Manner manner = last ? sheet::manner_of(*last) : sheet::manner_of_first(list);

  AddedClaim out;
  out.text = ledger.substr(0, last ? last->node->end : list.node->begin + 1);
  out.text += (last ? "," : "") + manner.before_claim;
  sheet::write_claim(fields, manner, out);
  out.text += manner.behind_claim;
  out.text += ledger.substr(last ? last->node->end : list.node->end - 1);
  return out;
}

}  // namespace reltrack
