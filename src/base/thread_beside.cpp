#include "base/thread_beside.hpp"

#include <algorithm>
#include <list>
#include <mutex>
#include <semaphore>
#include <thread>
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

// A thread that does one piece of work after another, and waits in between.
class ThreadBeside::Hand {
 public:
  Hand() : thread_([this] { run(); }) { move_to_another_processor(thread_); }
  Hand(const Hand&) = delete;
  Hand& operator=(const Hand&) = delete;
  ~Hand() { start({}); }

  // Nothing to do: it ends. Requires: what it was given before is done.
  void start(std::packaged_task<void()> work) {
    given_ = std::move(work);
    begun_.release();
  }

 private:
  void run() {
    begun_.acquire();
    if (given_.valid()) open_heap_here();
    while (given_.valid()) {
      std::packaged_task<void()> work = std::move(given_);
      work();
      begun_.acquire();
    }
  }

  std::packaged_task<void()> given_;
  std::binary_semaphore begun_{0};
  std::jthread thread_;
};

// All hands there have been: to wake one that waits takes less than a new one. They end with the process.
class ThreadBeside::Crew {
 public:
  Hand& take() {
    const std::lock_guard lock(mutex_);
    if (waiting_.empty()) return busy_.emplace_front();
    busy_.splice(busy_.begin(), waiting_, waiting_.begin());
    return busy_.front();
  }
  void give_back(const Hand& hand) noexcept {
    const std::lock_guard lock(mutex_);
    const auto at = std::ranges::find_if(busy_, [&](const Hand& one) { return &one == &hand; });
    waiting_.splice(waiting_.begin(), busy_, at);
  }

  static Crew& ours() {
    static Crew crew;
    return crew;
  }

 private:
  std::mutex mutex_;
  std::list<Hand> waiting_, busy_;
};

ThreadBeside::ThreadBeside(const std::function<void()>& work) : hand_(Crew::ours().take()) {
  std::packaged_task<void()> task(work);
  done_ = task.get_future();
  hand_.start(std::move(task));
}

ThreadBeside::~ThreadBeside() {
  if (done_.valid()) done_.wait();
  Crew::ours().give_back(hand_);
}

}  // namespace reltrack
