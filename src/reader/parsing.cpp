#include "reader/parsing.hpp"

#include <fmt/format.h>

#include "reader/codes.hpp"

namespace reltrack {
namespace {

Diagnostic text_diagnostic(const json::Problem& problem, std::size_t file) {
  using What = json::Problem::What;
  Diagnostic out;
  out.span = {file, problem.begin, problem.end};
  const auto say = [&](std::string_view code, std::string message, std::string hint) {
    out.code = code;
    out.message = std::move(message);
    out.hint = std::move(hint);
  };
  switch (problem.what) {
    case What::empty:
      say(codes::kEmptyFile, "this file is empty", "`reltrack init` writes a ledger to start from");
      break;
    case What::truncated:
      say(codes::kTruncated, "the text ends too early",
          "a quote or bracket is not closed, or the file was not copied to its end");
      break;
    case What::nul:
      say(codes::kNulByte, "here is a NUL byte, which no text has",
          "a file saved as UTF-16 is full of them: save it as UTF-8");
      break;
    case What::invalid_utf8:
      say(codes::kInvalidUtf8, "this is not UTF-8", "save the file as UTF-8; older programs write Latin-1");
      break;
    case What::too_deep:
      say(codes::kTooDeep, fmt::format("brackets are nested more than {} deep", json::kDeepest),
          "a ledger needs six levels: is this one?");
      break;
    case What::too_long:
      say(codes::kTooLong, "this file has 1 GiB or more", "give it in parts: several files make one ledger");
      break;
    case What::syntax:
      say(codes::kSyntax, problem.words, problem.hint);
      break;
    case What::duplicate_key:
      say(codes::kDuplicateKey, fmt::format("\"{}\" is given twice in one object", problem.words),
          "one of the two would be lost: take one away, or rename it");
      out.notes.push_back({{file, problem.first_begin, problem.first_end}, "first given here"});
      break;
  }
  return out;
}

}  // namespace

Document parse_document(std::string_view text, std::size_t number, Problems& problems) {
  Document document{number, text, json::parse(text)};
  for (const json::Problem& problem : document.tree.problems) {
    Diagnostic& added = problems.add(text_diagnostic(problem, number));
    if (problem.what != json::Problem::What::duplicate_key || document.tree.nodes.empty()) continue;
    added.pointer = pointer_at(document, problem.begin);
  }
  return document;
}

}  // namespace reltrack
