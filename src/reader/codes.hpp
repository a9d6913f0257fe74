// The codes of diagnostics. They are stable: scripts filter by them. docs/diagnostics.md says what each asks for, and
// tests/cli/bad/ has a ledger for each.
#pragma once

#include <string_view>

namespace reltrack::codes {

// The text.
inline constexpr std::string_view kSyntax = "E0101";
inline constexpr std::string_view kTruncated = "E0102";
inline constexpr std::string_view kEmptyFile = "E0103";
inline constexpr std::string_view kNulByte = "E0104";
inline constexpr std::string_view kInvalidUtf8 = "E0105";
inline constexpr std::string_view kTooDeep = "E0106";
inline constexpr std::string_view kDuplicateKey = "E0107";
inline constexpr std::string_view kTooLong = "E0108";

// The form.
inline constexpr std::string_view kUnknownField = "E0201";
inline constexpr std::string_view kMissingField = "E0202";
inline constexpr std::string_view kWrongType = "E0203";
inline constexpr std::string_view kVersion = "E0204";
inline constexpr std::string_view kBadId = "E0205";
inline constexpr std::string_view kUnknownWord = "E0206";
inline constexpr std::string_view kBlank = "E0207";
inline constexpr std::string_view kOneReading = "E0208";

// What refers to what.
inline constexpr std::string_view kUnknownId = "E0301";
inline constexpr std::string_view kDuplicateClaim = "E0302";
inline constexpr std::string_view kCycle = "E0303";
inline constexpr std::string_view kSideName = "E0304";
inline constexpr std::string_view kClash = "E0305";
inline constexpr std::string_view kOtherSide = "E0306";
inline constexpr std::string_view kNotWithin = "E0307";
inline constexpr std::string_view kMomentLikeDate = "E0308";
inline constexpr std::string_view kNotAFlow = "E0309";
inline constexpr std::string_view kBuiltInType = "E0310";

// Figures.
inline constexpr std::string_view kFigure = "E0401";
inline constexpr std::string_view kPercentOfNothing = "E0402";

// Dates and periods.
inline constexpr std::string_view kDate = "E0501";
inline constexpr std::string_view kEndBeforeStart = "E0502";
inline constexpr std::string_view kNoStart = "E0503";
inline constexpr std::string_view kStockPeriod = "E0504";
inline constexpr std::string_view kOpenEnd = "E0505";
inline constexpr std::string_view kStartsAfterSaid = "E0506";

// Legal, but likely a slip.
inline constexpr std::string_view kSaidBeforeEnd = "W0601";
inline constexpr std::string_view kMostlyLeftOut = "W0602";
inline constexpr std::string_view kRoundExact = "W0603";
inline constexpr std::string_view kTwoFigures = "W0604";
inline constexpr std::string_view kYearSlip = "W0605";
inline constexpr std::string_view kNeverUsed = "W0606";
inline constexpr std::string_view kSameNumber = "W0607";
inline constexpr std::string_view kNotNested = "W0608";

}  // namespace reltrack::codes
