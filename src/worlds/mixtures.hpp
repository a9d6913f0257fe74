// Mixtures of worlds, for what lies apart: twenty problems of two repairs each have a million ways of taking one of
// each, which nobody can try.
//
// Where the world of each repair differs from one base world, what a mixture changes of a row's sum is what its repairs
// change of it, added up. So a row holds in every mixture where it does with the worst that a repair of each problem
// does to it. That is sound, and says nothing where it does not do.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "worlds/certificate.hpp"
#include "worlds/layout.hpp"
#include "worlds/witness.hpp"

namespace reltrack::worlds {

// One repair of a problem, that of all others being the first: what it leaves out, and a world of what is left.
struct Way {
  std::vector<int> left_out;  // members, sorted
  std::shared_ptr<const World> world;
};

// Whether worlds show that the members of the layout's bundles hold together but those that one way of each part leaves
// out, whichever ways are taken. `parts`: by part its ways, one at least; the first of each has the base world, the
// others worlds of a mixture in which only they are taken instead of the first. `rules`: rows that hold of all.
// `picks`: an option for each choice, which all these worlds keep to. Throws: CountOverflow.
bool any_mixture_holds(const Model& model, const Layout& layout, std::span<const NodeRow> rules,
                       std::span<const Split> picks, std::span<const std::vector<Way>> parts);

}  // namespace reltrack::worlds
