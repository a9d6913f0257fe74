// Half of the claims are told from a hidden world, with slips, so that ledgers are neither all at odds nor all at ease:
// events fall in half-days, and a claim's figure is near what fell in its period.
#include "random_ledger.hpp"

#include <algorithm>
#include <optional>
#include <tuple>

namespace reltrack::judge {
namespace {

std::string object(const Fields& fields) {
  std::string out = "{";
  for (const auto& [name, value] : fields) {
    if (out.size() > 1) out += ", ";
    out += in_quotes(name) + ": " + value;
  }
  return out + "}";
}

std::string objects(const std::vector<std::pair<std::string, Fields>>& named) {
  std::string out;
  for (const auto& [id, fields] : named)
    out += (out.empty() ? "\n    " : ",\n    ") + in_quotes(id) + ": " + object(fields);
  return "{" + out + "\n  }";
}

std::string claim_text(const DraftClaim& claim) {
  Fields all{{"id", in_quotes(claim.id)}};
  all.insert(all.end(), claim.fields.begin(), claim.fields.end());
  if (!claim.readings.empty()) {
    std::string readings;
    for (std::size_t r = 0; r < claim.readings.size(); ++r) {
      Fields fields{{"label", in_quotes("reading " + std::to_string(r + 1))}};
      fields.insert(fields.end(), claim.readings[r].begin(), claim.readings[r].end());
      readings += (r == 0 ? "" : ", ") + object(fields);
    }
    all.emplace_back("readings", "[" + readings + "]");
  }
  return object(all);
}

// Half-day number h of the story, as a date and as a minute.
constexpr int kFirstDay = 29;  // of December 2025: the year and a month end within the story

std::string date(int day) {
  const int number = kFirstDay + day;
  const bool december = number <= 31;
  const int of_month = december ? number : number - 31;
  return std::string(december ? "2025-12-" : "2026-01-") + (of_month < 10 ? "0" : "") + std::to_string(of_month);
}

std::string hour(int half) { return date(half / 2) + (half % 2 == 0 ? "T00:00" : "T12:00"); }

// A period as written, and about which half-days it covers: [from, to).
struct Span {
  std::string text;
  int from = 0, to = 0;
  bool past_end = false;
};

class Writer {
 public:
  Writer(Dice& dice, const RandomSize& size) : dice_(dice), size_(size) {
    halves_ = 2 * size_.days;
    populate();
    measure();
    imagine();
    const int claims = dice_.between(size_.tiny ? 2 : 3, size_.most_claims);
    for (int c = 0; c < claims; ++c) write_claim(c);
  }

  Draft take() { return std::move(draft_); }

 private:
  bool stocks() const { return with_stocks_; }
  static std::string population_name(int p) { return "p" + std::to_string(p); }

  void add_population(const std::string& within, bool disjoint) {
    const std::string id = population_name(static_cast<int>(draft_.populations.size()));
    Fields fields{{"label", in_quotes(id)}};
    if (!within.empty()) fields.emplace_back("within", within);
    if (disjoint) fields.emplace_back("disjoint", "true");
    draft_.populations.emplace_back(id, fields);
  }

  void populate() {
    for (const auto& [id, kind, side] :
         {std::tuple("gov", "official", "government"), std::tuple("min", "official", "government"),
          std::tuple("fp", "monitor", ""), std::tuple("jep", "monitor", "")}) {
      Fields fields{{"name", in_quotes(id)}, {"kind", in_quotes(kind)}};
      if (*side != '\0') fields.emplace_back("side", in_quotes(side));
      draft_.sources.emplace_back(id, fields);
    }
    const bool disjoint = dice_.chance(50);
    switch (dice_.between(0, size_.tiny ? 2 : 5)) {
      case 0:
        add_population("", false);
        break;
      case 1:
      case 2:
        add_population("", false);
        add_population("\"p0\"", false);
        break;
      case 3:  // two parts
        add_population("", disjoint);
        add_population("\"p0\"", false);
        add_population("\"p0\"", false);
        break;
      case 4:  // a chain
        add_population("", disjoint);
        add_population("\"p0\"", disjoint);
        add_population("\"p1\"", false);
        break;
      default:  // two wholes of one part
        add_population("", false);
        add_population(dice_.chance(70) ? "\"p0\"" : "", false);
        add_population("[\"p0\", \"p1\"]", false);
        break;
    }
  }

