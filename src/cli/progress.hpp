// One line on standard error that says what is being worked on.
#pragma once

#include <chrono>
#include <string>

namespace reltrack::cli {

// Shows nothing before a second has passed, and nothing at all where standard error is no terminal. The line is erased
// when this goes out of scope. The clock reaches no result.
class ProgressLine {
 public:
  ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine() { erase(); }

  void show(const std::string& what);
  void erase();

 private:
  bool wanted_;
  bool shown_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

}  // namespace reltrack::cli
