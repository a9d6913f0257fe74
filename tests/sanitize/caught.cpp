// Does on purpose what a sanitizer must catch: `caught address` reads behind an array, `caught undefined` overflows.
#include <cstdio>
#include <limits>
#include <memory>
#include <string_view>

int main(int argc, char** argv) {
  // Both depend on argc, so that no compiler can do them ahead of time.
  const std::string_view which = argc > 1 ? argv[1] : "";
  int result = 0;
  if (which == "address") {
    const std::unique_ptr<int[]> array(new int[4]{});
    result = array[static_cast<std::size_t>(argc) + 2];
  } else if (which == "undefined") {
    result = std::numeric_limits<int>::max() - 1 + argc;
  }
  std::printf("not caught: %s, %d\n", argc > 1 ? argv[1] : "", result);
  return 0;
}
