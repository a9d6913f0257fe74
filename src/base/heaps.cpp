#include "base/heaps.hpp"

#include <cstdint>
#include <cstdlib>  // says whether the library is GNU's

#if defined(__GLIBC__) && !defined(RELTRACK_SANITIZED)
#define RELTRACK_HAS_HEAPS
#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>
#endif

namespace reltrack {

#ifdef RELTRACK_HAS_HEAPS

namespace {

constexpr std::size_t kPage = 4 << 10, kLargePage = 2 << 20;
constexpr int kHeap = 64 << 20;   // a thread's, at most
constexpr int kBlock = 32 << 20;  // the largest that is taken from a heap

bool opened = false;
thread_local void* volatile passed_over = nullptr;  // volatile: what nobody reads would not be taken at all

}  // namespace

// A thread's heap would grow page by page, each time with all threads waiting. Where addresses are rationed, it may.
void open_heaps_whole() {
  rlimit addresses{};
  if (getrlimit(RLIMIT_AS, &addresses) != 0 || addresses.rlim_cur != RLIM_INFINITY) return;
  opened = mallopt(M_TOP_PAD, kHeap) == 1 && mallopt(M_MMAP_THRESHOLD, kBlock) == 1;
  open_heap_here();
}

// Touching small pages for the first time took a third of what a ledger of forty claims takes. The heap keeps what is
// advised of a block and freed. A large page of which some was touched before stays small, so the rest of the first is
// passed over for good, and never touched.
void open_heap_here() {
  if (!opened) return;
  void* block = std::malloc(kBlock - kPage);
  if (block == nullptr) return;
  const auto at = reinterpret_cast<std::uintptr_t>(block);
  madvise(static_cast<char*>(block) - at % kPage, kBlock - kPage, MADV_HUGEPAGE);
  std::free(block);
  passed_over = std::malloc(kLargePage - at % kLargePage);
}

void give_back_memory() { malloc_trim(0); }

#else

void open_heaps_whole() {}
void open_heap_here() {}
void give_back_memory() {}

#endif

}  // namespace reltrack
