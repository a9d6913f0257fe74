#include "worlds/closure.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <tuple>
#include <utility>

#include "worlds/model.hpp"
#include "worlds/several_at_once.hpp"

namespace reltrack::worlds {

namespace {

// The whole cost of closing is in these four.
RELTRACK_SEVERAL_AT_ONCE
void relax(Count* row, const Count* onward, Count so_far, std::size_t size) {
  for (std::size_t v = 0; v < size; ++v) {
    const Count through = so_far + onward[v];
    row[v] = through < row[v] ? through : row[v];
  }
}

// The same, and notes what changed.
RELTRACK_SEVERAL_AT_ONCE
void relax_and_note(Count* row, Closure::Generation* changed, const Count* onward, Count so_far, std::size_t size,
                    Closure::Generation now) {
  for (std::size_t v = 0; v < size; ++v) {
    const Count through = so_far + onward[v];
    const bool better = through < row[v];
    row[v] = better ? through : row[v];
    changed[v] = better ? now : changed[v];
  }
}

// Whether a way over the row `onward`, after `so_far`, is shorter anywhere.
RELTRACK_SEVERAL_AT_ONCE
bool any_shorter(const Count* onward, Count so_far, const Count* row, std::size_t size) {
  Count any = 0;
  for (std::size_t v = 0; v < size; ++v) any |= so_far + onward[v] < row[v] ? 1 : 0;
  return any != 0;
}

// Stands in a row for what nothing bounds: no number before it makes a way of it that looks shorter.
constexpr Count kNeverShorter = Closure::kNone + Closure::kNone / 2;

// The row as ways go on over it.
RELTRACK_SEVERAL_AT_ONCE
void go_on_over(const Count* row, Count* onward, std::size_t size) {
  for (std::size_t v = 0; v < size; ++v) onward[v] = Closure::finite(row[v]) ? row[v] : kNeverShorter;
}

// Nodes from which on a network is looked through for groups before it is closed.
constexpr int kFoldedFrom = 100;

// Closing one by one is given up for closing all at once when so many rows have changed for each of a network's.
constexpr std::size_t kRows = 20;

// Rows by which all others are relaxed in turn.
constexpr std::size_t kBlock = 32;

// Takes row u on by way of k. False: there is a negative cycle.
bool relax_by(const std::vector<Count*>& most, std::size_t u, std::size_t k) {
  const Count to_k = most[u][k];
  if (u == k || !Closure::finite(to_k)) return true;
  if (to_k + most[k][u] < 0) return false;
  relax(most[u], most[k], to_k, most.size());
  return true;
}

// Floyd (1962) by blocks of rows: first among the rows of a block, then each other row by all of them, while both are
// in the cache. Stops at the first negative cycle, since entries would fall without end.
bool relax_all(const std::vector<Count*>& most) {
  const std::size_t n = most.size();
  for (std::size_t begin = 0; begin < n; begin += kBlock) {
    const std::size_t end = std::min(n, begin + kBlock);
    for (std::size_t k = begin; k < end; ++k) {
      for (std::size_t u = begin; u < end; ++u) {
        if (!relax_by(most, u, k)) return false;
      }
    }
    for (std::size_t u = 0; u < n; ++u) {
      if (begin <= u && u < end) continue;
      for (std::size_t k = begin; k < end; ++k) {
        if (!relax_by(most, u, k)) return false;
      }
    }
  }
  return true;
}

}  // namespace

std::shared_ptr<Closure::Rows> Closure::copy_of_rows() const {
  if (rows_ != nullptr) return std::make_shared<Rows>(*rows_);
  auto open = std::make_shared<Rows>();
  open->reserve(ix(size_));
  for (int u = 0; u < size_; ++u) open->emplace_back(ix(size_), kNone).own().entries[u] = 0;
  return open;
}

bool Closure::put(int u, int v, Count w) {
  if (w >= at(u, v)) return false;
  put_.push_back({u, v, w});
  return true;
}

void Closure::fix(const Count* numbers, Generation now) {
  auto next = copy_of_rows();
  const std::size_t n = next->size();
  for (std::size_t u = 0; u < n; ++u) {
    const SharedRow::Own row = (*next)[u].own();
    for (std::size_t v = 0; v < n; ++v) {
      const Count difference = numbers[v] - numbers[u];
      if (row.entries[v] != difference) row.changed[v] = row.last = now;
      row.entries[v] = difference;
    }
  }
  rows_ = std::move(next);
  put_.clear();
  last_ = now;
}

bool Closure::close(Generation now) {
  if (closed()) return true;
  auto next = copy_of_rows();
  const bool sound = take_in(*next, now);
  if (sound) rows_ = std::move(next);
  if (sound && !put_.empty()) last_ = now;
  put_.clear();
  return sound;
}

// Where exact figures leave few groups of a large network, all at once.
bool Closure::take_in(Rows& next, Generation now) {
  if (rows_ == nullptr && size_ >= kFoldedFrom) {
    const std::optional<RigidGroups> groups = rigid_groups();
    if (!groups) return false;
    if (2 * groups->size() <= next.size()) return close_all(*groups, next, now);
  }
  return close_one_by_one(next, now);
}

// Those first that others follow from: of what was passed from a closed network, most says nothing new then.
bool Closure::close_one_by_one(Rows& next, Generation now) {
  std::ranges::sort(put_, [](const Put& a, const Put& b) {
    const Count of_a = std::abs(a.w), of_b = std::abs(b.w);
    return of_a != of_b ? of_a < of_b : a.v - a.u > b.v - b.u;
  });
  std::size_t rows = 0;
  std::vector<Count> onward(next.size());
  for (const Put& put : put_) {
    if (!insert(put, next, now, onward, rows)) return false;
    if (rows <= kRows * next.size()) continue;
    const std::optional<RigidGroups> groups = rigid_groups();
    return groups && close_all(*groups, next, now);
  }
  return true;
}

// Absent where an edge and the way back, or two ties, contradict each other.
std::optional<RigidGroups> Closure::rigid_groups() const {
  RigidGroups groups(ix(size_));
  const int closed_nodes = rows_ != nullptr ? size_ : 0;
  for (int u = 0; u < closed_nodes; ++u) {
    if (groups.first_of(ix(u)) != ix(u)) continue;
    for (int v = u + 1; v < size_; ++v) {
      if (finite(at(u, v)) && at(u, v) + at(v, u) == 0) groups.tie(ix(u), ix(v), at(u, v));
    }
  }
  std::vector<Put> ways = put_;
  const auto nodes = [](const Put& put) { return std::pair(put.u, put.v); };
  std::ranges::sort(ways, {}, [](const Put& put) { return std::tuple(put.u, put.v, put.w); });
  for (const Put& put : put_) {
    Count back = at(put.v, put.u);
    const auto found = std::ranges::lower_bound(ways, std::pair(put.v, put.u), {}, nodes);
    if (found != ways.end() && nodes(*found) == std::pair(put.v, put.u)) back = std::min(back, found->w);
    if (back + put.w < 0) return std::nullopt;
    if (back + put.w == 0 && !groups.tie(ix(put.u), ix(put.v), put.w)) return std::nullopt;
  }
  groups.number();
  return groups;
}

// "Unbounded" plus a finite number may come out below kNone, and still counts as unbounded: figures are far smaller.
bool Closure::close_all(const RigidGroups& groups, Rows& next, Generation now) const {
  std::optional<std::vector<Count>> folded = fold(groups);
  if (!folded) return false;
  const std::size_t n = next.size();
  std::vector<Count*> most;
  for (std::size_t g = 0; g < groups.size(); ++g) most.push_back(&(*folded)[g * groups.size()]);
  if (!relax_all(most)) return false;
  std::vector<Count> onward(n);  // the row of a group's first node
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (std::size_t v = 0; v < n; ++v) {
      const Count between = most[g][groups.of(v)];
      onward[v] = finite(between) ? between + groups.ahead(v) : kNeverShorter;
    }
    for (std::size_t u = groups.first(g); u < n; ++u) {
      const bool shorter = groups.of(u) == g && any_shorter(onward.data(), -groups.ahead(u), next[u].entries(), n);
      if (!shorter) continue;
      const SharedRow::Own row = next[u].own();
      row.last = now;
      relax_and_note(row.entries, row.changed, onward.data(), -groups.ahead(u), n, now);
    }
  }
  return true;
}

