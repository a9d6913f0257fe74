#include "cli/memory.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace reltrack::cli {

// A thread's heap of 64 MB would grow page by page, each time with all threads waiting.
void open_heaps_whole() {
#ifdef __GLIBC__
  mallopt(M_TOP_PAD, 64 << 20);
#endif
}

void give_back_memory() {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

}  // namespace reltrack::cli