  void measure() {
    with_stocks_ = dice_.chance(size_.tiny ? 12 : 30);
    if (dice_.chance(10)) {
      draft_.measures.emplace_back("cleared", Fields{{"type", "\"flow\""}, {"label", "\"cleared\""}});
    }
    const int moments = dice_.chance(40) ? dice_.between(1, 2) : 0;
    for (int m = 0; m < moments; ++m) {
      Fields fields{{"label", "\"a moment\""}};
      const int day = dice_.between(0, size_.days - 1);
      switch (dice_.between(0, 4)) {
        case 0:
        case 1:
          fields.emplace_back("between", in_quotes(date(day)));
          break;
        case 2:
          fields.emplace_back("between", in_quotes(date(day / 2) + "/" + date(day)));
          break;
        case 3:
          fields.emplace_back("between",
                              "[" + in_quotes(date(day)) + ", " + in_quotes(date((day + 2) % size_.days)) + "]");
          break;
        default:
          break;
      }
      draft_.moments.emplace_back("m" + std::to_string(m), fields);
      moment_half_.push_back(2 * day + 1);
    }
  }

  // The hidden world: for each population what is released in each half-day, the parts no more than the wholes.
  void imagine() {
    const int most = size_.largest;
    const auto populations = static_cast<int>(draft_.populations.size());
    released_.assign(static_cast<std::size_t>(populations), std::vector<int>(static_cast<std::size_t>(halves_)));
    for (int h = 0; h < halves_; ++h) {
      int room = dice_.chance(40) ? 0 : dice_.between(0, most);
      for (int p = 0; p < populations; ++p) {
        released_[static_cast<std::size_t>(p)][static_cast<std::size_t>(h)] = room;
        room = dice_.between(0, room / (p == 0 && populations == 3 ? 2 : 1));
      }
    }
  }

  int happened(int population, int from, int to) const {
    int sum = 0;
    for (int h = std::max(from, 0); h < std::min(to, halves_); ++h) {
      sum += released_[static_cast<std::size_t>(population)][static_cast<std::size_t>(h)];
    }
    return sum;
  }

  Span day_alone() {
    const int day = dice_.between(0, size_.days - 1);
    return {date(day), 2 * day, 2 * day + 2};
  }

  Span start_of(int day) {
    switch (dice_.between(0, 9)) {
      case 0:
        return {dice_.chance(50) ? ".." : "", 0, 0};
      case 1:
        return {"2025-12", dice_.between(0, std::min(6, 2 * day)), 0};
      case 2:
        return {hour(2 * day + 1), 2 * day + 1, 0};
      case 3:
      case 4:
        if (!moment_half_.empty()) {
          const int m = dice_.between(0, static_cast<int>(moment_half_.size()) - 1);
          return {"m" + std::to_string(m), moment_half_[static_cast<std::size_t>(m)], 0};
        }
        [[fallthrough]];
      default:
        return {date(day), 2 * day, 0};
    }
  }

  Span end_of(int day) {
    switch (dice_.between(0, 9)) {
      case 0:
        return {hour(2 * day + 1), 0, 2 * day + 1};
      case 1:
      case 2:
        return {date(day) + "T24:00", 0, 2 * day + 2};
      case 3:
        if (day >= 3) return {"2026-01", 0, dice_.between(6, halves_)};
        [[fallthrough]];
      case 4:
        if (!moment_half_.empty()) {
          const int m = dice_.between(0, static_cast<int>(moment_half_.size()) - 1);
          return {"m" + std::to_string(m), 0, moment_half_[static_cast<std::size_t>(m)]};
        }
        [[fallthrough]];
      default:
        return {date(day), 0, dice_.between(2 * day, 2 * day + 2)};
    }
  }

  Span interval() {
    if (dice_.chance(4)) return {dice_.chance(50) ? "2025-12" : "2026-01", 0, 6};
    const int first = dice_.between(0, size_.days - 1);
    const int last = dice_.between(first, size_.days - 1);
    const Span start = start_of(first);
    const Span end = end_of(last);
    return {start.text + "/" + end.text, start.from, std::max(start.from, end.to)};
  }

  Span flow_period() {
    if (!used_.empty() && dice_.chance(35))
      return used_[static_cast<std::size_t>(dice_.between(0, static_cast<int>(used_.size()) - 1))];
    Span span = dice_.chance(25) ? day_alone() : interval();
    used_.push_back(span);
    return span;
  }

