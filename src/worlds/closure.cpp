#include "worlds/closure.hpp"

#include <algorithm>
#include <cstdlib>

namespace reltrack::worlds {

namespace {

// The whole cost of closing is here: several times less where the processor compares several entries at once.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__clang__)
#define RELTRACK_SEVERAL_AT_ONCE __attribute__((target_clones("avx2", "default"), optimize("O3")))
#else
#define RELTRACK_SEVERAL_AT_ONCE
#endif

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

// Closing one by one is given up for closing all at once when so many rows have been gone over for each of a network's.
constexpr std::size_t kRows = 20;

}  // namespace

Closure::Closure(int size) : size_(size), stride_(static_cast<std::size_t>(size)) {
  auto open = std::make_shared<Entries>();
  open->most.assign(stride_ * stride_, kNone);
  open->changed.assign(stride_ * stride_, 0);
  for (int u = 0; u < size; ++u) open->most[cell(u, u)] = 0;
  entries_ = std::move(open);
}

bool Closure::put(int u, int v, Count w) {
  if (w >= at(u, v)) return false;
  put_.push_back({u, v, w});
  return true;
}

bool Closure::close(Generation now) {
  if (closed()) return true;
  auto next = std::make_shared<Entries>(*entries_);
  const bool sound = close_one_by_one(*next, now);
  if (sound) entries_ = std::move(next), last_ = now;
  put_.clear();
  return sound;
}

// Those first that others follow from: of what was passed from a closed network, most says nothing new then.
bool Closure::close_one_by_one(Entries& next, Generation now) {
  std::ranges::sort(put_, [](const Put& a, const Put& b) {
    const Count of_a = std::abs(a.w), of_b = std::abs(b.w);
    return of_a != of_b ? of_a < of_b : a.v - a.u > b.v - b.u;
  });
  std::size_t rows = 0;
  for (const Put& put : put_) {
    if (!insert(put, next, now, rows)) return false;
    if (rows > kRows * stride_) return close_all(next, now);
  }
  return true;
}

// Stops at the first negative cycle, since entries would fall without end. "Unbounded" plus a finite number may come
// out below kNone, and still counts as unbounded: figures are far smaller.
bool Closure::close_all(Entries& next, Generation now) const {
  std::vector<Count>& most = next.most;
  for (const Put& put : put_) most[cell(put.u, put.v)] = std::min(most[cell(put.u, put.v)], put.w);
  for (int k = 0; k < size_; ++k) {
    const Count* from_k = &most[cell(k, 0)];
    for (int u = 0; u < size_; ++u) {
      const Count to_k = most[cell(u, k)];
      if (u == k || !finite(to_k)) continue;
      if (to_k + from_k[u] < 0) return false;
      relax(&most[cell(u, 0)], from_k, to_k, stride_);
    }
  }
  for (std::size_t i = 0; i < most.size(); ++i) {
    if (most[i] < entries_->most[i]) next.changed[i] = now;
  }
  return true;
}

// A new way to v goes over u and the edge; from there it goes on as before.
bool Closure::insert(const Put& put, Entries& next, Generation now, std::size_t& rows) const {
  const auto most = [&](int u, int v) { return next.most[cell(u, v)]; };
  if (put.w >= most(put.u, put.v)) return true;
  if (finite(most(put.v, put.u)) && most(put.v, put.u) + put.w < 0) return false;
  const Count* from_v = &next.most[cell(put.v, 0)];
  for (int a = 0; a < size_; ++a) {
    const Count to_v = most(a, put.u) + put.w;
    if (a == put.v || !finite(most(a, put.u)) || to_v >= most(a, put.v)) continue;
    ++rows;
    relax_and_note(&next.most[cell(a, 0)], &next.changed[cell(a, 0)], from_v, to_v, stride_, now);
  }
  return true;
}

}  // namespace reltrack::worlds
