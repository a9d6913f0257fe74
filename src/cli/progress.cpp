#include "cli/progress.hpp"

#include "base/printable.hpp"
#include "cli/output.hpp"

namespace reltrack::cli {

namespace {

constexpr auto kPatience = std::chrono::seconds(1);
constexpr std::size_t kLongest = 60;  // bytes shown, so that the line never wraps and can be erased

}  // namespace

ProgressLine::ProgressLine() : wanted_(messages_are_terminal()) {}

void ProgressLine::show(const std::string& what) {
  if (!wanted_ || std::chrono::steady_clock::now() - start_ < kPatience) return;
  say("\r\x1b[K" + printable(what).substr(0, kLongest));
  shown_ = true;
}

void ProgressLine::erase() {
  if (shown_) say("\r\x1b[K");
  shown_ = false;
}

}  // namespace reltrack::cli
