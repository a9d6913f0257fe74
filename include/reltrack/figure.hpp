// What a claim says: `116`, `">400"`, `"56..76"`, `"~800"`, `">50%"` (docs/ledger-format.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "reltrack/count.hpp"

namespace reltrack {

// Shares are in so many parts of the base.
inline constexpr Count kShareScale = 200;

// One end of a share, in two-hundredths of the base ("6.5%" is 13), exact.
struct ShareEnd {
  int two_hundredths = 0;
  bool strict = false;  // the end itself is left out: ">50%", "less than 7.5%"
  friend bool operator==(const ShareEnd&, const ShareEnd&) = default;
};

// How many people of a base of `people` a share is that begins, or ends, there: the least whole number, or the greatest
// (-1 where there is none: less than 7.5% of nobody). Throws: CountOverflow.
Count least_of(const ShareEnd& begin, Count people);
Count most_of(const ShareEnd& end, Count people);

struct Figure {
  std::string text;      // as written
  bool percent = false;  // then share_min and share_max hold; else `people`
  CountRange people;     // `min` is always there (0 where only an upper end is written)
  std::optional<ShareEnd> share_min;
  std::optional<ShareEnd> share_max;
  friend bool operator==(const Figure&, const Figure&) = default;
};

// The figure, or a sentence for the user that says what is wrong with the text and what to write instead.
// `text` is the content of a JSON string or the literal of a JSON number.
std::variant<Figure, std::string> parse_figure(std::string_view text);

}  // namespace reltrack
