// Where results and messages go.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace reltrack::cli {

// A file, or standard output where there is none or it is "-", written piece by piece. A regular file is replaced
// whole, by finish(), or not at all. A closed pipe is no error: the rest goes nowhere.
class Output {
 public:
  // Throws: OutputError, as do the others.
  explicit Output(const std::optional<std::string>& file);
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();

  void write(std::string_view text);
  void finish();

 private:
  void open(const std::string& file);
  void open_temporary(const std::string& path);
  [[noreturn]] void fail(int error);

  std::string shown_;                 // the name, for messages
  std::string replaced_, temporary_;  // a regular file, and the new one beside it
  int descriptor_ = -1;
  bool close_ = false;
  bool closed_pipe_ = false;
};

// All of `text`, at once.
void write_output(const std::string& text, const std::optional<std::string>& file);

// To standard error. What cannot be said there is lost.
void say(const std::string& text);

bool output_is_terminal();
bool messages_are_terminal();
bool input_is_terminal();

// The columns of the terminal on standard output; absent where there is none.
std::optional<std::size_t> terminal_columns();

}  // namespace reltrack::cli
