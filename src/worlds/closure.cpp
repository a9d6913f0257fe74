#include "worlds/closure.hpp"

namespace reltrack::worlds {

namespace {

// The whole cost of closing is here: ten times less where the processor compares several entries at once.
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__clang__)
__attribute__((target_clones("avx2", "default"), optimize("O3")))
#endif
void relax(Count* row, std::int64_t* via, const Count* onward, Count so_far, std::int64_t middle, std::size_t size) {
  for (std::size_t v = 0; v < size; ++v) {
    const Count through = so_far + onward[v];
    const bool better = through < row[v] && onward[v] < Closure::kNone / 2;
    row[v] = better ? through : row[v];
    via[v] = better ? middle : via[v];
  }
}

}  // namespace

Closure::Closure(int size)
    : size_(size),
      stride_(static_cast<std::size_t>(size)),
      d_(stride_ * stride_, kNone),
      via_(stride_ * stride_, kSelf) {
  for (int u = 0; u < size; ++u) d_[cell(u, u)] = 0;
}

bool Closure::put(int u, int v, Count w, int edge) {
  if (w >= d_[cell(u, v)]) return false;
  d_[cell(u, v)] = w;
  via_[cell(u, v)] = kEdge - edge;
  return true;
}

int Closure::close() {
  for (int u = 0; u < size_; ++u) {
    if (d_[cell(u, u)] < 0) return u;
  }
  for (int k = 0; k < size_; ++k) {
    const Count* from_k = &d_[cell(k, 0)];
    for (int u = 0; u < size_; ++u) {
      const Count to_k = d_[cell(u, k)];
      if (!finite(to_k) || u == k) continue;
      if (to_k + from_k[u] < 0) {  // the first negative cycle: what it is made of is still well founded
        d_[cell(u, u)] = to_k + from_k[u];
        via_[cell(u, u)] = k;
        return u;
      }
      relax(&d_[cell(u, 0)], &via_[cell(u, 0)], from_k, to_k, k, stride_);
    }
  }
  return -1;
}

int Closure::close_after(int u, int v) {
  const Count w = at(u, v);
  if (at(v, u) + w < 0 && finite(at(v, u))) {
    d_[cell(u, u)] = at(v, u) + w;
    via_[cell(u, u)] = v;
    return u;
  }
  // First every way that ends with the new edge, then every way through it.
  for (int a = 0; a < size_; ++a) {
    const Count through = at(a, u) + w;
    if (a == u || !finite(at(a, u)) || through >= at(a, v)) continue;
    d_[cell(a, v)] = through;
    via_[cell(a, v)] = u;
  }
  const Count* from_v = &d_[cell(v, 0)];
  for (int a = 0; a < size_; ++a) {
    const Count to_v = at(a, v);
    if (a == v || !finite(to_v)) continue;
    relax(&d_[cell(a, 0)], &via_[cell(a, 0)], from_v, to_v, v, stride_);
  }
  return -1;
}

}  // namespace reltrack::worlds
