#include "cli/cli.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

int main(int argc, char** argv) {
#ifdef __GLIBC__
  // A thread's memory grows by so much at a time: else page by page, each time with all threads waiting.
  mallopt(M_TOP_PAD, 16 << 20);
#endif
  return static_cast<int>(reltrack::cli::run_program(argc, argv));
}
