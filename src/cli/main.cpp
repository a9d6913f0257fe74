#include "cli/cli.hpp"
#include "cli/memory.hpp"

int main(int argc, char** argv) {
  reltrack::cli::open_heaps_whole();
  return static_cast<int>(reltrack::cli::run_program(argc, argv));
}