  Span stock_moment() {
    const int day = dice_.between(0, size_.days - 1);
    if (!moment_half_.empty() && dice_.chance(25)) return {"m0", moment_half_[0], moment_half_[0]};
    if (dice_.chance(30)) return {hour(2 * day + 1), 2 * day + 1, 2 * day + 1};
    return {date(day), 2 * day + 2, 2 * day + 2};
  }

  std::string figure_near(int truth) {
    int n = truth;
    if (dice_.chance(40)) n += dice_.between(-3, 3);
    if (dice_.chance(10)) n = dice_.between(0, 2 * size_.largest);
    n = std::max(0, n);
    std::string digits = std::to_string(n);
    switch (dice_.between(0, 11)) {
      case 0:
        return in_quotes(">" + std::to_string(std::max(0, n - 1)));
      case 1:
        return in_quotes(">=" + digits);
      case 2:
        return in_quotes("<=" + digits);
      case 3:
        return in_quotes("<" + std::to_string(n + 1));
      case 4:
        return in_quotes(digits + ".." + std::to_string(n + dice_.between(0, 3)));
      case 5:
        return n == 0 || size_.tiny ? digits : in_quotes("~" + digits);
      default:
        return digits;
    }
  }

  std::string share() {
    static const char* const any[] = {">50%", "40%..60%", "7%", "<30%", "90%", ">=25%", "33%", "100%"};
    static const char* const tame[] = {">50%", "50%..80%", ">=60%"};
    return in_quotes(size_.tiny ? tame[dice_.between(0, 2)] : any[dice_.between(0, 7)]);
  }

  std::string basis(bool monitor) {
    const int roll = dice_.between(1, 100);
    if (monitor && roll <= 75) return "verified";
    if (roll > 94) return "announced";
    return "asserted";
  }

  void write_claim(int number) {
    DraftClaim claim;
    claim.id = "c" + std::to_string(number);
    if (!draft_.claims.empty() && dice_.chance(6)) {
      repeat_alike(claim);
      return;
    }
    static const char* const sources[] = {"gov", "min", "fp", "jep"};
    const char* const source = sources[dice_.between(0, 3)];
    const bool monitor = source[0] == 'f' || source[0] == 'j';
    claim.fields.emplace_back("source", in_quotes(source));
    const int population = dice_.between(0, static_cast<int>(draft_.populations.size()) - 1);
    population_.push_back(population);
    const std::string counts = basis(monitor);
    if (counts != "asserted") claim.fields.emplace_back("basis", in_quotes(counts));
    if (dice_.chance(size_.ambiguous ? 60 : size_.tiny ? 10 : 15)) {
      write_readings(claim, population);
    } else {
      write_one(claim.fields, population, true);
    }
    write_extras(claim, source);
    draft_.claims.push_back(claim);
  }

  void repeat_alike(DraftClaim& claim) {
    const auto other = static_cast<std::size_t>(dice_.between(0, static_cast<int>(draft_.claims.size()) - 1));
    const std::string id = claim.id;
    claim = draft_.claims[other];
    claim.id = id;
    std::erase_if(claim.fields, [](const auto& f) { return f.first == "corrects" || f.first == "disputes"; });
    population_.push_back(population_[other]);
    draft_.claims.push_back(claim);
  }

  // A claim of a level at that time, of these people or of more.
  std::optional<std::string> held_then(const std::string& period, int population) const {
    for (std::size_t c = 0; c < draft_.claims.size(); ++c) {
      const Fields& fields = draft_.claims[c].fields;
      const auto has = [&](const char* name, const std::string& value) {
        return std::find(fields.begin(), fields.end(), std::pair(std::string(name), value)) != fields.end();
      };
      if (has("measure", "\"held\"") && has("period", period) && may_be_part(population, static_cast<int>(c))) {
        return draft_.claims[c].id;
      }
    }
    return std::nullopt;
  }

