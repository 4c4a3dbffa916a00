// Grades explained, on the scores that Foshan printed in 2018.
#include "grading/explanation.h"

#include <gtest/gtest.h>

#include "grading/validity.h"

namespace gh::grading {
namespace {

policy::Rubric thousand_points() {
  policy::Rubric out;
  out.denominator = 10;
  out.total = 10'000;
  for (const auto& [id, points] : {std::pair<const char*, std::int64_t>{"1", 6'000}, {"2", 4'000}}) {
    policy::Indicator leaf;
    leaf.id = id;
    leaf.points = points;
    leaf.kind = policy::LeafRule::evidence_missing;
    out.indicators.push_back(std::move(leaf));
  }
  out.bands = {{"5A", 9'510}, {"4A", 9'010}, {"3A", 8'510}, {"2A", 8'010}, {"1A", 7'010}};
  return out;
}

struct Printed {
  std::int64_t tenths;
  const char* grade;
};

TEST(Grade, TheScoresPrintedInFoshanIn2018ComeToTheGradesPrintedThere) {
  for (const Printed& one :
       {Printed{9'807, "5A"}, {9'722, "5A"}, {9'640, "5A"}, {9'622, "5A"}, {9'613, "5A"}, {9'510, "5A"}, {9'303, "4A"}})
    EXPECT_EQ(capped_grade(thousand_points(), one.tenths, ""), one.grade) << one.tenths;
}

TEST(Explanation, NinePointFiveZeroNineIsFourAAndATenthOfAPointIsMissing) {
  const auto below = explain(thousand_points(), {}, {}, 9'509, "");
  EXPECT_EQ(below.grade, "4A");
  ASSERT_TRUE(below.next);
  EXPECT_EQ(below.next->grade, "5A");
  EXPECT_EQ(below.next->points_missing, 1);
  const auto there = explain(thousand_points(), {}, {}, 9'510, "");
  EXPECT_EQ(there.grade, "5A");
  EXPECT_FALSE(there.next);
}

TEST(Explanation, BelowTheLastBandTheFirstGradeIsNext) {
  const auto low = explain(thousand_points(), {}, {}, 7'000, "");
  EXPECT_EQ(low.grade, "");
  EXPECT_EQ(low.next->grade, "1A");
  EXPECT_EQ(low.next->points_missing, 10);
}

TEST(Explanation, WhereTheCapHoldsAGradeDownNoPointIsMissing) {
  const auto capped = explain(thousand_points(), {}, {}, 9'600, "3A");
  EXPECT_EQ(capped.grade, "3A");
  EXPECT_TRUE(capped.capped);
  EXPECT_FALSE(capped.next);
  const auto at_the_cap = explain(thousand_points(), {}, {}, 8'600, "3A");
  EXPECT_FALSE(at_the_cap.capped);
  EXPECT_FALSE(at_the_cap.next);
}

TEST(Explanation, EachLeafHasWhatItsOwnerTheExpertsAndTheirReasonsSay) {
  const scoring::Scores self{{"1", 5'900}, {"2", 4'000}};
  const std::vector<ExplainedSheet> sheets = {
      {{{"1", 5'800}, {"2", 3'000}}, {{{"1", 200, "规划未检查"}, {"2", 1'000, "无调研报告"}}, {}, {}}},
      {{{"1", 5'801}, {"2", 0}}, {{{"1", 199, "计划缺失"}, {"2", 4'000, "没有材料"}}, {"2"}, {}}}};
  const auto told = explain(thousand_points(), self, sheets, 7'301, "");
  EXPECT_EQ(told.self_total, 9'900);
  ASSERT_EQ(told.leaves.size(), 2U);
  EXPECT_EQ(told.leaves[0].self, 5'900);
  EXPECT_EQ(told.leaves[0].mean, 5'801) << "5800.5 rounds away from zero";
  EXPECT_EQ(told.leaves[0].left, 199);
  EXPECT_EQ(told.leaves[0].experts[0].deductions[0].reason, "规划未检查");
  EXPECT_FALSE(told.leaves[0].experts[1].without_evidence);
  EXPECT_TRUE(told.leaves[1].experts[1].without_evidence);
  EXPECT_EQ(told.leaves[1].left, 2'500);
}

TEST(Explanation, BeforeAnybodyHasScoredThereIsTheSelfRatingAlone) {
  const auto told = explain(thousand_points(), scoring::Scores{{"1", 10}}, {}, {}, "");
  EXPECT_FALSE(told.total);
  EXPECT_EQ(told.grade, "");
  EXPECT_FALSE(told.next);
  EXPECT_EQ(told.leaves[0].self, 10);
  EXPECT_FALSE(told.leaves[0].mean);
  EXPECT_EQ(told.leaves[0].left, 0);
  EXPECT_FALSE(told.leaves[1].self);
}

}  // namespace
}  // namespace gh::grading
