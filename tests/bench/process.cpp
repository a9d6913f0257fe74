#include "process.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

namespace reltrack::bench {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1'000'000;
}

// `child` does not return.
Run forked(int timeout, const std::function<void()>& child) {
  std::fflush(stdout);
  std::fflush(stderr);
  const auto start = Clock::now();
  const pid_t pid = fork();
  if (pid < 0) throw std::runtime_error("cannot fork");
  if (pid == 0) {
    alarm(static_cast<unsigned>(timeout));  // outlives exec, and ends a program that does not expect it
    child();
    _exit(70);
  }
  int status = 0;
  rusage usage{};
  while (wait4(pid, &status, 0, &usage) < 0) {
  }
  Run run;
  run.seconds = since(start);
  run.cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  run.peak_kib = usage.ru_maxrss;
  run.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.timed_out = WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM;
  return run;
}

}  // namespace

Run run(const std::vector<std::string>& command, const std::string& output, int timeout) {
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));  // as exec takes them
  words.push_back(nullptr);
  return forked(timeout, [&] {
    const int file = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || dup2(file, STDOUT_FILENO) < 0) _exit(126);
    execvp(words.front(), words.data());
    _exit(127);
  });
}

Run median_run(const std::vector<std::string>& command, const std::string& output, int timeout, int times) {
  std::vector<Run> runs;
  for (int i = 0; i < times; ++i) {
    runs.push_back(run(command, output, timeout));
    if (runs.back().status != 0) return runs.back();
  }
  const auto middle = runs.begin() + times / 2;
  std::nth_element(runs.begin(), middle, runs.end(), [](const Run& a, const Run& b) { return a.seconds < b.seconds; });
  return *middle;
}

Run in_child(int timeout, const std::function<void()>& work) {
  return forked(timeout, [&] {
    int status = 0;
    try {
      work();
    } catch (const std::exception& e) {
      std::fprintf(stderr, "bench: %s\n", e.what());
      status = 1;
    }
    std::fflush(stdout);
    _exit(status);
  });
}

double seconds_of(const std::function<void()>& work) {
  const auto start = Clock::now();
  work();
  return since(start);
}

}  // namespace reltrack::bench
