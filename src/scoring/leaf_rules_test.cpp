// How leaves are scored, by the rule of each kind.
#include "scoring/leaf_rules.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gh::scoring {
namespace {

using policy::Indicator;
using policy::LeafRule;

Indicator leaf(std::string id, Score points, LeafRule kind) {
  Indicator out;
  out.title = {"指标" + id, "indicator " + id};
  out.id = std::move(id);
  out.points = points;
  out.kind = kind;
  return out;
}

// One leaf of each kind, 1000 in tenths of a point, and a bonus of 30 points at most.
policy::Rubric rubric_of_all_kinds() {
  policy::Rubric out;
  out.cites = {"社会组织评估管理办法16"};
  out.denominator = 10;
  out.total = 1000;
  out.bonus_cap = 30;
  Indicator steps = leaf("steps", 200, LeafRule::steps);
  steps.steps = {200, 150, 0};
  Indicator per_case = leaf("per_case", 120, LeafRule::deduct_per_case);
  per_case.per_case = 50;
  Indicator questionnaire = leaf("questionnaire", 250, LeafRule::questionnaire_mean);
  questionnaire.answers_least = 10;
  Indicator bonus = leaf("bonus", 50, LeafRule::any);
  bonus.bonus = true;
  Indicator honours = leaf("honours", 50, LeafRule::pro_rata);
  honours.parent = "bonus";
  out.indicators = {leaf("all", 100, LeafRule::all_or_nothing),
                    steps,
                    leaf("share", 150, LeafRule::pro_rata),
                    per_case,
                    leaf("strike", 80, LeafRule::one_strike),
                    leaf("judged", 100, LeafRule::evidence_missing),
                    questionnaire,
                    bonus,
                    honours};
  return out;
}

const Indicator& named(const policy::Rubric& rubric, std::string_view id) {
  return *std::find_if(rubric.indicators.begin(), rubric.indicators.end(),
                       [&](const Indicator& one) { return one.id == id; });
}

std::vector<Score> fitting(std::string_view id) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  std::vector<Score> out;
  for (Score score = -1; score <= 260; ++score)
    if (fits(named(rubric, id), score)) out.push_back(score);
  return out;
}

TEST(LeafRule, AllOrNothingAndOneStrikeTakeTheirPointsOrNothing) {
  EXPECT_EQ(fitting("all"), (std::vector<Score>{0, 100}));
  EXPECT_EQ(fitting("strike"), (std::vector<Score>{0, 80}));
}

TEST(LeafRule, StepsTakeNothingBetween) { EXPECT_EQ(fitting("steps"), (std::vector<Score>{0, 150, 200})); }

TEST(LeafRule, EachCaseTakesTheSameAndNeverMoreThanThereIs) {
  EXPECT_EQ(fitting("per_case"), (std::vector<Score>{0, 20, 70, 120}));
}

TEST(LeafRule, TheOthersTakeAnyScoreUpToTheirPoints) {
  EXPECT_EQ(fitting("share").size(), 151U);
  EXPECT_EQ(fitting("judged").size(), 101U);
  EXPECT_EQ(fitting("questionnaire").size(), 251U);
}

TEST(LeafRule, ASheetThatDoesNotFitIsRefusedAtItsLeaf) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  Scores scores = fitting_scores(rubric, 1000);
  EXPECT_TRUE(faults_of(rubric, "", scores, "/form").empty());
  scores["steps"] = 199;
  scores["all"] = 50;
  const auto faults = faults_of(rubric, "", scores, "/form");
  ASSERT_EQ(faults.size(), 2U);
  EXPECT_EQ(faults[0].field + " " + faults[0].rule, "/form/all leaf_rule");
  EXPECT_EQ(faults[1].field + " " + faults[1].rule, "/form/steps leaf_rule");
  EXPECT_EQ(faults[1].clause, "社会组织评估管理办法16");
}

TEST(Bonus, IsLeftOutOrAddsUpToItsCapAndNeverLiftsTheSumAboveTheTotal) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  Scores scores = fitting_scores(rubric, 1000);
  EXPECT_FALSE(scores.contains("honours"));
  EXPECT_EQ(total_of(rubric, scores), 1000);
  scores["honours"] = 50;
  EXPECT_TRUE(faults_of(rubric, "", scores, "").empty());
  EXPECT_EQ(total_of(rubric, scores), 1000);
  scores["judged"] = 0;
  EXPECT_EQ(total_of(rubric, scores), 930);  // 900 and 30 of the 50
  scores["honours"] = 20;
  EXPECT_EQ(total_of(rubric, scores), 920);
}

std::vector<std::string> faults_with(const Scores& scores, const Grounds& grounds) {
  std::vector<std::string> out;
  for (const auto& fault : faults_of_grounds(rubric_of_all_kinds(), "", scores, grounds, "/s"))
    out.push_back(fault.field + " " + fault.rule);
  return out;
}

