// A ledger on its way from the files: what has been read so far, the ids it may refer to, and what is wrong.
#pragma once

#include "reader/document.hpp"
#include "reader/names.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack {

// Indices of the names are those of the ledger's vectors.
struct Draft {
  Ledger ledger;
  Names sources{"source"};
  Names populations{"population"};
  Names measures{"measure"};
  Names moments{"moment"};
  Names claims{"claim"};
  Problems problems;
};

// Whether so many claims are worth a second thread: one is started while about a hundred are read.
inline bool worth_a_thread(std::size_t claims) { return claims >= 5000; }

}  // namespace reltrack
