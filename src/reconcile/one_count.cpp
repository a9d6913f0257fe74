// The one count that would settle the most, if somebody gave it: of problems, which figures must give; of claims, which
// reading is meant.
//
// A count settles a question where what it can be under each answer has nothing in common with what it can be under any
// other: whatever it comes out as, one answer at most is left. Its ranges are those that closing gives, which hold in
// every world; so what is said to be settled is. Where none settles anything, narrowing_count.cpp looks further.
#include <algorithm>
#include <map>
#include <memory>
#include <tuple>

#include "reconcile/count_stretches.hpp"
#include "reconcile/narrowing_count.hpp"

namespace reltrack {

namespace {

using worlds::System;

// Of a question with more answers, a journalist does not ask for one count.
constexpr std::size_t kMostAnswers = 6;

// A problem, or (absent) which reading of the claim is meant.
struct Question {
  std::optional<std::size_t> problem;
  Index claim = 0;
  std::vector<Index> about;
  std::vector<std::unique_ptr<System>> answers;
};

class OneCount {
 public:
  OneCount(const Record& record, Findings& findings) : record_(record), findings_(findings), effort_(record.effort()) {}

  void run() {
    ask_of_problems();
    ask_of_readings();
    for (const Question& question : questions_) {
      for (Index c : question.about) stretches_.note(record_, c);
    }
    answer_problems();
    answer_readings();
    std::optional<std::tuple<std::size_t, Minutes, Minutes, int>> best;  // the most, then the shortest, then the first
    stretches_.each([&](const Counted& counted) {
      const std::vector<const Question*> settled = settled_by(counted);
      const std::tuple rank{questions_.size() - settled.size(), counted.to - counted.from, counted.from,
                            counted.counter};
      if (settled.empty() || (best && *best <= rank)) return;
      best = rank;
      findings_.one_count = finding(counted, settled);
    });
    if (!best) findings_.one_count = narrowing_count(record_, findings_);
  }

 private:
  void ask_of_problems() {
    for (std::size_t p = 0; p < findings_.problems.size(); ++p) {
      const Problem& problem = findings_.problems[p];
      if (problem.repairs.size() < 2 || problem.repairs.size() > kMostAnswers) continue;
      questions_.push_back({p, 0, problem.contested, {}});
    }
  }

  void ask_of_readings() {
    std::map<Index, std::size_t> holding;
    for (const ReadingFinding& r : findings_.readings) holding[r.claim] += r.holds ? 1 : 0;
    for (const auto& [claim, readings] : holding) {
      const bool open = readings >= 2 && readings <= kMostAnswers && record_.joint.choice[claim] >= 0;
      if (open && !record_.contested(claim)) questions_.push_back({std::nullopt, claim, {claim}, {}});
    }
  }

  // Without each repair in turn, the rest holds together.
  void answer_problems() {
    for (Question& question : questions_) {
      if (!question.problem) continue;
      const Problem& problem = findings_.problems[*question.problem];
      const bool joint = problem.scope == "joint";
      const Encoding& encoding = joint ? record_.joint : record_.account;
      const std::vector<Index> others =
          joint ? record_.uncontested_joint("") : record_.uncontested_account(problem.scope);
      for (const std::vector<Index>& repair : problem.repairs) {
        std::vector<Index> claims = others;
        for (const Index c : problem.contested) {
          if (std::ranges::find(repair, c) == repair.end()) claims.insert(std::ranges::lower_bound(claims, c), c);
        }
        question.answers.push_back(
            std::make_unique<System>(encoding.model, members_of(encoding, claims), stretches_.forms(), effort_));
      }
    }
  }

  void answer_readings() {
    const bool any = std::ranges::any_of(questions_, [](const Question& q) { return !q.problem; });
    if (!any) return;
    const Encoding& joint = record_.joint;
    const System all(joint.model, members_of(joint, record_.uncontested_joint("")), stretches_.forms(), effort_);
    for (Question& question : questions_) {
      if (question.problem) continue;
      for (const ReadingFinding& r : findings_.readings) {
        if (r.claim != question.claim || !r.holds) continue;
        const std::vector<worlds::Split> given{joint.meant(r.claim, r.reading)};
        question.answers.push_back(std::make_unique<System>(all, given));
      }
    }
  }

  std::vector<const Question*> settled_by(const Counted& counted) const {
    std::vector<const Question*> out;
    for (const Question& question : questions_) {
      std::vector<CountRange> ranges;
      for (const auto& system : question.answers) ranges.push_back(quick_range(*system, counted));
      bool all_apart = true;
      for (std::size_t i = 0; i < ranges.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) all_apart = all_apart && apart(ranges[i], ranges[j]);
      }
      if (all_apart && ranges.size() > 1) out.push_back(&question);
    }
    return out;
  }

  OneMoreCount finding(const Counted& counted, const std::vector<const Question*>& settled) const {
    OneMoreCount out = more_of(record_, counted);
    for (const Question* question : settled) {
      if (question->problem) {
        out.problems.push_back(*question->problem);
      } else {
        out.readings.push_back(question->claim);
      }
    }
    return out;
  }

  const Record& record_;
  Findings& findings_;
  worlds::Effort effort_;
  std::vector<Question> questions_;
  CountStretches stretches_;
};

}  // namespace

void find_one_count(const Record& record, Findings& findings) { OneCount(record, findings).run(); }

}  // namespace reltrack
