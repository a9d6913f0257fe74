#include "cli/sheet_files.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

#include "cli/inputs.hpp"
#include "cli/output.hpp"

namespace reltrack::cli {

namespace {

bool is_there(const std::string& file) {
  std::error_code none;
  return std::filesystem::exists(file, none);
}

}  // namespace

std::string sheet_file(const std::string& claims, SheetKind kind) {
  if (kind == SheetKind::claims) return claims;
  std::filesystem::path path = claims;
  const std::string extension = path.extension().string();
  return path.replace_extension(std::string(sheet_name(kind)) + extension).string();
}

std::vector<std::string> sheet_files(const std::string& claims) {
  if (claims == "-") return {};
  std::vector<std::string> files;
  for (const SheetKind kind : kSheetKinds) files.push_back(sheet_file(claims, kind));
  return files;
}

std::vector<Sheet> read_sheets(const std::string& claims) {
  std::vector<Sheet> sheets;
  for (const SheetKind kind : kSheetKinds) {
    const std::string file = sheet_file(claims, kind);
    const bool wanted = kind == SheetKind::claims || (claims != "-" && is_there(file));
    if (wanted) sheets.push_back({kind, std::move(read_inputs({file}).front())});
  }
  return sheets;
}

std::vector<std::string> write_sheets(const std::vector<std::pair<SheetKind, std::string>>& sheets,
                                      const std::string& claims, char delimiter) {
  std::vector<std::string> files;
  std::vector<std::unique_ptr<Output>> outputs;  // none replaces its file before all are written
  for (const SheetKind kind : kSheetKinds) {
    if (claims == "-" && kind != SheetKind::claims) continue;
    const std::string file = sheet_file(claims, kind);
    const auto sheet = std::find_if(sheets.begin(), sheets.end(), [&](const auto& s) { return s.first == kind; });
    if (sheet == sheets.end() && !is_there(file)) continue;
    files.push_back(file);
    outputs.push_back(std::make_unique<Output>(file));
    outputs.back()->write(sheet == sheets.end() ? sheet_without_rows(kind, delimiter) : sheet->second);
  }
  for (const auto& output : outputs) output->finish();
  return files;
}

}  // namespace reltrack::cli
