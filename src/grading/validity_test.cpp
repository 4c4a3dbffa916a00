#include "grading/validity.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/assert.h"
#include "grading/grading_fixture.h"

namespace gh::grading {
namespace {

std::string text_of(const Validity& validity) { return text(validity.from) + " " + text(validity.to); }

TEST(Validity, UnderTheNewRuleItRunsFiveCalendarYearsFromTheNextJanuary) {
  EXPECT_EQ(text_of(validity_of(day_of(2026, 5, 15), kNewValidity)), "2027-01-01 2031-12-31");
  EXPECT_EQ(text_of(validity_of(day_of(2026, 12, 31), kNewValidity)), "2027-01-01 2031-12-31");
  EXPECT_EQ(text_of(validity_of(day_of(2027, 1, 1), kNewValidity)), "2028-01-01 2032-12-31");
}

TEST(Validity, UnderTheOldRuleItRunsFiveYearsFromTheAnnouncement) {
  EXPECT_EQ(text_of(validity_of(day_of(2018, 9, 3), kOldValidity)), "2018-09-03 2023-09-02");
  EXPECT_EQ(text_of(validity_of(day_of(2026, 2, 28), kOldValidity)), "2026-02-28 2031-02-27");
  EXPECT_EQ(text_of(validity_of(day_of(2019, 1, 1), kOldValidity)), "2019-01-01 2023-12-31");
}

TEST(Validity, FiveYearsFromALeapDayEndWithFebruary) {
  EXPECT_EQ(text_of(validity_of(day_of(2024, 2, 29), kOldValidity)), "2024-02-29 2029-02-28");
  EXPECT_EQ(text_of(validity_of(day_of(2024, 2, 29), {ValidityRule::years_from_announcement, 4})),
            "2024-02-29 2028-02-28");
}

TEST(Validity, TheParameterSaysRuleAndYears) {
  const auto read = validity_years(json::object{{"rule", "calendar_years"}, {"years", 3}});
  EXPECT_EQ(read.rule, ValidityRule::calendar_years);
  EXPECT_EQ(read.years, 3);
  EXPECT_THROW(validity_years(json::object{{"rule", "for_ever"}, {"years", 3}}), Bug);
  EXPECT_THROW(validity_years(json::object{{"rule", "calendar_years"}, {"years", 0}}), Bug);
  EXPECT_THROW(validity_years(json::object{{"rule", "calendar_years"}}), Bug);
  EXPECT_THROW(validity_years(5), Bug);
}

TEST(Validity, AnEarlierGradeEndsTheDayBeforeTheNewOneBegins) {
  const Validity earlier{day_of(2022, 6, 1), day_of(2027, 5, 31)};
  EXPECT_EQ(text_of(left_of(earlier, day_of(2027, 1, 1)).value()), "2022-06-01 2026-12-31");
  EXPECT_EQ(text_of(left_of(earlier, day_of(2022, 6, 2)).value()), "2022-06-01 2022-06-01");
  EXPECT_FALSE(left_of(earlier, day_of(2022, 6, 1)));
  EXPECT_EQ(text_of(left_of(earlier, day_of(2030, 1, 1)).value()), text_of(earlier));
}

RC_GTEST_PROP(ValidityOfAnyDay, WhatIsLeftNeverMeetsTheNewer, ()) {
  const Day first = day_of(2012, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 6000)};
  const Day second = first + std::chrono::days{*rc::gen::inRange(0, 3000)};
  const Validity earlier = validity_of(first, *rc::gen::element(kOldValidity, kNewValidity));
  const Validity newer = validity_of(second, *rc::gen::element(kOldValidity, kNewValidity));
  RC_ASSERT(earlier.from >= first && earlier.from <= earlier.to);
  const auto left = left_of(earlier, newer.from);
  if (left)
    RC_ASSERT(left->from <= left->to && left->to < newer.from && left->to <= earlier.to);
  else
    RC_ASSERT(newer.from <= earlier.from);
}

RC_GTEST_PROP(ValidityOfAnyDay, TheOldRuleGivesAtLeastFiveTimes365Days, ()) {
  const Day announced = day_of(2012, 1, 1) + std::chrono::days{*rc::gen::inRange(0, 10000)};
  const Validity validity = validity_of(announced, kOldValidity);
  const auto length = (validity.to - validity.from).count() + 1;
  RC_ASSERT(length == 1826 || length == 1827);
}

class Bands : public testing::Test {
 protected:
  Bands() {
    rubric.denominator = 10;
    rubric.bands = {{"5A", 9510}, {"4A", 9010}, {"3A", 8510}, {"2A", 8010}, {"1A", 7010}};
  }
  policy::Rubric rubric;
};

TEST_F(Bands, AScoreIsNeverRoundedUp) {
  EXPECT_EQ(capped_grade(rubric, 9509, ""), "4A");
  EXPECT_EQ(capped_grade(rubric, 9510, ""), "5A");
  EXPECT_EQ(capped_grade(rubric, 10000, ""), "5A");
  EXPECT_EQ(capped_grade(rubric, 7010, ""), "1A");
  EXPECT_EQ(capped_grade(rubric, 7009, ""), "");
  EXPECT_EQ(capped_grade(rubric, -1, ""), "");
}

TEST_F(Bands, ACapHoldsBetterGradesDownAndLeavesOthers) {
  EXPECT_EQ(capped_grade(rubric, 9900, "3A"), "3A");
  EXPECT_EQ(capped_grade(rubric, 8510, "3A"), "3A");
  EXPECT_EQ(capped_grade(rubric, 8509, "3A"), "2A");
  EXPECT_EQ(capped_grade(rubric, 100, "3A"), "");
  EXPECT_THROW(capped_grade(rubric, 9900, "6A"), Bug);
}

TEST(Stars, AreTheNumberOfA) {
  EXPECT_EQ(stars_of("5A"), 5);
  EXPECT_EQ(stars_of("1A"), 1);
  EXPECT_EQ(stars_of(""), 0);
  EXPECT_EQ(stars_of("A5"), 0);
}

}  // namespace
}  // namespace gh::grading
