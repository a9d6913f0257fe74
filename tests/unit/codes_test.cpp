// Every code of src/reader/codes.hpp is explained in docs/diagnostics.md and has a golden case in tests/cli/bad/; those
// of src/sheet/problems.hpp in docs/sheet.md and tests/cli/convert/.
#include <filesystem>
#include <regex>
#include <set>
#include <string>

#include "catch.hpp"
#include "read_file.hpp"

namespace {

namespace fs = std::filesystem;

// What the first group of the pattern matches, all over the text.
std::set<std::string> all_matches(const std::string& text, const char* pattern) {
  const std::regex code(pattern);
  std::set<std::string> out;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), code); at != std::sregex_iterator(); ++at) {
    out.insert((*at)[1].str());
  }
  return out;
}

}  // namespace

TEST_CASE("every diagnostic is documented and has a golden case") {
  const fs::path top = RELTRACK_SOURCE_DIR;
  const std::set<std::string> codes = all_matches(read_file(top / "src/reader/codes.hpp"), "\"([EW]\\d{4})\"");
  CHECK(codes.size() > 30);
  CHECK(all_matches(read_file(top / "docs/diagnostics.md"), "\\| ([EW]\\d{4}) \\|") == codes);

  std::set<std::string> seen = {"E0108"};  // no text of 1 GiB is kept for it: json_tree_test makes one
  for (const auto& entry : fs::directory_iterator(top / "tests/cli/bad")) {
    if (entry.path().extension() == ".err") seen.merge(all_matches(read_file(entry.path()), "\\[([EW]\\d{4})\\]\n"));
  }
  CHECK(seen == codes);
}

TEST_CASE("every diagnostic of sheets is documented and has a golden case") {
  const fs::path top = RELTRACK_SOURCE_DIR;
  const std::set<std::string> codes = all_matches(read_file(top / "src/sheet/problems.hpp"), "\"(S\\d{4})\"");
  CHECK(codes.size() > 10);
  CHECK(all_matches(read_file(top / "docs/sheet.md"), "\\| (S\\d{4}) \\|") == codes);

  std::set<std::string> seen;
  for (const auto& entry : fs::directory_iterator(top / "tests/cli/convert")) {
    if (entry.path().extension() == ".err") seen.merge(all_matches(read_file(entry.path()), "\\[(S\\d{4})\\]\n"));
  }
  CHECK(seen == codes);
}
