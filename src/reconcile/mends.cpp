// Single changes, each drawn from what is on file, that resolve a problem; each verified by solving again.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "base/ascii.hpp"
#include "base/date.hpp"
#include "base/in_parallel.hpp"
#include "reconcile/record.hpp"

namespace reltrack {

namespace {

// Words that grant, plan or order a release without saying that anyone left, in Spanish and English, as stems.
constexpr std::array<std::string_view, 16> kGrantingWords = {
    "otorgad", "previst", "aprobad",  "autorizad",  "anunciad",   "acordad",   "boleta",  "permitid",
    "granted", "planned", "approved", "authorized", "authorised", "announced", "ordered", "will be"};

class Mends {
 public:
  Mends(const Record& record, Findings& findings) : record_(record), ledger_(record.ledger), findings_(findings) {}

  void run() {
    in_parallel(findings_.problems.size(), [&](std::size_t i) {
      Problem& problem = findings_.problems[i];
      for (Index c : problem.contested) {
        if (ledger_.claims[c].readings.size() == 1) mend(problem, c);
      }
    });
  }

 private:
  const Reading& reading(Index c) const { return ledger_.claims[c].readings.front(); }

  void mend(Problem& problem, Index c) {
    const Reading& said = reading(c);
    if (said.basis == Basis::asserted && said.figure && grants(ledger_.claims[c])) {
      Reading changed = said;
      changed.basis = Basis::announced;
      changed.period = as_written(changed.period);
      offer(problem, {Mend::Kind::announced, c, "basis", "announced", std::nullopt}, changed);
    }
    std::set<std::string> tried{said.period.text};
    for (Index d = 0; d < ledger_.claims.size(); ++d) {
      if (d != c && record_.selection.active(d)) take_date_of(problem, c, d, tried);
    }
    swap_digits(problem, c);
    move_year(problem, c);
  }

  // The period that another claim of the series gives the same figure, in one of its readings, if not yet tried.
  void take_date_of(Problem& problem, Index c, Index d, std::set<std::string>& tried) {
    const Reading& said = reading(c);
    for (const Reading& other : ledger_.claims[d].readings) {
      if (!same_series(c, d, other) || other.figure != said.figure || !tried.insert(other.period.text).second) continue;
      Reading changed = said;
      changed.period = as_written(other.period);
      offer(problem, {Mend::Kind::date, c, "period", changed.period.text, d}, changed);
    }
  }

  bool grants(const Claim& claim) const {
    const std::string words = lower_case(claim.quote + ' ' + claim.note);
    return std::ranges::any_of(kGrantingWords, [&](std::string_view w) { return words.find(w) != std::string::npos; });
  }

  bool same_series(Index c, Index d, const Reading& other) const {
    return record_.side(c) == record_.side(d) && reading(c).measure == other.measure &&
           reading(c).population == other.population;
  }

  // Two neighbouring digits the other way round, where an active claim gives that number of the same people and event.
  void swap_digits(Problem& problem, Index c) {
    const Reading& said = reading(c);
    if (!said.figure || said.figure->percent) return;
    const std::string& text = said.figure->text;
    std::optional<std::size_t> before;  // the digit before, of one number
    bool leads = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '.') {  // of a range, the next number
        before.reset();
        leads = true;
      }
      if (!is_digit(text[i])) continue;
      const std::optional<std::size_t> left = std::exchange(before, i);
      if (!left) continue;
      const bool first = std::exchange(leads, false);
      if (text[*left] == text[i]) continue;
      std::string swapped = text;
      std::swap(swapped[*left], swapped[i]);
      if (swapped[*left] == '0' && first) continue;  // nobody writes 010
      const auto figure = parse_figure(swapped);
      if (!std::holds_alternative<Figure>(figure)) continue;
      for (Index d = 0; d < ledger_.claims.size(); ++d) {
        const auto& readings = ledger_.claims[d].readings;
        const bool on_file =
            d != c && record_.selection.active(d) && std::ranges::any_of(readings, [&](const Reading& r) {
              return r.figure && r.figure->people == std::get<Figure>(figure).people && !r.figure->percent &&
                     r.measure == said.measure && r.population == said.population;
            });
        if (!on_file) continue;
        Reading changed = said;
        changed.figure = std::get<Figure>(figure);
        offer(problem, {Mend::Kind::digits, c, "figure", swapped, d}, changed);
        break;
      }
    }
  }

