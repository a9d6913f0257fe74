#include "corners.hpp"

namespace reltrack::judge {

// One claim: asserted by one side, of releases.
std::string said(const std::string& id, const std::string& population, const std::string& period,
                 const std::string& figure, const std::string& more, const std::string& source) {
  return R"({"id": ")" + id + R"(", "source": ")" + source + R"(", "population": ")" + population +
         R"(", "period": ")" + period + R"(", "figure": ")" + figure + "\"" + more + "}";
}

std::string ledger(const std::vector<std::string>& claims, const std::string& moments) {
  std::string out =
      R"("sources": {"gov": {"name": "the ministry", "kind": "official"}, "fp": {"name": "a monitor", "kind": "monitor"},
                "un": {"name": "an office", "kind": "international"}},
    "populations": {"all": {"label": "all"}, "part": {"label": "part", "within": "all"},
                    "inner": {"label": "inner", "within": "part"}, "apart": {"label": "apart"}},
    "moments": {)" +
      moments + R"(}, "claims": [)";
  for (std::size_t c = 0; c < claims.size(); ++c) out += (c == 0 ? "\n" : ",\n") + claims[c];
  return out + "]";
}

}  // namespace reltrack::judge
