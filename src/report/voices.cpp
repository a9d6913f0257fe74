#include "report/voices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "base/add_new.hpp"
#include "report/folds.hpp"

namespace reltrack::report {
namespace {

constexpr std::size_t kCarriers = 4;

}  // namespace

std::vector<Voice> by_voice(const Words& words, const std::vector<Index>& claims) {
  using Common = std::tuple<Index, std::string, Index, Index, Minutes, Minutes>;
  std::map<Common, std::vector<std::size_t>> alike;  // voices, by what one voice has in common
  std::vector<Voice> out;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    const Claim& claim = words.ledger().claims[claims[i]];
    const Reading& r = claim.readings.front();
    std::vector<std::size_t>& voices = alike[{claim.source, words.said(claims[i]), r.measure, r.population,
                                              r.period.start.limits.from, r.period.end.limits.to}];
    const auto same = std::find_if(voices.begin(), voices.end(), [&](std::size_t v) {
      return one_count_said_twice(words, claims[out[v].front()], claims[i]);
    });
    if (same == voices.end()) {
      voices.push_back(out.size());
      out.push_back({i});
    } else {
      out[*same].push_back(i);
    }
  }
  return out;
}

std::string also_as(const std::vector<std::string>& figures) {
  std::vector<std::string> also;
  for (const std::string& figure : figures) {
    if (figure != figures.front()) add_new(also, figure);
  }
  return also.empty() ? figures.front() : figures.front() + ", also as " + listed(also, "or");
}

std::vector<std::string> named_voices(const Words& words, const std::vector<Index>& claims) {
  std::vector<std::string> out;
  for (const Voice& voice : by_voice(words, claims)) {
    std::vector<std::string> figures;
    for (const std::size_t i : voice) figures.push_back(words.figure(claims[i]));
    out.push_back(fmt::format("{} ({})", also_as(figures), words.who_when(claims[voice.front()])));
  }
  return out;
}

std::string carried_by(const Words& words, const std::vector<Index>& claims, const std::vector<Index>& repeats) {
  const auto& all = words.ledger().claims;
  std::vector<std::string> carriers;
  for (const Index c : claims) {
    for (const std::string& via : all[c].via) carriers.push_back(one_line(via));
  }
  const std::set<std::optional<Index>> carried(claims.begin(), claims.end());
  for (const Index c : repeats) {
    if (carried.contains(all[c].repeats)) carriers.push_back(words.short_name(all[c].source));
  }
  carriers = each_once(std::move(carriers));
  if (carriers.empty()) return {};
  const std::size_t count = carriers.size();
  if (count > kCarriers) {
    carriers.resize(kCarriers - 1);
    carriers.push_back(fmt::format("{} more", count - carriers.size()));
  }
  std::string out = ", carried by ";
  for (std::size_t i = 0; i < carriers.size(); ++i) out += (i == 0 ? "" : "; ") + carriers[i];
  return count > 1 ? out + ": one voice" : out;
}

}  // namespace reltrack::report
