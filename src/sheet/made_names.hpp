// Sources, populations and moments made from the names that claims use, where no sheet describes them.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/problems.hpp"

namespace reltrack::sheet {

// The id made from a name; what has no letter or digit that ids may have stays, for the reader to refuse.
std::string id_of_name(std::string_view name);

class MadeNames {
 public:
  struct Made {
    std::string id, name;  // the name as it was first written
    CellPlace first;
  };

  void add(std::string_view name, CellPlace place);
  const std::vector<Made>& list() const { return list_; }

  // Warns of names that differ by one letter: one of the two may be a slip, and would make two of one.
  void warn_of_near_names(std::string_view noun, Problems& problems) const;
  // "made 2 sources from the names used: ministry, foro-penal (\"Foro Penal\")"; empty where none was made.
  std::string notice(std::string_view noun) const;

 private:
  std::vector<Made> list_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
};

}  // namespace reltrack::sheet
