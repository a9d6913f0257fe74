// Ids of one kind, what they stand for, and where each was given.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reader/document.hpp"
#include "reltrack/ledger.hpp"

namespace reltrack {

// Ids of sources, of populations, of measures, of moments or of claims. Views into the documents.
class Names {
 public:
  // `noun` as in messages: "source".
  explicit Names(std::string_view noun) : noun_(noun) {}

  std::string_view noun() const { return noun_; }
  std::size_t size() const { return places_.size(); }
  std::string_view id(Index index) const { return ids_[index]; }
  // The object that declares it; empty for what is built in and not declared again.
  const Value& place(Index index) const { return places_[index]; }

  // Makes room for so many in all.
  void reserve(std::size_t names);

  std::optional<Index> find(std::string_view id) const;
  // Requires: `id` is not there yet, or empty (then it can be reached by its index only).
  Index add(std::string_view id, const Value& place);
  // Declares again what is built in.
  void set_place(Index index, const Value& place) { places_[index] = place; }

  // The index that a text of the ledger names; nothing for an absent value, an error for an unknown name.
  std::optional<Index> resolve(const Value& value, Problems& problems) const;
  // Each of a text or list of texts; unknown ones are errors and left out, as are repetitions.
  std::vector<Index> resolve_all(const Value& value, Problems& problems) const;
  // `did you mean "..."?`, or nothing.
  std::string suggestion(std::string_view id, const Problems& problems) const;

 private:
  // Open addressing: a million ids in a map of nodes would take longer to forget than to read. The hash is kept, so
  // that ids which differ are seldom looked at.
  struct Slot {
    std::uint32_t hash = 0;
    Index behind = 0;  // the index + 1; 0: free
  };
  void put(const Slot& slot);
  void make_slots(std::size_t names);

  std::string_view noun_;
  std::vector<std::string_view> ids_;
  std::vector<Value> places_;
  std::vector<Slot> slots_;
};

}  // namespace reltrack
