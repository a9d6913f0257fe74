// generate KIND [--stories M] [--claims N] [--days D] [--populations P] [--sides S] [--wrong K] [--seed X] [--hours]
// writes a ledger to standard output; KIND is story, stories or series. Exit status 2 where it cannot.
#include <charconv>
#include <cstdio>
#include <exception>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

#include "ledgers.hpp"

namespace reltrack::bench {
namespace {

template <typename Number>
void read_number(std::string_view name, std::string_view text, Number& number) {
  const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) {
    throw std::invalid_argument(std::string(name) + ": not a number that fits: " + std::string(text));
  }
}

Shape parse(int argc, char** argv) {
  static const std::map<std::string_view, Kind> kinds = {
      {"story", Kind::story}, {"stories", Kind::stories}, {"series", Kind::series}};
  Shape shape;
  const std::map<std::string_view, int*> numbers = {
      {"--stories", &shape.stories},         {"--claims", &shape.claims}, {"--days", &shape.days},
      {"--populations", &shape.populations}, {"--sides", &shape.sides},   {"--wrong", &shape.wrong}};
  const auto kind = argc > 1 ? kinds.find(argv[1]) : kinds.end();
  if (kind == kinds.end()) throw std::invalid_argument("the first argument is story, stories or series");
  shape.kind = kind->second;
  if (shape.kind == Kind::series) shape.populations = 3;
  for (int i = 2; i < argc; ++i) {
    const std::string_view name = argv[i];
    if (name == "--hours") {
      shape.hours = true;
    } else if (i + 1 == argc) {
      throw std::invalid_argument(std::string(name) + ": unknown, or its value is missing");
    } else if (name == "--seed") {
      read_number(name, argv[++i], shape.seed);
    } else if (const auto number = numbers.find(name); number != numbers.end()) {
      read_number(name, argv[++i], *number->second);
    } else {
      throw std::invalid_argument(std::string(name) + ": unknown");
    }
  }
  return shape;
}

}  // namespace
}  // namespace reltrack::bench

int main(int argc, char** argv) {
  try {
    const std::string text = reltrack::bench::make_ledger(reltrack::bench::parse(argc, argv));
    if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return 0;
    std::fputs("generate: could not write\n", stderr);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "generate: %s\n", e.what());
  }
  return 2;
}