TEST(Grounds, EveryPointOffALeafNeedsItsReason) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  Scores scores = fitting_scores(rubric, 1000);
  Grounds grounds = grounds_for(rubric, scores, "");
  EXPECT_TRUE(faults_with(scores, grounds).empty());
  scores["judged"] = 60;
  EXPECT_EQ(faults_with(scores, grounds), (std::vector<std::string>{"/s/scores/judged deduction"}));
  grounds.deductions = {{"judged", 30, "材料不全"}};
  EXPECT_EQ(faults_with(scores, grounds), (std::vector<std::string>{"/s/scores/judged deduction"}));
  grounds.deductions.push_back({"judged", 10, "材料过期"});
  EXPECT_TRUE(faults_with(scores, grounds).empty());
  grounds.deductions.push_back({"no such leaf", 10, "?"});
  EXPECT_EQ(faults_with(scores, grounds), (std::vector<std::string>{"/s/deductions/2/leaf every_indicator"}));
}

TEST(Grounds, MoreCasesThanThereArePointsEndAtNothing) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  Scores scores = fitting_scores(rubric, 1000);
  Grounds grounds = grounds_for(rubric, scores, "");
  scores["per_case"] = 0;
  grounds.deductions = {{"per_case", 50, "一"}, {"per_case", 50, "二"}, {"per_case", 50, "三"}};
  EXPECT_TRUE(faults_with(scores, grounds).empty());
}

TEST(Grounds, WithoutEvidenceALeafIsScoredNothing) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  Scores scores = fitting_scores(rubric, 1000);
  Grounds grounds = grounds_for(rubric, scores, "");
  grounds.without_evidence = {"judged"};
  EXPECT_EQ(faults_with(scores, grounds), (std::vector<std::string>{"/s/scores/judged evidence_missing"}));
  scores["judged"] = 0;
  grounds.deductions = {{"judged", 100, "没有佐证材料"}};
  EXPECT_TRUE(faults_with(scores, grounds).empty());
}

TEST(Grounds, NothingShownIsReasonEnoughForAllOfTheLeafsPoints) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  Scores scores = fitting_scores(rubric, 1000);
  Grounds grounds = grounds_for(rubric, scores, "");
  scores["judged"] = 0;
  EXPECT_EQ(faults_with(scores, grounds), (std::vector<std::string>{"/s/scores/judged deduction"}));
  grounds.without_evidence = {"judged"};
  EXPECT_TRUE(faults_with(scores, grounds).empty());
  grounds.deductions = {{"judged", 60, "材料不全"}};
  EXPECT_EQ(faults_with(scores, grounds), (std::vector<std::string>{"/s/scores/judged deduction"}))
      << "a part of the points with a reason beside it says two things";
  grounds.deductions = {{"judged", 100, "没有材料"}};
  EXPECT_TRUE(faults_with(scores, grounds).empty());
}

TEST(Grounds, AQuestionnaireIsTheMeanOfEnoughAnswers) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  Scores scores = fitting_scores(rubric, 1000);
  Grounds grounds = grounds_for(rubric, scores, "");
  scores["questionnaire"] = 225;
  grounds.deductions = {{"questionnaire", 25, "满意度九成"}};
  const std::vector<std::string> refused{"/s/scores/questionnaire questionnaire_mean"};
  grounds.questionnaires = {{"questionnaire", 10, 899}};
  EXPECT_TRUE(faults_with(scores, grounds).empty()) << "224.75 rounds to 225";
  grounds.questionnaires = {{"questionnaire", 10, 896}};
  EXPECT_EQ(faults_with(scores, grounds), refused);
  grounds.questionnaires = {{"questionnaire", 9, 900}};
  EXPECT_EQ(faults_with(scores, grounds), refused);
  grounds.questionnaires.clear();
  EXPECT_EQ(faults_with(scores, grounds), refused);
}

TEST(Grounds, AreReadFromASheetAndWrittenTheSame) {
  const json::value sheet = parse_json(
      R"({"candidate":"c","scores":{},"deductions":[{"leaf":"a","points":5,"reason":"迟报"}],"without_evidence":["b"]})");
  const Grounds grounds = grounds_of(sheet);
  ASSERT_EQ(grounds.deductions.size(), 1U);
  EXPECT_EQ(grounds.deductions[0].reason, "迟报");
  EXPECT_EQ(grounds.without_evidence, std::vector<std::string>{"b"});
  EXPECT_TRUE(grounds.questionnaires.empty());
  EXPECT_EQ(written(grounds_of(json::value(written(grounds)))), written(grounds));
}

RC_GTEST_PROP(FittingScores, FitTheirRulesAndStayCloseToTheShare, ()) {
  const policy::Rubric rubric = rubric_of_all_kinds();
  const auto permille = *rc::gen::inRange<std::int64_t>(0, 1001);
  const Scores scores = fitting_scores(rubric, permille);
  RC_ASSERT(faults_of(rubric, "", scores, "").empty());
  RC_ASSERT(faults_of_grounds(rubric, "", scores, grounds_for(rubric, scores, "理由"), "").empty());
  RC_ASSERT(std::abs(total_of(rubric, scores) - permille) <= 100);
}

}  // namespace
}  // namespace gh::scoring
