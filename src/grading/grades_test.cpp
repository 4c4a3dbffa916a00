#include "grading/grades.h"

#include "grading/grading_fixture.h"

namespace gh::grading {
namespace {

class Grades : public OnDatabase {
 protected:
  std::string grant(const Id& case_id, Day today, std::string grade, const ValidityYears& rule = kOldValidity,
                    const Id& organisation = "ceramics") {
    return answer([=](store::Tx& tx) { grant_grade(tx, basis(case_id, today), {organisation, grade, 9100}, rule); });
  }
  std::string grade(Day day, const Id& organisation = "ceramics") {
    const auto found = read([=](store::Tx& tx) { return grade_on(tx, organisation, day); });
    return found ? found->grade : "";
  }
};

TEST_P(Grades, AGradeHoldsFromItsFirstDayToItsLast) {
  EXPECT_EQ(grant("a", day_of(2018, 9, 3), "4A"), "done");
  EXPECT_EQ(grade(day_of(2018, 9, 2)), "");
  EXPECT_EQ(grade(day_of(2018, 9, 3)), "4A");
  EXPECT_EQ(grade(day_of(2023, 9, 2)), "4A");
  EXPECT_EQ(grade(day_of(2023, 9, 3)), "");
  EXPECT_EQ(grade(day_of(2020, 1, 1), "furniture"), "");
}

TEST_P(Grades, UnderTheNewRuleAGradeIsAnnouncedBeforeItHolds) {
  grant("a", day_of(2026, 5, 15), "5A", kNewValidity);
  EXPECT_EQ(grade(day_of(2026, 12, 31)), "");
  EXPECT_EQ(grade(day_of(2027, 1, 1)), "5A");
  EXPECT_EQ(grade(day_of(2031, 12, 31)), "5A");
  EXPECT_EQ(grade(day_of(2032, 1, 1)), "");
  const auto announced = read([](store::Tx& tx) { return announced_grade(tx, "ceramics", day_of(2026, 6, 1)); });
  ASSERT_TRUE(announced);
  EXPECT_EQ(announced->valid_from, day_of(2027, 1, 1));
  EXPECT_FALSE(read([](store::Tx& tx) { return announced_grade(tx, "ceramics", day_of(2032, 1, 1)); }));
}

TEST_P(Grades, ANewGradeCutsTheEarlierOneShortAndItsFirstVersionStays) {
  grant("a", day_of(2023, 6, 1), "3A");
  grant("b", day_of(2026, 5, 15), "5A", kNewValidity);
  EXPECT_EQ(grade(day_of(2026, 12, 31)), "3A");
  EXPECT_EQ(grade(day_of(2027, 1, 1)), "5A");
  const auto versions = read([](store::Tx& tx) { return versions_of_grades(tx, "ceramics"); });
  ASSERT_EQ(versions.size(), 3u);
  EXPECT_EQ(versions[0].valid_to, day_of(2028, 5, 31));
  EXPECT_EQ(versions[0].ended_by_act, "act-b-2026-05-15");
  EXPECT_EQ(versions[1].valid_to, day_of(2026, 12, 31));
  EXPECT_EQ(versions[1].version, 2);
  EXPECT_EQ(versions[1].begun_by_act, "act-b-2026-05-15");
  EXPECT_EQ(versions[2].grade, "5A");
  const auto announced = read([](store::Tx& tx) { return announced_grade(tx, "ceramics", day_of(2026, 6, 1)); });
  EXPECT_EQ(announced->case_id, "b");
}

TEST_P(Grades, AGradeThatHadNotBegunGivesWayWhole) {
  grant("a", day_of(2026, 5, 15), "3A", kNewValidity);
  grant("b", day_of(2026, 11, 1), "4A", kNewValidity);
  EXPECT_EQ(grade(day_of(2027, 6, 1)), "4A");
  EXPECT_EQ(read([](store::Tx& tx) { return versions_of_grades(tx, "ceramics").size(); }), 2u);
}

TEST_P(Grades, AnEndedGradeIsLeftAlone) {
  grant("a", day_of(2013, 6, 1), "3A");
  grant("b", day_of(2019, 6, 1), "4A");
  const auto versions = read([](store::Tx& tx) { return versions_of_grades(tx, "ceramics"); });
  ASSERT_EQ(versions.size(), 2u);
  EXPECT_FALSE(versions[0].ended_at);
}

TEST_P(Grades, ACaseAnnouncesOneGrade) {
  grant("a", day_of(2018, 9, 3), "4A");
  EXPECT_EQ(grant("a", day_of(2018, 9, 4), "5A"), "conflict granted_already");
  EXPECT_EQ(grade(day_of(2019, 1, 1)), "4A");
}

TEST_P(Grades, OnAnyDayAtMostOneGradeHolds) {
  const Day days[] = {day_of(2013, 3, 1),  day_of(2016, 7, 1), day_of(2016, 7, 1), day_of(2021, 6, 30),
                      day_of(2026, 2, 28), day_of(2026, 3, 1), day_of(2028, 1, 1)};
  int number = 0;
  for (const Day day : days)
    grant("case-" + std::to_string(number++), day, "3A", day < day_of(2026, 3, 1) ? kOldValidity : kNewValidity);
  const auto all = read([](store::Tx& tx) { return versions_of_grades(tx, "ceramics"); });
  for (const Grade& one : all) {
    for (const Grade& other : all) {
      if (one.ended_at || other.ended_at || one.case_id == other.case_id) continue;
      EXPECT_TRUE(one.valid_to < other.valid_from || other.valid_to < one.valid_from)
          << one.case_id << " and " << other.case_id;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Databases, Grades, testing::ValuesIn(store::kDialects));

}  // namespace
}  // namespace gh::grading
