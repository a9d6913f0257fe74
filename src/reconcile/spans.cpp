#include "reconcile/spans.hpp"

#include <algorithm>

namespace reltrack {

bool may_meet(const Reading& a, const Reading& b) {
  const auto ends_where = [](const Period& first, const Period& second) {
    return first.end.moment && first.end.moment == second.start.moment;
  };
  const Span x = widest(a), y = widest(b);
  return x.from < y.to && y.from < x.to && !ends_where(a.period, b.period) && !ends_where(b.period, a.period);
}

std::vector<Span> merged(std::vector<Span> spans) {
  if (!std::ranges::is_sorted(spans)) std::ranges::sort(spans);
  std::vector<Span> out;
  for (const Span& s : spans) {
    if (s.from >= s.to) continue;
    if (!out.empty() && s.from <= out.back().to) {
      out.back().to = std::max(out.back().to, s.to);
    } else {
      out.push_back(s);
    }
  }
  return out;
}

std::vector<Span> left_over(Span whole, const std::vector<Span>& spans) {
  std::vector<Span> out;
  Minutes at = whole.from;
  for (const Span& s : spans) {
    if (s.to <= whole.from || s.from >= whole.to) continue;
    if (s.from > at) out.push_back({at, s.from});
    at = std::max(at, s.to);
  }
  if (at < whole.to) out.push_back({at, whole.to});
  return out;
}

}  // namespace reltrack
