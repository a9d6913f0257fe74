#include "cli/inputs.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
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

std::string read_whole(std::FILE* file, const std::string& name) {
  std::string text;
  std::size_t got = kChunk;
  while (got == kChunk) {
    const std::size_t held = text.size();
    text.resize(held + kChunk);
    errno = 0;
    got = std::fread(text.data() + held, 1, kChunk, file);
    text.resize(held + got);
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

}  // namespace reltrack::cli
