// Whole programs, timed: what a user waits for and what the machine must hold.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace reltrack::bench {

struct Run {
  double seconds = 0;  // wall clock, from before the fork until the process has been waited for
  double cpu = 0;      // user and system, of all threads
  long peak_kib = 0;   // at least what this process held when it forked, so keep that small
  int status = 0;      // exit status; 128 + N where signal N ended it
  bool timed_out = false;
};

// Runs the program (found along PATH) with standard output to a file; status 127 where there is none.
Run run(const std::vector<std::string>& command, const std::string& output, int timeout);

// The same, the median of the times of `times` runs; stops early where one fails.
Run median_run(const std::vector<std::string>& command, const std::string& output, int timeout, int times);

// Runs the work in a process of its own, so that neither its memory nor its failure is ours. An exception is printed
// to standard error; status 1.
Run in_child(int timeout, const std::function<void()>& work);

// Seconds that the work takes here.
double seconds_of(const std::function<void()>& work);

}  // namespace reltrack::bench
