// What sources and populations are called in columns.
#pragma once

#include <string>
#include <vector>

namespace reltrack::report {

// The initials that a name ends with in brackets; the whole name where it is short; "Ministry" of "Ministry for the
// Penitentiary Service", where the first words stand for an institution; else the name cut, with dots.
std::string short_name_of(const std::string& name);

// Whether a source's name is that of more than one: "A and B". A body's name has a comma, or initials.
bool names_several(const std::string& name);

// Of each label the fewest first words that no other label begins with and that leave out nobody who is counted; its id
// where none do. `labels` and `ids` are printable and of one length.
std::vector<std::string> short_labels(const std::vector<std::string>& labels, const std::vector<std::string>& ids);

}  // namespace reltrack::report
