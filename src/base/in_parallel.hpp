// Independent pieces of work, one a thread: what each finds must not depend on the others, nor on their order.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <list>
#include <optional>
#include <system_error>
#include <thread>

#include "base/thread_beside.hpp"

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
// within a piece, and where no thread can be had. Throws what a piece threw, and leaves pieces not begun undone then.
template <class Work>
void in_parallel(std::size_t pieces, const Work& work) {
  constexpr std::size_t kMost = 4;  // each piece may want memory of its own
  std::atomic<std::size_t> next = 0;
  const auto take = [&] {
    const AtAPiece here;
    try {
      for (std::size_t i = next++; i < pieces; i = next++) work(i);
    } catch (...) {
      next = pieces;
      throw;
    }
  };
  const std::size_t processors = at_a_piece ? 1U : std::max(1U, std::thread::hardware_concurrency());
  std::list<ThreadBeside> others;
  for (std::size_t t = 1; t < std::min({pieces, processors, kMost}); ++t) {
    try {
      others.emplace_back(take);
    } catch (const std::system_error&) {
      break;
    }
  }
  take();
  for (ThreadBeside& other : others) other.finish();
}

// Does both, the other work beside this one; each may be in pieces itself. One after the other within a piece, on one
// processor, where it is not `worth` a thread or none can be had. Throws what either threw.
template <class Work, class Other>
void beside(const Work& work, const Other& other, bool worth = true) {
  std::optional<ThreadBeside> thread;
  if (worth && !at_a_piece && std::thread::hardware_concurrency() > 1) {
    try {
      thread.emplace([&] { other(); });
    } catch (const std::system_error&) {  // then after it
    }
  }
  work();
  if (!thread) return other();
  thread->finish();
}

}  // namespace reltrack
