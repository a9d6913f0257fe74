// Exact answers about one system: has it a world, and the least and greatest value of a form over its worlds.
//
// Bounds come from relaxations (sound, perhaps loose), worlds from witnesses (attained, perhaps not extreme). Where the
// two meet, that is the answer. Where they do not, the simplex settles the relaxation exactly, and what it leaves open
// is split: the reading that no option satisfies, two moments whose order matters, a count that came out a fraction.
// The states that splits lead to are kept by what was decided, so all questions about a system share them, and so does
// the same system with more decided; the last ones are the cases of the proof.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "worlds/certificate.hpp"
#include "worlds/layout.hpp"
#include "worlds/relaxation.hpp"
#include "worlds/witness.hpp"

namespace reltrack::worlds {

// Steps of search allowed to one part of the work.
struct Effort {
  std::uint64_t limit = 0;
  std::uint64_t used = 0;
  bool spent() const { return used >= limit; }
};

enum class Answer { yes, no, unknown };

// One end of a range. `value` is absent where nothing bounds it. Where `tight` is false the search bound was hit: the
// value still bounds every world, but may not be attained.
struct End {
  std::optional<Count> value;
  bool tight = true;
};

class Rational;
struct Optimum;

// A world of some system of the model, by the nodes of its layout. Absent where none is known.
struct Sample {
  std::shared_ptr<const Layout> layout;
  std::shared_ptr<const World> world;
};

class System {
 public:
  // No figures can bound a count here or beyond: a world that reaches it shows that nothing does.
  static constexpr Count kBeyondFigures = Count{1} << 50;

  // `members`: by member, whether it is in. Questions may be about forms whose counters and places are among those of
  // `asked` and of the members. `given`: decisions that hold throughout (a reading that is being asked about).
  System(const Model& model, const std::vector<bool>& members, std::span<const Form> asked, Effort& effort,
         std::span<const Split> given = {});

  // A relaxation of a layout that others share, with more decided.
  System(std::shared_ptr<const Layout> layout, Relaxation relaxation, Effort& effort,
         std::span<const Split> given = {});
  // The same system with more decided.
  System(const System& base, std::span<const Split> given);
  System(System&&) = delete;
  ~System();
  // Gives up what only makes further questions quicker.
  void rest();
  // Bounds every count by the weakest of each choice's options, for this system and those made of it, while choices are
  // few. No proof can be asked for after that.
  void strengthen();

  // Where none is known, takes the world in if it is one of this system, which spares possible() the search for one.
  void learn(const Sample& sample);
  // Likewise with the world in which nothing happens.
  void learn_none();
  // Takes in worlds of this system that were met by those made of it, or that it was made of.
  void review();
  // Takes in the worlds of a system of the same layout that has all bundles of this one, and others, and takes
  // fractions up from where they stand there. `given`: what is decided here alone. Requires: that one has a world, and
  // outlives this.
  void lean_on(System& all, std::span<const Split> given = {});
  // A world met; absent where none was.
  Sample sample() const;

  Answer possible();
  // Requires: possible() said no.
  Certificate refutation();

