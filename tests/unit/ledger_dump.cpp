#include "ledger_dump.hpp"

#include <fmt/format.h>

#include <iterator>
#include <optional>
#include <vector>

namespace reltrack {
namespace {

class Dump {
 public:
  explicit Dump(const Ledger& ledger) : ledger_(ledger) {}

  std::string all() {
    line("ledger", ledger_.title, ledger_.about, ledger_.timezone);
    for (const Source& s : ledger_.sources) {
      line("source", s.id, s.name, static_cast<int>(s.kind), s.side, s.role, s.url, s.note);
    }
    for (const Population& p : ledger_.populations) {
      line("population", p.id, p.label, list(p.within), p.disjoint, p.definition, p.url, p.note);
    }
    for (const Measure& m : ledger_.measures) {
      line("measure", m.id, m.label, static_cast<int>(m.type), list(m.in), list(m.out));
    }
    for (const Moment& m : ledger_.moments) {
      line("moment", m.id, m.label);
      for (const TimeSpan& span : m.between) line("between", span.from, span.to);
    }
    for (const Claim& claim : ledger_.claims) dump(claim);
    return std::move(out_);
  }

 private:
  void dump(const Claim& c) {
    line("claim", c.id, c.source, c.has_readings, when(c.said), when(c.published), when(c.withdrawn), maybe(c.corrects),
         maybe(c.repeats), list(c.disputes), list(c.via), list(c.url), list(c.archived), c.quote, c.language, c.note);
    for (const Reading& r : c.readings) {
      line("reading", r.label, r.population, r.measure, static_cast<int>(r.basis), r.figure ? r.figure->text : "none",
           r.period.text, r.period.start.limits.from, r.period.start.limits.to, r.period.end.limits.from,
           r.period.end.limits.to, maybe(r.part_of));
    }
  }

  template <typename Item>
  static std::string list(const std::vector<Item>& items) {
    std::string out;
    for (const Item& item : items) out += fmt::format("<{}>", item);
    return out;
  }
  static std::string maybe(const std::optional<Index>& index) { return index ? fmt::format("{}", *index) : "none"; }
  static std::string when(const std::optional<DateTime>& at) {
    return at ? fmt::format("{}-{} {}", at->span.from, at->span.to, at->has_hour) : "none";
  }

  template <typename... Parts>
  void line(const Parts&... parts) {
    (fmt::format_to(std::back_inserter(out_), "{}|", parts), ...);
    out_ += '\n';
  }

  const Ledger& ledger_;
  std::string out_;
};

}  // namespace

std::string dump(const Ledger& ledger) { return Dump(ledger).all(); }

}  // namespace reltrack
