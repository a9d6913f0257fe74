#include "cli/inputs.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "cli/cli.hpp"
#include "cli/words.hpp"

namespace reltrack::cli {

namespace {

constexpr std::size_t kChunk = 1U << 16U;  // bytes a read; larger ones are no faster

struct CloseFile {
  void operator()(std::FILE* file) const { static_cast<void>(std::fclose(file)); }
};

[[noreturn]] void fail(const std::string& name, int error) {
  const std::string shown = name == "-" ? "standard input" : quote(name);
  throw InputError("cannot read " + shown + ": " + std::generic_category().message(error));
}

// Room for all of a file at once where its size is known: growing would copy it again and again.
void reserve_for(std::FILE* file, std::string& text) {
  struct stat status {};
  if (::fstat(::fileno(file), &status) == 0 && S_ISREG(status.st_mode)) {
    text.reserve(static_cast<std::size_t>(status.st_size));
  }
}

std::string read_whole(std::FILE* file, const std::string& name) {
  std::string text;
  reserve_for(file, text);
  std::vector<char> chunk(kChunk);
  std::size_t got = kChunk;
  while (got == kChunk) {
    errno = 0;
    got = std::fread(chunk.data(), 1, kChunk, file);
    text.append(chunk.data(), got);
  }
  if (std::ferror(file) != 0) fail(name, errno);
  return text;
}

}  // namespace

std::vector<InputFile> read_inputs(const std::vector<std::string>& names) {
  std::vector<InputFile> files;
  for (auto name = names.begin(); name != names.end(); ++name) {
    if (std::find(names.begin(), name, *name) != name) {
      throw UsageError(quote(*name) + " is given twice");
    }
    if (*name == "-") {
      files.push_back({*name, read_whole(stdin, *name)});
      continue;
    }
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(name->c_str(), "rb"));
    if (!file) fail(*name, errno);
    files.push_back({*name, read_whole(file.get(), *name)});
  }
  return files;
}

void keep_inputs(const std::vector<std::string>& inputs, const std::vector<std::string>& outputs) {
  namespace fs = std::filesystem;
  for (const std::string& output : outputs) {
    for (const std::string& input : inputs) {
      std::error_code none;
      if (fs::equivalent(input, output, none) && fs::is_regular_file(input, none))
        throw UsageError(quote(output) + " is read in this run, and would be written over; name another file");
    }
  }
}

}  // namespace reltrack::cli
