// Independent pieces of work, one a thread: what each finds must not depend on the others, nor on their order.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <future>
#include <thread>
#include <vector>

namespace reltrack {

// Whether this thread is at work on a piece: the processors are busy then.
inline thread_local bool at_a_piece = false;

class AtAPiece {
 public:
  AtAPiece() { at_a_piece = true; }
  AtAPiece(const AtAPiece&) = delete;
  AtAPiece& operator=(const AtAPiece&) = delete;
  ~AtAPiece() { at_a_piece = before_; }

 private:
  bool before_ = at_a_piece;
};

// Calls work(i) for each i below `pieces`, up to four at a time as the machine has processors; one after the other
// within a piece. Throws what a piece threw.
template <class Work>
void in_parallel(std::size_t pieces, const Work& work) {
  constexpr std::size_t kMost = 4;  // each piece may want memory of its own
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    const AtAPiece here;
    for (std::size_t i = next++; i < pieces; i = next++) work(i);
  };
  const std::size_t processors = at_a_piece ? 1U : std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::future<void>> others;
  for (std::size_t t = 1; t < std::min({pieces, processors, kMost}); ++t) {
    others.push_back(std::async(std::launch::async, take));
  }
  take();
  for (std::future<void>& other : others) other.get();
}

// Does both, the other work beside this one; each may be in pieces itself. One after the other within a piece, on one
// processor, or where it is not `worth` a thread. Throws what either threw.
template <class Work, class Other>
void beside(const Work& work, const Other& other, bool worth = true) {
  if (!worth || at_a_piece || std::thread::hardware_concurrency() < 2) {
    work();
    return other();
  }
  std::future<void> done = std::async(std::launch::async, [&] { other(); });
  work();
  done.get();
}

}  // namespace reltrack
