// How a leaf of a rubric may be scored, and what has to be said about a score: pure functions of the rubric and a
// sheet.
#pragma once
#include <boost/describe/class.hpp>
#include <string>
#include <vector>

#include "scoring/ranking.h"

namespace gh::scoring {

// The clause a rubric comes from: the first it cites, or "".
std::string clause_of(const policy::Rubric& rubric);

// Whether the score is one that the leaf's rule can give; 0 always is.
bool fits(const policy::Indicator& leaf, Score score);
// Why a score doesn't fit, for the one who gave it.
Text misfit_of(const policy::Indicator& leaf);

// A score for every leaf but `unscored` and those of the bonus, each one that fits, so that the sum stays as close as
// it can to that share of the points.
Scores fitting_scores(const policy::Rubric& rubric, std::int64_t permille, std::string_view unscored = "");

// Points that an expert took off a leaf, and why.
struct Deduction {
  std::string leaf;
  Score points = 0;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(Deduction, (), (leaf, points, reason))

// The answers to a questionnaire: how many, and their mean.
struct Questionnaire {
  std::string leaf;
  std::int64_t answers = 0;
  std::int64_t mean_permille = 0;
};
BOOST_DESCRIBE_STRUCT(Questionnaire, (), (leaf, answers, mean_permille))

// What a sheet says beside its scores.
struct Grounds {
  std::vector<Deduction> deductions;
  std::vector<std::string> without_evidence;  // leaves for which nothing was shown
  std::vector<Questionnaire> questionnaires;
};

// Reads the members of a sheet: deductions, without_evidence, questionnaires; each may be absent.
Grounds grounds_of(const json::value& sheet);
json::object written(const Grounds& grounds);

// Grounds that go with the scores, with the same reason for every point that is missing.
Grounds grounds_for(const policy::Rubric& rubric, const Scores& scores, const std::string& reason);

// What an expert's sheet fails to say, below `field`: rules deduction (the points of a leaf with a rule, less what was
// deducted with reasons, aren't its score; 0 where more was deducted than there is; that nothing was shown is reason
// enough for all of them), evidence_missing (points without evidence), questionnaire_mean (not the mean of enough
// answers), every_indicator (about no leaf).
std::vector<FieldError> faults_of_grounds(const policy::Rubric& rubric, std::string_view unscored, const Scores& scores,
                                          const Grounds& grounds, const std::string& field);

}  // namespace gh::scoring
