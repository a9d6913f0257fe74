#include "base/thread_beside.hpp"

#include <utility>

#include "base/heaps.hpp"

#ifdef __linux__
#include <pthread.h>
#include <sched.h>
#endif

namespace reltrack {

namespace {

// Linux may leave a new thread waiting on the processor of the one that made it for ten milliseconds, with another
// idle; which is all that a short piece takes. Once moved, it stays where it is. Requires: the thread waits.
void move_to_another_processor(std::jthread& thread) {
#ifdef __linux__
  cpu_set_t all;
  if (pthread_getaffinity_np(thread.native_handle(), sizeof all, &all) != 0) return;
  cpu_set_t others = all;
  const int here = sched_getcpu();
  if (here < 0 || here >= CPU_SETSIZE) return;
  CPU_CLR(static_cast<unsigned>(here), &others);
  if (CPU_COUNT(&others) == 0) return;
  if (pthread_setaffinity_np(thread.native_handle(), sizeof others, &others) != 0) return;
  pthread_setaffinity_np(thread.native_handle(), sizeof all, &all);
#else
  static_cast<void>(thread);
#endif
}

}  // namespace

ThreadBeside::ThreadBeside(const std::function<void()>& work) {
  std::packaged_task<void()> task(work);
  done_ = task.get_future();
  thread_ = std::jthread([this, ready = std::move(task)]() mutable {
    placed_.wait();
    open_heap_here();
    ready();
  });
  move_to_another_processor(thread_);
  placed_.count_down();
}

}  // namespace reltrack
