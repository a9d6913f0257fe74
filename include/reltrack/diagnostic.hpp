// What is wrong with a ledger, said to the person who wrote it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace reltrack {

enum class Severity { error, warning };

// Bytes [begin, end) of file number `file`.
struct SourceSpan {
  std::size_t file = 0;
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Note {
  SourceSpan span;
  std::string message;  // "first given here"
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  // stable: "E0103", "W0204"; docs/diagnostics.md lists them all
  SourceSpan span;
  std::string pointer;  // JSON Pointer of the value (RFC 6901)
  std::string message;  // what is wrong
  std::string hint;     // the way out; may be empty
  std::vector<Note> notes;
};

// A file given to the reader. `name` is "-" for standard input.
struct InputFile {
  std::string name;
  std::string text;
};

// Each as `FILE:LINE:COL: error: message [code]`, the line (cut around the place), a caret line, and the hint; sorted
// by place; after 100 errors, a count. Lines and columns count from 1, columns in code points. Control characters of
// the ledger are printed as escapes.
std::string format_diagnostics(const std::vector<Diagnostic>& diagnostics, const std::vector<InputFile>& files);

}  // namespace reltrack
