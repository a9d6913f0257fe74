#include "worlds/closure.hpp"

#include <algorithm>

namespace reltrack::worlds {

namespace {

// The whole cost of closing is here: several times less where the processor compares several entries at once.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
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

}  // namespace

Closure::Closure(int size)
    : size_(size), stride_(static_cast<std::size_t>(size)), d_(stride_ * stride_, kNone), changed_(d_.size(), 0) {
  for (int u = 0; u < size; ++u) d_[cell(u, u)] = 0;
}

bool Closure::put(int u, int v, Count w) {
  if (w >= at(u, v)) return false;
  put_.push_back({u, v, w});
  return true;
}

bool Closure::close(Generation now) {
  if (closed()) return true;
  const std::vector<Count> before = d_;
  bool sound = true;
  if (put_.size() > stride_ / 2) {
    sound = close_all();
    for (std::size_t i = 0; sound && i < d_.size(); ++i) {
      if (d_[i] < before[i]) changed_[i] = now;
    }
  } else {
    for (const Put& put : put_) sound = sound && insert(put, now);
  }
  if (!sound) d_ = before;
  put_.clear();
  return sound;
}

// Stops at the first negative cycle, since entries would fall without end. "Unbounded" plus a finite number may come
// out below kNone, and still counts as unbounded: figures are far smaller.
bool Closure::close_all() {
  for (const Put& put : put_) d_[cell(put.u, put.v)] = std::min(d_[cell(put.u, put.v)], put.w);
  for (int k = 0; k < size_; ++k) {
    const Count* from_k = &d_[cell(k, 0)];
    for (int u = 0; u < size_; ++u) {
      const Count to_k = d_[cell(u, k)];
      if (u == k || !finite(to_k)) continue;
      if (to_k + from_k[u] < 0) return false;
      relax(&d_[cell(u, 0)], from_k, to_k, stride_);
    }
  }
  return true;
}

// A new way to v goes over u and the edge; from there it goes on as before.
bool Closure::insert(const Put& put, Generation now) {
  if (put.w >= at(put.u, put.v)) return true;
  if (finite(at(put.v, put.u)) && at(put.v, put.u) + put.w < 0) return false;
  const Count* from_v = &d_[cell(put.v, 0)];
  for (int a = 0; a < size_; ++a) {
    const Count to_v = at(a, put.u) + put.w;
    if (a == put.v || !finite(at(a, put.u)) || to_v >= at(a, put.v)) continue;
    relax_and_note(&d_[cell(a, 0)], &changed_[cell(a, 0)], from_v, to_v, stride_, now);
  }
  return true;
}

}  // namespace reltrack::worlds