  // What and when and how many, for a claim or a reading.
  void write_one(Fields& fields, int population, bool may_share) {
    fields.emplace_back("population", in_quotes(population_name(population)));
    if (stocks() && dice_.chance(40)) {
      if (dice_.chance(65)) {
        const Span at = stock_moment();
        fields.emplace_back("measure", "\"held\"");
        fields.emplace_back("period", in_quotes(at.text));
        if (may_share && dice_.chance(35)) {
          if (const auto base = held_then(in_quotes(at.text), population)) {
            fields.emplace_back("part_of", in_quotes(*base));
            fields.emplace_back("figure", share());
            return;
          }
        }
        const int level = 3 * size_.largest / 2 - happened(population, 0, at.to) / 2;
        fields.emplace_back("figure", figure_near(std::max(0, level)));
        return;
      }
      const Span span = flow_period();
      fields.emplace_back("measure", "\"detained\"");
      fields.emplace_back("period", in_quotes(span.text));
      fields.emplace_back("figure", figure_near(happened(population, span.from, span.to) / 2));
      return;
    }
    if (!draft_.measures.empty() && dice_.chance(30)) fields.emplace_back("measure", "\"cleared\"");
    const Span span = flow_period();
    fields.emplace_back("period", in_quotes(span.text));
    const int base = draft_.claims.empty() ? 0 : dice_.between(0, static_cast<int>(draft_.claims.size()) - 1);
    if (may_share && !draft_.claims.empty() && may_be_part(population, base) && dice_.chance(35)) {
      fields.emplace_back("part_of", in_quotes("c" + std::to_string(base)));
      if (dice_.chance(60)) {
        fields.emplace_back("figure", share());
        return;
      }
    }
    fields.emplace_back("figure", figure_near(happened(population, span.from, span.to)));
  }

  // What the reader would refuse, for the most part: the population of a part lies in that of its base.
  bool may_be_part(int population, int base) const {
    const int whole = population_[static_cast<std::size_t>(base)];
    if (population == whole || whole == 0) return true;
    const Fields& fields = draft_.populations[static_cast<std::size_t>(population)].second;
    return std::any_of(fields.begin(), fields.end(), [&](const auto& field) {
      return field.first == "within" && field.second.find(population_name(whole)) != std::string::npos;
    });
  }

  void write_readings(DraftClaim& claim, int population) {
    const bool figures = dice_.chance(40);
    const int count = dice_.between(2, 3);
    if (figures) write_one(claim.fields, population, false);
    if (figures) std::erase_if(claim.fields, [](const auto& f) { return f.first == "figure"; });
    for (int r = 0; r < count; ++r) {
      Fields reading;
      if (figures) {
        reading.emplace_back("figure", std::to_string(dice_.between(0, 2 * size_.largest)));
      } else {
        const int last = static_cast<int>(draft_.populations.size()) - 1;
        write_one(reading, dice_.chance(70) ? population : dice_.between(0, last), r == 0);
      }
      claim.readings.push_back(reading);
    }
  }

  void write_extras(DraftClaim& claim, const std::string& source) {
    if (dice_.chance(15)) {
      const int day = dice_.between(size_.days / 2, size_.days);
      claim.fields.emplace_back("said", in_quotes(dice_.chance(60) ? date(day) : hour(2 * day + 1)));
    }
    if (dice_.chance(4)) claim.fields.emplace_back("withdrawn", in_quotes(date(size_.days)));
    if (draft_.claims.empty()) return;
    const auto other = static_cast<std::size_t>(dice_.between(0, static_cast<int>(draft_.claims.size()) - 1));
    const std::string id = in_quotes(draft_.claims[other].id);
    if (dice_.chance(5)) claim.fields.emplace_back("disputes", "[" + id + "]");
    const bool own = draft_.claims[other].fields.front().second == in_quotes(source);
    if (own && dice_.chance(20)) claim.fields.emplace_back("corrects", id);
    if (dice_.chance(4)) claim.fields.emplace_back("repeats", id);
  }

  Dice& dice_;
  const RandomSize& size_;
  int halves_ = 0;
  bool with_stocks_ = false;
  Draft draft_;
  std::vector<int> population_;
  std::vector<int> moment_half_;
  std::vector<std::vector<int>> released_;
  std::vector<Span> used_;
};

}  // namespace

std::string in_quotes(const std::string& text) { return "\"" + text + "\""; }

std::string json_text(const Draft& draft) {
  std::string claims;
  for (const DraftClaim& claim : draft.claims) claims += (claims.empty() ? "\n    " : ",\n    ") + claim_text(claim);
  std::string out = "{\n  \"reltrack\": 1,\n  \"title\": \"random\",\n  \"sources\": " + objects(draft.sources);
  out += ",\n  \"populations\": " + objects(draft.populations);
  if (!draft.measures.empty()) out += ",\n  \"measures\": " + objects(draft.measures);
  if (!draft.moments.empty()) out += ",\n  \"moments\": " + objects(draft.moments);
  return out + ",\n  \"claims\": [" + claims + "\n  ]\n}\n";
}

Draft random_draft(Dice& dice, const RandomSize& size) { return Writer(dice, size).take(); }

}  // namespace reltrack::judge