  // Requires: possible() did not say no. `enough`: nothing beyond it is looked for; where there is nothing, it is the
  // answer.
  End least(const Form& form, std::optional<Count> enough = std::nullopt);
  End greatest(const Form& form, std::optional<Count> enough = std::nullopt);
  // What closing alone says: sound, perhaps loose, at no cost. Absent where it knows no bound.
  std::optional<Count> quick_least(const Form& form) const;
  std::optional<Count> quick_most(int counter, Place from, Place to) const;
  // The same between any two of the places: by the one and the other, in rows; Closure::kNone where it knows no bound.
  std::vector<Count> quick_mosts(int counter, std::span<const Place> places) const;
  // A world that attains the most (or least) of every count of the counter from this place at once, by the bounds that
  // closing gives; null where none was found. Where nothing bounds a count, it has kBeyondFigures or more.
  const World* corner(int counter, Place from, bool most);
  // Whether some world satisfies these rows as well, as far as fractions tell within the effort: yes with such a world,
  // kept among worlds(). Requires: possible() said yes.
  struct Found {
    Answer answer = Answer::unknown;
    std::shared_ptr<const World> world;
  };
  Found with(std::span<const Row> rows);
  // A world of the system, bent in the readings it satisfies so that the count is at least so many; null where that
  // fails, which proves nothing. Kept among worlds().
  std::shared_ptr<const World> raised(const World& world, int counter, Place from, Place to, Count at_least);
  // A world of the system as near to this one of its layout as bending brings it; null where that fails, which proves
  // nothing. Kept among worlds().
  std::shared_ptr<const World> near(const World& world);
  // For each choice an option that this world of the system satisfies, taken one after the other; -1 where that way
  // none is left.
  std::vector<Split> picks_in(const World& world) const;
  // The rows of the rules, as far as the order of places is decided.
  const std::vector<NodeRow>& rules() const;
  // Whether a world of the system is one of the system with these choices made.
  bool reads(const World& world, std::span<const Split> given) const;
  // Whether one place is known not to come after the other in any world of the system.
  bool ordered(Place before, Place after) const;
  // The counter's places in an order that this world of the system allows.
  std::vector<int> order_of(const World& world, int counter) const;

  // The same with rows (or cases) that add up to the end's value; of the greatest, for the form negated.
  struct Explained {
    End end;
    Certificate why;  // empty where the end has no value
  };
  Explained explained_least(const Form& form);
  Explained explained_greatest(const Form& form);

  // The end of a form without some bundles of the system (by position in the layout), where a world met attains what
  // the system's other edges say of it by themselves; with the rows. Requires: possible() said yes.
  struct Shown {
    Count value = 0;
    Certificate why;  // as of explained_least() and explained_greatest()
  };
  std::optional<Shown> least_without(const Form& form, std::span<const int> positions) const;
  std::optional<Shown> greatest_without(const Form& form, std::span<const int> positions) const;

  // The first world met and the last; at least one after possible() said yes. Those after so many: Met::since().
  const Met::Worlds& worlds() const;
  std::span<const std::shared_ptr<const World>> worlds_since(std::size_t& known) const;
  Count value(const Form& form, const World& world) const;
  // Whether one of them has at most so many.
  bool has_met(const Form& form, Count at_most) const;
  const Layout& layout() const { return layout_; }

 private:
  using NodeForm = std::vector<std::pair<Node, Count>>;
  struct State;
  struct Tree;
  struct Outcome;
  struct Question;
  struct Beside;
  struct Verdict;

