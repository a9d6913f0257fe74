#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "cli/cli.hpp"
#include "cli/words.hpp"

namespace reltrack::cli {

namespace {

// Returns 0, or the errno of the write that failed.
int write_all(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

// The permissions of a file that is about to be replaced or made.
mode_t mode_for(const std::string& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) == 0) return status.st_mode & 07777U;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666U & ~mask;
}

}  // namespace

Output::Output(const std::optional<std::string>& file) : shown_("standard output"), descriptor_(STDOUT_FILENO) {
  if (file && *file != "-") open(*file);
}

Output::~Output() {
  if (close_) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void Output::open(const std::string& file) {
  shown_ = quote(file);
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    open_temporary(file);  // a new file, or a folder that is not there: mkstemp will say so
  } else if (S_ISREG(status.st_mode)) {
    std::error_code wrong;
    const std::filesystem::path named = std::filesystem::canonical(file, wrong);  // by a link, not the link
    if (wrong) fail(wrong.value());
    open_temporary(named.string());
  } else {                                                     // a device, a pipe: there is nothing to replace
    descriptor_ = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg)
    if (descriptor_ < 0) fail(errno);
    close_ = true;
  }
}

// A new file beside `path`, to be renamed over it when it is complete: readers see the old file or the new one.
void Output::open_temporary(const std::string& path) {
  replaced_ = path;
  std::string name = path + ".XXXXXX";
  descriptor_ = ::mkstemp(name.data());
  if (descriptor_ < 0) fail(errno);
  close_ = true;
  temporary_ = name;
}

void Output::write(std::string_view text) {
  if (closed_pipe_) return;
  const int error = write_all(descriptor_, text);
  closed_pipe_ = error == EPIPE && temporary_.empty();
  if (error != 0 && !closed_pipe_) fail(error);
}

void Output::finish() {
  int error = 0;
  if (!temporary_.empty()) {
    if (::fchmod(descriptor_, mode_for(replaced_)) != 0) error = errno;
    if (error == 0 && ::fsync(descriptor_) != 0) error = errno;
  }
  if (close_) {
    close_ = false;
    if (::close(descriptor_) != 0 && error == 0) error = errno;
  }
  if (!temporary_.empty() && error == 0 && std::rename(temporary_.c_str(), replaced_.c_str()) != 0) error = errno;
  if (error != 0 && error != EPIPE) fail(error);
  temporary_.clear();
}

void Output::fail(int error) {
  throw OutputError("cannot write " + shown_ + ": " + std::generic_category().message(error));
}

void write_output(const std::string& text, const std::optional<std::string>& file) {
  Output output(file);
  output.write(text);
  output.finish();
}

void say(const std::string& text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

bool input_is_terminal() { return ::isatty(STDIN_FILENO) == 1; }

bool messages_are_terminal() { return ::isatty(STDERR_FILENO) == 1; }

std::optional<std::size_t> terminal_columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

}  // namespace reltrack::cli
