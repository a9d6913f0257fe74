// One piece of work on a thread of its own.
#pragma once

#include <functional>
#include <future>
#include <latch>
#include <thread>

namespace reltrack {

class ThreadBeside {
 public:
  // Starts the work, on another processor than this thread's where there is one. Throws std::system_error where no
  // thread can be had.
  explicit ThreadBeside(const std::function<void()>& work);
  // Waits until it is done, which the destructor does too. Throws what it threw.
  void finish() { done_.get(); }

 private:
  std::future<void> done_;
  std::latch placed_{1};
  std::jthread thread_;
};

}  // namespace reltrack
