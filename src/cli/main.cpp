#include "base/heaps.hpp"
#include "cli/cli.hpp"

int main(int argc, char** argv) {
  reltrack::open_heaps_whole();
  return static_cast<int>(reltrack::cli::run_program(argc, argv));
}
