#include "worlds/shared_row.hpp"

#include <memory>
#include <new>

namespace reltrack::worlds {

SharedRow::Head* SharedRow::make(std::size_t size) {
  return new (std::allocator<std::byte>().allocate(bytes_of(size))) Head(size);
}

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
  std::allocator<std::byte>().deallocate(reinterpret_cast<std::byte*>(head), bytes);
}

SharedRow::SharedRow(std::size_t size, Count value) : head_(make(size)) {
  std::uninitialized_fill_n(entries_of(head_), size, value);
  std::uninitialized_fill_n(changed_of(head_), size, Generation{0});
}

}  // namespace reltrack::worlds
