// One row of a closed network's entries, and when each of them last changed. Copies share it until one is written to:
// most of what a decision leaves of a network is rows as they were, so copies of networks cost little room.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <new>
#include <utility>

#include "reltrack/count.hpp"

namespace reltrack::worlds {

class SharedRow {
 public:
  using Generation = std::uint32_t;

  // Every entry is `value`, and none has changed.
  SharedRow(std::size_t size, Count value);
  SharedRow(const SharedRow& other) noexcept : head_(other.head_) {
    head_->users.fetch_add(1, std::memory_order_relaxed);
  }
  SharedRow(SharedRow&& other) noexcept : head_(std::exchange(other.head_, nullptr)) {}
  SharedRow& operator=(SharedRow other) noexcept {
    std::swap(head_, other.head_);
    return *this;
  }
  ~SharedRow() {
    if (head_ != nullptr) give_up(head_);
  }

  const Count* entries() const { return entries_of(head_); }
  const Generation* changed() const { return changed_of(head_); }  // by entry
  Generation last() const { return head_->last; }                  // the latest of them

  // What may be written to: no other's from then on.
  struct Own {
    Count* entries;
    Generation* changed;
    Generation& last;
  };
  Own own() {
    if (head_->users.load(std::memory_order_acquire) > 1) give_up(std::exchange(head_, copy_of(head_)));
    return {entries_of(head_), changed_of(head_), head_->last};
  }

 private:
  // The entries follow it, and then when each of them changed.
  struct alignas(Count) Head {
    explicit Head(std::size_t n) : size(static_cast<std::uint32_t>(n)) {}
    std::atomic<std::uint32_t> users = 1;
    std::uint32_t size;
    Generation last = 0;
  };
  static std::size_t bytes_of(std::size_t size) { return sizeof(Head) + size * (sizeof(Count) + sizeof(Generation)); }
  static Head* make(std::size_t size);
  static void give_up(Head* head) noexcept {
    if (head->users.fetch_sub(1, std::memory_order_acq_rel) == 1) free(head);
  }
  static void free(Head* head) noexcept;
  static Count* entries_of(Head* head) { return std::launder(reinterpret_cast<Count*>(head + 1)); }
  static Generation* changed_of(Head* head) {
    return std::launder(reinterpret_cast<Generation*>(entries_of(head) + head->size));
  }
  static Head* copy_of(Head* head);

  Head* head_;
};

}  // namespace reltrack::worlds
