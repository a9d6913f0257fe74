// The program's memory. Small blocks come and go by the hundred thousand, of a few sizes: of those given up each thread
// keeps some for the next of their size. The library's own malloc keeps seven of a size, and the rest of what a small
// ledger asks of it took a sixth of the time. Not where a sanitizer is to see each block come and go.
#include <array>
#include <cstddef>
#include <cstdlib>
#include <new>

#ifndef RELTRACK_SANITIZED

namespace {

constexpr std::size_t kStep = 16, kLargest = 4096;
constexpr std::size_t kMost = 3 << 20;  // bytes that a thread keeps

struct Block {
  Block* next;
};

// Blocks of at least as many steps as the index says. Trivial: a thread's end takes no work, and those of its blocks
// are few, since threads wait for more work.
struct Kept {
  std::array<Block*, kLargest / kStep + 1> of_size;
  std::size_t bytes;
};
constinit thread_local Kept kept{};

std::size_t steps_of(std::size_t bytes) { return bytes == 0 ? 1 : (bytes + kStep - 1) / kStep; }

void* from_malloc(std::size_t bytes) {
  for (;;) {
    if (void* const block = std::malloc(bytes)) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

}  // namespace

void* operator new(std::size_t bytes) {
  if (bytes > kLargest) return from_malloc(bytes);
  const std::size_t steps = steps_of(bytes);
  Block*& first = kept.of_size[steps];
  if (first == nullptr) return from_malloc(steps * kStep);
  Block* const block = first;
  first = block->next;
  kept.bytes -= steps * kStep;
  return block;
}

void operator delete(void* block, std::size_t bytes) noexcept {
  const std::size_t steps = steps_of(bytes);
  if (block == nullptr || bytes > kLargest || kept.bytes + steps * kStep > kMost) return std::free(block);
  Block*& first = kept.of_size[steps];
  first = new (block) Block{first};
  kept.bytes += steps * kStep;
}

// Of a size that is not known.
void operator delete(void* block) noexcept { std::free(block); }

#endif
