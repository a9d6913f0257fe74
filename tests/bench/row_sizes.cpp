// How the time grows: with the claims, days and populations of one story, in one long series, over many stories.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "rows.hpp"

namespace reltrack::bench {
namespace {

// One size after another; the exponent is that of the size between a line and the one before.
void grow(const Settings& settings, Shape shape, int Shape::*size, const std::vector<int>& sizes) {
  std::optional<double> before;
  int before_size = 0;
  for (const int value : sizes) {
    shape.*size = value;
    const Run ours = reconcile(settings, ledger_file(settings, shape));
    Line line = line_of(settings, describe(shape), ours);
    if (ours.status == 0 && before) {
      const double exponent = std::log(ours.seconds / *before) / std::log(static_cast<double>(value) / before_size);
      line.notes = fmt::format("exponent {:.2f}", exponent);
    }
    print(line);
    if (ours.status != 0) return;
    before = ours.seconds;
    before_size = value;
  }
}

using Repairs = std::set<std::vector<std::vector<std::string>>>;  // a problem's smallest repairs, problem by problem

// Each wrong figure is a problem of its own, with it alone to repair it.
std::string wrong_figures(const Settings& settings, const std::string& ledger) {
  Repairs wrong, found;
  const auto text = nlohmann::json::parse(read_file(ledger));
  for (const auto& claim : text.at("claims")) {
    if (claim.contains("x-right")) wrong.insert({{claim.at("id").get<std::string>()}});
  }
  const auto report = nlohmann::json::parse(read_file(report_path(settings)));
  for (const auto& problem : report.at("problems")) {
    found.insert(problem.at("repairs").get<std::vector<std::vector<std::string>>>());
  }
  std::size_t right = 0;
  for (const auto& repairs : wrong) right += found.count(repairs);
  return fmt::format("{} of {} found with their repairs, {} other problems", right, wrong.size(), found.size() - right);
}

// The ids of the claims in the report rise. Line by line: the report may be larger than memory has room for.
std::string order_of_claims(const std::string& report) {
  std::ifstream in(report);
  const std::string list = "  \"claims\": [", id = "      \"id\": ";
  std::string line, last;
  bool inside = false;
  std::size_t claims = 0;
  while (std::getline(in, line)) {
    if (line.compare(0, list.size(), list) == 0) inside = true;
    if (inside && line == "  ],") break;
    if (!inside || line.compare(0, id.size(), id) != 0) continue;
    if (line <= last) return fmt::format("claim {} out of order", line.substr(id.size()));
    last = line;
    ++claims;
  }
  return fmt::format("{} claims in order", claims);
}

}  // namespace

void growth_rows(const Settings& settings) {
  for (const bool hours : {true, false}) {
    Shape shape;
    shape.hours = hours;
    shape.claims = settings.claims.value_or(settings.quick ? 30 : 1000);
    shape.days = settings.days.value_or(settings.quick ? 20 : 60);
    using Sizes = std::vector<int>;
    grow(settings, shape, &Shape::claims, settings.quick ? Sizes{20, 40} : Sizes{100, 300, 1000, 3000});
    grow(settings, shape, &Shape::days, settings.quick ? Sizes{15, 30} : Sizes{30, 60, 120, 365});
    grow(settings, shape, &Shape::populations, settings.quick ? Sizes{2, 4} : Sizes{2, 4, 8});
  }
}

void series_rows(const Settings& settings) {
  for (const bool hours : {true, false}) {
    Shape shape;
    shape.kind = Kind::series;
    shape.populations = 3;
    shape.days = settings.days.value_or(settings.quick ? 40 : 1050);
    shape.wrong = settings.quick ? 2 : 10;
    shape.hours = hours;
    const std::string path = ledger_file(settings, shape);
    const Run ours = reconcile(settings, path);
    Line line = line_of(settings, describe(shape), ours);
    const Run checked = in_child(settings.timeout, [&] {
      if (ours.status == 0) line.notes = wrong_figures(settings, path);
      print(line);
    });
    if (checked.status != 0) print(line);
  }
}

void stories_rows(const Settings& settings) {
  for (const bool hours : {true, false}) {
    Shape shape;
    shape.kind = Kind::stories;
    shape.stories = settings.quick ? 20 : 10'000;
    shape.claims = settings.claims.value_or(settings.quick ? 20 : 100);
    shape.days = settings.days.value_or(30);
    shape.populations = 3;
    shape.hours = hours;
    const Run ours = reconcile(settings, ledger_file(settings, shape));
    Line line = line_of(settings, describe(shape), ours);
    if (ours.status == 0) {
      line.notes =
          fmt::format("{:.2f} processors, {}", ours.cpu / ours.seconds, order_of_claims(report_path(settings)));
    }
    print(line);
  }
}

}  // namespace reltrack::bench
