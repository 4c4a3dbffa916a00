// Grades lowered and taken away, the bars that follow, and certificates that come back or don't.
#include "grading/adjustments.h"

#include "grading/grading_fixture.h"

namespace gh::grading {
namespace {

constexpr ValidityYears kFive{ValidityRule::years_from_announcement, 5};

TEST(Bar, AfterADowngradeOfMarch2013AnApplicationOfFebruary2015IsTooEarlyAndOneOfMarchIsNot) {
  const Day decided = day_of(2013, 3, 1);
  EXPECT_FALSE(bar_over(decided, 24, day_of(2015, 2, 28)));
  EXPECT_TRUE(bar_over(decided, 24, day_of(2015, 3, 2)));
}

TEST(Bar, OfThreeYearsFromALeapDayEndsWithFebruary) {
  EXPECT_FALSE(bar_over(day_of(2024, 2, 29), 36, day_of(2027, 2, 27)));
  EXPECT_TRUE(bar_over(day_of(2024, 2, 29), 36, day_of(2027, 2, 28)));
}

class Adjustments : public OnDatabase {
 protected:
  void grant(const Id& case_id, Day today, std::string grade) {
    ASSERT_EQ(answer([=](store::Tx& tx) {
                grant_grade(tx, basis(case_id, today), {"ceramics", grade, 9100}, kFive);
              }),
              "done");
  }
  std::string adjust(const Id& case_id, Day today, AdjustmentKind kind, std::string to_grade) {
    return answer([=](store::Tx& tx) {
      adjust_grade(tx, basis(case_id, today), {"ceramics", kind, "false_information", to_grade});
    });
  }
  std::string grade(Day day) {
    const auto found = read([=](store::Tx& tx) { return grade_on(tx, "ceramics", day); });
    return found ? found->grade : "";
  }
};

TEST_P(Adjustments, ALoweredGradeKeepsItsLastDayAndItsFirst) {
  grant("a", day_of(2018, 9, 3), "4A");
  EXPECT_EQ(adjust("b", day_of(2020, 5, 6), AdjustmentKind::downgrade, "3A"), "done");
  EXPECT_EQ(grade(day_of(2020, 5, 5)), "4A");
  EXPECT_EQ(grade(day_of(2020, 5, 6)), "3A");
  EXPECT_EQ(grade(day_of(2023, 9, 2)), "3A");
  EXPECT_EQ(grade(day_of(2023, 9, 3)), "");
  const auto began = read([](store::Tx& tx) { return validity_began(tx, "ceramics", day_of(2021, 1, 1)); });
  EXPECT_EQ(text(began.value()), "2018-09-03");
  EXPECT_EQ(adjust("c", day_of(2021, 5, 6), AdjustmentKind::downgrade, "1A"), "done");
  EXPECT_EQ(grade(day_of(2021, 5, 6)), "1A");
  const auto still = read([](store::Tx& tx) { return validity_began(tx, "ceramics", day_of(2021, 6, 1)); });
  EXPECT_EQ(text(still.value()), "2018-09-03");
}

TEST_P(Adjustments, ACancelledGradeIsGoneFromThatDay) {
  grant("a", day_of(2018, 9, 3), "4A");
  EXPECT_EQ(adjust("b", day_of(2020, 5, 6), AdjustmentKind::cancel, ""), "done");
  EXPECT_EQ(grade(day_of(2020, 5, 5)), "4A");
  EXPECT_EQ(grade(day_of(2020, 5, 6)), "");
  EXPECT_FALSE(read([](store::Tx& tx) { return validity_began(tx, "ceramics", day_of(2020, 5, 6)); }));
}

TEST_P(Adjustments, NothingIsLoweredThatIsNotHeldOrNotLower) {
  EXPECT_EQ(adjust("b", day_of(2020, 5, 6), AdjustmentKind::cancel, ""), "conflict no_grade_held");
  grant("a", day_of(2018, 9, 3), "3A");
  EXPECT_EQ(adjust("b", day_of(2020, 5, 6), AdjustmentKind::downgrade, "3A"), "conflict lower_grade");
  EXPECT_EQ(adjust("b", day_of(2020, 5, 6), AdjustmentKind::downgrade, "4A"), "conflict lower_grade");
  EXPECT_EQ(adjust("b", day_of(2020, 5, 6), AdjustmentKind::downgrade, ""), "conflict lower_grade");
  EXPECT_EQ(adjust("b", day_of(2024, 5, 6), AdjustmentKind::cancel, ""), "conflict no_grade_held");
  EXPECT_EQ(grade(day_of(2020, 5, 6)), "3A");
}

TEST_P(Adjustments, TheCertificateComesBackOnceOrIsVoid) {
  grant("a", day_of(2018, 9, 3), "4A");
  adjust("b", day_of(2020, 5, 6), AdjustmentKind::cancel, "");
  const auto settle = [&](bool returned) {
    return answer([=](store::Tx& tx) { settle_certificate(tx, basis("b", day_of(2020, 5, 20)), returned); });
  };
  EXPECT_EQ(settle(false), "done");
  EXPECT_EQ(settle(true), "conflict certificate_settled");
  const auto all = read([](store::Tx& tx) { return adjustments_of(tx, "ceramics"); });
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].certificate, "void");
  EXPECT_EQ(text(all[0].settled_on.value()), "2020-05-20");
  EXPECT_EQ(all[0].from_grade, "4A");
}

INSTANTIATE_TEST_SUITE_P(Databases, Adjustments, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::grading
