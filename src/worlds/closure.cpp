#include "worlds/closure.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "worlds/model.hpp"
#include "worlds/several_at_once.hpp"

namespace reltrack::worlds {

namespace {

// The whole cost of closing is in these two.
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

// Nodes that are a known number apart, as a series of exact figures leaves nearly all: each group is closed as one
// node.
class RigidGroups {
 public:
  // Finds them: each entry and the one back add up to nothing.
  explicit RigidGroups(const std::vector<Count*>& most) : of_(most.size(), kUnknown), ahead_(most.size(), 0) {
    for (std::size_t u = 0; u < most.size(); ++u) {
      if (of_[u] == kUnknown) collect(most, u);
    }
  }

  std::size_t size() const { return size_; }

  // What the entries say of the groups, by row; absent where two of a group contradict each other.
  std::optional<std::vector<std::vector<Count>>> fold(const std::vector<Count*>& most) const {
    std::vector<std::vector<Count>> out(size_, std::vector<Count>(size_, Closure::kNone));
    for (std::size_t g = 0; g < size_; ++g) out[g][g] = 0;
    for (std::size_t u = 0; u < most.size(); ++u) {
      for (std::size_t v = 0; v < most.size(); ++v) {
        if (!Closure::finite(most[u][v])) continue;
        Count& entry = out[of_[u]][of_[v]];
        entry = std::min(entry, most[u][v] + ahead_[u] - ahead_[v]);
      }
      if (out[of_[u]][of_[u]] < 0) return std::nullopt;
    }
    return out;
  }

  void unfold(const std::vector<Count*>& closed, const std::vector<Count*>& most) const {
    for (std::size_t u = 0; u < most.size(); ++u) {
      for (std::size_t v = 0; v < most.size(); ++v) {
        const Count between = closed[of_[u]][of_[v]];
        if (Closure::finite(between)) most[u][v] = between + ahead_[v] - ahead_[u];
      }
    }
  }

 private:
  static constexpr std::size_t kUnknown = static_cast<std::size_t>(-1);

  void collect(const std::vector<Count*>& most, std::size_t first) {
    of_[first] = size_;
    std::vector<std::size_t> open{first};
    while (!open.empty()) {
      const std::size_t u = open.back();
      open.pop_back();
      for (std::size_t v = 0; v < most.size(); ++v) {
        if (of_[v] != kUnknown || !Closure::finite(most[u][v]) || most[u][v] + most[v][u] != 0) continue;
        of_[v] = size_;
        ahead_[v] = ahead_[u] + most[u][v];
        open.push_back(v);
      }
    }
    ++size_;
  }

  std::vector<std::size_t> of_;  // by node
  std::vector<Count> ahead_;     // by node: its number less that of its group's first
  std::size_t size_ = 0;
};

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

bool relax_groups(const std::vector<Count*>& most) {
  const RigidGroups groups(most);
  if (groups.size() == most.size()) return relax_all(most);
  std::optional<std::vector<std::vector<Count>>> folded = groups.fold(most);
  if (!folded) return false;
  std::vector<Count*> rows;
  for (std::vector<Count>& row : *folded) rows.push_back(row.data());
  if (!relax_all(rows)) return false;
  groups.unfold(rows, most);
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
  const bool sound = close_one_by_one(*next, now);
  if (sound) rows_ = std::move(next);
  if (sound && !put_.empty()) last_ = now;
  put_.clear();
  return sound;
}

// Those first that others follow from: of what was passed from a closed network, most says nothing new then.
bool Closure::close_one_by_one(Rows& next, Generation now) {
  std::ranges::sort(put_, [](const Put& a, const Put& b) {
    const Count of_a = std::abs(a.w), of_b = std::abs(b.w);
    return of_a != of_b ? of_a < of_b : a.v - a.u > b.v - b.u;
  });
  std::size_t rows = 0;
  for (const Put& put : put_) {
    if (!insert(put, next, now, rows)) return false;
    if (rows > kRows * next.size()) return close_all(next, now);
  }
  return true;
}

// "Unbounded" plus a finite number may come out below kNone, and still counts as unbounded: figures are far smaller.
bool Closure::close_all(Rows& next, Generation now) const {
  const std::size_t n = next.size();
  std::vector<Count*> most;
  for (SharedRow& row : next) most.push_back(row.own().entries);
  for (const Put& put : put_) {
    Count& entry = most[ix(put.u)][put.v];
    entry = std::min(entry, put.w);
  }
  if (!relax_groups(most)) return false;
  for (std::size_t u = 0; u < n; ++u) {
    const SharedRow::Own row = next[u].own();
    for (std::size_t v = 0; v < n; ++v) {
      if (row.entries[v] < at(static_cast<int>(u), static_cast<int>(v))) row.changed[v] = row.last = now;
    }
    if (row.last != now && rows_ != nullptr) next[u] = (*rows_)[u];
  }
  return true;
}

// A new way to v goes over u and the edge; from there it goes on as before, to where the edge is a shorter way for u.
bool Closure::insert(const Put& put, Rows& next, Generation now, std::size_t& rows) {
  const std::size_t n = next.size(), to = ix(put.v);
  const Count* from_u = next[ix(put.u)].entries();
  const Count* from_v = next[to].entries();
  if (put.w >= from_u[put.v]) return true;
  if (finite(from_v[put.u]) && from_v[put.u] + put.w < 0) return false;
  std::size_t begin = 0, end = n;
  while (put.w + from_v[begin] >= from_u[begin]) ++begin;
  while (put.w + from_v[end - 1] >= from_u[end - 1]) --end;
  for (std::size_t a = 0; a < n; ++a) {
    const Count* from_a = next[a].entries();
    const Count to_v = from_a[put.u] + put.w;
    if (a == to || !finite(from_a[put.u]) || to_v >= from_a[put.v]) continue;
    ++rows;
    const SharedRow::Own row = next[a].own();
    row.last = now;
    relax_and_note(row.entries + begin, row.changed + begin, from_v + begin, to_v, end - begin, now);
  }
  return true;
}

}  // namespace reltrack::worlds