  // The year before or after, where the side's other dates in the story are of that year and this one stands apart.
  void move_year(Problem& problem, Index c) {
    const Reading& said = reading(c);
    const Period& period = said.period;
    if (period.start.moment || period.end.moment || period.start.limits.from == kBeforeAll) return;
    if (period.text.find("-02-29") != std::string::npos) return;  // the years beside have none
    for (int by : {-1, 1}) {
      const int year = civil_time(period.end.limits.from).year;
      const auto beside = [&](int wanted) {
        return std::ranges::count_if(record_.sides.at(record_.side(c)), [&](Index d) {
          const Minutes end = reading(d).period.end.limits.from;
          return d != c && end != kBeforeAll && civil_time(end).year == wanted;
        });
      };
      if (beside(year) > 0 || beside(year + by) < 2 || moved(period.end.limits.to, by) > latest_beside(c)) continue;
      Reading changed = said;
      for (PeriodEnd* end : {&changed.period.start, &changed.period.end}) {
        for (Minutes* at : {&end->limits.from, &end->limits.to}) *at = moved(*at, by);
        end->text = moved(end->text, by);
      }
      changed.period.text = moved(period.text, by);
      if (std::holds_alternative<std::string>(parse_date(changed.period.end.text))) continue;  // past the year 9999
      changed.period = as_written(std::move(changed.period));
      offer(problem, {Mend::Kind::year, c, "period", changed.period.text, std::nullopt}, changed);
    }
  }

  // Nothing is dated later than all that its side has said otherwise.
  Minutes latest_beside(Index c) const {
    Minutes out = kBeforeAll;
    for (Index d : record_.sides.at(record_.side(c))) {
      if (d != c) out = std::max(out, reading(d).period.end.limits.to);
    }
    return out;
  }

  static Minutes moved(Minutes at, int by) {
    const std::string text = format_minutes(at);
    const auto parsed = parse_date_time(moved(text, by));
    return parsed ? parsed->span.from : at;
  }

  // Every year in the text, one up or down: years are the four digits a date begins with.
  static std::string moved(std::string text, int by) {
    for (std::size_t at = 0; at + 4 <= text.size();) {
      const std::size_t slash = text.find('/', at);
      if (is_digit(text[at])) text.replace(at, 4, fmt::format("{:04}", std::stoi(text.substr(at, 4)) + by));
      if (slash == std::string::npos) break;
      at = slash + 1;
    }
    return text;
  }

  // `changed`: its period as the reader would have it, but for when the claim was said.
  void offer(Problem& problem, Mend mend, Reading changed) {
    const std::optional<DateTime>& said = ledger_.claims[mend.claim].when_said();
    if (said && !changed.period.at_moment && changed.basis != Basis::announced) {
      if (starts_after(changed.period, *said)) return;
      cut_off(changed.period, *said);
    }
    Ledger ledger = ledger_;
    const std::string& side = record_.side(mend.claim);
    ledger.claims[mend.claim].readings.front() = std::move(changed);
    // What mends it in one account is none where it breaks with the others.
    if (holds(ledger, problem, side, record_.uncontested_account(side)) &&
        holds(ledger, problem, "", record_.uncontested_joint(""))) {
      problem.mends.push_back(std::move(mend));
    }
  }

  // Whether these and the problem's claims hold together in the changed ledger; of a side, its own.
  bool holds(const Ledger& ledger, const Problem& problem, const std::string& side, std::vector<Index> claims) const {
    for (Index c : problem.contested) {
      if (side.empty() || record_.side(c) == side) claims.push_back(c);
    }
    std::ranges::sort(claims);
    claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
    const Encoding encoding = encode(ledger, record_.selection,
                                     side.empty() ? Bindingness::joint : Bindingness::account, record_.options.dropped);
    worlds::Effort effort = record_.effort();
    return Scope(encoding, claims, {}, effort).consistent(claims) == worlds::Answer::yes;
  }

  const Record& record_;
  const Ledger& ledger_;
  Findings& findings_;
};

}  // namespace

void find_mends(const Record& record, Findings& findings) { Mends(record, findings).run(); }

}  // namespace reltrack