  static std::optional<World> whole(const std::vector<Rational>& nodes);
  bool crowded() const;
  void thin();
  void plant(Relaxation relaxation, std::span<const Split> given);
  NodeForm on_nodes(const Form& form, Count sign) const;
  End extreme(const NodeForm& form, std::optional<Count> enough, Certificate* why);
  void note(Difference least, Count value);
  End find_extreme(const NodeForm& form, std::optional<Count> enough, Certificate* why);
  void explain_anew(const NodeForm& form, Certificate& why);
  std::optional<Count> bound(const State& state, const NodeForm& form) const;
  std::optional<Count> closed_bound(const State& state, const NodeForm& form) const;
  Count most(const State& state, Difference d) const;
  void explore(State& state, Question& question, Outcome& outcome);
  void inherit(State& state);
  bool try_leaves(Question& question, std::optional<Count> floor);
  bool try_witness(State& state, Question& question, std::optional<Count> target, std::vector<Split>& branch);
  bool try_world(State& state, Question& question, const std::optional<World>& world, bool endless,
                 std::vector<Split>& branch);
  bool try_closed_again(State& state, Question& question, std::optional<Count> floor, std::vector<Split>& branch);
  bool try_fixed(State& state, Question& question, std::vector<Split>& branch);
  Met::Worlds likely(const State& state, const NodeForm& form) const;
  bool try_rounded(State& state, Question& question, const Optimum& optimum, std::vector<Split>& branch);
  void settle(State& state, Question& question, Outcome& outcome, std::vector<Split>& branch);
  void follow(const std::vector<Count>& ray, State& state, Question& question, Outcome& outcome,
              std::vector<Split>& branch);
  Verdict with(State& state, Beside& asked);
  Found closed_with(const std::vector<NodeRow>& rows);
  Verdict with_read(State& state, const World& torn, const std::vector<int>& open, Beside& asked);
  std::vector<Split> picks_of(const State& state) const;
  std::vector<Split> readings_in(const std::vector<RowRef>& rows) const;
  bool can_look_ahead() const;
  void weigh(int choice, bool again);
  std::vector<int> telling(const State& state, const Question& question, std::optional<Count> floor) const;
  std::optional<std::vector<Split>> look_ahead(State& state, const Question& question, std::optional<Count> floor);
  std::shared_ptr<State> as_read(const State& state, const World& torn);
  bool dive(State& state, Question& question, std::optional<Count> floor);
  const std::vector<std::shared_ptr<State>>& children_of(State& state, const std::vector<Split>& branch);
  void descend(State& state, Question& question, Outcome& outcome, const std::vector<Split>& branch);
  void keep(State& state, std::shared_ptr<const World> world);
  std::optional<Difference> difference(const NodeForm& form) const;
  bool is_world(const State& state, const World& world) const;
  bool respects(const State& state, const World& world) const;
  bool holds_loose(const State& state, const World& world) const;
  std::vector<Split> undecided(const State& state, const World& world) const;
  std::vector<Split> misplaced(const State& state, const World& world) const;
  std::vector<std::pair<int, int>> neighbours(const State& state, const World& world,
                                              const std::vector<int>& klass) const;
  bool in_order(const World& world, const std::vector<int>& klass, int a, int b) const;
  bool reads(const State& state, const World& world, std::span<const Split> given) const;
  std::vector<Split> read(const State& state, const World& world, std::span<const Split> given) const;
  std::vector<Split> unread(const State& state, const World& world) const;
  std::vector<Split> options_of(int choice) const;
  std::vector<Split> either_order(int a, int b) const;
  std::vector<Split> any_open(const State& state) const;
  bool is_open(const State& state, const Split& split) const;
  std::vector<Split> sooner(const State& state, const Question& question, const std::vector<Split>& branch) const;
  std::vector<Split> around(const State& state, Difference d, const Rational& count) const;
  std::vector<Split> around(int counter, int from, int to, const Rational& count, bool of_level = false) const;
  std::vector<Split> fractional(const State& state, const std::vector<Rational>& nodes) const;
  std::vector<Split> fractional_level(const std::vector<Rational>& nodes) const;
  bool holds(const Relaxation& relaxation, int bundle, const World& world) const;
  std::vector<Split> fractional_count(const State& state, const NodeRow& row, Node node,
                                      const std::vector<Rational>& nodes) const;
  std::optional<Shown> shown_without(const NodeForm& form, std::span<const int> positions) const;
  Certificate certify(const Outcome& outcome, const NodeForm& form, std::optional<Count> floor) const;
  Count beyond_all();
  Count value_at(const NodeForm& form, const World& world) const;

  const Model& model_;
  std::shared_ptr<const Layout> shared_layout_;
  const Layout& layout_;
  Effort& effort_;
  std::shared_ptr<Tree> tree_;
  std::shared_ptr<State> root_;
  std::vector<std::shared_ptr<State>> leaves_;  // of the tree below the root
  std::map<std::pair<Node, bool>, std::optional<World>> corners_;
  struct Known {
    End end;
    std::optional<Certificate> why;  // where it took cases
  };
  std::map<NodePair, Known> known_;  // least of first less second, where that is tight
  std::optional<Count> beyond_;
  std::optional<Answer> possible_;
  std::optional<Certificate> refutation_;
};

}  // namespace reltrack::worlds
