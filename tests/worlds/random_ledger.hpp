// Random small ledgers as JSON text, so that whatever fails can be kept as a file and read again.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace reltrack::judge {

// The same numbers from the same seed with every standard library (std::uniform_int_distribution does not promise it).
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  int between(int low, int high) {
    return low + static_cast<int>(engine_() % static_cast<std::uint64_t>(high - low + 1));
  }
  bool chance(int percent) { return between(1, 100) <= percent; }

 private:
  std::mt19937_64 engine_;
};

// A JSON object in the making: names, and values as JSON text.
using Fields = std::vector<std::pair<std::string, std::string>>;

struct DraftClaim {
  std::string id;
  Fields fields;
  std::vector<Fields> readings;
};

struct Draft {
  std::vector<std::pair<std::string, Fields>> sources, populations, measures, moments;
  std::vector<DraftClaim> claims;
};

std::string json_text(const Draft& draft);
std::string in_quotes(const std::string& text);  // between double quotes

struct RandomSize {
  int most_claims = 7;
  int days = 5;
  int largest = 12;        // most events a half-day
  bool tiny = false;       // one that brute force can go through: few claims, shares of half or more
  bool ambiguous = false;  // most claims have several readings
};

Draft random_draft(Dice& dice, const RandomSize& size);

// Every draft that is one step smaller: a claim, a reading, a field, a population less; a figure or a period shrunk.
std::vector<Draft> smaller(const Draft& draft);

}  // namespace reltrack::judge
