// Where results and messages go.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace reltrack::cli {

// Writes all of `text` to the file, or to standard output where there is none or it is "-". A regular file is replaced
// whole or not at all. A closed pipe is no error. Throws: OutputError.
void write_output(const std::string& text, const std::optional<std::string>& file);

// To standard error. What cannot be said there is lost.
void say(const std::string& text);

bool output_is_terminal();
bool messages_are_terminal();

// The columns of the terminal on standard output; absent where there is none.
std::optional<std::size_t> terminal_columns();

}  // namespace reltrack::cli