// What is known of the groups, row by row; absent where it contradicts that a group is one.
std::optional<std::vector<Count>> Closure::fold(const RigidGroups& groups) const {
  std::vector<Count> out(groups.size() * groups.size(), kNone);
  const auto entry = [&](std::size_t of_u, std::size_t of_v) -> Count& { return out[of_u * groups.size() + of_v]; };
  const auto take = [&](std::size_t u, std::size_t v, Count w) {
    Count& known = entry(groups.of(u), groups.of(v));
    known = std::min(known, w + groups.ahead(u) - groups.ahead(v));
  };
  for (std::size_t g = 0; g < groups.size(); ++g) entry(g, g) = 0;
  const int closed_nodes = rows_ != nullptr ? size_ : 0;
  for (int u = 0; u < closed_nodes; ++u) {
    for (int v = 0; v < size_; ++v) {
      if (finite(at(u, v))) take(ix(u), ix(v), at(u, v));
    }
  }
  for (const Put& put : put_) take(ix(put.u), ix(put.v), put.w);
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (entry(g, g) < 0) return std::nullopt;
  }
  return out;
}

// A new way to v goes over u and the edge; from there it goes on as before, to where the edge is a shorter way for u.
bool Closure::insert(const Put& put, Rows& next, Generation now, std::vector<Count>& onward, std::size_t& rows) {
  const std::size_t n = next.size(), to = ix(put.v);
  const Count* from_u = next[ix(put.u)].entries();
  if (put.w >= from_u[put.v]) return true;
  go_on_over(next[to].entries(), onward.data(), n);
  if (onward[ix(put.u)] + put.w < 0) return false;
  std::size_t begin = 0, end = n;
  while (put.w + onward[begin] >= from_u[begin]) ++begin;
  while (put.w + onward[end - 1] >= from_u[end - 1]) --end;
  for (std::size_t a = 0; a < n; ++a) {
    const Count* from_a = next[a].entries();
    const Count to_v = from_a[put.u] + put.w;
    if (a == to || !finite(from_a[put.u]) || to_v >= from_a[put.v]) continue;
    ++rows;
    const SharedRow::Own row = next[a].own();
    row.last = now;
    relax_and_note(row.entries + begin, row.changed + begin, &onward[begin], to_v, end - begin, now);
  }
  return true;
}

}  // namespace reltrack::worlds
