// One sentence for each thing found, the same in every format, with a sum that a reader can re-add. What is at fault is
// never said: only what does not fit together, and what would.
#pragma once

#include <string>
#include <vector>

#include "reltrack/findings.hpp"
#include "reltrack/selection.hpp"
#include "report/wording.hpp"

namespace reltrack::report {

// The sum that shows a conflict, in the order in which a reader re-adds it: "99 + 88 + 116 = 303, 143 more than 160",
// "863 held on 29 Dec less 806 held on 12 Jan: at least 57 left, 17 more than 40". What only cases settle shows the
// one that comes nearest to holding. How many are too many is said only where the sum tells: it is the shortfall.
std::string clash_sum(const Words& words, const Proof& proof);

// What is wrong where no figure is needed to show it: "40 is part of 100, but does not lie within its time".
std::string no_order(const Words& words, const Proof& proof);

// In the order of the times that they speak of, as a reader adds them up.
std::vector<ProofTerm> in_time(std::vector<ProofTerm> terms);

// The at-least terms that carry something: that there are 0 or more goes without saying. (Of 0 at most it does not.)
std::vector<ProofTerm> telling(std::vector<ProofTerm> at_least);

// The claims whose figures a proof adds up, in whichever case; each once.
std::vector<Index> claims_in(const Proof& proof);

// Whether what a conflict's at-least figures have over its at-most ones is its shortfall: each is taken once.
bool tells_shortfall(const Proof& proof);
std::size_t count_leaves(const Proof& proof);  // cases without cases of their own
// The case in which the figures are least off; of those in which none is, the first.
const Proof& nearest_leaf(const Proof& proof);
// Of a range's proof, the case that gives its least (or greatest) value, `end`; absent where none gives as much. A case
// that gives less cannot be: its sum contradicts itself.
const Proof* ending_leaf(const Proof& proof, bool least, Count end);

// The sum behind one end of a range: "116 - 65 = 51". Empty where that is a lone figure, or takes too many. `least`:
// the least value, from at-least figures less at-most ones; else the greatest. What takes cases shows the one that
// gives `end`.
std::string range_sum(const Words& words, const Proof& proof, bool least, Count end);

std::string conflict_statement(const Words& words, const Conflict& conflict);

// "one of these must give", "two of these must give", "either 99 and 88, or 160 must give".
std::string must_give(const Words& words, const Problem& problem);
// "187 or 194 in December 2025?"
std::string problem_question(const Words& words, const Problem& problem);
std::string problem_statement(const Words& words, const Findings& findings, const Problem& problem);
// `two`: of the figures that do not fit there are two. `listed`: they stand above, so the figure alone names its claim.
std::string mend_statement(const Words& words, const Mend& mend, bool two = false, bool listed = false);

// The period of a claim in all its readings: "11-12 or 8-12 Jan".
std::string all_periods(const Words& words, Index claim, Years years);
// The period that all these claims speak of, or nothing.
std::string common_period(const Words& words, const std::vector<Index>& claims);
// ", so far" where some of these readings has a period that was not over on the day when the claim was said: its
// figure is of what was counted until then. Else empty.
std::string_view so_far(const Claim& claim, const std::vector<Index>& readings);
// "withdrawn on 7 Mar", "corrected to 178"; empty of an active claim.
std::string why_left_out(const Words& words, const Selection& selection, Index claim);
// "repeats 160 (Ministry, 5 Mar), corrected to 116": of a repeat, what it carries on, and why that is left out.
std::string repeats_words(const Words& words, const Selection& selection, Index repeat);

// "at least 51 released on 12 Jan".
std::string condition_fact(const Words& words, const Condition& condition);
// "406 - 401 = 5 (Jorge Rodríguez, 13 Jan; Delcy Rodríguez, 14 Jan)".
std::string condition_ground(const Words& words, const Condition& condition);
std::string condition_statement(const Words& words, const Condition& condition);

// "any exact figure for 23 Dec (released, people)".
std::string one_count_fact(const Words& words, const OneMoreCount& count);
// "p-yy3x21j and what was meant by 406 (Delcy Rodríguez, 14 Jan)".
std::string one_count_settles(const Words& words, const Findings& findings, const OneMoreCount& count);
std::string one_count_statement(const Words& words, const Findings& findings, const OneMoreCount& count);

// "Search not finished: conflicts (more of them, or by how much, may be missing)."; empty where it was.
std::string unfinished(const SearchState& search);

// What other sides say of a claim's count, over all readings that hold: "76 or more, by reading", "nothing on file".
std::string implied_words(const ClaimFinding& finding);

// "99 (Ministry, 25 Dec), 116 (Ministry, 12 Jan) and 3 others"
std::string named_list(const Words& words, const std::vector<Index>& claims, std::string_view last);

}  // namespace reltrack::report
