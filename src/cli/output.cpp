#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

#include "cli/cli.hpp"
#include "cli/words.hpp"

namespace reltrack::cli {

namespace {

[[noreturn]] void fail(const std::string& what, int error) {
  throw OutputError("cannot write " + what + ": " + std::generic_category().message(error));
}

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

// A new file beside `path`, written and closed, then renamed over it: readers see the old file or the new one.
void replace_file(const std::string& path, std::string_view text, const std::string& shown) {
  std::string temporary = path + ".XXXXXX";
  const int descriptor = ::mkstemp(temporary.data());
  if (descriptor < 0) fail(shown, errno);
  int error = write_all(descriptor, text);
  if (error == 0 && ::fchmod(descriptor, mode_for(path)) != 0) error = errno;
  if (error == 0 && ::fsync(descriptor) != 0) error = errno;
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error == 0 && std::rename(temporary.c_str(), path.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    fail(shown, error);
  }
}

// A device, a pipe: there is nothing to replace.
void write_through(const std::string& path, std::string_view text, const std::string& shown) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);  // NOLINT(cppcoreguidelines-pro-type-vararg)
  if (descriptor < 0) fail(shown, errno);
  int error = write_all(descriptor, text);
  if (::close(descriptor) != 0 && error == 0) error = errno;
  if (error != 0 && error != EPIPE) fail(shown, error);
}

}  // namespace

void write_output(const std::string& text, const std::optional<std::string>& file) {
  if (!file || *file == "-") {
    const int error = write_all(STDOUT_FILENO, text);
    if (error != 0 && error != EPIPE) fail("standard output", error);
    return;
  }
  const std::string shown = quote(*file);
  struct stat status {};
  if (::stat(file->c_str(), &status) != 0) {
    replace_file(*file, text, shown);  // a new file, or a folder that is not there: mkstemp will say so
  } else if (S_ISREG(status.st_mode)) {
    replace_file(std::filesystem::canonical(*file).string(), text, shown);  // what a link names, not the link
  } else {
    write_through(*file, text, shown);
  }
}

void say(const std::string& text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

bool output_is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

bool messages_are_terminal() { return ::isatty(STDERR_FILENO) == 1; }

std::optional<std::size_t> terminal_columns() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return std::nullopt;
  return size.ws_col;
}

}  // namespace reltrack::cli
