// The arithmetic of scoring, on the numbers that the domain notes give.
#include "scoring/ranking.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace gh::scoring {
namespace {

policy::Rubric small_rubric() {
  policy::Rubric rubric;
  rubric.id = "small";
  rubric.cites = {"社会组织评估管理办法16"};
  rubric.denominator = 10;
  rubric.total = 1000;
  rubric.indicators = {{"1", "", {"质量", "quality"}, 900, {}, {}, ""},
                       {"1.1", "1", {"方案", "plan"}, 600, {}, {}, ""},
                       {"1.2", "1", {"团队", "team"}, 300, {}, {}, ""},
                       {"2", "", {"价格", "price"}, 100, {}, {}, ""}};
  rubric.bands = {{"5A", 9510}, {"4A", 9010}, {"3A", 8510}, {"2A", 8010}, {"1A", 7010}};
  return rubric;
}

std::vector<std::string> rules_of(const std::vector<FieldError>& faults) {
  std::vector<std::string> out;
  for (const auto& fault : faults) out.push_back(fault.field + " " + fault.rule);
  return out;
}

TEST(Sheet, NeedsOneScoreForEachLeafAndNoOther) {
  EXPECT_TRUE(faults_of(small_rubric(), "2", {{"1.1", 600}, {"1.2", 0}}, "/form").empty());
  EXPECT_EQ(rules_of(faults_of(small_rubric(), "2", {{"1.1", 1}, {"1", 900}}, "/form")),
            (std::vector<std::string>{"/form/1.2 every_indicator", "/form/1 every_indicator"}));
}

TEST(Sheet, RefusesAScoreAboveThePointsOrBelowZero) {
  EXPECT_EQ(rules_of(faults_of(small_rubric(), "2", {{"1.1", 601}, {"1.2", -1}}, "")),
            (std::vector<std::string>{"/1.1 max_points", "/1.2 max_points"}));
}

TEST(Sheet, RefusesPointsForThePriceThatTheFormulaGives) {
  EXPECT_EQ(rules_of(faults_of(small_rubric(), "2", {{"1.1", 1}, {"1.2", 1}, {"2", 1}}, "")),
            (std::vector<std::string>{"/2 every_indicator"}));
}

TEST(Grade, NineHundredFiftyPointNineIsFourA) {
  EXPECT_EQ(grade_of(small_rubric(), 9509), "4A");
  EXPECT_EQ(grade_of(small_rubric(), 9510), "5A");
  EXPECT_EQ(grade_of(small_rubric(), 7009), "");
}

// purchasing.md §4.8: weight 10, two decimals, bids 480,000 / 500,000 / 520,000 yuan give 10.00 / 9.60 / 9.23.
TEST(PricePoints, AreLowestPriceByPriceByPointsRoundedHalfUp) {
  const std::vector<Candidate> bids = {{"a", 0, 48'000'000}, {"b", 0, 50'000'000}, {"c", 0, 52'000'000}};
  const auto ranking = rank({1000, {}, "00"}, bids, {});
  ASSERT_EQ(ranking.size(), 3U);
  EXPECT_EQ(ranking[0].price_points, 1000);
  EXPECT_EQ(ranking[1].price_points, 960);
  EXPECT_EQ(ranking[2].price_points, 923);
}

TEST(Ranking, TakesTheMeanOfTheSheetsRoundedHalfAwayFromZero) {
  const auto ranking = rank({{}, {}, "00"}, {{"a", 0, {}}}, {{"x", "a", 801}, {"y", "a", 802}});
  EXPECT_EQ(ranking.front().quality, 802);
}

TEST(Ranking, PutsTheListedFirstAmongEqualTotalsAndThenTheCheaper) {
  const std::vector<Candidate> equal = {{"a", 0, 100}, {"b", 1, 300}, {"c", 1, 200}};
  const auto ranking = rank({{}, {"preference", "price"}, "00"}, equal, {});
  EXPECT_EQ(ranking[0].candidate, "c");
  EXPECT_EQ(ranking[1].candidate, "b");
  EXPECT_EQ(ranking[2].candidate, "a");
}

RC_GTEST_PROP(Ranking, DoesNotDependOnTheOrderOfTheSheetsOrTheCandidates, (std::vector<int> totals)) {
  RC_PRE(!totals.empty() && totals.size() < 20);
  std::vector<Candidate> candidates;
  std::vector<Sheet> sheets;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const std::string id = "c" + std::to_string(i);
    candidates.push_back({id, 0, Fen{1000} + static_cast<Fen>(i)});
    for (int judge = 0; judge < 3; ++judge)
      sheets.push_back({"j" + std::to_string(judge), id, std::abs(totals[i] % 900) + judge});
  }
  const Rules rules{Score{100}, {"price"}, "5eed"};
  const auto forwards = rank(rules, candidates, sheets);
  std::reverse(candidates.begin(), candidates.end());
  std::reverse(sheets.begin(), sheets.end());
  const auto backwards = rank(rules, candidates, sheets);
  RC_ASSERT(forwards.size() == backwards.size());
  for (std::size_t i = 0; i < forwards.size(); ++i) RC_ASSERT(forwards[i].candidate == backwards[i].candidate);
}

}  // namespace
}  // namespace gh::scoring
