// The fields of a claim, as options of a command line or as answers at a terminal.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "reltrack/ledger.hpp"
#include "reltrack/sheet.hpp"

namespace reltrack::cli {

class Arguments;

class ClaimForm {
 public:
  void declare(Arguments& arguments);

  // Options that are missing: every claim has an id and a source, and one that does not only dispute has a figure, a
  // population and a period too.
  std::vector<std::string> missing() const;

  // Asks for what is missing, and what most claims have besides, on standard error; answers come from standard input.
  // Throws: UsageError where the answers end too early.
  void ask_for_missing(const Ledger& ledger);
  // Asks again for the fields named.
  void ask_again(const std::vector<std::string>& fields, const Ledger& ledger);

  // Those that are given, in the order in which a ledger has them.
  std::vector<ClaimField> fields() const;

 private:
  static constexpr std::size_t kFieldCount = 20;

  static std::size_t index_of(std::string_view field);
  std::optional<std::string>& value(std::string_view field) { return values_[index_of(field)]; }
  const std::optional<std::string>& value(std::string_view field) const { return values_[index_of(field)]; }
  bool given(std::string_view field) const;
  bool only_disputes() const;
  void ask(std::string_view field, const Ledger& ledger);

  std::array<std::optional<std::string>, kFieldCount> values_;
};

// The option of a field: "--part-of".
std::string option_of(std::string_view field);

}  // namespace reltrack::cli
