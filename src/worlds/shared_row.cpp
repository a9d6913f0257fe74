#include "worlds/shared_row.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <vector>

namespace reltrack::worlds {

namespace {

// Rows come and go by the thousand, of a few sizes: of those given up each thread keeps some for the next of their
// size; none where a sanitizer is to see each come and go.
class Spare {
 public:
  void* take(std::size_t bytes) {
    if (bytes > kLargest || kept(bytes).empty()) return ::operator new(rounded(bytes));
    void* const out = kept(bytes).back();
    kept(bytes).pop_back();
    bytes_ -= rounded(bytes);
    return out;
  }
  void give(void* memory, std::size_t bytes) noexcept {
    if (bytes > kLargest || bytes_ >= kMost || !has_room(kept(bytes))) return ::operator delete(memory);
    kept(bytes).push_back(memory);
    bytes_ += rounded(bytes);
  }
  ~Spare() {
    for (const auto& of_size : kept_) {
      for (void* memory : of_size) ::operator delete(memory);
    }
  }

 private:
  static constexpr std::size_t kStep = 64, kLargest = 4096;
#ifdef RELTRACK_SANITIZED
  static constexpr std::size_t kMost = 0;
#else
  static constexpr std::size_t kMost = 4 << 20;
#endif

  // For one more; none where no memory is to be had.
  static bool has_room(std::vector<void*>& of_size) noexcept {
    try {
      if (of_size.size() == of_size.capacity()) of_size.reserve(std::max<std::size_t>(64, 2 * of_size.size()));
      return true;
    } catch (const std::bad_alloc&) {
      return false;
    }
  }
  static std::size_t rounded(std::size_t bytes) { return (bytes + kStep - 1) / kStep * kStep; }
  std::vector<void*>& kept(std::size_t bytes) { return kept_[(bytes - 1) / kStep]; }

  std::array<std::vector<void*>, kLargest / kStep> kept_;
  std::size_t bytes_ = 0;
};

thread_local Spare spare;

}  // namespace

SharedRow::Head* SharedRow::make(std::size_t size) { return new (spare.take(bytes_of(size))) Head(size); }

SharedRow::Head* SharedRow::copy_of(Head* head) {
  Head* const out = make(head->size);
  out->last = head->last;
  std::uninitialized_copy_n(entries_of(head), head->size, entries_of(out));
  std::uninitialized_copy_n(changed_of(head), head->size, changed_of(out));
  return out;
}

void SharedRow::free(Head* head) noexcept {
  const std::size_t bytes = bytes_of(head->size);
  head->~Head();
  spare.give(head, bytes);
}

SharedRow::SharedRow(std::size_t size, Count value) : head_(make(size)) {
  std::uninitialized_fill_n(entries_of(head_), size, value);
  std::uninitialized_fill_n(changed_of(head_), size, Generation{0});
}

}  // namespace reltrack::worlds
