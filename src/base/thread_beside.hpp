// One piece of work on a thread beside this one.
#pragma once

#include <functional>
#include <future>

namespace reltrack {

class ThreadBeside {
 public:
  // Starts the work, on another processor than this thread's where there is one. Throws std::system_error where no
  // thread can be had.
  explicit ThreadBeside(const std::function<void()>& work);
  ThreadBeside(const ThreadBeside&) = delete;
  ThreadBeside& operator=(const ThreadBeside&) = delete;
  ~ThreadBeside();
  // Waits until it is done, which the destructor does too. Throws what it threw.
  void finish() { done_.get(); }

 private:
  class Hand;
  class Crew;
  Hand& hand_;
  std::future<void> done_;
};

}  // namespace reltrack
