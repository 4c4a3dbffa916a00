// Why a case got its grade, leaf by leaf, and what is missing to the next one: a pure function of the rubric and the
// sheets.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "scoring/leaf_rules.h"

namespace gh::grading {

// One expert's view of one leaf.
struct ExpertScore {
  scoring::Score score = 0;
  std::vector<scoring::Deduction> deductions;
  bool without_evidence = false;
};

struct LeafExplanation {
  std::string id;
  Text title;
  scoring::Score points = 0;
  std::optional<scoring::Score> self;
  std::vector<ExpertScore> experts;    // in the order of the sheets
  std::optional<scoring::Score> mean;  // of the experts, rounded half away from zero
  scoring::Score left = 0;             // points that the experts didn't give; 0 while nobody has scored
};

struct NextGrade {
  std::string grade;
  scoring::Score points_missing = 0;
};

struct Explanation {
  std::optional<scoring::Score> self_total;
  std::optional<scoring::Score> total;  // as ranked
  std::string grade;                    // under the cap; "" below the last band, or while there is no total
  std::optional<NextGrade> next;        // absent at the top, without a total, and where the cap holds it back
  bool capped = false;                  // the score alone would come to a better grade
  std::vector<LeafExplanation> leaves;  // in the rubric's order
};

struct ExplainedSheet {
  scoring::Scores scores;
  scoring::Grounds grounds;
};

// `cap` is the best grade that may be given, or "".
Explanation explain(const policy::Rubric& rubric, const std::optional<scoring::Scores>& self,
                    const std::vector<ExplainedSheet>& sheets, std::optional<scoring::Score> total,
                    std::string_view cap);

}  // namespace gh::grading
